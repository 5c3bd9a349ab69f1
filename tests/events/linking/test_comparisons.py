"""What puts two claims on which level: pairs worked by hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.events.estimates import COUNTED
from counterclaim.events.linking.columns import columns
from counterclaim.events.linking.comparisons import COMPARISONS
from counterclaim.events.linking.facts import Facts
from counterclaim.events.linking.weights import compare
from tests.events.linking.pairs import fact, on, shows

DAY = on("2017-11-09")
TOWN = {"lat": 35.0, "lon": 40.0, "reach_km": 5.0, "coarse": False, "place": "t"}
PROVINCE = {"lat": 35.0, "lon": 40.0, "reach_km": 100.0, "coarse": True, "place": "p", "country": "SY"}


def at(km_north: float, **told: object) -> dict[str, object]:
    return {**TOWN, "lat": 35.0 + km_north / 111.19, "place": f"at {km_north}", **told}


def dead(low: int | None, high: int | None) -> dict[str, object]:
    return {"figures": (("killed", low, high),)}


def hurt(low: int | None, high: int | None) -> dict[str, object]:
    return {"figures": (("injured", low, high),)}


def news(days_later: int) -> dict[str, int]:
    return {**DAY, "guessed": False, "published": DAY["last"] + days_later}


FIRM = {"guessed": False}
CASES: list[tuple[str, Mapping[str, object], Mapping[str, object], str]] = [
    ("time", DAY | FIRM, DAY | FIRM, "the same day"),
    (
        "time",
        on("2017-11-09", "2017-11-12") | FIRM,
        on("2017-11-09", "2017-11-12") | FIRM,
        "the same few days",
    ),
    (
        "time",
        on("2017-11-01", "2017-11-30") | FIRM,
        on("2017-11-01", "2017-11-30") | FIRM,
        "the same weeks or months",
    ),
    ("time", DAY | FIRM, on("2017-11-08", "2017-11-10") | FIRM, "a day within three or four days"),
    ("time", DAY | FIRM, on("2017-11-06", "2017-11-12") | FIRM, "a day within a week"),
    ("time", DAY | FIRM, on("2017-11-01", "2017-11-30") | FIRM, "a day within a longer time"),
    (
        "time",
        on("2017-11-01", "2017-11-04") | FIRM,
        on("2017-11-02", "2017-11-04") | FIRM,
        "spells of which half or more is shared",
    ),
    (
        "time",
        on("2017-11-01", "2017-11-04") | FIRM,
        on("2017-11-03", "2017-11-08") | FIRM,
        "spells that share some days",
    ),
    (
        "time",
        on("2017-11-01", "2017-11-03") | FIRM,
        on("2017-11-01", "2017-12-30") | FIRM,
        "a spell within a far longer one",
    ),
    ("time", DAY | {"guessed": True}, DAY | FIRM, "days that overlap, one of them a guess"),
    (
        "time",
        on("2017-11-01", "2017-11-20") | {"guessed": True},
        DAY | FIRM,
        "weeks that overlap, one of them a guess",
    ),
    ("time", DAY | FIRM, on("2017-11-10") | FIRM, "one day apart"),
    ("time", DAY | FIRM, on("2017-11-11") | FIRM, "two days or more apart"),
    ("time", {}, {}, "neither has a time"),
    ("time", DAY | FIRM, {}, "only one has a time"),
    ("place", TOWN | {"reach_km": 1.0}, TOWN | {"reach_km": 1.0}, "the same site"),
    ("place", TOWN | {"reach_km": 2.0}, TOWN | {"reach_km": 2.0}, "the same village or quarter"),
    ("place", TOWN, TOWN, "the same town"),
    ("place", TOWN | {"reach_km": 20.0}, TOWN | {"reach_km": 20.0}, "the same area"),
    ("place", at(0), at(2.9), "within 3 km"),
    (
        "place",
        at(0, place_words={"mosul"}),
        at(8, place_words={"mosul", "bazaar"}),
        "one named as part of the other",
    ),
    (
        "place",
        at(0, place_words={"mosul", "gate"}),
        at(8, place_words={"mosul", "bazaar"}),
        "two parts of one town",
    ),
    ("place", at(0), at(9), "within 10 km, or one inside the other"),
    ("place", at(0, reach_km=15.0), at(14), "within 10 km, or one inside the other"),
    ("place", at(0), at(29), "within 30 km, or the two areas touch"),
    ("place", at(0, reach_km=25.0), at(40, reach_km=20.0), "within 30 km, or the two areas touch"),
    ("place", PROVINCE, PROVINCE, "the same province, region or country"),
    ("place", PROVINCE, at(60), "a place inside the other's area"),
    ("place", PROVINCE, at(103), "areas that overlap"),
    ("place", at(0), at(31), "too far apart"),
    ("place", PROVINCE, at(106), "too far apart"),
    ("place", TOWN, {}, "no point known"),
    ("words of the place", TOWN | {"place_words": {"x"}}, TOWN | {"place_words": {"x"}}, "the same words"),
    (
        "words of the place",
        TOWN | {"place_words": {"x", "y"}},
        TOWN | {"place_words": {"x"}},
        "half of the words or more",
    ),
    (
        "words of the place",
        TOWN | {"place_words": {"x", "y", "z"}},
        TOWN | {"place_words": {"x"}},
        "a third of the words",
    ),
    (
        "words of the place",
        TOWN | {"place_words": {"x", "y", "z", "u"}},
        TOWN | {"place_words": {"x"}},
        "few of the words",
    ),
    ("words of the place", TOWN | {"place_words": {"y"}}, TOWN | {"place_words": {"x"}}, "other words"),
    (
        "words of the place",
        PROVINCE | {"place_words": {"x"}},
        PROVINCE | {"place_words": {"x"}},
        "no words of a town or a site to compare",
    ),
    ("type", {"type": "t", "family": "f"}, {"type": "t", "family": "f"}, "the same type"),
    ("type", {"type": "t", "family": "f"}, {"type": "u", "family": "f"}, "the same family"),
    (
        "type",
        {"type": "t", "family": "any_violence", "group": "harm"},
        {"type": "u", "family": "battle", "group": "harm"},
        "one says only violence",
    ),
    (
        "type",
        {"type": "t", "family": "explosion", "group": "harm"},
        {"type": "u", "family": "battle", "group": "harm"},
        "another kind of violence",
    ),
    (
        "type",
        {"type": "t", "family": "detention", "group": "harm"},
        {"type": "u", "family": "battle", "group": "harm"},
        "violence and a detention",
    ),
    (
        "type",
        {"type": "t", "family": "control", "group": "control"},
        {"type": "u", "family": "battle", "group": "harm"},
        "another kind",
    ),
    ("word for it", {"trigger": {"killed"}}, {"trigger": {"killed"}}, "the same word for it"),
    (
        "word for it",
        {"trigger": {"air", "strike"}},
        {"trigger": {"strike"}},
        "half of the words for it or more",
    ),
    (
        "word for it",
        {"trigger": {"air", "strike", "wave"}},
        {"trigger": {"strike"}},
        "some of the words for it",
    ),
    ("word for it", {"trigger": {"killed"}}, {"trigger": {"killin"}}, "words for it that begin alike"),
    ("word for it", {"trigger": {"killed"}}, {"trigger": {"shot"}}, "another word for it"),
    ("word for it", {"trigger": {"killed"}}, {"trigger": set()}, "no word for it"),
    (
        "sides",
        {"actors": {"army", "g"}},
        {"actors": {"g"}, "targets": {"army"}},
        "a group and another side in common",
    ),
    ("sides", {"actors": {"g"}}, {"targets": {"g"}}, "a group in common"),
    (
        "sides",
        {"actors": {"state.SY"}, "targets": {"civilians"}},
        {"actors": {"state.SY"}, "targets": {"civilians"}},
        "a state and civilians in common",
    ),
    (
        "sides",
        {"actors": {"state.SY"}},
        {"actors": {"state.SY"}},
        "only a state or only civilians in common",
    ),
    ("sides", {"actors": {"g"}}, {}, "a claim names no side"),
    ("sides", {"actors": {"g"}}, {"actors": {"h"}}, "other doers, both of them known"),
    ("sides", {"actors": {"g"}}, {"actors": {"name:h"}}, "no side in common"),
    ("sides", {"actors": {"g"}}, {"targets": {"h"}}, "no side in common"),
    ("words of the sides", {"side_words": {"x"}}, {"side_words": {"x"}}, "nearly the same words"),
    ("words of the sides", {"side_words": {"x", "y"}}, {"side_words": {"x"}}, "half of the words or more"),
    ("words of the sides", {"side_words": {"x", "y", "z"}}, {"side_words": {"x"}}, "a third of the words"),
    ("words of the sides", {"side_words": {"x", "y", "z", "u"}}, {"side_words": {"x"}}, "few of the words"),
    ("words of the sides", {"side_words": {"y"}}, {"side_words": {"x"}}, "other words"),
    ("words of the sides", {"side_words": {"y"}}, {}, "no words of a side"),
    (
        "roles",
        {"actors": {"g"}, "targets": {"h"}},
        {"actors": {"g"}, "targets": {"h"}},
        "doer and sufferer agree",
    ),
    ("roles", {"actors": {"g"}}, {"actors": {"g"}}, "the doer or the sufferer agrees"),
    ("roles", {"actors": {"g"}}, {"targets": {"g"}}, "who did it to whom is turned round"),
    ("roles", {"actors": {"g"}}, {"actors": {"h"}}, "roles not known"),
    ("killed", dead(5, 5), dead(5, 5), "the same number of dead, 5 or more"),
    ("killed", dead(2, 2), dead(2, 2), "the same number of dead, 2 to 4"),
    ("killed", dead(1, 1), dead(1, 1), "one dead in both"),
    ("killed", dead(20, None), dead(40, 40), "numbers of dead that can agree"),
    ("killed", dead(20, None), dead(400, 400), "numbers of dead further apart"),
    ("killed", dead(10, 10), dead(14, 14), "numbers of dead that can agree"),
    ("killed", dead(10, 10), dead(30, 30), "numbers of dead up to three times apart"),
    ("killed", dead(10, 10), dead(40, 40), "numbers of dead further apart"),
    ("killed", dead(10, 10), {}, "only one gives a number of dead"),
    ("killed", {}, {}, "no number of dead"),
    ("injured", hurt(7, 7), hurt(7, 7), "the same number of injured, 5 or more"),
    ("injured", hurt(2, 2), hurt(2, 2), "the same number of injured, 2 to 4"),
    ("injured", hurt(1, 1), hurt(1, 1), "one injured in both"),
    ("injured", hurt(10, 12), hurt(11, 20), "numbers of injured that can agree"),
    ("injured", hurt(10, 10), hurt(30, 30), "numbers of injured up to three times apart"),
    ("injured", hurt(10, 10), hurt(40, 40), "numbers of injured further apart"),
    ("injured", hurt(10, 10), {}, "only one gives a number of injured"),
    ("injured", {}, {}, "no number of injured"),
    (
        "other figures",
        {"figures": (("captured", 3, 3),)},
        {"figures": (("captured", 3, 3),)},
        "the same other figures",
    ),
    (
        "other figures",
        {"figures": (("captured", 3, None),)},
        {"figures": (("captured", 4, 4),)},
        "other figures that can agree",
    ),
    (
        "other figures",
        {"figures": (("captured", 3, 3), ("displaced", 10, 10))},
        {"figures": (("captured", 30, 30), ("displaced", 10, 10))},
        "other figures that differ",
    ),
    (
        "other figures",
        {"figures": (("captured", 3, 3),)},
        {"figures": (("displaced", 30, 30),)},
        "no other figure to compare",
    ),
    ("method", {"method": "m"}, {"method": "m"}, "the same weapon or tactic"),
    ("method", {"method": "m"}, {"method": "n"}, "another weapon or tactic"),
    ("method", {"method": "m"}, {}, "not stated"),
    ("wording", {"words": set("abcd")}, {"words": set("abcd")}, "nearly the same sentence"),
    ("wording", {"words": set("abcd")}, {"words": set("ab")}, "half of the words"),
    ("wording", {"words": set("abc")}, {"words": set("a")}, "a third of the words"),
    ("wording", {"words": set("abcde")}, {"words": set("a")}, "some words"),
    ("wording", {"words": set("abcde")}, {"words": set("z")}, "hardly a word in common"),
    ("names", {"names": set("abcd")}, {"names": set("abcz")}, "three or more names in common"),
    ("names", {"names": set("ab")}, {"names": set("ab")}, "two names in common"),
    ("names", {"names": set("ab")}, {"names": set("a")}, "one name in common"),
    ("names", {"names": set("ab")}, {"names": set("c")}, "no name in common"),
    ("names", {"names": set("ab")}, {"names": set()}, "a sentence without names"),
    ("document", {"document": "d"}, {"document": "e"}, "two documents"),
    ("document", {"document": "d", "sentence": 5}, {"document": "d", "sentence": 5}, "one sentence"),
    (
        "document",
        {"document": "d", "sentence": 5},
        {"document": "d", "sentence": 605},
        "sentences near each other in one document",
    ),
    (
        "document",
        {"document": "d", "sentence": 5},
        {"document": "d", "sentence": 606},
        "far apart in one document",
    ),
    ("publisher", {"publisher": "p"}, {"publisher": "p"}, "two reports of one publisher"),
    ("publisher", {"publisher": "p"}, {"publisher": "q"}, "two publishers"),
    ("publisher", {"publisher": "p"}, {}, "publishers not known"),
    ("publication", {"published": 9}, {"published": 9}, "published on the same day"),
    ("publication", {"published": 9}, {"published": 10}, "published a day apart"),
    ("publication", {"published": 9}, {"published": 16}, "published within a week"),
    ("publication", {"published": 9}, {"published": 69}, "published within two months"),
    ("publication", {"published": 9}, {"published": 70}, "published longer apart"),
    ("publication", {"published": 9}, {}, "publication not dated"),
    ("delay", news(0), news(2), "both told as news"),
    ("delay", news(0), news(31), "one told as news, one within a month"),
    ("delay", news(0), news(32), "one told as news, one later"),
    ("delay", news(3), news(31), "both told within a month"),
    ("delay", news(3), news(32), "one told within a month, one later"),
    ("delay", news(32), news(90), "both told later"),
    ("delay", news(0), DAY, "delay not known"),
    ("holder", {"gainer": "g"}, {"gainer": "g"}, "the place goes to the same party"),
    ("holder", {"loser": "g"}, {"loser": "g"}, "the place goes to the same party"),
    ("holder", {"gainer": "g"}, {"gainer": "h"}, "the place goes to another party"),
    ("holder", {"gainer": "g"}, {"loser": "g"}, "the place goes to another party"),
    ("holder", {"gainer": "g"}, {}, "no change of hands to compare"),
    ("denial", {"denied": True}, {"denied": False}, "one denies it"),
    ("denial", {"denied": True}, {"denied": True}, "both say it or both deny it"),
]


@pytest.mark.parametrize(("name", "one", "other", "level"), CASES)
def test_level(name: str, one: Mapping[str, object], other: Mapping[str, object], level: str) -> None:
    a, b = fact("a", **one), fact("b", **other)
    assert shows(name, a, b) == shows(name, b, a) == level


def test_every_level_is_worked_by_hand() -> None:
    assert {(name, level) for name, _, _, level in CASES} == {
        (one.name, level) for one in COMPARISONS for level in one.levels
    }


def test_across_the_antimeridian_and_at_the_pole() -> None:
    west, east = {**TOWN, "lat": 0.0, "lon": -179.99, "place": "w"}, {**TOWN, "lat": 0.0, "lon": 179.99}
    assert shows("place", fact("a", **west), fact("b", **east)) == "within 3 km"
    here, there = {**TOWN, "lat": 90.0, "lon": 0.0, "place": "w"}, {**TOWN, "lat": 89.99, "lon": 170.0}
    assert shows("place", fact("a", **here), fact("b", **there)) == "within 3 km"


WORDS = st.frozensets(st.sampled_from("abcdef"), max_size=4)
FACTS = st.builds(
    lambda number, place, start, length, sets, figure, **told: fact(
        str(number),
        **told,
        lat=place and place[0],
        lon=place and place[1],
        place=place and f"{place[0]:.1f}",
        first=start,
        last=None if start is None else start + length,
        actors=sets[0],
        targets=sets[1],
        words=sets[2],
        names=sets[3],
        trigger=sets[4],
        place_words=sets[5],
        side_words=sets[6],
        figures=() if figure is None else ((figure[0], figure[1], figure[1] + figure[2]),),
    ),
    number=st.integers(0, 10**9),
    place=st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    start=st.none() | st.integers(736000, 736020),
    length=st.integers(0, 40),
    sets=st.tuples(*[WORDS] * 7),
    figure=st.none() | st.tuples(st.sampled_from(COUNTED), st.integers(0, 50), st.integers(0, 5)),
    reach_km=st.floats(0, 400),
    coarse=st.booleans(),
    guessed=st.booleans(),
    denied=st.booleans(),
    type=st.sampled_from(["t", "u"]),
    family=st.sampled_from(["f", "any_violence", "detention"]),
    document=st.sampled_from("de"),
    sentence=st.integers(0, 2000),
    published=st.none() | st.integers(736000, 736200),
    publisher=st.sampled_from([None, "p", "q"]),
    gainer=st.sampled_from([None, "g", "h"]),
    loser=st.sampled_from([None, "g", "h"]),
)


@given(FACTS, FACTS, st.lists(FACTS, max_size=3))
def test_levels_are_symmetric_and_of_the_two_claims_alone(a: Facts, b: Facts, others: list[Facts]) -> None:
    alone, among = columns([a, b]), columns([*others, b, a])
    first, second = np.array([0]), np.array([1])
    for one, turned, more in zip(
        compare(alone, first, second),
        compare(alone, second, first),
        compare(among, np.array([len(others) + 1]), np.array([len(others)])),
        strict=True,
    ):
        assert one[0] == turned[0] == more[0]
