"""Panels of counts by chance, for tests."""

from __future__ import annotations

import numpy as np

from counterclaim.analysis.forecast import Panel, month_number

START = month_number(2015, 1)


def negative_binomial(months: int, means: list[float], seed: int = 1, size: float = 2.0) -> Panel:
    """Independent negative binomial counts of one size, a unit a mean."""
    rng = np.random.default_rng(seed)
    mean = np.array(means)
    counts = rng.negative_binomial(size, size / (size + mean), (1, months, len(means)))
    return Panel(tuple(f"unit {at}" for at in range(len(means))), START, counts.astype(float))


def points(rows: list[list[float]], units: tuple[str, ...] | None = None) -> Panel:
    """A panel of (months, units) counts without dispute."""
    table = np.array(rows, dtype=float)
    return Panel(units or tuple("ABCDEFGH"[: table.shape[1]]), START, table[None])
