"""Which events of theirs can be asked for at all: those of the days and countries that our events are of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.matching.coded import CodedEvent
from counterclaim.matching.ours import Ours

_LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Scope:
    """First and last day, null when we have no dated event, and the countries of our events."""

    start: date | None
    end: date | None
    countries: frozenset[str]

    def has_days(self, event: CodedEvent) -> bool:
        """Whether an event of theirs can be of these days."""
        return (
            self.start is not None
            and self.end is not None
            and event.start <= self.end
            and event.end >= self.start
        )

    def has_country(self, event: CodedEvent) -> bool:
        """Whether an event of theirs is of these countries, or of an unknown one."""
        return event.country is None or event.country in self.countries


def scope(ours: Iterable[Ours], days: int, *, start: date | None = None, end: date | None = None) -> Scope:
    """The scope of events of ours, `days` wider on both sides, and no wider than `start` and `end`.

    An event that is known to no better than a month says nothing of the days that a record is about.
    """
    first: date | None = None
    last: date | None = None
    countries = set()
    for event in ours:
        if event.country:
            countries.add(event.country)
        if event.start and event.end and event.end - event.start <= _LONGEST:
            first = min(first or event.start, event.start)
            last = max(last or event.end, event.end)
    if first is None or last is None:
        return Scope(start, end, frozenset(countries))
    first, last = _moved(first, -days), _moved(last, days)
    return Scope(max(first, start or first), min(last, end or last), frozenset(countries))


def _moved(day: date, days: int) -> date:
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
