"""Reads the flat columns of a record's tables into frames: no JSON bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Connection,
    Date,
    Double,
    Integer,
    Select,
    Text,
    cast,
    select,
    type_coerce,
)

from counterclaim.analysis.mix.tables import time_said
from counterclaim.record.columns import batches
from counterclaim.record.schema import (
    TOLLS,
    Count,
    claim_actors,
    claim_sources,
    claims,
    documents,
    estimates,
    event_claims,
    events,
    link_index,
)

_WHERE = (
    "place_name",
    "place_text",
    "place_admin1",
    "place_country",
    "place_lat",
    "place_lon",
    "place_radius_km",
)
_BOUNDS = ("low", "high")
_RENAMED = {
    "place_admin1": "admin1",
    "place_country": "country",
    "place_lat": "lat",
    "place_lon": "lon",
    "place_radius_km": "radius_km",
    "place_precision": "precision",
    "place_relation": "relation",
    "when_from": "from",
    "when_to": "to",
}
_REPEATED = frozenset(
    (
        "event_type",
        "status",
        "place_id",
        "place_name",
        "place_text",
        "place_admin1",
        "place_country",
        "place_precision",
        "document_id",
        "kind",
        "modality",
        "source_name",
        "source_type",
        "method",
        "origin",
        "name",
        "actor_id",
        "name_key",
    )
)
"""Texts of few values, kept as categories."""


def read_events(connection: Connection) -> pl.DataFrame:
    """Events in the order of answers, with the estimates of everyone. `actors`, `targets`: ids, or the words of a text."""
    names = (
        "id",
        "event_type",
        "status",
        "place_id",
        *_WHERE,
        "place_precision",
        "place_relation",
        "when_from",
        "when_to",
    )
    found = _read(connection, events, (*names, "actors", "targets"))
    lists = pl.col("actors", "targets").str.json_decode(pl.List(pl.String)).cast(pl.List(pl.Categorical))
    found = found.with_columns(lists.fill_null([]))
    totals = _read(
        connection,
        estimates,
        ("event_id", "position", "what", "low", "best", "high"),
        select(estimates).where(estimates.c.whose.is_(None)),
    ).sort("position")
    for what in TOLLS:
        of = totals.filter(what=what).unique("event_id", keep="last")
        columns = [pl.col(bound).alias(f"{what}_{bound}") for bound in ("low", "best", "high")]
        found = found.join(of.select(pl.col("event_id").alias("id"), *columns), on="id", how="left")
    return _in_order(found)


def read_claims(connection: Connection, reports: pl.DataFrame) -> pl.DataFrame:
    """Claims in the order of answers, with what each is among those of its event, and the row of its report.

    ``time_when`` and ``time_said`` are the time of day by the words of the date, and by those of the sentence.
    """
    names = ("id", "document_id", "kind", "event_type", "modality", "source_name", "source_type", "source_interested",
             "place_id", *_WHERE, "when_from", "when_to", "when_text", "method", "sentence")  # fmt: skip
    found = _read(connection, claims, names, shortened=_times)
    figures = [f"{what}_{bound}" for what in TOLLS for bound in _BOUNDS]
    inside = _read(
        connection, event_claims, ("event_id", "claim_id", "position", "origin", "interested", *figures)
    )
    alone = _read(
        connection,
        link_index,
        ("claim_id", "origin", "interested"),
        select(link_index).where(link_index.c.origin.is_not(None)),
    )
    whose = pl.concat([inside, alone], how="diagonal").rename({"claim_id": "id"}).unique("id", keep="first")
    found = found.join(whose, on="id", how="left")
    of = reports.select("document", "published").with_row_index("report")
    found = found.with_columns(pl.col("document_id").cast(pl.String))
    return _in_order(found.join(of, left_on="document_id", right_on="document", how="left"))


def read_reports(connection: Connection) -> pl.DataFrame:
    """Reports by id, copies included, by `counterclaim.analysis.reporting.effort.REPORTS`, with ``published_from``."""
    found = _read(connection, documents, ("id", "publisher", "published_to", "published_from"))
    return found.rename({"id": "document", "published_to": "published"}).sort("document")


def read_mentions(connection: Connection, claims_read: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Who is named in claims, a row each, by the claim's row number; and the names, to which ``name`` is the row.

    ``side`` is actor or target of a mention, source of a link of the attribution.
    """
    named = ("claim_id", "position", "actor_id", "name", "name_key")
    both = pl.concat(
        [
            _read(connection, claim_actors, (*named, "side")),
            _read(connection, claim_sources, named).with_columns(side=pl.lit("source")),
        ]
    ).with_columns(pl.col("side").cast(pl.Enum(["actor", "target", "source"])))
    keys = ["actor_id", "name", "name_key"]
    names = both.select(keys).unique(maintain_order=True).with_row_index("code")
    rows = claims_read.select(pl.col("id").alias("claim_id")).with_row_index("_claim")
    found = (
        both.join(names, on=keys, nulls_equal=True)
        .join(rows, on="claim_id")
        .sort("_claim", "side", "position")
        .select("_claim", "side", pl.col("code").alias("name"))
    )
    return found, names.drop("code").cast(pl.String)


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """By day, then id, those without a day last: as answers come."""
    place = pl.coalesce(pl.col("place_name", "place_text").cast(pl.String)).cast(pl.Categorical)
    return rows.with_columns(place=place).drop("place_name", "place_text").sort("from", "id", nulls_last=True)


def _times(batch: pl.DataFrame) -> pl.DataFrame:
    """A batch of claims with the time of day that its texts say, in place of them."""
    said = (
        time_said(pl.col(text)).alias(name)
        for name, text in (("time_when", "when_text"), ("time_said", "sentence"))
    )
    return batch.with_columns(said).drop("when_text", "sentence")


def _read(
    connection: Connection,
    table: Any,
    names: Sequence[str],
    of: Select[Any] | None = None,
    shortened: Any = None,
) -> pl.DataFrame:
    """Columns of a table, or of those of its rows that a statement gives, with their names here."""
    columns = [_plain(connection, table.c[name]) for name in names]
    query = select(*columns) if of is None else of.with_only_columns(*columns)
    frames = [_empty(table, names), *_batches(connection, table, names, query)]
    found: pl.DataFrame = pl.concat([shortened(frame) for frame in frames] if shortened else frames)
    return found.rename({name: _RENAMED[name] for name in found.columns if name in _RENAMED})


def _batches(
    connection: Connection, table: Any, names: Sequence[str], query: Select[Any]
) -> Iterator[pl.DataFrame]:
    for batch in batches(connection, query):
        made = {}
        for name, values in zip(names, zip(*batch, strict=True), strict=True):
            read, kept = _types(table.c[name])
            column = pl.Series(name, values, dtype=read)
            made[name] = column.str.to_date("%Y-%m-%d") if kept == pl.Date else column.cast(kept)
        yield pl.DataFrame(made)


def _empty(table: Any, names: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame(schema={name: _types(table.c[name])[1] for name in names})


def _types(column: Any) -> tuple[Any, Any]:
    """The type in which the driver gives a column, and the one in which it is kept."""
    if column.name in _REPEATED:
        return pl.String, pl.Categorical
    return next((types for kind, types in _KINDS if isinstance(column.type, kind)), (pl.String, pl.String))


_KINDS: tuple[tuple[Any, tuple[Any, Any]], ...] = (
    (Date, (pl.String, pl.Date)),
    (Boolean, (pl.Int64, pl.Boolean)),
    (Double, (pl.Float64, pl.Float64)),
    ((Integer, BigInteger, Count), (pl.Int64, pl.Int64)),
)


def _plain(connection: Connection, column: Any) -> Any:
    """The column as text or number, whatever the driver makes of it."""
    kind = column.type
    if isinstance(kind, Boolean):
        return cast(column, Integer)
    if not isinstance(kind, Date | JSON):
        return column
    return type_coerce(column, Text) if connection.dialect.name == "sqlite" else cast(column, Text)
