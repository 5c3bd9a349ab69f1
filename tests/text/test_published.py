from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import TimePrecision
from counterclaim.text.published import infer_order, parse_published


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2017-11-03", "2017-11-03"),
        (" 2017-11-03T23:30:00-05:00 ", "2017-11-03"),
        ("2017-11-03 04:10:00.123Z", "2017-11-03"),
        ("2017-11-03Z", "2017-11-03"),
        ("20171103", "2017-11-03"),
        ("20171103T101500Z", "2017-11-03"),
        ("2017/11/3", "2017-11-03"),
        ("Fri, 03 Nov 2017 18:30:00 +0000", "2017-11-03"),
        ("Fri, 3 Nov 17 18:30:00 GMT", "2017-11-03"),
        ("3 November 2017", "2017-11-03"),
        ("November 3rd, 2017", "2017-11-03"),
        ("Nov. 3, 2017 4:05 p.m. EDT", "2017-11-03"),
        ("03-Nov-2017", "2017-11-03"),
        ("3-Nov-17", "2017-11-03"),
        ("2017 Nov 3", "2017-11-03"),
        ("3 de noviembre de 2017", "2017-11-03"),
        ("1er novembre 2017, 10h30", "2017-11-01"),
        ("3. November 2017", "2017-11-03"),
        ("3 Kasım 2017", "2017-11-03"),
        ("3 ноября 2017 г.", "2017-11-03"),
        ("3 листопада 2017", "2017-11-03"),
        ("٣ تشرين الثاني ٢٠١٧", "2017-11-03"),
        ("15 أكتوبر 2017", "2017-10-15"),
        ("1509732000", "2017-11-03"),
        ("1509732000000", "2017-11-03"),
        ("13/4/2017", "2017-04-13"),
        ("4/13/2017 10:30", "2017-04-13"),
        ("5/5/2017", "2017-05-05"),
        ("2017-11", "2017-11"),
        ("November 2017", "2017-11"),
        ("2017", "2017"),
    ],
)
def test_dates(text: str, edtf: str) -> None:
    found = parse_published(text)
    assert found is not None
    assert found.edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "2 hours ago", "4/5/2017", "04.05.2017", "12-11-10", "2017-02-30", "31/02/2017",
        "0000-00-00", "1234", "3 Nov 17:20", "3-5 May 2017", "May 2017 to June 2017", "2017-11-03/2017-11-05",
        "it may rain in 2017", "1" * 50, "x" * 10_000, "99/99/9999", "-1", "\0", "٣٣٣٣",
    ],
)  # fmt: skip
def test_what_is_no_date_or_more_than_one_is_null(text: str) -> None:
    assert parse_published(text) is None


@pytest.mark.parametrize(
    ("text", "order", "edtf"),
    [
        ("4/5/2017", "dmy", "2017-05-04"),
        ("4/5/2017", "mdy", "2017-04-05"),
        ("04.05.2017", "dmy", "2017-05-04"),
        ("4/5/17", "mdy", "2017-04-05"),
        ("17-04-05", "ymd", "2017-04-05"),
        ("13/4/2017", "mdy", "2017-04-13"),
    ],
)
def test_a_given_order_settles_it(text: str, order: str, edtf: str) -> None:
    found = parse_published(text, order)
    assert found is not None
    assert found.edtf == edtf


def test_months_and_years_are_intervals() -> None:
    month, year = parse_published("2016-02"), parse_published("2016")
    assert month is not None
    assert (month.start, month.end, month.precision) == (
        date(2016, 2, 1),
        date(2016, 2, 29),
        TimePrecision.MONTH,
    )
    assert year is not None
    assert (year.start, year.end, year.precision) == (
        date(2016, 1, 1),
        date(2016, 12, 31),
        TimePrecision.YEAR,
    )


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["4/5/2017", "4/13/2017"], "mdy"),
        (["4/5/2017", "13/4/2017"], "dmy"),
        (["4/5/2017", "6/7/2017"], None),
        (["4/13/2017", "13/4/2017"], None),
        (["2017-04-05", "", "x"], None),
        ([], None),
    ],
)
def test_order_of_a_column(values: list[str], order: str | None) -> None:
    assert infer_order(values) == order


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_common_form_of_a_day_is_read(day: date) -> None:
    forms = (day.isoformat(), day.strftime("%d %B %Y"), day.strftime("%B %d, %Y"), day.strftime("%Y/%m/%d"))
    for text in forms:
        found = parse_published(text)
        assert found is not None
        assert (found.start, found.end, found.edtf) == (day, day, day.isoformat())
    for order, text in (("dmy", day.strftime("%d/%m/%Y")), ("mdy", day.strftime("%m/%d/%Y"))):
        found = parse_published(text, order)
        assert found is not None
        assert found.start == day


@given(st.text(max_size=120), st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_never_raises(text: str, order: str | None) -> None:
    found = parse_published(text, order)
    assert found is None or found.start is not None
