"""The strategy-shift reading: what it says, and what it does not take for a shift."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from counterclaim.analysis.mix.strategy import ACTS, strategy
from counterclaim.analysis.mix.words import in_words, sentence, warnings

GROUP = "the group"


def acts(
    attrition: int,
    hold: int,
    kinds: tuple[str, ...] = ("monitor",),
    sources: tuple[str, ...] = ("Monitor", "Desk"),
    months: int = 6,
) -> pl.DataFrame:
    """Events of a side, in steady months."""
    rows = [
        {
            "posture": posture,
            "tactic": "planted bombs and mines" if posture == "attrition" else "holding places",
            "month": f"2017-{1 + place * months // many:02d}",
            "kinds": list(kinds),
            "sources": list(sources),
            "party_only": kinds == ("party",),
        }
        for posture, many in (("attrition", attrition), ("hold", hold))
        for place in range(many)
    ]
    return pl.DataFrame(rows, schema=ACTS)


def test_gave_up_holding_places() -> None:
    found = strategy(acts(55, 5), acts(10, 60))
    assert found.differs
    assert not found.explained
    said = sentence(found, GROUP, later=True)
    assert said.startswith(
        "By what is reported, the group gave up holding places and went over to attrition (above all planted bombs and mines):"
        " attrition is 55 of 60 (92 %, 95 % interval 82 to 96) in A and 10 of 70 (14 %"
    )
    assert "odds ratio" in said
    assert warnings(found)[0].startswith("it rests on 130 of 130 events")


def test_there_and_back() -> None:
    there, back = strategy(acts(30, 25), acts(12, 50)), strategy(acts(12, 50), acts(30, 25))
    assert in_words(there, later=True).startswith("moved from taking and holding places toward attrition")
    assert in_words(back, later=True) == "moved from attrition toward taking and holding places"
    assert there.odds is not None
    assert back.odds is not None
    assert there.odds.low == pytest.approx(1 / back.odds.high, rel=1e-3)
    assert in_words(there, later=False) == (
        "attrition, against taking and holding places, is more common in A than in B"
    )


def test_noise_and_nothing() -> None:
    assert in_words(strategy(acts(20, 30), acts(18, 33)), later=True) == "no shift can be told from noise"
    assert "too few" in in_words(strategy(acts(3, 2), acts(0, 9)), later=True)
    none = acts(0, 0)
    empty = strategy(none, none)
    assert (empty.odds, empty.adjusted, empty.sources_shifted) == (None, None, None)
    assert "of neither kind in A" in sentence(empty, GROUP, later=True)
    assert any("needs 10 events" in one for one in warnings(empty))
    assert "no attrition is reported" in in_words(strategy(acts(0, 20), acts(0, 15)), later=True)
    one_sided = strategy(acts(20, 0), acts(2, 30))
    assert "at least" in sentence(one_sided, GROUP, later=True)
    assert any("no upper end" in one for one in warnings(one_sided))


def test_a_change_of_collection_is_no_change_of_strategy() -> None:
    """Monitors tell of bombs, parties of places held, in the same way both times; but monitors came later."""
    later = pl.concat([acts(40, 10), acts(2, 8, ("party",), ("Army",))])
    former = pl.concat([acts(8, 2), acts(8, 32, ("party",), ("Army",))])
    found = strategy(later, former)
    assert found.differs
    assert found.sources_shifted is not None
    assert found.sources_shifted < 0.001
    assert found.explained
    assert "not to be read as a change of strategy" in sentence(found, GROUP, later=True)
    assert any("change in collection" in one for one in warnings(found))
    assert {part.name for part in found.by_kind} == {"monitor", "party"}


def test_carried_by_one_source() -> None:
    one = acts(40, 5, sources=("Loud",))
    later = pl.concat([one, acts(10, 12)])
    former = acts(12, 18)
    found = strategy(later, former)
    assert [part.name for part in found.carried] == ["Loud"]
    assert any("without the 45 events that only Loud states" in said for said in warnings(found))
    assert strategy(acts(50, 10), acts(15, 40)).carried == ()


def test_a_kind_of_source_that_says_the_opposite() -> None:
    later = pl.concat([acts(80, 10), acts(4, 25, ("party",), ("Army", "Staff"))])
    former = pl.concat([acts(20, 60), acts(20, 6, ("party",), ("Army", "Staff"))])
    found = strategy(later, former)
    assert found.differs
    assert any("of the kind party state say the opposite" in one for one in warnings(found))


def test_clusters_widen_the_interval() -> None:
    def lumpy(attrition: bool) -> pl.DataFrame:
        months = [acts(10, 1) if (month % 2 == 0) is attrition else acts(1, 10) for month in range(6)]
        return pl.concat(
            [one.with_columns(month=pl.lit(f"2017-{month + 1:02d}")) for month, one in enumerate(months)]
        )

    found = strategy(lumpy(True), pl.concat([lumpy(False), acts(0, 6)]))
    assert found.dispersion > 3
    assert any("widened" in one for one in warnings(found))
    assert "allows for clusters" in sentence(found, GROUP, later=True)


def test_size() -> None:
    """Of sides from one mix, a shift is read in no more than five of 100; the exact interval is on the safe side."""
    draw, read, many = np.random.default_rng(12), 0, 25
    for _ in range(many):
        x, y = int(draw.binomial(40, 0.4)), int(draw.binomial(30, 0.4))
        read += strategy(acts(x, 40 - x), acts(y, 30 - y)).differs
    assert read / many <= 0.13
