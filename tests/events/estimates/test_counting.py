"""What one claim says of a toll: a total and its parts, or sides."""

import pytest

from counterclaim.events.estimates import UNKNOWN, total
from counterclaim.events.estimates.counting import toll
from counterclaim.model import Modality
from tests.events.estimates.made import told, with_actors
from tests.factories import claim, killed


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([killed(12, 12, "people"), killed(4, 4, "children")], (12, 12)),
        ([killed(5, 5, "soldiers"), killed(2, 3, "civilians"), killed(4, 4, "police")], (11, 12)),
        ([killed(40, 40, "militants"), killed(5, 5, "civilians")], (45, 45)),
        ([killed(5, 5, "soldiers"), killed(2, 2, "people")], (7, 7)),
        ([killed(24, None, "people")], (24, None)),
        ([killed(116, None, "civilians"), killed(128, 128, "civilians")], (128, 128)),
        ([killed(None, None)], None),
        ([], None),
    ],
    ids=[
        "total and part",
        "sum of sides",
        "greater first",
        "and others",
        "dozens",
        "raised",
        "no bound",
        "none",
    ],
)
def test_total_of_one_claim(figures: list, expected: tuple[int | None, int | None] | None) -> None:
    assert total(claim("1", quantities=tuple(figures)), "killed") == expected


def sides(made) -> dict[str, tuple[int | None, int | None]]:
    said = toll(made, "killed")
    everyone = {"everyone": (said.everyone.low, said.everyone.high)} if said.everyone else {}
    return everyone | {key: (one.low, one.high) for key, one in said.sides.items()}


def test_children_are_at_least_so_many_civilians() -> None:
    made = told(
        "1",
        "12 people, including four children, were killed.",
        ("12", 12, 12, "people"),
        ("four", 4, 4, "children"),
    )
    assert sides(made) == {"everyone": (12, 12), "civilians": (4, None)}
    alone = told("1", "Four children were killed.", ("Four", 4, 4, "children"))
    assert sides(alone) == {"civilians": (4, 4)}


def test_a_part_of_its_own_side_is_within_it() -> None:
    words = ("12", 12, 12, "civilians"), ("four", 4, 4, "children")
    assert sides(told("1", "12 civilians, including four children, died.", *words)) == {"civilians": (12, 12)}
    assert sides(told("1", "12 civilians and four children died.", *words)) == {"civilians": (16, 16)}


@pytest.mark.parametrize(
    ("noun", "roles", "expected"),
    [
        ("militants", {"perpetrator": "forces.IQ", "opponent": "islamic_state"}, "islamic_state"),
        ("soldiers", {"perpetrator": "islamic_state", "opponent": "forces.IQ"}, "state.IQ"),
        ("soldiers", {"perpetrator": "islamic_state"}, UNKNOWN),
        ("fighters", {"victim": "sdf", "perpetrator": "forces.RU"}, "sdf"),
        ("fighters", {"participant": "sdf", "perpetrator": "islamic_state"}, UNKNOWN),
        ("militants", {"participant": "sdf", "perpetrator": "islamic_state"}, UNKNOWN),
        ("police.IQ", {}, "state.IQ"),
        ("villagers", {"victim": "sdf"}, "civilians"),
        ("protesters", {}, "civilians"),
        (None, {"victim": "sdf"}, "everyone"),
    ],
)
def test_whose_a_noun_is(noun: str | None, roles: dict[str, str], expected: str) -> None:
    made = with_actors(told("1", "Nine were killed.", ("Nine", 9, 9, noun)), **roles)
    assert sides(made) == {expected: (9, 9)}


@pytest.mark.parametrize(
    ("sentence", "modality", "expected"),
    [
        ("The army denied any losses.", Modality.DENIED, {"state.SY": (0, 0)}),
        ("The army denied suffering casualties.", Modality.DENIED, {"state.SY": (0, 0)}),
        ("The army denied reports of civilian casualties.", Modality.DENIED, {"civilians": (0, 0)}),
        ("The army denied that it took the town.", Modality.DENIED, {}),
        ("The army denied the loss of 12 men.", Modality.DENIED, {"state.SY": (0, 0)}),
        ("The army denied that it attacked. Losses were heavy.", Modality.DENIED, {}),
        ("The army denied any losses.", Modality.REPORTED, {}),
    ],
)
def test_denied_losses(sentence: str, modality: Modality, expected: dict) -> None:
    assert sides(told("1", sentence, source="forces.SY", interested=True, modality=modality)) == expected


def test_a_denial_by_nobody_known_is_of_no_side() -> None:
    assert sides(told("1", "They denied any losses.", modality=Modality.DENIED)) == {}
