from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.gazetteer.spotting import Spotter, checksums

SPOTTER = Spotter(
    checksums(["homs", "deir ez zor", "al bukamal", "tal afar", "kafr nabl", "tal", "new york"])
)


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in SPOTTER.find(text)]


def test_the_longest_names_from_left_to_right() -> None:
    text = "Clashes in Deir ez-Zor and al-Bukamal, east of Homs; Tal Afar's market near Kafr Nabl, New York Times."
    assert found(text) == ["Deir ez-Zor", "al-Bukamal", "Homs", "Tal Afar", "Kafr Nabl", "New York"]


def test_names_in_small_letters_and_inside_words_are_none() -> None:
    assert found("the homs of Homsi, THomas and tal afar") == []


def test_a_name_across_a_line_break() -> None:
    assert [one.plain for one in SPOTTER.find("in Tal\nAfar on Monday")] == ["tal afar"]


def test_without_names_nothing_is_found() -> None:
    assert Spotter(checksums([])).find("Homs and Hama") == []


@given(st.text(max_size=300))
def test_spans_are_in_order_and_are_the_names(text: str) -> None:
    spans = SPOTTER.find(f"{text} Homs {text}")
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_the_gazetteer_has_one(gazetteer: Gazetteer) -> None:
    text = "the convoy went to Abu Kamal by way of Mayadin, but not to Qwxzzyqt."
    assert [one.plain for one in gazetteer.spotter().find(text)] == ["abu kamal", "mayadin"]
    assert gazetteer.spotter() is gazetteer.spotter()
