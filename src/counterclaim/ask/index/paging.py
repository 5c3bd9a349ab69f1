"""The events that a question finds in an order, a page at a time; a page begins behind the last event of the one before.

A cursor names that event and its place in the order, not a number of events: what is written meanwhile moves nothing.
"""

from __future__ import annotations

import base64
import binascii
import json
from bisect import bisect_right
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from counterclaim.ask.index.columns import NO_DAY, Events, Ints, Mask
from counterclaim.ask.index.masks import kept, word_of
from counterclaim.errors import UsageError

ORDERS = ("date", "claims", "documents", "origins", "killed", "id")
"""What events are ordered by; with a minus in front the other way round. What has no value comes last."""
_HEARD = ("claims", "documents", "origins", "killed")
_LAST = np.iinfo(np.int64).max


class Cursor(NamedTuple):
    """The last event of a page: the order, its value there, and its id."""

    sort: str
    value: int
    id: str


def page(
    events: Events, word: str, mask: Mask, sort: str, limit: int | None, cursor: str | None
) -> tuple[Ints, str | None]:
    """Rows of a page, and the cursor of the next one, null on the last.

    Raises:
        UsageError: there is no such order, or the cursor is not of this order.
    """
    heard = word if sort.endswith(_HEARD) else ""
    values = kept(events, ("sort", heard, sort), partial(_values, events, word, sort))
    rows = np.flatnonzero(mask).astype(np.int32)
    if cursor:
        after = read_cursor(cursor, sort)
        place = bisect_right(events.ids, after.id)
        own = values[rows]
        rows = rows[(own > after.value) | ((own == after.value) & (rows >= place))]
    chosen = _least(values, rows, limit)
    more = limit is not None and len(rows) > len(chosen)
    following = None
    if more and len(chosen):
        last = int(chosen[-1])
        following = write_cursor(Cursor(sort, int(values[last]), events.ids[last]))
    return chosen, following


def read_cursor(text: str, sort: str) -> Cursor:
    """The cursor that `write_cursor` wrote.

    Raises:
        UsageError: it is none of ours, or of another order.
    """
    try:
        plain = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        name, value, id_ = json.loads(plain)
    except (binascii.Error, ValueError, TypeError, RecursionError):
        name = value = id_ = None
    known = isinstance(name, str) and isinstance(id_, str) and type(value) is int and abs(value) <= _LAST
    if not known:
        raise UsageError("the cursor is not one that this server gave; follow the link `next` of a page")
    if name != sort:
        raise UsageError(f"the cursor is of the order {name[:20]!r}; ask for the first page of this one")
    return Cursor(name, value, id_)


def write_cursor(cursor: Cursor) -> str:
    """A cursor as it stands in an address."""
    plain = json.dumps(list(cursor), separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def _least(values: Any, rows: Ints, limit: int | None) -> Ints:
    """The first `limit` of `rows` by value, those of one value by row."""
    if limit is not None and len(rows) > 4 * limit + 1000:
        bound = np.partition(values[rows], limit)[limit]
        rows = rows[values[rows] <= bound]
    ordered = rows[np.argsort(values[rows], kind="stable")]
    return ordered if limit is None else ordered[:limit]


def _values(events: Events, word: str, sort: str) -> Any:
    """What the order compares, least first."""
    name = sort.removeprefix("-")
    if name not in ORDERS:
        raise UsageError(
            f"sort is one of {', '.join(ORDERS)}, or one of them with - in front, not {sort[:50]!r}"
        )
    if name == "id":
        own = np.arange(len(events), dtype=np.int64)
        known = np.ones(len(events), dtype=np.bool_)
    elif name == "date":
        own = np.where(events.from_day != NO_DAY, events.from_day, events.to_day).astype(np.int64)
        known = events.dated
    elif name == "killed":
        own = np.full(len(events), -1, dtype=np.int64)
        figure = word_of(events, word).figures.get("killed")
        if figure is not None:
            own[figure.rows] = figure.best
        known = own >= 0
    else:
        own = getattr(word_of(events, word), name).astype(np.int64)
        known = np.ones(len(events), dtype=np.bool_)
    return np.where(known, -own if sort.startswith("-") else own, _LAST)
