"""Of each origin the latest word stands; sides add up to its total; what others state of a further side counts."""

import pytest

from counterclaim.events.estimates import RULE, estimates, explained, find_rule
from counterclaim.model import Claim, Modality
from tests.events.estimates.made import contexts, told, with_actors
from tests.factories import claim, killed


def bounds(*claims: Claim, rule: str = "range") -> dict[str | None, tuple[int | None, ...]]:
    found = estimates(claims, contexts(*claims), find_rule(rule))
    return {one.of: (one.low, one.best, one.high) for one in found}


def test_a_later_figure_supersedes_the_earlier_one() -> None:
    claims = [
        claim("1", source="army", quantities=(killed(300, 300),)),
        claim("2", source="monitor", quantities=(killed(80, 80),)),
        claim("3", source="monitor", quantities=(killed(90, 110),)),
        claim("4", source="army", quantities=(killed(300, 300),)),
    ]
    assert bounds(*claims) == {None: (90, 100, 300)}
    (found,) = explained(claims, contexts(*claims))
    assert found.estimate.rule == RULE
    (old,) = found.standing.superseded
    assert (old.earlier.low, old.earlier.published.day, old.by.low) == (80, 2, 90)
    assert claims[1].id in old.earlier.claims
    assert claims[1].id not in found.estimate.claims


def test_not_stated_is_not_zero() -> None:
    assert bounds(claim("1", source="army")) == {}
    assert bounds(claim("1", source="army", quantities=(killed(0, 0),))) == {None: (0, 0, 0)}


def test_an_open_bound_stays_open() -> None:
    assert bounds(claim("1", source="a", quantities=(killed(250, None),))) == {None: (250, 250, None)}
    more = [
        claim("1", source="a", quantities=(killed(250, None),)),
        claim("2", source="b", quantities=(killed(100, 100),)),
    ]
    assert bounds(*more) == {None: (100, 100, None)}


@pytest.mark.parametrize("modality", [Modality.DENIED, Modality.FOILED, Modality.PLANNED, Modality.FORECAST])
def test_what_is_not_said_to_have_happened_gives_no_figure(modality: Modality) -> None:
    assert bounds(claim("1", source="a", modality=modality, quantities=(killed(9, 9),))) == {}


def test_a_denial_of_losses_is_a_figure_of_zero_beside_the_others() -> None:
    army = told(
        "1", "The army denied any losses.", source="forces.SY", interested=True, modality=Modality.DENIED
    )
    desk = told("2", "Nine soldiers were killed.", ("Nine", 9, 9, "forces.SY"), source="desk")
    assert bounds(army, desk) == {None: (9, 9, 9), "state.SY": (0, 9, 9)}
    assert bounds(army) == {"state.SY": (0, 0, 0)}


def test_nobody_was_hurt_is_zero_of_everyone() -> None:
    nobody = claim("1", source="a", modality=Modality.DENIED, quantities=(killed(0, 0),))
    other = claim("2", source="b", quantities=(killed(4, 4),))
    assert bounds(nobody, other) == {None: (0, 0, 4)}


def test_sides_of_one_origin_add_up() -> None:
    first = told("1", "Five soldiers died.", ("Five", 5, 5, "forces.IQ"), source="desk")
    second = told("1", "Two civilians died.", ("Two", 2, 2, "civilians"), source="desk", number=1)
    assert bounds(first, second) == {None: (7, 7, 7), "state.IQ": (5, 5, 5), "civilians": (2, 2, 2)}


def test_a_total_is_not_added_to_its_parts() -> None:
    whole = told("1", "Nine people died.", ("Nine", 9, 9, "people"), source="desk")
    part = told("2", "Two civilians died.", ("Two", 2, 2, "civilians"), source="desk", number=1)
    assert bounds(whole, part)[None] == (9, 9, 9)
    more = told("2", "Twelve civilians died.", ("Twelve", 12, 12, "civilians"), source="desk", number=1)
    assert bounds(whole, more)[None] == (12, 12, 12)


def test_origins_that_speak_of_one_side_each_are_partial() -> None:
    """Each side tells of the other's dead: 20 and 12. No origin counts both; nobody says 32."""
    army = told(
        "1", "The army killed 20 IS.", ("20", 20, 20, "islamic_state"), source="forces.IQ", interested=True
    )
    group = told(
        "2", "IS killed 12 soldiers.", ("12", 12, 12, "forces.IQ"), source="islamic_state", interested=True
    )
    assert bounds(army, group)[None] == (12, None, None)
    monitor = told(
        "3",
        "5 soldiers and 9 IS fighters died.",
        ("5", 5, 5, "forces.IQ"),
        ("9", 9, 9, "islamic_state"),
        source="monitor",
    )
    assert bounds(army, group, monitor) == {
        None: (14, 14, None),
        "islamic_state": (9, 9, 20),
        "state.IQ": (5, 5, 12),
    }


def test_a_party_on_its_enemy_weighs_less() -> None:
    army = with_actors(
        told("1", "The army killed 40.", ("40", 40, 40, None), source="forces.IQ", interested=True),
        opponent="islamic_state",
    )
    desk = told("2", "12 people died.", ("12", 12, 12, "people"), source="desk")
    assert bounds(army, desk) == {None: (12, 12, 40)}
    assert bounds(army, desk, rule="conservative") == {None: (12, 12, 12)}
    assert bounds(army, desk, rule="ucdp") == {None: (12, 12, 12)}
    assert bounds(army, desk, rule="party:gov.IQ") == {None: (40, 40, 40)}
    assert bounds(army, desk, rule="party:islamic_state") == {}


def test_reports_of_a_day_that_differ_make_an_interval() -> None:
    claims = [
        claim("1", 0, source="monitor", quantities=(killed(10, 10),)),
        claim("2", 0, source="monitor", quantities=(killed(14, 14),)),
    ]
    day = contexts(claims[0])["1"].published
    same = {id_: type(one)(id_, None, day) for id_, one in contexts(*claims).items()}
    (found,) = estimates(claims, same)
    assert (found.low, found.best, found.high) == (10, 12, 14)


def test_rules_of_deaths_say_nothing_of_others() -> None:
    injured = told("1", "Nine were hurt.", ("Nine", 9, 9, "people"), source="desk")
    quantities = tuple(
        type(one)("injured", *[getattr(one, k) for k in ("of", "low", "high", "approximate", "span")])
        for one in injured.quantities
    )
    made = type(injured)(
        **{name: getattr(injured, name) for name in injured.__slots__} | {"quantities": quantities}
    )
    assert bounds(made) == {None: (9, 9, 9)}
    assert bounds(made, rule="acled") == bounds(made, rule="ucdp") == {}


def test_acled_has_no_sides() -> None:
    made = told("1", "5 soldiers and 2 civilians died.", ("5", 5, 5, "forces.IQ"), ("2", 2, 2, "civilians"))
    assert bounds(made, rule="acled") == {None: (None, 7, None)}
    assert bounds(made, rule="ucdp") == {None: (7, 7, 7), "state.IQ": (5, 5, 5), "civilians": (2, 2, 2)}


def test_children_among_the_dead_are_no_count_of_civilians() -> None:
    words = ("12", 12, 12, "people"), ("four", 4, 4, "children")
    made = told("1", "12 people, including four children, died.", *words, source="desk")
    assert bounds(made) == {None: (12, 12, 12), "civilians": (4, None, None)}
    other = told("2", "Nine civilians died.", ("Nine", 9, 9, "civilians"), source="monitor")
    assert bounds(made, other)["civilians"] == (9, 9, 9)


def test_one_person_spoken_of_is_no_toll_where_others_count() -> None:
    boy = told("1", "A boy who was hurt died.", ("A boy", 1, 1, "boys"), source="desk")
    assert bounds(boy) == {None: (1, 1, 1), "civilians": (1, 1, 1)}
    count = told("2", "30 people died.", ("30", 30, 30, "people"), source="monitor")
    assert bounds(boy, count)[None] == (30, 30, 30)


def test_people_of_no_known_side_are_beside_others_or_in_the_total_alone() -> None:
    pilot = told("1", "The pilot died.", ("The pilot", 1, 1, "pilots"), source="desk")
    crew = told("1", "Two of the army died.", ("Two", 2, 2, "forces.SY"), source="desk", number=1)
    assert bounds(pilot, crew) == {None: (2, 2, 2), "state.SY": (2, 2, 2)}
    both = told(
        "1", "Two of the army and a pilot died.", ("Two", 2, 2, "forces.SY"), ("a pilot", 1, 1, "pilots")
    )
    assert bounds(both) == {None: (3, 3, 3), "state.SY": (2, 2, 2), "unknown": (1, 1, 1)}
