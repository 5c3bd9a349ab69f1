"""Which pairs of claims are compared at all: those that meet in a block.

Blocks keep the work near-linear: a claim meets others of its week in the H3 cells within its reach, others that
state the same figure for the same side, others with nearly the same sentence, and its own document's. Whether
two claims meet depends on the two alone, so neither the order of arrival nor the rest of the record matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

import h3
import numpy as np

from counterclaim.events.linking.columns import Bools, Columns, Ints
from counterclaim.events.linking.comparisons import SENTENCES_NEAR, days_between, shared, sizes
from counterclaim.events.linking.distance import kilometres
from counterclaim.events.linking.facts import Facts

DAYS = 7
"""Claims whose times lie further apart are never compared."""
_MARGIN_KM = 15.0
_LEVELS = ((10.0, 5), (40.0, 4), (110.0, 3), (300.0, 2))
"""Reach in km and the H3 resolution whose cells are no smaller; a wider place is found by other blocks."""
_WIDE_KM = 300.0
_RINGS = 2
_WEEK = 7
_MAX_WEEKS = 9
_FEW_DAYS = 14
_LEAST_FIGURE = 3
_BANDS, _ROWS = 6, 2
_MASK = (1 << 63) - 1


def pairs(table: Columns, keys: Keys) -> tuple[Ints, Ints]:
    """The pairs of claims to compare, each once, as row numbers with a < b."""
    a, b = _meet(keys)
    keep = worth_comparing(table, a, b)
    return a[keep], b[keep]


def worth_comparing(table: Columns, a: Ints, b: Ints) -> Bools:
    """What of the pairs that meet in a block can be about one thing by kind, time and place."""
    kind = table.group[a] == table.group[b]
    timed = table.timed[a] & table.timed[b]
    time = timed & (days_between(table, a, b) <= DAYS)
    located = table.located[a] & table.located[b]
    km = kilometres(table.lat[a], table.lon[a], table.lat[b], table.lon[b])
    wide = table.reach_km[a] + table.reach_km[b] > _WIDE_KM
    close = wide | (km <= np.maximum(30.0, table.reach_km[a] + table.reach_km[b] + _MARGIN_KM))
    coarse = table.coarse[a] | table.coarse[b]
    named = np.minimum(sizes(table.sides)[a], sizes(table.sides)[b]) > 0
    strangers = coarse & named & (shared(table.sides, a, b) == 0)
    return kind & time & (~located | close) & ~strangers


class Keys:
    """Blocks of claims: a claim that covers a block meets those that stand in it."""

    def __init__(self, facts: Iterable[Facts]) -> None:
        covers: list[tuple[int, int]] = []
        stands: list[tuple[int, int]] = []
        for row, one in enumerate(facts):
            covers.extend((key, row) for key in _covered(one))
            stands.extend((key, row) for key in _stood_in(one))
        self.covers = _sorted(covers)
        self.stands = _sorted(stands)


def _sorted(entries: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    found = np.array(sorted(set(entries)), dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _meet(keys: Keys) -> tuple[Ints, Ints]:
    """All pairs of a claim that covers a block and one that stands in it."""
    block, row = keys.covers
    other_block, other_row = keys.stands
    start = np.searchsorted(other_block, block, side="left")
    many = np.searchsorted(other_block, block, side="right") - start
    left = np.repeat(row, many)
    offset = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    right = other_row[np.repeat(start, many) + offset]
    low, high = np.minimum(left, right), np.maximum(left, right)
    apart = low != high
    both = np.unique(np.stack([low[apart], high[apart]], axis=1), axis=0)
    return both[:, 0], both[:, 1]


def _covered(one: Facts) -> Iterator[int]:
    """Blocks that a claim looks into."""
    near = _place_level(one)
    if near is not None and one.lat is not None and one.lon is not None:
        for cell in h3.grid_disk(h3.latlng_to_cell(one.lat, one.lon, near), _RINGS):
            for week in _weeks(one, DAYS):
                yield _key(one.group, cell, week)
    page = one.sentence // SENTENCES_NEAR
    for number in (page - 1, page, page + 1):
        yield _key(one.group, one.document, number)
    if one.coarse:
        yield from _by_country(one, 1)
    yield from _by_content(one, DAYS)


def _stood_in(one: Facts) -> Iterator[int]:
    """Blocks in which a claim is found."""
    level = _place_level(one)
    if level is not None and one.lat is not None and one.lon is not None:
        finest = h3.latlng_to_cell(one.lat, one.lon, level)
        for resolution in {step for _, step in _LEVELS if step <= level}:
            for week in _weeks(one, 0):
                yield _key(one.group, h3.cell_to_parent(finest, resolution), week)
    yield _key(one.group, one.document, one.sentence // SENTENCES_NEAR)
    yield from _by_country(one, 0)
    yield from _by_content(one, 0)


def _by_country(one: Facts, margin: int) -> Iterator[int]:
    """Blocks of a country and a day, for a claim that places its event no finer."""
    if one.country and one.first is not None and one.last is not None and one.last - one.first <= _FEW_DAYS:
        for day in range(one.first - margin, one.last + margin + 1):
            yield _key(one.group, one.country, "day", day)


def _by_content(one: Facts, margin: int) -> Iterator[int]:
    """Blocks of what a claim says, wherever it puts it."""
    weeks = _weeks(one, margin)
    for side in one.actors | one.targets:
        for what, low, high in one.figures:
            if (value := low if low is not None else high) is not None and value >= _LEAST_FIGURE:
                yield from (_key(one.group, side, what, value, week) for week in weeks)
    for band in _bands(one.words):
        yield from (_key(one.group, band, week) for week in weeks)


def _bands(words: frozenset[str]) -> Iterator[str]:
    """Bands of a MinHash signature: sentences that are alike share one (Broder 1997; Leskovec et al., ch. 3)."""
    if len(words) < _ROWS + 1:
        return
    hashes = [_hash(word) for word in words]
    least = [min(value * factor & _MASK for value in hashes) for factor in _FACTORS]
    for band in range(_BANDS):
        rows = least[band * _ROWS : (band + 1) * _ROWS]
        yield f"{band}:{':'.join(map(str, rows))}"


_FACTORS = tuple((0x9E3779B97F4A7C15 * (2 * step + 1)) & _MASK | 1 for step in range(_BANDS * _ROWS))


def _place_level(one: Facts) -> int | None:
    if one.lat is None:
        return None
    return next((level for reach, level in _LEVELS if one.reach_km + _MARGIN_KM / 2 <= reach), None)


def _weeks(one: Facts, margin: int) -> range:
    """Weeks that a claim's time touches; none when it has no time or spans a season and more."""
    if one.first is None or one.last is None or one.last - one.first > _MAX_WEEKS * _WEEK:
        return range(0)
    return range((one.first - margin) // _WEEK, (one.last + margin) // _WEEK + 1)


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big") & _MASK


def _key(*parts: object) -> int:
    """A block's number: a hash, so that blocks of all kinds share one index. Chance meetings only cost time."""
    return (
        int.from_bytes(blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).digest(), "big") & _MASK
    )
