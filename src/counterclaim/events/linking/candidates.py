"""Which pairs of claims are compared at all: those that meet in a block and are not plainly of two things.

Whether two claims are compared depends on the two alone, so neither the order of arrival nor the rest of the record
matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from counterclaim.events.linking.blocks import DAYS, Keys
from counterclaim.events.linking.columns import Bools, Columns, Ints
from counterclaim.events.linking.distance import kilometres
from counterclaim.events.linking.measures import days_between, either_empty, shared

__all__ = ["DAYS", "Keys", "pairs", "worth_comparing"]

WIDE_KM = 300.0
"""Two radii that together reach further say nothing of where."""
_NEAR_KM = 30.0
_MARGIN_KM = 15.0
_AT_ONCE = 1_000_000


def pairs(
    table: Columns, keys: Keys, asked: Callable[[Ints, Ints], Bools] | None = None
) -> tuple[Ints, Ints]:
    """The pairs of claims to compare, each once, as row numbers with a < b, in their order.

    `asked` says which of the pairs are asked for: all of them, if not given.
    """
    size = len(table)
    found = [np.zeros(0, dtype=np.int64)]
    for a, b in _meet(keys):
        if asked is not None:
            rows = asked(a, b)
            a, b = a[rows], b[rows]
        kept = worth_comparing(table, a, b)
        found.append(np.unique(a[kept] * size + b[kept]))
    both = np.unique(np.concatenate(found))
    return both // max(size, 1), both % max(size, 1)


def worth_comparing(table: Columns, a: Ints, b: Ints) -> Bools:
    """What of the pairs that meet in a block can be about one thing by kind, time and place."""
    timed = table.timed[a] & table.timed[b]
    untimed = ~table.timed[a] & ~table.timed[b]
    keep = untimed | (timed & (days_between(table, a, b) <= DAYS))
    for holds in (_close, _of_a_kind, _acquainted):
        rows = np.flatnonzero(keep)
        keep[rows] = holds(table, a[rows], b[rows])
    return np.asarray(keep)


def _close(table: Columns, a: Ints, b: Ints) -> Bools:
    located = table.located[a] & table.located[b]
    reach = table.reach_km[a] + table.reach_km[b]
    km = kilometres(table.lat[a], table.lon[a], table.lat[b], table.lon[b])
    near = km <= np.maximum(_NEAR_KM, reach + _MARGIN_KM)
    return np.asarray(~located | (reach > WIDE_KM) | near)


def _of_a_kind(table: Columns, a: Ints, b: Ints) -> Bools:
    kind = table.group[a] == table.group[b]
    other = np.flatnonzero(~kind)
    kind[other] = shared(table.trigger, a[other], b[other]) > 0
    return np.asarray(kind)


def _acquainted(table: Columns, a: Ints, b: Ints) -> Bools:
    """A claim without a place of its own is no match of one that names other sides."""
    keep = ~(table.coarse[a] | table.coarse[b]) | either_empty(table.sides, a, b)
    rows = np.flatnonzero(~keep)
    keep[rows] = shared(table.sides, a[rows], b[rows]) > 0
    return np.asarray(keep)


def _meet(keys: Keys) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of a claim that covers a block and one that stands in it, some at a time, a < b."""
    block, row = keys.covers
    other_block, other_row = keys.stands
    start = np.searchsorted(other_block, block, side="left")
    many = np.searchsorted(other_block, block, side="right") - start
    total = np.cumsum(many)
    begin = 0
    while begin < len(block):
        done = total[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(total, done + _AT_ONCE, side="right")))
        count = many[begin:end]
        offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        left = np.repeat(row[begin:end], count)
        right = other_row[np.repeat(start[begin:end], count) + offset]
        apart = left != right
        yield np.minimum(left, right)[apart], np.maximum(left, right)[apart]
        begin = end
