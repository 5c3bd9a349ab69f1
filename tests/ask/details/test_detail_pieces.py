"""Cutting texts, counting by time, measuring delays: the parts that no record is needed for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.ask.details.event_lists import by_period, by_value
from counterclaim.ask.details.feature import days, line
from counterclaim.ask.details.marking import bounds_words, pieces
from counterclaim.ask.details.source import delay

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda one: (one[0], sum(one))), max_size=8
)


@given(st.text(max_size=50), st.integers(0, 20), SPANS)
def test_pieces_are_the_text_and_know_what_covers_them(
    text: str, start: int, spans: list[tuple[int, int]]
) -> None:
    found = pieces(text, start, spans)
    assert "".join(piece for _, piece, _ in found) == text
    for at, piece, numbers in found:
        covering = [n for n, (a, b) in enumerate(spans) if a <= at and at + len(piece) <= b]
        assert numbers == covering
        assert piece


def test_pieces_of_overlapping_spans() -> None:
    assert pieces("six of their fighters", 10, [(10, 31), (17, 31)]) == [
        (10, "six of ", [0]),
        (17, "their fighters", [0, 1]),
    ]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (12, 12, "12"),
        (10, 1500, "10 to 1,500"),
        (10, None, "at least 10"),
        (None, 30, "up to 30"),
        (None, None, ""),
    ],
)
def test_bounds_in_words(low: int | None, high: int | None, words: str) -> None:
    assert bounds_words(low, high) == words


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2017-11-08", "2017-11-08", "day", "8 November 2017"),
        ("2017-11-08", "2017-11-09", "days", "8 to 9 November 2017"),
        ("2017-10-30", "2017-11-02", "days", "30 October to 2 November 2017"),
        ("2016-12-30", "2017-01-02", "days", "30 December 2016 to 2 January 2017"),
        ("2017-11-01", "2017-11-30", "month", "November 2017"),
        ("2017-01-01", "2017-12-31", "year", "2017"),
        ("2017-11-08", None, "range", "from 8 November 2017"),
        (None, "2017-11-08", "range", "until 8 November 2017"),
        (None, None, "range", ""),
    ],
)
def test_days_in_words(first: str | None, last: str | None, precision: str, words: str) -> None:
    assert days({"from": first, "to": last, "precision": precision}) == words


def test_an_event_in_a_line() -> None:
    event = {
        "event_type": "armed_clash",
        "actors": ["a", "b", "c"],
        "targets": ["d"],
        "place": {"name": None, "text": "the bridge"},
        "when": None,
    }
    names = {"a": "Army", "d": "Rebels"}
    assert line(event, names) == "Armed clash: Army and b and 1 more against Rebels, the bridge"
    assert line({**event, "actors": []}, names) == "Armed clash: against Rebels, the bridge"


@given(st.lists(st.one_of(st.none(), st.dates(date(2010, 1, 1), date(2030, 1, 1))), max_size=30))
def test_periods_lose_nothing_and_leave_no_gap(firsts: list[date | None]) -> None:
    found = by_period(firsts)
    assert sum(one["count"] for one in found["bins"]) + found["undated"] == len(firsts)
    names = [one["period"] for one in found["bins"]]
    assert names == sorted(set(names))
    if found["by"] == "month" and names:
        assert len(names) <= 48
    if names:
        assert found["bins"][0]["count"]
        assert found["bins"][-1]["count"]


def test_absurd_dates_make_no_endless_chart() -> None:
    assert by_period([date(1, 1, 1), date(9999, 12, 31)])["bins"] == [
        {"period": "0001", "count": 1},
        {"period": "9999", "count": 1},
    ]


def test_values_are_counted_and_nothing_comes_last() -> None:
    assert [(one["value"], one["count"]) for one in by_value(["ied", None, None, "airstrike", "ied"])] == [
        ("ied", 2),
        ("airstrike", 1),
        (None, 2),
    ]


def test_delay_by_hand() -> None:
    """Delays of 0, 1, 2, 5 and 400 days; one report is dated before its event."""
    event = date(2017, 11, 8)
    found = delay([(event, event + timedelta(n)) for n in (0, 1, 2, 5, 400, -3)] + [(None, event)])
    assert (found["n"], found["before"]) == (5, 1)
    assert (found["lower"], found["median"], found["upper"]) == (1, 2, 5)
    assert [one["count"] for one in found["bins"]] == [1, 1, 1, 1, 0, 0, 1]
    assert delay([])["median"] is None
