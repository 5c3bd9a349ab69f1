"""Delays that are cut off, nowcasts of the last weeks, and reporting effort."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from counterclaim.analysis.change.series import Whole
from counterclaim.analysis.periods import calendar
from counterclaim.analysis.reporting.delays import delays
from counterclaim.analysis.reporting.effort import REPORTS, adjusted, effort
from counterclaim.analysis.reporting.nowcast import nowcast, shares
from counterclaim.errors import UsageError


def test_hazards_by_hand() -> None:
    """Ten events a day for three days: 6 of 10 are told at once, 3 after a day, 1 after two, as far as can be seen.

    Of delay 2 only the first day can tell: 1 of 10; of delay 1 the first two: 6 of 18. F(1) = 9/10, F(0) = 9/10 x 2/3.
    """
    happened = np.repeat([100, 101, 102], [10, 9, 6])
    delay = np.array([0] * 6 + [1] * 3 + [2] + [0] * 6 + [1] * 3 + [0] * 6)
    found = delays(np.tile(happened, 4), np.tile(happened + delay, 4), 102)
    assert found.new.tolist() == [72, 24, 4]
    assert found.within.tolist() == [72, 72, 40]
    assert found.reached() == pytest.approx([0.6, 0.9, 1.0])


def test_cut_off_delays_are_not_taken_for_short() -> None:
    """Mean 10 days, the last events three weeks old at most: what is seen is 6 days on the mean."""
    random = np.random.default_rng(2)
    happened = 1000 - random.integers(0, 120, 20_000)
    delay = random.geometric(1 / 11, 20_000) - 1
    seen = happened + delay <= 1000
    found = delays(happened[seen], (happened + delay)[seen], 1000)
    true = 1 - (10 / 11) ** np.arange(1, 41)
    assert found.reached()[:40] == pytest.approx(true, abs=0.02)


def test_too_few_events() -> None:
    with pytest.raises(UsageError, match="20 at least"):
        delays(np.arange(10), np.arange(10), 20)


def test_share_of_a_period_is_the_mean_of_its_days() -> None:
    reached = np.array([[0.5, 0.8, 1.0]])
    firsts, lasts = np.array([1, 8, 13, 20]), np.array([7, 12, 19, 26])
    found = shares(reached, firsts, lasts, 12)
    assert found[0] == pytest.approx([1.0, (1 + 1 + 1 + 0.8 + 0.5) / 5, 0.0, 0.0])


def _weeks(random: np.random.Generator, rate: float, scatter: float) -> tuple[Whole, Whole, int]:
    """Events of 40 weeks and the days of their reports; the last day."""
    means = random.gamma(rate / scatter, scatter, 40)
    weeks = np.repeat(np.arange(40), random.poisson(means))
    happened = 7 * weeks + random.integers(0, 7, weeks.size)
    return happened, happened + random.geometric(0.12, weeks.size) - 1, 279


@pytest.mark.parametrize(("rate", "scatter"), [(12.0, 0.5), (25.0, 3.0)])
def test_nowcasts_hold_what_comes(rate: float, scatter: float) -> None:
    """Of the last three weeks; in 300 simulations of each of sixteen cases, 91 to 100 % (counts are whole)."""
    random = np.random.default_rng(4)
    firsts = 7 * np.arange(40)
    hits = made = 0
    for _ in range(40):
        happened, reported, now = _weeks(random, rate, scatter)
        known = reported <= now
        found = delays(happened[known], reported[known], now)
        counts = np.bincount(happened[known] // 7, minlength=40)
        waited = (reported - happened) <= found.longest
        true = np.bincount(happened[waited] // 7, minlength=40)
        for one in nowcast(counts, firsts, firsts + 6, now, found, draws=400)[-3:]:
            assert one.low is not None
            assert one.high is not None
            hits += one.low <= true[one.at] <= one.high
            made += 1
    assert made >= 100
    assert hits / made >= 0.9


def test_effort_of_periods() -> None:
    reports = pl.DataFrame(
        [("a", "Desk A", date(2017, 1, 3)), ("b", "Desk A", date(2017, 1, 31)), ("c", None, date(2017, 1, 9)),
         ("d", "Desk B", None)],
        schema=REPORTS,
        orient="row",
    )  # fmt: skip
    periods = calendar(date(2017, 1, 1), date(2017, 3, 31), "month")
    found = effort(reports, periods)
    assert found["reports"].to_list() == [3, 0, 0]
    assert found["sources"].to_list() == [2, 0, 0]
    assert effort(reports.clear(), periods)["reports"].to_list() == [0, 0, 0]


def test_adjusted_counts_by_hand() -> None:
    """20 and 10 events from 40 and 10 reports in 30 days each: at 25 reports each, 12.5 and 25."""
    cells = pl.DataFrame(
        {
            "from": [date(2017, 4, 1), date(2017, 6, 1), date(2017, 9, 1)],
            "days": [30, 30, None],
            "period_reports": [40, 10, None],
            "reported": [20, 10, 3],
        }
    )
    found = adjusted(cells, "reported")
    assert found["adjusted"].to_list() == [12.5, 25.0, None]
    assert found["adjusted_low"][1] == pytest.approx(4.795 * 2.5, abs=0.01)
    none = adjusted(cells.with_columns(period_reports=pl.lit(0)), "reported")
    assert none["adjusted"].to_list() == [None, None, None]
