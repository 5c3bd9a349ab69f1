"""Logistic regression with a ridge, for what follows from a few numbers, with the covariance of its weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from counterclaim.control.states import Floats

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Logistic:
    """``expit(weights[0] + x @ weights[1:])``; `covariance` is of the weights, for intervals."""

    weights: Floats
    covariance: Floats

    def chance(self, x: Floats) -> tuple[Floats, Floats, Floats]:
        """Chance (n) with the ends of its 95 % interval: the normal interval of the logit (Wald)."""
        design = _design(x)
        middle = design @ self.weights
        spread = Z95 * np.sqrt(np.maximum(np.einsum("ni,ij,nj->n", design, self.covariance, design), 0.0))
        return expit(middle), expit(middle - spread), expit(middle + spread)

    def to_dict(self) -> dict[str, Any]:
        """The numbers as lists, for a data file."""
        return {"weights": self.weights.tolist(), "covariance": self.covariance.tolist()}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Logistic:
        """The inverse of `to_dict`."""
        return cls(
            np.array(data["weights"], dtype=np.float64), np.array(data["covariance"], dtype=np.float64)
        )


def fit_logistic(x: Floats, y: Floats, ridge: float, groups: Floats | None = None) -> Logistic:
    """The weights that minimise the negative log-likelihood and ``ridge / 2`` times their squared sum.

    x: rows by columns without the constant, which is not penalised. y: 0 or 1. The covariance is the inverse
    of the curvature or, where rows come in `groups` (one number a row) that depend on each other, the sandwich
    estimate clustered by group (Liang and Zeger 1986, Biometrika 73, 13-22).
    """
    design = _design(x)
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = 0.0

    def loss(weights: Floats) -> tuple[float, Floats]:
        linear = design @ weights
        value = np.logaddexp(0.0, linear).sum() - y @ linear + 0.5 * penalty @ weights**2
        return float(value), design.T @ (expit(linear) - y) + penalty * weights

    start = np.zeros(design.shape[1])
    share = np.clip(y.mean(), 1e-6, 1.0 - 1e-6)
    start[0] = np.log(share / (1.0 - share))
    weights = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    chance = expit(design @ weights)
    curvature = (design * (chance * (1.0 - chance))[:, None]).T @ design + np.diag(penalty + 1e-9)
    inverse = np.linalg.inv(curvature)
    if groups is None:
        return Logistic(weights, inverse)
    _, group = np.unique(groups, return_inverse=True)
    scores = np.zeros((int(group.max()) + 1, design.shape[1]))
    np.add.at(scores, group, design * (y - chance)[:, None])
    return Logistic(weights, inverse @ (scores.T @ scores) @ inverse)


def _design(x: Floats) -> Floats:
    return np.concatenate([np.ones((len(x), 1)), x], axis=1)
