"""Arithmetic of figures with open bounds: intervals over them, and weighted medians."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Bounds = tuple[int | None, int | None]
"""Low and high; null is open."""


def hull(bounds: Iterable[Bounds]) -> Bounds:
    """The least interval over some figures, of which at least one has a bound.

    It is open above where nobody gives an upper figure, or somebody says "at least" more than anybody's greatest;
    open below where nobody gives a lower one, or somebody says "up to" less than anybody's least.
    """
    pairs = list(bounds)
    lows = [low for low, _ in pairs if low is not None]
    highs = [high for _, high in pairs if high is not None]
    at_least = max((low for low, high in pairs if low is not None and high is None), default=None)
    up_to = min((high for low, high in pairs if low is None and high is not None), default=None)
    low = min(lows) if lows and (up_to is None or up_to >= min(lows)) else None
    high = max(highs) if highs and (at_least is None or at_least <= max(highs)) else None
    return low, high


def middle(bounds: Bounds) -> int:
    """One number for a figure: the middle of its bounds, rounded down; the one bound where the other is open."""
    low, high = bounds
    if low is None or high is None:
        return low if low is not None else high or 0
    return (low + high) // 2


def lower_median(values: Sequence[tuple[int, int]]) -> int:
    """The weighted lower median of (value, weight): the least value up to which half of the weight lies."""
    half = sum(weight for _, weight in values) / 2
    reached = 0
    for value, weight in sorted(values):
        reached += weight
        if reached >= half:
            return value
    raise ValueError("there is no median of nothing")
