"""Features as comma-separated values (RFC 4180), written as they come."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from counterclaim.safe import csv_cell

_BATCH = 500
BETWEEN = "; "
"""What stands between the values of a list."""


def csv_lines(features: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> Iterator[bytes]:
    """A head line, and a line for each feature: `columns` of its properties, then longitude and latitude.

    ``figures.killed.best`` asks for a member of a member. No text is taken for a formula by a spreadsheet.
    """
    names = [*columns]
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*(name.replace("figures.", "").replace(".", "_") for name in names), "lon", "lat"])
    for number, feature in enumerate(features, start=1):
        point = feature["geometry"]["coordinates"] if feature["geometry"] else (None, None)
        writer.writerow([*(_cell(_member(feature["properties"], name)) for name in names), *point])
        if number % _BATCH == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")


def _member(value: Any, name: str) -> Any:
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return csv_cell(value)
    if isinstance(value, list):
        return csv_cell(BETWEEN.join(str(one["name"] if isinstance(one, Mapping) else one) for one in value))
    return value
