"""Names met in other spellings, on a small world of places."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.reference.gazetteer import Gazetteer, Level, layers
from counterclaim.reference.gazetteer.keys import asked_keys
from counterclaim.reference.gazetteer.layers import Layer, Record
from counterclaim.reference.gazetteer.layers.record import numbered


def place(
    number: int, name: str, country: str, division: str, at: tuple[float, float], *names: str, people: int = 0
) -> Record:
    """A village, or a town of as many people."""
    kind = "town" if people else "village"
    return Record(f"gn:{number}", "geonames", name, kind, country, division, at, None, people, names)


WORLD = [
    Record("iso:SY", "geonames", "Syria", "country", "SY", "", (35.0, 38.0), 240.0, 18_000_000),
    place(1, "Dayr az-Zawr", "SY", "SY.07", (35.34, 40.14), "دير الزور", people=271_800),
    place(2, "Manbij", "SY", "SY.09", (36.53, 37.95), people=99_497),
    place(3, "Al Ghāriyah ash Sharqīyah", "SY", "SY.06", (32.67, 36.26)),
    place(4, "Al Ghāriyah al Gharbīyah", "SY", "SY.06", (32.69, 36.21)),
    place(5, "Tall Abū Rāsīn", "SY", "SY.01", (36.6, 40.9)),
    place(6, "Sukayk", "SY", "SY.12", (35.4, 36.7)),
    place(7, "Sukayk", "SY", "SY.03", (33.1, 35.9)),
    place(8, "حفسرجة", "SY", "SY.12", (35.98, 36.5)),
    place(9, "Kharkiv", "UA", "UA.07", (49.98, 36.25), people=1_430_885),
    place(10, "Luhansk", "UA", "UA.14", (48.57, 39.31), "Луганськ", people=452_000),
    place(11, "Hit", "IQ", "IQ.01", (33.64, 42.83), people=66_700),
    place(12, "Qāmishlō", "SY", "SY.01", (37.05, 41.22), "Qamişlo", people=88_960),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    path: Path = tmp_path_factory.mktemp("names") / "g.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layers, "packaged_layers", lambda: [Layer("world", numbered(lambda: iter(WORLD)))])
        Gazetteer.build(path)
        yield Gazetteer.open(path)


@pytest.mark.parametrize(
    ("name", "country", "number", "level"),
    [
        ("Dayr az-Zawr", "SY", 1, Level.SAME),
        ("دير الزور", "SY", 1, Level.SAME),
        ("Deir Ezzor", "SY", 1, Level.FOLDED),
        ("Eastern Ghariyah", "SY", 3, Level.FOLDED),
        ("al-Ghariyeh al-Gharbiyeh", "SY", 4, Level.FOLDED),
        ("Kharkov", "UA", 9, Level.FOLDED),
        ("Харьков", "UA", 9, Level.FOLDED),
        ("Lugansk", "UA", 10, Level.FOLDED),
        ("Qamishlo", "SY", 12, Level.SAME),
        ("Menbej", "SY", 2, Level.NEAR),
        ("منبج", "SY", 2, Level.NEAR),
        ("Hafsarja", "SY", 8, Level.NEAR),
    ],
)
def test_a_place_is_found_by_another_spelling(
    world: Gazetteer, name: str, country: str, number: int, level: Level
) -> None:
    first = world.matches(name, country=country, near=True)[0]
    assert (first.entry.id, first.level) == (f"gn:{number}", level)


@pytest.mark.parametrize("name", ["Hite", "Whit", "White", "Hits", "Hitman", "Chit"])
def test_a_short_name_is_not_met_in_another_word(world: Gazetteer, name: str) -> None:
    assert world.matches(name, country="IQ", near=True) == []


def test_doublets_are_asked_for_in_their_countries_only(world: Gazetteer) -> None:
    assert world.matches("Kharkov") == []
    assert len(asked_keys("Kharkov", "UA")) == len(asked_keys("Kharkov", "SY")) + 1


def test_the_safer_the_spelling_the_higher_the_score(world: Gazetteer) -> None:
    scores = [
        world.matches(name, country="SY", near=True)[0].score for name in ("Manbij", "Manbidj", "Menbej")
    ]
    assert scores == sorted(scores, reverse=True)
    assert 0.5 <= scores[-1] < scores[0] == 1.0


def test_a_division_narrows_and_lets_worse_spellings_in(world: Gazetteer) -> None:
    found = world.matches("Skik", country="SY", admin1="Idlib", near=True)
    assert [match.entry.id for match in found] == ["gn:6"]
    assert world.matches("Sukayk", country="SY", admin1="Quneitra")[0].entry.id == "gn:7"


def test_a_first_word_may_be_left_out_inside_a_division(world: Gazetteer) -> None:
    hasakah = world.matches("Abu Rasin", country="SY", admin1="Hasakah", near=True)
    assert [match.entry.id for match in hasakah] == ["gn:5"]
    assert world.matches("Abu Rasin", country="SY", near=True) == []


def test_near_spellings_need_no_country(world: Gazetteer) -> None:
    assert world.matches("Menbej", near=True)[0].entry.id == "gn:2"


def test_names_that_documents_repeat_are_looked_up_fast(gazetteer: Gazetteer) -> None:
    names = [entry.name for entry in gazetteer.near(35.8, 37.0, 80, limit=400)]
    for name in names:
        gazetteer.matches(name, country="SY")
    start = time.process_time()
    for _ in range(50):
        for name in names:
            gazetteer.matches(name, country="SY")
    assert 50 * len(names) / (time.process_time() - start) > 20_000
