"""Isotonic regression: the nearest curve that never falls."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


def never_falling(values: Vector, weights: Vector | None = None) -> Vector:
    """The non-decreasing sequence with least weighted squared distance from `values`, in linear time.

    By pooling adjacent violators (Ayer et al., 1955, Annals of Mathematical Statistics 26).
    """
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, np.ones(len(values)) if weights is None else weights, strict=True):
        mean, mass, count = float(value), float(weight), 1
        while pools and pools[-1][0] >= mean:
            before, mass_before, count_before = pools.pop()
            mean = (before * mass_before + mean * mass) / (mass_before + mass)
            mass, count = mass + mass_before, count + count_before
        pools.append((mean, mass, count))
    means = np.array([mean for mean, _, _ in pools], dtype=np.float64)
    return np.repeat(means, [count for _, _, count in pools])
