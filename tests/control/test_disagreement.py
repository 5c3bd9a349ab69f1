"""Where sources disagree, and how often two of them agree."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.control.disagreement import agreements, disputes, newest
from counterclaim.control.statements import Says
from tests.control.test_spells import ABU_KAMAL, ARMY, GROUP, said


def test_newest_words_that_contradict_each_other() -> None:
    (dispute,) = disputes(ABU_KAMAL, date(2017, 11, 12), within=7)
    holders = {word.source: (word.party, word.holds) for word in dispute.words}
    assert holders == {
        "army": (ARMY, True),
        "desk": (GROUP, True),
        "group": (GROUP, True),
        "observatory": (GROUP, True),
    }
    assert dispute.days_apart == 1


def test_what_was_not_yet_said_is_no_disagreement() -> None:
    assert disputes(ABU_KAMAL, date(2017, 11, 8), within=7) == []
    assert disputes(ABU_KAMAL, date(2017, 11, 12), within=0) == []
    assert newest([], date(2017, 11, 12)) == {}


def test_two_parties_lost_by_one_do_not_contradict() -> None:
    told = [said(Says.LOST, 9, party=GROUP, by="a"), said(Says.HELD, 9, party=ARMY, by="b")]
    assert disputes(told, date(2017, 11, 9), within=3) == []


def test_agreement_is_counted_where_both_speak() -> None:
    told = [
        *(said(Says.HELD, day, party=ARMY, by="a") for day in (1, 2, 3, 4)),
        *(said(Says.HELD, day, party=ARMY if day < 4 else GROUP, by="b") for day in (1, 2, 4)),
        said(Says.HELD, 60, party=GROUP, by="c"),
    ]
    (pair,) = agreements(told, within=1)
    assert (pair.a, pair.b, pair.compared, pair.agreed) == ("a", "b", 3, 2)
    assert pair.low == pytest.approx(0.0943, abs=1e-4)  # Clopper and Pearson's of 2 in 3
    assert pair.high == pytest.approx(0.9916, abs=1e-4)
