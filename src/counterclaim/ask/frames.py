"""Rows as Polars frames of a fixed schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from counterclaim.ask.schema import Kind, Schema

_TYPES: dict[Kind, pl.DataType | type[pl.DataType]] = {
    "text": pl.String,
    "texts": pl.List(pl.String),
    "whole": pl.Int64,
    "real": pl.Float64,
    "yes_no": pl.Boolean,
    "day": pl.Date,
}
_LARGEST = 2**63 - 1


def frame(rows: Iterable[Mapping[str, Any]], schema: Schema) -> pl.DataFrame:
    """A frame with exactly the columns of `schema`, in its order, also when there are no rows.

    A figure beyond 64 bits becomes the largest that a column holds; the claim keeps it as it is.
    """
    types = {name: _TYPES[kind] for name, kind in schema.items()}
    whole = [name for name, kind in schema.items() if kind == "whole"]
    fitting = [
        {**row, **{name: min(row[name], _LARGEST) for name in whole if row[name] is not None}} for row in rows
    ]
    return pl.DataFrame([{name: row[name] for name in types} for row in fitting], schema=types)
