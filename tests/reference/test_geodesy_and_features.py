from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reference.gazetteer.features import Feature, split_feature
from counterclaim.reference.geodesy import azimuth, move, rough_km


@pytest.mark.parametrize(
    ("words", "degrees"),
    [
        ("north", 0),
        ("northern", 0),
        ("north-east", 45),
        ("southeastern", 135),
        ("south west", 225),
        ("NNW", 337.5),
        ("westward", 270),
    ],
)
def test_directions(words: str, degrees: float) -> None:
    assert azimuth(words) == degrees


@pytest.mark.parametrize("words", ["", "near", "left", "northnorth", "eastwest"])
def test_what_is_no_direction(words: str) -> None:
    assert azimuth(words) is None


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(0, 359), st.floats(0, 1000))
def test_a_move_goes_as_far_as_it_says(lat: float, lon: float, angle: float, km: float) -> None:
    assert rough_km(lat, lon, *move(lat, lon, angle, km)) == pytest.approx(km, rel=0.01, abs=0.001)


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("the town of Hajin", Feature("Hajin", "town")),
        ("Anbar province", Feature("Anbar", "province")),
        ("Deir ez-Zor Governorate", Feature("Deir ez-Zor", "governorate")),
        ("northern Syria", Feature("Syria", None, "northern")),
        ("the eastern part of Aleppo province", Feature("Aleppo", "province", "eastern")),
        ("Lake Assad", Feature("Assad", "lake")),
        ("al-Omar oil field", Feature("al-Omar", "oil field")),
        ("North Dakota", Feature("North Dakota")),
        ("Town", Feature("Town")),
        ("the Village", Feature("Village")),
        ("", Feature("")),
    ],
)
def test_words_around_a_name(text: str, feature: Feature) -> None:
    assert split_feature(text) == feature


@given(st.text(max_size=60))
def test_a_name_is_never_lost(text: str) -> None:
    assert bool(split_feature(text).name) == bool(text.strip())
