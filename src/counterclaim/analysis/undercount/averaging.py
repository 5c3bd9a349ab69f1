"""The number of people on no list over all models, weighted by BIC.

A model weighs exp(-BIC / 2) (Raftery 1995). The interval is the model-averaged one of profile likelihood (Fletcher
and Turek 2012): each model's signed root of likelihood ratio gives how sure it is that fewer than m people are
missing, and the ends are where the weighted mean of that is 2.5 and 97.5 %. With one model it is that model's
interval of profile likelihood.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from scipy.optimize import brentq

from counterclaim.analysis.undercount.lists import Lists
from counterclaim.analysis.undercount.loglinear import UNBOUNDED, Fit
from counterclaim.analysis.undercount.profile import Profile
from counterclaim.analysis.undercount.search import Found, search

LEVEL = 0.95
"""Share of the time that an interval should hold the truth, were one of the models true."""

SHOWN = 10
"""Models that are named in the answer."""


@dataclass(frozen=True, slots=True)
class Range:
    """A range of the number of all people, seen and unseen; an end that nothing limits is null."""

    low: float
    median: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A model with its share of the weight, and its own range."""

    fitted: Fit
    weight: float
    range: Range


@dataclass(frozen=True, slots=True)
class Average:
    """The range over all models; the models that weigh most; the weight of models that put no upper limit."""

    range: Range
    models: tuple[Weighed, ...]
    limitless: float
    found: Found


def average(lists: Lists, level: float = LEVEL) -> Average:
    """Fit the models, weigh them, and read the range off their mean confidence distribution."""
    found = search(lists)
    weights = _weights(found.fits)
    profiles = [Profile(lists, one) for one in found.fits]

    def mean(missing: float) -> float:
        return sum(weight * one.below(missing) for weight, one in zip(weights, profiles, strict=True))

    best = list(zip(found.fits, weights, profiles, strict=True))[:SHOWN]
    models = (Weighed(one, weight, _range(lists, profile.below, level)) for one, weight, profile in best)
    ends = [one.below(UNBOUNDED * lists.observed) for one in profiles]
    limitless = sum(weight for weight, end in zip(weights, ends, strict=True) if end < (1 + level) / 2)
    return Average(_range(lists, mean, level), tuple(models), limitless, found)


def _weights(fits: tuple[Fit, ...]) -> list[float]:
    shares = [math.exp((fits[0].bic - one.bic) / 2) for one in fits]
    return [share / sum(shares) for share in shares]


def _range(lists: Lists, below: Callable[[float], float], level: float) -> Range:
    """Where the confidence that fewer are missing reaches the shares of the ends and a half."""
    low, median, high = (_quantile(lists, below, share) for share in ((1 - level) / 2, 0.5, (1 + level) / 2))
    least = UNBOUNDED * lists.observed if low is None else low
    seen = lists.observed
    return Range(
        seen + least, None if median is None else seen + median, None if high is None else seen + high
    )


def _quantile(lists: Lists, below: Callable[[float], float], share: float) -> float | None:
    """The number missing at which `below` reaches `share`; null when it never does."""
    most = math.log1p(UNBOUNDED * lists.observed)
    if below(0.0) >= share:
        return 0.0
    if below(math.expm1(most)) < share:
        return None
    return math.expm1(brentq(lambda at: below(math.expm1(at)) - share, 0.0, most, xtol=1e-7))
