"""A linear pool of models, weighted by how well each forecast earlier months of the same past.

Every origin of the validation lies inside the past, and each model sees there only what was known then. Weights are those
of least ignorance plus CRPS of the counts plus CRPS of their logs (Bosse et al. 2023, PLOS Computational Biology 19,
e1011393), each over that of the best single model; by the logs too, so that one great war does not decide alone. Units
at war, with a few deaths in the last year, and with none have weights of their own. The fewer months there were to
learn from, the nearer weights stay to equal ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize

from counterclaim.analysis.forecast.backtest import Window, draw, held_against
from counterclaim.analysis.forecast.baselines import Model
from counterclaim.analysis.forecast.boosted import boosted
from counterclaim.analysis.forecast.groups import AT_WAR, GROUPS, groups
from counterclaim.analysis.forecast.hurdle import hurdle
from counterclaim.analysis.forecast.panel import Floats, Ints, Panel
from counterclaim.analysis.forecast.resampling import alike, pool, weighted
from counterclaim.analysis.forecast.scores import LEVEL, ignorance
from counterclaim.config import cores

COMPONENTS: dict[str, Model] = {
    "weighted_3": weighted(3.0, 0.6),
    "weighted_9": weighted(9.0, 0.6),
    "weighted_9_wide": weighted(9.0, 1.2),
    "alike": alike,
    "pool": pool,
    "hurdle": hurdle,
    "boosted": boosted,
}
FIRST_ORIGIN = 6
SPAN = 36
MOST_ORIGINS = 12
VALIDATION_SAMPLES = 300
EQUAL = 6.0
"""Weights are as if so many months had found all models equally good."""
SPREADS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6)


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights (group, component), the factor of spread of units at war, and at how many origins they were learnt."""

    names: tuple[str, ...]
    weights: Floats
    spread: float
    origins: int


def mixture(past: Panel, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Floats:
    """Samples of the pool: each is one of a component, chosen by its weight in the unit's group, then spread."""
    learnt = learn(past, leads)
    drawn = np.stack(list(_drawn(past, leads, samples).values()))
    return combine(drawn, learnt, groups(past), rng)


def combine(drawn: Floats, learnt: Learnt, group: Ints, rng: np.random.Generator) -> Floats:
    """(samples, leads, units) of (component, samples, leads, units)."""
    found = np.empty(drawn.shape[1:])
    for kind in np.unique(group):
        at = group == kind
        which = rng.choice(len(drawn), found[:, :, at].shape, p=learnt.weights[kind])
        mixed = np.take_along_axis(drawn[:, :, :, at], which[None], axis=0)[0]
        found[:, :, at] = spread(mixed, learnt.spread) if kind == AT_WAR else mixed
    return found


def spread(samples: Floats, factor: float) -> Floats:
    """Logs of samples above 0 moved away from their median by a factor; 0 stays 0, and what is above 0 stays so."""
    if factor == 1.0:
        return samples
    return _spread(samples, factor, np.median(np.log1p(samples), axis=0))


def _spread(samples: Floats, factor: float, middle: Floats) -> Floats:
    moved = np.round(np.expm1(np.clip(middle + factor * (np.log1p(samples) - middle), 0, 20)))
    return np.where(samples > 0, np.maximum(moved, 1.0), 0.0)


def learn(past: Panel, leads: Sequence[int]) -> Learnt:
    """Weights and spread from validation inside the past; equal weights where it is too short for any."""
    names = tuple(COMPONENTS)
    origins = validation_origins(past, leads)
    with ThreadPoolExecutor(cores()) as threads:
        windows = list(threads.map(lambda origin: _validated(past, origin, leads), origins))
    weights = np.full((GROUPS, len(names)), 1 / len(names))
    if not windows:
        return Learnt(names, weights, 1.0, 0)
    best = past.undisputed
    group = np.concatenate(
        [np.broadcast_to(groups(best.past(one.origin)), one.observed.shape) for one in windows]
    )
    observed = np.concatenate([one.observed for one in windows])
    drawn = np.stack([np.concatenate([one.samples[name] for one in windows], axis=1) for name in names])
    seen = max(origins) - min(origins) + 1
    trust = seen / (seen + EQUAL)
    for kind in range(GROUPS):
        at = (group == kind) & np.isfinite(observed)
        if at.any():
            found = best_weights(drawn[:, :, at], observed[at])
            weights[kind] = trust * found + (1 - trust) / len(names)
    learnt = Learnt(names, weights, 1.0, len(windows))
    at = (group == AT_WAR) & np.isfinite(observed)
    if not at.any():
        return learnt
    factor = best_spread(drawn[:, :, at], observed[at], learnt)
    return replace(learnt, spread=1 + trust * (factor - 1))


def _validated(past: Panel, origin: int, leads: Sequence[int]) -> Window:
    """Samples of all components from an earlier month, drawn once for all pasts of a panel, beside what came."""
    then = past.then(origin)
    made = then.once("validation", leads, lambda _: _drawn(past.past(origin), leads, VALIDATION_SAMPLES))
    return held_against(past, then, leads, made)


def _drawn(past: Panel, leads: Sequence[int], samples: int) -> dict[str, Floats]:
    return {name: draw(model, name, past, leads, samples) for name, model in COMPONENTS.items()}


def _energy(drawn: Floats, observed: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """What the CRPS of any pool is made of, as `mean|x - y|` (component) and `mean|x - x'|` (component, component).

    Over the CRPS of the best component. The pairs of samples are drawn by chance.
    """
    error = np.array([np.abs(one - observed).mean() for one in drawn])
    count = len(drawn)
    apart = np.zeros((count, count))
    off = np.empty_like(drawn[0])
    for one in range(count):
        other = drawn[one][rng.permutation(drawn.shape[1])]
        for two in range(one, count):
            np.abs(np.subtract(drawn[two], other, out=off), out=off)
            apart[one, two] = apart[two, one] = off.mean()
    least = max(float((error - np.diag(apart) / 2).min()), 1e-6)
    return error / least, apart / least


def validation_origins(past: Panel, leads: Sequence[int]) -> list[int]:
    """Months at which the validation forecasts: at most 12 of the last 36 that have six months before them."""
    last, first = past.end - min(leads), past.start + FIRST_ORIGIN - 1
    months = range(max(first, last - SPAN + 1), last + 1)
    return list(months)[:: -max(1, -(-len(months) // MOST_ORIGINS))]


def best_spread(drawn: Floats, observed: Floats, learnt: Learnt) -> float:
    """The factor of spread of units at war whose 90 % intervals hold nearest to 90 % of `observed`.

    Of equally good ones it is the one nearest to 1.
    """
    group = np.full(observed.shape, AT_WAR)
    mixed = combine(drawn[:, :, None], learnt, group, np.random.default_rng(0))[:, 0]
    # What is moved keeps its order: the ends of an interval come from the same two samples whatever the factor.
    ordered, middle = np.sort(mixed, axis=0), np.median(np.log1p(mixed), axis=0)
    at = np.array([[(1 - LEVEL) / 2], [(1 + LEVEL) / 2]]) * (len(ordered) - 1)
    below = np.floor(at).astype(np.int64)[:, 0]
    lower, upper = ordered[below], ordered[np.minimum(below + 1, len(ordered) - 1)]
    misses = []
    for factor in SPREADS:
        start, stop = _spread(lower, factor, middle), _spread(upper, factor, middle)
        low, high = start + (at % 1) * (stop - start)
        misses.append(abs(((low <= observed) & (observed <= high)).mean() - LEVEL))
    return float(min(zip(misses, SPREADS, strict=True), key=lambda one: (one[0], abs(one[1] - 1)))[1])


def best_weights(drawn: Floats, observed: Floats) -> Floats:
    """Weights, from 0 and with the sum 1, of least score of the pool of (component, samples, cell) at `observed`."""
    count, rng = len(drawn), np.random.default_rng(0)
    chance = np.stack([0.5 ** ignorance(one, observed) for one in drawn])
    least_ignorance = max(float(-np.log2(chance).mean(axis=1).min()), 1e-6)
    terms = [_energy(drawn, observed, rng), _energy(np.log1p(drawn), np.log1p(observed), rng)]

    def loss(weight: Floats) -> tuple[float, Floats]:
        pooled = weight @ chance
        value = float(-np.log2(pooled).mean() / least_ignorance)
        slope = -(chance / pooled).mean(axis=1) / np.log(2) / least_ignorance
        for error, apart in terms:
            value += float(weight @ error - weight @ apart @ weight / 2)
            slope = slope + error - apart @ weight
        return value, slope

    found = minimize(
        loss,
        np.full(count, 1 / count),
        jac=True,
        method="SLSQP",
        bounds=[(0, 1)] * count,
        constraints={"type": "eq", "fun": lambda weight: weight.sum() - 1, "jac": np.ones_like},
    ).x
    found = np.clip(found, 0, None)
    return np.asarray(found / found.sum())
