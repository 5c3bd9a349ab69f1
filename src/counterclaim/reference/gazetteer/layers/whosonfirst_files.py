"""The user's own Who's On First: a folder of GeoJSON files, a SQLite distribution, or tables made of them."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.gazetteer.layers.lines import lines
from counterclaim.reference.gazetteer.layers.record import Flaws, Read, Record
from counterclaim.reference.gazetteer.layers.whosonfirst import kind_of, settled

_SQLITE = (".db", ".sqlite", ".sqlite3")
_TABLES = (".tsv", ".tsv.gz", ".tsv.zip")
_GEOJSON = ".geojson"
_COLUMNS = ("wof_id", "name", "placetype", "lat", "lon", "country")
_MAX_BYTES = 64 << 20  # the outlines of the largest countries take some 20 MB
_ALIVE = ("", "u", "uuuu", "..", "open")

Fields = dict[str, Any]


class _Row(NamedTuple):
    """Where a row stands, and how to read it."""

    where: str
    fields: Callable[[], Fields]


def reader(path: Path) -> Read:
    """How to read what stands at `path`. Raises `ReferenceDataError` when it is nothing of Who's On First."""
    files = list(islice(_files(path), 1))
    if not files:
        raise ReferenceDataError(
            f"{path}: nothing of Who's On First is there: neither {_GEOJSON} files nor tables ({', '.join(_TABLES)}) "
            f"nor SQLite distributions ({', '.join(_SQLITE)}; unpack .bz2 first)"
        )
    return lambda start, flaws: _records(path, start, flaws)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        if path.name.endswith((_GEOJSON, *_TABLES, *_SQLITE)):
            yield path
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            if name.endswith((*_TABLES, *_SQLITE)) or (name.endswith(_GEOJSON) and "-alt-" not in name):
                yield Path(folder, name)


def _records(path: Path, start: int, flaws: Flaws) -> Iterator[tuple[int, Record | None]]:
    rows = (row for file in _files(path) for row in _rows(file))
    for number, row in islice(enumerate(rows, 1), start, None):
        try:
            yield number, _record(row.fields())
        except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
            missing = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            flaws.add(row.where, missing or type(error).__name__)
            flaws.check(number)
            yield number, None


def _rows(file: Path) -> Iterator[_Row]:
    if file.name.endswith(_GEOJSON):
        yield _Row(str(file), lambda: _properties(_content(file)))
    elif file.name.endswith(_TABLES):
        yield from _table(file)
    else:
        yield from _distribution(file)


def _content(file: Path) -> bytes:
    with file.open("rb") as stream:
        data = stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ValueError(f"larger than {_MAX_BYTES >> 20} MiB")
    return data


def _table(file: Path) -> Iterator[_Row]:
    """Rows of a table with a header; missing columns other than the first ones count as empty."""
    header: list[str] = []
    for number, line in enumerate(lines(file, (".tsv",)), 1):
        if not header:
            header = line.decode("utf-8-sig", "replace").split("\t")
            if not set(_COLUMNS) <= set(header):
                raise ReferenceDataError(f"{file}, line 1: the columns {', '.join(_COLUMNS)} are needed")
        elif line:
            yield _Row(f"{file.name}, line {number}", _cells(header, line))


def _cells(header: list[str], line: bytes) -> Callable[[], Fields]:
    def fields() -> Fields:
        cells = line.decode("utf-8").split("\t")
        if len(cells) != len(header):
            raise ValueError(f"{len(header)} columns expected, {len(cells)} found")
        row: Fields = dict(zip(header, cells, strict=True))
        row["names"] = [*row.get("names", "").split("|"), *row.get("names_ara", "").split("|")]
        return row

    return fields


def _distribution(file: Path) -> Iterator[_Row]:
    """Rows of a SQLite distribution, which keeps each record's GeoJSON whole."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            columns = {row[1] for row in connection.execute("PRAGMA table_info(geojson)")}
            where = "WHERE is_alt = 0" if "is_alt" in columns else ""
            sql = f"SELECT id, body FROM geojson {where} ORDER BY id"  # noqa: S608 - no part from outside
            for number, body in connection.execute(sql):
                yield _Row(f"{file.name}, id {number}", lambda body=body: _properties(body))  # type: ignore[misc]
    except sqlite3.Error as error:
        raise ReferenceDataError(f"{file}: no SQLite distribution of Who's On First: {error}") from error


def _properties(body: str | bytes) -> Fields:
    """The fields of a GeoJSON feature, under the names that they have in tables."""
    properties = json.loads(body)["properties"]
    ids = properties.get("wof:concordances") or {}
    label = "lbl" if properties.get("lbl:latitude") is not None else "geom"
    names = [name for key in sorted(properties) if key.startswith("name:") for name in properties[key]]
    return {
        "wof_id": properties["wof:id"],
        "name": properties["wof:name"],
        "placetype": properties["wof:placetype"],
        "lat": properties[f"{label}:latitude"],
        "lon": properties[f"{label}:longitude"],
        "country": properties.get("wof:country") or properties.get("iso:country"),
        "geonameid": ids.get("gn:id"),
        "gn_fcode": properties.get("gn:fcode"),
        "gn_admin1": properties.get("gn:admin1_code"),
        "population": properties.get("wof:population") or properties.get("gn:population"),
        "deprecated": properties.get("edtf:deprecated"),
        "superseded_by": properties.get("wof:superseded_by"),
        "names": names,
    }


def _record(row: Fields) -> Record | None:
    """The record of a row; null when it is withdrawn or of a placetype that is not kept."""
    if str(row.get("deprecated") or "") not in _ALIVE or row.get("superseded_by"):
        return None
    names = tuple(name for name in dict.fromkeys(str(name).strip() for name in row["names"]) if name)
    name = str(row["name"]).strip()
    kind = kind_of(str(row["placetype"]), str(row.get("gn_fcode") or ""), (name, *names))
    if kind is None or not name:
        return None
    lat, lon = float(row["lat"]), float(row["lon"])
    population = int(float(row.get("population") or 0))
    if not (abs(lat) <= 90 and abs(lon) <= 180 and population >= 0):
        raise ValueError("latitude, longitude or population out of range")
    country = str(row["country"] or "")
    code = str(row.get("gn_admin1") or "").removesuffix(".0")
    geonameid = int(float(row.get("geonameid") or 0))
    return settled(
        str(int(row["wof_id"])), str(geonameid) if geonameid > 0 else "", name, kind,
        country if len(country) == 2 and country.isalpha() else "", division(country, code), (lat, lon),
        population, names,
    )  # fmt: skip


def division(country: str, code: str) -> str:
    """GeoNames' code of a first-level division: the tables write "07" as "7.0"."""
    return f"{country}.{code.zfill(2)}" if code and code != "0" else ""
