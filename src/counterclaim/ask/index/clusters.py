"""The events of a map tile: those alone in a cell of its grid as they are, the others as one cluster a cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from counterclaim.ask.index.columns import NONE, Events, Ints, Mask, Wide
from counterclaim.ask.index.masks import word_of

DEEPEST = 22
"""The deepest zoom that has tiles of its own."""
_GRID = 3
"""A tile has 2 ** 3 cells each way: of 64 pixels where a tile is shown with 512, so that clusters keep apart."""
_LEVEL = DEEPEST + _GRID


@dataclass(frozen=True, slots=True)
class Spot:
    """One event, by its row, or a cluster of `many` events; x and y from 0 to 1 of the tile, y southwards.

    `best` is the best estimate of those killed, summed up, null where nobody gives one. `row` is that of a cluster's
    first event, `type` the code of its commonest type, `box` is west, south, east and north of its events.
    """

    x: float
    y: float
    many: int
    best: int | None
    row: int
    type: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """The located events along the Z-order curve: a tile is a stretch of it. `codes` are ascending."""

    codes: Wide
    rows: Ints


def curve(events: Events) -> Curve:
    """The curve of all events."""
    rows = np.flatnonzero(events.located).astype(np.int32)
    codes = _interleaved(events.x[rows], events.y[rows])
    order = np.argsort(codes, kind="stable")
    return Curve(codes[order], rows[order])


def spots(events: Events, along: Curve, word: str, mask: Mask, z: int, x: int, y: int) -> Iterator[Spot]:
    """The spots of a tile, cell by cell."""
    rest = 2 * (_LEVEL - z)
    tile = int(_spread(np.array([x]))[0] | (_spread(np.array([y]))[0] << 1))
    first, last = np.searchsorted(along.codes, (tile << rest, (tile + 1) << rest))
    rows, codes = along.rows[first:last], along.codes[first:last]
    kept = mask[rows]
    rows, codes = rows[kept], codes[kept]
    if not len(rows):
        return
    cells = codes >> (rest - 2 * _GRID)
    starts = np.flatnonzero(np.r_[True, cells[1:] != cells[:-1]])
    sizes = np.diff(np.r_[starts, len(rows)])
    scale = 1 << z
    across = np.add.reduceat(events.x[rows] * scale - x, starts) / sizes
    down = np.add.reduceat(events.y[rows] * scale - y, starts) / sizes
    best = _best(events, word, rows)
    told = np.add.reduceat(np.maximum(best, 0), starts)
    known = np.logical_or.reduceat(best != NONE, starts)
    types = _commonest(events.types.codes[rows], starts, sizes)
    lon, lat = events.lon[rows], events.lat[rows]
    box = np.stack(
        [of.reduceat(one, starts) for of in (np.minimum, np.maximum) for one in (lon, lat)], axis=1
    )
    for at in range(len(starts)):
        yield Spot(
            float(across[at]),
            float(down[at]),
            int(sizes[at]),
            int(told[at]) if known[at] else None,
            int(rows[starts[at]]),
            int(types[at]),
            tuple(box[at].tolist()),
        )


def _best(events: Events, word: str, rows: Ints) -> Wide:
    figure = word_of(events, word).figures.get("killed")
    return figure.best_of(rows) if figure is not None else np.full(len(rows), NONE, dtype=np.int64)


def _commonest(types: Ints, starts: Wide, sizes: Wide) -> Wide:
    """The commonest code of each stretch, the least of several."""
    cell = np.repeat(np.arange(len(starts)), sizes)
    many = int(types.max()) + 2
    pairs, counts = np.unique(cell * many + types + 1, return_counts=True)
    order = np.lexsort((pairs, -counts, pairs // many))
    firsts = np.unique(pairs[order] // many, return_index=True)[1]
    found: Wide = pairs[order][firsts] % many - 1
    return found


def _interleaved(x: np.ndarray, y: np.ndarray) -> Wide:
    size = float(1 << _LEVEL)
    found: Wide = _spread((x * size).astype(np.int64)) | (_spread((y * size).astype(np.int64)) << 1)
    return found


def _spread(values: np.ndarray) -> Wide:
    """The bits of numbers below 2 ** 32 with a zero between each two."""
    found = values.astype(np.int64) & 0xFFFFFFFF
    for shift, kept in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        found = (found | (found << shift)) & kept
    return found
