"""Circles of citations: strongly connected components of a directed graph.

Tarjan, Depth-first search and linear graph algorithms, SIAM Journal on Computing 1(2), 1972; without recursion,
so that a long chain of citations needs no deep stack. Time is linear in nodes and edges.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

Graph = Mapping[str, Iterable[str]]
"""Successors by node; a node without any may be left out."""


def components(graph: Graph) -> list[tuple[str, ...]]:
    """Strongly connected components, each after all that it leads to; nodes of each in sorted order."""
    search = _Search(graph)
    nodes = sorted({*graph, *(after for follow in graph.values() for after in follow)})
    for node in nodes:
        search.start(node)
    return search.found


def circle(graph: Graph, component: Iterable[str], start: str) -> tuple[str, ...]:
    """A shortest circle through `start` inside its component, without `start` at the end again.

    Breadth-first search; of circles of one length the first by name. Empty where there is none.
    """
    inside = set(component)
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for after in sorted(set(graph.get(node, ())) & inside):
            if after == start:
                return _back(node, came_from)
            if after not in came_from:
                came_from[after] = node
                waiting.append(after)
    return ()


def _back(node: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    way = [node]
    while way[-1] in came_from:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


class _Search:
    """Tarjan's search: the stack holds nodes whose component is not yet known."""

    def __init__(self, graph: Graph) -> None:
        self.found: list[tuple[str, ...]] = []
        self._graph = graph
        self._number: dict[str, int] = {}
        self._lowest: dict[str, int] = {}
        self._stack: list[str] = []
        self._on_stack: set[str] = set()

    def start(self, root: str) -> None:
        """Search from `root`, unless it has been reached."""
        if root in self._number:
            return
        calls: list[tuple[str, Iterator[str]]] = [self._enter(root)]
        while calls:
            node, follow = calls[-1]
            after = next(follow, None)
            if after is None:
                calls.pop()
                if calls:
                    above = calls[-1][0]
                    self._lowest[above] = min(self._lowest[above], self._lowest[node])
                self._close(node)
            elif after not in self._number:
                calls.append(self._enter(after))
            elif after in self._on_stack:
                self._lowest[node] = min(self._lowest[node], self._number[after])

    def _enter(self, node: str) -> tuple[str, Iterator[str]]:
        self._number[node] = self._lowest[node] = len(self._number)
        self._stack.append(node)
        self._on_stack.add(node)
        return node, iter(sorted(self._graph.get(node, ())))

    def _close(self, node: str) -> None:
        if self._lowest[node] != self._number[node]:
            return
        component = []
        while True:
            one = self._stack.pop()
            self._on_stack.discard(one)
            component.append(one)
            if one == node:
                break
        self.found.append(tuple(sorted(component)))
