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

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from counterclaim.control.emissions import evidence, padded, parties_named
from counterclaim.control.filter import Filtered, run
from counterclaim.control.neighbours import spread
from counterclaim.control.parameters import Parameters, parameters
from counterclaim.control.smooth import Smoothed, smooth
from counterclaim.control.statements import Says, Statement
from counterclaim.control.states import CONTESTED, UNKNOWN, Floats, Ints
from counterclaim.errors import UsageError

__all__ = ["Control", "Says", "Statement"]


@dataclass(frozen=True, slots=True)
class _Group:
    """Places with the same number of parties, computed together."""

    filtered: Filtered
    smoothed: Smoothed


@dataclass(frozen=True, slots=True)
class Control:
    """The filter and the smoother of some statements. `known_on` is the last day on which one of them became known."""

    groups: tuple[_Group, ...]
    where: Mapping[str, tuple[int, int]]
    known_on: date | None

    @classmethod
    def of(
        cls,
        statements: Iterable[Statement],
        *,
        parties: Mapping[str, Sequence[str]] | None = None,
        points: Mapping[str, tuple[float, float]] | None = None,
        reliability: Mapping[str, float] | None = None,
        known_on: date | None = None,
        given: Parameters | None = None,
    ) -> Control:
        """Control of every place in `statements` or `parties`, from what was said by `known_on`, everything if null.

        `parties` are those of a place where they are known beforehand, otherwise those that its statements name, and
        `points` (latitude, longitude) places that pull on each other; without points none does. `reliability`, from 0
        to 1, is by source.
        """
        given = given or parameters()
        told = [one for one in statements if known_on is None or one.said <= known_on]
        named = parties_named(told)
        named.update({place: padded(some) for place, some in (parties or {}).items()})
        by_count: dict[int, dict[str, tuple[str, ...]]] = {}
        for place, some in named.items():
            by_count.setdefault(len(some), {})[place] = some
        groups, where = [], {}
        for number, count in enumerate(sorted(by_count)):
            here = by_count[count]
            found = evidence([one for one in told if one.place in here], given, here, reliability)
            if points:
                found = spread(found, points, given.neighbours)
            groups.append(_Group(run(found, given), smooth(found, given)))
            where.update({place: (number, index) for index, place in enumerate(found.places)})
        return cls(tuple(groups), where, max((one.said for one in told), default=None))

    @property
    def places(self) -> tuple[str, ...]:
        """All places, by name."""
        return tuple(sorted(self.where))

    def parties(self, place: str) -> tuple[str, ...]:
        """The parties of a place, by name, as the columns of its probabilities; contested and unknown follow."""
        group, index = self._find(place)
        return group.filtered.evidence.parties[index]

    def states(self, place: str) -> tuple[str, ...]:
        """The names of the columns: the parties, ``contested``, ``unknown``."""
        return (*self.parties(place), CONTESTED, UNKNOWN)

    def then(self, place: str, on: Sequence[date], known_on: date | None = None) -> Floats:
        """The filter: probabilities (days, states) of each day as known on that day, or on `known_on`."""
        group, index = self._find(place)
        known = None if known_on is None else known_on.toordinal()
        return group.filtered.at(np.full(len(on), index), ordinals(on), known)

    def now(self, place: str, on: Sequence[date]) -> Floats:
        """The smoother: probabilities (days, states) of each day from all that is known."""
        group, index = self._find(place)
        return group.smoothed.at(np.full(len(on), index), ordinals(on))

    def would_say(self, place: str, on: Sequence[date], *, then: bool = False) -> Floats:
        """What a statement of each day, were there one more, would say: chances (days, parties and contested)."""
        group, index = self._find(place)
        model = group.filtered if then else group.smoothed
        return model.expected(np.full(len(on), index), ordinals(on))

    def everywhere(self, on: date, *, then: bool = False) -> dict[str, dict[str, float]]:
        """Probabilities of one day at all places, by the name of the state: the smoother's, or `then` the filter's."""
        found = {}
        for group in self.groups:
            evidence_of = group.filtered.evidence
            where = np.arange(len(evidence_of.places))
            days = np.full(len(where), on.toordinal())
            chances = group.filtered.at(where, days) if then else group.smoothed.at(where, days)
            for place, names, row in zip(
                evidence_of.places, evidence_of.parties, chances.tolist(), strict=True
            ):
                found[place] = dict(zip((*names, CONTESTED, UNKNOWN), row, strict=True))
        return found

    def _find(self, place: str) -> tuple[_Group, int]:
        if place not in self.where:
            raise UsageError(f"nothing is known of who holds {place[:100]!r}")
        number, index = self.where[place]
        return self.groups[number], index


def ordinals(on: Sequence[date]) -> Ints:
    """Days as whole numbers, the proleptic Gregorian ordinals of the standard library."""
    return np.array([one.toordinal() for one in on], dtype=np.int64)
