from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from counterclaim.claims import Resources
from counterclaim.claims.toponyms import Toponym, Usage, toponyms
from counterclaim.documents import ReadOptions, read_document
from counterclaim.model import SourceItem

Reader = Callable[[str], dict[str, Toponym]]


@pytest.fixture(scope="module")
def read(resources: Resources) -> Reader:
    def found(text: str) -> dict[str, Toponym]:
        document = read_document(SourceItem("note.txt", text.encode()), ReadOptions())
        return {one.place.span.text: one for one in toponyms(document, resources.gazetteer, resources.actors)}

    return found


def test_names_people_and_bodies_of_places(read: Reader) -> None:
    found = read(
        "The Turkish foreign minister met the governor in Mosul. The Houston Police Department said that a "
        "delegation had come from the University of Ohio."
    )
    assert {name: one.usage for name, one in found.items()} == {
        "Turkish": Usage.DEMONYM,
        "Mosul": Usage.LITERAL,
        "Houston": Usage.IN_NAME,
        "Ohio": Usage.IN_NAME,
    }
    assert found["Turkish"].place.country == "TR"
    assert found["Houston"].place.country == "US"


def test_they_come_in_the_order_of_the_text_and_do_not_overlap(read: Reader) -> None:
    found = [one.place.span for one in read("From Aleppo the Syrian army moved to Idlib and Hama.").values()]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_name_that_the_text_uses_for_a_place_is_one_in_a_longer_name(read: Reader) -> None:
    found = read("Police were called to a house in Torrington. Torrington Savings gave money for the family.")
    assert "Torrington" in found


def test_persons_are_no_places(read: Reader) -> None:
    found = read(
        "Police charged Brett Paris with fraud in Denver. Paris said that he was innocent. Mr. Austin agreed."
    )
    assert set(found) == {"Denver"}
