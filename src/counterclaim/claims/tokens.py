"""The words of a parsed sentence, as plain data.

spaCy makes a new object and a new string whenever a token or its attribute is asked for. The rules ask for the same
few hundreds of times, so that they are read from spaCy once. The names, and what they mean, are those of spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, SupportsIndex, overload

from counterclaim.claims.tagging import Form, RememberedForms

_ATTRIBUTES = ["ORTH", "TAG", "DEP", "HEAD", "SPACY", "SENT_START"]
_STARTS = {-1: False, 0: None, 1: True}


class Token:
    """A word: see ``spacy.tokens.Token``. `children` are in the order of the text; a root is its own `head`."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_quote",
        "is_sent_start",
        "is_space",
        "is_stop",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    def __init__(
        self, doc: Words, i: int, idx: int, form: Form, whitespace: str, starts: bool | None
    ) -> None:
        self.doc = doc
        self.head = self
        self.children: tuple[Token, ...] = ()
        self.i = i
        self.idx = idx
        self.ent_type_ = ""
        self.whitespace_ = whitespace
        self.is_sent_start = starts
        (
            self.text,
            self.lower_,
            self.lemma_,
            self.pos_,
            self.tag_,
            self.dep_,
            self.is_alpha,
            self.is_punct,
            self.is_quote,
            self.is_space,
            self.is_stop,
            self.like_num,
        ) = form

    def __repr__(self) -> str:
        return f"Token({self.text!r})"

    @property
    def lefts(self) -> list[Token]:
        """Children before the word."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """Children behind the word."""
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> list[Token]:
        """The word and all below it; in the order of the text, where the tree has no crossing arcs."""
        found: list[Token] = []
        left: list[tuple[Token, bool]] = [(self, False)]
        while left:
            token, opened = left.pop()
            if opened or not token.children:
                found.append(token)
                continue
            left += [(child, False) for child in reversed(token.rights)]
            left.append((token, True))
            left += [(child, False) for child in reversed(token.lefts)]
        return found

    @property
    def left_edge(self) -> Token:
        """The first word of the subtree."""
        return min(self.subtree, key=lambda token: token.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above the word, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """What is coordinated with the word, itself left out."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in found if token is not self)

    def nbor(self, distance: int = 1) -> Token:
        """The word so many words behind, or before where negative. Raises IndexError."""
        at = self.i + distance
        if at < 0:
            raise IndexError(at)
        return self.doc.tokens[at]


class Run(list[Token]):
    """Words in a row."""

    @property
    def text(self) -> str:
        """Their text."""
        return "".join(token.text + token.whitespace_ for token in self[:-1]) + (
            self[-1].text if self else ""
        )

    @property
    def root(self) -> Token:
        """The word nearest to the root of the sentence, the first of those as near; no mark where there is a word."""
        inside = set(self)
        outer = [token for token in self if token.head is token or token.head not in inside]
        return min(outer, key=_words_to_root)


def _words_to_root(token: Token) -> int:
    if token.head is not token and not token.children and (token.is_space or token.is_punct):
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Entity(Run):
    """Words that name something of a kind; `start` is the index of the first."""

    def __init__(self, words: Run, label: str) -> None:
        super().__init__(words)
        self.label_ = label

    @property
    def start(self) -> int:
        """Index of the first word."""
        return self[0].i


class Words:
    """The words of a sentence, and its entities in the order of the text, read from what spaCy `parsed`."""

    def __init__(self, parsed: Any, forms: RememberedForms) -> None:
        self.parsed = parsed
        rows = parsed.to_array(_ATTRIBUTES).astype("int64").tolist()
        found = forms.forms(parsed, [(row[0], row[1], row[2]) for row in rows])
        self.tokens: list[Token] = []
        at = 0
        for i, (form, (_, _, _, _, spaced, start)) in enumerate(zip(found, rows, strict=True)):
            self.tokens.append(Token(self, i, at, form, " " if spaced else "", _STARTS[start]))
            at += len(form.text) + spaced
        self.text = "".join([token.text + token.whitespace_ for token in self.tokens])
        self.ents: list[Entity] = []
        below: dict[int, list[Token]] = {}
        for token, row in zip(self.tokens, rows, strict=True):
            if row[3]:
                token.head = self.tokens[token.i + row[3]]
                below.setdefault(token.head.i, []).append(token)
        for at, children in below.items():
            self.tokens[at].children = tuple(children)
        self.take_entities()

    def take_entities(self) -> None:
        """Read the entities that spaCy has found."""
        self.ents = [Entity(self[one.start : one.end], one.label_) for one in self.parsed.ents]
        for entity in self.ents:
            for token in entity:
                token.ent_type_ = entity.label_

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: SupportsIndex) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Run: ...

    def __getitem__(self, at: SupportsIndex | slice) -> Token | Run:
        return Run(self.tokens[at]) if isinstance(at, slice) else self.tokens[at]
