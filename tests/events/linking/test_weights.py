"""The table of weights."""

from __future__ import annotations

from math import isfinite

import numpy as np
import pytest

from counterclaim.errors import ReferenceDataError
from counterclaim.events.linking import weights as module
from counterclaim.events.linking.columns import columns
from counterclaim.events.linking.comparisons import COMPARISONS
from counterclaim.events.linking.weights import compare, score, weights
from tests.events.linking.pairs import fact, on


def test_every_level_has_a_finite_weight() -> None:
    found = weights()
    assert {name: len(values) for name, values in found.levels.items()} == {
        one.name: len(one.levels) for one in COMPARISONS
    }
    assert all(isfinite(value) for values in found.levels.values() for value in values)


def test_a_score_is_the_start_and_the_weight_of_each_level() -> None:
    table = columns([fact("a", **on("2017-11-09")), fact("b", **on("2017-11-09"))])
    levels = compare(table, np.array([0]), np.array([1]))
    found = weights()
    by_hand = found.start + sum(
        found.levels[one.name][int(level[0])] for one, level in zip(COMPARISONS, levels, strict=True)
    )
    assert score(levels, found)[0] == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("comparison", "better", "worse"),
    [
        ("time", "the same day", "one day apart"),
        ("time", "one day apart", "two days or more apart"),
        ("place", "the same site", "too far apart"),
        ("place", "within 3 km", "within 30 km, or the two areas touch"),
        ("killed", "the same number of dead, 5 or more", "numbers of dead further apart"),
        ("word for it", "the same word for it", "another word for it"),
        ("wording", "nearly the same sentence", "hardly a word in common"),
        ("holder", "the place goes to the same party", "the place goes to another party"),
        ("sides", "a group in common", "no side in common"),
    ],
)
def test_what_agrees_is_worth_more(comparison: str, better: str, worse: str) -> None:
    one = next(one for one in COMPARISONS if one.name == comparison)
    worth = dict(zip(one.levels, weights().levels[comparison], strict=True))
    assert worth[better] > worth[worse]


def test_a_level_without_a_weight_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "START", "no such row")
    with pytest.raises(ReferenceDataError, match="no weight of"):
        weights.__wrapped__()
