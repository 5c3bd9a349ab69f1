"""Reads the columns of an index from a record."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

import numpy as np

from counterclaim.ask.index.columns import (
    NO_DAY,
    NONE,
    Codes,
    Events,
    Figure,
    Ints,
    Pairs,
    PlaceRow,
    Reals,
    Vocabulary,
    Word,
)
from counterclaim.ask.index.mercator import project
from counterclaim.errors import RecordError
from counterclaim.record import Record
from counterclaim.record.columns import EVENTS, WORDS, event_columns, names_of_sources, word_columns
from counterclaim.record.links import state

_LARGEST = 2**53
"""Greatest figure that is added up: the greatest whole number that JSON readers keep."""
_LISTS = ("sources", "methods", "modalities", "kinds")


def load(record: Record) -> Events:
    """The columns of all events as the record is now.

    Raises:
        RecordError: an older version linked the record, or it cannot be read.
    """
    with record.reading() as connection, _uncollected():
        now = state(connection)
        of_event = _transposed(event_columns(connection), EVENTS)
        of_word = _transposed(word_columns(connection), WORDS)
        names = names_of_sources(connection)
        return _events(now, of_event, of_word, names, record.address)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage cycles meanwhile: it would go through millions of new tuples again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _transposed(batches: Iterable[Sequence[Sequence[Any]]], names: Sequence[str]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for batch in batches:
        for name, values in zip(names, zip(*batch, strict=True), strict=True):
            columns[name].extend(values)
    return columns


def _events(
    now: str, of: dict[str, list[Any]], heard: dict[str, list[Any]], names: dict[str, str], address: str
) -> Events:
    ids: list[str] = of["id"]
    lat, lon = _point(of["place_lat"], of["place_lon"])
    x, y = project(lat, lon)
    from_day, to_day = _days(of["when_from"]), _days(of["when_to"])
    actor_names = Vocabulary()
    every = np.arange(len(ids), dtype=np.int32)
    actors, targets = (_pairs(of[name], actor_names, every) for name in ("actors", "targets"))
    rows = {id_: row for row, id_ in enumerate(ids)}
    words = _words(heard, rows)
    if ids and (not (everyone := words.get("everyone")) or not everyone.mask.all()):
        raise RecordError(
            f"{address}: an older version linked its events; run `counterclaim build` on it again, with any report"
        )
    return Events(
        state=now,
        ids=ids,
        types=_codes(of["event_type"]),
        statuses=_codes(of["status"]),
        places=_codes(of["place_id"]),
        place_names=_codes(of["place_name"]),
        place_texts=of["place_text"],
        admin1=_codes(_divisions(of["place_country"], of["place_admin1"])),
        countries=_codes(of["place_country"]),
        precisions=_codes(of["place_precision"]),
        when=of["when_edtf"],
        when_precisions=_codes(of["when_precision"]),
        lat=lat,
        lon=lon,
        radius_km=np.array(of["place_radius_km"], dtype=np.float64),
        x=x,
        y=y,
        from_day=from_day,
        to_day=to_day,
        first=_ends(from_day, to_day, np.iinfo(np.int32).min + 1),
        last=_ends(to_day, from_day, np.iinfo(np.int32).max),
        actors=actors,
        targets=targets,
        sides=_union(actors, targets),
        words=words,
        source_names=names,
        gazetteer=_gazetteer(of),
    )


def _point(lat: list[float | None], lon: list[float | None]) -> tuple[Reals, Reals]:
    """Latitudes and longitudes, both null where one is no point on the globe."""
    found = np.array(lat, dtype=np.float64), np.array(lon, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        out = ~((np.abs(found[0]) <= 90.0) & (np.abs(found[1]) <= 180.0))
    for one in found:
        one[out] = np.nan
    return found


def _days(texts: list[str | None]) -> Ints:
    days = np.array([text or "NaT" for text in texts], dtype="datetime64[D]")
    found = np.full(len(texts), NO_DAY, dtype=np.int32)
    known = ~np.isnat(days)
    found[known] = days[known].astype(np.int64)
    return found


def _ends(of: Ints, other: Ints, without: int) -> Ints:
    """One end of the intervals; where it alone is open, `without`."""
    return np.where((of == NO_DAY) & (other != NO_DAY), np.int32(without), of)


def _codes(values: Sequence[str | None]) -> Codes:
    places, distinct = _factored(values)
    words = Vocabulary()
    own = np.array([words.code(value) for value in distinct], dtype=np.int32)
    return Codes(words, own[places] if distinct else places)


def _factored(values: Sequence[Any]) -> tuple[Ints, list[Any]]:
    """The place of each value among the distinct ones, and these: most columns have few."""
    distinct = list(dict.fromkeys(values))
    index = {value: place for place, value in enumerate(distinct)}
    return np.fromiter(map(index.__getitem__, values), dtype=np.int32, count=len(values)), distinct


def _divisions(countries: list[str | None], names: list[str | None]) -> list[str | None]:
    """First-level divisions with their country: several countries have a Central Province."""
    pairs = zip(countries, names, strict=True)
    return [f"{country or ''}/{name}" if name else None for country, name in pairs]


def _pairs(texts: Sequence[str | None], words: Vocabulary, rows: Ints) -> Pairs:
    """Pairs of `rows`, ascending, and the values in lists given as JSON."""
    places, distinct = _factored(texts)
    lists = [[words.code(value) for value in json.loads(text or "[]")] for text in distinct]
    sizes = np.array([len(one) for one in lists], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]) if len(sizes) else sizes
    flat = np.fromiter(chain.from_iterable(lists), dtype=np.int32, count=int(sizes.sum()))
    own = sizes[places] if len(sizes) else sizes
    ends = np.cumsum(own)
    within = np.arange(int(own.sum()), dtype=np.int64) - np.repeat(ends - own, own)
    at = np.repeat(starts[places], own) + within if len(sizes) else within
    return Pairs(words, np.repeat(rows, own), flat[at])


def _union(one: Pairs, other: Pairs) -> Pairs:
    """Values of either, each once an event. Both have one vocabulary."""
    many = max(1, len(one.words.values))
    keys = np.concatenate([each.owner.astype(np.int64) * many + each.codes for each in (one, other)])
    both = np.unique(keys)
    return Pairs(one.words, (both // many).astype(np.int32), (both % many).astype(np.int32))


def _words(heard: dict[str, list[Any]], rows: dict[str, int]) -> dict[str, Word]:
    many = len(heard["event_id"])
    row_of = np.fromiter(map(rows.__getitem__, heard["event_id"]), dtype=np.int32, count=many)
    names = _codes(heard["word"])
    order = np.lexsort((row_of, names.codes))
    numbers = {name: np.array(heard[name], dtype=np.int32) for name in ("claims", "documents", "origins")}
    values = {name: Vocabulary() for name in _LISTS}
    ends = np.searchsorted(names.codes[order], np.arange(len(names.words.values) + 1))
    found = {}
    for code, word in enumerate(names.words.values):
        places = order[ends[code] : ends[code + 1]]
        own, listed_at = row_of[places], places.tolist()

        def texts(name: str, at: list[int] = listed_at) -> list[str]:
            return list(map(heard[name].__getitem__, at))

        listed: dict[str, Any] = {name: _pairs(texts(name), values[name], own) for name in _LISTS}
        found[word] = Word(
            name=word,
            rows=own,
            mask=_spread(own, np.ones(len(own), dtype=np.bool_), len(rows)),
            **{name: _spread(own, column[places], len(rows)) for name, column in numbers.items()},
            figures=_figures(texts("figures"), own),
            **listed,
        )
    return found


def _spread(rows: Ints, values: Any, many: int) -> Any:
    found = np.zeros(many, dtype=values.dtype)
    found[rows] = values
    return found


def _figures(texts: Sequence[str], rows: Ints) -> dict[str, Figure]:
    places, distinct = _factored(texts)
    parsed = [json.loads(text) for text in distinct]
    found = {}
    for what in sorted({what for one in parsed for what in one}):
        has = np.array([what in one for one in parsed], dtype=np.bool_)
        none = [None, None, None]
        bounds = np.array(
            [[_bound(value) for value in one.get(what, none)] for one in parsed], dtype=np.int64
        )
        stated = has[places]
        low, best, high = bounds[places[stated]].T
        found[what] = Figure(rows[stated], low, best, high)
    return found


def _bound(value: int | None) -> int:
    return NONE if value is None else max(0, min(value, _LARGEST))


def _gazetteer(of: dict[str, list[Any]]) -> dict[str, PlaceRow]:
    """Places by id, as the first event has them."""
    names = ("name", "admin1", "country", "lat", "lon", "radius_km", "precision")
    found: dict[str, PlaceRow] = {}
    for id_, *values in zip(of["place_id"], *(of[f"place_{name}"] for name in names), strict=True):
        if id_ is not None and id_ not in found:
            found[id_] = PlaceRow(id_, *values)
    return found
