from __future__ import annotations

import pytest

from counterclaim.reference.countries import countries


def test_every_country_has_a_name_a_point_and_an_area() -> None:
    codes = [country.code for country in countries()]
    assert len(codes) == len(set(codes)) == 250
    for country in countries():
        assert country.name
        assert -90 <= country.lat <= 90
        assert -180 <= country.lon <= 180


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Syrian", "SY"),
        ("syrians", "SY"),
        ("Filipino", "PH"),
        ("Burmese", "MM"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
    ],
)
def test_demonyms(text: str, code: str) -> None:
    country = countries().demonym(text)
    assert country is not None
    assert country.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Syria", "SY"),
        ("UK", "GB"),
        ("the Netherlands", "NL"),
        ("DR Congo", "CD"),
        ("Ivory Coast", "CI"),
        ("Türkiye", "TR"),
    ],
)
def test_names(text: str, code: str) -> None:
    country = countries().named(text)
    assert country is not None
    assert country.code == code


def test_words_that_are_no_country() -> None:
    assert countries().named("Atlantis") is None
    assert countries().demonym("Martian") is None
    assert countries().get("QQ") is None
    assert countries().find("they told us of polish and turkeys") == []


def test_countries_of_a_text_come_in_its_order() -> None:
    found = countries().find(
        "Iraqi and U.S. officials met in South Sudan; Turkey's envoy left for Guinea-Bissau."
    )
    assert [match.values[0] for match in found] == ["IQ", "US", "SS", "TR", "GW"]
