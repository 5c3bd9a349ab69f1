"""Near repeats: whether events that are close in space are close in time as well, more than chance would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.stats import norm

from counterclaim.analysis.mix.shares import discoveries
from counterclaim.analysis.rates import Bounds
from counterclaim.analysis.spread.centre import EARTH_KM, vectors
from counterclaim.analysis.spread.moments import in_space, in_time, observed, shared

KM = (0.1, 5.0, 10.0, 25.0)
"""Upper ends of the bands of space; the first is the same place."""
DAYS = (1, 7, 14, 28)
"""Upper ends of the bands of time, in days apart."""
LEAST = 20
MOST_PAIRS = 300_000
"""Pairs close in space from which days are not shuffled: mean and variance over all shuffles are worked out."""
PERMUTATIONS = 999
_SEED = 20170603
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cell:
    """Pairs of events up to `km` and up to `days` apart, and beyond the band below of each.

    `by_chance` is their mean number, and the middle 95 %, if places and days had nothing to do with each other; `ratio` is
    observed over that mean, null where it is 0; `p` how often shuffled days give as many, `q` that adjusted over all cells.
    """

    km: tuple[float, float]
    days: tuple[int, int]
    observed: int
    by_chance: Bounds
    ratio: float | None
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class Knox:
    """The cells, bands of space by bands of time. `p` is of the closest cell whose excess is the largest, over all cells.

    `same` is how many pairs are of one place and one day. `permutations` is 0 where mean and variance over all shuffles were
    worked out, and intervals and `p` are those of a normal distribution.
    """

    cells: tuple[Cell, ...]
    events: int
    permutations: int
    p: float
    same: int


def expected_pairs(close_in_space: int, close_in_time: int, pairs: int) -> float:
    """``S T / N``: how many of N pairs are close in both where the two are independent.

    This is the mean over all shuffles of the days. Knox (1964), The Detection of Space-Time Interactions, Applied Statistics 13,
    25-29.
    """
    return close_in_space * close_in_time / pairs if pairs else 0.0


def knox(
    points: Floats,
    days: Whole,
    *,
    km: Sequence[float] = KM,
    within: Sequence[int] = DAYS,
    permutations: int = PERMUTATIONS,
    seed: int = _SEED,
) -> Knox | None:
    """The Knox test on rows of (latitude, longitude) in degrees and whole days; null for less than 20 events.

    The days are dealt anew among the places, which keeps when and where events are and breaks only which goes with which
    (Townsley, Johnson and Ratcliffe 2008, Space Time Dynamics of Insurgent Activity in Iraq, Security Journal 21, 139-146).
    A record whose places change over time, as where fighting moves or
    reporting grows, has close pairs without any near repeat (Kulldorff and Hjalmars 1999, Biometrics 55, 544-552).

    Where more than 300,000 pairs are close in space, no days are dealt: `moments` gives the mean and the variance over all
    shuffles, such large numbers are taken as normal, and `p` is the least of the cells times their number.
    """
    if len(days) < LEAST:
        return None
    reach = 2 * np.sin(np.array(km, dtype=np.float64) / EARTH_KM / 2)
    xyz = vectors(points)
    tree = cKDTree(xyz)
    if (tree.count_neighbors(tree, float(reach[-1])) - len(days)) // 2 > MOST_PAIRS:
        return _by_moments(xyz, days, reach, (km, within))
    draw = np.random.default_rng(seed)
    pairs = tree.query_pairs(float(reach[-1]), output_type="ndarray")
    apart = np.linalg.norm(tree.data[pairs[:, 0]] - tree.data[pairs[:, 1]], axis=1)
    space = np.searchsorted(reach, apart, side="left")
    bands = (len(km), len(within))
    counts = _counts(space, _apart(days, pairs), within, bands)
    shuffled = np.stack(
        [_counts(space, _apart(draw.permutation(days), pairs), within, bands) for _ in range(permutations)]
    )
    expected = _expected(np.bincount(space, minlength=bands[0]), days, within)
    same = int(((space == 0) & (_apart(days, pairs) == 0)).sum())
    return _knox(counts, shuffled, expected, (km, within), len(days), same)


def _knox(
    observed: Whole,
    shuffled: Whole,
    expected: Floats,
    bands: tuple[Sequence[float], Sequence[int]],
    events: int,
    same: int,
) -> Knox:
    drawn = len(shuffled)
    p = ((shuffled >= observed).sum(axis=0) + 1) / (drawn + 1)
    spread = np.sqrt(np.maximum(shuffled.var(axis=0), 1e-12))
    over = ((observed - expected) / spread).max()
    as_far = int((((shuffled - expected) / spread).max(axis=(1, 2)) >= over - 1e-9).sum())
    low, high = np.quantile(shuffled, (0.025, 0.975), axis=0)
    cells = _cells(observed, (expected, low, high), p, bands)
    return Knox(cells, events, drawn, (as_far + 1) / (drawn + 1), same)


def _by_moments(
    xyz: Floats, days: Whole, reach: Floats, bands: tuple[Sequence[float], Sequence[int]]
) -> Knox:
    counts, same = observed(xyz, days, reach, bands[1])
    graphs = in_time(days, bands[1])
    found = np.array([[shared(space, time) for time in graphs] for space in in_space(xyz, reach)])
    mean, spread = found[:, :, 0], np.sqrt(np.maximum(found[:, :, 1], 1e-12))
    p = norm.sf((counts - 0.5 - mean) / spread)
    half = norm.ppf(0.975) * spread
    cells = _cells(counts, (mean, np.maximum(mean - half, 0.0), mean + half), p, bands)
    return Knox(cells, len(days), 0, min(1.0, float(p.min()) * p.size), same)


def _cells(
    observed: Whole,
    by_chance: tuple[Floats, Floats, Floats],
    p: Floats,
    bands: tuple[Sequence[float], Sequence[int]],
) -> tuple[Cell, ...]:
    q = np.array(discoveries(p.ravel().tolist()), dtype=np.float64).reshape(p.shape)
    (expected, low, high), (km, within) = by_chance, bands
    return tuple(
        Cell(
            (0.0 if i == 0 else km[i - 1], km[i]),
            (0 if j == 0 else within[j - 1] + 1, within[j]),
            int(observed[i, j]),
            Bounds(float(expected[i, j]), float(low[i, j]), float(high[i, j])),
            float(observed[i, j] / expected[i, j]) if expected[i, j] > 0 else None,
            float(p[i, j]),
            float(q[i, j]),
        )
        for i in range(len(km))
        for j in range(len(within))
    )


def _apart(days: Whole, pairs: Whole) -> Whole:
    return np.asarray(np.abs(days[pairs[:, 0]] - days[pairs[:, 1]]), dtype=np.int64)


def _counts(space: Whole, apart: Whole, within: Sequence[int], bands: tuple[int, int]) -> Whole:
    band_of = np.searchsorted(np.asarray(within), np.arange(within[-1] + 2), side="left")
    time = band_of[np.minimum(apart, within[-1] + 1)]
    flat = np.bincount(space * (bands[1] + 1) + time, minlength=bands[0] * (bands[1] + 1))
    return np.asarray(flat.reshape(bands[0], bands[1] + 1)[:, :-1], dtype=np.int64)


def _expected(in_space: Whole, days: Whole, within: Sequence[int]) -> Floats:
    """The mean over all shuffles, from the margins: `expected_pairs` of each band of space and of time."""
    ordered, many = np.unique(days, return_counts=True)
    pairs = len(days) * (len(days) - 1) // 2
    up_to = [_pairs_within(ordered, many, most) for most in within]
    in_time = np.diff([0, *up_to])
    return np.array(
        [[expected_pairs(int(s), int(t), pairs) for t in in_time] for s in in_space], dtype=np.float64
    )


def _pairs_within(ordered: Whole, many: Whole, most: int) -> int:
    """How many pairs of events are up to `most` days apart."""
    before = np.concatenate([[0], np.cumsum(many)])
    first = np.searchsorted(ordered, ordered - most, side="left")
    earlier = before[np.arange(len(ordered))] - before[first]
    return int((many * earlier + many * (many - 1) // 2).sum())
