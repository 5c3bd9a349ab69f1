"""Near repeats: whether events that are close in space are close in time as well, more than chance would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from counterclaim.analysis.mix.shares import discoveries
from counterclaim.analysis.rates import Bounds
from counterclaim.analysis.spread.centre import EARTH_KM, vectors

KM = (0.1, 5.0, 10.0, 25.0)
"""Upper ends of the bands of space; the first is the same place."""
DAYS = (1, 7, 14, 28)
"""Upper ends of the bands of time, in days apart."""
LEAST = 20
MOST_PAIRS = 300_000
SAMPLED_PAIRS = 40_000
"""About how many pairs a sample of the events has, where all of them have more than `MOST_PAIRS`."""
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

    `same` is how many pairs are of one place and one day. `of` is how many events there are: more than `events`, where a
    random sample of them was tested.
    """

    cells: tuple[Cell, ...]
    events: int
    of: int
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

    Where more than 300,000 pairs are close in space, a random sample of the events is tested. Each pair is in it with
    the same chance, so that ratios to chance are those of all events, and only their intervals are wider.
    """
    if len(days) < LEAST:
        return None
    reach = 2 * np.sin(np.array(km, dtype=np.float64) / EARTH_KM / 2)
    every, draw = len(days), np.random.default_rng(seed)
    tree = cKDTree(vectors(points))
    near = (tree.count_neighbors(tree, float(reach[-1])) - every) // 2
    if near > MOST_PAIRS:
        size = max(LEAST, round(every * float(np.sqrt(SAMPLED_PAIRS / near))))
        chosen = np.sort(draw.choice(every, size, replace=False))
        tree, days = cKDTree(tree.data[chosen]), days[chosen]
    count = len(days)
    pairs = tree.query_pairs(float(reach[-1]), output_type="ndarray")
    apart = np.linalg.norm(tree.data[pairs[:, 0]] - tree.data[pairs[:, 1]], axis=1)
    space = np.searchsorted(reach, apart, side="left")
    bands = (len(km), len(within))
    observed = _counts(space, _apart(days, pairs), within, bands)
    shuffled = np.stack(
        [_counts(space, _apart(draw.permutation(days), pairs), within, bands) for _ in range(permutations)]
    )
    expected = _expected(np.bincount(space, minlength=bands[0]), days, within)
    same = int(((space == 0) & (_apart(days, pairs) == 0)).sum())
    return _knox(observed, shuffled, expected, (km, within), (count, every), same)


def _knox(
    observed: Whole,
    shuffled: Whole,
    expected: Floats,
    bands: tuple[Sequence[float], Sequence[int]],
    events: tuple[int, int],
    same: int,
) -> Knox:
    drawn = len(shuffled)
    p = ((shuffled >= observed).sum(axis=0) + 1) / (drawn + 1)
    q = np.array(discoveries(p.ravel().tolist()), dtype=np.float64).reshape(p.shape)
    spread = np.sqrt(np.maximum(shuffled.var(axis=0), 1e-12))
    over = ((observed - expected) / spread).max()
    as_far = int((((shuffled - expected) / spread).max(axis=(1, 2)) >= over - 1e-9).sum())
    low, high = np.quantile(shuffled, (0.025, 0.975), axis=0)
    km, within = bands
    cells = tuple(
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
    return Knox(cells, *events, drawn, (as_far + 1) / (drawn + 1), same)


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
