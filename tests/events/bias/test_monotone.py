from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.optimize import isotonic_regression

from counterclaim.events.bias.monotone import never_falling

VALUES = st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(0.1, 10)), min_size=1, max_size=40)


def test_by_hand() -> None:
    assert_allclose(never_falling(np.array([1.0, 3.0, 2.0, 4.0])), [1, 2.5, 2.5, 4])
    assert_allclose(never_falling(np.array([3.0, 1.0]), np.array([3.0, 1.0])), [2.5, 2.5])


@given(VALUES)
def test_same_as_scipy(pairs: list[tuple[float, float]]) -> None:
    values, weights = np.array(pairs).T
    assert_allclose(never_falling(values, weights), isotonic_regression(values, weights=weights).x, atol=1e-6)
