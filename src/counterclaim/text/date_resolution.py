"""From what a date expression says to an interval, given the day of publication and the story's thread.

Nothing is invented: an expression whose base is unknown, or known less finely than the expression needs, has
no time.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from counterclaim.model import TimeBasis, TimePrecision, When
from counterclaim.text.date_forms import (
    Base,
    Between,
    Calendar,
    Edge,
    Form,
    Offset,
    Period,
    Rolling,
    Unit,
    Weekday,
)
from counterclaim.text.date_intervals import (
    add_months,
    approximately,
    covering,
    interval,
    joined,
    month_of,
    part_of,
    season_of,
    year_of,
)

SLACK_DAYS = 7
"""How far past the publication a date without a year may lie and still be of that year."""

_RECENT_DAYS = 60
"""A date without a year that falls this near before the publication belongs to it, whatever the thread."""

_THREAD_DAYS = 150
"""How far from the story's last date a date without a year may be placed by it."""


@dataclass(frozen=True, slots=True)
class Bases:
    """What relative expressions count from, and whether the clause looks ahead."""

    published: When | None
    anchor: When | None
    future: bool = False

    def interval(self, base: Base) -> tuple[date, date] | None:
        """First and last day of a base that has both."""
        when = self.published if base == "published" else self.anchor
        if when is None or when.start is None or when.end is None:
            return None
        return when.start, when.end

    def day(self, base: Base) -> date | None:
        """The day of a base that is known to the day."""
        days = self.interval(base)
        return days[0] if days and days[0] == days[1] else None


def resolve(form: Form, bases: Bases) -> When | None:
    """The interval of `form`, or null when nothing supports one."""
    try:
        return _resolve(form, bases)
    except (OverflowError, ValueError):
        return None  # a day that the calendar does not have, or a year outside it


def _resolve(form: Form, bases: Bases) -> When | None:
    if isinstance(form, Calendar):
        return _calendar(form, bases)
    if isinstance(form, Weekday):
        return _weekday(form, bases)
    if isinstance(form, Offset):
        return _offset(form, bases)
    if isinstance(form, Period):
        return _period(form, bases)
    if isinstance(form, Rolling):
        return _rolling(form, bases)
    if isinstance(form, Edge):
        return _edge(form, bases)
    return _between(form, bases)


def _calendar(form: Calendar, bases: Bases) -> When | None:
    if form.year is None and form.month is None and form.day is not None:
        return _without_month(form.day, bases)
    if form.year is None:
        return _without_year(form, bases)
    when = _dated(form, form.year, TimeBasis.STATED)
    return part_of(when, form.part) if form.part else when


def _without_month(day: int, bases: Bases) -> When | None:
    """Such a day of the month in which the story is, or of the next one; else the latest not after the publication."""
    thread, published = bases.interval("anchor"), bases.day("published")
    if thread is not None and (thread[0].year, thread[0].month) == (thread[1].year, thread[1].month):
        begun = thread[0]
        later = [one for one in _days_of_months(day, begun, 2) if one >= begun]
        same = [one for one in _days_of_months(day, begun, 1) if (begun - one).days <= SLACK_DAYS]
        found = next((one for one in (*same, *later) if published is None or one <= published), None)
        if found is not None:
            return interval(found, found, TimeBasis.NARRATIVE)
    if published is None:
        return None
    past = [one for one in _days_of_months(day, published, -3) if one <= published]
    return interval(past[0], past[0], TimeBasis.RELATIVE) if past else None


def _days_of_months(day: int, start: date, count: int) -> list[date]:
    """Day number `day` of the month of `start` and of those behind it, or before it for a negative `count`."""
    found = []
    for step in range(0, count, 1 if count > 0 else -1):
        year, month = add_months(start.year, start.month, step)
        if day <= monthrange(year, month)[1]:
            found.append(date(year, month, day))
    return found


def _dated(form: Calendar, year: int, basis: TimeBasis) -> When:
    if form.decade:
        edtf = f"{year // 10}X"
        return When(edtf, date(year, 1, 1), date(year + 9, 12, 31), TimePrecision.RANGE, basis)
    if form.season is not None:
        return season_of(year, form.season, basis)
    if form.month is None:
        return year_of(year, basis)
    if form.day is None:
        return month_of(year, form.month, basis)
    day = date(year, form.month, form.day)
    return interval(day, day, basis)


def _candidates(form: Calendar, around: date, basis: TimeBasis) -> list[When]:
    found = []
    for year in range(max(around.year - 8, MINYEAR), min(around.year + 8, MAXYEAR)):
        try:
            found.append(_dated(form, year, basis))
        except ValueError:
            continue  # 29 February
    return found


def _without_year(form: Calendar, bases: Bases) -> When | None:
    """The latest such date not after the publication, or the nearest to a story that lies far back."""
    published, thread = bases.interval("published"), bases.interval("anchor")
    choice: When | None = None
    if form.years is not None:
        if published is None or published[0].year != published[1].year:
            return None
        when = _dated(form, published[0].year + form.years, TimeBasis.RELATIVE)
        return part_of(when, form.part) if form.part else when
    if published is not None:
        choice = _nearest_publication(form, published, bases.future)
    if thread is not None and form.which is None and _follows_thread(choice, published, bases.anchor):
        middle = thread[0] + (thread[1] - thread[0]) / 2
        near = min(
            _candidates(form, middle, TimeBasis.NARRATIVE),
            key=lambda when: _distance(when, middle),
            default=None,
        )
        if near is not None and _distance(near, middle) <= _THREAD_DAYS and _is_past(near, published):
            choice = near if choice is None or near.start != choice.start else choice
    return part_of(choice, form.part) if choice is not None and form.part else choice


def _is_past(when: When, published: tuple[date, date] | None) -> bool:
    return published is None or (when.start is not None and when.start <= published[1])


def _distance(when: When, day: date) -> int:
    if when.start is None or when.end is None:
        return 10**6
    return max((when.start - day).days, (day - when.end).days, 0)


def _follows_thread(choice: When | None, published: tuple[date, date] | None, anchor: When | None) -> bool:
    if choice is None or published is None or anchor is None:
        return choice is None
    if anchor.precision in {TimePrecision.YEAR, TimePrecision.RANGE} or anchor.end is None:
        return False
    return _distance(choice, published[1]) > _RECENT_DAYS and anchor.end < published[0]


def _nearest_publication(form: Calendar, published: tuple[date, date], future: bool) -> When | None:
    basis = TimeBasis.STATED if form.which is None else TimeBasis.RELATIVE
    candidates = _candidates(form, published[0], basis)
    if form.which == "last":
        past = [when for when in candidates if when.end is not None and when.end < published[0]]
        return past[-1] if past else None
    if form.which == "next" or (future and form.which is None):
        ahead = [when for when in candidates if when.end is not None and when.end >= published[0]]
        ahead = [when for when in ahead if form.which is None or (when.start and when.start > published[1])]
        return ahead[0] if ahead else None
    if form.which == "this":
        same = [
            when for when in candidates if when.start is not None and when.start.year == published[0].year
        ]
        return same[0] if same else None
    limit = published[1] + timedelta(SLACK_DAYS)
    past = [when for when in candidates if when.start is not None and when.start <= limit]
    return past[-1] if past else None


def _weekday(form: Weekday, bases: Bases) -> When | None:
    """In a report of day D, "on Friday" is the latest one on or before D, "last Friday" the one before D."""
    base = bases.day(form.base)
    if base is None:
        return None
    if form.weeks is not None:
        day = base - timedelta(base.weekday()) + timedelta(7 * form.weeks + form.day)
    elif form.which == "next" or (form.which == "latest" and bases.future):
        day = base + timedelta((form.day - base.weekday() - 1) % 7 + 1)
    elif form.which == "last":
        day = base - timedelta((base.weekday() - form.day - 1) % 7 + 1)
    elif form.which == "this":
        day = base + timedelta(form.day - base.weekday())
    else:
        day = base - timedelta((base.weekday() - form.day) % 7)
    return interval(day, day, _basis(form.base))


def _basis(base: Base) -> TimeBasis:
    return TimeBasis.RELATIVE if base == "published" else TimeBasis.NARRATIVE


def _offset(form: Offset, bases: Bases) -> When | None:
    basis = _basis(form.base)
    if form.unit in {"month", "year", "decade"}:
        return _far_offset(form, bases, basis)
    base = bases.day(form.base)
    if base is None:
        return None
    days = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14}[form.unit]
    first, last = base + timedelta(round(form.low * days)), base + timedelta(round(form.high * days))
    if form.unit in {"week", "fortnight"}:
        # Weeks are counted loosely: three days to either side, and never past the day they are counted from.
        first, last = first - timedelta(3), last + timedelta(3)
        if form.high < 0:
            last = min(last, base)
        return interval(first, last, basis, TimePrecision.WEEK if form.low == form.high else None)
    return interval(first, last, basis)


def _far_offset(form: Offset, bases: Bases, basis: TimeBasis) -> When | None:
    base = bases.interval(form.base)
    if base is None:
        return None
    months = {"month": 1, "year": 12, "decade": 120}[form.unit]
    if (base[1] - base[0]).days > (31 if form.unit == "month" else 366):
        return None
    first = add_months(base[0].year, base[0].month, form.low * months)
    last = add_months(base[0].year, base[0].month, form.high * months)
    if form.unit == "month":
        start, end = month_of(*first, basis), month_of(*last, basis)
    else:
        start, end = year_of(first[0], basis), year_of(last[0], basis)
    both = start if form.low == form.high else joined(start, end, basis)
    return approximately(both) if both is not None else None


def _unit(unit: Unit, day: date, shift: int, basis: TimeBasis) -> When | None:
    """The unit of the calendar that holds `day`, moved by `shift` units. Weeks begin on Monday."""
    if unit == "day":
        return interval(day + timedelta(shift), day + timedelta(shift), basis)
    if unit == "week":
        monday = day - timedelta(day.weekday()) + timedelta(7 * shift)
        return interval(monday, monday + timedelta(6), basis, TimePrecision.WEEK)
    if unit == "weekend":
        saturday = day - timedelta((day.weekday() - 5) % 7)
        return interval(saturday, saturday + timedelta(1), basis)
    if unit == "month":
        return month_of(*add_months(day.year, day.month, shift), basis)
    return year_of(day.year + shift, basis) if unit == "year" else None


def _period(form: Period, bases: Bases) -> When | None:
    base, basis = bases.interval(form.base), _basis(form.base)
    if base is None:
        return None
    first, last = _unit(form.unit, base[0], form.shift, basis), _unit(form.unit, base[1], form.shift, basis)
    if first is None or first != last:
        return None  # the base straddles two units, so neither is said
    if form.part == "since":
        return joined(first, None, basis)
    if form.part == "until":
        return joined(None, first, basis)
    if form.until is not None:
        end = _unit(form.unit, base[1], form.until, basis)
        return covering(first, end)
    if form.part in {"early", "mid", "late"}:
        return part_of(first, form.part)
    if form.part == "so far" and first.start is not None:
        return interval(first.start, max(base[1], first.start), basis, TimePrecision.RANGE)
    if form.part == "rest" and first.end is not None:
        return interval(base[0], max(first.end, base[0]), basis, TimePrecision.RANGE)
    return first


def _rolling(form: Rolling, bases: Bases) -> When | None:
    base, basis = bases.day(form.base), _basis(form.base)
    if base is None:
        return None
    if form.unit in {"month", "year", "decade"}:
        months = form.count * {"month": 1, "year": 12, "decade": 120}[form.unit]
        year, month = add_months(base.year, base.month, months)
        other = date(year, month, min(base.day, monthrange(year, month)[1]))
    else:
        days = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "weekend": 7, "night": 1}[form.unit]
        size = round(abs(form.count) * days)
        other = base + timedelta(size if form.count > 0 else -size)
    start, end = (other, base) if form.count < 0 else (base, other)
    week = form.unit == "week" and abs(form.count) == 1
    return interval(start, end, basis, TimePrecision.WEEK if week else None)


def _edge(form: Edge, bases: Bases) -> When | None:
    inside = _calendar(form.inside, bases)
    if inside is None or inside.start is None or inside.end is None:
        return None
    if form.unit == "month":
        first = 13 - form.count if form.nth < 0 else (form.nth - 1) * form.count + 1
        last = first + form.count - 1
        if inside.precision is not TimePrecision.YEAR or first < 1 or last > 12:
            return None
        year = inside.start.year
        return joined(month_of(year, first, inside.basis), month_of(year, last, inside.basis), inside.basis)
    days = form.count * {"day": 1, "week": 7, "fortnight": 14}[form.unit]
    start = (
        inside.end - timedelta(days - 1) if form.nth < 0 else inside.start + timedelta((form.nth - 1) * days)
    )
    end = start + timedelta(days - 1)
    if start < inside.start or end > inside.end:
        return None
    return interval(start, end, inside.basis, TimePrecision.WEEK if days == 7 else None)


def _between(form: Between, bases: Bases) -> When | None:
    first, last = form.first, form.last
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        first = _shared_parts(first, last)
    end = _resolve(last, bases) if last is not None else None
    start = _resolve(first, bases) if first is not None else None
    if (
        isinstance(first, Weekday)
        and isinstance(last, Weekday)
        and start
        and end
        and start.start
        and end.start
    ):
        start = _weekday_before(start, end)
    if (first is not None and start is None) or (last is not None and end is None):
        return None
    basis = (end or start).basis if start is None or end is None else _weaker(start.basis, end.basis)  # type: ignore[union-attr]
    return joined(start, end, basis)


def _weekday_before(start: When, end: When) -> When:
    """The first of two weekdays of a range lies in the seven days before the last."""
    if start.start is None or end.start is None:
        return start
    day = end.start - timedelta((end.start - start.start).days % 7)
    return interval(day, day, start.basis)


def _weaker(one: TimeBasis, other: TimeBasis) -> TimeBasis:
    order = [TimeBasis.NARRATIVE, TimeBasis.RELATIVE, TimeBasis.STATED]
    return min(one, other, key=order.index)


def _shared_parts(first: Calendar, last: Calendar) -> Calendar:
    """ "Between March and May 2017": the first takes the year of the last, or the one before."""
    if first.year is not None or last.year is None or first.month is None or last.month is None:
        return first
    later = (first.month, first.day or 0) > (last.month, last.day or 31)
    return replace(first, year=last.year - later)
