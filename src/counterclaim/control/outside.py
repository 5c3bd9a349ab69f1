"""Maps of control that others made, as rows of a readable table: one word on one place and day each.

The table is a CSV file that people can open, sort and mend. Every row keeps the file and the feature or line that it
was read from, so that a number leads back to it.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from counterclaim.control.sites import Level, Site
from counterclaim.control.statements import Says, Statement, superseding
from counterclaim.errors import UsageError
from counterclaim.safe import csv_cell

COLUMNS = (
    "place_id",
    "place",
    "country",
    "lat",
    "lon",
    "population",
    "first",
    "last",
    "said",
    "says",
    "party",
    "party_words",
    "strength",
    "source",
    "reliability",
    "origin",
    "words",
)
MOST_BYTES = 64 * 1024**2
MOST_ROWS = 1_000_000
SOURCE = "map:"
"""What the source of a statement from an outside map begins with."""
NOTE = "#note"
"""What the origin of a row ends with that tells of the time before, in the words of a table's note."""
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Outside:
    """What a map or table made elsewhere says of one place. `origin` is the file with its feature or line.

    `party` is the key of the party, `party_words` and `words` are those of the file. `reliability` is that of the
    source, from 0 to 1, null for the model's own.
    """

    site: Site
    first: date
    last: date
    said: date
    says: Says
    party: str | None
    party_words: str | None
    strength: float
    source: str
    reliability: float | None
    origin: str
    words: str

    @property
    def statement(self) -> Statement:
        """As a statement of the model."""
        return Statement(
            place=self.site.id,
            first=self.first,
            last=self.last,
            said=self.said,
            says=self.says,
            party=self.party,
            source=f"{SOURCE}{self.source}",
            strength=self.strength,
            id=f"{self.origin} {self.first.isoformat()} {self.says} {self.site.id} {self.source}",
        ).dated


def write_table(rows: Iterable[Outside], path: Path) -> int:
    """Write rows as CSV; how many there were. Text that a spreadsheet could run gets a quote sign in front.

    The file is written beside its name and put in place when it is whole.

    Raises:
        OSError: the file cannot be written.
    """
    count = 0
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for count, row in enumerate(rows, start=1):  # noqa: B007 - the last number is the answer
                writer.writerow(
                    [value if isinstance(value, float | int) else csv_cell(value) for value in _cells(row)]
                )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def read_table(path: Path) -> list[Outside]:
    """The rows of a table that `write_table` wrote.

    Raises:
        OSError: the file cannot be opened.
        UsageError: it is no such table, too large, or a cell cannot be.
    """
    if path.stat().st_size > MOST_BYTES:
        raise UsageError(f"{path}: larger than {MOST_BYTES // 1024**2} MiB")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise UsageError(
                f"{path}: no table of `counterclaim control import`; make one from the map first"
            )
        try:
            return [_row(cells, path, line) for line, cells in enumerate(reader, start=2)]
        except (csv.Error, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: cannot be read as CSV: {error}") from None


def statements_of(rows: Iterable[Outside]) -> list[tuple[Outside, Statement]]:
    """The rows with their statements: of a map that is kept up to date a later word replaces the one before."""
    every = list(rows)
    told = {one.statement.id: one for one in every}
    current = superseding(one.statement for one in every if not one.origin.endswith(NOTE))
    before = [one.statement for one in every if one.origin.endswith(NOTE)]
    return [(told[one.id], one) for one in (*current, *before)]


def reliabilities(rows: Iterable[Outside]) -> dict[str, float]:
    """The reliability of each source for which one is given."""
    return {f"{SOURCE}{one.source}": one.reliability for one in rows if one.reliability is not None}


def folded(key: str) -> str:
    """A key or heading without case, blanks and marks."""
    return _NOT_LETTERS.sub("", key).casefold()


def found_at(values: Mapping[str, Any], what: str) -> Any:
    """The first value that stands under one of the keys of `what`; null for none. Keys of `values` are folded."""
    for key in knowledge()["keys"][what]:
        value = values.get(key)
        if value not in (None, "") and not isinstance(value, dict | list):
            return value
    return None


@lru_cache(maxsize=10_000)
def says(words: str) -> tuple[Says | None, float, bool]:
    """What the words of a status say, how firmly, and whether any of them was understood. Null says nothing."""
    plain = f" {' '.join(words.casefold().split())} "
    chosen = knowledge()
    strength = chosen["strength"]
    firm = strength["claimed"] if _has(plain, strength["claims"]) else strength["said"]
    for name, listed in chosen["words"].items():
        if _has(plain, listed):
            return (None if name == "unknown" else Says(name)), firm, True
    return Says.HELD, firm, False


@cache
def knowledge() -> dict[str, Any]:
    """The packaged words and keys."""
    return tomllib.loads(files("counterclaim.control").joinpath("data/outside.toml").read_text("utf-8"))


def _has(plain: str, listed: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain) for word in listed)


def _cells(row: Outside) -> list[Any]:
    site = row.site
    return [
        site.id,
        site.name,
        site.country or "",
        "" if site.lat is None else round(site.lat, 5),
        "" if site.lon is None else round(site.lon, 5),
        site.population or "",
        row.first.isoformat(),
        row.last.isoformat(),
        row.said.isoformat(),
        row.says.value,
        row.party or "",
        row.party_words or "",
        round(row.strength, 3),
        row.source,
        "" if row.reliability is None else row.reliability,
        row.origin,
        row.words[:300],
    ]


def _row(cells: Mapping[str, str | None], path: Path, line: int) -> Outside:
    values = {name: (cells.get(name) or "").removeprefix("'") for name in COLUMNS}
    if line > MOST_ROWS:
        raise UsageError(f"{path}: more than {MOST_ROWS:,} rows")
    try:
        lat, lon = (float(values[name]) if values[name] else None for name in ("lat", "lon"))
        reliability = float(values["reliability"]) if values["reliability"] else None
        if reliability is not None and not 0.0 <= reliability <= 1.0:
            raise ValueError(f"a reliability is from 0 to 1, not {reliability:g}")
        site = Site(
            values["place_id"],
            values["place"],
            Level.SETTLEMENT if lat is not None and lon is not None else Level.WORDS,
            values["country"] or None,
            lat=lat,
            lon=lon,
            population=int(values["population"]) if values["population"] else None,
        )
        return Outside(
            site,
            date.fromisoformat(values["first"]),
            date.fromisoformat(values["last"]),
            date.fromisoformat(values["said"]),
            Says(values["says"]),
            values["party"] or None,
            values["party_words"] or None,
            float(values["strength"]),
            values["source"],
            reliability,
            values["origin"],
            values["words"],
        )
    except ValueError as error:
        raise UsageError(f"{path}, line {line}: {error}") from None
