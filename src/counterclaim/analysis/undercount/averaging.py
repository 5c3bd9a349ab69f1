"""The number of people on no list over all models, weighted by BIC.

A model weighs exp(-BIC / 2) (Raftery 1995). The interval is the model-averaged one of profile likelihood (Fletcher
and Turek 2012): each model's signed root of likelihood ratio gives how sure it is that fewer than m people are
missing, and the ends are where the weighted mean of that is 2.5 and 97.5 %. With one model it is that model's
interval of profile likelihood.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from counterclaim.analysis.undercount.lists import Lists
from counterclaim.analysis.undercount.loglinear import UNBOUNDED, Fit
from counterclaim.analysis.undercount.profile import Profile
from counterclaim.analysis.undercount.search import Found, search

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Range:
    """A range of the number of all people, seen and unseen; an end that nothing limits is null."""

    low: float
    median: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A model with its share of the weight, and its own range and estimate."""

    fitted: Fit
    weight: float
    range: Range


@dataclass(frozen=True, slots=True)
class Average:
    """The range over all models, the models by weight, and how the models were found."""

    range: Range
    models: tuple[Weighed, ...]
    found: Found


def average(lists: Lists, level: float = LEVEL) -> Average:
    """Fit the models, weigh them, and read the range off their mean confidence distribution."""
    found = search(lists)
    weights = _weights(found.fits)
    profiles = [Profile(lists, one) for one in found.fits]

    def mean(missing: float) -> float:
        at = np.array([missing])
        return float(sum(weight * one.below(at)[0] for weight, one in zip(weights, profiles, strict=True)))

    models = tuple(
        Weighed(
            one, float(weight), _range(lists, lambda m, p=profile: float(p.below(np.array([m]))[0]), level)
        )  # type: ignore[misc]
        for one, weight, profile in zip(found.fits, weights, profiles, strict=True)
    )
    return Average(_range(lists, mean, level), models, found)


def _weights(fits: tuple[Fit, ...]) -> NDArray[np.float64]:
    bic = np.array([one.bic for one in fits])
    weights = np.exp((bic.min() - bic) / 2)
    return np.asarray(weights / weights.sum())


def _range(lists: Lists, below: Callable[[float], float], level: float) -> Range:
    low, median, high = (_quantile(lists, below, share) for share in ((1 - level) / 2, 0.5, (1 + level) / 2))
    most = UNBOUNDED * lists.observed
    return Range(lists.observed + (most if low is None else low), _all(lists, median), _all(lists, high))


def _all(lists: Lists, missing: float | None) -> float | None:
    return None if missing is None else lists.observed + missing


def _quantile(lists: Lists, below: Callable[[float], float], share: float) -> float | None:
    """The number missing at which `below` reaches `share`; null when it never does."""
    most = float(np.log1p(UNBOUNDED * lists.observed))
    if below(0.0) >= share:
        return 0.0
    if below(np.expm1(most)) < share:
        return None
    return float(np.expm1(brentq(lambda at: below(np.expm1(at)) - share, 0.0, most, xtol=1e-7)))
