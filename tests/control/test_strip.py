"""A place's history on one line."""

from __future__ import annotations

from datetime import date

import numpy as np

from counterclaim.control.states import CONTESTED, UNKNOWN
from counterclaim.control.strip import days_of, letters, strip


def test_letters_are_the_partys_own_and_no_two_alike() -> None:
    found = letters(
        [("state.SY", "Government of Syria"), ("sdf", "Syrian Democratic Forces"), ("is", "Islamic State")]
    )
    assert found == {"is": "I", "sdf": "S", "state.SY": "G"}
    many = letters((f"p{number}", "Same Name") for number in range(30))
    assert len(set(many.values())) == 30


def test_capitals_are_firm() -> None:
    table = np.array([[0.9, 0.05, 0.05], [0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]])
    days = days_of(date(2017, 11, 1), date(2017, 11, 4), 60)
    cells = strip(days, ("a", CONTESTED, UNKNOWN), table, {"a": "A"})
    assert "".join(cell.mark for cell in cells) == "Aax."
    assert cells[1].probability == 0.5


def test_days_are_spread_over_the_width() -> None:
    days = days_of(date(2017, 1, 1), date(2017, 12, 31), 60)
    assert (len(days), days[0], days[-1]) == (60, date(2017, 1, 1), date(2017, 12, 31))
    assert days == sorted(set(days))
    assert days_of(date(2017, 1, 1), date(2017, 1, 1), 60) == [date(2017, 1, 1)]
