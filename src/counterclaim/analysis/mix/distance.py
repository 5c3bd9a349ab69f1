"""How far apart two mixes are, and whether chance alone would put them as far."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, rel_entr

PERMUTATIONS = 9999
MOST_TABLES = 20_000
"""With no more tables than this, all of them are gone through, and p is exact."""
SEED = 20170603
Whole = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Distance:
    """Jensen-Shannon distance of two mixes, from 0 (the same) to 1 (no category in common).

    `by_chance` is what relabelling gives in the median, `high_by_chance` what it exceeds in 5 of 100; `p` how often it
    gives as much. `permutations` is how many relabellings were drawn, null where all were gone through.
    """

    value: float
    by_chance: float
    high_by_chance: float
    p: float
    permutations: int | None


def jensen_shannon(a: Floats, b: Floats) -> Floats:
    """The distance of mixes along the last axis: the root of the divergence in bits.

    ``sqrt((D(a|m) + D(b|m)) / 2)`` with m the middle of both. Lin (1991), IEEE Transactions on Information Theory 37,
    145-151; that its root is a metric: Endres and Schindelin (2003), the same 49, 1858-1860.
    """
    p, q = a / a.sum(axis=-1, keepdims=True), b / b.sum(axis=-1, keepdims=True)
    middle = (p + q) / 2
    bits = (rel_entr(p, middle) + rel_entr(q, middle)).sum(axis=-1) / (2 * math.log(2))
    return np.asarray(np.sqrt(np.clip(bits, 0.0, 1.0)), dtype=np.float64)


def distance(
    a: Sequence[int], b: Sequence[int], *, permutations: int = PERMUTATIONS, seed: int = SEED
) -> Distance | None:
    """The distance of two lists of counts by category; null where either has none.

    If both are of one mix, which side an event is on says nothing: the labels are dealt anew, the sides' sizes kept. That
    is a multivariate hypergeometric table, so that counts are drawn and not labels. Where few tables are possible, p is
    their whole probability; else ``(as far + 1) / (drawn + 1)`` (Phipson and Smyth 2010, Statistical Applications in
    Genetics and Molecular Biology 9, article 39). Assumes that events are independent: those of one battle are not.
    """
    one, other = np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64)
    if not one.sum() or not other.sum():
        return None
    kept = (one + other) > 0
    one, both = one[kept], (one + other)[kept]
    value = _distances(one[None, :], both)[0]
    tables = _tables(one, both)
    if tables is None:
        draw = np.random.default_rng(seed)
        drawn = draw.multivariate_hypergeometric(both, int(one.sum()), size=permutations, method="marginals")
        found = _distances(drawn, both)
        as_far = int((found >= value - 1e-12).sum())
        p, weights = (as_far + 1) / (permutations + 1), np.full(permutations, 1.0 / permutations)
    else:
        found, weights = _distances(tables, both), _chances(tables, both)
        p = float(weights[found >= value - 1e-12].sum())
    middle, high = _quantile(found, weights, 0.5), _quantile(found, weights, 0.95)
    return Distance(float(value), middle, high, min(p, 1.0), permutations if tables is None else None)


def _distances(of_a: Whole, both: Whole) -> Floats:
    return jensen_shannon(of_a.astype(np.float64), (both - of_a).astype(np.float64))


def _tables(one: Whole, both: Whole) -> Whole | None:
    """All ways to deal `both` out so that the first side has as many as `one`; null where there are too many."""
    size = int(one.sum())
    if math.prod(min(int(count), size) + 1 for count in both) > MOST_TABLES * 4 or len(both) > 16:
        return None
    reach = [range(min(int(count), size) + 1) for count in both[:-1]]
    rows = [(*head, size - sum(head)) for head in product(*reach) if 0 <= size - sum(head) <= int(both[-1])]
    return np.array(rows, dtype=np.int64) if len(rows) <= MOST_TABLES else None


def _chances(tables: Whole, both: Whole) -> Floats:
    def ways(n: Whole, k: Whole) -> Floats:
        return np.asarray(gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0))

    size = tables.sum(axis=1)
    log = ways(both, tables).sum(axis=1) - ways(np.full_like(size, both.sum()), size)
    return np.asarray(np.exp(log), dtype=np.float64)


def _quantile(values: Floats, weights: Floats, at: float) -> float:
    order = np.argsort(values)
    reached = np.searchsorted(np.cumsum(weights[order]), at * weights.sum() - 1e-12)
    return float(values[order][min(int(reached), len(values) - 1)])
