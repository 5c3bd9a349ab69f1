"""Clusters of claims from the scores of their pairs.

Average linkage (Sokal & Michener 1958) on log-odds: two clusters become one while the mean score over all pairs
between them is above the threshold, the best first. A pair that was never compared counts as `ABSENT`. Clusters
that hold two claims known to be about two things never become one. What a cluster is follows from its own
connected component of linked claims alone, so a new report changes only what it touches.

The mean over pairs is reducible: a cluster made of two is to no third one nearer than the nearer of the two. Two
clusters that are each other's nearest therefore become one sooner or later whatever else does (Murtagh 1983, A Survey
of Recent Advances in Hierarchical Clustering Algorithms), and all such pairs can be merged at once. That a third
cluster is forbidden to the one made of two, when it is forbidden to one of them, keeps this: it only grows further.

On a chain of links whose scores rise, only one pair at a time is each other's nearest. Rounds over whole arrays
therefore end when they have looked at `ROUNDS` times what there was, and what is left is merged pair by pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from counterclaim.events.linking.agglomerating import BestFirst
from counterclaim.events.linking.columns import Bools, Floats, Ints

ABSENT = -3.5
"""Score of a pair that no block brought together."""

JOIN = -0.6
"""Log-odds above which claims become one event: more likely one than two."""

_UNITS = 1_000_000
"""Scores are counted in whole millionths, so that sums do not depend on their order."""

_ABSENT, _JOIN = round(ABSENT * _UNITS), JOIN * _UNITS

ROUNDS = 20
"""How often all links and marks may be looked at at once: about what merging them pair by pair costs."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Claims 0 to `size` - 1, of one connected piece or of many.

    `a`, `b` and `score` are the ends of each link, a < b and each pair once, and its log-odds. Claim `marked[k]` bears
    the mark `mark[k]`, which no other claim of its cluster may bear.
    """

    size: int
    a: Ints
    b: Ints
    score: Floats
    marked: Ints
    mark: Ints


def clusters(linked: Linked, together: Iterable[tuple[int, int]] = ()) -> Ints:
    """The lowest claim of each claim's cluster. What people said is `together` is so before anything else."""
    merging = _Merging(linked)
    merging.unite(together)
    rows = ROUNDS * merging.rows()
    while rows > 0 and merging.step():
        rows -= merging.rows()
    merging.finish()
    return merging.homes()


class _Merging:
    """Clusters as they grow, each by the number of its lowest claim, and what links still matter between them.

    A cluster that has no other to go to keeps none, and is let go: no link of it can ever count again.
    """

    def __init__(self, linked: Linked) -> None:
        self._home = np.arange(linked.size)
        self._sizes = np.ones(linked.size, dtype=np.int64)
        self._u, self._v = linked.a.astype(np.int64), linked.b.astype(np.int64)
        self._over = np.rint(linked.score * _UNITS).astype(np.int64) - _ABSENT  # above a pair never compared
        self._claims = np.arange(linked.size)  # of each cluster that is still looked at, its number
        self._marked, self._mark = linked.marked.astype(np.int64), linked.mark.astype(np.int64)
        self._gather()

    def rows(self) -> int:
        """How many links and marks there are to look at."""
        return len(self._u) + len(self._marked)

    def homes(self) -> Ints:
        """The number of the cluster of each claim."""
        while True:
            further = self._home[self._home]
            if np.array_equal(further, self._home):
                return self._home
            self._home = further

    def unite(self, together: Iterable[tuple[int, int]]) -> None:
        """Make one cluster of each of these pairs, whatever links and marks say."""
        pairs = np.array(list(together), dtype=np.int64).reshape(-1, 2)
        if not len(pairs):
            return
        size = len(self._home)
        _, piece = connected_components(coo_array((np.ones(len(pairs)), pairs.T), shape=(size, size)), False)
        first = np.full(size, size)
        np.minimum.at(first, piece, np.arange(size))
        self._put(first[piece])

    def step(self) -> bool:
        """Merge all pairs of clusters that are each other's nearest; false when no two can be merged any more."""
        mean = self._means()
        kept = self._reaching(mean)
        self._keep(kept)
        mean = mean[kept]
        best = np.full(len(self._sizes), -np.inf)
        np.maximum.at(best, self._u, mean)
        np.maximum.at(best, self._v, mean)
        # Of equal means the pair of the lowest numbers is the nearest; pairs are in the order of their numbers.
        first = np.full(len(self._sizes), len(mean))
        for end in (self._u, self._v):
            rows = np.flatnonzero((mean == best[end]) & (mean > _JOIN))
            np.minimum.at(first, end[rows], rows)
        merged = np.unique(first[first < len(mean)])
        merged = merged[(first[self._u[merged]] == merged) & (first[self._v[merged]] == merged)]
        if not len(merged):
            return False
        into = np.arange(len(self._sizes))
        into[self._v[merged]] = self._u[merged]
        self._put(into)
        return True

    def finish(self) -> None:
        """Merge pair by pair, the best first, until no two can be merged any more."""
        self._keep(self._reaching(self._means()))
        left = BestFirst(self._sizes, _ABSENT, _JOIN)
        left.link(self._u, self._v, self._over)
        left.mark(self._marked, self._mark)
        self._home[self._claims] = self._claims[left.merge()]

    def _means(self) -> Floats:
        pairs = self._sizes[self._u] * self._sizes[self._v]
        return np.asarray((self._over + _ABSENT * pairs) / pairs)

    def _reaching(self, mean: Floats) -> Bools:
        """The pairs that can still matter: those within a piece that is joined by means above the threshold.

        Two clusters that are never to be one are left out; what is made of one of them is checked anew.
        """
        near = np.flatnonzero(mean > _JOIN)
        barred = near[self._barred(self._u[near], self._v[near])]
        near = near[~np.isin(near, barred, assume_unique=True)]
        size = len(self._sizes)
        graph = coo_array(
            (np.ones(len(near), dtype=bool), (self._u[near], self._v[near])), shape=(size, size)
        )
        _, piece = connected_components(graph, False)
        kept = piece[self._u] == piece[self._v]
        kept[barred] = False
        return np.asarray(kept)

    def _barred(self, u: Ints, v: Ints) -> Bools:
        """Which pairs of clusters bear a mark in common."""
        many = np.bincount(self._marked, minlength=len(self._sizes))
        start = np.cumsum(many) - many
        fewer = np.where(many[u] <= many[v], u, v)
        other = np.where(many[u] <= many[v], v, u)
        pair = np.repeat(np.arange(len(u)), many[fewer])
        offset = np.arange(len(pair)) - np.repeat(np.cumsum(many[fewer]) - many[fewer], many[fewer])
        mark = self._mark[start[fewer][pair] + offset]
        marks = int(self._mark.max(initial=0)) + 1
        held = self._marked * marks + self._mark
        found = np.zeros(len(u), dtype=bool)
        found[pair[np.isin(other[pair] * marks + mark, held)]] = True
        return found

    def _keep(self, kept: Bools) -> None:
        """Go on with these pairs alone, and with the clusters that they are of."""
        self._u, self._v, self._over = self._u[kept], self._v[kept], self._over[kept]
        left = np.zeros(len(self._sizes), dtype=bool)
        left[self._u] = left[self._v] = True
        number = np.cumsum(left) - 1
        self._sizes, self._claims = self._sizes[left], self._claims[left]
        self._u, self._v = number[self._u], number[self._v]
        bearing = left[self._marked]
        self._marked, self._mark = number[self._marked[bearing]], self._mark[bearing]

    def _put(self, into: Ints) -> None:
        """Put each cluster into that of the number in `into`, its own or a lower one."""
        self._home[self._claims] = self._claims[into]
        self._sizes = np.bincount(into, self._sizes, len(into)).astype(np.int64)
        self._u, self._v, self._marked = into[self._u], into[self._v], into[self._marked]
        self._gather()

    def _gather(self) -> None:
        """Make one row of the links between the same two clusters, in the order of their numbers."""
        low, high = np.minimum(self._u, self._v), np.maximum(self._u, self._v)
        size = max(len(self._sizes), 1)
        between = np.where(low == high, -1, low * size + high)
        order = np.argsort(between, kind="stable")
        order = order[np.searchsorted(between[order], 0) :]
        between = between[order]
        starts = np.flatnonzero(np.diff(between, prepend=-1))
        self._u, self._v = between[starts] // size, between[starts] % size
        over = self._over[order]
        self._over = np.add.reduceat(over, starts) if len(starts) else over
        marks = 1 + int(self._mark.max(initial=0))
        held = np.unique(self._marked * marks + self._mark)
        self._marked, self._mark = held // marks, held % marks
