"""Where sources disagree on who holds a place, and how often any two of them agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from scipy.stats import beta

from counterclaim.control.statements import Says, Statement

_HOLDING = frozenset({Says.HELD, Says.GAINED})


@dataclass(frozen=True, slots=True)
class Word:
    """The newest word of a source on one place: `party` holds it, or, where `holds` is false, does not."""

    place: str
    source: str
    party: str
    holds: bool
    day: date
    said: date
    interested: bool
    id: str

    def contradicts(self, other: Word) -> bool:
        """Whether both cannot be true of one day."""
        if self.party == other.party:
            return self.holds != other.holds
        return self.holds and other.holds


@dataclass(frozen=True, slots=True)
class Dispute:
    """A place on which newest words contradict each other. `words` are all newest words, by source."""

    place: str
    words: tuple[Word, ...]
    days_apart: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two sources agree on the places and days of which both speak. The interval is Clopper and Pearson's."""

    a: str
    b: str
    compared: int
    agreed: int
    share: float
    low: float
    high: float


def newest(statements: Iterable[Statement], on: date) -> dict[str, list[Word]]:
    """The newest word of each source up to a day, by place. A loss says that somebody does not hold the place."""
    found: dict[tuple[str, str], Word] = {}
    for one in statements:
        word = _word(one)
        if word is None or word.day > on or one.said > on:
            continue
        key = word.place, word.source
        if key not in found or (found[key].day, found[key].said) <= (word.day, word.said):
            found[key] = word
    by_place: dict[str, list[Word]] = {}
    for _, word in sorted(found.items()):
        by_place.setdefault(word.place, []).append(word)
    return by_place


def disputes(statements: Iterable[Statement], on: date, within: int) -> list[Dispute]:
    """Places on which the newest words of two sources, of days at most `within` apart, contradict each other.

    Sources that speak of days far apart do not disagree: the place may have changed hands between.
    """
    found = []
    for place, words in sorted(newest(statements, on).items()):
        apart = [
            abs((a.day - b.day).days)
            for a, b in combinations(words, 2)
            if a.contradicts(b) and abs((a.day - b.day).days) <= within
        ]
        if apart:
            found.append(Dispute(place, tuple(words), min(apart)))
    return found


def agreements(statements: Sequence[Statement], within: int) -> list[Agreement]:
    """How often each two sources agree, where both name a holder of one place for days at most `within` apart.

    Each word of one source is held against the nearest in time of the other, so that a source that speaks every day
    counts for as many days as the other speaks.
    """
    by_place: dict[str, dict[str, list[Word]]] = {}
    for one in statements:
        word = _word(one)
        if word is not None and word.holds:
            by_place.setdefault(word.place, {}).setdefault(word.source, []).append(word)
    counted: dict[tuple[str, str], tuple[int, int]] = {}
    for sources in by_place.values():
        for a, b in combinations(sorted(sources), 2):
            fewer, more = sorted((sources[a], sources[b]), key=len)
            for word in fewer:
                near = min(more, key=lambda other: (abs(other.day - word.day), other.id))
                if abs((near.day - word.day).days) <= within:
                    compared, agreed = counted.get((a, b), (0, 0))
                    counted[a, b] = compared + 1, agreed + (near.party == word.party)
    return [_agreement(a, b, *counts) for (a, b), counts in sorted(counted.items())]


def _agreement(a: str, b: str, compared: int, agreed: int) -> Agreement:
    low = float(beta.ppf(0.025, agreed, compared - agreed + 1)) if agreed else 0.0
    high = float(beta.ppf(0.975, agreed + 1, compared - agreed)) if agreed < compared else 1.0
    return Agreement(a, b, compared, agreed, agreed / compared, low, high)


def _word(one: Statement) -> Word | None:
    if one.party is None or (one.says not in _HOLDING and one.says is not Says.LOST):
        return None
    holds = (one.says in _HOLDING) != one.denied
    return Word(one.place, one.source, one.party, holds, one.last, one.said, one.interested, one.id)
