"""Answers as they may be published: names, keys, addresses, pieces, points."""

from __future__ import annotations

import pytest

from counterclaim.ask.masking import WITHHELD, Masker
from counterclaim.ask.publication import Publication
from counterclaim.config import Settings
from counterclaim.errors import ConfigError
from counterclaim.reference.actors import ActorRegistry


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker(Publication(mask_names=True), ActorRegistry.load(None), ["Khan Sheikhoun"])


def test_a_name_is_withheld_in_all_texts_of_an_answer(masker: Masker) -> None:
    answer = masker.answer(
        {
            "sentence": {"text": "Ali Khatib, 34, was killed in Douma.", "start": 5, "end": 41},
            "targets": [{"id": None, "name": None, "text": "Khatib"}],
            "chain": ["name:alikhatib", "Example Desk"],
            "url": "https://example.org/2017/ali-khatib-dies",
            "place": "Khatib",
        }
    )
    assert answer["sentence"] == {"text": f"{WITHHELD}, 34, was killed in Douma.", "start": 5, "end": 41}
    assert answer["targets"][0]["text"] == WITHHELD
    assert answer["chain"] == ["name:withheld", "Example Desk"]
    assert answer["url"] == WITHHELD
    assert answer["place"] == "Khatib"


@pytest.mark.parametrize("key", ["a", "b", "d", "s"])
def test_a_key_of_one_letter_has_texts_like_any_other(key: str, masker: Masker) -> None:
    """As the sides of a disagreement; the address of the record stays."""
    answer = masker.answer(
        {"text": "Ali Khatib was killed.", key: "Ali Khatib", "address": "file of Ali Khatib"}
    )
    assert answer[key] == WITHHELD
    assert answer["address"] == "file of Ali Khatib"


def test_two_persons_stay_two_sources(masker: Masker) -> None:
    nodes = ["name:alikhatib d_1", "name:ranaomar d_1", "name:alikhatib d_2"]
    answer = masker.answer({"names": ["Ali Khatib", "Rana Omar"], "nodes": nodes})
    assert answer["names"] == [WITHHELD, WITHHELD]
    assert len(set(answer["nodes"])) == 3
    assert not any("khatib" in one or "rana" in one for one in answer["nodes"])


def test_pieces_joined_are_the_masked_text(masker: Masker) -> None:
    pieces = [
        {"text": "Police said Ali ", "label": None},
        {"text": "Khatib", "label": "target"},
        {"text": ", 34, died.", "label": None},
    ]
    found = masker.answer({"pieces": pieces})["pieces"]
    assert "".join(one["text"] for one in found) == f"Police said {WITHHELD}, 34, died."
    assert [one["label"] for one in found] == [None, "target", None]


def test_a_name_beside_the_text_of_a_piece_is_withheld_too(masker: Masker) -> None:
    pieces = [{"text": "He said so.", "label": "Ali Khatib"}]
    assert masker.answer({"pieces": pieces})["pieces"][0]["label"] == WITHHELD
    assert masker.answer({"pieces": ["Ali Khatib said so."]})["pieces"] == [f"{WITHHELD} said so."]


def test_an_answer_without_names_is_itself(masker: Masker) -> None:
    answer = {"features": [{"title": "Attack in Douma", "n": 3, "at": None}], "links": [{"title": "Next"}]}
    assert masker.answer(answer) is answer
    named = {**answer, "links": [{"title": "Ali Khatib"}]}
    assert masker.answer(named) == {**answer, "links": [{"title": WITHHELD}]}


def test_bodies_and_office_holders_stay(masker: Masker) -> None:
    text = "President Bashar al-Assad, Abu Bakr al-Baghdadi and the Khalid ibn al-Walid Army met in Khan Sheikhoun."
    assert masker.answer({"sentence": text}) == {"sentence": text}


def test_a_mask_of_the_same_length_keeps_offsets() -> None:
    masker = Masker(Publication(mask_names=True), ActorRegistry.load(None), same_length=True)
    text = "Ali Khatib, 34, was killed."
    assert masker.text(text) == "." * 10 + ", 34, was killed."


def test_points_are_coarsened_and_stay_where_they_are_then() -> None:
    publication = Publication(minimum_radius_km=10)
    masker = Masker(publication, ActorRegistry.load(None))
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [37.16117, 36.20124]},
        "properties": {"radius_km": 0.5, "name": "Ali Khatib"},
    }
    found = masker.answer(feature)
    lon, lat = found["geometry"]["coordinates"]
    assert (lat, lon) == publication.point(36.20124, 37.16117) != (36.20124, 37.16117)
    assert found["properties"] == {"radius_km": publication.radius_km, "name": "Ali Khatib"}
    assert publication.radius_km >= 10
    assert masker.answer(found) == found
    assert masker.answer({"lat": None, "lon": None, "radius_km": None}) == {
        "lat": None,
        "lon": None,
        "radius_km": None,
    }


def test_settings_say_what_is_published() -> None:
    settings = Settings(publication_delay_days=7, minimum_radius_km=2.5)
    assert Publication.of(settings, published=True) == Publication(True, 7, 2.5)
    assert Publication.of(settings, published=False) == Publication()
    assert Publication.of(Settings(mask_names="always"), published=False).mask_names
    assert not Publication.of(Settings(mask_names="never"), published=True).mask_names
    assert len(Publication(True, 7, 2.5).sentences) == 3


@pytest.mark.parametrize("value", ["-1", "1001", "nan", "x"])
def test_a_radius_that_cannot_be_is_refused(value: str) -> None:
    from counterclaim.config import load_settings

    with pytest.raises(ConfigError, match="minimum_radius_km"):
        load_settings(environ={"COUNTERCLAIM_MINIMUM_RADIUS_KM": value})
