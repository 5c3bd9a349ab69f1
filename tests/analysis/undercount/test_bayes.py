from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import gammaln, logsumexp

from counterclaim.analysis.undercount import Lists
from counterclaim.analysis.undercount.bayes import log_joint, posterior
from counterclaim.analysis.undercount.graphs import decomposable, factors
from tests.analysis.undercount.published import SEBER, SPINA_BIFIDA

A, B = 13.14, 55.17


def prior(people: np.ndarray) -> np.ndarray:
    """Poisson with a gamma rate, as Madigan and York take it from the births of other places."""
    return np.asarray(
        people * np.log(B)
        - (people + A) * np.log(1 + B)
        + gammaln(people + A)
        - gammaln(people + 1)
        - gammaln(A)
    )


def test_madigan_and_york() -> None:
    """The likeliest graph has .37, estimate 731 and mode 729; the average has 731 and 728 (also the tests of dga)."""
    graphs, powers = decomposable(3)
    complete = factors(3, ((0, 1), (0, 2), (1, 2)))
    missing = np.arange(1.0, 301.0)
    log = log_joint(SPINA_BIFIDA, np.array([*powers, complete]), missing, delta=1.0, prior=prior)
    share = np.exp(log - logsumexp(log))
    people = missing + SPINA_BIFIDA.observed
    best = share[int(np.argmax(share.sum(axis=1)))]
    assert len(graphs) == 7
    assert round(float(best.sum()), 2) == 0.37
    assert round((best / people).sum() / (best / people**2).sum()) == 731
    assert people[np.argmax(best)] == 729
    average = share.sum(axis=0)
    assert round((average / people).sum() / (average / people**2).sum()) == 731
    assert people[np.argmax(average)] == 728


@pytest.mark.parametrize(("lists", "graphs"), [(2, 2), (3, 8), (4, 61), (5, 822)])
def test_number_of_decomposable_graphs(lists: int, graphs: int) -> None:
    """OEIS A058862, with the complete graph, which is left out here."""
    assert len(decomposable(lists)[0]) == graphs - 1


def test_circle_of_four_is_not_decomposable() -> None:
    assert factors(4, ((0, 1), (1, 2), (2, 3), (0, 3))) is None
    assert factors(4, ((0, 1), (1, 2), (2, 3), (0, 3), (0, 2))) is not None


def test_two_lists_by_hand() -> None:
    """Independence with prior counts of 1/4: a beta-binomial likelihood for each list."""
    lists = Lists(("A", "B"), (0, 3, 2, 4))
    missing = np.array([0.0, 5.0])

    def one(on: float, people: float) -> float:
        ends = [math.lgamma(0.5 + n) - math.lgamma(0.5) for n in (on, people - on)]
        return sum(ends) - math.lgamma(1 + people)

    expected = [
        math.lgamma(10 + m) - math.lgamma(1 + m) + one(7, 9 + m) + one(6, 9 + m) - math.log(9 + m)
        for m in missing
    ]
    found = log_joint(lists, decomposable(2)[1], missing)[0]
    assert found[1] - found[0] == pytest.approx(expected[1] - expected[0])


def test_range_agrees_with_the_classical_one() -> None:
    found = posterior(SEBER).range()
    assert found.median == pytest.approx(2390, rel=0.01)
    assert found.low == pytest.approx(2390 - 1.96 * 130, rel=0.03)
    assert found.high == pytest.approx(2390 + 1.96 * 130, rel=0.03)
