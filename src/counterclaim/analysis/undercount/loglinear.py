"""Log-linear Poisson models of capture patterns (Fienberg 1972; Bishop, Fienberg and Holland 1975, chapter 6).

The log of the expected number of people with a pattern is a sum of a constant, one term for each list of the pattern
and one for each interaction whose lists are all in it. The constant is the log of the expected number on no list.
Interactions are masks (bit j is list j); a hierarchical model has with an interaction all those within it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.analysis.undercount.lists import Lists

Model = frozenset[int]
"""The masks of the interactions of two or more lists."""

UNBOUNDED = 1000.0
"""An estimate of the unseen above so many times the seen is taken to be infinite."""

_STEPS, _LONGEST, _SETTLED, _RIDGE = 100, 3.0, 1e-10, 1e-10


@dataclass(frozen=True, slots=True)
class Fit:
    """A model fitted by maximum likelihood.

    `missing` is the expected number of people on no list, infinite where the counts put no limit to it; `se` is the
    standard error of the number of all people (that of the Poisson estimate; Cormack 1989). `bic` is the deviance
    plus parameters times the log of the number of patterns: the BIC of a Poisson regression with one observation a
    pattern. With the log of the number of people, which is usual too, the weight falls on too few models and intervals
    hold the truth too seldom (docs/undercount.md; Stanley and Burnham 1998 found the same of heavy penalties).
    """

    model: Model
    parameters: int
    deviance: float
    bic: float
    missing: float
    se: float


def fit(lists: Lists, model: Model) -> Fit:
    """Fit a model to the observed patterns, all but that of no list.

    An interaction of lists that share nobody has its estimate at minus infinity: the patterns that it covers are
    expected to be empty, and are left out (Chan, Silverman and Vincent 2021).
    """
    empty = [mask for mask in model if lists.together(mask) == 0]
    cells = [cell for cell in range(1, len(lists.counts)) if not any(cell & mask == mask for mask in empty)]
    terms = [0, *(1 << place for place in range(len(lists.names))), *sorted(model - set(empty))]
    seen = lists.table()[cells]
    design = np.array([[float(cell & term == term) for term in terms] for cell in cells])
    expected, constant, variance = _newton(design, seen)
    deviance = 2 * float((_entropy(seen, expected) - (seen - expected)).sum())
    missing = math.exp(min(constant, 700.0))
    limitless = missing > UNBOUNDED * lists.observed or not variance > 0
    parameters = len(lists.names) + 1 + len(model)
    return Fit(
        model=model,
        parameters=parameters,
        deviance=max(deviance, 0.0),
        bic=deviance + parameters * math.log(len(lists.counts) - 1),
        missing=math.inf if limitless else missing,
        se=math.inf if limitless else math.sqrt(missing + missing**2 * variance),
    )


def _newton(
    design: NDArray[np.float64], seen: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float, float]:
    """Expected counts, the constant and its variance; the variance is 0 where the counts do not settle it."""
    if np.linalg.matrix_rank(design) < design.shape[1]:
        least, *_ = np.linalg.lstsq(design, np.log(np.maximum(seen, 1e-9)), rcond=None)
        return np.exp(np.clip(design @ least, -30, 30)), math.inf, 0.0
    values, *_ = np.linalg.lstsq(design, np.log(seen + 0.5), rcond=None)
    ridge = _RIDGE * np.eye(design.shape[1])
    before = -math.inf
    for _ in range(_STEPS):
        expected = np.exp(np.clip(design @ values, -30, 30))
        information = design.T @ (expected[:, None] * design) + ridge
        step = np.linalg.solve(information, design.T @ (seen - expected))
        values = values + step * min(1.0, _LONGEST / max(float(np.abs(step).max()), 1e-300))
        logs = np.clip(design @ values, -30, 30)
        now = float((seen * logs - np.exp(logs)).sum())
        if abs(now - before) < _SETTLED * (1 + abs(now)):
            break
        before = now
    expected = np.exp(np.clip(design @ values, -30, 30))
    information = design.T @ (expected[:, None] * design) + ridge
    return expected, float(values[0]), float(np.linalg.inv(information)[0, 0])


def _entropy(seen: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """Count times log of count over expected; 0 for a count of 0."""
    safe = np.where(seen > 0, seen, 1.0)
    return np.where(seen > 0, seen * np.log(safe / expected), 0.0)
