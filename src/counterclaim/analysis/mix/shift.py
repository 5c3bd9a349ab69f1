"""Two mixes of categories against each other: how far apart, and in which category."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.analysis.mix.distance import Distance, distance
from counterclaim.analysis.mix.shares import Share, difference, discoveries, equal, shares
from counterclaim.analysis.rates import LEVEL, Bounds

MOST_CATEGORIES = 500
FALSE = 0.05
"""Share of the differences that are called real which may be false."""


@dataclass(frozen=True, slots=True)
class Category:
    """One category on both sides. `difference` is A's share less B's; `q` its p adjusted over all categories."""

    name: str
    a: Share
    b: Share
    difference: Bounds | None
    p: float | None
    q: float | None

    @property
    def differs(self) -> bool:
        """Whether the shares differ, at the rate of false discoveries."""
        return self.q is not None and self.q < FALSE


@dataclass(frozen=True, slots=True)
class Shift:
    """Categories, the commonest first, and the distance of the mixes; null where a side has none."""

    categories: tuple[Category, ...]
    distance: Distance | None

    @property
    def total(self) -> tuple[int, int]:
        """How many of A and of B have a known category."""
        return sum(one.a.count for one in self.categories), sum(one.b.count for one in self.categories)


def shift(a: Mapping[str, int], b: Mapping[str, int], *, level: float = LEVEL) -> Shift:
    """How the mix of A differs from that of B, from counts by category.

    Each difference has Newcombe's interval at `level`, and Fisher's p with that of Benjamini and Hochberg over all
    categories. See `counterclaim.analysis.mix.shares` and `.distance`.
    """
    names = sorted({**a, **b}, key=lambda name: (-(a.get(name, 0) + b.get(name, 0)), name))[:MOST_CATEGORIES]
    of_a, of_b = [a.get(name, 0) for name in names], [b.get(name, 0) for name in names]
    n_a, n_b = sum(of_a), sum(of_b)
    pairs = [((x, n_a), (y, n_b)) for x, y in zip(of_a, of_b, strict=True)]
    p = [equal(pair[0], pair[1]) for pair in pairs]
    rows = zip(names, shares(of_a, level), shares(of_b, level), pairs, p, discoveries(p), strict=True)
    found = tuple(
        Category(name, x, y, difference(pair[0], pair[1], level), p, q) for name, x, y, pair, p, q in rows
    )
    return Shift(found, distance(of_a, of_b))
