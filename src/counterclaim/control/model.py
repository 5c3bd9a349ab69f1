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
from functools import cache

import numpy as np

from counterclaim.control.emissions import Named, first_named, padded
from counterclaim.control.filter import shares
from counterclaim.control.groups import Fit, Group
from counterclaim.control.parameters import Parameters, parameters
from counterclaim.control.reigns import mean_of
from counterclaim.control.statements import Says, Statement
from counterclaim.control.states import ANOTHER, CONTESTED, UNKNOWN, Floats, Ints
from counterclaim.errors import UsageError

__all__ = ["Control", "Says", "Statement"]


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
        by_place: dict[str, list[Statement]] = {}
        for one in told:
            by_place.setdefault(one.place, []).append(one)
        named = first_named(told)
        for place, given_here in (parties or {}).items():
            named[place] = Named(date.min, dict.fromkeys(given_here, date.min))
        by_count: dict[int, dict[str, tuple[str, ...]]] = {}
        for place, known in named.items():
            some = padded(known.parties)
            by_count.setdefault(len(some), {})[place] = some
        groups, where = [], {}
        for number, count in enumerate(sorted(by_count)):
            group = Group(by_place, by_count[count], points, reliability, given)
            groups.append(group)
            where.update({place: (number, index) for index, place in enumerate(group.places)})

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
        fit, index = self._fit(place)
        days = ordinals(on)
        known = self._heard(days if known_on is None else np.full(len(on), known_on.toordinal()))
        return self._columns(place, fit.filtered.at(np.full(len(on), index), days, known))

    def now(self, place: str, on: Sequence[date]) -> Floats:
        """The smoother: probabilities (days, states) of each day from all that is known."""
        fit, index = self._fit(place)
        if self.looking_back is not None:
            return self.looking_back().now(place, on)
        return self._columns(place, fit.smoothed.at(np.full(len(on), index), ordinals(on)))

    def would_say(self, place: str, on: Sequence[date], *, then: bool = False) -> Floats:
        """What a statement of each day, were there one more, would say: chances (days, parties and contested)."""
        fit, index = self._fit(place)
        days = ordinals(on)
        where = np.full(len(on), index)
        if then:
            return self._columns(place, fit.filtered.expected(where, days, self._heard(days)))
        if self.looking_back is not None:
            return self.looking_back().would_say(place, on)
        return self._columns(place, fit.smoothed.expected(where, days))

    def everywhere(
        self, on: date, places: Iterable[str] | None = None, *, then: bool = False
    ) -> dict[str, dict[str, float]]:
        """Probabilities of one day at places, all if null, by the name of the state: the smoother's, or `then` the filter's."""
        if self.looking_back is not None and not then:
            return self.looking_back().everywhere(on, places)
        found = {}
        for fit, some, where in self._fits(self.where if places is None else places):
            days = np.full(len(where), on.toordinal())
            known = self._heard(days)
            chances = fit.filtered.at(where, days, known) if then else fit.smoothed.at(where, days)
            for place, row in zip(some, chances, strict=True):
                listed = self._columns(place, row[None])[0].tolist()
                found[place] = dict(zip(self.states(place), listed, strict=True))
        return found

    def ready(self, places: Iterable[str]) -> None:
        """Fit places together that are going to be asked for one by one; those that are not known are left out."""
        self._fits(place for place in places if place in self.where)
        if self.looking_back is not None:
            self.looking_back().ready(places)

    def holds(self, begin: Mapping[str, date], on: date, lately: int) -> list[Hold]:
        """The likeliest state of each place in `begin` on a day, as known on it, and since when.

        The chance of contest is the mean of so many days up to then, from the day in `begin` on.
        """
        day, found = on.toordinal(), []
        until = day if self.known_on is None else min(day, self.known_on.toordinal())
        for fit, places, where in self._fits(begin):
            days = np.full(len(where), day)
            state = fit.filtered.at(where, days, self._heard(days))
            top, since = fit.since.at(where, day, until)
            first = ordinals([begin[place] for place in places])
            contested = mean_of(fit.filtered, where, first, day, until, lately)[:, -2]
            for row, place in enumerate(places):
                chances, states = self._columns(place, state[row : row + 1])[0], self.states(place)
                best = int(chances.argmax())
                every = (*fit.evidence.parties[where[row]], CONTESTED, UNKNOWN)
                same = every[top[row]] == states[best]
                begun = date.fromordinal(int(since[row])) if same else on
                found.append(Hold(place, states[best], float(chances[best]), begun, float(contested[row])))
        return found

    def turns(self, place: str) -> list[tuple[str, date]]:
        """The days on which the filter's likeliest state became another one, each as known on it, with that state."""
        fit, index = self._fit(place)
        every = (*fit.evidence.parties[index], CONTESTED, UNKNOWN)
        return [(every[top], date.fromordinal(day)) for top, day in fit.reigns.of_place(index)]

    def _heard(self, known: Ints) -> Ints:
        """Days of knowledge, none after `known_on`."""
        return known if self.known_on is None else np.minimum(known, self.known_on.toordinal())

    def _columns(self, place: str, table: Floats) -> Floats:
        """Probabilities without the columns of parties that nobody has named there."""
        every, known = self.groups[self.where[place][0]].parties[place], self.parties(place)
        if every == known:
            return table
        kept = [every.index(party) for party in known if party in every and party != ANOTHER]
        rest = table[:, len(every) :]
        if ANOTHER in known:
            others = table[:, [at for at in range(len(every)) if at not in kept]]
            return np.concatenate([table[:, kept], others.sum(axis=1, keepdims=True), rest], axis=1)
        return shares(np.concatenate([table[:, kept], rest], axis=1))

    def _find(self, place: str) -> Group:
        if place not in self.where:
            raise UsageError(f"nothing is known of who holds {place[:100]!r}")
        return self.groups[self.where[place][0]]

    def _fit(self, place: str) -> tuple[Fit, int]:
        fit, _, where = self._find(place).fits([place])[0]
        return fit, int(where[0])

    def _fits(self, places: Iterable[str]) -> list[tuple[Fit, list[str], Ints]]:
        """The fits of places, group by group: see `Group.fits`."""
        by_group: dict[Group, list[str]] = {}
        for place in places:
            by_group.setdefault(self._find(place), []).append(place)
        return [found for group, some in by_group.items() for found in group.fits(some)]


def ordinals(on: Sequence[date]) -> Ints:
    """Days as whole numbers, the proleptic Gregorian ordinals of the standard library."""
    return np.array([one.toordinal() for one in on], dtype=np.int64)
