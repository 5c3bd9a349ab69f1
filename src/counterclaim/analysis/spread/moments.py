"""The Knox statistic where there are too many pairs to shuffle: its exact mean and variance over all shuffles.

Pairs close in space and pairs close in time are the edges of two graphs on the events, and the statistic is how many edges
they share. Over all ways to deal the days among the places its mean and variance follow from each graph's number of edges and
of pairs of edges that meet in an event (Barton and David 1966, The random intersection of two graphs, in Research Papers in
Statistics; Mantel 1967, Cancer Research 27, 209-220).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Graph:
    """Numbers of `edges` and of `paths`, pairs of edges that meet in an event, of a graph on `events` events."""

    events: int
    edges: float
    paths: float

    @classmethod
    def of(cls, degrees: Floats, weights: Floats) -> Graph:
        """The graph in which `weights` events have each of the `degrees`."""
        events = int(weights.sum())
        return cls(events, float(weights @ degrees) / 2, float(weights @ (degrees * (degrees - 1))) / 2)


def shared(space: Graph, time: Graph) -> tuple[float, float]:
    """Mean and variance of the number of edges that two graphs on the same events share, the events dealt at random.

    With n events, S and T edges, s and t paths, and N = n (n - 1) / 2: the mean is ST / N, and the mean square is ST / N
    + 4 s t / (n (n - 1) (n - 2)) + 4 (S (S - 1) - 2 s) (T (T - 1) - 2 t) / (n (n - 1) (n - 2) (n - 3)), for an edge with
    itself, with one that it meets, and with one that it does not. At least four events.
    """
    n = float(space.events)
    mean = space.edges * time.edges / (n * (n - 1) / 2)
    meeting = 4 * space.paths * time.paths / (n * (n - 1) * (n - 2))
    apart = space.edges * (space.edges - 1) - 2 * space.paths
    apart *= (time.edges * (time.edges - 1) - 2 * time.paths) * 4 / (n * (n - 1) * (n - 2) * (n - 3))
    return mean, max(0.0, mean + meeting + apart - mean**2)


def in_space(xyz: Floats, reach: Floats) -> list[Graph]:
    """The graphs of pairs in each band of space; `reach` are the upper ends as chords of the unit sphere."""
    places, counted = np.unique(xyz, axis=0, return_counts=True)
    many = counted.astype(np.float64)
    tree = cKDTree(places)
    pairs = tree.query_pairs(float(reach[-1]), output_type="ndarray")
    bands = np.searchsorted(
        reach, np.linalg.norm(places[pairs[:, 0]] - places[pairs[:, 1]], axis=1), side="left"
    )
    graphs = []
    for band in range(len(reach)):
        one, other = pairs[bands == band].T
        degrees = np.bincount(one, many[other], len(places)) + np.bincount(other, many[one], len(places))
        own = many - 1.0 if band == 0 else np.zeros(len(places))
        graphs.append(Graph.of(np.asarray(degrees + own, dtype=np.float64), many))
    return graphs


def in_time(days: Whole, within: Sequence[int]) -> list[Graph]:
    """The graphs of pairs in each band of time; `within` are the upper ends in days."""
    ordered, many = np.unique(days, return_counts=True)
    before = np.concatenate([[0], np.cumsum(many)])
    graphs, closer = [], np.zeros(len(ordered))
    for most in within:
        near = before[np.searchsorted(ordered, ordered + most, side="right")]
        near = (near - before[np.searchsorted(ordered, ordered - most, side="left")] - 1).astype(np.float64)
        graphs.append(Graph.of(near - closer, many.astype(np.float64)))
        closer = near
    return graphs


def observed(xyz: Floats, days: Whole, reach: Floats, within: Sequence[int]) -> tuple[Whole, int]:
    """How many pairs are in each band of space and of time, and in the same place on one day.

    Events are taken by blocks of as many days as the widest band of time, each with itself and with the next one.
    """
    block = (days - days.min()) // (within[-1] + 1)
    order = np.argsort(block, kind="stable")
    starts = np.searchsorted(block[order], np.arange(int(block.max()) + 3))
    members = [order[a:b] for a, b in pairwise(starts)]
    trees = [cKDTree(xyz[own]) if len(own) else None for own in members]
    counts, same = np.zeros((len(reach), len(within)), dtype=np.int64), 0
    for own, tree, others, following in zip(members, trees, members[1:], trees[1:], strict=False):
        if tree is None:
            continue
        near = tree.query_pairs(float(reach[-1]), output_type="ndarray")
        pairs = [(own[near[:, 0]], own[near[:, 1]])]
        if following is not None:
            across = tree.sparse_distance_matrix(following, float(reach[-1]), output_type="ndarray")
            pairs.append((own[across["i"]], others[across["j"]]))
        for one, other in pairs:
            space = np.searchsorted(reach, np.linalg.norm(xyz[one] - xyz[other], axis=1), side="left")
            apart = np.abs(days[one] - days[other])
            time = np.searchsorted(np.asarray(within), apart, side="left")
            kept = (time < len(within)) & (space < len(reach))
            np.add.at(counts, (space[kept], time[kept]), 1)
            same += int(((space == 0) & (apart == 0)).sum())
    return counts, same
