"""What must be the same before two tallies are compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counterclaim.analysis.definitions import Definition, check, mismatches
from counterclaim.errors import UsageError

A = Definition(
    unit="events",
    basis="reported",
    area="SY",
    actor="islamic-state",
    start=date(2017, 1, 1),
    end=date(2017, 4, 30),
)
BEFORE = replace(A, start=date(2016, 1, 1), end=date(2016, 12, 31))


def test_the_same_definition_has_no_warning() -> None:
    assert check(A, BEFORE) == []
    assert check(A, replace(BEFORE, actor="Islamic-State ")) == []


@pytest.mark.parametrize("change", [{"unit": "operations"}, {"area": "IQ"}, {"area": None}])
def test_unit_and_area_refuse(change: dict[str, str | None]) -> None:
    other = replace(BEFORE, **change)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"do not count the same.*--anyway"):
        check(A, other)
    (text,) = check(A, other, anyway=True)
    assert "differs" in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"basis": "claimed"}, "reported in A, claimed in B"),
        ({"actor": None}, "the actor differs: islamic-state in A, all in B"),
        ({"target": "civilians"}, "the target differs"),
        ({"types": "air_drone_strike"}, "air drone strike in B"),
        ({"source": "SOHR"}, "the source differs: all in A, SOHR in B"),
        ({"rule": "acled/1"}, "the rule by which they are counted differs"),
        ({"also": "status contested"}, "another filter differs"),
        ({"coverage_start": date(2016, 3, 1)}, "begin on 2016-03-01, 60 days after"),
    ],
)
def test_others_warn(change: dict[str, object], words: str) -> None:
    found = mismatches(A, replace(BEFORE, **change))  # type: ignore[arg-type]
    assert [one.refuses for one in found] == [False]
    assert words in found[0].text


def test_coverage_that_begins_at_other_days() -> None:
    found = check(
        replace(A, coverage_start=date(2015, 1, 1)), replace(BEFORE, coverage_start=date(2014, 1, 1))
    )
    assert found == ["reports begin on 2015-01-01 for A and on 2014-01-01 for B"]


def test_events_counted_twice() -> None:
    year = replace(A, end=date(2017, 12, 31))
    (text,) = check(A, year)
    assert "share 120 days" in text
    assert "all of A is in B" in text
    found = check(A, replace(A, source="SOHR"))
    assert any("all of B is in A" in text for text in found)
    assert not any("share" in text for text in check(A, replace(A, actor="sdf")))


def test_an_area_inside_the_other() -> None:
    raqqa = replace(A, area="Raqqa", within=("SY",))
    found = check(A, raqqa, anyway=True)
    assert any("all of B is in A" in text for text in found)
    elsewhere = check(replace(A, area="IQ"), raqqa, anyway=True)
    assert not any("both counts" in text for text in elsewhere)


def test_a_count_that_does_not_say_what_it_counts() -> None:
    by_hand = Definition(stated=False)
    (text,) = check(A, by_hand)
    assert text.startswith("B does not state what is counted, the area")
    (both,) = check(by_hand, by_hand)
    assert both.startswith("A and B do not state what is counted, the area")
    half = Definition(unit="attacks", stated=False)
    with pytest.raises(UsageError):
        check(A, half)
