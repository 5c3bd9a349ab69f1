"""Places as tables write them, located in the whole gazetteer."""

from __future__ import annotations

import pytest

from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.geodesy import rough_km
from counterclaim.reference.places.containment import is_located
from counterclaim.reference.places.descriptions import Where, alternatives, locate

SYRIA = Where(None, "SY")
HOMS = Where("Homs Governorate", "SY")
ALEPPO = Where("Aleppo Governorate", "SY")


@pytest.mark.parametrize(
    ("text", "where", "lat", "lon", "km"),
    [
        ("Teir Maaleh village", HOMS, 34.80, 36.71, 3),
        ("Tadmur/Palmyra town", HOMS, 34.55, 38.27, 4),
        ("Unheardofplace (Palmyra) town", HOMS, 34.55, 38.27, 4),
        ("Mare' town (Aleppo countryside)", ALEPPO, 36.48, 37.2, 3),
        ("Aleppo city (Sukkari neighbourhood)", ALEPPO, 36.18, 37.15, 4),
        ("20 km east of Manbij", ALEPPO, 36.53, 38.17, 4),
        ("Fields near Manbij", ALEPPO, 36.53, 37.95, 4),
        ("Road between Manbij and Jarabulus", ALEPPO, 36.67, 37.98, 4),
        ("Manbij – Jarabulus road", ALEPPO, 36.67, 37.98, 4),
        ("Manbij grain silos", ALEPPO, 36.53, 37.95, 4),
        ("Manbij in Aleppo Governorate", SYRIA, 36.53, 37.95, 4),
    ],
)
def test_a_description_is_located(
    gazetteer: Gazetteer, text: str, where: Where, lat: float, lon: float, km: float
) -> None:
    place = locate(text, gazetteer, where)
    assert place.span.text == text
    assert place.lat is not None
    assert place.lon is not None
    assert rough_km(place.lat, place.lon, lat, lon) <= km


def test_the_division_decides_among_homonyms(gazetteer: Gazetteer) -> None:
    found = {
        division: locate("Sukkariyah village", gazetteer, Where(division, "SY")).admin1
        for division in ("Aleppo", "Deir ez-Zor")
    }
    assert found == {"Aleppo": "Aleppo", "Deir ez-Zor": "Deir ez-Zor"}


def test_a_near_spelling_is_looked_for_inside_the_division(gazetteer: Gazetteer) -> None:
    place = locate("Skik village", gazetteer, Where("Idlib Governorate", "SY"))
    assert (place.name, place.admin1) == ("Sukayk", "Idlib")


@pytest.mark.parametrize("text", ["", " / ", "Qwxzzyqt", "x" * 5000, "between and", "-" * 400, "(" * 400])
def test_what_is_not_found_keeps_its_words(gazetteer: Gazetteer, text: str) -> None:
    place = locate(text, gazetteer, HOMS)
    assert (place.span.text, place.id, is_located(place)) == (text, None, False)


def test_alternative_names() -> None:
    assert alternatives("Tadmur / Palmyra (Tadmor) town") == ["Tadmur", "Palmyra", "Tadmor", "town"]
    assert alternatives("Hajin") == ["Hajin"]
