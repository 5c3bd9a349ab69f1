"""Fitting the weights of a log-linear choice among the options of a group; shared by the training scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fit(
    features: Floats,
    right: Floats,
    group: NDArray[Any],
    *,
    penalty: float,
    steps: int,
    start: Floats | None = None,
    times: Floats | None = None,
    held: Sequence[int] = (),
) -> Floats:
    """Weights of the features, by Adam (Kingma and Ba 2015) on the negative log of the belief in the right options.

    Args:
        features: one row an option.
        right: how right each option is; a group's options are weighed against one another.
        group: the number of each option's group, from 0 on without gaps.
        penalty: half of it times the squared weights is added to the loss of all groups.
        steps: of the descent; the last two fifths are smaller.
        start: the weights to begin with, else zeros.
        times: how much each group counts, else once.
        held: columns whose weights stay as they begin.
    """
    weights = np.zeros(features.shape[1]) if start is None else start.copy()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    count = int(group.max()) + 1
    each = (np.ones(count) if times is None else times)[group]
    for step in range(1, steps + 1):
        scores = features @ weights
        top = np.full(count, -np.inf)
        np.maximum.at(top, group, scores)
        raised = np.exp(scores - top[group])
        share = raised / np.bincount(group, raised, count)[group]
        wanted = raised * right
        wanted /= np.bincount(group, wanted, count)[group]
        slope = (features.T @ ((share - wanted) * each) + penalty * weights) / count
        slope[list(held)] = 0.0
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = 0.05 if step < 0.6 * steps else 0.01
        weights -= rate * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights
