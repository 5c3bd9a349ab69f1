"""Clusters of claims from the scores of their pairs.

Average linkage (Sokal & Michener 1958) on log-odds: two clusters become one while the mean score over all pairs
between them is above the threshold, the best first. A pair that was never compared counts as `ABSENT`. Clusters
that hold two claims known to be about two things never become one. What a cluster is follows from its own
connected component of linked claims alone, so a new report changes only what it touches.
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterable, Mapping, Sequence

ABSENT = -3.5
"""Score of a pair that no block brought together."""

JOIN = -0.6
"""Log-odds above which claims become one event: more likely one than two."""

Edges = Mapping[tuple[int, int], float]


class Clusters:
    """Clusters of claims 0..n-1, merged step by step."""

    def __init__(self, exclusive: Sequence[frozenset[Hashable]], apart: Iterable[tuple[int, int]]) -> None:
        """`exclusive`: marks of a claim that no other claim of its cluster may bear; `apart`: pairs set apart."""
        self.members: dict[int, list[int]] = {one: [one] for one in range(len(exclusive))}
        self._marks = {one: set(marks) for one, marks in enumerate(exclusive)}
        self._apart: dict[int, set[int]] = {one: set() for one in self.members}
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)
        self._scores: dict[int, dict[int, tuple[float, int]]] = {one: {} for one in self.members}
        self._heap: list[tuple[float, int, int, int]] = []

    def run(self, edges: Edges, together: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
        """Merge by `edges` after what people said is `together`; clusters by their first member."""
        for (a, b), value in edges.items():
            self._scores[a][b] = self._scores[b][a] = (value, 1)
        home = {one: one for one in self.members}
        for a, b in together:
            while home[a] != a:
                a = home[a]
            while home[b] != b:
                b = home[b]
            if a != b:
                self._merge(min(a, b), max(a, b))
                home[max(a, b)] = min(a, b)
        for a in sorted(self.members):
            for b in self._scores[a]:
                if a < b:
                    self._push(a, b)
        while self._heap:
            negative, a, b, pairs = heapq.heappop(self._heap)
            if self._current(a, b, pairs, -negative) and not self._forbidden(a, b):
                self._merge(a, b)
                for other in self._scores[a]:
                    self._push(min(a, other), max(a, other))
        return [sorted(cluster) for _, cluster in sorted(self.members.items())]

    def _mean(self, a: int, b: int) -> float:
        total, many = self._scores[a][b]
        every = len(self.members[a]) * len(self.members[b])
        return round((total + ABSENT * (every - many)) / every, 9)

    def _push(self, a: int, b: int) -> None:
        mean = self._mean(a, b)
        if mean > JOIN:
            heapq.heappush(self._heap, (-mean, a, b, len(self.members[a]) * len(self.members[b])))

    def _current(self, a: int, b: int, every: int, mean: float) -> bool:
        """Whether an entry of the heap still tells how the two clusters stand."""
        return (
            a in self.members
            and b in self.members
            and b in self._scores[a]
            and len(self.members[a]) * len(self.members[b]) == every
            and self._mean(a, b) == mean
        )

    def _forbidden(self, a: int, b: int) -> bool:
        return not self._marks[a].isdisjoint(self._marks[b]) or b in self._apart[a]

    def _merge(self, a: int, b: int) -> None:
        """Put cluster b into cluster a, which has the lower number."""
        self.members[a] += self.members.pop(b)
        self._marks[a] |= self._marks.pop(b)
        for other in self._apart.pop(b):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart[a].add(other)
        scores = self._scores.pop(b)
        for other, (value, many) in scores.items():
            del self._scores[other][b]
            if other == a:
                continue
            total, count = self._scores[a].get(other, (0.0, 0))
            self._scores[a][other] = self._scores[other][a] = (total + value, count + many)
