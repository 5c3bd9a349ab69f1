"""Everything of a record that analysis asks for, as frames, kept until the record changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import polars as pl

from counterclaim.analysis.frames import FIGURES, Frames, prepare
from counterclaim.ask.flat import kept
from counterclaim.ask.flat.reading import read_claims, read_events, read_mentions, read_reports
from counterclaim.errors import RecordError

if TYPE_CHECKING:
    from pathlib import Path

    from counterclaim.record import Record
    from counterclaim.reference.actors import ActorRegistry

KEPT_FROM = 50_000
"""Claims from which on frames are kept in the user's cache: fewer are read as fast from the record."""


@dataclass(frozen=True, slots=True)
class Whole:
    """All events, claims and reports of a record.

    Attributes:
        state: the record's state that they were read at; empty if it was written to meanwhile.
        events: as `counterclaim.analysis.frames.Frames` has them.
        claims: the same.
        acts: a row an event, in the order of `events`: ``place_id``, ``precision``, ``relation`` of the place (JSON),
            ``actors`` and ``targets`` by id, or in the words of a text.
        said: a row a claim, in the order of `claims`: ``report`` (the row of its report), ``position`` in its event,
            ``source_type`` and ``source_interested`` of its source, ``time_when``, ``time_said``.
        reports: see `counterclaim.ask.flat.reading.read_reports`.
        mentions, names: see `counterclaim.ask.flat.reading.read_mentions`.
    """

    state: str
    events: pl.DataFrame
    claims: pl.DataFrame
    acts: pl.DataFrame
    said: pl.DataFrame
    reports: pl.DataFrame
    mentions: pl.DataFrame
    names: pl.DataFrame

    @property
    def frames(self) -> Frames:
        """Events and claims as tallies take them."""
        return Frames(self.events, self.claims)


_FRAMES = tuple(name for name in Whole.__slots__ if name != "state")
_IN_MEMORY: WeakKeyDictionary[Record, tuple[ActorRegistry, Whole]] = WeakKeyDictionary()


def everything(record: Record, registry: ActorRegistry) -> Whole:
    """All events, claims and reports of a record as it is now, with the names of actors by `registry`.

    Raises:
        RecordError: an older version linked the record.
    """
    state = record.state()
    known = _IN_MEMORY.get(record)
    if known is not None and known[0] is registry and known[1].state == state:
        return known[1]
    folder = _folder(record, registry, state)
    frames = kept.read(folder, _FRAMES) if folder else None
    found = Whole(state, **frames) if frames else read_whole(record, registry, state)
    if record.state() != state:  # written to meanwhile
        return replace(found, state="")
    _IN_MEMORY[record] = registry, found
    if folder and not frames and found.claims.height >= KEPT_FROM:
        kept.write(folder, {name: getattr(found, name) for name in _FRAMES})
    return found


def is_kept(record: Record, registry: ActorRegistry) -> bool:
    """Whether frames of the record as it is now are in the user's cache."""
    folder = _folder(record, registry, record.state())
    return folder is not None and folder.is_dir()


def _folder(record: Record, registry: ActorRegistry, state: str) -> Path | None:
    # A state with a day beside it is of a record that is seen with a delay: what is left out must stay so.
    if not state.isalnum():
        return None
    return kept.folder(record.meta()["record_id"], state, kept.fingerprint((_FRAMES, FIGURES), registry))


def forget(record: Record) -> None:
    """Drop what is kept in memory."""
    _IN_MEMORY.pop(record, None)


def read_whole(record: Record, registry: ActorRegistry, state: str) -> Whole:
    """All events, claims and reports of a record, read from it at `state`.

    Raises:
        RecordError: an older version linked the record.
    """
    with record.reading() as connection:
        reports = read_reports(connection)
        events, claims = read_events(connection), read_claims(connection, reports)
        mentions, names = read_mentions(connection, claims)
    if claims.filter(pl.col("event_id").is_not_null() & pl.col("origin").is_null()).height:
        raise RecordError(
            f"{record.address}: an older version linked its events; run `counterclaim build` on it again, with any report"
        )
    shown = {actor.id: actor.name for actor in registry}
    names = names.with_columns(shown=_shown(names, shown))
    frames = prepare(_told_of(events, shown), _told(claims, mentions, names, reports, events))
    return Whole(
        state,
        frames.events,
        frames.claims,
        events.select("place_id", "precision", "relation", "actors", "targets"),
        claims.select("report", "position", "source_type", "source_interested", "time_when", "time_said"),
        reports,
        mentions,
        names,
    )


def _shown(names: pl.DataFrame, shown: Mapping[str, str]) -> pl.Series:
    """The name of an actor by the registry; who is not in it has the words of the text."""
    rows = names.select("actor_id", "name").iter_rows()
    return pl.Series([name if id_ is None else shown.get(id_, id_) for id_, name in rows], dtype=pl.String)


def _told_of(events: pl.DataFrame, shown: Mapping[str, str]) -> pl.DataFrame:
    """Events as `prepare` takes them: actors and targets by name."""
    listed = {
        id_
        for key in ("actors", "targets")
        for id_ in events[key].explode().drop_nulls().unique().cast(pl.String)
    }
    known = {id_: shown[id_] for id_ in sorted(listed) if id_ in shown}
    return events.with_columns(
        pl.col("actors", "targets").cast(pl.List(pl.String)).list.eval(pl.element().replace(known))
    )


def _told(
    claims: pl.DataFrame,
    mentions: pl.DataFrame,
    names: pl.DataFrame,
    reports: pl.DataFrame,
    events: pl.DataFrame,
) -> pl.DataFrame:
    """Claims as `prepare` takes them. Whose word one is of which linking knows nothing yet is its source's."""
    rows = claims.with_row_index("_claim")
    shown = names["shown"].cast(pl.Categorical)
    for side in ("actor", "target"):
        of = mentions.filter(pl.col("side") == side)
        listed = (
            of.select("_claim", shown=shown.gather(of["name"]))
            .group_by("_claim")
            .agg(pl.col("shown").alias(f"{side}s"))
        )
        rows = rows.join(listed, on="_claim", how="left", maintain_order="left")
    publishers = reports["publisher"].cast(pl.Categorical).gather(claims["report"])
    status = events.select(pl.col("id").alias("event_id"), "status")
    return rows.join(status, on="event_id", how="left", maintain_order="left").with_columns(
        pl.col("interested").fill_null(pl.col("source_interested")).fill_null(False),
        source=pl.when(pl.col("source_name").is_null()).then(publishers).otherwise(pl.col("source_name")),
    ).drop("_claim")  # fmt: skip
