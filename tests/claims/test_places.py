"""Names of places, and the place that an event gets, on single sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.claims import Resources
from counterclaim.claims.actors import find_actors
from counterclaim.claims.place_candidates import Candidate
from counterclaim.claims.place_features import candidate_features, none_features
from counterclaim.claims.place_ranker import best_place, score
from counterclaim.claims.places import find_places
from counterclaim.claims.sentence import Sentence, parse, sentences
from counterclaim.claims.weights import read_weights
from counterclaim.model import Block, Document, Place, PlacePrecision, Role

from .conftest import Reader

Finder = Callable[[str], tuple[list[Sentence], list[Place]]]


@pytest.fixture(scope="module")
def find(resources: Resources) -> Finder:
    def found(text: str) -> tuple[list[Sentence], list[Place]]:
        blocks = (Block(0, len(text), Role.BODY),)
        document = Document("d_test", "test.txt", text, "0" * 64, "text/plain", blocks=blocks)
        mentions = find_actors(document, resources.actors, resources.gazetteer, None)
        parsed = list(parse(sentences(document), mentions.spans))
        places = find_places(parsed, mentions, resources.gazetteer, ())
        return parsed, [place for one in parsed for _, place in places.of(one)]

    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Soldiers were ambushed at Dar Velluna on Monday.", ["Dar Velluna"]),
        ("The column entered Bab al-Nahsa before dawn.", ["Bab al-Nahsa"]),
        ("Guards were killed in the village of Tumbo da Serra.", ["Tumbo da Serra"]),
        ("Shells fell in the eastern Aleppo countryside.", ["Aleppo"]),
        ("They attacked two villages, Korva and Tal Rimsa.", ["Korva", "Tal Rimsa"]),
        ("Mortars hit Baghdad Airport on Friday.", ["Baghdad Airport"]),
        ("A mine went off on the Mosul road.", ["Mosul"]),
        ("Truckloads of police patrolled Harare Saturday.", ["Harare"]),
    ],
)
def test_a_name_is_taken_whole(find: Finder, text: str, names: list[str]) -> None:
    assert [place.span.text for place in find(text)[1]] == names


@pytest.mark.parametrize(
    "text",
    [
        "A Washington-based group counted the dead.",
        "US-led aircraft bombed the depot.",
        "Mullah Kandahari was arrested after a Humvee was hit.",
        "The battle was longer than Stalingrad.",
    ],
)
def test_what_is_no_place(find: Finder, text: str) -> None:
    assert find(text)[1] == []


def test_an_unknown_place_keeps_its_words_and_its_province(find: Finder) -> None:
    _, (place, province) = find(
        "Two men were detained in Zarvan-e Kholm district, Helmand province, on Sunday."
    )
    assert (place.span.text, place.id, place.name) == ("Zarvan-e Kholm", None, None)
    assert (place.lat, place.radius_km, place.precision) == (
        province.lat,
        province.radius_km,
        province.precision,
    )
    assert place.relation == {"in Helmand": None}
    assert (place.country, place.admin1) == ("AF", province.admin1)


def test_a_namesake_elsewhere_is_not_the_place_in_a_named_province(find: Finder) -> None:
    _, (place, _) = find("Two men were detained in Paris district, Helmand province, on Sunday.")
    assert (place.id, place.country) == (None, "AF")


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("A patrol was attacked 15 km north-east of Gao.", {"north-east of": 15.0}),
        ("A patrol was attacked 30 kilometers (19 miles) south of Gao.", {"south of": 30.0}),
        ("A patrol was attacked just outside Gao.", {"near": None}),
        ("A boat was sunk off Hodeidah.", {"near": None}),
        ("A bus was burnt on the road to Gao.", {"near": None}),
        ("Fighting went on in the Idlib countryside.", {"near": None}),
        ("A patrol was attacked in Gao.", None),
    ],
)
def test_relative_places(find: Finder, text: str, relation: dict[str, float | None] | None) -> None:
    assert find(text)[1][0].relation == relation


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen killed three farmers in Gao, officials in Bamako said.", "Gao"),
        ("In Kunduz, where he was born, he told how a bomb killed six people in Herat.", "Herat"),
        ("The spokesman, speaking by telephone from Kismayo, said a blast killed two in Baidoa.", "Baidoa"),
        ("Four died when a shell hit a house in Kamaliya district of Baghdad.", "Kamaliya"),
        ("Gunmen killed two teachers in Marivo, a town 40 km from Kandahar.", "Marivo"),
    ],
)
def test_the_place_is_that_of_the_event(read_claims: Reader, text: str, place: str) -> None:
    claims = [one for one in read_claims(text) if one.place is not None]
    assert claims
    assert {one.place.span.text for one in claims if one.place} == {place}


def place_of(word: str, sentence: Sentence, places: list[Place]) -> Place | None:
    pairs = [(one, place) for place in places for one in named(sentence, place)]
    token = next(token for token in sentence.doc if token.text == word)
    return best_place(token, pairs, ())


def named(sentence: Sentence, place: Place) -> list[Candidate]:
    inside = [
        token.i
        for token in sentence.doc
        if sentence.chars(token.idx, token.idx + 1).start >= place.span.start
    ]
    first = inside[0]
    last = first + len(place.span.text.split()) - 1
    return [Candidate(sentence, first, last, place.span, None, place.span.text)]


def test_a_place_of_the_speaker_alone_is_not_the_event(find: Finder) -> None:
    parsed, places = find("Officials in Bamako said that gunmen had killed three farmers.")
    assert [place.span.text for place in places] == ["Bamako"]
    assert place_of("killed", parsed[0], places) is None
    parsed, places = find("Speaking by telephone from Kismayo, he said that gunmen had killed three farmers.")
    assert place_of("killed", parsed[0], places) is None


def test_weights_and_scores_add_up() -> None:
    assert {"none", "place", "distance"} <= set(read_weights("place_weights.tsv"))
    assert score({"none": 2.0, "no such feature": 5.0}) == pytest.approx(
        2 * read_weights("place_weights.tsv")["none"]
    )


def test_nothing_to_choose_from(find: Finder) -> None:
    parsed, _ = find("Gunmen killed three farmers.")
    token = parsed[0].doc[1]
    assert best_place(token, (), ()) is None
    assert none_features(token, (), reports=True)["none:event"] == 1.0


def test_features_name_no_word_of_the_text(resources: Resources) -> None:
    text = "Gunmen killed three farmers near Gao."
    document = Document("d", "t", text, "0" * 64, "text/plain", blocks=(Block(0, len(text), Role.BODY),))
    mentions = find_actors(document, resources.actors, resources.gazetteer, None)
    (sentence,) = parse(sentences(document), mentions.spans)
    pairs = find_places([sentence], mentions, resources.gazetteer, ()).of(sentence)
    features = candidate_features(sentence.doc[1], *pairs[0], pairs, frozenset())
    assert features["prep=near"] == 1.0
    assert not any(word in name.lower() for name in features for word in ("gao", "gunmen", "kill", "farmer"))
    assert pairs[0][1].precision is PlacePrecision.NEAR


@pytest.mark.parametrize(
    "text",
    ["Shiite fighters met.", "The Summit ended.", "The Islamic court ruled.", "He spoke at the Academy."],
)
def test_common_words_and_creeds_are_no_places(find: Finder, text: str) -> None:
    assert [place.id for place in find(text)[1] if place.id] == []


def test_a_genitive_whose_apostrophe_was_lost(find: Finder) -> None:
    assert [place.name for place in find("Fighting went on in Syrias Aleppo on Monday.")[1]] == ["Aleppo"]


def test_a_list_of_provinces_is_no_address(find: Finder) -> None:
    found = find("Raids went on in Idlib, Hama and Homs provinces in Syria on Monday.")[1]
    assert [place.name for place in found if place.id][:3] == ["Idlib", "Hama", "Homs"]


def test_a_city_that_reads_as_a_people(read_claims: Reader) -> None:
    (claim,) = read_claims("Nine civilians were killed in Aleppo by shelling on Monday.")
    assert claim.place is not None
    assert claim.place.name == "Aleppo"
