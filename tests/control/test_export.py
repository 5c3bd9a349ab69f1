"""Maps and panels: nothing finer than a settlement, and an interpolation that says that it is one."""

from __future__ import annotations

import json

import pytest
import shapely
from shapely.geometry import shape

from counterclaim.control.export import INTERPOLATION, cells, feature_collection, outline_of, panel_row
from counterclaim.control.sites import Level, Site
from counterclaim.errors import UsageError

TOWNS = [
    Site("a", "Abu Kamal", Level.SETTLEMENT, "SY", "Deir ez-Zor", lat=34.45, lon=40.92),
    Site("b", "Mayadin", Level.SETTLEMENT, "SY", "Deir ez-Zor", lat=35.02, lon=40.45),
    Site("c", "Raqqa", Level.SETTLEMENT, "SY", "Raqqa", lat=35.95, lon=39.01),
]
HIDDEN = [
    Site("q", "Old quarter", Level.QUARTER, "SY", lat=35.95, lon=39.0, within="c"),
    Site("words:x", "east of Raqqa", Level.NEAR, "SY"),
    Site("p", "Raqqa", Level.ADMIN1, "SY", lat=36.0, lon=38.9),
]


def test_nothing_finer_than_a_settlement_is_written() -> None:
    sites = [*TOWNS, *HIDDEN]
    found = feature_collection(sites, [{"name": site.id} for site in sites], on="2017-11-12")
    assert [feature["id"] for feature in found["features"]] == ["a", "b", "c"]
    assert found["interpolated"] is False
    assert found["on"] == "2017-11-12"
    first = json.loads(json.dumps(found))["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [40.92, 34.45]}
    assert first["properties"] == {
        "place": "Abu Kamal",
        "country": "SY",
        "admin1": "Deir ez-Zor",
        "population": None,
        "name": "a",
    }


def test_cells_tile_the_country_and_hold_their_towns() -> None:
    syria = outline_of("SY")
    sites = [*TOWNS, *HIDDEN]
    found = cells(sites, [{} for _ in sites], syria)
    assert found["interpolated"] is True
    assert found["note"] == INTERPOLATION
    areas = {feature["id"]: shape(feature["geometry"]) for feature in found["features"]}
    assert set(areas) == {"a", "b", "c"}
    assert sum(area.area for area in areas.values()) == pytest.approx(syria.area, rel=1e-4)
    for site in TOWNS:
        assert areas[site.id].contains(shapely.Point(site.lon, site.lat))
    overlap = shapely.intersection(areas["a"], areas["b"]).area
    assert overlap == pytest.approx(0.0, abs=1e-4)


def test_towns_of_one_point_share_a_cell() -> None:
    twin = Site("d", "Twin", Level.SETTLEMENT, "SY", lat=35.95, lon=39.01)
    found = cells([*TOWNS, twin], [{}] * 4, outline_of("SY"))
    assert len(found["features"]) == 3


def test_one_place_divides_nothing() -> None:
    with pytest.raises(UsageError, match="two places"):
        cells(TOWNS[:1], [{}], outline_of("SY"))
    with pytest.raises(UsageError, match="borders"):
        outline_of("gn:0")


def test_a_row_of_a_panel() -> None:
    row = panel_row(
        "2017-11",
        TOWNS[0],
        {"is": 0.6, "contested": 0.3, "unknown": 0.1},
        {"is": "IS", "contested": "contested", "unknown": "unknown"},
        0.8,
    )
    assert (row["state"], row["likeliest"], row["probability"]) == ("uncertain", "IS", 0.6)
    assert (row["contested"], row["unknown"], row["parties"]) == (0.3, 0.1, "IS 0.600")
    sure = panel_row(
        "2017-11", TOWNS[0], {"is": 0.9, "unknown": 0.1}, {"is": "IS", "unknown": "unknown"}, 0.8
    )
    assert sure["state"] == "is"
