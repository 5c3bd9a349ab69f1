"""Facts of many claims as columns, so that pairs are compared without a loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from counterclaim.events.estimates import COUNTED
from counterclaim.events.linking.facts import UNRESOLVED, Facts

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

UNKNOWN = -1
"""Code of what is not known."""

_START = 4
"""Letters by which two forms of a word are alike."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of n claims. Codes number the distinct values; -1 is not known. Times are ordinals, points degrees.

    Sets are sparse matrices of n rows with a one for each member. `low` and `high` have a column for each of
    `COUNTED`, NaN where nothing is stated; an open end above is infinite.
    """

    ids: tuple[str, ...]
    document: Ints
    sentence: Ints
    type: Ints
    family: Ints
    group: Ints
    denied: Bools
    any_violence: Bools
    detention: Bools
    doers_known: Bools
    first: Ints
    last: Ints
    guessed: Bools
    lat: Floats
    lon: Floats
    reach_km: Floats
    coarse: Bools
    place: Ints
    country: Ints
    method: Ints
    published: Ints
    publisher: Ints
    gainer: Ints
    loser: Ints
    low: Floats
    high: Floats
    actors: csr_array
    targets: csr_array
    sides: csr_array
    groups: csr_array
    place_words: csr_array
    side_words: csr_array
    trigger: csr_array
    trigger_starts: csr_array
    words: csr_array
    names: csr_array

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def located(self) -> Bools:
        """Which claims have a point."""
        return np.asarray(~np.isnan(self.lat))

    @property
    def timed(self) -> Bools:
        """Which claims have a time, guessed ones included."""
        return np.asarray(self.first != UNKNOWN)


def columns(facts: Sequence[Facts]) -> Columns:
    """The columns of `facts`, in their order."""
    holders = _Codes()  # gainers and losers are compared with each other
    low, high = _figures(facts)
    return Columns(
        ids=tuple(one.id for one in facts),
        document=_codes(facts, lambda one: one.document),
        sentence=np.array([one.sentence for one in facts], dtype=np.int64),
        type=_codes(facts, lambda one: one.type),
        family=_codes(facts, lambda one: one.family),
        group=_codes(facts, lambda one: one.group),
        denied=np.array([one.denied for one in facts], dtype=bool),
        any_violence=np.array([one.family == "any_violence" for one in facts], dtype=bool),
        detention=np.array([one.family == "detention" for one in facts], dtype=bool),
        doers_known=np.array([_are_known(one.actors) for one in facts], dtype=bool),
        first=np.array([UNKNOWN if one.first is None else one.first for one in facts], dtype=np.int64),
        last=np.array([UNKNOWN if one.last is None else one.last for one in facts], dtype=np.int64),
        guessed=np.array([one.guessed for one in facts], dtype=bool),
        lat=np.array([np.nan if one.lat is None else one.lat for one in facts], dtype=float),
        lon=np.array([np.nan if one.lon is None else one.lon for one in facts], dtype=float),
        reach_km=np.array([one.reach_km for one in facts], dtype=float),
        coarse=np.array([one.coarse for one in facts], dtype=bool),
        place=_codes(facts, lambda one: one.place),
        country=_codes(facts, lambda one: one.country),
        method=_codes(facts, lambda one: one.method),
        published=np.array(
            [UNKNOWN if one.published is None else one.published for one in facts], dtype=np.int64
        ),
        publisher=_codes(facts, lambda one: one.publisher),
        gainer=_codes(facts, lambda one: one.gainer, holders),
        loser=_codes(facts, lambda one: one.loser, holders),
        low=low,
        high=high,
        **_sets(facts),
    )


def is_group(side: str) -> bool:
    """Whether a side is neither a state nor the civilians, who are in most events."""
    return side != "civilians" and not side.startswith("state.")


def _are_known(sides: frozenset[str]) -> bool:
    """Whether there are sides, each of them a party that the registry knows."""
    return bool(sides) and not any(one == "civilians" or one.startswith(UNRESOLVED) for one in sides)


class _Codes(dict[str, int]):
    """Numbers values in the order they come."""

    def __missing__(self, value: str) -> int:
        self[value] = len(self)
        return self[value]


def _codes(facts: Sequence[Facts], value: Callable[[Facts], str | None], known: _Codes | None = None) -> Ints:
    codes = _Codes() if known is None else known
    values = map(value, facts)
    return np.array([UNKNOWN if one is None else codes[one] for one in values], dtype=np.int64)


def _sets(facts: Sequence[Facts]) -> dict[str, csr_array]:
    sides = _Codes()
    actors = _matrix([one.actors for one in facts], sides)
    targets = _matrix([one.targets for one in facts], sides)
    either = _matrix([one.actors | one.targets for one in facts], sides)
    width = len(sides)
    for matrix in (actors, targets, either):
        matrix.resize((len(facts), max(width, 1)))
    return {
        "actors": actors,
        "targets": targets,
        "sides": either,
        "groups": _matrix([frozenset(filter(is_group, one.actors | one.targets)) for one in facts], _Codes()),
        "place_words": _matrix([one.place_words for one in facts], _Codes()),
        "side_words": _matrix([one.side_words for one in facts], _Codes()),
        "trigger": _matrix([one.trigger for one in facts], _Codes()),
        "trigger_starts": _matrix([_starts(one.trigger) for one in facts], _Codes()),
        "words": _matrix([one.words for one in facts], _Codes()),
        "names": _matrix([one.names for one in facts], _Codes()),
    }


def _starts(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:_START] for word in words)


def _matrix(sets: Iterable[frozenset[str]], codes: _Codes) -> csr_array:
    indices: list[int] = []
    starts = [0]
    for members in sets:
        indices.extend(sorted(codes[member] for member in sorted(members)))
        starts.append(len(indices))
    ones = np.ones(len(indices), dtype=np.int32)
    shape = (len(starts) - 1, max(len(codes), 1))
    return csr_array((ones, np.array(indices, dtype=np.int64), np.array(starts, dtype=np.int64)), shape=shape)


def _figures(facts: Sequence[Facts]) -> tuple[Floats, Floats]:
    """Least and greatest figure of each kind that a claim states; an open end is infinite."""
    low = np.full((len(facts), len(COUNTED)), np.nan)
    high = np.full((len(facts), len(COUNTED)), np.nan)
    column = {what: number for number, what in enumerate(COUNTED)}
    for row, one in enumerate(facts):
        for what, least, greatest in one.figures:
            number = column[what]
            bottom = 0.0 if least is None else float(least)
            top = np.inf if greatest is None else float(greatest)
            low[row, number] = np.fmax(low[row, number], bottom)
            high[row, number] = np.fmax(high[row, number], top)
    return low, high
