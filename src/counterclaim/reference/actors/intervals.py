"""Intervals of days written in EDTF: when an actor existed, bore a name or stood in a relation."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

OPEN = ".."
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included; null where it is open or not known.

    `edtf` is its text in the Extended Date/Time Format (Library of Congress, 2019): a year, a month or a
    day, or two of them parted by ``/``, where ``..`` stands for one that is open or not known.
    """

    edtf: str
    start: date | None
    end: date | None

    @classmethod
    def parse(cls, edtf: str) -> Interval:
        """Read ``2013``, ``2013-04/2014-06-29`` or ``2013/..``. Raises ValueError with the reason."""
        first, slash, last = edtf.partition("/")
        start = None if slash and first == OPEN else _bounds(first, edtf)[0]
        end = None if slash and last == OPEN else _bounds(last if slash else first, edtf)[1]
        if start is not None and end is not None and end < start:
            raise ValueError(f"{edtf!r} ends before it starts")
        return cls(edtf, start, end)

    def contains(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: Interval) -> bool:
        """Whether the two have a day in common."""
        starts_in_time = self.start is None or other.end is None or self.start <= other.end
        return starts_in_time and (other.start is None or self.end is None or other.start <= self.end)


ALWAYS = Interval("", None, None)
"""What holds as long as is known."""


def _bounds(text: str, edtf: str) -> tuple[date, date]:
    """The first and last day of a year, a month or a day."""
    parts = _DATE.fullmatch(text)
    if parts is None:
        raise ValueError(f"{edtf!r} is no date; dates are 2013, 2013-04, 2013-04-09 or two with / between")
    year, month, day = (int(part) if part else None for part in parts.groups())
    try:
        if day is not None:
            return date(year or 0, month or 0, day), date(year or 0, month or 0, day)
        last = calendar.monthrange(year or 0, month or 12)[1]
        return date(year or 0, month or 1, 1), date(year or 0, month or 12, last)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{edtf!r} is no date of the calendar") from None
