"""The tables of regions and of divisions' names: every row can be used, and none contradicts another layer."""

import pytest

from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer.kinds import kinds
from counterclaim.reference.gazetteer.polygons import polygons
from counterclaim.reference.tables import packaged, read_table
from counterclaim.text.names import plain

COLUMNS = ("id", "name", "kind", "country", "admin1", "lat", "lon", "radius_km", "names", "source")
ADMIN = ("geonameid", "kind", "code", "iso", "name", "lat", "lon", "radius_km", "population", "names")
REGIONS = list(read_table(packaged("regions.tsv"), COLUMNS))
ALIASES = list(read_table(packaged("division_aliases.tsv"), COLUMNS))


def test_regions_have_a_known_kind():
    assert [row["id"] for row in REGIONS if row["kind"] not in kinds()] == []


def test_regions_have_a_known_country():
    codes = {country.code for country in countries()}
    assert [row["id"] for row in REGIONS if row["country"] and row["country"] not in codes] == []


def test_regions_have_points_on_earth():
    assert all(abs(row.number("lat")) <= 90 and abs(row.number("lon")) <= 180 for row in REGIONS)


def test_regions_of_a_country_lie_in_it():
    outside = [
        row["id"]
        for row in REGIONS
        if row["country"]
        and row["kind"] == "region"
        and not polygons().contains(
            row["country"], row.number("lat"), row.number("lon"), within_km=row.number("radius_km")
        )
    ]
    assert outside == []


def test_seas_lie_off_the_land():
    wet = [row for row in REGIONS if row["kind"] == "sea" and row.number("radius_km") >= 100]
    dry = [row["id"] for row in wet if polygons().division_at(row.number("lat"), row.number("lon"))]
    assert dry == []


@pytest.mark.parametrize("table", [REGIONS, ALIASES], ids=["regions", "division_aliases"])
def test_each_id_stands_once(table):
    assert len({row["id"] for row in table}) == len(table)


@pytest.mark.parametrize("table", [REGIONS, ALIASES], ids=["regions", "division_aliases"])
def test_each_row_says_where_it_is_from(table):
    assert [row["id"] for row in table if not row["source"]] == []


def test_region_names_are_not_shared():
    names = [(plain(name), row["id"]) for row in REGIONS for name in {row["name"], *row.many("names")}]
    owners = dict(names)
    assert [(name, where) for name, where in names if owners[name] != where] == []


def test_aliases_are_of_the_division_they_say():
    codes = {f"gn:{row['geonameid']}": row["code"] for row in read_table(packaged("admin.tsv.gz"), ADMIN)}
    assert [row["id"] for row in ALIASES if codes.get(row["id"]) != row["source"]] == []


def test_abbreviations_are_no_ordinary_words():
    words = "ala cal col del ill in ind la man mass me miss mo mont or ore que vic wash"
    short = {plain(name) for row in ALIASES for name in row.many("names")}
    assert not short & {*words.split(" ")}
