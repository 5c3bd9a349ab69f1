"""Facts as columns."""

from __future__ import annotations

import numpy as np

from counterclaim.events.linking.columns import UNKNOWN, columns, is_group
from counterclaim.events.linking.measures import either_empty, likeness, shared
from tests.events.linking.pairs import fact, on

ONE, OTHER = np.array([0]), np.array([1])


def test_codes_number_values_and_mark_what_is_not_known() -> None:
    table = columns([fact("a", place="p"), fact("b"), fact("c", place="p")])
    assert table.place.tolist() == [0, UNKNOWN, 0]
    assert table.ids == ("a", "b", "c")
    assert len(table) == 3


def test_gainers_and_losers_share_their_codes() -> None:
    table = columns([fact("a", gainer="g"), fact("b", loser="g")])
    assert table.gainer[0] == table.loser[1]


def test_points_and_times_that_are_missing() -> None:
    table = columns([fact("a", lat=1.0, lon=2.0, **on("2017-11-09")), fact("b")])
    assert table.located.tolist() == [True, False]
    assert table.timed.tolist() == [True, False]


def test_the_greatest_of_several_figures_counts_and_open_ends_are_infinite() -> None:
    table = columns([fact("a", figures=(("killed", 3, 3), ("killed", 7, None), ("injured", None, 4)))])
    assert (table.low[0, 0], table.high[0, 0]) == (7, np.inf)
    assert (table.low[0, 1], table.high[0, 1]) == (0, 4)
    assert np.isnan(table.low[0, 2])


def test_sets() -> None:
    table = columns([fact("a", words=set("abc")), fact("b", words=set("bcd")), fact("c")])
    assert shared(table.words, ONE, OTHER).tolist() == [2]
    assert likeness(table.words, ONE, OTHER).tolist() == [0.5]
    assert either_empty(table.words, np.array([0, 0]), np.array([1, 2])).tolist() == [False, True]


def test_states_and_civilians_are_no_groups() -> None:
    assert [is_group(one) for one in ("is", "civilians", "state.SY")] == [True, False, False]


def test_no_claims_make_empty_columns() -> None:
    assert len(columns([])) == 0
