"""Build src/counterclaim/reference/data/waters.tsv.gz: the rivers and lakes that the explorer's map draws.

    python scripts/build_waters.py ne_10m_rivers_lake_centerlines.json ne_10m_lakes.json

The files are Natural Earth's 1:10m rivers and lakes (public domain, https://www.naturalearthdata.com/) as GeoJSON.
Lines are simplified to what a map of a province shows; brooks and ponds that it would not are left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import shapely
from build_admin_extract import DATA, write_extract

TOLERANCE = 0.004  # degrees: under 450 m
LEAST_RANK = {"river": 9, "lake": 8}  # Natural Earth's scale rank: 0 is shown on a map of the world
STEPS = 1000  # a degree

Row = tuple[str, ...]


def encode(points: list[tuple[float, float]]) -> str:
    """Points (longitude, latitude) in the Encoded Polyline Algorithm Format with 3 decimals."""
    text: list[str] = []
    before = (0, 0)
    for lon, lat in points:
        now = (round(lat * STEPS), round(lon * STEPS))
        for value in (now[0] - before[0], now[1] - before[1]):
            bits = ~(value << 1) if value < 0 else value << 1
            while bits >= 0x20:
                text.append(chr((0x20 | (bits & 0x1F)) + 63))
                bits >>= 5
            text.append(chr(bits + 63))
        before = now
    return "".join(text)


def rows_of(path: Path, kind: str) -> Iterator[Row]:
    """One row a line or outline, the widest water first."""
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        rank = int(feature["properties"]["scalerank"])
        if feature["geometry"] is None or rank > LEAST_RANK[kind]:
            continue
        shape = shapely.simplify(shapely.from_geojson(json.dumps(feature["geometry"])), TOLERANCE)
        name = feature["properties"].get("name_en") or feature["properties"].get("name") or ""
        for part in shapely.get_parts(shape):
            if not part.is_empty:
                lines = [part.exterior, *part.interiors] if kind == "lake" else [part]
                yield kind, str(rank), name, " ".join(encode([*line.coords]) for line in lines)


def main() -> None:
    """Write the table from the two files named."""
    rivers, lakes = (Path(name) for name in sys.argv[1:3])
    rows = sorted(
        {*rows_of(rivers, "river"), *rows_of(lakes, "lake")}, key=lambda row: (row[0], int(row[1]), row)
    )
    header = (
        "Rivers and lakes: Natural Earth 1:10m (public domain), simplified to 0.004 degrees. `rank` is Natural\n"
        "Earth's scale rank: 0 is shown on a map of the world, 9 only on one of a province. `lines` holds a river's\n"
        "line, or a lake's outline and islands, in the Encoded Polyline Algorithm Format with 3 decimals. Written by\n"
        "scripts/build_waters.py.\n"
    )
    size = write_extract(DATA / "waters.tsv.gz", header, ("kind", "rank", "name", "lines"), rows)
    print(f"{len(rows)} rivers and lakes, {size} bytes")


if __name__ == "__main__":
    main()
