"""Indicators from counts, and the kinds of attack."""

from __future__ import annotations

import pytest

from counterclaim.analysis.indicators.quality import KINDS, Attack, is_attack, is_bomb, kinds, types_of
from counterclaim.analysis.indicators.sheet import adjusted, of_rate, of_reach, of_share
from counterclaim.analysis.rates import Count
from counterclaim.reference.event_types import event_types


def attack(kind: str, method: str | None = None, harmed: int | None = None, *said: str) -> Attack:
    return Attack(kind, method, harmed, said)


@pytest.mark.parametrize(
    ("one", "of"),
    [
        (attack("suicide_bomb"), {"mass_casualty"}),
        (attack("suicide_bomb", "suicide", 3), {"mass_casualty", "effective_bomb"}),
        (attack("attack", None, 25), {"mass_casualty"}),
        (attack("remote_explosive_landmine_ied", "ied", 1), {"effective_bomb"}),
        (attack("remote_explosive_landmine_ied", "ied", 0), set()),
        (attack("remote_explosive_landmine_ied", "ied"), set()),
        (attack("armed_clash", "raid", None, "Fighters stormed an army outpost at dawn."), {"overrun"}),
        (attack("armed_clash", None, None, "Fighting near the outpost went on."), set()),
        (attack("attack", "assassination"), {"official"}),
        (attack("attack", "small_arms", 1, "Gunmen killed the mukhtar of a village."), {"official"}),
        (attack("armed_clash", None, None, "An official said that two were wounded."), set()),
    ],
)
def test_kinds_of_attack(one: Attack, of: set[str]) -> None:
    assert kinds(one) == of
    assert kinds(one) <= set(KINDS)


def test_types_are_types() -> None:
    for name in ("types", "jailbreak", "detention"):
        assert set(types_of(name)) <= set(event_types())
    assert is_attack("suicide_bomb")
    assert not is_attack("peaceful_protest")
    assert is_bomb(attack("remote_explosive_landmine_ied"))
    assert not is_bomb(attack("armed_clash", "rpg"))


def test_rate_is_a_comparison() -> None:
    found = of_rate("rate", "events", Count(52, 120), Count(310, 365))
    assert found.change is not None
    assert (round(found.change.low, 2), round(found.change.high, 2)) == (0.37, 0.69)
    assert found.is_ratio
    lumps = [Count(k, 30) for k in (30, 1, 25, 2, 40, 0)]
    wide = of_rate("rate", "events", Count(98, 180), Count(98, 180), months=(lumps, lumps))
    assert wide.change is not None
    assert wide.change.high > 1.5
    assert "widened" in wide.note


def test_zeros_are_answers() -> None:
    nothing = of_rate("jailbreak", "jailbreaks", Count(0, 90), Count(0, 90))
    assert (nothing.change, nothing.p) == (None, None)
    assert nothing.a is not None
    assert (nothing.a.value, nothing.a.high) == (0.0, pytest.approx(1.2475, abs=1e-3))
    empty = of_share("confirmed", "confirmed", (0, 0), (0, 3))
    assert (empty.a, empty.change, empty.p) == (None, None, None)
    alone = of_reach("reach", "places", [], [3])
    assert (alone.a, alone.change, alone.counts) == (None, None, ((0, 0.0), (1, 3.0)))


def test_q_is_over_all_sheets() -> None:
    one = of_share("x", "x", (30, 40), (10, 40))
    none = of_share("y", "y", (0, 0), (0, 0))
    sheets = adjusted([[one, none], [of_share("x", "x", (5, 10), (5, 10))]])
    assert one.p is not None
    assert sheets[0][0].q == pytest.approx(2 * one.p)
    assert sheets[0][0].differs
    assert sheets[0][1].q is None
    assert not sheets[1][0].differs
    assert adjusted([]) == []
