"""Average linkage one pair of clusters after the other, the best first.

A link is held as what it is worth above pairs that were never compared: `over`, summed over all pairs between two
clusters, with which their mean is `absent` + over / pairs. As long as no link is added, a mean above `absent` can thus
only fall while the clusters grow, and is counted anew no sooner than its old value comes first in the heap. The
cluster of fewer links goes into the other. Each link is so moved at most log2(links) times.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np

from counterclaim.events.linking.columns import Ints


class BestFirst:
    """Clusters 0 to len(sizes) - 1 and the links between them, each pair once.

    `absent` and `join` are the score of a pair never compared and the mean above which two clusters become one,
    absent < join. Cluster `marked[k]` bears `mark[k]`; two that bear the same mark never become one.
    """

    def __init__(self, sizes: Ints, absent: int, join: float) -> None:
        self._absent, self._join = absent, join
        self._sizes: list[int] = sizes.tolist()
        self._lowest = list(range(len(sizes)))
        self._within = list(range(len(sizes)))
        self._links: list[dict[int, int]] = [{} for _ in self._lowest]
        self._marks: list[set[int]] = [set() for _ in self._lowest]
        self._heap: list[tuple[float, int, int, int]] = []

    def link(self, u: Ints, v: Ints, over: Ints) -> None:
        """Take these links, of u[k] < v[k]."""
        for low, high, value in zip(u.tolist(), v.tolist(), over.tolist(), strict=True):
            self._links[low][high] = self._links[high][low] = value
            mean = self._mean(low, high, value)
            if mean > self._join:
                self._heap.append((-mean, low, high, value))
        heapify(self._heap)

    def mark(self, marked: Ints, mark: Ints) -> None:
        """Take these marks."""
        for cluster, value in zip(marked.tolist(), mark.tolist(), strict=True):
            self._marks[cluster].add(value)

    def merge(self) -> Ints:
        """The lowest number of each cluster's cluster, when no two can be merged any more."""
        while self._heap:
            below, low, high, over = heappop(self._heap)
            one, other = self._find(low), self._find(high)
            if self._links[one].get(other) != over:
                continue  # merged, kept apart, or counted anew when links were added
            if self._mean(one, other, over) != -below:
                self._offer(one, other, over)
            elif self._marks[one].isdisjoint(self._marks[other]):
                self._join_up(one, other)
            else:
                del self._links[one][other], self._links[other][one]
        return np.array([self._lowest[self._find(number)] for number in range(len(self._sizes))], np.int64)

    def _find(self, number: int) -> int:
        """The cluster that this one is within by now."""
        within = self._within
        while within[number] != number:
            within[number] = number = within[within[number]]
        return number

    def _mean(self, one: int, other: int, over: int) -> float:
        pairs = self._sizes[one] * self._sizes[other]
        return (over + self._absent * pairs) / pairs

    def _offer(self, one: int, other: int, over: int) -> None:
        mean = self._mean(one, other, over)
        if mean > self._join:
            low, high = sorted((self._lowest[one], self._lowest[other]))
            heappush(self._heap, (-mean, low, high, over))

    def _join_up(self, one: int, other: int) -> None:
        """Make one cluster of these two, under the number of that of more links."""
        into, gone = (one, other) if len(self._links[one]) >= len(self._links[other]) else (other, one)
        self._within[gone] = into
        self._sizes[into] += self._sizes[gone]
        self._lowest[into] = min(self._lowest[into], self._lowest[gone])
        fewer, more = sorted((self._marks[into], self._marks[gone]), key=len)
        more |= fewer
        self._marks[into], self._marks[gone] = more, set()
        kept, moved = self._links[into], self._links[gone]
        self._links[gone] = {}
        del kept[gone], moved[into]
        for third, over in moved.items():
            del self._links[third][gone]
            before = kept.get(third)
            kept[third] = self._links[third][into] = over + (before or 0)
            if before is not None:
                self._offer(into, third, kept[third])
