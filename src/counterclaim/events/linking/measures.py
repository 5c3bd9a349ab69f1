"""What is measured of many pairs at once, before it is put into words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from counterclaim.events.linking.columns import Bools, Columns, Floats, Ints

Levels = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One feature of a pair: its name, its levels in words, and what puts pairs on them."""

    name: str
    levels: tuple[str, ...]
    compare: Callable[[Columns, Ints, Ints], Levels]


def choose(size: int, *cases: tuple[Bools, int], otherwise: int) -> Levels:
    """The level of the first case that holds."""
    return np.select(
        [holds for holds, _ in cases],
        [np.full(size, level, dtype=np.int8) for _, level in cases],
        default=np.int8(otherwise),
    )


def days_between(table: Columns, a: Ints, b: Ints) -> Ints:
    """Days between two intervals, 0 where they overlap."""
    gap = np.maximum(table.first[a] - table.last[b], table.first[b] - table.last[a])
    return np.asarray(np.maximum(gap, 0))


def shared(matrix: csr_array, a: Ints, b: Ints) -> Ints:
    """How many members the sets of each pair share."""
    both = matrix[a].multiply(matrix[b])
    return np.asarray(both.sum(axis=1), dtype=np.int64).ravel()


def sizes(matrix: csr_array) -> Ints:
    """How many members each set has."""
    return np.asarray(np.diff(matrix.indptr), dtype=np.int64)


def likeness(matrix: csr_array, a: Ints, b: Ints) -> Floats:
    """Jaccard's index of the sets of each pair (Jaccard 1912), 0 where both are empty."""
    count = sizes(matrix)
    common = shared(matrix, a, b)
    union = count[a] + count[b] - common
    return np.asarray(np.divide(common, union, out=np.zeros(len(a)), where=union > 0))


def either_empty(matrix: csr_array, a: Ints, b: Ints) -> Bools:
    """Whether a set of the pair has no member."""
    count = sizes(matrix)
    return np.asarray(np.minimum(count[a], count[b]) == 0)
