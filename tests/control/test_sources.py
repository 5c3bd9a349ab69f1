"""Sources scored against each other, on made-up wars in which it is known how often each errs."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from counterclaim.control.sources import _matched, _mean, _median, _share, scores
from counterclaim.control.statements import Says, Statement
from counterclaim.errors import UsageError

DAY = date(2020, 1, 1)
BEHIND = 6


def war(seed: int, places: int, errors: dict[str, float]) -> list[Statement]:
    """Each place changes hands once; sources tell of it every 20 days, `late` six days after the others."""
    rng = np.random.default_rng(seed)
    found = []
    for place in range(places):
        change = int(rng.integers(80, 120))
        for source, error in errors.items():
            for day in range(0, 200, 20):
                party = "x" if day < change else "y"
                if rng.random() < error:
                    party = "y" if party == "x" else "x"
                on = DAY + timedelta(day)
                said = on + timedelta(BEHIND if source == "late" else 0)
                found.append(
                    Statement(f"p{place}", on, on, said, Says.HELD, party, source=source, id=f"{len(found)}")
                )
    return found


def test_a_source_that_errs_agrees_as_often_as_it_is_right() -> None:
    told = war(1, 30, {"a": 0.0, "b": 0.0, "late": 0.0, "wrong": 0.25})
    found = {one.source: one for one in scores(told)}
    wrong = found["wrong"]
    assert (wrong.statements, wrong.compared) == (300, 300)
    assert wrong.low is not None
    assert wrong.high is not None
    assert wrong.low < 0.75 < wrong.high
    assert found["a"].share == pytest.approx(1.0, abs=0.02)
    assert found["a"].chance is not None
    assert found["a"].chance > 0.9
    assert found["late"].delay == pytest.approx(BEHIND, abs=1.5)
    assert found["a"].delay == pytest.approx(0.0, abs=1.5)


def test_a_source_that_speaks_alone_is_not_compared() -> None:
    told = [
        Statement("p", DAY, DAY, DAY, Says.HELD, "x", source="a", id="1"),
        Statement("q", DAY, DAY, DAY, Says.HELD, "x", source="b", id="2"),
    ]
    for one in scores(told):
        assert (one.statements, one.compared, one.share, one.low, one.delay) == (1, 0, None, None, None)
    with pytest.raises(UsageError, match="fewer than two sources"):
        scores(told[:1])


def test_intervals_of_shares_and_means_cover_what_is_drawn() -> None:
    """Places differ in how often a source is right there, so that the values on one place are alike."""
    rng = np.random.default_rng(4)
    share_in = mean_in = 0
    for _ in range(400):
        size = rng.integers(1, 15, 25)
        right = rng.beta(8.0, 2.0, 25)
        late = rng.normal(5.0, 3.0, 25)
        places = [f"{number}" for number, many in enumerate(size) for _ in range(many)]
        values = np.concatenate([rng.random(many) < chance for many, chance in zip(size, right, strict=True)])
        days = np.concatenate([rng.normal(one, 2.0, many) for many, one in zip(size, late, strict=True)])
        _, low, high = _share(values.astype(np.float64), places)
        _, least, most = _mean(days, places)
        assert low is not None
        assert high is not None
        assert least is not None
        assert most is not None
        share_in += low <= 0.8 <= high
        mean_in += least <= 5.0 <= most
    assert 0.92 <= share_in / 400 <= 0.98
    assert 0.92 <= mean_in / 400 <= 0.98


@pytest.mark.parametrize("whole_days", [False, True])
def test_the_interval_of_a_median_covers_it_where_some_delays_are_very_long(whole_days: bool) -> None:
    rng = np.random.default_rng(8)
    inside = 0
    for _ in range(400):
        size = rng.integers(1, 4, 25)
        places = [f"{number}" for number, many in enumerate(size) for _ in range(many)]
        shift = np.repeat(rng.normal(5.0, 2.0, 25), size)
        days = shift + 3.0 * rng.standard_t(1.5, int(size.sum()))
        median, low, high = _median(np.round(days) if whole_days else days, places)
        assert median is not None
        assert low is not None
        assert high is not None
        assert low <= median <= high
        inside += low <= 5.0 <= high
    assert inside / 400 >= 0.92
    assert whole_days or inside / 400 <= 0.98


def test_a_word_taken_back_and_repeated_tells_of_a_change_once() -> None:
    turns = [("y", DAY)]
    told = [("y", DAY + timedelta(2)), ("x", DAY + timedelta(9)), ("y", DAY + timedelta(20))]
    assert _matched(told, turns) == [2]
