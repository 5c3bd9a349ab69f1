"""Counts of people by the lists they stand on. Names never enter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_LISTS, MOST_LISTS = 2, 6

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lists:
    """How many people stand on exactly which lists.

    `counts` has one whole number for each of the 2**k patterns; bit j of its place says whether they stand on list
    `names[j]`. Place 0, people on no list, is 0: nobody has counted them.
    """

    names: tuple[str, ...]
    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.counts) != 2 ** len(self.names) or min(self.counts) < 0 or self.counts[0] != 0:
            raise ValueError(
                "counts must be one number a pattern, none negative, and 0 for people on no list"
            )

    @classmethod
    def of(cls, names: Sequence[str], patterns: Iterable[tuple[Sequence[int], int]]) -> Lists:
        """From pairs of a pattern (0 or 1 for each list) and a count; counts of the same pattern are added up."""
        counts = [0] * 2 ** len(names)
        for pattern, count in patterns:
            counts[sum(on << place for place, on in enumerate(pattern))] += count
        return cls(tuple(names), tuple(counts))

    @property
    def observed(self) -> int:
        """People on any list."""
        return sum(self.counts)

    def together(self, mask: int) -> int:
        """People on all lists of `mask`, whatever else they stand on; bit j is list j."""
        return sum(count for place, count in enumerate(self.counts) if place & mask == mask)

    def on(self, number: int) -> int:
        """People on exactly that many lists."""
        return sum(count for place, count in enumerate(self.counts) if place.bit_count() == number)

    def table(self) -> Counts:
        """The counts as floats, shape (2**k,)."""
        return np.array(self.counts, dtype=np.float64)

    def named(self, mask: int) -> tuple[str, ...]:
        """The names of the lists of a mask."""
        return tuple(name for place, name in enumerate(self.names) if mask >> place & 1)


def pairs(lists: int) -> list[int]:
    """The masks of all pairs of so many lists."""
    return [mask for mask in range(2**lists) if mask.bit_count() == 2]
