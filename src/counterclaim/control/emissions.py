"""From statements to evidence: how likely each statement is under each state of its place.

A statement that a party holds a place is likely where it does, less likely where the place is contested, unlikely
where another holds it, and says nothing where nobody knows. A weak statement is a mixture of that with a statement
that is drawn at random, a denial the mixture with what would be said if it were not so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.control.parameters import Parameters
from counterclaim.control.statements import Says, Statement
from counterclaim.control.states import ANOTHER, Floats, Ints

_LASTING = frozenset({Says.HELD, Says.CONTESTED, Says.BESIEGED})
"""What is said to go on: over several days it is half evidence for the first and half for the last of them."""
_FOUGHT_OVER = frozenset({Says.CONTESTED, Says.BESIEGED, Says.ATTACKED, Says.FOUGHT})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was said, one row for each place and day that a statement tells of.

    `places` (P) and `parties` (P of K) are names; the arrays are by row: index of the place, the day that it tells of
    and the day when it became known (proleptic Gregorian ordinals), `likelihood` (n, K + 2) of the statement by state,
    `news` (n), the share of the chance that it brings a change, and `named` (n, K + 1), the weight by which it makes
    a party, or a contest, a likely next one.
    """

    places: tuple[str, ...]
    parties: tuple[tuple[str, ...], ...]
    place: Ints
    day: Ints
    said: Ints
    likelihood: Floats
    news: Floats
    named: Floats

    def part(self, rows: NDArray[np.bool_] | Ints) -> Evidence:
        """These rows alone, with all places."""
        return Evidence(
            self.places,
            self.parties,
            self.place[rows],
            self.day[rows],
            self.said[rows],
            self.likelihood[rows],
            self.news[rows],
            self.named[rows],
        )


def says_what(count: int, given: Parameters) -> Floats:
    """Chance (K + 2, K + 1) of what is said (each party, contested) by state, for a source without an interest."""
    e = given.emission
    table = np.full((count + 2, count + 1), 1.0 / (count + 1))
    for held in range(count):
        table[held, :count] = e.wrong / max(count - 1, 1)
        table[held, count] = e.contested_for_held
        table[held, held] = 1.0 - e.contested_for_held - (e.wrong if count > 1 else 0.0)
    table[count, :count] = e.held_for_contested / count
    table[count, count] = 1.0 - e.held_for_contested
    return table


@dataclass(frozen=True, slots=True)
class Named:
    """Since when a place has been spoken of, and each of its parties been named there; by day of publication."""

    since: date
    parties: Mapping[str, date]

    def by(self, day: date) -> Named:
        """The same with the parties named by a day."""
        return Named(self.since, {party: on for party, on in self.parties.items() if on <= day})


def first_named(statements: Iterable[Statement]) -> dict[str, Named]:
    """The parties named at each place, and since when."""
    since: dict[str, date] = {}
    named: dict[str, dict[str, date]] = {}
    for one in statements:
        said, found = one.said, named.setdefault(one.place, {})
        if since.setdefault(one.place, said) > said:
            since[one.place] = said
        for party in (one.party, one.former, one.speaker):
            if party and found.setdefault(party, said) > said:
                found[party] = said
    return {place: Named(since[place], some) for place, some in named.items()}


def padded(parties: Iterable[str]) -> tuple[str, ...]:
    """Parties in order, with `ANOTHER` where there are fewer than two, so that a place can be lost to somebody."""
    return _padded(tuple(parties))


@lru_cache(maxsize=10_000)
def _padded(parties: tuple[str, ...]) -> tuple[str, ...]:
    found = sorted(set(parties) - {ANOTHER})
    return (*found, ANOTHER) if len(found) < 2 else tuple(found)


def weight(one: Statement, given: Parameters, reliability: Mapping[str, float]) -> float:
    """How much a statement counts, from 0 to 1: strength, kind, whose word and in whose favour."""
    kinds, speaker = given.kinds, given.speaker
    found = one.strength * reliability.get(one.source, 1.0) * getattr(kinds, one.says.value, 1.0)
    if one.share is not None and one.says is Says.HELD:
        found *= one.share
    if one.denied:
        return found * (speaker.interested_denial if one.interested else speaker.denial)
    if one.interested:
        found *= speaker.admission if against_itself(one) else speaker.own_favour
    return found


def against_itself(one: Statement) -> bool:
    """Whether a party says what is not in its favour: that another holds a place, or that it has lost one."""
    if one.speaker is None or one.party is None:
        return False
    if one.says in (Says.HELD, Says.GAINED):
        return one.party != one.speaker
    return one.says is Says.LOST and one.party == one.speaker


def evidence(
    statements: Sequence[Statement],
    given: Parameters,
    parties: Mapping[str, tuple[str, ...]],
    reliability: Mapping[str, float] | None = None,
) -> Evidence:
    """The evidence of statements on places that all have the same number of parties.

    `parties` are those of each place, also of places of which nothing is said; a party that is not among its
    place's counts as `ANOTHER` where the place has that, and as nobody's name otherwise. `reliability`, from 0 to 1,
    is by source and 1 for those that it lacks.
    """
    places = tuple(sorted(parties))
    index = {place: number for number, place in enumerate(places)}
    count = len(next(iter(parties.values()))) if parties else 2
    rows = _Rows(says_what(count, given), given, parties, reliability or {})
    for one in statements:
        rows.add(one.dated, index[one.place])
    return Evidence(places, tuple(parties[place] for place in places), *rows.arrays(count))


_Said = tuple[Says, int | None, int | None, float, bool, bool]
"""What a statement says, party, former party, weight, whether denied and whether of several days."""


class _Rows:
    """Rows as they are made. Many statements say the same: what each says is worked out once."""

    def __init__(
        self,
        table: Floats,
        given: Parameters,
        parties: Mapping[str, tuple[str, ...]],
        reliability: Mapping[str, float],
    ) -> None:
        self.table, self.given, self.reliability = table, given, reliability
        self.count = table.shape[1] - 1
        self.even = 1.0 / (self.count + 1)
        self.parties = parties
        self.rows: list[tuple[int, int, int, int]] = []
        self.said: list[tuple[Floats, float, Floats]] = []
        self.known: dict[_Said, tuple[int, int | None, int | None]] = {}

    def add(self, one: Statement, place: int) -> None:
        """The rows of one statement: of its last day, and of the day before its first where it tells of a change."""
        names = self.parties[one.place]
        firm = weight(one, self.given, self.reliability)
        if firm <= 0.0:
            return
        last, first, said = one.last.toordinal(), one.first.toordinal(), one.said.toordinal()
        lasts = first < last and one.says in _LASTING and not one.denied
        what = (one.says, _index(one.party, names), _index(one.former, names), firm, one.denied, lasts)
        if what not in self.known:
            self.known[what] = self._what(*what)
        now, begun, before = self.known[what]
        if begun is not None:
            self.rows.append((place, first, said, begun))
        self.rows.append((place, last, said, now))
        if before is not None:
            self.rows.append((place, first - 1, said, before))

    def _what(
        self, says: Says, party: int | None, former: int | None, firm: float, denied: bool, lasts: bool
    ) -> tuple[int, int | None, int | None]:
        """What is said of the last day, of the first one of several, and of the day before: numbers in `said`."""
        if says is Says.LOST:
            now, before = self._not_held_by(party, former), self._held_by(party)
            former = party
        else:
            now, before = self._now(says, party), self._before(says, party, former)
        named = np.zeros(self.count + 1)
        for who in {party, former} - {None}:
            named[who] += firm
        if says in _FOUGHT_OVER:
            named[-1] += firm
        if denied:
            now, before = self._denied(now), None
            named[:] = 0.0
        weak = self._weak(now, firm)
        nobody = np.zeros(self.count + 1)
        begun = None
        if lasts:
            weak = np.sqrt(weak)
            begun = self._number(weak, 0.0, nobody)
        number = self._number(weak, 0.0 if denied else firm, named)
        if before is None:
            return number, begun, None
        return number, begun, self._number(self._weak(before, firm * self.given.kinds.before), 0.0, nobody)

    def _number(self, likelihood: Floats, news: float, named: Floats) -> int:
        self.said.append((likelihood, news, named))
        return len(self.said) - 1

    def _weak(self, likelihood: Floats, firm: float) -> Floats:
        return np.asarray(firm * likelihood + (1.0 - firm) * self.even)

    def _denied(self, likelihood: Floats) -> Floats:
        """What the contrary would be said with: the even chance where it is unknown, more where it was unlikely."""
        turned = 1.0 - likelihood
        turned[-1] = 1.0 - self.even
        return np.asarray(turned * (self.even / (1.0 - self.even)))

    def _held_by(self, party: int | None) -> Floats | None:
        return None if party is None else np.array(self.table[:, party])

    def _now(self, says: Says, party: int | None) -> Floats:
        if says in (Says.HELD, Says.GAINED):
            held = self._held_by(party)
            return np.full(self.count + 2, self.even) if held is None else held
        contested = self.table[:, self.count].copy()
        if says is Says.BESIEGED and party is not None:
            return (contested + self.table[:, party]) / 2.0
        if says is Says.RELIEVED and party is not None:
            return self.table[:, party] * 1.0
        if says is Says.RELIEVED:
            return self._denied(contested)
        return contested

    def _not_held_by(self, party: int | None, next_one: int | None) -> Floats:
        """Evidence of a loss: another holds it, the one that is named as taking it where one is."""
        if next_one is not None:
            return np.array(self.table[:, next_one])
        if party is None:
            return np.full(self.count + 2, self.even)
        return self._denied(self.table[:, party].copy())

    def _before(self, says: Says, party: int | None, former: int | None) -> Floats | None:
        """Evidence of who held it until then, from a gain."""
        if says is not Says.GAINED:
            return None
        if former is not None:
            return self._held_by(former)
        return None if party is None else self._denied(self.table[:, party].copy())

    def arrays(self, count: int) -> tuple[Ints, Ints, Ints, Floats, Floats, Floats]:
        """The columns of `Evidence`."""
        if not self.rows:
            none = np.zeros(0, dtype=np.int64)
            return none, none, none, np.zeros((0, count + 2)), np.zeros(0), np.zeros((0, count + 1))
        place, day, said, what = np.array(self.rows, dtype=np.int64).T.copy()
        likelihood, news, named = (np.array(column)[what] for column in zip(*self.said, strict=True))
        return place, day, said, likelihood, news, named


def _index(party: str | None, names: tuple[str, ...]) -> int | None:
    if party is None:
        return None
    if party in names:
        return names.index(party)
    return names.index(ANOTHER) if ANOTHER in names else None
