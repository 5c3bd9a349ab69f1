from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.claims import Resources
from counterclaim.claims.actors import find_actors
from counterclaim.claims.places import find_places
from counterclaim.claims.sentence import parse, sentences
from counterclaim.documents import ReadOptions, read_document
from counterclaim.model import Place, PlacePrecision, SourceItem
from counterclaim.reference.geodesy import rough_km

Reader = Callable[[str], dict[str, Place]]


@pytest.fixture(scope="module")
def read(resources: Resources) -> Reader:
    def found(text: str) -> dict[str, Place]:
        document = read_document(SourceItem("note.txt", text.encode()), ReadOptions())
        mentions = find_actors(document, resources.actors, resources.gazetteer, "SY")
        parsed = list(parse(sentences(document), mentions.spans))
        places = find_places(parsed, mentions, resources.gazetteer, ["SY"])
        return {one.span.text: place for sentence in parsed for one, place in places.of(sentence)}

    return found


@pytest.mark.parametrize(
    "text",
    [
        "A bomb hit a bus on the road between Palmyra and Homs in Syria.",
        "Gunmen ambushed a convoy on the Palmyra-Homs highway in Syria.",
        "The highway linking Palmyra with Homs was cut by fighters in Syria.",
        "The road from Palmyra to Homs was closed after an ambush in Syria.",
    ],
)
def test_a_road_lies_between_its_ends(read: Reader, text: str) -> None:
    found = read(text)
    place = found["Palmyra"]
    assert place.id is None
    assert place.country == "SY"
    assert place.lat is not None
    assert place.lon is not None
    assert rough_km(34.65, 37.50, place.lat, place.lon) < 15
    assert place.relation is not None
    ((reading, km),) = place.relation.items()
    assert reading.startswith("on the road between ")
    assert km == pytest.approx(144, abs=4)
    assert place.radius_km == pytest.approx(72, abs=2)
    assert (found["Homs"].lat, found["Homs"].lon) == (place.lat, place.lon)


def test_between_two_towns(read: Reader) -> None:
    place = read("A mine went off between the towns of Hajin and Mayadin in Syria.")["Hajin"]
    assert place.precision is PlacePrecision.NEAR
    assert place.relation is not None
    assert next(iter(place.relation)).startswith("between Hajin and ")


@pytest.mark.parametrize(
    "text", ["Troops held the border between Syria and Iraq.", "They hit a post on the Syria-Iraq border."]
)
def test_a_border_lies_where_two_countries_meet(read: Reader, text: str) -> None:
    place = read(text)["Syria"]
    assert place.relation is not None
    assert next(iter(place.relation)) == "on the border between Syria and Iraq"
    assert place.lat is not None
    assert place.lon is not None
    assert rough_km(34.8, 41.2, place.lat, place.lon) < 60


def test_what_goes_on_between_two_countries_lies_not_between_them(read: Reader) -> None:
    place = read("Talks between Syria and Iraq went on.")["Syria"]
    assert place.precision is PlacePrecision.COUNTRY


def test_a_part_of_a_country(read: Reader) -> None:
    place = read("Raids in north-western Syria killed six.")["Syria"]
    assert place.relation == {"northwestern part of": None}
    assert place.lat is not None
    assert place.lat > 35.2
