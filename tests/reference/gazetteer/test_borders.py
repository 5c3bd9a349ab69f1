from __future__ import annotations

import pytest

from counterclaim.reference.gazetteer.borders import border
from counterclaim.reference.geodesy import rough_km


def test_the_middle_of_a_border_is_a_corner_on_it() -> None:
    found = border("iso:ES", "iso:PT")
    assert found is not None
    assert rough_km(found.lat, found.lon, 39.66, -7.54) < 100
    assert 250 < found.radius_km < 400


@pytest.mark.parametrize(("one", "other"), [("iso:FR", "iso:CN"), ("iso:XX", "iso:FR")])
def test_areas_that_do_not_meet_have_none(one: str, other: str) -> None:
    assert border(one, other) is None
