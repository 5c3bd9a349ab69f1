from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reference.actors.intervals import ALWAYS, Interval


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2013", date(2013, 1, 1), date(2013, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2013-04-09", date(2013, 4, 9), date(2013, 4, 9)),
        ("2013-04/2014-06", date(2013, 4, 1), date(2014, 6, 30)),
        ("2013-04-09/..", date(2013, 4, 9), None),
        ("../2019", None, date(2019, 12, 31)),
        ("../..", None, None),
    ],
)
def test_bounds_of_edtf_text(edtf: str, start: date | None, end: date | None) -> None:
    found = Interval.parse(edtf)
    assert (found.edtf, found.start, found.end) == (edtf, start, end)


@pytest.mark.parametrize(
    ("edtf", "reason"),
    [
        ("2015/2011", "ends before it starts"),
        ("2015-02-30", "no date of the calendar"),
        ("2015-13", "no date of the calendar"),
        ("0000", "no date of the calendar"),
        ("soon", "is no date"),
        ("", "is no date"),
        ("2015/", "is no date"),
        ("2015/2016/2017", "is no date"),
        ("..", "is no date"),
    ],
)
def test_what_is_no_interval_is_refused(edtf: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Interval.parse(edtf)


_DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(_DAYS, st.integers(0, 500), _DAYS, st.integers(0, 500))
def test_intervals_overlap_just_where_they_share_a_day(
    one: date, length: int, other: date, other_length: int
) -> None:
    first = Interval("", one, one + timedelta(days=length))
    second = Interval("", other, other + timedelta(days=other_length))
    shared = first.contains(other) or second.contains(one)
    assert first.overlaps(second) is second.overlaps(first) is shared
    assert ALWAYS.overlaps(first)
    assert ALWAYS.contains(one)
