"""Whether probabilities come true: Brier score, calibration error, ranking, and the reliability table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.logistic import Array, losses

BINS = 10
_DRAWS = 1000
_SEED = 20171
_BOUNDS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of about the same probability: how many, their mean probability, and the share that is right."""

    claims: int
    said: float
    right: float


def table(p: Array, y: Array, bins: int = BINS) -> list[Bin]:
    """Bins of equal count, from low to high. Rows with the same probability share their outcome, so that the
    order of the rows does not matter.
    """
    values, which, counts = np.unique(p, return_inverse=True, return_counts=True)
    shared = (np.bincount(which, y, len(values)) / counts)[which]
    order = np.argsort(p, kind="stable")
    return [
        Bin(len(part), float(p[part].mean()), float(shared[part].mean()))
        for part in np.array_split(order, min(bins, len(p)))
        if len(part)
    ]


def calibration_error(p: Array, y: Array) -> float:
    """Expected calibration error (Naeini et al. 2015) with ten bins of equal count."""
    return sum(one.claims * abs(one.said - one.right) for one in table(p, y)) / len(p)


def auc(p: Array, y: Array) -> float:
    """Chance that a right claim has more confidence than a wrong one, ties half; 0.5 without one of each."""
    right, wrong = p[y == 1], p[y == 0]
    if not len(right) or not len(wrong):
        return 0.5
    above = (right[:, None] > wrong).mean() + 0.5 * (right[:, None] == wrong).mean()
    return float(above)


def error_interval(p: Array, y: Array, texts: Sequence[str]) -> tuple[float, float]:
    """Bootstrap interval (95 per cent) of the calibration error; whole texts are drawn."""
    _, which = np.unique(np.asarray(texts), return_inverse=True)
    rows: list[NDArray[np.int64]] = [np.flatnonzero(which == one) for one in range(int(which.max()) + 1)]
    random = np.random.default_rng(_SEED)
    errors = []
    for _ in range(_DRAWS):
        drawn = np.concatenate([rows[one] for one in random.integers(0, len(rows), len(rows))])
        errors.append(calibration_error(p[drawn], y[drawn]))
    low, high = np.percentile(errors, _BOUNDS)
    return float(low), float(high)


def error_by_chance(p: Array) -> float:
    """Mean calibration error of as many claims that come true exactly as often as `p` says."""
    random = np.random.default_rng(_SEED)
    draws = (random.random(len(p)) < p for _ in range(_DRAWS))
    return float(np.mean([calibration_error(p, draw.astype(float)) for draw in draws]))


def figures(p: Array, y: Array, texts: Sequence[str]) -> dict[str, float | int]:
    """All figures. `base` is the share that is right; base_brier and base_log_loss are those of saying it of
    every claim.
    """
    base = float(y.mean())
    low, high = error_interval(p, y, texts)
    return {
        "brier": float(np.mean((p - y) ** 2)),
        "base_brier": base * (1 - base),
        "log_loss": float(losses(p, y).mean()),
        "base_log_loss": float(losses(np.full(len(y), base), y).mean()),
        "ece": calibration_error(p, y),
        "ece_low": low,
        "ece_high": high,
        "ece_by_chance": error_by_chance(p),
        "auc": auc(p, y),
        "said": float(p.mean()),
        "base": base,
        "claims": len(y),
    }
