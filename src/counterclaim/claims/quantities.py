"""Figures tied to what they count: killed, injured, displaced, attacks, fighters and so on.

A number is attached to its noun (`counting`), and the noun, or the number alone, to the word that says what
happened to it (`fates`, `states`) or to the noun that says what is counted (`tallies`). Nothing is added up:
each figure is as the text says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.claims.carrying import Figure, carried, described_as, is_bare, is_part, of_total
from counterclaim.claims.counting import Counted, counted_numbers, noun_span
from counterclaim.claims.elliptic import by_severity, gapped, is_whole, restated, whole_of
from counterclaim.claims.fates import by_own_clause, fate
from counterclaim.claims.one_person import is_one_more, one_person
from counterclaim.claims.quantity_words import lemma_of, plural, quantity_words
from counterclaim.claims.shares import share
from counterclaim.claims.states import Reading
from counterclaim.claims.syntax import children
from counterclaim.claims.tallies import EVENTS, FIGHTING, itself, size, times, toll
from counterclaim.claims.verb_readings import THINGS
from counterclaim.model import Quantity, Span

__all__ = ["MAX_TOKENS", "Figure", "find_quantities"]

MAX_TOKENS = 400
"""Tokens of a sentence that are read."""

_BEFORE_NOUN = frozenset({"det", "amod", "compound", "poss", "nummod"})


def find_quantities(
    doc: Any, offset: int = 0, text: str | None = None, acted_on: Mapping[int, Reading] | None = None
) -> list[Figure]:
    """The figures of one parsed sentence (a spaCy Doc or Span), in the order of the text.

    `offset` is where the sentence begins in the document. `text` is the sentence as the document has it, of
    the same length, where the parsed copy differs from it in case. `acted_on` says by the index of a noun what is
    done to whom it names, where the words of figures do not. Parts follow their totals.
    """
    acted_on = acted_on or {}
    tokens = list(doc)[:MAX_TOKENS]
    if not tokens:
        return []
    base, end = int(tokens[0].idx), int(tokens[-1].idx) + len(tokens[-1].text)
    source = _Source((str(doc.text) if text is None else text)[: end - base], base, offset)
    figures: list[Figure] = []
    used: set[int] = set()
    for counted in counted_numbers(tokens, source.text, base):
        reading = _read(counted, figures, source) or _acted_on(counted, acted_on)
        if reading is not None:
            used |= {counted.root.i, counted.anchor.i}
            figures += source.figures(counted, reading)
    for token in tokens:
        reading = None if token.i in used else one_person(token, figures, source.at(0))
        if reading is not None and (reading.trigger is None or reading.trigger.i not in used):
            figures.append(source.one(token, reading))
    return carried(figures)


def _acted_on(counted: Counted, acted_on: Mapping[int, Reading]) -> Reading | None:
    noun = counted.noun if counted.noun is not None else counted.root
    people = quantity_words().class_of(noun) == "people" or noun.like_num
    return acted_on.get(noun.i) if people and counted.number.high != 0 else None


@dataclass(frozen=True, slots=True)
class _Source:
    """The sentence's text and the shift from spaCy's offsets to the document's."""

    text: str
    base: int
    offset: int

    def at(self, position: int) -> int:
        return position - self.base + self.offset

    def span(self, start: int, end: int) -> Span:
        return Span(start + self.offset, end + self.offset, self.text[start:end])

    def figures(self, counted: Counted, reading: Reading) -> Iterator[Figure]:
        number, span = counted.number, self.span(counted.number.start, counted.number.end)
        low = None if reading.divided and number.high != 0 else number.low
        if low is None and number.high is None:
            return  # "more than 250 killed or wounded" bounds neither
        for what in (reading.what, reading.other):
            if what is not None:
                noun = (
                    counted.noun if counted.noun is not None and counted.noun.pos_ != "PRON" else reading.noun
                )
                quantity = Quantity(what, _whose(noun, what), low, number.high, number.approximate, span)
                figure = self._figure(quantity, counted.noun or noun, number.end + self.base, reading)
                yield replace(figure, bare=is_bare(counted) and not reading.part)

    def one(self, token: Any, reading: Reading) -> Figure:
        modifiers = [part.idx for part in token.children if part.dep_ in _BEFORE_NOUN]
        span = self.span(min([token.idx, *modifiers]) - self.base, token.idx + len(token.text) - self.base)
        quantity = Quantity(reading.what, _whose(token, reading.what), 1, 1, False, span)
        noun = token if token.pos_ == "NOUN" or token.pos_ == "PROPN" else None
        return replace(self._figure(quantity, noun, 0, reading), bare=is_one_more(token))

    def _figure(self, quantity: Quantity, noun: Any | None, after: int, reading: Reading) -> Figure:
        start, end = noun_span(noun, after) if noun is not None else (None, None)
        return Figure(
            quantity,
            self.at(start) if start is not None else None,
            self.at(end) if end is not None else None,
            self.at(reading.trigger.idx) if reading.trigger is not None else None,
            reading.part,
        )


def _read(counted: Counted, before: Sequence[Figure], source: _Source) -> Reading | None:
    """What a number counts; a part of a total said before it counts the same unless its words say more."""
    if counted.percent:
        return share(counted)
    if counted.times:
        return times(counted)
    position = source.at(counted.root.idx)
    if (some := by_severity(counted, before, position)) is not None:
        return some
    if counted.number.high == 1 and counted.noun is not None and _is_said_of_others(counted.noun):
        return None
    if is_part(counted, before, source.at(counted.first.idx)):
        own = fate(counted)
        part = replace(own, part=True) if own else of_total(counted.root, before, position)
        described = described_as(counted)
        if part is None and described is not None:
            part = by_own_clause(described)  # "500 of them were fighters who surrendered"
        if part is not None:
            return replace(part, noun=part.noun or described)
    reading = (
        fate(counted)
        or toll(counted)
        or restated(counted, before, position)
        or gapped(counted.first, counted.last, counted.noun, before, position)
        or itself(counted)
        or size(counted)
    )
    if reading is None or (counted.number.high == 0 and reading.what in FIGHTING | THINGS):
        return None
    if reading.what in FIGHTING | THINGS and is_whole(counted):
        return None
    return replace(reading, noun=reading.noun or whole_of(counted))


def _is_said_of_others(noun: Any) -> bool:
    """Whether one is no count of its own: "one of them a general", "five members of one family"."""
    if noun.pos_ == "PRON":
        return True
    above = noun.head.head
    return bool(noun.dep_ == "pobj" and noun.head.lower_ == "of" and children(above, "nummod"))


def _whose(noun: Any | None, what: str) -> str | None:
    """Whose figure it is: a noun in the plural, never a name; null where it only repeats what is counted."""
    words = quantity_words()
    if noun is not None and what == "shells" and lemma_of(noun) in ("rocket", "missile", "mortar", "grenade"):
        return plural(lemma_of(noun))
    if noun is None or what in EVENTS | {"territory_share"} or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = lemma_of(noun)
    known = lemma in words.classes["people"] or lemma in words.counted
    if not known and (noun.tag_ == "NNPS" or (noun.ent_type_ == "NORP" and noun.tag_ == "NNS")):
        return str(noun.text).capitalize()
    repeats = words.counted.get(lemma) == what and what not in FIGHTING
    if repeats or lemma in words.lists["losses"] or lemma in ("other", "one"):
        return next(
            (
                plural(lemma_of(part))
                for part in _described(noun)
                if lemma_of(part) in words.classes["people"]
            ),
            None,
        )
    unknown = noun.tag_ == "NN" and words.class_of(noun) is None
    if noun.tag_ == "NNP" or noun.ent_type_ == "PERSON" or unknown:
        title = next((lemma_of(child) for child in noun.children if child.dep_ == "compound"), lemma)
        return plural(title) if title in words.classes["people"] else None
    pair = f"{noun.nbor(-1).lower_} {lemma}" if noun.i > 0 else ""
    return words.names.get(pair) or plural(lemma)


def _described(noun: Any) -> Iterator[Any]:
    """The words that say whose deaths, bodies or losses they are."""
    yield from (child for child in noun.children if child.dep_ in ("compound", "amod", "nmod"))
    for child in noun.children:
        if child.lower_ == "of":
            yield from child.children
