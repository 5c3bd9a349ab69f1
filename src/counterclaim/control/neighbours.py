"""What is said of a place tells a little of the places around it.

Each row of evidence is copied to the places within reach, weaker with distance. The copy names its party as a likely
next one there, adds a little of its likelihood, and a little of the chance that something has changed. With a weight,
news and reach of 0 places are independent of each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from counterclaim.control.emissions import Evidence
from counterclaim.control.parameters import Neighbours
from counterclaim.control.states import Floats, Ints

KM_A_DEGREE = 111.195
"""Kilometres of a degree of a great circle of the mean radius of the Earth."""
MOST = 24
"""Neighbours of a place that count at most, the nearest ones."""


def spread(evidence: Evidence, points: Mapping[str, tuple[float, float]], given: Neighbours) -> Evidence:
    """The evidence with its copies at neighbours. `points` are (latitude, longitude) by place, in degrees, WGS 84.

    A place without a point has no neighbours. Places are compared as long as they share their list of parties:
    a copy to a place that has others is left out.
    """
    return copied(evidence, *alike(evidence.places, evidence.parties, points, given), given)


def alike(
    places: tuple[str, ...],
    parties: Sequence[tuple[str, ...]],
    points: Mapping[str, tuple[float, float]],
    given: Neighbours,
) -> tuple[Ints, Floats]:
    """The pairs of `within_reach` that have the same parties, by their first, and the share of each."""
    near, share = within_reach(places, points, given)
    number: dict[tuple[str, ...], int] = {}
    lists = np.array([number.setdefault(one, len(number)) for one in parties], dtype=np.int64)
    same = np.flatnonzero(lists[near[:, 0]] == lists[near[:, 1]])
    order = same[np.argsort(near[same, 0], kind="stable")]
    return near[order], share[order]


def copied(evidence: Evidence, near: Ints, factor: Floats, given: Neighbours) -> Evidence:
    """The evidence with copies of the rows of each first place of `near` (m, 2) at the second, by the share `factor` (m)."""
    if not len(near) or not len(evidence.place):
        return evidence
    first = np.searchsorted(near[:, 0], np.arange(len(evidence.places) + 1))
    count = (first[1:] - first[:-1])[evidence.place]
    row = np.repeat(np.arange(len(evidence.place)), count)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    pair = first[evidence.place[row]] + offset
    target, share = near[pair, 1], factor[pair]
    states = evidence.likelihood.shape[1]
    flat = evidence.likelihood[row].mean(axis=1, keepdims=True)
    weak = (share * given.weight)[:, None]
    return Evidence(
        evidence.places,
        evidence.parties,
        np.concatenate([evidence.place, target]),
        np.concatenate([evidence.day, evidence.day[row]]),
        np.concatenate([evidence.said, evidence.said[row]]),
        np.concatenate(
            [evidence.likelihood, weak * evidence.likelihood[row] + (1 - weak) * np.repeat(flat, states, 1)]
        ),
        np.concatenate([evidence.news, share * given.news * evidence.news[row]]),
        np.concatenate([evidence.named, share[:, None] * evidence.named[row]]),
    )


def within_reach(
    places: tuple[str, ...], points: Mapping[str, tuple[float, float]], given: Neighbours
) -> tuple[Ints, Floats]:
    """Pairs (m, 2) of indices of places within reach of each other, both ways, and ``exp(-km / scale_km)`` of each."""
    from scipy.spatial import cKDTree

    known = [(number, points[place]) for number, place in enumerate(places) if place in points]
    if len(known) < 2 or given.reach_km <= 0.0:
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0)
    number = np.array([one for one, _ in known], dtype=np.int64)
    ball = _on_ball(np.radians(np.array([point for _, point in known])))
    chord = 2.0 * math.sin(math.radians(given.reach_km / KM_A_DEGREE) / 2.0)
    far, who = cKDTree(ball).query(ball, k=min(MOST + 1, len(known)), distance_upper_bound=chord)
    here = np.repeat(np.arange(len(known)), far.shape[1])
    far, who = far.ravel(), who.ravel()
    right = np.isfinite(far) & (who != here) & (who < len(known))
    km = np.degrees(2.0 * np.arcsin(np.minimum(far[right] / 2.0, 1.0))) * KM_A_DEGREE
    pairs = np.stack([number[here[right]], number[who[right]]], axis=1)
    return pairs, np.exp(-km / given.scale_km)


def _on_ball(radians: Floats) -> Floats:
    lat, lon = radians[:, 0], radians[:, 1]
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
