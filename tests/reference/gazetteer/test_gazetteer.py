from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.gazetteer.kinds import kinds
from counterclaim.reference.gazetteer.layers import division_names
from counterclaim.reference.geodesy import rough_km


@pytest.mark.parametrize(
    ("name", "country", "kind", "lat", "lon"),
    [
        ("Deir Ezzor", "SY", "city", 35.34, 40.14),
        ("al-Bukamal", "SY", "town", 34.45, 40.92),
        ("Al-Qa'im", "IQ", "town", 34.37, 41.10),
        ("al-Baghuz", "SY", "village", 34.43, 40.99),
        ("Anbar", "IQ", "admin1", 33.0, 41.6),
        ("Rif Dimashq", "SY", "admin1", 33.5, 37.4),
        ("Euphrates River", "", "river", 34.45, 40.95),
        ("T4", "SY", "airport", 34.52, 37.63),
        ("al-Omar oil field", "SY", "oil_field", 35.1, 40.55),
        ("Mount Sinjar", "IQ", "mountain", 36.37, 41.72),
        ("Maiduguri", "NG", "city", 11.85, 13.16),
        ("Sirte", "LY", "city", 31.2, 16.59),
        ("Tennessee", "US", "admin1", 35.9, -86.4),
        ("UK", "GB", "country", 54.8, -2.7),
        ("دير الزور", "SY", "city", 35.34, 40.14),
        ("Харків", "UA", "city", 49.98, 36.25),
    ],
)
def test_places_are_found_where_they_are(
    gazetteer: Gazetteer, name: str, country: str, kind: str, lat: float, lon: float
) -> None:
    entry = next(entry for entry in gazetteer.lookup(name) if entry.kind == kind)
    assert entry.country == country
    assert rough_km(entry.lat, entry.lon, lat, lon) < max(12.0, entry.radius_km / 4)


def test_the_likeliest_entry_comes_first(gazetteer: Gazetteer) -> None:
    assert [gazetteer.lookup(name)[0].id for name in ("Syria", "Raqqa", "Georgia", "Niger")] == [
        "iso:SY", "gn:172955", "iso:GE", "iso:NE",
    ]  # fmt: skip


def test_a_country_narrows_and_a_limit_cuts(gazetteer: Gazetteer) -> None:
    assert {entry.country for entry in gazetteer.lookup("Tripoli")} >= {"LY", "LB"}
    assert {entry.country for entry in gazetteer.lookup("Tripoli", country="LB")} == {"LB"}
    assert len(gazetteer.lookup("San José", limit=3)) == 3
    assert len(gazetteer.lookup("Salihiyah", country="SY", limit=100)) > 5


@pytest.mark.parametrize("name", ["", "  ", "-", "Qwxzzyqt", "x" * 10_000, "%", "' OR 1=1 --", "\0"])
def test_what_is_no_place_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.matches(name, near=True) == []


def test_an_id_leads_to_its_entry_and_names(gazetteer: Gazetteer) -> None:
    entry = gazetteer.get("gn:174448")
    assert entry is not None
    assert (entry.name, entry.admin1, entry.country) == ("Abu Kamal", "Deir ez-Zor", "SY")
    assert {"al bukamal", "abu kamal"} <= set(gazetteer.names("gn:174448"))
    assert gazetteer.get("gn:0") is None
    assert gazetteer.names("gn:0") == []


def test_every_entry_around_a_point_is_sound(gazetteer: Gazetteer) -> None:
    entries = gazetteer.near(35.3, 40.1, 60, limit=500)
    assert len(entries) > 100
    assert entries[0].admin1 == "Deir ez-Zor"
    for entry in entries:
        assert entry.kind in kinds()
        assert 0 < entry.radius_km < 5000
        assert rough_km(35.3, 40.1, entry.lat, entry.lon) <= 60


def test_divisions_are_complete_for_the_countries_covered_best() -> None:
    names = division_names()
    assert len([code for code in names if code.startswith("SY.")]) == 14
    assert len([code for code in names if code.startswith("IQ.")]) == 19
    assert names["SY.07"] == "Deir ez-Zor"
    assert names["IQ.15"] == "Nineveh"


def test_countries_and_demonyms(gazetteer: Gazetteer) -> None:
    assert gazetteer.demonym("Iraqis") == "IQ"
    assert gazetteer.demonym("warplanes") is None
    assert gazetteer.countries_in("Turkish troops left Syria.") == ["TR", "SY"]


def test_many_threads_get_the_same_answers(gazetteer: Gazetteer) -> None:
    names = [entry.name for entry in gazetteer.near(36.2, 37.1, 40, limit=60)]
    alone = [gazetteer.lookup(name, country="SY") for name in names]
    fresh = Gazetteer(gazetteer.path)

    def ask(name: str) -> list[object]:
        return list(fresh.lookup(name, country="SY"))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, names)) == alone


def test_the_first_answer_is_quick(gazetteer: Gazetteer) -> None:
    start = time.perf_counter()
    assert Gazetteer.open(gazetteer.path).lookup("Hajin")
    assert time.perf_counter() - start < 0.3
