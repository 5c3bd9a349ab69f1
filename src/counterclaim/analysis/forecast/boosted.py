"""A hurdle model of gradient-boosted trees: the chance of any at all, and quantiles of how many there are then.

LightGBM (Ke et al. 2017, NeurIPS 30). The quantiles are of the log of one plus the count, less that of the unit's
weighted mean, since trees cannot go beyond the counts that they have seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from counterclaim.analysis.forecast.features import LEVEL, NAMES, Pairs, now, pairs
from counterclaim.analysis.forecast.hurdle import hurdle
from counterclaim.analysis.forecast.panel import Floats, Panel
from counterclaim.config import cores

QUANTILES = (0.02, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.98)
TREES = 60
LEAST_POSITIVE = 200
MOST_DRAWS = 10
_BASE = NAMES.index(LEVEL)
_SETTINGS = {
    "num_leaves": 8,
    "learning_rate": 0.08,
    "min_data_in_leaf": 40,
    "lambda_l2": 1.0,
    "feature_fraction": 0.8,
    "max_bin": 63,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbosity": -1,
    "seed": 1,
}


@dataclass(frozen=True, slots=True)
class _Trees:
    """Fitted trees: for any at all (None where there always were some), and for each of the quantiles."""

    some: Any | None
    many: tuple[Any, ...]


def boosted(past: Panel, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Floats:
    """Samples of the trees fitted to the past, with its covariates; those of `hurdle` where it is too short for trees."""
    trees = past.fitted.once("trees", leads, lambda past: _fitted(pairs(past, leads)))
    if trees is None:
        return hurdle(past, leads, samples, rng)
    chance, level = _grown(trees, past, leads)
    shape = chance.shape
    which = np.arange(samples) % len(chance)
    full = (samples, len(leads), len(past.units))
    there = rng.random(full) < chance[which]
    at = np.nonzero(there)
    cell = np.ravel_multi_index((which[at[0]], at[1], at[2]), shape)
    found = np.zeros(full)
    found[there] = _between(level[:, cell], rng.random(len(cell)))
    return found


def _fitted(known: Pairs) -> _Trees | None:
    """The trees of all pairs; None where too few counts are above 0."""
    positive = known.came > 0
    if positive.sum() < LEAST_POSITIVE:
        return None
    table = np.column_stack([known.features, known.lead])
    some = [] if positive.all() else _trained(table, positive.astype(float), [{"objective": "binary"}])
    grown = np.log1p(known.came) - known.features[:, _BASE]
    quantiles = [{"objective": "quantile", "alpha": level} for level in QUANTILES]
    return _Trees(some[0] if some else None, tuple(_trained(table[positive], grown[positive], quantiles)))


def _grown(trees: _Trees, past: Panel, leads: Sequence[int]) -> tuple[Floats, Floats]:
    """Of each draw, lead and unit the chance of any, and (quantile, cell) the logs of how many."""
    drawn = now(past, MOST_DRAWS)
    rows = np.stack(
        [np.column_stack([features, np.full(len(features), lead)]) for features in drawn for lead in leads]
    ).reshape(-1, drawn.shape[2] + 1)
    chance = np.ones(len(rows)) if trees.some is None else np.asarray(trees.some.predict(rows, num_threads=1))
    level = (
        np.sort(np.stack([one.predict(rows, num_threads=1) for one in trees.many]), axis=0) + rows[:, _BASE]
    )
    return chance.reshape(len(drawn), len(leads), len(past.units)), level


def _between(levels: Floats, share: Floats) -> Floats:
    """Counts above 0 at the shares of distributions given by quantiles (quantile, cell), straight lines beyond the ends."""
    p = np.asarray(QUANTILES)
    at = np.clip(np.searchsorted(p, share) - 1, 0, len(p) - 2)
    cell = np.arange(levels.shape[1])
    low, high = levels[at, cell], levels[at + 1, cell]
    log = low + (high - low) * (share - p[at]) / (p[at + 1] - p[at])
    return np.asarray(np.maximum(np.round(np.expm1(np.clip(log, 0, 20))), 1.0))


def _trained(table: Floats, target: Floats, objectives: Sequence[dict[str, object]]) -> list[Any]:
    """A model for each objective, all of the same rows."""
    import lightgbm  # takes half a second, and short histories never need it

    data = lightgbm.Dataset(table, target, params=_SETTINGS, free_raw_data=True).construct()

    def trained(objective: dict[str, object]) -> Any:
        model = lightgbm.Booster({**_SETTINGS, **objective}, data)
        for _ in range(TREES):
            model.update()
        return model.free_dataset()

    with ThreadPoolExecutor(min(cores(), len(objectives))) as threads:
        return list(threads.map(trained, objectives))
