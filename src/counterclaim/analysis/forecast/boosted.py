"""A hurdle model of gradient-boosted trees: the chance of any at all, and quantiles of how many there are then.

LightGBM (Ke et al. 2017, NeurIPS 30). The quantiles are of the log of one plus the count, less that of the unit's
weighted mean, since trees cannot go beyond the counts that they have seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from counterclaim.analysis.forecast.features import LEVEL, NAMES, now, pairs
from counterclaim.analysis.forecast.hurdle import hurdle
from counterclaim.analysis.forecast.panel import Floats, Panel

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


def boosted(past: Panel, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Floats:
    """Samples of the trees fitted to the past, with its covariates; those of `hurdle` where it is too short for trees."""
    grown = past.once("trees", leads, lambda past: _grown(past, leads))
    if grown is None:
        return hurdle(past, leads, samples, rng)
    chance, level = grown
    shape = chance.shape
    which = np.arange(samples) % len(chance)
    full = (samples, len(leads), len(past.units))
    there = rng.random(full) < chance[which]
    at = np.nonzero(there)
    cell = np.ravel_multi_index((which[at[0]], at[1], at[2]), shape)
    found = np.zeros(full)
    found[there] = _between(level[:, cell], rng.random(len(cell)))
    return found


def _grown(past: Panel, leads: Sequence[int]) -> tuple[Floats, Floats] | None:
    """Of each draw, lead and unit the chance of any, and (quantile, cell) the logs of how many; None where it is too short."""
    known = pairs(past, leads)
    positive = known.came > 0
    if positive.sum() < LEAST_POSITIVE:
        return None
    table = np.column_stack([known.features, known.lead])
    some = [] if positive.all() else _trained(table, positive.astype(float), [{"objective": "binary"}])
    grown = np.log1p(known.came) - known.features[:, _BASE]
    quantiles = [{"objective": "quantile", "alpha": level} for level in QUANTILES]
    many = _trained(table[positive], grown[positive], quantiles)
    drawn = now(past, MOST_DRAWS)
    rows = np.stack(
        [np.column_stack([features, np.full(len(features), lead)]) for features in drawn for lead in leads]
    ).reshape(-1, table.shape[1])
    chance = np.asarray(some[0].predict(rows)) if some else np.ones(len(rows))
    level = np.sort(np.stack([one.predict(rows) for one in many]), axis=0) + rows[:, _BASE]
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

    data = lightgbm.Dataset(table, target, params=_SETTINGS, free_raw_data=True)
    return [lightgbm.train({**_SETTINGS, **objective}, data, TREES) for objective in objectives]
