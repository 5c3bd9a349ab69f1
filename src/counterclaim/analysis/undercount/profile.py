"""The profile likelihood of the number of people on no list, under one log-linear model.

For a number m of people on no list, the model is fitted to the full table by iterative proportional fitting (Deming
and Stephan 1940), which also finds fits that lie at the edge. The likelihood is the multinomial one of all N people

    l(m) = log N! - log m! + sum over patterns of n log(fitted / N),   N = m + people seen

(Cormack 1992). The signed root of twice its fall from the maximum is normal in large samples, and with it the
interval of likelihood ratio follows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.special import gammaln, ndtr

from counterclaim.analysis.undercount.lists import Lists
from counterclaim.analysis.undercount.loglinear import UNBOUNDED, Fit, Model

Values = NDArray[np.float64]

_SWEEPS, _SETTLED = 400, 1e-8
_NEAR = np.concatenate([np.arange(-7, -2, 0.5), np.arange(-2, 2, 0.25), np.arange(2, 7.5, 0.5)])
_FAR = 20


class Profile:
    """How sure a model is that fewer people than so many are missing: a confidence distribution."""

    def __init__(self, lists: Lists, fitted: Fit) -> None:
        grid = _grid(lists, fitted)
        likelihood = log_likelihood(lists, fitted.model, grid)
        place, top = _summit(np.log1p(grid), likelihood)
        roots = np.sqrt(np.maximum(2 * (top - likelihood), 0.0))
        self._roots = PchipInterpolator(np.log1p(grid), np.sign(np.log1p(grid) - place) * roots)
        self._most = float(grid[-1])

    def below(self, missing: float) -> float:
        """The confidence that fewer than `missing` people are missing, 0 to 1."""
        return float(ndtr(self._roots(np.log1p(min(missing, self._most)))))


def log_likelihood(lists: Lists, model: Model, missing: Values) -> Values:
    """l(m) for each number of people on no list, shape (g,)."""
    counts = np.repeat(lists.table()[None, :], len(missing), axis=0)
    counts[:, 0] = missing
    total = counts.sum(axis=1)
    fitted = _fitted(counts, _generators(model, len(lists.names)))
    shares = np.log(np.where(counts > 0, fitted, 1.0)) - np.log(total)[:, None] * (counts > 0)
    constant = gammaln(total + 1) - gammaln(missing + 1)
    return np.asarray(constant + (counts * shares).sum(axis=1))


def _fitted(counts: Values, generators: list[int]) -> Values:
    """Expected counts of the model for each row of counts, by iterative proportional fitting."""
    cells = np.arange(counts.shape[1])
    steps = []
    for mask in generators:
        _, at = np.unique(cells & mask, return_inverse=True)
        adds = np.zeros((len(cells), at.max() + 1))
        adds[cells, at] = 1.0
        steps.append((adds, at, counts @ adds))
    table = np.ones_like(counts)
    for _ in range(_SWEEPS):
        change = 0.0
        for adds, at, wanted in steps:
            have = table @ adds
            ratio = np.divide(wanted, have, out=np.zeros_like(have), where=have > 0)
            change = max(change, float(np.abs(wanted - have).max() / max(1.0, float(wanted.max()))))
            table = table * ratio[:, at]
        if change < _SETTLED:
            break
    return table


def _generators(model: Model, lists: int) -> list[int]:
    """The interactions and lists that no other interaction holds."""
    masks = set(model) | {1 << place for place in range(lists)}
    return sorted(one for one in masks if not any(one != other and one & other == one for other in masks))


def _grid(lists: Lists, fitted: Fit) -> Values:
    """Numbers of people to fit for: close around the estimate, and far out to the limit."""
    most = UNBOUNDED * lists.observed
    far = np.expm1(np.linspace(0.0, np.log1p(most), _FAR))
    if not np.isfinite(fitted.missing):
        return np.expm1(np.linspace(0.0, np.log1p(most), 4 * _FAR))
    spread = min(fitted.se / (1 + fitted.missing), 2.0)
    near = np.expm1(np.log1p(fitted.missing) + _NEAR * spread)
    grid = np.unique(np.concatenate([far, near[(near > 0) & (near < most)]]))
    return np.asarray(grid[np.concatenate([[True], np.diff(np.log1p(grid)) > 1e-6])])


def _summit(at: Values, heights: Values) -> tuple[float, float]:
    """Place and height of the maximum: the vertex of the parabola through the three highest neighbours."""
    top = int(np.argmax(heights))
    if top in (0, len(at) - 1):
        return float(at[top]), float(heights[top])
    x, y = at[top - 1 : top + 2] - at[top], heights[top - 1 : top + 2] - heights[top]
    bend, slope = np.linalg.solve(np.array([[x[0] ** 2, x[0]], [x[2] ** 2, x[2]]]), [y[0], y[2]])
    if bend >= 0:
        return float(at[top]), float(heights[top])
    return float(at[top] - slope / (2 * bend)), float(heights[top] - slope**2 / (4 * bend))
