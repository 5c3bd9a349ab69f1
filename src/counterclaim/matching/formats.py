"""What is known of the data sets' files: the tables of ``data/formats.toml`` and ``data/taxonomy.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Format = Literal["ucdp", "acled"]
FORMATS: tuple[Format, ...] = ("ucdp", "acled")


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns and precision codes of a format; see ``data/formats.toml``."""

    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    where_km: Mapping[int, float]
    when_days: Mapping[int, int]
    actor_separator: str
    date_order: str | None


@cache
def layout(name: Format) -> Layout:
    """The layout of a format."""
    row = table("formats.toml")[name]
    return Layout(
        columns={ours: tuple(theirs) for ours, theirs in row["columns"].items()},
        required=tuple(row["required"]),
        where_km={int(code): float(km) for code, km in row["where_km"].items()},
        when_days={int(code): days for code, days in row["when_days"].items()},
        actor_separator=row["actor_separator"],
        date_order=row.get("date_order"),
    )


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of the package's ``data`` folder."""
    return tomllib.loads(files("counterclaim.matching").joinpath(f"data/{name}").read_text("utf-8"))
