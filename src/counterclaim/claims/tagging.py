"""The matches of spaCy's attribute ruler by table.

The ruler gives a token its part of speech by what its tag, word and dependency are. Its matcher tries every pattern on
every token, which takes a third of the time of parsing; almost all patterns are of one token, so that what they give
can be remembered by the few values that they ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Key = tuple[int, int, int, bool]
Rules = tuple[tuple[int, int], ...]


class RememberedMatches:
    """Stands for ``AttributeRuler.match`` and gives what it gives: (rule, match id, start, end), sorted."""

    def __init__(self, ruler: Any) -> None:
        from spacy.matcher import Matcher
        from spacy.tokens import Doc

        self._doc = Doc
        self._match = ruler.match
        self._begins = Matcher(ruler.vocab)
        self._words: set[int] = set()
        self._known: dict[Key, Rules | None] = {}
        for number, rule in enumerate(ruler.patterns):
            for pattern in rule["patterns"]:
                if len(pattern) > 1:
                    self._begins.add(str(number), [pattern[:1]])
                self._words.update(_words(pattern[0].get("LOWER"), ruler.vocab.strings))

    def __call__(self, doc: Any) -> list[tuple[int, int, int, int]]:
        """The matches in a document; where a pattern of several words may begin, those of the ruler itself."""
        found: list[tuple[int, int, int, int]] = []
        for at, token in enumerate(doc):
            lower = token.lower
            key = (token.tag, lower if lower in self._words else 0, token.dep, token.is_space)
            if key not in self._known:
                self._known[key] = self._learn(token)
            rules = self._known[key]
            if rules is None:
                return list(self._match(doc))
            found += [(rule, match, at, at + 1) for rule, match in rules]
        return sorted(found)

    def _learn(self, token: Any) -> Rules | None:
        """The rules that a token meets by itself; null where a longer pattern may begin with it."""
        alone = self._doc(token.vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        if self._begins(alone, allow_missing=True):
            return None
        return tuple((rule, match) for rule, match, _, _ in self._match(alone))


def _words(asked: Any, strings: Any) -> Iterator[int]:
    """Hashes of the words that a pattern's condition on the word names."""
    if isinstance(asked, str):
        yield strings[asked]
    elif isinstance(asked, dict):
        yield from (strings[word] for word in asked.get("IN", ()))
        if "REGEX" in asked:
            pattern = re.compile(asked["REGEX"])
            yield from (strings[word] for word in strings if pattern.search(word))
