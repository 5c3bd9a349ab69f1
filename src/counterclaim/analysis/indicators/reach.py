"""How many places a number of events reaches, for sides of unequal size."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtri

from counterclaim.analysis.rates import LEVEL, Bounds

LEAST = 10
"""Events that each side needs."""
Floats = NDArray[np.float64]


def rarefied(counts: Sequence[int], events: int, level: float = LEVEL) -> Bounds | None:
    """The places that so many of the events would have reached, from the events by place; null for more than there are.

    ``S(m) = sum(1 - C(n - k, m) / C(n, m))`` (Hurlbert 1971, Ecology 52, 577-586), -+ z standard deviations. The variance
    is at most ``m / n`` (Hoeffding 1948, Annals of Mathematical Statistics 19, 293-325) of that of the places which m
    events reach; as one place's being missed makes another's less likely (Dubhashi and Ranjan 1998, Random Structures
    and Algorithms 13, 99-124), that is at most ``sum(q (1 - q))``, with q the chances of missing each place by `_shares`.
    Assumes that events fall on places independently.
    """
    k = np.array([count for count in counts if count > 0], dtype=np.float64)
    n = int(k.sum())
    if not 0 < events <= n:
        return None
    value = float((1.0 - _missed(k, n, events)).sum())
    half = float(ndtri(0.5 + level / 2)) * _deviation(counts, events)
    return Bounds(value, max(value - half, min(value, 1.0)), min(value + half, float(events)))


def all_places(counts: Sequence[int]) -> float:
    """Places with those that were not seen: ``S + (n - 1) / n f1 (f1 - 1) / (2 (f2 + 1))``, f1 seen once, f2 twice.

    Chao (1984), Scandinavian Journal of Statistics 11, 265-270, in its bias-corrected form: a lower bound.
    """
    known = [count for count in counts if count > 0]
    once, twice, n = known.count(1), known.count(2), sum(known)
    return len(known) + ((n - 1) / n * once * (once - 1) / (2 * (twice + 1)) if n else 0.0)


def reach(
    a: Sequence[int], b: Sequence[int], level: float = LEVEL
) -> tuple[int, Bounds, Bounds, Bounds, float] | None:
    """Places of A and B at the lesser number of events, A's less B's with its interval, and the chance of as much.

    ``(events, a, b, difference, p)``; null where a side has less than 10 events. The difference is taken as normal.
    """
    events = min(sum(a), sum(b))
    if events < LEAST:
        return None
    of_a, of_b = rarefied(a, events, level), rarefied(b, events, level)
    if of_a is None or of_b is None:
        return None
    z = float(ndtri(0.5 + level / 2))
    deviation = math.hypot(_deviation(a, events), _deviation(b, events))
    value = of_a.value - of_b.value
    p = math.erfc(abs(value) / deviation / math.sqrt(2)) if deviation > 0 else float(value == 0)
    return events, of_a, of_b, Bounds(value, value - z * deviation, value + z * deviation), p


def _deviation(counts: Sequence[int], events: int) -> float:
    missed = (1.0 - _shares(counts)) ** events
    return math.sqrt(events / sum(counts) * float((missed * (1.0 - missed)).sum()))


def _shares(counts: Sequence[int]) -> Floats:
    """The shares of the places, with those that were not seen, as they are drawn from to bootstrap such curves.

    Chao and others (2014), Ecological Monographs 84, 45-67, appendix G: the share of unseen places by the number seen
    once and twice, dealt equally among as many as `all_places` has more, and taken from those seen least.
    """
    k = np.array([count for count in counts if count > 0], dtype=np.float64)
    n, once, twice = float(k.sum()), float((k == 1).sum()), float((k == 2).sum())
    unseen = math.ceil(all_places(counts) - len(k) - 1e-9)
    if unseen < 1:
        return k / n
    more, less = ((n - 1) * once, 2 * twice) if twice else ((n - 1) * (once - 1), 2.0)
    left = once / n * more / (more + less)
    faint = k / n * (1 - k / n) ** n
    return np.concatenate([k / n - left * faint / faint.sum(), np.full(unseen, left / unseen)])


def _missed(k: Floats, n: int, m: int) -> Floats:
    """``C(n - k, m) / C(n, m)``: the chance that none of m events is at a place with k of n."""
    left = np.maximum(n - k - m, 0.0)
    log = gammaln(n - k + 1) - gammaln(left + 1) - gammaln(n + 1) + gammaln(n - m + 1)
    return np.where(n - k >= m, np.exp(log), 0.0)
