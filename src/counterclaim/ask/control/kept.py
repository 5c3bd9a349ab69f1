"""The statements of a large record in the user's cache folder: reading them from its claims takes a minute or more."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import polars as pl

from counterclaim.ask.control.statements import Gathered, Row, gather
from counterclaim.ask.flat import kept
from counterclaim.control.sites import Level, Site
from counterclaim.control.statements import Says, Statement

if TYPE_CHECKING:
    from counterclaim.record import Record
    from counterclaim.reference.actors import ActorRegistry
    from counterclaim.reference.gazetteer import Gazetteer

_KEPT_FROM = 5_000
"""Statements from which on they are kept: fewer are read as fast from the record."""
_FORM = 1
"""Counted up whenever statements are read in another way, or kept in other columns."""
_FRAMES = ("statements", "sources", "sites", "spelled", "notes")
_STATEMENT = {
    "place": pl.String, "first": pl.Date, "last": pl.Date, "said": pl.Date, "says": pl.String, "party": pl.String,
    "former": pl.String, "source": pl.String, "interested": pl.Boolean, "denied": pl.Boolean, "strength": pl.Float64,
    "id": pl.String, "share": pl.Float64, "speaker": pl.String,
}  # fmt: skip
_SOURCE: dict[str, Any] = {
    "claim": pl.String, "document": pl.String, "publisher": pl.String, "published": pl.Date, "source": pl.String,
    "source_type": pl.String, "interested": pl.Boolean, "modality": pl.String, "verification": pl.String,
    "sentence": pl.String, "also": pl.List(pl.String),
}  # fmt: skip
_SITE = {
    "id": pl.String, "name": pl.String, "level": pl.String, "country": pl.String, "admin1": pl.String,
    "admin2": pl.String, "lat": pl.Float64, "lon": pl.Float64, "population": pl.Int64, "within": pl.String,
}  # fmt: skip


def gathered(record: Record, registry: ActorRegistry, gazetteer: Gazetteer | None = None) -> Gathered:
    """The statements of a record as it is now: those that are kept, or else read from its claims and kept if many."""
    state = record.state()
    # A state with a day beside it is of a record that is seen with a delay: what is left out must stay so.
    if not state.isalnum():
        return gather(record, registry, gazetteer)
    prints = _fingerprint(registry, gazetteer)
    folder = kept.folder(record.meta()["record_id"], state, prints, "control")
    frames = kept.read(folder, _FRAMES)
    if frames is not None:
        return _from(frames)
    found = gather(record, registry, gazetteer)
    if len(found.statements) >= _KEPT_FROM and record.state() == state:  # not written to meanwhile
        kept.write(folder, _to(found))
    return found


class Sources(Mapping[str, Row]):
    """Who says each statement, by its id: rows of a frame, made when they are asked for."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame.select(list(_SOURCE))
        self._row = dict(zip(frame["claim"].to_list(), range(frame.height), strict=True))

    def __getitem__(self, id_: str) -> Row:
        return dict(zip(_SOURCE, self._frame.row(self._row[id_]), strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)

    @property
    def voices(self) -> dict[str, str]:
        """The source alone of each."""
        return dict(zip(self._frame["claim"].to_list(), self._frame["source"].to_list(), strict=True))


def _to(found: Gathered) -> dict[str, pl.DataFrame]:
    told, sites = found.statements, found.sites.values()
    spelled = {"id": list(found.spelled), "words": [sorted(words) for words in found.spelled.values()]}
    return {
        "statements": pl.DataFrame(
            {name: [getattr(one, name) for one in told] for name in _STATEMENT}, _STATEMENT
        ),
        "sources": pl.DataFrame(list(found.sources.values()), _SOURCE),
        "sites": pl.DataFrame({name: [getattr(one, name) for one in sites] for name in _SITE}, _SITE),
        "spelled": pl.DataFrame(spelled, {"id": pl.String, "words": pl.List(pl.String)}),
        "notes": pl.DataFrame({"note": list(found.notes)}, {"note": pl.String}),
    }


def _from(frames: Mapping[str, pl.DataFrame]) -> Gathered:
    columns = {name: frames["statements"][name].to_list() for name in _STATEMENT}
    says = {one.value: one for one in Says}
    columns["says"] = [says[one] for one in columns["says"]]
    with _no_collection():
        statements = tuple(Statement(*row) for row in zip(*columns.values(), strict=True))
    sites = {}
    for row in frames["sites"].select(list(_SITE)).iter_rows(named=True):
        sites[row["id"]] = Site(**row | {"level": Level(row["level"])})
    spelled = {id_: frozenset(words) for id_, words in frames["spelled"].iter_rows()}
    notes = tuple(frames["notes"]["note"].to_list())
    return Gathered(statements, sites, Sources(frames["sources"]), notes, spelled)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Python's collector of garbage looks in vain at so many new objects, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _fingerprint(registry: ActorRegistry, gazetteer: Gazetteer | None) -> str:
    columns = [one.name for kind in (Statement, Site) for one in fields(kind)]
    settings = files("counterclaim.ask.control") / "data" / "reading.toml"
    return kept.fingerprint((_FORM, columns), registry, gazetteer, [settings])
