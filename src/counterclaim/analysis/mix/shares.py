"""Shares of categories and their differences, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri
from scipy.stats import false_discovery_control, fisher_exact

from counterclaim.analysis.rates import LEVEL, Bounds

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `total` with Wilson's interval; `joint` holds for all categories of the side at once.

    `interval` and `joint` are null where there is nothing to take a share of.
    """

    count: int
    total: int
    interval: Bounds | None
    joint: Bounds | None


def wilson(counts: ArrayLike, totals: ArrayLike, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Score interval of shares ``k / n``, for totals above 0.

    ``(k + z^2/2 -+ z sqrt(k (n - k) / n + z^2/4)) / (n + z^2)`` with z the normal quantile. Wilson (1927), Journal of
    the American Statistical Association 22, 209-212. Assumes that events are independent.
    """
    k, n = np.asarray(counts, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    z = float(ndtri(0.5 + level / 2))
    half = z * np.sqrt(k * (n - k) / n + z * z / 4)
    middle, below = k + z * z / 2, n + z * z
    low = np.where(k == 0, 0.0, (middle - half) / below)
    high = np.where(k == n, 1.0, (middle + half) / below)
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)


def share(count: int, total: int, level: float = LEVEL) -> Bounds | None:
    """One share with Wilson's interval; null of nothing."""
    if total == 0:
        return None
    low, high = wilson(count, total, level)
    return Bounds(count / total, float(low), float(high))


def shares(counts: Sequence[int], level: float = LEVEL) -> list[Share]:
    """The share of each category in their sum.

    The joint intervals are score intervals at ``1 - (1 - level) / k`` for k categories (Goodman 1965, Technometrics 7,
    247-254): all of them hold together in about `level` of cases.
    """
    total = sum(counts)
    many = max(len(counts), 1)
    joint = 1 - (1 - level) / many
    return [Share(count, total, share(count, total, level), share(count, total, joint)) for count in counts]


def difference(a: tuple[int, int], b: tuple[int, int], level: float = LEVEL) -> Bounds | None:
    """The share of `a` (count, total) less that of `b`; null where either is of nothing.

    The limits of both score intervals put together, ``d -+ sqrt((p1 - l1)^2 + (u2 - p2)^2)``: method 10 of Newcombe
    (1998), Statistics in Medicine 17, 873-890.
    """
    of_a, of_b = share(*a, level), share(*b, level)
    if of_a is None or of_b is None:
        return None
    value = of_a.value - of_b.value
    low = value - float(np.hypot(of_a.value - of_a.low, of_b.high - of_b.value))
    high = value + float(np.hypot(of_a.high - of_a.value, of_b.value - of_b.low))
    return Bounds(value, max(low, -1.0), min(high, 1.0))


def equal(a: tuple[int, int], b: tuple[int, int]) -> float | None:
    """The chance of shares that differ as much if both are one: Fisher's exact test; null where either is of nothing."""
    if not a[1] or not b[1]:
        return None
    return min(1.0, float(fisher_exact([[a[0], a[1] - a[0]], [b[0], b[1] - b[0]]]).pvalue))


def discoveries(p: Sequence[float | None]) -> list[float | None]:
    """p values adjusted so that, of all below q, a share of q is expected to be false.

    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300. Those not known stay so.
    """
    known = [value for value in p if value is not None]
    adjusted = iter(false_discovery_control(known).tolist() if known else ())
    return [None if value is None else float(next(adjusted)) for value in p]
