"""How much an estimate hangs on single sources."""

from counterclaim.events.estimates import find_rule, sensitivity
from tests.events.estimates.made import contexts
from tests.factories import claim, killed


def shown(*claims, rule: str = "range") -> dict[str, tuple[int | None, ...]]:
    (found,) = sensitivity(claims, contexts(*claims), find_rule(rule))
    return {one.origin or one.left_out: (one.low, one.best, one.high, one.moved) for one in found.without}


def test_without_parties_single_origins_and_each_in_turn() -> None:
    claims = (
        claim("1", source="a", quantities=(killed(10, 10),)),
        claim("2", source="b", quantities=(killed(8, 12),)),
        claim("3", source="army", interested=True, quantities=(killed(60, 60),)),
    )
    found = shown(*claims)
    assert found.pop("interested parties") == (8, 10, 12, 0)
    assert found.pop("figures of one origin alone") == (8, 10, 12, 0)
    assert sorted(found.values()) == [(8, 10, 12, 0), (8, 10, 60, 0), (10, 10, 60, 0)]


def test_best_that_is_one_origins_word_moves() -> None:
    claims = (
        claim("1", source="a", quantities=(killed(10, 10),)),
        claim("2", source="b", quantities=(killed(50, 50),)),
    )
    found = shown(*claims)
    assert found.pop("figures of one origin alone") == (None, None, None, None)
    assert found.pop("interested parties") == (10, 10, 50, 0)
    assert sorted(found.values()) == [(10, 10, 10, 0), (50, 50, 50, 40)]


def test_one_origin_leaves_nothing() -> None:
    found = shown(claim("1", source="a", quantities=(killed(10, 10),)))
    assert found.pop("interested parties") == (10, 10, 10, 0)
    assert set(found.values()) == {(None, None, None, None)}
