"""Who holds which place on which day: the model over statements, for any number of places and parties.

>>> from datetime import date
>>> day = date(2017, 11, 9)
>>> told = [Statement("Abu Kamal", day, day, day, Says.GAINED, party="the army", former="the group")]
>>> control = Control.of(told)
>>> control.parties("Abu Kamal")
('the army', 'the group')
>>> bool(control.now("Abu Kamal", [day])[0, 0] > 0.9)
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

import numpy as np

from counterclaim.control.emissions import Evidence, Named, evidence, first_named, padded
from counterclaim.control.filter import Filtered, run, shares
from counterclaim.control.neighbours import spread
from counterclaim.control.parameters import Parameters, parameters
from counterclaim.control.reigns import Reigns, mean_of
from counterclaim.control.smooth import Smoothed, smooth
from counterclaim.control.statements import Says, Statement
from counterclaim.control.states import ANOTHER, CONTESTED, UNKNOWN, Floats, Ints
from counterclaim.errors import UsageError

__all__ = ["Control", "Says", "Statement"]


class Group:
    """Places with the same number of parties, computed together, each answer when it is first asked for."""

    def __init__(self, evidence: Evidence, given: Parameters) -> None:
        self.evidence, self._given = evidence, given

    @cached_property
    def filtered(self) -> Filtered:
        """The filter."""
        return run(self.evidence, self._given)

    @cached_property
    def smoothed(self) -> Smoothed:
        """The smoother."""
        return smooth(self.evidence, self._given)

    @cached_property
    def reigns(self) -> Reigns:
        """Since when the filter's likeliest answers have been so."""
        return Reigns.of(self.filtered)


@dataclass(frozen=True, slots=True)
class Hold:
    """The likeliest state of a place on a day, since when it has been so, and the mean chance of contest lately."""

    place: str
    state: str
    probability: float
    since: date
    contested: float


@dataclass(frozen=True, slots=True)
class Control:
    """The filter and the smoother of some statements. `known_on` is the last day on which one of them became known.

    `named` says of each place since when it and its parties are spoken of: parties given beforehand for ever.
    `again` makes the control of what had been said by a day; `looking_back` is it, where the smoother is not that of
    `groups`.
    """

    groups: tuple[Group, ...]
    where: Mapping[str, tuple[int, int]]
    known_on: date | None
    named: Mapping[str, Named]
    again: Callable[[date], Control]
    looking_back: Callable[[], Control] | None = None

    @classmethod
    def of(
        cls,
        statements: Iterable[Statement],
        *,
        parties: Mapping[str, Sequence[str]] | None = None,
        points: Mapping[str, tuple[float, float]] | None = None,
        reliability: Mapping[str, float] | None = None,
        given: Parameters | None = None,
    ) -> Control:
        """Control of every place in `statements` or `parties`.

        `parties` are those of a place where they are known beforehand, otherwise those that its statements name, and
        `points` (latitude, longitude) places that pull on each other; without points none does. `reliability`, from 0
        to 1, is by source.
        """
        given = given or parameters()
        told = list(statements)
        named = first_named(told)
        for place, given_here in (parties or {}).items():
            named[place] = Named(date.min, dict.fromkeys(given_here, date.min))
        by_count: dict[int, dict[str, tuple[str, ...]]] = {}
        for place, one in named.items():
            some = padded(one.parties)
            by_count.setdefault(len(some), {})[place] = some
        groups, where = [], {}
        for number, count in enumerate(sorted(by_count)):
            here = by_count[count]
            found = evidence([one for one in told if one.place in here], given, here, reliability)
            if points:
                found = spread(found, points, given.neighbours)
            groups.append(Group(found, given))
            where.update({place: (number, index) for index, place in enumerate(found.places)})

        def again(day: date) -> Control:
            known = [one for one in told if one.said <= day]
            return cls.of(known, parties=parties, points=points, reliability=reliability, given=given)

        return cls(tuple(groups), where, max((one.said for one in told), default=None), named, again)

    def as_of(self, day: date) -> Control:
        """The same from what had been said by a day.

        The smoother is made anew when it is asked for. The filter is not computed again: places of which nothing had
        been said are left out, and a party that nobody had named at a place has no column there, its chances going to
        the others alike. That it will be named still counts in one thing: places share what is said of them where the
        parties of the whole are the same.
        """
        named = {place: one.by(day) for place, one in self.named.items() if one.since <= day}
        where = {place: self.where[place] for place in named}
        known_on = min(day, self.known_on or day)
        return replace(
            self, where=where, named=named, known_on=known_on, looking_back=cache(lambda: self.again(day))
        )

    @property
    def places(self) -> tuple[str, ...]:
        """All places, by name."""
        return tuple(sorted(self.where))

    def parties(self, place: str) -> tuple[str, ...]:
        """The parties of a place, by name, as the columns of its probabilities; contested and unknown follow."""
        self._find(place)
        return padded(self.named[place].parties)

    def states(self, place: str) -> tuple[str, ...]:
        """The names of the columns: the parties, ``contested``, ``unknown``."""
        return (*self.parties(place), CONTESTED, UNKNOWN)

    def then(self, place: str, on: Sequence[date], known_on: date | None = None) -> Floats:
        """The filter: probabilities (days, states) of each day as known on that day, or on `known_on`."""
        group, index = self._find(place)
        days = ordinals(on)
        known = self._heard(days if known_on is None else np.full(len(on), known_on.toordinal()))
        return self._columns(place, group.filtered.at(np.full(len(on), index), days, known))

    def now(self, place: str, on: Sequence[date]) -> Floats:
        """The smoother: probabilities (days, states) of each day from all that is known."""
        group, index = self._find(place)
        if self.looking_back is not None:
            return self.looking_back().now(place, on)
        return self._columns(place, group.smoothed.at(np.full(len(on), index), ordinals(on)))

    def would_say(self, place: str, on: Sequence[date], *, then: bool = False) -> Floats:
        """What a statement of each day, were there one more, would say: chances (days, parties and contested)."""
        group, index = self._find(place)
        days = ordinals(on)
        where = np.full(len(on), index)
        if then:
            return self._columns(place, group.filtered.expected(where, days, self._heard(days)))
        if self.looking_back is not None:
            return self.looking_back().would_say(place, on)
        return self._columns(place, group.smoothed.expected(where, days))

    def everywhere(self, on: date, *, then: bool = False) -> dict[str, dict[str, float]]:
        """Probabilities of one day at all places, by the name of the state: the smoother's, or `then` the filter's."""
        if self.looking_back is not None and not then:
            return self.looking_back().everywhere(on)
        found = {}
        for number, group in enumerate(self.groups):
            places = [place for place, (of, _) in self.where.items() if of == number]
            where = np.array([self.where[place][1] for place in places], dtype=np.int64)
            days = np.full(len(where), on.toordinal())
            known = self._heard(days)
            chances = group.filtered.at(where, days, known) if then else group.smoothed.at(where, days)
            for place, row in zip(places, chances, strict=True):
                some = self._columns(place, row[None])[0].tolist()
                found[place] = dict(zip(self.states(place), some, strict=True))
        return found

    def holds(self, begin: Mapping[str, date], on: date, lately: int) -> list[Hold]:
        """The likeliest state of each place in `begin` on a day, as known on it, and since when.

        The chance of contest is the mean of so many days up to then, from the day in `begin` on.
        """
        day, found = on.toordinal(), []
        until = day if self.known_on is None else min(day, self.known_on.toordinal())
        for group in self.groups:
            places = [place for place in begin if self._find(place)[0] is group]
            if not places:
                continue
            where = np.array([self.where[place][1] for place in places], dtype=np.int64)
            days = np.full(len(where), day)
            state = group.filtered.at(where, days, self._heard(days))
            top, since = group.reigns.since(group.filtered, where, day, until)
            first = ordinals([begin[place] for place in places])
            contested = mean_of(group.filtered, where, first, day, until, lately)[:, -2]
            for row, place in enumerate(places):
                chances, states = self._columns(place, state[row : row + 1])[0], self.states(place)
                best = int(chances.argmax())
                every = (*group.evidence.parties[where[row]], CONTESTED, UNKNOWN)
                same = every[top[row]] == states[best]
                begun = date.fromordinal(int(since[row])) if same else on
                found.append(Hold(place, states[best], float(chances[best]), begun, float(contested[row])))
        return found

    def turns(self, place: str) -> list[tuple[str, date]]:
        """The days on which the filter's likeliest state became another one, each as known on it, with that state."""
        group, index = self._find(place)
        every = (*group.evidence.parties[index], CONTESTED, UNKNOWN)
        return [(every[top], date.fromordinal(day)) for top, day in group.reigns.of_place(index)]

    def _heard(self, known: Ints) -> Ints:
        """Days of knowledge, none after `known_on`."""
        return known if self.known_on is None else np.minimum(known, self.known_on.toordinal())

    def _columns(self, place: str, table: Floats) -> Floats:
        """Probabilities without the columns of parties that nobody has named there."""
        number, index = self.where[place]
        every, known = self.groups[number].evidence.parties[index], self.parties(place)
        if every == known:
            return table
        kept = [every.index(party) for party in known if party in every and party != ANOTHER]
        rest = table[:, len(every) :]
        if ANOTHER in known:
            others = table[:, [at for at in range(len(every)) if at not in kept]]
            return np.concatenate([table[:, kept], others.sum(axis=1, keepdims=True), rest], axis=1)
        return shares(np.concatenate([table[:, kept], rest], axis=1))

    def _find(self, place: str) -> tuple[Group, int]:
        if place not in self.where:
            raise UsageError(f"nothing is known of who holds {place[:100]!r}")
        number, index = self.where[place]
        return self.groups[number], index


def ordinals(on: Sequence[date]) -> Ints:
    """Days as whole numbers, the proleptic Gregorian ordinals of the standard library."""
    return np.array([one.toordinal() for one in on], dtype=np.int64)
