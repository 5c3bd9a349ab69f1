"""Small files in the forms that users have, and an index built from a few packaged places and them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from counterclaim.reference.gazetteer.layers import Layer, Record
from counterclaim.reference.gazetteer.layers.record import numbered

BASE = [
    Record("iso:SY", "geonames", "Syria", "country", "SY", "", (35.0, 38.0), 240.0, 18_000_000),
    Record("gn:174448", "geonames", "Abu Kamal", "town", "SY", "SY.07", (34.4506, 40.9171), 3.1, 42510),
    Record("gn:100", "geonames", "Salihiyah", "village", "SY", "SY.07", (34.75, 40.73)),
]


def base() -> list[Layer]:
    """A layer of three places."""
    return [Layer("base", numbered(lambda: iter(BASE)))]


def place_line(geonameid: object, name: str, code: str = "P.PPL", **cells: object) -> str:
    """A row of a GeoNames dump. Cells: alternates, lat, lon, country, admin1, population."""
    kind, _, feature = code.partition(".")
    given = {
        "alternates": "",
        "lat": 34.0,
        "lon": 40.0,
        "country": "SY",
        "admin1": "07",
        "population": 0,
        **cells,
    }
    return "\t".join(
        str(cell)
        for cell in (
            geonameid, name, name, given["alternates"], given["lat"], given["lon"], kind, feature,
            given["country"], "", given["admin1"], "", "", "", given["population"], "", "", "Asia/Damascus",
            "2020-01-01",
        )
    )  # fmt: skip


def zipped(path: Path, member: str, text: str | bytes) -> Path:
    """A zip archive with a readme and one other file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "GeoNames")
        archive.writestr(member, text)
    return path
