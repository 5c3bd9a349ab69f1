"""The user's own places: a CSV file, checked whole before anything is built from it."""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer.kinds import SETTLEMENTS, kinds, settlement_kind, settlement_radius_km
from counterclaim.reference.gazetteer.layers.lines import lines
from counterclaim.reference.gazetteer.layers.packaged import division_names
from counterclaim.reference.gazetteer.layers.record import Flaws, Record
from counterclaim.text.names import fold, plain

REQUIRED = ("name", "lat", "lon")
OPTIONAL = ("kind", "country", "admin1", "radius_km", "names", "id", "population", "source")
_SHOWN = 20
_ID = re.compile(r"[A-Za-z0-9:._-]{1,80}")
_SOURCE = re.compile(r"[^\W+](?:[^+\x00-\x1f]{0,78}[^\W+])?")
_LONGEST = 200


class _Wrong(ValueError):
    """A cell that cannot be: column and reason."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"column {column}: {reason}")


def check(path: Path) -> None:
    """Raise `ReferenceDataError`, with line, column and reason of each of the first bad rows, if there is
    one.
    """
    wrong = []
    count = 0
    for line, found in _rows(path):
        count += 1
        if isinstance(found, str):
            wrong.append(f"{path}, line {line}, {found}")
        if len(wrong) > _SHOWN:
            wrong[-1] = "and more"
            break
    if wrong:
        raise ReferenceDataError("\n".join(wrong))
    if not count:
        raise ReferenceDataError(f"{path}: there are no places in it")


def read(path: Path, start: int, flaws: Flaws) -> Iterator[tuple[int, Record | None]]:
    """The places of a file that was checked. See `record.Read`."""
    for number, (line, found) in islice(enumerate(_rows(path), 1), start, None):
        if isinstance(found, str):
            flaws.add(f"{path.name}, line {line}", found)
        yield number, None if isinstance(found, str) else found


def _rows(path: Path) -> Iterator[tuple[int, Record | str]]:
    """Each row's line, and its record or what is wrong with it."""
    text = (
        line.decode("utf-8-sig" if not number else "utf-8")
        for number, line in enumerate(lines(path, (".csv",)))
    )
    first: dict[str, int] = {}
    try:
        header_line = next(text, "")
        delimiter = max(",;\t", key=header_line.count)
        header = [cell.strip().lower() for cell in next(csv.reader([header_line], delimiter=delimiter), [])]
        _check_header(path, header)
        table = csv.reader(text, delimiter=delimiter)
        line = 2
        for cells in table:
            if cells:
                found = _record(
                    path, dict(zip(header, map(str.strip, cells), strict=False)), len(cells) - len(header)
                )
                if isinstance(found, Record) and first.setdefault(found.id, line) != line:
                    found = f"column id: {found.id} stands in line {first[found.id]} already"
                yield line, found
            line = table.line_num + 2
    except UnicodeDecodeError as error:
        raise ReferenceDataError(f"{path}: not UTF-8 text: {error.reason}") from error
    except csv.Error as error:
        raise ReferenceDataError(f"{path}, line {line}: {error}") from error


def _check_header(path: Path, header: list[str]) -> None:
    missing = [column for column in REQUIRED if column not in header]
    unknown = [column for column in header if column not in (*REQUIRED, *OPTIONAL)]
    if missing or unknown or len(set(header)) != len(header):
        reason = (
            f"{', '.join(missing)} missing"
            if missing
            else f"{', '.join(unknown) or 'one'} is unknown or twice there"
        )
        raise ReferenceDataError(
            f"{path}, line 1: the columns must be {', '.join(REQUIRED)}, and may be {', '.join(OPTIONAL)}; {reason}"
        )


def _record(path: Path, row: dict[str, str], surplus: int) -> Record | str:
    try:
        if surplus:
            raise _Wrong(
                "name" if surplus < 0 else "last",
                f"{abs(surplus)} cells too {'few' if surplus < 0 else 'many'}",
            )
        return _place(path, row)
    except _Wrong as error:
        return str(error)


def _place(path: Path, row: dict[str, str]) -> Record:
    name = " ".join(row["name"].split())
    if not plain(name) or len(name) > _LONGEST:
        raise _Wrong("name", "a name is needed, of 200 characters at most")
    point = _number(row, "lat", -90, 90), _number(row, "lon", -180, 180)
    population = int(_number(row, "population", 0, 1e9)) if row.get("population") else 0
    radius = _number(row, "radius_km", 0.01, 10_000) if row.get("radius_km") else None
    kind = row.get("kind", "").lower()
    if kind and kind not in kinds():
        raise _Wrong("kind", f"{kind!r} is none of {', '.join(kinds())}")
    kind = kind or settlement_kind(population)
    if radius is None and kind in SETTLEMENTS and population:
        radius = settlement_radius_km(population)
    country = row.get("country", "").upper()
    if country and countries().get(country) is None:
        raise _Wrong("country", f"{country!r} is no ISO 3166-1 alpha-2 code")
    source = row.get("source") or path.stem
    if row.get("source") and not _SOURCE.fullmatch(source):
        raise _Wrong("source", "80 characters at most, and no plus sign")
    names = tuple(part for part in (" ".join(n.split()) for n in row.get("names", "").split("|")) if part)
    if any(len(other) > _LONGEST for other in names):
        raise _Wrong("names", "200 characters a name at most")
    return Record(
        _id(row, name, point), source.replace("+", " "), name, kind, country, "", point, radius, population,
        names, admin1=_admin1(country, " ".join(row.get("admin1", "").split())), overrides=True,
    )  # fmt: skip


def _number(row: dict[str, str], column: str, low: float, high: float) -> float:
    try:
        value = float(row[column])
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        raise _Wrong(column, f"{row[column][:40]!r} is no number from {low:g} to {high:g}")
    return value


def _id(row: dict[str, str], name: str, point: tuple[float, float]) -> str:
    given = row.get("id", "")
    if not given:
        return "own:" + hashlib.sha256(f"{name}|{point[0]:.5f}|{point[1]:.5f}".encode()).hexdigest()[:12]
    if not _ID.fullmatch(given) or (given.startswith("gn:") and not given[3:].isdigit()):
        raise _Wrong("id", f"{given[:40]!r}: letters, digits and : . _ - only, 80 at most")
    return given if ":" in given else f"own:{given}"


def _admin1(country: str, given: str) -> str:
    """The name of a division as it stands in the index, whatever its spelling; another name as it is."""
    return _divisions(country).get(fold(given), given) if given and country else given


@cache
def _divisions(country: str) -> dict[str, str]:
    names = division_names()
    return {fold(name): name for code, name in names.items() if code.startswith(f"{country}.")}
