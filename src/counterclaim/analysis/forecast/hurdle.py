"""A hurdle model of counts: a logistic regression for any at all, a truncated negative binomial for how many.

Mullahy (1986), Journal of Econometrics 33, 341-365. Coefficients are those of all units together, with a slight ridge
penalty, so that a few months of a few units still give finite ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, expit, gammaln

from counterclaim.analysis.forecast.features import NAMES, Pairs, now, pairs
from counterclaim.analysis.forecast.panel import Floats, Panel

RIDGE = 1.0
MOST_DRAWS = 20
LEAST_POSITIVE = 20
_OWN = len(NAMES)
_ROUNDS = 50
_STEEP = 30.0
_SIZES = (-4.0, 4.0)


@dataclass(frozen=True, slots=True)
class Hurdle:
    """Coefficients of standardised features: for any at all, for the log of the mean, and the log of the size."""

    centre: Floats
    scale: Floats
    any_at_all: Floats
    how_many: Floats
    log_size: float

    def design(self, features: Floats, lead: Floats) -> Floats:
        """(rows, 1 + features + 1): a constant, the features and the log of the lead, standardised."""
        table = (_columns(features, lead) - self.centre) / self.scale
        return np.column_stack([np.ones(len(table)), table])


def hurdle(past: Panel, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Floats:
    """Samples of the hurdle model fitted to the past; a forecast of no change of what was seen if there is too little.

    Each sample begins with one draw of the past counts, so that the forecast is as wide as they are disputed.
    """
    fitted = past.fitted.once("hurdle", leads, lambda past: fit(pairs(past, leads)))
    shape = (samples, len(leads), len(past.units))
    if fitted is None:
        pool = past.values[np.isfinite(past.values)]
        return rng.choice(pool if pool.size else np.zeros(1), shape)
    drawn = now(past, MOST_DRAWS)
    chance, mean = np.empty((len(drawn), *shape[1:])), np.empty((len(drawn), *shape[1:]))
    for row, lead in enumerate(leads):
        for draw, features in enumerate(drawn):
            design = fitted.design(features, np.full(len(features), float(lead)))
            chance[draw, row] = expit(design @ fitted.any_at_all)
            mean[draw, row] = np.exp(np.clip(design @ fitted.how_many, -_STEEP, _STEEP))
    which = np.arange(samples) % len(drawn)
    there = rng.random(shape) < chance[which]
    found = np.zeros(shape)
    found[there] = truncated(mean[which][there], float(np.exp(fitted.log_size)), rng)
    return found


def fit(known: Pairs) -> Hurdle | None:
    """The model of greatest penalised likelihood; None of fewer than 20 counts above 0."""
    positive = known.came > 0
    if positive.sum() < LEAST_POSITIVE:
        return None
    table = _columns(known.features, known.lead.astype(float))
    centre, scale = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-6)
    design = np.column_stack([np.ones(len(table)), (table - centre) / scale])
    width = design.shape[1]
    some = minimize(
        _logistic, np.zeros(width), (design, positive.astype(float)), jac=True, method="L-BFGS-B"
    ).x
    came = known.came[positive]
    start = np.zeros(width + 1)
    start[0] = np.log(came.mean())
    bounds = [(-_STEEP, _STEEP)] * width + [_SIZES]
    many = minimize(_truncated, start, (design[positive], came), jac=True, method="L-BFGS-B", bounds=bounds).x
    return Hurdle(centre, scale, some, many[:-1], float(many[-1]))


def truncated(mean: Floats, size: float, rng: np.random.Generator) -> Floats:
    """Draws of a negative binomial above 0, by rejection; 1 for the few that are still 0 after fifty rounds."""
    found = np.zeros(len(mean))
    left = np.arange(len(mean))
    for _ in range(_ROUNDS):
        found[left] = rng.poisson(np.minimum(rng.gamma(size, mean[left] / size), 1e12))
        left = left[found[left] == 0]
        if not left.size:
            break
    found[left] = 1.0
    return found


def _columns(features: Floats, lead: Floats) -> Floats:
    return np.column_stack([features[:, :_OWN], np.log(lead)])


def _logistic(beta: Floats, design: Floats, any_: Floats) -> tuple[float, Floats]:
    """Minus the penalised log-likelihood, and its gradient; the constant is not penalised."""
    eta, ridge = design @ beta, np.r_[0.0, beta[1:]]
    loss = np.logaddexp(0, eta).sum() - any_ @ eta + RIDGE / 2 * (ridge @ ridge)
    return float(loss), design.T @ (expit(eta) - any_) + RIDGE * ridge


def _truncated(theta: Floats, design: Floats, y: Floats) -> tuple[float, Floats]:
    """The same of a negative binomial that is above 0; the last of `theta` is the log of its size."""
    beta, size = theta[:-1], np.exp(theta[-1])
    mean = np.exp(np.clip(design @ beta, -_STEEP, _STEEP))
    ridge = np.r_[0.0, beta[1:]]
    log_share = np.log(size) - np.log(size + mean)
    zero = np.exp(size * log_share)
    odds = zero / np.maximum(-np.expm1(size * log_share), 1e-300)
    value = (
        gammaln(y + size) - gammaln(size) - gammaln(y + 1)
        + size * log_share + y * (np.log(mean) - np.log(size + mean))
        + np.log1p(odds)
    )  # fmt: skip
    by_eta = size * (y - mean) / (size + mean) - odds * size * mean / (size + mean)
    by_size = (
        digamma(y + size) - digamma(size) + log_share + 1 - (size + y) / (size + mean)
        + odds * (log_share + mean / (size + mean))
    )  # fmt: skip
    gradient = np.r_[-design.T @ by_eta + RIDGE * ridge, -(by_size.sum()) * size]
    return float(-value.sum() + RIDGE / 2 * (ridge @ ridge)), gradient
