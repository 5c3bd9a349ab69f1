"""Blocks of claims: what two claims must have in common to be looked at together.

Blocks keep the work near-linear. A claim meets others of its kind and week in the H3 cells within its reach; those
of its country and day, when it places its event no finer; others that state the same figure for the same side; others
with much the same words; in claims without a point, others with the same word for the event and two names in common;
and its own document's. Claims without a time meet each other by their words and names alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import h3.api.basic_int as h3
import numpy as np
from numpy.typing import NDArray

from counterclaim.events.linking.columns import Ints
from counterclaim.events.linking.facts import Facts
from counterclaim.events.linking.told import SENTENCES_NEAR

Hashes = NDArray[np.uint64]

DAYS = 7
"""Claims whose times lie further apart are never compared."""
_MARGIN_KM = 15.0
_LEVELS = ((10.0, 5), (40.0, 4), (110.0, 3), (300.0, 2))
"""Reach in km and the H3 resolution whose cells are no smaller; a wider place is found by other blocks."""
_RINGS = 2
_WEEK = 7
_MAX_WEEKS = 9
_FEW_DAYS = 14
_LEAST_FIGURE = 3
_BANDS, _ROWS = 6, 2
_MOST_NAMES = 5
_UNDATED = -1
"""The week of what has no time."""


class Keys:
    """The blocks that each claim covers, and those that it stands in: sorted block numbers with rows of claims."""

    def __init__(self, facts: Iterable[Facts]) -> None:
        every = list(facts)
        covers, stands = _Entries(), _Entries()
        for row, one in enumerate(every):
            _enter_places(one, row, covers, stands)
            _enter_document(one, row, covers, stands)
            _enter_country(one, row, covers, stands)
            _enter_content(one, row, covers, stands)
        _enter_words(every, covers, stands)
        self.covers = covers.arrays()
        self.stands = stands.arrays()


class _Entries:
    """Blocks with the claims in them, as plain numbers."""

    def __init__(self) -> None:
        self._what, self._when, self._rows = array("Q"), array("q"), array("q")

    def add(self, row: int, what: Iterable[int], times: Sequence[int]) -> None:
        """Enter a claim for each thing at each time."""
        for one in what:
            for time in times:
                self._what.append(one)
                self._when.append(time)
                self._rows.append(row)

    def arrays(self) -> tuple[Hashes, Ints]:
        """Block numbers in order, and the row of each. Chance meetings in one block only cost time."""
        what = np.frombuffer(self._what, dtype=np.uint64) if self._what else np.zeros(0, np.uint64)
        when = np.array(self._when, dtype=np.int64).view(np.uint64)
        block = _mixed(what ^ _mixed(when))
        order = np.argsort(block, kind="stable")
        return block[order], np.array(self._rows, dtype=np.int64)[order]


def _mixed(values: Hashes) -> Hashes:
    """Values spread over all 64 bits (the finaliser of SplitMix64: Steele, Lea and Flood 2014)."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(values ^ (values >> np.uint64(31)))


def _enter_places(one: Facts, row: int, covers: _Entries, stands: _Entries) -> None:
    level = _place_level(one)
    if level is None or one.lat is None or one.lon is None:
        return
    kind = _hash(one.group)
    cell = h3.latlng_to_cell(one.lat, one.lon, level)
    covers.add(row, [kind ^ around for around in _around(cell)], _weeks(one, DAYS))
    parents = (h3.cell_to_parent(cell, step) for _, step in _LEVELS if step <= level)
    stands.add(row, [kind ^ parent for parent in parents], _weeks(one, 0))


@lru_cache(maxsize=1 << 14)
def _around(cell: int) -> tuple[int, ...]:
    return tuple(h3.grid_disk(cell, _RINGS))


def _place_level(one: Facts) -> int | None:
    return next((level for reach, level in _LEVELS if one.reach_km + _MARGIN_KM / 2 <= reach), None)


def _enter_document(one: Facts, row: int, covers: _Entries, stands: _Entries) -> None:
    page = one.sentence // SENTENCES_NEAR
    covers.add(row, [_hash("document", one.document)], (page - 1, page, page + 1))
    stands.add(row, [_hash("document", one.document)], (page,))


def _enter_country(one: Facts, row: int, covers: _Entries, stands: _Entries) -> None:
    """Blocks of a country and a day, for a claim that places its event no finer."""
    if not one.country or one.first is None or one.last is None or one.last - one.first > _FEW_DAYS:
        return
    kind = (_hash(one.group, "country", one.country),)
    if one.coarse:
        covers.add(row, kind, range(one.first - 1, one.last + 2))
    stands.add(row, kind, range(one.first, one.last + 1))


def _enter_content(one: Facts, row: int, covers: _Entries, stands: _Entries) -> None:
    """Blocks of what a claim says, wherever it puts it."""
    figures, names = list(_figure_keys(one)), list(_name_keys(one))
    covers.add(row, figures, _weeks(one, DAYS))
    stands.add(row, figures + names, _weeks(one, 0))
    if one.lat is None:
        covers.add(row, names, _weeks(one, DAYS))


def _figure_keys(one: Facts) -> Iterator[int]:
    for what, low, high in one.figures:
        value = high if low is None else low
        if value is not None and value >= _LEAST_FIGURE:
            yield from (_hash(one.group, side, what, str(value)) for side in one.actors | one.targets)


def _name_keys(one: Facts) -> Iterator[int]:
    """A word for the event with two names. Of many names those with the least hashes are taken, on both sides."""
    names = sorted(one.names, key=_hash)[:_MOST_NAMES]
    for word in one.trigger:
        yield from (_hash(word) ^ _hash(first, second) for first, second in combinations(sorted(names), 2))


def _enter_words(facts: Sequence[Facts], covers: _Entries, stands: _Entries) -> None:
    """MinHash: sentences that are alike have least hashes in common (Broder 1997; Leskovec et al., chapter 3).

    A claim is entered under pairs of its least hashes, one without a point also under each with its words for the
    event.
    """
    rows = [row for row, one in enumerate(facts) if len(one.words) > _ROWS]
    if not rows:
        return
    words = np.array([_hash(word) for row in rows for word in facts[row].words], dtype=np.uint64)
    starts = np.cumsum([0, *(len(facts[row].words) for row in rows[:-1])])
    salts = _mixed(np.arange(_BANDS * _ROWS, dtype=np.uint64))
    least = np.stack([_mixed(np.minimum.reduceat(_mixed(words ^ salt), starts) ^ salt) for salt in salts])
    bands = least[::_ROWS] ^ _mixed(least[1::_ROWS])
    for place, row in enumerate(rows):
        one = facts[row]
        keys = [_hash(one.group) ^ band for band in bands[:, place].tolist()]
        if one.lat is None:
            keys += [_hash("word", word) ^ key for word in one.trigger for key in least[:, place].tolist()]
        covers.add(row, keys, _weeks(one, DAYS))
        stands.add(row, keys, _weeks(one, 0))


def _weeks(one: Facts, margin: int) -> Sequence[int]:
    """Weeks that a claim's time touches; none when it spans a season and more."""
    if one.first is None or one.last is None:
        return (_UNDATED,)
    if one.last - one.first > _MAX_WEEKS * _WEEK:
        return ()
    return range((one.first - margin) // _WEEK, (one.last + margin) // _WEEK + 1)


@lru_cache(maxsize=1 << 18)
def _hash(*words: str) -> int:
    return int.from_bytes(blake2b("\x1f".join(words).encode(), digest_size=8).digest(), "big")
