"""The rows of kept frames that meet a question: by their columns where these say it, else by SQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

import polars as pl
from sqlalchemy import select

from counterclaim.record import Filters, Record
from counterclaim.record.filters import claim_conditions, event_conditions
from counterclaim.record.schema import claims, events

_ASKED = ("actor", "place", "kind", "modality", "source", "text", "document")
"""Filters that the columns of the frames do not answer."""


def meeting(
    frame: pl.DataFrame, record: Record, asked: Filters, of: Literal["events", "claims"]
) -> pl.DataFrame:
    """The rows of prepared `events` or `claims` that `asked` finds, in their order."""
    rows = frame.lazy()
    for key, value in (("type", asked.event_type), ("country", asked.country), ("status", asked.status)):
        if value is not None:
            rows = rows.filter(pl.col(key) == (value.upper() if key == "country" else value))
    rows = _between(rows, asked.date_from, asked.date_to)
    if any(getattr(asked, name) is not None for name in _ASKED):
        rows = rows.filter(pl.col("id").is_in(_ids(record, asked, of).implode()))
    return rows.collect()


def _between(rows: pl.LazyFrame, first: date | None, last: date | None) -> pl.LazyFrame:
    """Those whose days, an open end being null, meet the days from `first` to `last`."""
    begins, ends = pl.col("from"), pl.col("to")
    if first is not None:
        rows = rows.filter((ends >= first) | (ends.is_null() & begins.is_not_null()))
    if last is not None:
        rows = rows.filter((begins <= last) | (begins.is_null() & ends.is_not_null()))
    return rows


def _ids(record: Record, asked: Filters, of: Literal["events", "claims"]) -> pl.Series:
    """Ids of all that meets the filters of `_ASKED`; the columns of the frames have answered the others."""
    rest = replace(asked, event_type=None, country=None, status=None, date_from=None, date_to=None)
    table = events if of == "events" else claims
    conditions = event_conditions if of == "events" else claim_conditions
    with record.reading() as connection:
        query = select(table.c.id).where(*conditions(rest, connection.dialect))
        return pl.Series("id", list(connection.scalars(query)), dtype=pl.String)
