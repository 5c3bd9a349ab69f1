"""Counts by unit and month from a CSV file."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from counterclaim.analysis.forecast.panel import (
    MOST_CELLS,
    MOST_COUNT,
    MOST_MONTHS,
    Panel,
    disputed,
    last_day,
    month_name,
    month_number,
)
from counterclaim.errors import Unreadable

NEEDED = ("unit", "month", "value")
OPTIONAL = ("low", "high", "known")
MOST_ROWS = 1_000_000
DRAWS = 20
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")
_SEED = 20171103


def read_counts(path: Path) -> Panel:
    """A panel of a CSV file with the columns unit, month (2017-09) and value, a row for each unit and month.

    Further columns are allowed: `low` and `high` where the value is disputed, `known` with the day when it became
    known. Months without a row are not watched, which is not zero. Any other column is a covariate, of numbers.

    Raises:
        Unreadable: a column is missing, a cell is no such value, or a month of a unit is there twice.
    """
    name = path.name
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        try:
            header = [cell.strip().lower() for cell in next(reader, [])]
            missing = [column for column in NEEDED if column not in header]
            if missing or len(set(header)) < len(header):
                twice = [column for column in dict.fromkeys(header) if header.count(column) > 1]
                why = f"{', '.join(missing)} missing" if missing else f"{twice[0][:50]!r} is there twice"
                raise Unreadable(
                    f"{name}#row=1",
                    f"the first row names the columns once each, {', '.join(NEEDED)} among them: {why}",
                )
            rows = [
                _row(f"{name}#row={at}", header, cells)
                for at, cells in enumerate(_bounded(name, reader), 2)
                if any(cells)
            ]
        except csv.Error as error:
            raise Unreadable(f"{name}#row={reader.line_num}", f"it is no CSV: {error}") from error
        except UnicodeDecodeError as error:
            byte = error.object[error.start]
            where = f"byte {byte:#04x}, after row {reader.line_num}"
            raise Unreadable(name, f"it is no CSV in UTF-8 ({where}): save it as UTF-8") from error
    if not rows:
        raise Unreadable(name, "there are no counts in it")
    return _panel(name, rows, [column for column in header if column not in (*NEEDED, *OPTIONAL)])


def _bounded(name: str, reader: Iterator[list[str]]) -> Iterator[list[str]]:
    for at, row in enumerate(reader):
        if at >= MOST_ROWS:
            raise Unreadable(name, f"it has more than {MOST_ROWS:,} rows")
        yield row


def _row(where: str, header: list[str], cells: list[str]) -> dict[str, str | int | float]:
    if len(cells) != len(header):
        raise Unreadable(where, f"it has {len(cells)} cells under {len(header)} columns")
    given = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    month = _MONTH.fullmatch(given["month"])
    if month is None or not 1 <= int(month[2]) <= 12 or int(month[1]) == 0:
        raise Unreadable(where, f"month {given['month'][:50]!r} is written 2017-09")
    if not given["unit"]:
        raise Unreadable(where, "unit is empty")
    at = month_number(int(month[1]), int(month[2]))
    row: dict[str, str | int | float] = {"unit": given["unit"], "month": at}
    for column, text in given.items():
        if column in ("unit", "month"):
            continue
        if column == "known":
            row[column] = _known(where, text, at)
        elif column in NEEDED or text:
            least = 0.0 if column in (*NEEDED, *OPTIONAL) else -MOST_COUNT
            row[column] = _number(where, column, text, least)
    return row


def _twice(rows: list[dict[str, str | int | float]]) -> str:
    """The first unit and month that come again."""
    seen = set()
    for row in rows:
        unit, month = str(row["unit"]), int(row["month"])
        if (unit, month) in seen:
            return f"{unit[:50]!r} in {month_name(month)}"
        seen.add((unit, month))
    return ""


def _number(where: str, column: str, text: str, least: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not least <= value <= MOST_COUNT:
        raise Unreadable(where, f"{column} {text[:50]!r} is no number from {least:,.0f} to {MOST_COUNT:,.0f}")
    return value


def _known(where: str, text: str, month: int) -> int:
    if not text:
        return last_day(month)
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise Unreadable(where, f"known {text[:50]!r} is a day, written 2017-10-02") from None


def _panel(name: str, rows: list[dict[str, str | int | float]], covariates: list[str]) -> Panel:
    units = sorted({str(row["unit"]) for row in rows})
    months = [int(row["month"]) for row in rows]
    start, length = min(months), max(months) - min(months) + 1
    if length > MOST_MONTHS or length * len(units) * DRAWS > MOST_CELLS:
        raise Unreadable(name, f"{len(units):,} units over {length:,} months are more than can be forecast")
    column = {unit: at for at, unit in enumerate(units)}
    where = (
        np.array([month - start for month in months]),
        np.array([column[str(row["unit"])] for row in rows]),
    )
    if len(np.unique(np.ravel_multi_index(where, (length, len(units))))) < len(rows):
        raise Unreadable(name, f"a month of a unit is there twice: {_twice(rows)}")

    def filled(key: str, fall_back: str | None = None) -> np.ndarray:
        table = np.full((length, len(units)), np.nan)
        table[where] = [float(row.get(key, row[fall_back] if fall_back else math.nan)) for row in rows]
        return table

    best, low, high = filled("value"), filled("low", "value"), filled("high", "value")
    sure = bool(np.all((low == best) | np.isnan(best)) and np.all((high == best) | np.isnan(best)))
    values = best[None] if sure else disputed(low, best, high, DRAWS, np.random.default_rng(_SEED))
    known = None
    if any("known" in row for row in rows):
        known = np.zeros((length, len(units)), dtype=np.int64)
        known[where] = [int(row["known"]) for row in rows]
    return Panel(tuple(units), start, values, best, known, {key: filled(key) for key in covariates})
