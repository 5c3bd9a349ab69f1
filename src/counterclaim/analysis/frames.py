"""The events and claims of a record as frames that are made ready once for any number of tallies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

FIGURES = ("killed", "injured", "captured")
OF_EVENT = ("actor", "target", "country", "admin1", "place", "type", "status")
OF_CLAIM = ("source", "method", "modality")
STATED = ("reported", "claimed")
TRIED = ("foiled", "attempted")
FLAGS = ("claimed", "reported", "tried", "denied")

_Types = dict[str, pl.DataType | type[pl.DataType]]
_WHERE: _Types = {"country": pl.String, "admin1": pl.String, "place": pl.String}
_POINT: _Types = {"lat": pl.Float64, "lon": pl.Float64, "radius_km": pl.Float64}
_WHEN: _Types = {"from": pl.Date, "to": pl.Date}
_WHO: _Types = {"actors": pl.List(pl.String), "targets": pl.List(pl.String)}
_SAME: _Types = {
    "id": pl.String,
    "event_type": pl.String,
    "status": pl.String,
    **_WHERE,
    **_POINT,
    **_WHEN,
    **_WHO,
}

EVENTS = pl.Schema(
    {**_SAME, **{f"{what}_{bound}": pl.Int64 for what in FIGURES for bound in ("low", "best", "high")}}
)
"""Columns of events, as `prepare` takes them."""

CLAIMS = pl.Schema(
    {
        **_SAME,
        "event_id": pl.String,
        "kind": pl.String,
        "document_id": pl.String,
        "published": pl.Date,
        "origin": pl.String,
        "modality": pl.String,
        "interested": pl.Boolean,
        "source": pl.String,
        "method": pl.String,
        **{f"{what}_{bound}": pl.Int64 for what in FIGURES for bound in ("low", "high")},
    }
)
"""Columns of claims; `event_id` and `status` are null of a claim of no event, `origin` says whose word it is,
`published` is the last day on which its report may have come out."""

_COLUMNS = {"actor": "actors", "target": "targets", "type": "event_type"}
_LISTS = ("actor", "target")


@dataclass(frozen=True, slots=True)
class Frames:
    """Events and claims with numbers for ids, and their keys as categories.

    `events` has ``_unit`` (the row's number) and ``claimed``, ``reported``, ``tried``, ``denied``; `claims` has ``_claim``, these
    flags, and ``_unit`` as the number of its event, null of none.
    """

    events: pl.DataFrame
    claims: pl.DataFrame


def prepare(events: pl.DataFrame, claims: pl.DataFrame) -> Frames:
    """Make frames of `EVENTS` and `CLAIMS` ready. Columns of figures that will not be asked for may be missing.

    A claim is ``claimed`` where a party to the conflict says of itself or its enemy that it happened, ``reported``
    where somebody else says so, ``tried`` where it is said to have failed or been stopped, ``denied`` where it is
    denied. So is an event with such a claim; one that is retracted is denied alone.
    """
    keyed = events.with_row_index("_unit").select(
        "_unit", "id", "from", "to", *_POINT, *_keys(OF_EVENT), *_figures(events)
    )
    ids = keyed.select(pl.col("id").alias("event_id"), "_unit", _gone=pl.col("status") == "retracted")
    stated, interested = pl.col("modality").is_in(STATED), pl.col("interested").fill_null(False)
    gone = pl.col("_gone").fill_null(False)
    said = (
        claims.with_row_index("_claim")
        .join(ids, on="event_id", how="left", maintain_order="left")
        .select(
            "_claim", "_unit", "id", "from", "to", "published", *_POINT,
            *_keys((*OF_EVENT, *OF_CLAIM)),
            *_figures(claims),
            kind=pl.col("kind").cast(pl.Categorical),
            document=pl.col("document_id").cast(pl.Categorical).to_physical(),
            origin=pl.col("origin").cast(pl.Categorical).to_physical(),
            claimed=stated & interested & ~gone,
            reported=stated & ~interested & ~gone,
            tried=pl.col("modality").is_in(TRIED) & ~gone,
            denied=(pl.col("modality") == "denied") | gone,
        )
    )  # fmt: skip
    return Frames(flagged(keyed, said), said)


def flagged(events: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """`events`, which have no flags, with those of their claims."""
    flags = claims.drop_nulls("_unit").group_by("_unit").agg(pl.col(FLAGS).any())
    known = events.join(flags, on="_unit", how="left", maintain_order="left")
    return known.with_columns(pl.col(FLAGS).fill_null(False))


def _keys(keys: Iterable[str]) -> list[pl.Expr]:
    return [_list(key) if key in _LISTS else _column(key).cast(pl.Categorical).alias(key) for key in keys]


def _column(key: str) -> pl.Expr:
    return pl.col(_COLUMNS.get(key, key))


def _list(key: str) -> pl.Expr:
    """Each once; null for nobody, which `exploded` keeps, unlike an empty list."""
    listed = _column(key).list.unique(maintain_order=True).cast(pl.List(pl.Categorical))
    return pl.when(listed.list.len() > 0).then(listed).alias(key)


def _figures(frame: pl.DataFrame) -> list[str]:
    return [name for name in frame.columns if name.rpartition("_")[0] in FIGURES]


def exploded(units: pl.DataFrame) -> pl.DataFrame:
    """A row for each actor and each target of a unit, null where it has none."""
    for key in _LISTS:
        if key in units.columns:
            units = units.explode(key)
    return units
