"""A column with few values as bits: for each value a row with a bit an event, so that counting is and-ing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.ask.index.columns import Codes, Mask, Pairs, Wide

_WORD = 64
_SHORT = np.iinfo(np.int16).max


@dataclass(frozen=True, slots=True)
class Bits:
    """`rows` has a row a value and, in whole words, a bit for each of `many` events."""

    rows: NDArray[np.uint64]
    many: int

    def counts(self, packed: NDArray[np.uint64]) -> Wide:
        """How many of the events of a mask have each value; `packed` is the mask by `pack`."""
        found: Wide = np.bitwise_count(self.rows & packed).sum(axis=1, dtype=np.int64)
        return found

    def any_of(self, codes: Sequence[int]) -> Mask:
        """The events that have any of some values."""
        joined = np.bitwise_or.reduce(self.rows[list(codes)], axis=0)
        return np.unpackbits(joined.view(np.uint8), count=self.many, bitorder="little").view(np.bool_)


def pack(mask: Mask) -> NDArray[np.uint64]:
    """A mask as bits in whole words."""
    packed = np.zeros(-(-len(mask) // _WORD) * (_WORD // 8), dtype=np.uint8)
    some = np.packbits(mask, bitorder="little")
    packed[: len(some)] = some
    return packed.view(np.uint64)


def worth(of: Codes | Pairs, many: int) -> bool:
    """Whether a column is counted sooner by bits than value by value; its bits then take no more than itself."""
    return 0 < len(of.words.values) * (many // _WORD + 1) <= len(of.codes)


def bits(of: Codes | Pairs, many: int) -> Bits:
    """A column of `many` events as bits."""
    owner: Any = of.owner if isinstance(of, Pairs) else np.arange(many, dtype=np.int32)
    rows = np.zeros((len(of.words.values), -(-many // _WORD)), dtype=np.uint64)
    codes = of.codes.astype(np.int16) if len(rows) < _SHORT else of.codes  # numpy sorts these by radix
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(len(rows) + 1, dtype=codes.dtype))
    for code in range(len(rows)):
        mask = np.zeros(many, dtype=np.bool_)
        mask[owner[order[ends[code] : ends[code + 1]]]] = True
        rows[code] = pack(mask)
    return Bits(rows, many)
