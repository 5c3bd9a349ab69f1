from __future__ import annotations

import math

import numpy as np
import pytest

from counterclaim.analysis.undercount import Lists
from counterclaim.analysis.undercount.loglinear import fit
from counterclaim.analysis.undercount.profile import Profile, log_likelihood
from counterclaim.analysis.undercount.search import LEAST_TRIPLE, permitted, search
from tests.analysis.undercount.published import (
    ACCIDENTS,
    DARROCH,
    DIABETES,
    HEPATITIS,
    SEBER,
    masks,
    table,
)


def total(lists: Lists, *interactions: str) -> float:
    return lists.observed + fit(lists, masks(*interactions)).missing


@pytest.mark.parametrize(
    ("lists", "model", "people", "error", "deviance"),
    [
        (DARROCH, ("AB", "AC", "BC"), 1240, 451, 0.0),
        (DARROCH, ("AB", "BC"), 850, 186, 3.8),
        (DIABETES, ("AB", "AC", "BC", "BD", "CD"), 2771, 145, 7.62),
        (DIABETES, ("AC", "BD", "CD"), 2472, 53, 21.97),
        (SEBER, (), 2390, 130, 0.0),
    ],
)
def test_published_fits(
    lists: Lists, model: tuple[str, ...], people: int, error: int, deviance: float
) -> None:
    found = fit(lists, masks(*model))
    assert round(lists.observed + found.missing) == people
    assert round(found.se) == error
    assert found.deviance == pytest.approx(deviance, abs=0.05)


def test_hepatitis() -> None:
    """Chao et al. (2001) give 388 under independence and 1,313 with all pairs; 28 69 55 63 / (21 17 18) are missing."""
    assert round(total(HEPATITIS)) == 388
    assert round(total(HEPATITIS, "AB", "AC", "BC")) == 1313
    assert total(HEPATITIS, "AB", "AC", "BC") == pytest.approx(271 + 28 * 69 * 55 * 63 / (21 * 17 * 18))


@pytest.mark.parametrize(
    ("model", "low", "high"), [((), 203, 217), (("BC",), 210, 236), (("AB", "AC", "BC"), 205, 389)]
)
def test_published_intervals(model: tuple[str, ...], low: int, high: int) -> None:
    """Multinomial profile likelihood as in Rcapture: 203 to 217 without interactions, from 210 with one."""
    sure = Profile(ACCIDENTS, fit(ACCIDENTS, masks(*model)))
    for end, share in ((low, 0.025), (high, 0.975)):
        missing = end - ACCIDENTS.observed
        assert sure.below(missing - 1) < share + 0.003
        assert sure.below(missing + 1) > share - 0.003


def test_likelihood_by_hand() -> None:
    """Two lists, independence, one missing: table 1 2 / 3 4, fitted by its margins."""
    lists = Lists(("A", "B"), (0, 2, 3, 4))
    fitted = np.array([[4 * 3, 6 * 3], [4 * 7, 6 * 7]]) / 10
    expected = math.lgamma(11) - math.lgamma(2)
    expected += sum(n * math.log(f / 10) for n, f in zip((1, 2, 3, 4), fitted.ravel(), strict=True))
    assert log_likelihood(lists, frozenset(), np.array([1.0]))[0] == pytest.approx(expected)


def test_pair_that_shares_nobody() -> None:
    """Their interaction has its estimate at minus infinity; the rest is fitted without them."""
    lists = table(3, (0, 0, 20, 100, 30, 90, 110))
    found = fit(lists, masks("AB"))
    assert math.isfinite(found.missing)
    assert found.missing == pytest.approx(fit(lists, masks("AB", "AC")).missing, rel=0.5)
    assert math.isinf(fit(table(3, (0, 0, 20, 100, 0, 90, 110)), masks("AB", "BC", "AC")).missing)


def test_all_models_of_three_and_four_lists() -> None:
    assert search(HEPATITIS).looked_at == 8
    four = search(table(4, (8, 12, 9, 20, 11, 25, 18, 60, 10, 22, 17, 55, 19, 70, 65)))
    assert four.looked_at == 113
    assert four.complete


def test_three_way_needs_people() -> None:
    few = table(4, (0, LEAST_TRIPLE - 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9))
    enough = table(4, (0, LEAST_TRIPLE, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9))
    assert masks("ABC") - set(permitted(few))
    assert not masks("ABC") - set(permitted(enough))
    assert len(permitted(HEPATITIS)) == 3


def test_scaling() -> None:
    """Ten times the people: ten times the estimate, and a hundred times the variance of the part that scales."""
    more = Lists(HEPATITIS.names, tuple(10 * count for count in HEPATITIS.counts))
    assert total(more, "AB") == pytest.approx(10 * total(HEPATITIS, "AB"))
    assert fit(more, masks("AB")).se < 5 * fit(HEPATITIS, masks("AB")).se
