"""The centre of activity on the sphere, and how far it moved."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtrit

from counterclaim.analysis.rates import LEVEL, Bounds

EARTH_KM = 6371.0088
LEAST = 10
"""Events that each side of a drift needs."""
DRAWS = 999
MANY = 5_000
"""Events of a side from which on means of events drawn at random are drawn as a normal distribution has them."""
_SEED = 20170603
_STEPS = 60
_NEAR = 1e-7
_FAR = 0.1
"""Radians from which on a step of Newton's is not trusted."""
_SURE = 1e-6
"""Radians below which the next one would be shorter than `_NEAR`."""
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Centre:
    """A point in degrees; `within_km` is the radius of the circle round it that holds `level` of bootstrapped centres."""

    lat: float
    lon: float
    within_km: float
    events: int


@dataclass(frozen=True, slots=True)
class Drift:
    """How far the centre moved from `before` to `after`: east and north of it in km, with intervals; `km` is the distance.

    `p` is how often the centres of two sides that were dealt at random lie as far apart, in units of the events' spread.
    """

    before: Centre
    after: Centre
    east: Bounds
    north: Bounds
    km: float
    p: float

    @property
    def moved(self) -> bool:
        """Whether it moved by more than chance (p below .05)."""
        return self.p < 0.05


def mean_centre(points: Floats, weights: Floats) -> Floats:
    """The mean direction of unit vectors (Mardia and Jupp 2000, Directional Statistics, section 9.2)."""
    total = weights @ points
    length = float(np.linalg.norm(total))
    return np.asarray(total / length if length > _NEAR else points[int(weights.argmax())], dtype=np.float64)


def median_centre(points: Floats, weights: Floats, begin: Floats | None = None) -> Floats:
    """The point with the least sum of distances along great circles: few far places hardly move it.

    Fisher (1985), Spherical Medians, Journal of the Royal Statistical Society B 47, 342-348. Found by Newton's steps where
    they bring it nearer, and else by Weiszfeld's on the sphere (Fletcher, Venkatasubramanian and Joshi 2009, NeuroImage 45,
    S143-S152), from `begin` or the mean. Of places scattered over the whole world, where such a point need not be one
    alone, it is one that no near point betters.
    """
    if not weights.all():
        points, weights = points[weights > 0], weights[weights > 0]
    here = mean_centre(points, weights) if begin is None else begin
    slope = _slope(points, weights, here)
    for _ in range(_STEPS):
        if slope.length <= slope.on_it:
            break  # it lies on a place that holds it (Vardi and Zhang 2000, PNAS 97, 1423-1426)
        step = slope.newton(here)
        if step is not None:
            there = _moved(here, step)
            if float(np.linalg.norm(step)) < _SURE:
                return there
            then = _slope(points, weights, there)
            if then.length - then.on_it < slope.length - slope.on_it:
                here, slope = there, then
                continue
            place = points[int((points @ here).argmax())]
            of = _slope(points, weights, place)
            if of.length <= of.on_it:
                return np.asarray(place)
        step = _weiszfeld(points, weights, here, slope)
        here = _moved(here, step)
        if float(np.linalg.norm(step)) < _NEAR:
            break
        slope = _slope(points, weights, here)
    return here


@dataclass(frozen=True, slots=True)
class _Slope:
    """How the sum of distances from a point changes: what pulls it, the curvature, and the weight of what lies on it."""

    pull: Floats
    curved: Floats
    on_it: float

    @property
    def length(self) -> float:
        return float(np.linalg.norm(self.pull))

    def newton(self, here: Floats) -> Floats | None:
        """The step to where the pull would vanish; null on a place, where the curvature is not that of a bowl, and if long."""
        scale = float(np.trace(self.curved))
        curved = self.curved + scale * np.outer(here, here)
        if self.on_it or scale <= 0 or np.linalg.eigvalsh(curved)[0] <= _NEAR * scale:
            return None
        step = np.linalg.solve(curved, self.pull)
        return np.asarray(step) if np.linalg.norm(step) < _FAR else None


def _slope(points: Floats, weights: Floats, here: Floats) -> _Slope:
    cosine = points @ here
    away = points - cosine[:, None] * here
    sine = np.sqrt(np.einsum("ij,ij->i", away, away))
    off = sine > _NEAR
    on_it = 0.0
    if not off.all():
        on_it, sine, weights = float(weights[~off].sum()), np.where(off, sine, 1.0), weights * off
    share = weights / sine
    bent = share * cosine
    curved = bent.sum() * (np.eye(3) - np.outer(here, here)) - (away * (bent / sine**2)[:, None]).T @ away
    return _Slope(share @ away, curved, on_it)


def _weiszfeld(points: Floats, weights: Floats, here: Floats, slope: _Slope) -> Floats:
    """The step to the weighted mean of the directions, each by its distance, shorter on a place."""
    angle = np.arctan2(np.linalg.norm(np.cross(points, here), axis=1), points @ here)
    off = angle > _NEAR
    return np.asarray(slope.pull / (weights[off] / angle[off]).sum() * (1 - slope.on_it / slope.length))


def _moved(here: Floats, step: Floats) -> Floats:
    """Along the great circle in the direction of a step, as far as it is long."""
    length = float(np.linalg.norm(step))
    if not length:
        return here
    there = here * math.cos(length) + step / length * math.sin(length)
    return np.asarray(there / np.linalg.norm(there), dtype=np.float64)


_Find = Callable[[Floats, Floats, Floats | None], Floats]
CENTRES: dict[str, _Find] = {
    "mean": lambda points, weights, _begin: mean_centre(points, weights),
    "median": median_centre,
}
"""What finds each centre of points and weights, from where it may begin."""


def drift(
    before: Floats,
    after: Floats,
    *,
    by: str = "mean",
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = _SEED,
) -> Drift | None:
    """How the centre moved between two sides' points, rows of (latitude, longitude) in degrees.

    The intervals are percentiles of the drift between resampled sides (Efron and Tibshirani 1993, An Introduction to the
    Bootstrap, chapter 13), farther out for few events (expanded percentiles: Hesterberg 2015, The American Statistician
    69, 371-386). `p` is of a permutation test on the squared drift over the covariance of all points (Hotelling's
    statistic). Both take events as independent. From 5,000 events a side on, means of resampled and of dealt events are
    drawn from the normal distribution of the same mean and covariance, to which they tend. Null where a side has
    less than 10 events.
    """
    if min(len(before), len(after)) < LEAST:
        return None
    find, draw = CENTRES[by], np.random.default_rng(seed)
    every, of = np.unique(np.concatenate([before, after]), axis=0, return_inverse=True)
    points = vectors(every)
    sides = [np.bincount(part, minlength=len(points)) for part in np.split(of.ravel(), [len(before)])]
    start, end = (find(points, side.astype(np.float64), None) for side in sides)
    axes = _axes(start)
    fewest = min(len(before), len(after))
    normal = by == "mean" and fewest >= MANY
    if normal:
        drawn = list(zip(*(_means(points, side, 1.0, draws, draw) for side in sides), strict=True))
    else:
        from_here = list(zip(sides, (start, end), strict=True))
        drawn = [
            tuple(find(points, _resampled(side, draw), near) for side, near in from_here)
            for _ in range(draws)
        ]
    moves = np.array([_plane(b, axes) - _plane(a, axes) for a, b in drawn])
    tail = float(ndtr(-math.sqrt(fewest / (fewest - 1)) * stdtrit(fewest - 1, 0.5 + level / 2)))
    (east_low, north_low), (east_high, north_high) = np.quantile(moves, (tail, 1 - tail), axis=0)
    east, north = (float(value) for value in _plane(end, axes))
    return Drift(
        _centre(start, np.array([a for a, _ in drawn]), len(before), level),
        _centre(end, np.array([b for _, b in drawn]), len(after), level),
        Bounds(east, float(east_low), float(east_high)),
        Bounds(north, float(north_low), float(north_high)),
        _km(start, end),
        _by_chance(find, points, (sides[0], sides[1]), draws, draw, normal=normal),
    )


def _means(
    points: Floats, side: Whole, share: float, draws: int, draw: np.random.Generator
) -> NDArray[np.float64]:
    """Means of `share` of a side's events, drawn with replacement where it is 1, else without; by the normal distribution."""
    many = int(side.sum())
    scale = 1.0 if share == 1.0 else 1.0 - share
    spread = np.cov(points.T, fweights=side) * scale / (many * share)
    return draw.multivariate_normal(side @ points / many, spread, size=draws, method="svd")


def _by_chance(
    find: _Find,
    points: Floats,
    sides: tuple[Whole, Whole],
    draws: int,
    draw: np.random.Generator,
    *,
    normal: bool,
) -> float:
    both = sides[0] + sides[1]
    axes = _axes(mean_centre(points, both.astype(np.float64)))
    middle = find(points, both.astype(np.float64), None)
    flat = np.array([_plane(point, axes) for point in points])
    inverse = np.linalg.pinv(np.cov(flat.T, fweights=both), hermitian=True)

    def far(a: Floats, b: Floats) -> float:
        move = _plane(b, axes) - _plane(a, axes)
        return float(move @ inverse @ move)

    def centres(one: Whole) -> tuple[Floats, Floats]:
        parts = one.astype(np.float64), (both - one).astype(np.float64)
        return find(points, parts[0], middle), find(points, parts[1], middle)

    apart = far(*centres(sides[0]))
    if normal:
        share = float(sides[0].sum() / both.sum())
        means = _means(points, both, share, draws, draw)
        others = (both @ points / both.sum() - share * means) / (1 - share)
        dealt = list(zip(means, others, strict=True))
    else:
        tables = draw.multivariate_hypergeometric(both, int(sides[0].sum()), size=draws, method="marginals")
        dealt = [centres(one) for one in tables]
    return (sum(far(*pair) >= apart * (1 - 1e-9) for pair in dealt) + 1) / (draws + 1)


def _resampled(side: Whole, draw: np.random.Generator) -> Floats:
    many = int(side.sum())
    return draw.multinomial(many, side / many).astype(np.float64)


def vectors(points: Floats) -> Floats:
    """Unit vectors of rows of (latitude, longitude) in degrees."""
    lat, lon = np.radians(np.asarray(points, dtype=np.float64)).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _axes(at: Floats) -> Floats:
    """East and north at a point, and the point: rows."""
    east = np.cross([0.0, 0.0, 1.0], at)
    length = float(np.linalg.norm(east))
    east = east / length if length > _NEAR else np.array([0.0, 1.0, 0.0])
    return np.stack([east, np.cross(at, east), at])


def _plane(point: Floats, axes: Floats) -> Floats:
    """Km east and north of the point of the axes, along the great circle to it (azimuthal equidistant)."""
    east, north, up = axes @ point
    sine = math.hypot(east, north)
    angle = math.atan2(sine, up)
    scale = EARTH_KM * (angle / sine if sine > 0 else 1.0)
    return np.array([east * scale, north * scale])


def _km(one: Floats, other: Floats) -> float:
    return EARTH_KM * math.atan2(float(np.linalg.norm(np.cross(one, other))), float(one @ other))


def _centre(at: Floats, drawn: Floats, events: int, level: float) -> Centre:
    away = [_km(at, point) for point in drawn]
    lat, lon = math.degrees(math.asin(max(-1.0, min(1.0, at[2])))), math.degrees(math.atan2(at[1], at[0]))
    return Centre(lat, lon, float(np.quantile(away, level)), events)
