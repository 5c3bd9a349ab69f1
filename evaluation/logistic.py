"""Logistic regression with an L2 penalty, its penalty chosen by cross-validation. Deterministic."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

PENALTIES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
_STEPS = 50
_CLOSE = 1e-9
_LOWEST = 1e-9


def fit(
    x: Array, y: Array, penalty: float, *, rising: Sequence[int] = (), times: Array | None = None
) -> Array:
    """Weights by column, by Newton's method (iteratively reweighted least squares).

    x: rows by columns, the first column all ones and not penalised. y: 0 or 1 by row. `penalty` times half the
    sum of squares is added to the negative log-likelihood. Columns in `rising` get no weight below 0: those that
    would are left out, one at a time, and the rest is fitted again. `times` is how much each row counts, else once.
    """
    each = np.ones(len(y)) if times is None else times
    kept = list(range(x.shape[1]))
    while True:
        weights = np.zeros(x.shape[1])
        weights[kept] = _newton(x[:, kept], y, penalty, each)
        falling = [column for column in kept if column in rising and weights[column] < 0]
        if not falling:
            return weights
        kept.remove(min(falling, key=lambda column: float(weights[column])))


def _newton(x: Array, y: Array, penalty: float, times: Array) -> Array:
    weights = np.zeros(x.shape[1])
    ridge = penalty * np.eye(x.shape[1])
    ridge[0, 0] = _LOWEST
    for _ in range(_STEPS):
        p = predict(x, weights)
        slope = x.T @ (times * (p - y)) + ridge @ weights
        curve = (x.T * (times * p * (1 - p))) @ x + ridge
        step = np.linalg.solve(curve, slope)
        weights -= step
        if float(np.abs(step).max()) < _CLOSE:
            break
    return weights


def predict(x: Array, weights: Array) -> Array:
    """Probabilities by row."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x @ weights, -30, 30))))


def losses(p: Array, y: Array) -> Array:
    """Negative log-likelihood of each row, in nats."""
    safe = np.clip(p, _LOWEST, 1 - _LOWEST)
    return np.asarray(-(y * np.log(safe) + (1 - y) * np.log(1 - safe)))


def held_out(x: Array, y: Array, fold: NDArray[np.int64], penalty: float, rising: Sequence[int]) -> Array:
    """Each row's probability by the weights of the other folds."""
    p = np.empty(len(y))
    for one in np.unique(fold):
        out = fold == one
        p[out] = predict(x[out], fit(x[~out], y[~out], penalty, rising=rising))
    return p


def best_penalty(x: Array, y: Array, fold: NDArray[np.int64], rising: Sequence[int] = ()) -> float:
    """The largest penalty whose cross-validated log loss is within one standard error of the least.

    The error is that of the difference from the least, over the rows (Hastie, Tibshirani and Friedman 2009, 7.10).
    """
    found = {penalty: losses(held_out(x, y, fold, penalty, rising), y) for penalty in PENALTIES}
    least = min(found.values(), key=lambda one: float(one.mean()))
    apart = {penalty: one - least for penalty, one in found.items()}
    return max(
        penalty for penalty, one in apart.items() if one.mean() <= one.std() / np.sqrt(max(1, len(one)))
    )


def cross_validated(x: Array, y: Array, fold: NDArray[np.int64], rising: Sequence[int] = ()) -> Array:
    """Each row's probability by weights, and a penalty, that were found without its fold."""
    p = np.empty(len(y))
    for one in np.unique(fold):
        out = fold == one
        penalty = best_penalty(x[~out], y[~out], fold[~out], rising)
        p[out] = predict(x[out], fit(x[~out], y[~out], penalty, rising=rising))
    return p
