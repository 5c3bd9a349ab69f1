"""Counts drawn again from the past: of the unit itself, late months more often, or of units that were like it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from counterclaim.analysis.forecast.baselines import Model, resampled
from counterclaim.analysis.forecast.features import LEVEL, NAMES, describe, pairs
from counterclaim.analysis.forecast.groups import groups
from counterclaim.analysis.forecast.panel import Floats, Panel
from counterclaim.analysis.forecast.scores import BINS

POOL_SHARE = 0.1
POOL_HALF_LIFE = 9.0
LEAST_POOL = 50
_LEVEL = NAMES.index(LEVEL)


def weighted(half_life: float, noise: float) -> Model:
    """Exponentially weighted resampling with noise and a pool.

    A month of the unit's own past, with the weight ``0.5 ** (age / half_life)``, its count times log-normal
    noise of the mean 1, and Poisson around that; in one draw of ten a count of units like it instead (`alike`), so that
    what never happened to a unit is not impossible.
    """

    def model(past: Panel, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Floats:
        age = np.arange(past.months)[::-1, None]
        weight = np.broadcast_to(0.5 ** (age / half_life), past.values.shape[1:])
        own = noisy(resampled(past, weight, leads, samples, rng), noise, rng)
        pool = alike(past, leads, samples, rng)
        return np.where(rng.random(own.shape) < POOL_SHARE, pool, own)

    return model


def noisy(counts: Floats, noise: float, rng: np.random.Generator) -> Floats:
    """Poisson around the counts times log-normal noise, which leaves their mean as it is."""
    mean = counts * np.exp(noise * rng.standard_normal(counts.shape) - noise**2 / 2)
    return rng.poisson(np.minimum(mean, 1e12)).astype(float)


def alike(past: Panel, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Floats:
    """What came, at these leads, after months in which a unit's level was in the same class as this one's now.

    Classes are the bins of the ignorance score, of the weighted mean with a half-life of nine months. The count is scaled
    by the ratio of the levels inside a class. A class with fewer than 50 outcomes takes those of the nearest levels.
    """
    then, came = past.once("levels", leads, lambda past: _levels(past, leads))
    level = np.expm1(describe(past.middle)[:, _LEVEL])
    found = np.zeros((samples, len(leads), len(past.units)))
    if not len(came):
        return found
    class_then, class_now = np.digitize(then, BINS), np.digitize(level, BINS)
    for kind in np.unique(class_now):
        units = np.flatnonzero(class_now == kind)
        at = np.flatnonzero(class_then == kind)
        if len(at) >= LEAST_POOL:
            drawn = at[rng.integers(len(at), size=(samples, len(leads), len(units)))]
        else:
            off = np.abs(np.log1p(then)[:, None] - np.log1p(level[units]))
            near = np.argsort(off, axis=0, kind="stable")[:LEAST_POOL]
            which = rng.integers(len(near), size=(samples, len(leads), len(units)))
            drawn = near[which, np.arange(len(units))]
        scale = (level[units] + 1) / (then[drawn] + 1) if kind else 1.0
        found[:, :, units] = np.round(came[drawn] * scale)
    return found


def _levels(past: Panel, leads: Sequence[int]) -> tuple[Floats, Floats]:
    """The level at the origin of each pair of the past, and the count that came."""
    known = pairs(past, leads)
    return np.expm1(known.features[:, _LEVEL]), known.came


def pool(past: Panel, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Floats:
    """Any past count of the units that are in the same group now (see `groups`), late months more often."""
    group = groups(past)
    weight = np.isfinite(past.values[0]) * 0.5 ** (np.arange(past.months)[::-1, None] / POOL_HALF_LIFE)
    found = np.zeros((samples, len(leads), len(past.units)))
    for kind in np.unique(group):
        at = np.flatnonzero(group == kind)
        share = weight[:, at].ravel()
        if share.sum() > 0:
            shape = (samples, len(leads), len(at))
            cell = rng.choice(share.size, shape, p=share / share.sum())
            draw = rng.integers(len(past.values), size=(samples, 1, 1))
            found[:, :, at] = past.values[:, :, at].reshape(len(past.values), -1)[draw, cell]
    return found
