"""Figures tied to what they count: killed, injured, displaced, attacks, fighters and so on.

A number is attached to its noun (`counting`), and the noun, or the number alone, to the word that says what
happened to it (`fates`, `states`) or to the noun that says what is counted (`tallies`). Nothing is added up:
each figure is as the text says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.claims.carrying import Figure, carried, described_as, is_bare, is_inside, is_part, of_total
from counterclaim.claims.counting import Counted, counted_numbers, noun_span
from counterclaim.claims.fates import THINGS, by_clause, by_own_clause, fate
from counterclaim.claims.lexicon import modality_words
from counterclaim.claims.quantity_words import lemma_of, plural, quantity_words
from counterclaim.claims.shares import share
from counterclaim.claims.states import Reading
from counterclaim.claims.tallies import EVENTS, FIGHTING, itself, size, thing, times, toll
from counterclaim.model import Quantity, Span

__all__ = ["MAX_TOKENS", "Figure", "find_quantities"]

MAX_TOKENS = 400
"""Tokens of a sentence that are read."""

_BEFORE_NOUN = frozenset({"det", "amod", "compound", "poss", "nummod"})


def find_quantities(doc: Any, offset: int = 0, text: str | None = None) -> list[Figure]:
    """The figures of one parsed sentence (a spaCy Doc or Span), in the order of the text.

    `offset` is where the sentence begins in the document. `text` is the sentence as the document has it, of
    the same length, where the parsed copy differs from it in case. Parts follow their totals.
    """
    tokens = list(doc)[:MAX_TOKENS]
    if not tokens:
        return []
    base, end = int(tokens[0].idx), int(tokens[-1].idx) + len(tokens[-1].text)
    source = _Source((str(doc.text) if text is None else text)[: end - base], base, offset)
    figures: list[Figure] = []
    used: set[int] = set()
    for counted in counted_numbers(tokens, source.text, base):
        reading = _read(counted, figures, source)
        if reading is not None:
            used |= {counted.root.i, counted.anchor.i}
            figures += source.figures(counted, reading)
    for token in tokens:
        reading = None if token.i in used else _one_person(token, figures, source)
        if reading is not None and (reading.trigger is None or reading.trigger.i not in used):
            figures.append(source.one(token, reading))
    return carried(figures)


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
        return self._figure(quantity, token if token.pos_ != "PRON" else None, 0, reading)

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
    if counted.number.high == 1 and counted.noun is not None and counted.noun.pos_ == "PRON":
        return None  # "one of them a general" says who was there, not how many
    if is_part(counted, before, source.at(counted.first.idx)):
        own = fate(counted)
        part = replace(own, part=True) if own else of_total(counted.root, before, position)
        described = described_as(counted)
        if part is None and described is not None:
            part = by_own_clause(described)  # "500 of them were fighters who surrendered"
        if part is not None:
            return replace(part, noun=part.noun or described)
    reading = fate(counted) or toll(counted) or itself(counted) or size(counted)
    if reading is None or (counted.number.high == 0 and reading.what in FIGHTING | THINGS):
        return None
    return reading


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


def _one_person(token: Any, before: Sequence[Figure], source: _Source) -> Reading | None:
    """What happened to one person named without a number: "a soldier was killed", "killed its commander"."""
    if _is_plot(token):
        return Reading("plots", token.head)
    if _is_listed_thing(token):
        return thing(token)
    if not _is_one_person(token):
        return None
    if is_inside(token):
        if not _is_beside_count(token):
            return None  # "including their leader" says who was there, not how many
        return of_total(token, before, source.at(token.idx)) or by_clause(token, token)
    reading = by_clause(token, token) or by_own_clause(token) if token.dep_ != "appos" else None
    if reading is None or reading.what not in quantity_words().lists["single_kinds"]:
        return None
    denied = any(child.dep_ == "neg" for child in reading.trigger.children)
    aimed = any(child.dep_ == "aux" and child.tag_ == "TO" for child in reading.trigger.children)
    if (
        denied
        or aimed
        or (not _has_title(token) and lemma_of(reading.trigger) not in quantity_words().patient)
    ):
        return None  # "captured Abu Kamal" is a town as likely as a man
    return replace(reading, other=None, divided=False)


def _is_listed_thing(token: Any) -> bool:
    """Whether one vehicle or weapon stands in a counted list: "four rifles, a truck and seven mines"."""
    kind = quantity_words().class_of(token)
    article = any(child.lower_ in ("a", "an") for child in token.children)
    return (
        kind in ("vehicles", "weapons")
        and token.tag_ == "NN"
        and token.dep_ in ("conj", "appos")
        and article
        and any(part.dep_ == "nummod" for one in (token.head, *token.conjuncts) for part in one.children)
    )


def _is_beside_count(token: Any) -> bool:
    """Whether one person is listed with counted ones: "including a woman and two soldiers"."""
    listed = [token.head, *token.children] if token.dep_ == "conj" else list(token.children)
    return any(one.dep_ == "conj" or one is token.head for one in listed) and any(
        part.dep_ == "nummod" for one in listed for part in one.children
    )


def _is_plot(token: Any) -> bool:
    """Whether one plot was foiled: "thwarted a plan to bomb"."""
    return (
        lemma_of(token) in quantity_words().lists["plots"]
        and token.dep_ == "dobj"
        and (lemma_of(token.head) in modality_words()["foiled"])
    )


def _is_one_person(token: Any) -> bool:
    words, lists = quantity_words(), quantity_words().lists
    if token.lower_ in lists["single_pronouns"]:
        return True
    if lemma_of(token) in words.classes["collectives"]:
        return False
    if token.tag_ not in ("NN", "NNP") or any(child.dep_ in ("nummod", "neg") for child in token.children):
        return False
    determiners = [child for child in token.children if child.dep_ in ("det", "poss", "predet")]
    if any(word.lower_ not in lists["single_determiners"] and word.pos_ == "DET" for word in determiners):
        return False
    if lemma_of(token) in lists["single_people"]:
        named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in token.children)
        return bool(determiners) or named or _is_listed_alone(token) or token.tag_ == "NNP"
    return _has_title(token) or token.ent_type_ == "PERSON" or (bool(determiners) and _is_held(token))


def _is_listed_alone(token: Any) -> bool:
    """Whether a noun without article is one more person in a list; "a commander and planner" is one man."""
    between = token.doc[token.head.i : token.i]
    return bool(token.dep_ == "conj" and any(part.text == "," for part in between))


def _is_held(token: Any) -> bool:
    """Whether only a person can have it done to them: "arrested a supplier"."""
    held = token.dep_ in ("dobj", "nsubjpass") and token.pos_ == "NOUN"
    return held and lemma_of(token.head) in quantity_words().lists["custody_verbs"]


def _has_title(token: Any) -> bool:
    """Whether the word or one before it says that a person is meant: "a soldier", "commander Ahmed"."""
    named = [token, *(child for child in token.children if child.dep_ == "compound")]
    people = quantity_words().lists["single_people"] | quantity_words().lists["single_pronouns"]
    return any(lemma_of(part) in people or part.lower_ in people for part in named)
