"""Decomposable graphs: which lists depend on which, in models whose likelihood has a closed form."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray


@cache
def decomposable(lists: int) -> tuple[tuple[tuple[tuple[int, int], ...], ...], NDArray[np.float64]]:
    """All decomposable graphs over so many lists but the complete one: their edges, and their factors.

    Factors have shape (graphs, 2**lists): the probability of a pattern is the product of the marginal probabilities
    over the sets of lists (masks), each to the power given: cliques in, separators out.
    """
    edges = list(combinations(range(lists), 2))
    kept, powers = [], []
    for number in range(2 ** len(edges) - 1):
        chosen = tuple(edge for place, edge in enumerate(edges) if number >> place & 1)
        found = factors(lists, chosen)
        if found is not None:
            kept.append(chosen)
            powers.append(found)
    return tuple(kept), np.array(powers, dtype=np.float64)


def factors(lists: int, edges: tuple[tuple[int, int], ...]) -> list[int] | None:
    """The powers of the marginals of a graph, null when it is not decomposable.

    A vertex whose neighbours are all joined is taken away as long as there is one: the graph is decomposable when
    that takes all of them (Lauritzen 1996, section 2.1). Given its neighbours, the vertex is independent of the rest.
    """
    near = [0] * lists
    for one, other in edges:
        near[one] |= 1 << other
        near[other] |= 1 << one
    powers = [0] * 2**lists
    left = (1 << lists) - 1
    while left:
        vertex = next((v for v in range(lists) if left >> v & 1 and _joined(near, near[v] & left)), None)
        if vertex is None:
            return None
        around = near[vertex] & left
        powers[around | 1 << vertex] += 1
        powers[around] -= 1
        left &= ~(1 << vertex)
    return powers


def _joined(near: list[int], mask: int) -> bool:
    members = [v for v in range(len(near)) if mask >> v & 1]
    return all(near[v] | 1 << v | mask == near[v] | 1 << v for v in members)
