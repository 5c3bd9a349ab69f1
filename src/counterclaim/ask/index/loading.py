"""Reads the columns of an index from a record."""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

import numpy as np

from counterclaim.ask.index.columns import (
    NO_DAY,
    NONE,
    Codes,
    Events,
    Figure,
    Ints,
    Mask,
    Pairs,
    PlaceRow,
    Reals,
    Vocabulary,
    Wide,
    Word,
)
from counterclaim.ask.index.kept import KEPT_FROM, Kept, Tables
from counterclaim.ask.index.mercator import project
from counterclaim.errors import RecordError
from counterclaim.record import Record
from counterclaim.record.columns import EVENTS, WORDS, event_columns, names_of_sources, word_columns

_LARGEST = 2**53
"""Greatest figure that is added up: the greatest whole number that JSON readers keep."""
_NUMBERS = ("claims", "documents", "origins")
_LISTS = ("sources", "methods", "modalities", "kinds")
_JSON = ("figures", *_LISTS)
_NOTHING: Ints = np.zeros(0, dtype=np.int32)


def load(record: Record) -> Events:
    """The columns of all events as the record is now.

    Raises:
        RecordError: an older version linked the record, or it cannot be read.
    """
    now = record.state()
    kept = Kept.of(record, now)
    with _uncollected():
        tables = kept.tables() if kept else None
        if tables is not None:
            return _events(now, tables.of_event, _heard_in(tables), tables.names, record.address)
        with record.reading() as connection:
            of_event = _by_id(_transposed(event_columns(connection), EVENTS))
            heard = _coded(word_columns(connection), {id_: row for row, id_ in enumerate(of_event["id"])})
            names = names_of_sources(connection)
        if kept and len(of_event["id"]) >= KEPT_FROM and record.state() == now:
            kept.keep_tables(_tables(of_event, heard, names))
        return _events(now, of_event, heard, names, record.address)


def _tables(of_event: dict[str, list[Any]], heard: _Heard, names: dict[str, str]) -> Tables:
    texts = {"word": heard.words, **heard.texts}
    columns = {name: of.places for name, of in texts.items()} | heard.numbers
    return Tables(
        of_event, {"row": heard.rows, **columns}, {name: of.distinct for name, of in texts.items()}, names
    )


def _heard_in(tables: Tables) -> _Heard:
    texts = {name: _Texts(tables.heard[name], listed) for name, listed in tables.texts.items()}
    numbers = {name: tables.heard[name] for name in _NUMBERS}
    return _Heard(tables.heard["row"], texts.pop("word"), numbers, texts)


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


def _by_id(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    ids = columns["id"]
    order = sorted(range(len(ids)), key=ids.__getitem__)
    return {name: list(map(values.__getitem__, order)) for name, values in columns.items()}


class _Texts:
    """A column of texts, which comes in batches, as the place of each among the distinct ones: most have few."""

    def __init__(self, places: Ints = _NOTHING, distinct: Sequence[Any] = ()) -> None:
        self._places: defaultdict[Any, int] = defaultdict(count(len(distinct)).__next__)
        self._places.update(zip(distinct, count()))
        self._parts: list[Ints] = [places]

    @classmethod
    def of(cls, values: Sequence[Any]) -> _Texts:
        """A column that is there as a whole."""
        found = cls()
        found.add(values)
        return found

    def add(self, values: Sequence[Any]) -> None:
        """Take the next values."""
        self._parts.append(_numbers(map(self._places.__getitem__, values), len(values)))

    @property
    def places(self) -> Ints:
        """The place of each value."""
        return np.concatenate(self._parts)

    @property
    def distinct(self) -> list[Any]:
        """The distinct values."""
        return list(self._places)


@dataclass(frozen=True, slots=True)
class _Heard:
    """The rows of all words: the event's row, the word, numbers, and JSON texts."""

    rows: Ints
    words: _Texts
    numbers: dict[str, Ints]
    texts: dict[str, _Texts]


def _coded(batches: Iterable[Sequence[Sequence[Any]]], rows: dict[str, int]) -> _Heard:
    own, words, texts = [np.zeros(0, dtype=np.int32)], _Texts(), {name: _Texts() for name in _JSON}
    numbers = {name: [np.zeros(0, dtype=np.int32)] for name in _NUMBERS}
    for batch in batches:
        columns = dict(zip(WORDS, zip(*batch, strict=True), strict=True))
        own.append(_numbers(map(rows.__getitem__, columns["event_id"]), len(batch)))
        words.add(columns["word"])
        for name in _NUMBERS:
            numbers[name].append(_numbers(columns[name], len(batch)))
        for name, each in texts.items():
            each.add(columns[name])
    joined = {name: np.concatenate(parts) for name, parts in numbers.items()}
    return _Heard(np.concatenate(own), words, joined, texts)


def _numbers(values: Iterable[int], many: int) -> Ints:
    return np.fromiter(values, dtype=np.int32, count=many)


def _events(now: str, of: dict[str, list[Any]], heard: _Heard, names: dict[str, str], address: str) -> Events:
    ids: list[str] = of["id"]
    lat, lon = _point(of["place_lat"], of["place_lon"])
    x, y = project(lat, lon)
    from_day, to_day = _days(of["when_from"]), _days(of["when_to"])
    actor_names = Vocabulary()
    every = np.arange(len(ids), dtype=np.int32)
    actors, targets = (
        _pairs(listed.places, _parsed(listed.distinct, actor_names), every)
        for listed in (_Texts.of(of[name]) for name in ("actors", "targets"))
    )
    words = _words(heard, len(ids))
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
    of = _Texts.of(texts)
    days = np.array([text or "NaT" for text in of.distinct], dtype="datetime64[D]")
    found = np.full(len(days), NO_DAY, dtype=np.int32)
    known = ~np.isnat(days)
    found[known] = days[known].astype(np.int64)
    return found[of.places]


def _ends(of: Ints, other: Ints, without: int) -> Ints:
    """One end of the intervals; where it alone is open, `without`."""
    return np.where((of == NO_DAY) & (other != NO_DAY), np.int32(without), of)


def _codes(values: Sequence[str | None]) -> Codes:
    return _coded_by(_Texts.of(values))


def _coded_by(of: _Texts) -> Codes:
    words = Vocabulary()
    own = np.array([words.code(value) for value in of.distinct], dtype=np.int32)
    return Codes(words, own[of.places])


def _divisions(countries: list[str | None], names: list[str | None]) -> list[str | None]:
    """First-level divisions with their country: several countries have a Central Province."""
    pairs = zip(countries, names, strict=True)
    return [f"{country or ''}/{name}" if name else None for country, name in pairs]


@dataclass(frozen=True, slots=True)
class _Lists:
    """Distinct lists of values, as codes one after another: list `n` has `sizes[n]` from `starts[n]` on."""

    words: Vocabulary
    starts: Wide
    sizes: Wide
    codes: Ints


def _parsed(texts: Sequence[str | None], words: Vocabulary) -> _Lists:
    """Lists given as JSON; they are parsed at once, which takes a tenth of the time of one by one."""
    lists: list[list[str]] = json.loads(f"[{','.join(text or '[]' for text in texts)}]")
    sizes = np.array([len(one) for one in lists], dtype=np.int64)
    codes = _numbers(map(words.code, chain.from_iterable(lists)), int(sizes.sum()))
    return _Lists(words, np.cumsum(sizes) - sizes, sizes, codes)


def _pairs(places: Ints, lists: _Lists, rows: Ints) -> Pairs:
    """Pairs of `rows`, ascending, and the values in the list that each has."""
    own = lists.sizes[places]
    ends = np.cumsum(own)
    within = np.arange(int(own.sum()), dtype=np.int64) - np.repeat(ends - own, own)
    return Pairs(
        lists.words, np.repeat(rows, own), lists.codes[np.repeat(lists.starts[places], own) + within]
    )


def _union(one: Pairs, other: Pairs) -> Pairs:
    """Values of either, each once an event. Both have one vocabulary."""
    many = max(1, len(one.words.values))
    keys = np.concatenate([each.owner.astype(np.int64) * many + each.codes for each in (one, other)])
    both = np.unique(keys)
    return Pairs(one.words, (both // many).astype(np.int32), (both % many).astype(np.int32))


def _words(heard: _Heard, many: int) -> dict[str, Word]:
    names = _coded_by(heard.words)
    order = np.lexsort((heard.rows, names.codes))
    ends = np.searchsorted(names.codes[order], np.arange(len(names.words.values) + 1, dtype=np.int32))
    at = {name: heard.texts[name].places for name in _JSON}
    lists = {name: _parsed(heard.texts[name].distinct, Vocabulary()) for name in _LISTS}
    figures = _bounds(heard.texts["figures"].distinct)
    found = {}
    for code, word in enumerate(names.words.values):
        places = order[ends[code] : ends[code + 1]]
        own = heard.rows[places]
        listed: dict[str, Any] = {name: _pairs(at[name][places], lists[name], own) for name in _LISTS}
        found[word] = Word(
            name=word,
            rows=own,
            mask=_spread(own, np.ones(len(own), dtype=np.bool_), many),
            **{name: _spread(own, column[places], many) for name, column in heard.numbers.items()},
            figures=_figures(figures, at["figures"][places], own),
            **listed,
        )
    return found


def _spread(rows: Ints, values: Any, many: int) -> Any:
    found = np.zeros(many, dtype=values.dtype)
    found[rows] = values
    return found


def _bounds(texts: Sequence[str]) -> dict[str, tuple[Mask, Wide]]:
    """By kind of figure which of distinct texts state it, and low, best and high of each."""
    parsed: list[dict[str, Any]] = json.loads(f"[{','.join(texts)}]")
    none, found = [None, None, None], {}
    for what in sorted({what for one in parsed for what in one}):
        states = np.array([what in one for one in parsed], dtype=np.bool_)
        values = [[_bound(value) for value in one.get(what, none)] for one in parsed]
        found[what] = states, np.array(values, dtype=np.int64)
    return found


def _figures(of: dict[str, tuple[Mask, Wide]], places: Ints, rows: Ints) -> dict[str, Figure]:
    found = {}
    for what, (states, bounds) in of.items():
        stated = states[places]
        if stated.any():
            low, best, high = bounds[places[stated]].T.copy()
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
