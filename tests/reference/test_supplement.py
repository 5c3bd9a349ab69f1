"""The supplement against the rest of the gazetteer, by the script that checks it, and the script itself."""

from __future__ import annotations

import csv
import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from counterclaim.reference.gazetteer import Gazetteer, layers
from counterclaim.reference.tables import Row, packaged
from counterclaim.text.names import plain

SCRIPT = Path(__file__).parents[2] / "scripts" / "check_supplement.py"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_supplement", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check = _script()
ROWS: list[Row] = list(check.rows())


def _row(**changes: str) -> Row:
    """Taftanaz airbase, changed."""
    (base,) = (row for row in ROWS if row["id"] == "cc:taftanaz-airbase")
    return Row(base.file, base.line, base.values | changes)


@pytest.fixture(scope="module")
def settlements(gazetteer: Gazetteer) -> object:
    return check.Settlements(gazetteer)


def test_every_row_agrees_with_the_places_around_it(gazetteer: Gazetteer, settlements: object) -> None:
    found = [
        f"{row.file}, line {row.line}: {fault}"
        for row in ROWS
        for fault in check.faults(row, gazetteer, settlements)
    ]
    assert found == []


def test_ids_are_unique_and_points_with_names_are_not_entered_twice() -> None:
    ids = Counter(row["id"] for row in ROWS)
    assert [place for place, count in ids.items() if count > 1] == []
    entered = Counter((plain(row["name"]), row["kind"], row["country"]) for row in ROWS if row["kind"])
    assert [place for place, count in entered.items() if count > 1] == []


def test_each_file_is_read_and_part_of_the_fingerprint(gazetteer: Gazetteer) -> None:
    assert {f"supplement/{file.name}" for file in packaged("supplement").iterdir()} == set(layers.SUPPLEMENT)
    assert set(layers.SUPPLEMENT) <= set(layers.TABLES)
    one_each = {row.file: row["id"] for row in ROWS}
    assert [file for file, place in one_each.items() if gazetteer.get(place) is None] == []


def test_syria_and_iraq_and_ten_more_conflicts_are_covered() -> None:
    new = Counter(row.file.removesuffix(".tsv") for row in ROWS if row["id"].startswith("cc:"))
    assert new["syria"] + new["iraq"] >= 150
    assert sum(count >= 15 for file, count in new.items() if file not in ("syria", "iraq")) >= 10


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"lat": "36.9"}, "away, not"),
        ({"country": "IQ", "admin1": ""}, "nearest settlements is in IQ"),
        ({"admin1": "SY.05"}, "nearest settlements is in Suwayda"),
        ({"admin1": "IQ.01"}, "is no division of 'SY'"),
        ({"country": "ZZ"}, "unknown country"),
        ({"kind": "castle"}, "known kind"),
        ({"radius_km": "0"}, "a radius"),
        ({"lat": ""}, "no point"),
        ({"lat": "136"}, "none on Earth"),
        ({"source": ""}, "no source"),
        ({"source": "general maps"}, "names nothing"),
        ({"source": "hearsay"}, "no source of a known form"),
        ({"source": "general maps; within 150 km of gn:170063 Aleppo"}, "its kind allows"),
        ({"source": "general maps; within 9 km of gn:1 Nowhere"}, "no place has the id gn:1"),
        ({"source": "general maps; holds gn:170654 Damascus"}, "Damascus is"),
        ({"source": "general maps; between gn:170654 Damascus and gn:170063 Aleppo"}, "Damascus is"),
    ],
)
def test_a_wrong_row_is_found(
    changes: dict[str, str], fault: str, gazetteer: Gazetteer, settlements: object
) -> None:
    assert list(check.faults(_row(), gazetteer, settlements)) == []
    assert any(fault in found for found in check.faults(_row(**changes), gazetteer, settlements))


def test_outside_data_is_read_and_held_against_points(tmp_path: Path) -> None:
    square = [[[36.7, 35.9], [36.8, 35.9], [36.8, 36.0], [36.7, 35.9]]]
    for stem, geometry in (
        ("rivers_lake_centerlines", None),
        ("lakes", {"type": "Polygon", "coordinates": square}),
        ("geography_regions_polys", {"type": "MultiPolygon", "coordinates": [square]}),
    ):
        feature = {"type": "Feature", "properties": {"name": "Here"}, "geometry": geometry}
        text = json.dumps({"type": "FeatureCollection", "features": [feature]})
        (tmp_path / f"ne_10m_{stem}.json").write_text(text)
    for file, columns, row in (
        ("airports.csv", ("icao", "lat", "lon"), ("OS99", "35.972", "36.783")),
        ("plants.csv", ("Name", "Latitude", "Longitude"), ("Dam", "35.97", "36.8")),
    ):
        with (tmp_path / file).open("w", newline="") as out:
            csv.writer(out).writerows((columns, row))
    known = check.natural_earth(tmp_path) | check.airports([tmp_path / "airports.csv"])
    known |= check.power_plants(tmp_path)
    agreeing = "Natural Earth lakes Here; airportsdata OS99; Global Power Plant Database Dam"
    assert list(check.outside_faults(_row(source=agreeing, radius_km="12"), known)) == []
    far = _row(source=f"{agreeing}; Natural Earth regions Here; OurAirports OS98", lat="35.5")
    assert len(list(check.outside_faults(far, known))) == 5
    assert list(check.outside_faults(far, {})) == []
