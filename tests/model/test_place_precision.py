"""Precision of places in ACLED's and UCDP's codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Place, PlacePrecision, Span, acled_geo_precision, ucdp_where_prec

SPAN = Span(0, 1, "X")
RADII = st.floats(min_value=0.0, max_value=5000.0)
RELATIONS = st.sampled_from(
    [None, {"east of": 20.0}, {"near": None}, {"northern part of": None}, {"between A and B": 9.0}]
)


def place(precision: str, radius_km: float, relation: str | None = None, km: float | None = None) -> Place:
    return Place(
        SPAN,
        radius_km=radius_km,
        precision=PlacePrecision(precision),
        relation={relation: km} if relation else None,
    )


@pytest.mark.parametrize(
    ("found", "acled", "ucdp"),
    [
        (place("exact", 3.0), 1, 1),
        (place("exact", 3.0, "northern part of"), 1, 1),
        (place("near", 8.0), 2, 2),
        (place("near", 25.0, "east of", 100.0), 2, 2),
        (place("near", 25.1, "east of", 100.5), 3, 5),
        (place("near", 28.4, "near"), 2, 2),
        (place("near", 28.4, "east of"), 2, 2),
        (place("near", 28.4), 3, 5),
        (place("near", 12.5, "between A and B", 25.0), 2, 2),
        (place("near", 12.6, "on the road between A and B", 25.2), 2, 5),
        (place("near", 40.0, "between A and B", 80.0), 3, 5),
        (place("admin2", 20.0), 2, 3),
        (place("admin2", 60.0), 3, 3),
        (place("admin2", 10.0, "southern part of"), 2, 3),
        (place("admin2", 20.0, "near"), 2, 5),
        (place("admin1", 20.0), 3, 4),
        (place("admin1", 40.0, "northern part of"), 3, 4),
        (place("admin1", 80.0, "south of"), 3, 5),
        (place("region", 10.0), 2, 5),
        (place("region", 150.0), 3, 5),
        (place("country", 300.0), None, 6),
        (place("country", 150.0, "northern part of"), 3, 5),
        (place("country", 300.0, "near"), 3, 5),
        (Place(SPAN, admin1="Nineveh", country="IQ"), 3, 4),
        (Place(SPAN, country="IQ"), None, 6),
        (Place(SPAN), None, None),
    ],
)
def test_codes(found: Place, acled: int | None, ucdp: int | None) -> None:
    assert (acled_geo_precision(found), ucdp_where_prec(found)) == (acled, ucdp)


@pytest.mark.parametrize(("precision", "code"), [("near", 7), ("region", 7), ("exact", 1), ("country", 6)])
def test_at_sea(precision: str, code: int) -> None:
    assert ucdp_where_prec(place(precision, 10.0), at_sea=True) == code


@given(st.sampled_from(PlacePrecision), RADII, RELATIONS)
def test_codes_are_those_of_the_codebooks(
    precision: PlacePrecision, radius: float, relation: dict[str, float | None] | None
) -> None:
    found = Place(SPAN, radius_km=radius, precision=precision, relation=relation)
    assert acled_geo_precision(found) in (1, 2, 3, None)
    assert ucdp_where_prec(found) in range(1, 7)


@given(st.sampled_from(PlacePrecision), RADII, RADII, RELATIONS)
def test_a_wider_circle_is_never_a_finer_code(
    precision: PlacePrecision, one: float, other: float, relation: dict[str, float | None] | None
) -> None:
    narrow, wide = (
        Place(SPAN, radius_km=radius, precision=precision, relation=relation)
        for radius in sorted((one, other))
    )
    assert (acled_geo_precision(narrow) or 4) <= (acled_geo_precision(wide) or 4)
    assert (ucdp_where_prec(narrow) or 8) <= (ucdp_where_prec(wide) or 8)
