"""The user's own GeoNames dump: ``allCountries.zip``, a country's file, or its alternate names.

The form is GeoNames' (https://download.geonames.org/export/dump/readme.txt): 19 tab-separated columns a place;
alternate names have 8 columns, or 10 in the second version. Which places are kept, and as what, is in
``data/geonames_features.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.gazetteer.kinds import SETTLEMENTS, kinds, settlement_kind, settlement_radius_km
from counterclaim.reference.gazetteer.layers.cities import written
from counterclaim.reference.gazetteer.layers.lines import lines
from counterclaim.reference.gazetteer.layers.record import Flaws, Read, Record
from counterclaim.reference.tables import packaged, read_table

FEATURES = "geonames_features.tsv"
_COLUMNS = ("class", "code", "keep", "kind", "radius_km", "meaning")
_SUFFIXES = (".txt",)
_PLACE_CELLS = 19
_NAME_CELLS = (8, 10)
_NO_NAMES = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc"})
_MAX_NAMES = 500
_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Feature:
    """What a feature code of GeoNames is to us: a kind, and a radius in km where the kind's is not meant."""

    kind: str
    radius_km: float | None


@cache
def features() -> dict[str, Feature]:
    """The codes that are kept, as "P.PPL". Raises `ReferenceDataError` on a malformed table."""
    table = {}
    for row in read_table(packaged(FEATURES), _COLUMNS):
        if row["keep"] not in ("yes", "no") or (row["keep"] == "yes") != (row["kind"] in kinds()):
            raise row.error("keep must be yes, with a known kind, or no, with none")
        if row["keep"] == "yes":
            radius = row.number("radius_km") if row["radius_km"] else None
            table[f"{row['class']}.{row['code']}"] = Feature(row["kind"], radius)
    return table


def reader(path: Path) -> tuple[str, Read]:
    """What a file is, "geonames" or "alternate names", and how to read it.

    Raises `ReferenceDataError` when it is neither.
    """
    for line in islice(lines(path, _SUFFIXES), _LOOKED_AT):
        cells = line.count(b"\t") + 1
        if cells == _PLACE_CELLS:
            return "geonames", lambda start, flaws: _places(path, start, flaws)
        if cells in _NAME_CELLS:
            return "alternate names", lambda start, flaws: _names(path, start, flaws)
    raise ReferenceDataError(
        f"{path}: this is no file of GeoNames: its places have 19 tab-separated columns, alternate names 8 "
        "or 10"
    )


def _places(path: Path, start: int, flaws: Flaws) -> Iterator[tuple[int, Record | None]]:
    kept = features()
    for number, line in islice(enumerate(lines(path, _SUFFIXES), 1), start, None):
        if not line or line.startswith(b"#"):
            continue
        try:
            cells = line.decode("utf-8").split("\t")
            if len(cells) != _PLACE_CELLS:
                raise ValueError(f"{_PLACE_CELLS} columns expected, {len(cells)} found")
            feature = kept.get(f"{cells[6]}.{cells[7]}")
            yield number, _place(cells, feature) if feature else None
        except ValueError as error:
            flaws.add(f"{path.name}, line {number}", _reason(error))
            flaws.check(number)
            yield number, None


def _place(cells: list[str], feature: Feature) -> Record:
    geonameid, name = int(cells[0]), cells[1].strip()
    lat, lon, population = float(cells[4]), float(cells[5]), int(cells[14] or 0)
    if not (0 < geonameid < 1 << 31 and name and abs(lat) <= 90 and abs(lon) <= 180 and population >= 0):
        raise ValueError("id, name, latitude, longitude or population out of range")
    kind, radius = feature.kind, feature.radius_km
    if kind in SETTLEMENTS and population:
        kind = settlement_kind(population) if kind != "neighbourhood" else kind
        radius = settlement_radius_km(population)
    return Record(
        f"gn:{geonameid}", "geonames", name, kind, cells[8], f"{cells[8]}.{cells[10]}", (lat, lon), radius,
        population, tuple(written(cells[3].split(",")[:_MAX_NAMES])),
    )  # fmt: skip


def _names(path: Path, start: int, flaws: Flaws) -> Iterator[tuple[int, Record | None]]:
    for number, line in islice(enumerate(lines(path, _SUFFIXES), 1), start, None):
        if not line:
            continue
        try:
            cells = line.decode("utf-8").split("\t")
            if len(cells) not in _NAME_CELLS:
                raise ValueError(f"8 or 10 columns expected, {len(cells)} found")
            if cells[2] in _NO_NAMES or not cells[3].strip():
                yield number, None
            else:
                yield number, Record(f"gn:{int(cells[1])}", "geonames", names=(cells[3].strip(),))
        except ValueError as error:
            flaws.add(f"{path.name}, line {number}", _reason(error))
            flaws.check(number)
            yield number, None


def _reason(error: ValueError) -> str:
    return "not UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error)
