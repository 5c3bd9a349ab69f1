"""What a comparison of two sides warns of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from counterclaim.analysis.definitions import Definition
from counterclaim.analysis.rates import Count
from counterclaim.ask.comparison import compare_sides
from counterclaim.ask.sides import Side
from counterclaim.errors import UsageError

THEN = Definition(unit="events", start=date(2016, 1, 1), end=date(2016, 12, 31))
NOW = Definition(unit="events", start=date(2017, 1, 1), end=date(2017, 4, 30))


def months(*counts: int) -> tuple[Count, ...]:
    return tuple(Count(count, 30) for count in counts)


def sides(**values: Any) -> tuple[Side, Side]:
    """52 in 120 days after 310 in 360 days, with these values of A and, under `b_`, of B."""
    of_b = {name.removeprefix("b_"): value for name, value in values.items() if name.startswith("b_")}
    of_a = {name: value for name, value in values.items() if not name.startswith("b_")}
    return Side("A", Count(52, 120), NOW, **of_a), Side("B", Count(310, 360), THEN, **of_b)


def test_a_fall_that_reporting_would_explain_is_said_to_be_so() -> None:
    found = compare_sides(*sides(documents=20, b_documents=120))
    assert any(
        "20 reports are of A's days, 120 of B's: a fall in reporting" in text for text in found["warnings"]
    )
    steady = compare_sides(*sides(documents=40, b_documents=120))
    assert not any("reporting" in text for text in steady["warnings"])
    none = compare_sides(*sides(documents=0, b_documents=120))
    assert any("without reports nothing is counted" in text for text in none["warnings"])


def test_a_rise_that_reporting_would_explain() -> None:
    found = compare_sides(
        Side("A", Count(310, 120), NOW, documents=40), Side("B", Count(52, 360), THEN, documents=20)
    )
    assert any("a rise in reporting" in text for text in found["warnings"])


def test_clusters_widen_the_interval() -> None:
    steady = compare_sides(*sides(months=months(13, 12, 14, 13), b_months=months(*[26] * 11, 24)))
    assert steady["dispersion"] == [1.0, 1.0]
    assert not any("cluster" in text for text in steady["warnings"])
    wild = compare_sides(
        *sides(months=months(40, 0, 10, 2), b_months=months(90, 1, 60, 3, 70, 2, 50, 4, 20, 2, 5, 3))
    )
    assert wild["dispersion"][0] > 10
    assert wild["ratio"]["high"] > steady["ratio"]["high"]
    assert any("times as much as by chance" in text for text in wild["warnings"])
    assert wild["course"]["model"] == "negative binomial"
    assert wild["course"]["high"] > steady["course"]["high"]


def test_course_of_the_year() -> None:
    found = compare_sides(*sides())
    assert found["course"]["days"] == 365
    assert found["course"]["low"] < found["course"]["median"] < found["course"]["high"]
    with pytest.raises(UsageError, match="120 days already"):
        compare_sides(*sides(), until=100)
    whole = Side("A", Count(310, 366), THEN)
    assert compare_sides(whole, Side("B", Count(1, 1), NOW))["course"] is None


def test_people_are_not_single_events() -> None:
    killed = Definition(unit="killed", start=NOW.start, end=NOW.end)
    before = Definition(unit="killed", start=THEN.start, end=THEN.end)
    bare = compare_sides(Side("A", Count(52, 120), killed), Side("B", Count(310, 366), before))
    assert any("too narrow" in text for text in bare["warnings"])
    assert bare["course"] is None
    known = compare_sides(
        Side("A", Count(52, 120), killed, spread=8.0), Side("B", Count(310, 366), before, spread=20.0)
    )
    assert known["dispersion"] == [8.0, 20.0]
    assert known["ratio"]["high"] > bare["ratio"]["high"]
    assert any("events' sizes" in text for text in known["warnings"])
