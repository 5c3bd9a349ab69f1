"""Whether a share scatters from month to month by more than chance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from counterclaim.analysis.dispersion import LEAST, Dispersion

_DRAWS = 2000
_SEED = 20170603


def scatter(*sides: Sequence[tuple[int, int]]) -> Dispersion | None:
    """The dispersion of monthly shares (count, total), each side round a share of its own; null for too few months.

    ``sum((k - n p)^2 / (n p (1 - p))) / (months - sides)`` (McCullagh and Nelder 1989, Generalized Linear Models,
    section 4.5). `p` of the answer is how often months dealt at random scatter as much, given the sides' totals and the
    months' sizes. A trend inside a side counts as scatter.
    """
    known = [[(k, n) for k, n in side if n] for side in sides]
    known = [side for side in known if 0 < sum(k for k, _ in side) < sum(n for _, n in side)]
    freedom = sum(len(side) - 1 for side in known)
    if freedom < LEAST - 1:
        return None
    draw = np.random.default_rng(_SEED)
    found, by_chance = 0.0, np.zeros(_DRAWS)
    for side in known:
        counts = np.array([k for k, _ in side], dtype=np.int64)
        sizes = np.array([n for _, n in side], dtype=np.int64)
        share = counts.sum() / sizes.sum()
        variance = sizes * share * (1 - share)
        drawn = draw.multivariate_hypergeometric(sizes, int(counts.sum()), size=_DRAWS, method="marginals")
        found += float(((counts - sizes * share) ** 2 / variance).sum())
        by_chance += ((drawn - sizes * share) ** 2 / variance).sum(axis=1)
    as_much = int((by_chance >= found * (1 - 1e-12)).sum())
    return Dispersion(found / freedom, (as_much + 1) / (_DRAWS + 1), freedom)
