"""Intervals of the calendar with their EDTF text (Extended Date/Time Format, Library of Congress, 2019)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from counterclaim.model import TimeBasis, TimePrecision, When

_FEW_DAYS = 10
"""The longest interval that is a number of days and not a range."""

# First month and number of months by EDTF code: seasons are meteorological and northern.
_SEASONS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}
_QUARTERS = {33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3), 40: (1, 6), 41: (7, 6)}


def approximately(when: When) -> When:
    """`when` with EDTF's mark for approximate on each date of it."""
    ends = [end if end in {"", ".."} else f"{end.rstrip('~')}~" for end in when.edtf.split("/")]
    return replace(when, edtf="/".join(ends))


def interval(start: date, end: date, basis: TimeBasis, precision: TimePrecision | None = None) -> When:
    """Days `start` to `end`; the precision follows from the length when it is not given."""
    if precision is None:
        days = (end - start).days + 1
        few = TimePrecision.DAYS if days <= _FEW_DAYS else TimePrecision.RANGE
        precision = TimePrecision.DAY if days == 1 else few
    edtf = start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"
    return When(edtf, start, end, precision, basis)


def month_of(year: int, month: int, basis: TimeBasis) -> When:
    """A month of the calendar."""
    last = monthrange(year, month)[1]
    return When(
        f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last), TimePrecision.MONTH, basis
    )


def year_of(year: int, basis: TimeBasis) -> When:
    """A year of the calendar."""
    return When(f"{year:04}", date(year, 1, 1), date(year, 12, 31), TimePrecision.YEAR, basis)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month `count` months on."""
    months = year * 12 + month - 1 + count
    return months // 12, months % 12 + 1


def season_of(year: int, code: int, basis: TimeBasis) -> When:
    """A season (21 to 24), quarter (33 to 36) or half (40, 41) that begins in `year`, by its EDTF code."""
    first, length = (_SEASONS | _QUARTERS)[code]
    last_year, last_month = add_months(year, first, length - 1)
    end = date(last_year, last_month, monthrange(last_year, last_month)[1])
    precision = TimePrecision.RANGE if length > 3 else TimePrecision.SEASON
    return When(f"{year:04}-{code}", date(year, first, 1), end, precision, basis)


def part_of(when: When, part: str) -> When:
    """The early, middle or late third of a period; of a month days 1 to 10, 11 to 20, 21 on."""
    if when.start is None or when.end is None:
        return when
    start, end = when.start, when.end
    third = {"early": 0, "mid": 1, "late": 2}[part]
    if when.precision is TimePrecision.WEEK:
        first, last = [(0, 1), (2, 4), (4, 6)][third]
        return interval(start + timedelta(first), start + timedelta(last), when.basis)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 1:
        first, last = [(1, 10), (11, 20), (21, end.day)][third]
        return interval(start.replace(day=first), start.replace(day=last), when.basis, TimePrecision.RANGE)
    step = months // 3
    opening = month_of(*add_months(start.year, start.month, third * step), when.basis)
    closing = month_of(*add_months(start.year, start.month, third * step + step - 1), when.basis)
    return joined(opening, closing, when.basis) or when


def covering(first: When, last: When | None) -> When | None:
    """From the first day of one to the last day of the other."""
    if last is None or first.start is None or last.end is None or last.end < first.start:
        return None
    return interval(first.start, last.end, first.basis)


def joined(start: When | None, end: When | None, basis: TimeBasis) -> When | None:
    """From `start` to `end`; either may be open. Null when they are the wrong way round."""
    if start is not None and end is not None:
        if start.start is None or end.end is None or end.end < start.start:
            return None
        if start == end:
            return start
        if start.precision is TimePrecision.DAY and end.precision is TimePrecision.DAY:
            return interval(start.start, end.end, basis)
    edtf = f"{_end_text(start, first=True)}/{_end_text(end, first=False)}"
    first_day = start.start if start is not None else None
    last_day = end.end if end is not None else None
    return When(edtf, first_day, last_day, TimePrecision.RANGE, basis)


def _end_text(when: When | None, *, first: bool) -> str:
    """One end of an EDTF interval. Seasons and intervals cannot stand there, so their days do."""
    if when is None:
        return ".."
    if when.precision in {TimePrecision.DAY, TimePrecision.MONTH, TimePrecision.YEAR}:
        return when.edtf
    day = when.start if first else when.end
    return day.isoformat() if day else ".."
