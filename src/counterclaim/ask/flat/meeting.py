"""The events and claims that meet a question: by the columns of frames, and where these do not say it, by SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
from sqlalchemy import select

from counterclaim.ask.flat.whole import Whole
from counterclaim.record import Filters
from counterclaim.record.filters import claim_conditions, event_conditions
from counterclaim.record.fold import fold_name, name_key
from counterclaim.record.schema import claims, events

if TYPE_CHECKING:
    from counterclaim.record import Record

_OF_CLAIM = ("actor", "kind", "modality", "source", "text", "document")
_BY_SQL = ("place", "text", "document")
_NOTHING = Filters()


def events_meeting(whole: Whole, record: Record, asked: Filters) -> pl.DataFrame:
    """The rows of `whole.events` that `asked` finds, in their order."""
    rows = _same(whole.events.lazy(), asked)
    if asked.place is not None:
        with record.reading() as connection:
            where = event_conditions(replace(_NOTHING, place=asked.place), connection.dialect)
            rows = _among(rows, connection.scalars(select(events.c.id).where(*where)))
    if any(getattr(asked, name) is not None for name in _OF_CLAIM):
        of_claim = replace(_NOTHING, **{name: getattr(asked, name) for name in _OF_CLAIM})
        units = claims_meeting(whole, record, of_claim)["_unit"].drop_nulls().unique()
        rows = rows.filter(pl.col("_unit").is_in(units.implode()))
    return rows.collect()


def claims_meeting(whole: Whole, record: Record, asked: Filters) -> pl.DataFrame:
    """The rows of `whole.claims` that `asked` finds, in their order."""
    rows = _same(whole.claims.lazy(), asked)
    for name in ("kind", "modality"):
        if (value := getattr(asked, name)) is not None:
            rows = rows.filter(pl.col(name) == value)
    if asked.actor is not None:
        found = named(whole, asked.actor, ("actor", "target"))
        rows = rows.filter(pl.col("_claim").is_in(found["_claim"].unique().implode()))
    if asked.source is not None:
        links = named(whole, asked.source, ("source",), by_id=False)
        published = _published(whole, asked.source)
        said = pl.concat([links["_claim"], published]).unique()
        rows = rows.filter(pl.col("_claim").is_in(said.implode()))
    if any(getattr(asked, name) is not None for name in _BY_SQL):
        rest = replace(_NOTHING, **{name: getattr(asked, name) for name in _BY_SQL})
        with record.reading() as connection:
            where = claim_conditions(rest, connection.dialect)
            rows = _among(rows, connection.scalars(select(claims.c.id).where(*where)))
    return rows.collect()


def named(whole: Whole, asked: str, sides: tuple[str, ...], *, by_id: bool = True) -> pl.DataFrame:
    """The mentions of an actor by id, or by words of its name: rows of `whole.mentions`."""
    names = whole.names.with_row_index("code")
    folded = fold_name(asked)
    same = pl.col("name_key").str.contains(f" {folded} ", literal=True) if folded else pl.lit(False)
    if by_id:
        same = same | (pl.col("actor_id") == asked).fill_null(False)
    codes = names.filter(same)["code"]
    return whole.mentions.filter(pl.col("side").is_in(list(sides)), pl.col("name").is_in(codes.implode()))


def _published(whole: Whole, asked: str) -> pl.Series:
    """The numbers of the claims in reports of publishers of such a name."""
    folded = fold_name(asked)
    known = whole.reports["publisher"].drop_nulls().unique().to_list()
    of = [name for name in known if folded and f" {folded} " in name_key(name)]
    reports = whole.reports.with_row_index("report").filter(pl.col("publisher").is_in(of))["report"]
    rows = whole.said.with_row_index("_claim")
    return rows.filter(pl.col("report").is_in(reports.implode()))["_claim"]


def _same(rows: pl.LazyFrame, asked: Filters) -> pl.LazyFrame:
    for key, value in (("type", asked.event_type), ("country", asked.country), ("status", asked.status)):
        if value is not None:
            rows = rows.filter(pl.col(key) == (value.upper() if key == "country" else value))
    return between(rows, asked.date_from, asked.date_to)


def between(rows: pl.LazyFrame, first: date | None, last: date | None) -> pl.LazyFrame:
    """Those whose days, an open end being null, meet the days from `first` to `last`."""
    begins, ends = pl.col("from"), pl.col("to")
    if first is not None:
        rows = rows.filter((ends >= first) | (ends.is_null() & begins.is_not_null()))
    if last is not None:
        rows = rows.filter((begins <= last) | (begins.is_null() & ends.is_not_null()))
    return rows


def _among(rows: pl.LazyFrame, ids: Iterable[str]) -> pl.LazyFrame:
    return rows.filter(pl.col("id").is_in(pl.Series("id", list(ids), dtype=pl.String).implode()))
