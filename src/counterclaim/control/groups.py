"""Places with the same number of parties: fitted all together, or only those that a question is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

import numpy as np

from counterclaim.control.emissions import Evidence, evidence, weight
from counterclaim.control.filter import Filtered, longest, run
from counterclaim.control.neighbours import alike, copied
from counterclaim.control.parameters import Parameters
from counterclaim.control.reigns import Reigns, Since
from counterclaim.control.smooth import Smoothed, smooth
from counterclaim.control.statements import Statement
from counterclaim.control.states import Floats, Ints

MOST_FITS = 100
"""Fits of some places of a group; where more are asked for, all of its places are fitted together."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day (ordinals) on which a group's evidence became known, and how long its kernel is."""

    first: int
    last: int
    longest: int


class Fit:
    """Places computed together, each answer when it is first asked for. `index` is the place of each in the arrays."""

    def __init__(self, evidence: Evidence, given: Parameters, span: Span) -> None:
        self.evidence, self._given, self._span = evidence, given, span
        self.index = {place: number for number, place in enumerate(evidence.places)}

    @cached_property
    def filtered(self) -> Filtered:
        """The filter."""
        return run(self.evidence, self._given, self._span.longest)

    @cached_property
    def smoothed(self) -> Smoothed:
        """The smoother."""
        return smooth(self.evidence, self._given, self._span.last, self._span.longest)

    @cached_property
    def reigns(self) -> Reigns:
        """All times in which one state was the filter's likeliest."""
        return Reigns.of(self.filtered, self._span.first, self._span.last)

    @cached_property
    def since(self) -> Since:
        """Since when the filter's likeliest state on a day has been so."""
        return Since(self.filtered)


class Group:
    """Places with the same number of parties.

    A place's answers rest on what is said of it and of its neighbours. So a few places can be fitted without the rest,
    with the same answers as when all are.
    """

    def __init__(
        self,
        told: Mapping[str, Sequence[Statement]],
        parties: Mapping[str, tuple[str, ...]],
        points: Mapping[str, tuple[float, float]] | None,
        reliability: Mapping[str, float] | None,
        given: Parameters,
    ) -> None:
        self.places = tuple(sorted(parties))
        self.parties = parties
        self._told, self._points, self._given = told, points or {}, given
        self._reliability = reliability or {}
        self._fits: dict[str, Fit] = {}
        self._made = 0

    @cached_property
    def whole(self) -> Fit:
        """All places together."""
        found = self._evidence(self.places)
        return Fit(copied(found, *self._near, self._given.neighbours), self._given, self._span)

    @property
    def filtered(self) -> Filtered:
        """The filter of all places."""
        return self.whole.filtered

    @property
    def smoothed(self) -> Smoothed:
        """The smoother of all places."""
        return self.whole.smoothed

    def fits(self, places: Iterable[str]) -> list[tuple[Fit, list[str], Ints]]:
        """The fits that hold `places`, each with those of them that it holds and their numbers in it."""
        wanted = list(places)
        known = self._fits
        new = [place for place in wanted if place not in known]
        if new and (2 * len(new) >= len(self.places) or self._made >= MOST_FITS):
            self._fits = dict.fromkeys(self.places, self.whole)
        elif new:
            self._made += 1
            known.update(dict.fromkeys(new, self._some(new)))
        by_fit: dict[Fit, list[str]] = {}
        for place in wanted:
            by_fit.setdefault(self._fits[place], []).append(place)
        return [
            (fit, some, np.array([fit.index[place] for place in some], dtype=np.int64))
            for fit, some in by_fit.items()
        ]

    def _some(self, places: Sequence[str]) -> Fit:
        """A fit of some places, from the evidence on them and what their neighbours' gives to them."""
        near, share = self._near
        number = {place: at for at, place in enumerate(self.places)}
        to_them = np.isin(near[:, 1], [number[place] for place in places])
        near, share = near[to_them], share[to_them]
        names = sorted({*places, *(self.places[at] for at in np.unique(near[:, 0]).tolist())})
        found = self._evidence(names)
        at = np.searchsorted(np.array([number[name] for name in names]), near)
        found = copied(found, at, share, self._given.neighbours)
        kept = set(places)
        own = np.array([name in kept for name in names])
        part = found.part(own[found.place])
        listed = tuple(name for name in names if name in kept)
        place = (np.cumsum(own) - 1)[part.place]
        of_these = tuple(self.parties[name] for name in listed)
        return Fit(replace(part, places=listed, parties=of_these, place=place), self._given, self._span)

    def _evidence(self, places: Iterable[str]) -> Evidence:
        told = [one for place in places for one in self._told.get(place, ())]
        return evidence(
            told, self._given, {place: self.parties[place] for place in places}, self._reliability
        )

    @cached_property
    def _near(self) -> tuple[Ints, Floats]:
        """Pairs of numbers of places, the second of which hears what is said of the first, and how much of it."""
        listed = [self.parties[place] for place in self.places]
        return alike(self.places, listed, self._points, self._given.neighbours)

    @cached_property
    def _span(self) -> Span:
        told = [one for place in self.places for one in self._told.get(place, ())]
        if not told:
            return Span(0, 0, longest(0, 0))
        told.sort(key=attrgetter("said"))
        first = min(one.first for one in told).toordinal() - 1
        last = max(one.last for one in told).toordinal()
        return Span(self._said(told), self._said(reversed(told)), longest(first, last))

    def _said(self, told: Iterable[Statement]) -> int:
        """The day on which the first of some statements that counts at all became known."""
        return next(
            (one.said.toordinal() for one in told if weight(one, self._given, self._reliability) > 0.0), 0
        )
