from __future__ import annotations

import time

import pytest

from counterclaim.model import Place, PlacePrecision, Span
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.geodesy import rough_km
from counterclaim.reference.places.relations import near, offset
from counterclaim.reference.places.resolve import ToponymMention, resolve


def mentions(text: str, *names: str) -> list[ToponymMention]:
    """The names where they stand in `text`; "Raqqa/province" gives the hint "province"."""
    found = []
    at = 0
    for item in names:
        name, _, hint = item.partition("/")
        at = text.index(name, at)
        found.append(ToponymMention(name, at, at + len(name), hint or None))
        at += len(name)
    return found


def test_each_mention_has_its_place_in_order(gazetteer: Gazetteer) -> None:
    text = "From Mayadin to Abu Kamal, and back to Mayadin."
    places = resolve(mentions(text, "Mayadin", "Abu Kamal", "Mayadin"), gazetteer, context_countries=["SY"])
    assert [place.name for place in places] == ["Mayadin", "Abu Kamal", "Mayadin"]
    assert [text[place.span.start : place.span.end] for place in places] == [
        "Mayadin",
        "Abu Kamal",
        "Mayadin",
    ]
    assert places[0].id == places[2].id
    assert places[1].admin1 == "Deir ez-Zor"
    assert places[1].precision is PlacePrecision.EXACT


def test_an_unknown_name_keeps_its_span_and_the_others_theirs(gazetteer: Gazetteer) -> None:
    places = resolve(mentions("Qwxzzyqt and Hajin", "Qwxzzyqt", "Hajin"), gazetteer, context_countries=["SY"])
    assert places[0] == Place(Span(0, 8, "Qwxzzyqt"), country="SY")
    assert places[1].name == "Hajin"


def test_an_unknown_name_lies_where_most_others_do(gazetteer: Gazetteer) -> None:
    text = "Qwxzzyqt, then Mayadin, then Abu Kamal"
    assert resolve(mentions(text, "Qwxzzyqt", "Mayadin", "Abu Kamal"), gazetteer)[0].country == "SY"
    text = "Qwxzzyqt, then Mayadin, then Nairobi"
    assert resolve(mentions(text, "Qwxzzyqt", "Mayadin", "Nairobi"), gazetteer)[0] == Place(
        Span(0, 8, "Qwxzzyqt")
    )


def test_an_abbreviation_with_its_stop_is_a_state(gazetteer: Gazetteer) -> None:
    text = "Gary, Ind."
    town, state = resolve(mentions(text, "Gary", "Ind."), gazetteer, text=text)
    assert (state.name, town.admin1) == ("Indiana", "Indiana")


def test_no_mentions_no_places(gazetteer: Gazetteer) -> None:
    assert resolve([], gazetteer) == []


@pytest.mark.parametrize(
    ("others", "country"), [(["Beirut", "Sidon"], "LB"), (["Misrata", "Benghazi"], "LY")]
)
def test_neighbours_tell_homonyms_apart(gazetteer: Gazetteer, others: list[str], country: str) -> None:
    text = "Tripoli, then " + " then ".join(others)
    assert resolve(mentions(text, "Tripoli", *others), gazetteer)[0].country == country


@pytest.mark.parametrize(("context", "country"), [(["LB"], "LB"), (["LY"], "LY"), (["LY", "LB"], "LY")])
def test_the_countries_spoken_of_tell_homonyms_apart(
    gazetteer: Gazetteer, context: list[str], country: str
) -> None:
    (place,) = resolve(mentions("Tripoli", "Tripoli"), gazetteer, context_countries=context)
    assert place.country == country
    assert any(entry.country != country for entry in place.alternatives)
    assert place.score is not None
    assert 0 < place.score <= 1


def test_a_name_that_follows_at_once_holds_the_one_before(gazetteer: Gazetteer) -> None:
    for state in ("Georgia", "Texas", "Ohio"):
        text = f"Athens, {state}"
        place = resolve(mentions(text, "Athens", state), gazetteer, text=text)[0]
        assert (place.country, place.admin1) == ("US", state)


def test_words_beside_a_name_say_its_kind(gazetteer: Gazetteer) -> None:
    text = "Raqqa was quiet; in Raqqa province, in Idlib governorate"
    city, province, governorate = resolve(
        mentions(text, "Raqqa", "Raqqa/province", "Idlib governorate"), gazetteer, context_countries=["SY"]
    )
    assert city.precision is PlacePrecision.EXACT
    assert province.precision is governorate.precision is PlacePrecision.ADMIN1
    assert city.id != province.id


def test_a_river_is_not_a_town_of_its_name(gazetteer: Gazetteer) -> None:
    river, unknown = resolve(
        mentions("the Euphrates river and the Hajin river", "the Euphrates river", "Hajin river"),
        gazetteer, context_countries=["SY"],
    )  # fmt: skip
    assert river.precision is PlacePrecision.REGION
    assert unknown.id is None


def test_a_nationality_is_its_country(gazetteer: Gazetteer) -> None:
    (place,) = resolve(mentions("Iraqi", "Iraqi"), gazetteer)
    assert (place.country, place.precision) == ("IQ", PlacePrecision.COUNTRY)


def test_part_of_a_place_lies_on_its_side(gazetteer: Gazetteer) -> None:
    whole, part = resolve(mentions("Syria, northern Syria", "Syria", "northern Syria"), gazetteer)
    assert part.id == whole.id
    assert part.lat is not None
    assert whole.lat is not None
    assert part.lat > whole.lat + 0.5
    assert part.relation == {"northern part of": None}


def test_the_result_does_not_depend_on_chance(gazetteer: Gazetteer) -> None:
    names = ["Salihiyah", "Tall Abyad", "Mansura", "Rabia", "Hawija", "Sinjar", "Ayn Issa", "Khan Tuman"]
    asked = mentions(" ".join(names), *names)
    first = resolve(asked, gazetteer, context_countries=["SY", "IQ"])
    again = resolve(asked, Gazetteer(gazetteer.path), context_countries=["SY", "IQ"])
    assert first == again


def test_twenty_km_east_moves_the_point_and_widens_the_circle(gazetteer: Gazetteer) -> None:
    (palmyra,) = resolve(mentions("Palmyra", "Palmyra"), gazetteer, context_countries=["SY"])
    moved = offset(palmyra, "east", 20)
    assert palmyra.lat is not None
    assert palmyra.lon is not None
    assert moved.lat is not None
    assert moved.lon is not None
    assert rough_km(palmyra.lat, palmyra.lon, moved.lat, moved.lon) == pytest.approx(20, abs=0.2)
    assert moved.lon > palmyra.lon
    assert moved.radius_km == 5.0
    assert moved.precision is PlacePrecision.NEAR
    assert moved.relation == {"east of": 20}
    assert moved.id == palmyra.id


def test_a_direction_without_a_distance_and_a_distance_without_a_direction(gazetteer: Gazetteer) -> None:
    (town,) = resolve(mentions("Hajin", "Hajin"), gazetteer, context_countries=["SY"])
    assert town.radius_km is not None
    assert offset(town, "north-western", None).relation == {"north-western of": None}
    assert offset(town, "north-western", None).radius_km == pytest.approx(2 * town.radius_km)
    apart = offset(town, None, 15)
    assert (apart.lat, apart.lon, apart.relation) == (town.lat, town.lon, {"from": 15})
    assert apart.radius_km == pytest.approx(town.radius_km + 15)
    around = near(town, "outskirts of")
    assert around.precision is PlacePrecision.NEAR
    assert around.relation == {"outskirts of": None}
    assert around.radius_km == pytest.approx(max(5.0, 2 * town.radius_km))


def test_an_unknown_place_keeps_the_relation_alone() -> None:
    unknown = Place(Span(0, 1, "X"))
    assert offset(unknown, "east", 20) == Place(Span(0, 1, "X"), relation={"east of": 20})
    assert near(unknown, "near") == Place(Span(0, 1, "X"), relation={"near": None})


def test_a_province_is_not_near_itself(gazetteer: Gazetteer) -> None:
    (anbar,) = resolve(mentions("Anbar province", "Anbar province"), gazetteer)
    assert near(anbar, "around").precision is PlacePrecision.ADMIN1
    assert near(anbar, "around").radius_km == anbar.radius_km


def test_a_document_of_many_names_stays_quick(gazetteer: Gazetteer) -> None:
    names = [entry.name for entry in gazetteer.near(35.8, 37.0, 60, limit=150)]
    start = time.process_time()
    places = resolve(mentions(" ".join(names), *names), gazetteer, context_countries=["SY", "IQ", "TR"])
    assert len(places) == len(names)
    assert time.process_time() - start < 4
