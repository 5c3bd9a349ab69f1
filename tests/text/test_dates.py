from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import TimeBasis, TimePrecision, When
from counterclaim.text.dates import find_dates, on_day, parse_date, resolve

PUBLISHED = on_day(date(2018, 5, 10))  # a Thursday
ANCHOR = on_day(date(2018, 3, 2))


def times(
    text: str, published: When | None = PUBLISHED, anchor: When | None = ANCHOR, order: str | None = None
) -> list[When]:
    found = (
        resolve(expression, published=published, anchor=anchor) for expression in find_dates(text, order)
    )
    return [when for when in found if when is not None]


@pytest.mark.parametrize(
    ("text", "edtf", "precision", "basis"),
    [
        ("on 4 May 2018", "2018-05-04", "day", "stated"),
        ("on May 4th, 2018", "2018-05-04", "day", "stated"),
        ("on the 14th of July 2017", "2017-07-14", "day", "stated"),
        ("dated 2018-05-04", "2018-05-04", "day", "stated"),
        ("dated 2018-05-04T10:30:00Z", "2018-05-04", "day", "stated"),
        ("on 13/05/2018", "2018-05-13", "day", "stated"),
        ("Friday, 4 May 2018", "2018-05-04", "day", "stated"),
        ("Wed 05 Apr 2017 An attack", "2017-04-05", "day", "stated"),
        ("SAN SALVADOR, 03 FEB 90 -- [TEXT]", "1990-02-03", "day", "stated"),
        ("on 11 Jan 90 in the capital", "1990-01-11", "day", "stated"),
        ("the night of 4 May", "2018-05-04", "day", "stated"),
        ("1997, 3 October. A train is derailed.", "1997-10-03", "day", "stated"),
        ("1997, 3-7 October. A siege.", "1997-10-03/1997-10-07", "days", "stated"),
        ("on the twenty-first of March 2015", "2015-03-21", "day", "stated"),
        ("on New Year's Eve 2016", "2016-12-31", "day", "stated"),
        ("seized on Boxing Day in the port", "2017-12-26", "day", "stated"),
        ("bombers came the next night", "2018-03-03", "day", "narrative"),
        ("on the morning of 4 May", "2018-05-04", "day", "stated"),
        ("on May 4", "2018-05-04", "day", "stated"),
        ("(Sept. 22) - A patrol", "2017-09-22", "day", "stated"),
        ("in May 2018", "2018-05", "month", "stated"),
        ("by early May 2018", "../2018-05-10", "range", "stated"),
        ("in early May 2018", "2018-05-01/2018-05-10", "range", "stated"),
        ("mid-May", "2018-05-11/2018-05-20", "range", "stated"),
        ("in late May 2017", "2017-05-21/2017-05-31", "range", "stated"),
        ("in the first quarter of 2021", "2021-33", "season", "stated"),
        ("in Q3 2020", "2020-35", "season", "stated"),
        ("in the first half of 2017", "2017-40", "range", "stated"),
        ("in spring 2016", "2016-21", "season", "stated"),
        ("in the autumn of 2016", "2016-23", "season", "stated"),
        ("in late autumn 2016", "2016-11", "month", "stated"),
        ("in 2017", "2017", "year", "stated"),
        ("in early 2017", "2017-01/2017-04", "range", "stated"),
        ("in the 1990s", "199X", "range", "stated"),
        ("the 2016 elections", "2016", "year", "stated"),
        ("around 2014", "2014~", "year", "stated"),
        ("circa 4 May 2018", "2018-05-04~", "day", "stated"),
        ("In 2017 people were killed", "2017", "year", "stated"),
        ("In May 20 people were killed", "2018-05", "month", "stated"),
        ("by 1 October it had seized the town", "../2017-10-01", "range", "stated"),
        ("since 2014", "2014/..", "range", "stated"),
        ("since 3 May", "2018-05-03/..", "range", "stated"),
        ("until 3 May", "../2018-05-03", "range", "stated"),
        ("from 4 May onwards", "2018-05-04/..", "range", "stated"),
        ("as of 4 May", "2018-05-04", "day", "stated"),
        ("from 3 to 9 May", "2018-05-03/2018-05-09", "days", "stated"),
        ("between 3 and 9 May", "2018-05-03/2018-05-09", "days", "stated"),
        ("4-9 May 2018", "2018-05-04/2018-05-09", "days", "stated"),
        ("May 4 to 9, 2018", "2018-05-04/2018-05-09", "days", "stated"),
        ("13 and 14 September", "2017-09-13/2017-09-14", "days", "stated"),
        ("from 3 May to 9 June 2017", "2017-05-03/2017-06-09", "range", "stated"),
        ("between March and May 2017", "2017-03/2017-05", "range", "stated"),
        ("between November and January 2017", "2016-11/2017-01", "range", "stated"),
        ("March-May 2017", "2017-03/2017-05", "range", "stated"),
        ("from 2014 to 2017", "2014/2017", "range", "stated"),
        ("in 2014-2017", "2014/2017", "range", "stated"),
        ("in 2011-12", "2011/2012", "range", "stated"),
        ("the last three months of 2016", "2016-10/2016-12", "range", "stated"),
        ("the first week of June 2017", "2017-06-01/2017-06-07", "week", "stated"),
        ("on Friday", "2018-05-04", "day", "relative"),
        ("on Thursday", "2018-05-10", "day", "relative"),
        ("last Thursday", "2018-05-03", "day", "relative"),
        ("last Friday", "2018-05-04", "day", "relative"),
        ("on Friday night", "2018-05-04", "day", "relative"),
        ("late on Friday", "2018-05-04", "day", "relative"),
        ("the early hours of Saturday", "2018-05-05", "day", "relative"),
        ("Sunday's blast", "2018-05-06", "day", "relative"),
        ("Saturdays attack", "2018-05-05", "day", "relative"),
        ("next Tuesday", "2018-05-15", "day", "relative"),
        ("the army will withdraw on Friday", "2018-05-11", "day", "relative"),
        ("between Saturday and Monday", "2018-05-05/2018-05-07", "days", "relative"),
        ("on Wednesday or Thursday", "2018-05-09/2018-05-10", "days", "relative"),
        ("since Friday", "2018-05-04/..", "range", "relative"),
        ("today", "2018-05-10", "day", "relative"),
        ("this morning", "2018-05-10", "day", "relative"),
        ("yesterday", "2018-05-09", "day", "relative"),
        ("YESTERDAY AFTERNOON", "2018-05-09", "day", "relative"),
        ("last night", "2018-05-09", "day", "relative"),
        ("shelled overnight", "2018-05-09/2018-05-10", "days", "relative"),
        ("the day before yesterday", "2018-05-08", "day", "relative"),
        ("tomorrow", "2018-05-11", "day", "relative"),
        ("three days ago", "2018-05-07", "day", "relative"),
        ("about three days ago", "2018-05-07~", "day", "relative"),
        ("a few days ago", "2018-05-06/2018-05-08", "days", "relative"),
        ("two weeks ago", "2018-04-23/2018-04-29", "week", "relative"),
        ("three months ago", "2018-02~", "month", "relative"),
        ("two years ago", "2016~", "year", "relative"),
        ("over the past week", "2018-05-03/2018-05-10", "week", "relative"),
        ("in the last three months", "2018-02-10/2018-05-10", "range", "relative"),
        ("in the past 24 hours", "2018-05-09/2018-05-10", "days", "relative"),
        ("this week", "2018-05-07/2018-05-13", "week", "relative"),
        ("last week", "2018-04-30/2018-05-06", "week", "relative"),
        ("last month", "2018-04", "month", "relative"),
        ("late last month", "2018-04-21/2018-04-30", "range", "relative"),
        ("earlier this month", "2018-05-01/2018-05-10", "range", "relative"),
        ("last year", "2017", "year", "relative"),
        ("this month", "2018-05", "month", "relative"),
        ("last March", "2018-03", "month", "relative"),
        ("in June last year", "2017-06", "month", "relative"),
        ("last summer", "2017-22", "season", "relative"),
        ("over the weekend", "2018-05-05/2018-05-06", "days", "relative"),
        ("two days later", "2018-03-04", "day", "narrative"),
        ("nine days after that", "2018-03-11", "day", "narrative"),
        ("a day earlier", "2018-03-01", "day", "narrative"),
        ("two weeks earlier", "2018-02-13/2018-02-19", "week", "narrative"),
        ("a fortnight on, the town fell", "2018-03-13/2018-03-19", "week", "narrative"),
        ("the previous day", "2018-03-01", "day", "narrative"),
        ("the following day", "2018-03-03", "day", "narrative"),
        ("that day", "2018-03-02", "day", "narrative"),
        ("since then", "2018-03-02/..", "range", "narrative"),
    ],
)
def test_one_time(text: str, edtf: str, precision: str, basis: str) -> None:
    (when,) = times(text)
    assert (when.edtf, when.precision, when.basis) == (edtf, precision, basis)


@pytest.mark.parametrize(
    "text",
    [
        "the 4 May Brigade",
        "17 November group",
        "a 24-year-old man",
        "in 30 minutes",
        "24 hours a day",
        "at 10:30",
        "at 2000 GMT",
        "he may be alive",
        "IT MAY BE",
        "Mrs May said",
        "they March on",
        "in march",
        "1,984 people",
        "2000 people were killed",
        "more than 2011 fighters",
        "about 1999 troops",
        "resolution 2254",
        "every Friday",
        "prayers on Fridays",
        "for three days",
        "it lasted three years",
        "expected to last three days",
        "the 13th brigade",
        "4/5/2018",
        "the Arab Spring",
        "the fall of the city",
        "an overnight curfew",
        "a road 2017 km long",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(("order", "edtf"), [("dmy", "2018-05-04"), ("mdy", "2018-04-05")])
def test_small_numbers_need_an_order(order: str, edtf: str) -> None:
    (when,) = times("on 4/5/2018", order=order)
    assert when.edtf == edtf


@pytest.mark.parametrize(
    "text", ["on Friday", "yesterday", "last month", "on 4 May", "in March", "three days ago"]
)
def test_nothing_is_invented_without_a_publication_date(text: str) -> None:
    assert find_dates(text)
    assert times(text, published=None, anchor=None) == []


@pytest.mark.parametrize("text", ["the following day", "two days later", "that month", "a week earlier"])
def test_nothing_is_invented_without_a_story(text: str) -> None:
    assert find_dates(text)
    assert times(text, anchor=None) == []


def test_a_publication_known_to_the_month_gives_no_day() -> None:
    month = parse_date("May 2018")
    assert times("on Friday", published=month) == []
    (when,) = times("last month", published=month)
    assert when.edtf == "2018-04"


def test_an_impossible_date_has_no_time() -> None:
    assert times("on 31 February 2018") == []


def test_date_without_year_follows_an_older_story() -> None:
    report = on_day(date(2019, 3, 1))
    story = on_day(date(2016, 2, 15))
    (when,) = times("on 18 February", published=report, anchor=on_day(date(2019, 2, 20)))
    assert (when.edtf, when.basis) == ("2019-02-18", TimeBasis.STATED)
    (when,) = times("on 20 April", published=report, anchor=story)
    assert (when.edtf, when.basis) == ("2016-04-20", TimeBasis.NARRATIVE)


def test_date_without_year_lies_at_most_a_week_ahead() -> None:
    assert [when.edtf for when in times("on 12 May", anchor=None)] == ["2018-05-12"]
    assert [when.edtf for when in times("on 12 June", anchor=None)] == ["2017-06-12"]
    assert [when.edtf for when in times("will vote on 12 June", anchor=None)] == ["2018-06-12"]


def test_span_is_that_of_the_expression() -> None:
    text = "Fighting began around 4 May 2018."
    (when,) = times(text)
    assert when.span is not None
    assert text[when.span.start : when.span.end] == when.span.text == "around 4 May 2018"


def test_open_interval_has_no_end() -> None:
    (when,) = times("since 3 March 2017")
    assert (when.start, when.end, when.precision) == (date(2017, 3, 3), None, TimePrecision.RANGE)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2018-05-04", "2018-05-04"),
        ("2018-05-04T10:30:00+02:00", "2018-05-04"),
        ("20180504", "2018-05-04"),
        ("20180504T103000Z", "2018-05-04"),
        ("Fri, 04 May 2018 10:30:00 +0000", "2018-05-04"),
        ("May 4, 2018 10:30 AM", "2018-05-04"),
        ("Published 4 May 2018 at 10:30", "2018-05-04"),
        ("2018-05", "2018-05"),
        ("May 2018", "2018-05"),
        ("2018", "2018"),
    ],
)
def test_metadata_date(text: str, edtf: str) -> None:
    when = parse_date(text)
    assert when is not None
    assert when.edtf == edtf
    assert when.span is None


@pytest.mark.parametrize(
    "text", ["", "yesterday", "4 May", "n/a", "04/05/2018", "4 May 2018, updated 6 May 2018", "x" * 10_000]
)
def test_metadata_without_one_date(text: str) -> None:
    assert parse_date(text) is None


DAYS = st.dates(date(1990, 1, 1), date(2049, 12, 31))
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@given(
    DAYS,
    st.sampled_from(
        ["{d} {m} {y}", "{m} {d}, {y}", "{y}-{n:02}-{d:02}", "the {d}th of {m} {y}", "{d} {m}, {y}"]
    ),
)
def test_written_dates_are_read_back(day: date, form: str) -> None:
    written = form.format(d=day.day, m=MONTHS[day.month - 1], y=day.year, n=day.month)
    (when,) = times(f"It began on {written}.", published=None, anchor=None)
    assert (when.start, when.end, when.edtf) == (day, day, day.isoformat())


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_latest_one(published: date, name: str) -> None:
    (on,) = times(f"He said on {name} that it fell.", on_day(published))
    (last,) = times(f"It fell last {name}.", on_day(published))
    assert on.start is not None
    assert last.start is not None
    assert on.start.weekday() == last.start.weekday() == WEEKDAYS.index(name)
    assert timedelta(0) <= published - on.start < timedelta(7)
    assert timedelta(0) < published - last.start <= timedelta(7)


PIECES = st.sampled_from(
    [
        "on ",
        "Friday ",
        "4 ",
        "May ",
        "2018 ",
        "from ",
        "to ",
        "between ",
        "and ",
        "the ",
        "last ",
        "week ",
        "since ",
        "early ",
        "-",
        ", ",
        "12/05/",
        "three days ",
        "ago ",
        "later ",
        "overnight ",
        "the end of ",
        "31 ",
        "February ",
        "1999",
        "s ",
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join), DAYS)
def test_spans_and_intervals_are_in_order(text: str, published: date) -> None:
    end = 0
    for expression in find_dates(text, "dmy"):
        assert end <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text
        end = expression.end
        when = resolve(expression, published=on_day(published), anchor=on_day(published))
        if when is not None and when.start is not None and when.end is not None:
            assert when.start <= when.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for expression in find_dates(text):
        assert text[expression.start : expression.end] == expression.text
    parse_date(text)


@pytest.mark.parametrize("text", ["4 Augu\u017ft 2018", "on Fr\u0130day", "on Fr\u0131day", "last wee\u212a"])
def test_letters_that_only_look_like_ascii_do_no_harm(text: str) -> None:
    for expression in find_dates(text):
        assert text[expression.start : expression.end] == expression.text


@pytest.mark.parametrize(
    "piece", ["4 ", "May ", "from 3 to ", "two ", "the last ", "2018-", "early ", " ", "\n", "Friday, ", "4-"]
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    started = time.monotonic()
    find_dates(piece * (30_000 // len(piece)))
    assert time.monotonic() - started < 4
