"""Forecasts that any other has to beat: zero, the last count, the pool of all, the unit's own last months.

A model is called with the past, the leads in months after the last one, how many samples, and a generator of chance. It
gives samples in the shape (samples, leads, units).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from counterclaim.analysis.forecast.panel import Floats, Panel

Model: TypeAlias = Callable[[Panel, Sequence[int], int, np.random.Generator], Floats]


def zero(past: Panel, leads: Sequence[int], samples: int, _rng: np.random.Generator) -> Floats:
    """Nobody is killed anywhere."""
    return np.zeros((samples, len(leads), len(past.units)))


def last_observed(past: Panel, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Floats:
    """Poisson around the last count of the unit; 0 where there never was one."""
    values = past.values
    row = np.where(np.isfinite(values[0]), np.arange(past.months)[:, None], -1).max(axis=0)
    mean = np.where(row >= 0, values[:, row, np.arange(len(past.units))], 0.0)
    draw = rng.integers(len(values), size=samples)
    return rng.poisson(np.broadcast_to(mean[draw, None], (samples, len(leads), len(past.units)))).astype(
        float
    )


def bootstrap(past: Panel, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Floats:
    """Any count of any unit in any month of the past, all alike."""
    pool = past.values[np.isfinite(past.values)]
    return rng.choice(pool if pool.size else np.zeros(1), (samples, len(leads), len(past.units)))


def conflictology(months: int) -> Model:
    """One of the last so many months of the unit, all alike; months without a count are passed over, 0 if all are."""

    def model(past: Panel, leads: Sequence[int], samples: int, rng: np.random.Generator) -> Floats:
        weight = np.zeros((past.months, len(past.units)))
        weight[-months:] = 1.0
        return resampled(past, weight, leads, samples, rng)

    return model


def resampled(
    past: Panel, weight: Floats, leads: Sequence[int], samples: int, rng: np.random.Generator
) -> Floats:
    """Counts of the unit's own past, each month with its `weight` (months, units); 0 where no count has any."""
    weight = np.where(np.isfinite(past.values[0]), weight, 0.0)
    found = np.zeros((samples, len(leads), len(past.units)))
    draw = rng.integers(len(past.values), size=samples)
    for unit in range(len(past.units)):
        total = weight[:, unit].sum()
        if total > 0:
            row = rng.choice(past.months, (samples, len(leads)), p=weight[:, unit] / total)
            found[:, :, unit] = past.values[draw[:, None], row, unit]
    return found


BASELINES: dict[str, Model] = {
    "zero": zero,
    "last_observed": last_observed,
    "bootstrap": bootstrap,
    "conflictology_6": conflictology(6),
    "conflictology_9": conflictology(9),
    "conflictology_12": conflictology(12),
}
