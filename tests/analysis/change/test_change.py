"""Changes that are there are found where they are, and none where there is none."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.analysis.change import EXPLAINED, STAYS, Series, dates, find, find_both
from counterclaim.analysis.change.online import hazard, posterior
from counterclaim.analysis.change.pelt import breaks, penalty
from counterclaim.analysis.change.windows import changes
from counterclaim.analysis.change.words import days, on_effort, sentence
from counterclaim.errors import UsageError
from tests.analysis.change.series import MONDAY, drawn, weeks

# Disasters in British coal mines by year, 1851 to 1961 (Jarrett 1979, Biometrika 66, 191-193).
COAL = (
    "4 5 4 0 1 4 3 4 0 6 3 3 4 0 2 6 3 3 5 4 5 3 1 4 4 1 5 5 3 4 2 5 2 2 3 4 2 1 3 2 2 1 1 1 1 3 0 0 1 0 1 1 0 0 3 1 0 3 2 2 0 1"
    " 1 1 0 1 0 1 0 0 0 2 1 0 0 0 1 1 0 2 3 3 1 1 2 1 1 1 1 2 4 2 0 0 1 4 0 0 0 1 0 0 0 0 0 1 0 0 1 0 1"
)


def test_coal_mines() -> None:
    """The change is put about 1890, from three a year to about one (Carlin, Gelfand and Smith 1992, Applied Statistics 41)."""
    counts = np.array([int(count) for count in COAL.split()])
    years = range(1851, 1851 + len(counts))
    series = Series(
        tuple(date(year, 1, 1) for year in years),
        tuple(date(year, 12, 31) for year in years),
        counts,
        np.ones(len(counts)),
    )
    found = find(series)
    assert found is not None
    (one,) = found.changes
    assert years[one.first] <= 1891 <= years[one.last]
    assert 1886 <= years[one.at] <= 1895
    assert one.before.low < 3.1 < one.before.high
    assert one.after.low < 0.9 < one.after.high
    assert next(years[other.at] for other in found.breaks) in range(1886, 1896)


def test_filter_is_exact_for_three_periods() -> None:
    """Every way to cut three periods, by hand: the chance of a change in the filter's last row is their sum."""
    series = weeks([1, 9, 8])
    found = posterior(series, draws=20_000)
    assert found.runs.sum(axis=1) == pytest.approx(np.ones(3))
    online = found.runs[-1]
    by_draw = [
        (~found.changes[:, at + 1 :].any(axis=1) & (found.changes[:, at] | (at == 0))).mean()
        for at in range(3)
    ]
    assert online == pytest.approx(by_draw, abs=0.015)


def test_hazard_makes_a_change_as_likely_as_none() -> None:
    assert (1 - hazard(53)) ** 52 == pytest.approx(0.5)
    assert penalty(52) == pytest.approx(11.85, abs=0.01)


@pytest.mark.parametrize(("mean", "excess"), [(5.0, 0.0), (5.0, 3.0), (0.6, 0.0)])
def test_no_false_alarm_in_steady_counts(mean: float, excess: float) -> None:
    """At most one series in twenty; in 400 simulations of each of eight cases it was one in 400 at most."""
    random = np.random.default_rng(11)
    alarms = other = 0
    for _ in range(25):
        series = weeks(drawn(random, np.full(40, mean), excess))
        found = posterior(series, draws=800)
        alarms += bool(changes(found))
        other += bool(breaks(series, found.size))
    assert alarms <= 2
    assert other <= 5


def test_dates_and_levels_are_covered() -> None:
    random = np.random.default_rng(12)
    hits, seen = {"posterior": 0, "before": 0, "after": 0, "ratio": 0, "profile": 0}, 0
    for _ in range(36):
        series = weeks(drawn(random, np.repeat([12.0, 5.0], [24, 20]), 0.5))
        known = posterior(series, draws=1000)
        found = changes(known)
        if not found:
            continue
        seen += 1
        one = next((change for change in found if change.first <= 24 <= change.last), found[0])
        hits["posterior"] += one.first <= 24 <= one.last
        hits["before"] += one.before.low <= 12 / 7 <= one.before.high
        hits["after"] += one.after.low <= 5 / 7 <= one.after.high
        hits["ratio"] += one.ratio.low <= 5 / 12 <= one.ratio.high
        hits["profile"] += any(other.first <= 24 <= other.last for other in breaks(series, known.size))
    assert seen >= 30
    for name, count in hits.items():
        assert count >= 0.88 * seen, name


def test_two_changes() -> None:
    random = np.random.default_rng(5)
    series = weeks(drawn(random, np.repeat([4.0, 20.0, 2.0], [25, 25, 25])))
    found = find(series)
    assert found is not None
    assert [one.first <= at <= one.last for one, at in zip(found.changes, (25, 50), strict=True)] == [
        True,
        True,
    ]
    told = sentence(found, "reported events", "week")
    assert told.startswith("The rate of reported events changed 2 times: (1) it ")
    assert found.changes[0].known is not None
    assert 25 <= found.changes[0].known <= 30


def test_a_fall_that_fewer_reports_explain() -> None:
    random = np.random.default_rng(6)
    reports = np.repeat([40.0, 10.0], [26, 26])
    series = weeks(drawn(random, reports / 4))
    found, per_report, held = find_both(series, reports)
    assert found is not None
    assert per_report is not None
    assert [one.verdict for one in held] == [EXPLAINED]
    assert not per_report.changes
    assert "a change in collection would explain it" in on_effort(found, held)


def test_a_fall_that_reports_do_not_explain() -> None:
    random = np.random.default_rng(7)
    series = weeks(drawn(random, np.repeat([12.0, 3.0], [26, 26])))
    effort = np.asarray(random.poisson(30, 52), dtype=np.float64)
    found, _, held = find_both(series, effort)
    assert found is not None
    assert [one.verdict for one in held] == [STAYS]
    assert on_effort(found, held) == "The fall is there per report too: reporting alone does not explain it."


def test_too_little_has_no_answer() -> None:
    assert find(weeks([1, 2, 3])) is None
    assert find(weeks([0] * 20)) is None
    assert find_both(weeks([]), np.array([])) == (None, None, ())
    found, per_report, held = find_both(weeks([5] * 20), np.zeros(20))
    assert found is not None
    assert (per_report, held) == (None, ())
    assert "No change" in sentence(found, "events", "week")


@pytest.mark.parametrize(
    ("counts", "exposure"), [([1, -1], [7, 7]), ([1, 1], [7, 0]), ([1] * 521, [7] * 521)]
)
def test_what_is_no_series(counts: list[int], exposure: list[float]) -> None:
    with pytest.raises(UsageError):
        weeks(counts, exposure)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=6, max_size=25))
def test_any_counts_have_finite_answers(counts: list[int]) -> None:
    found = find(weeks(counts))
    if sum(counts):
        assert found is not None
        assert np.isfinite([[one.low, one.value, one.high] for one in found.levels]).all()
        assert all(0 <= chance <= 1 for chance in found.chances)


def test_days_in_words() -> None:
    assert days(date(2017, 9, 4), date(2017, 9, 24)) == "4 and 24 September 2017"
    assert days(date(2016, 12, 30), date(2017, 1, 2)) == "30 December 2016 and 2 January 2017"
    assert dates(weeks([1] * 8), 3, 4) == (MONDAY.replace(day=23), date(2015, 2, 5))
