"""Part of speech and base form of the words of a sentence by table.

spaCy's attribute ruler gives a token its part of speech by what its tag, word and dependency are, and its lemmatizer a
base form by that and the word. Both look at every token with many objects and patterns, which takes as long as the
networks of the parser. Almost all patterns are of one token, so that what the two give is remembered by word, tag and
dependency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

_MOST_WORDS = 20_000
"""Words with tag and dependency that are remembered; then all are forgotten. Common ones are soon learnt again."""


class Form(NamedTuple):
    """What spaCy knows of a word by itself and by its tag and dependency; see ``spacy.tokens.Token``."""

    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    is_alpha: bool
    is_punct: bool
    is_quote: bool
    is_space: bool
    is_stop: bool
    like_num: bool


_Word = tuple[int, int, int]
"""spaCy's numbers of a word as it is spelled, its tag and its dependency."""
_Key = tuple[int, int, int, bool]
_Attributes = tuple[str, str, str]
"""Part of speech, morphology and base form that the ruler gives; the last is mostly empty."""


class RememberedForms:
    """Stands for a pipeline's attribute ruler and lemmatizer."""

    def __init__(self, model: Any) -> None:
        from spacy.matcher import Matcher
        from spacy.tokens import Doc

        self._doc = Doc
        self._strings = model.vocab.strings
        self._ruler = model.get_pipe("attribute_ruler")
        self._lemmatizer = model.get_pipe("lemmatizer")
        index = self._lemmatizer.lookups.get_table("lemma_index")
        for pos, listed in index.items():
            index[pos] = dict.fromkeys(listed)  # the lemmatizer looks words up in lists of tens of thousands
        self._begins = Matcher(model.vocab)
        self._named: set[int] = set()
        for number, rule in enumerate(self._ruler.patterns):
            for pattern in rule["patterns"]:
                if len(pattern) > 1:
                    self._begins.add(str(number), [pattern[:1]])
                self._named.update(_words(pattern[0].get("LOWER"), self._strings))
        self._known: dict[_Word, Form | None] = {}
        self._alike: dict[tuple[int, int, _Attributes], Form] = {}
        self._attributes: dict[_Key, _Attributes | None] = {}

    def forms(self, doc: Any, words: Sequence[_Word]) -> list[Form]:
        """The forms of a parsed document, whose words, tags and dependencies are `words`."""
        known = self._known
        found: list[Form] = []
        for at, word in enumerate(words):
            form = known.get(word)
            if form is None:
                if word not in known:
                    form = known[word] = self._learn(doc[at])
                if form is None:
                    return self._by_spacy(doc)
            found.append(form)
        return found

    def forget(self) -> None:
        """Forget all words, if there are more than are worth to be kept."""
        if len(self._known) > _MOST_WORDS:
            self._known.clear()
            self._alike.clear()
            self._lemmatizer.cache.clear()

    def _learn(self, token: Any) -> Form | None:
        """The form of a word; null where a pattern of several words may begin with it."""
        lower = token.lower
        key = (token.tag, lower if lower in self._named else 0, token.dep, token.is_space)
        if key not in self._attributes:
            self._attributes[key] = self._ruled(token)
        attributes = self._attributes[key]
        if attributes is None:
            return None
        alike = self._alike.get((token.orth, token.tag, attributes))
        if alike is not None:
            return alike._replace(dep=token.dep_)
        pos, morph, lemma = attributes
        alone = self._alone(token, pos=[pos], morphs=[morph], lemmas=[lemma])
        form = _form(self._lemmatizer(alone)[0])
        self._alike[token.orth, token.tag, attributes] = form
        return form

    def _ruled(self, token: Any) -> _Attributes | None:
        """What the ruler gives a token by itself; null where a longer pattern may begin with it."""
        alone = self._alone(token)
        if self._begins(alone, allow_missing=True):
            return None
        one = self._ruler(alone)[0]
        return one.pos_, str(one.morph), one.lemma_

    def _alone(self, token: Any, **attributes: Any) -> Any:
        return self._doc(
            token.vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0], **attributes
        )

    def _by_spacy(self, doc: Any) -> list[Form]:
        """What spaCy itself gives; the document is left with it."""
        return [_form(token) for token in self._lemmatizer(self._ruler(doc))]


def _form(token: Any) -> Form:
    return Form(
        token.text,
        token.lower_,
        token.lemma_,
        token.pos_,
        token.tag_,
        token.dep_,
        token.is_alpha,
        token.is_punct,
        token.is_quote,
        token.is_space,
        token.is_stop,
        token.like_num,
    )


def _words(asked: Any, strings: Any) -> Iterator[int]:
    """Hashes of the words that a pattern's condition on the word names."""
    if isinstance(asked, str):
        yield strings[asked]
    elif isinstance(asked, dict):
        yield from (strings[word] for word in asked.get("IN", ()))
        if "REGEX" in asked:
            pattern = re.compile(asked["REGEX"])
            yield from (strings[word] for word in strings if pattern.search(word))
