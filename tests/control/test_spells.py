"""The history of a place as spells, with who tells of them and who denies them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.control.spells import besieged_on, changes_of_hands, sieges, spells
from counterclaim.control.statements import Says, Statement

ARMY, GROUP = "state.SY", "islamic_state"


def said(
    says: Says,
    first: int,
    last: int | None = None,
    party: str | None = None,
    *,
    by: str = "desk",
    denied: bool = False,
    interested: bool = False,
    published: int | None = None,
) -> Statement:
    """A statement about days of November 2017."""
    days = [
        date(2017, 11, 1) + timedelta(day - 1) for day in (first, last or first, published or last or first)
    ]
    id_ = f"{by} {says} {first} {last} {party} {denied}"
    return Statement("town", *days, says, party, source=by, denied=denied, interested=interested, id=id_)


ABU_KAMAL = [
    said(Says.HELD, 3, party=GROUP),
    said(Says.GAINED, 8, 9, ARMY, by="army", interested=True),
    said(Says.LOST, 6, 10, GROUP, by="group", denied=True, interested=True),
    said(Says.GAINED, 4, 11, GROUP, by="observatory", published=12),
    said(Says.GAINED, 19, 19, ARMY, by="army", interested=True, published=20),
]


def test_a_place_that_changes_hands_and_is_denied() -> None:
    """Abu Kamal, November 2017: held, taken (denied), retaken, taken again."""
    found = spells(ABU_KAMAL)
    assert [one.holder for one in found] == [GROUP, ARMY, GROUP, ARMY]
    assert changes_of_hands(found) == 3
    taken = found[1]
    assert (taken.since_first, taken.since_last, taken.until) == (
        date(2017, 11, 8),
        date(2017, 11, 9),
        date(2017, 11, 11),
    )
    assert [len(one.denials) for one in found] == [0, 1, 0, 0]
    assert taken.only_interested
    assert not found[2].only_interested


def test_the_order_in_which_statements_come_does_not_matter() -> None:
    assert [one.holder for one in spells(reversed(ABU_KAMAL))] == [GROUP, ARMY, GROUP, ARMY]


def test_a_statement_of_a_month_joins_the_spell_that_it_meets() -> None:
    found = spells([*ABU_KAMAL, said(Says.GAINED, 1, 30, ARMY, by="later desk")])
    assert [one.holder for one in found] == [GROUP, ARMY, GROUP, ARMY]
    alone = spells([said(Says.GAINED, 1, 30, ARMY)])
    assert [(one.holder, one.since_last) for one in alone] == [(ARMY, date(2017, 11, 30))]


def test_a_loss_and_the_gain_that_follows_are_one_change() -> None:
    found = spells(
        [
            said(Says.HELD, 1, party=GROUP),
            said(Says.LOST, 8, party=GROUP, by="group"),
            said(Says.GAINED, 9, party=ARMY),
        ]
    )
    assert [one.holder for one in found] == [GROUP, ARMY]
    alone = spells([said(Says.HELD, 1, party=GROUP), said(Says.LOST, 8, party=GROUP, by="group")])
    assert [one.holder for one in alone] == [GROUP, None]


def test_two_statements_of_one_day_that_contradict_each_other() -> None:
    """Both stand, he who was there first before he who came."""
    found = spells([said(Says.GAINED, 9, party=ARMY, by="a"), said(Says.HELD, 9, party=GROUP, by="b")])
    assert [(one.holder, one.changed) for one in found] == [(GROUP, False), (ARMY, True)]


def test_a_source_that_names_another_holder_tells_of_a_change() -> None:
    """A list that is kept up to date says who holds, and never that somebody took."""
    found = spells([said(Says.HELD, 1, party=GROUP, by="list"), said(Says.HELD, 20, party=ARMY, by="list")])
    assert [one.changed for one in found] == [False, True]
    others = spells([said(Says.HELD, 1, party=GROUP, by="list"), said(Says.HELD, 20, party=ARMY, by="desk")])
    assert [one.changed for one in others] == [False, False]


def test_nothing_said() -> None:
    assert spells([]) == []
    assert spells([said(Says.FOUGHT, 3, party=ARMY)]) == []
    assert sieges([]) == []


def test_a_siege_lasts_until_it_is_broken() -> None:
    told = [
        said(Says.BESIEGED, 2),
        said(Says.BESIEGED, 5),
        said(Says.RELIEVED, 9, by="army"),
        said(Says.RELIEVED, 10),
    ]
    (siege,) = sieges(told)
    assert (siege.first, siege.last) == (date(2017, 11, 2), date(2017, 11, 9))
    assert besieged_on([siege], date(2017, 11, 8))
    assert not besieged_on([siege], date(2017, 11, 9))
    (unbroken,) = sieges(told[:1])
    assert unbroken.last is None
    assert besieged_on([unbroken], date(2018, 1, 1))


statements = st.builds(
    said,
    st.sampled_from([Says.HELD, Says.GAINED, Says.LOST, Says.BESIEGED, Says.FOUGHT]),
    st.integers(1, 20),
    st.integers(21, 40) | st.none(),
    st.sampled_from([ARMY, GROUP, "sdf"]),
    by=st.sampled_from(["a", "b", "c"]),
    denied=st.booleans(),
)


@given(st.lists(statements, max_size=25))
def test_spells_are_in_order_and_neighbours_differ(told: list[Statement]) -> None:
    found = spells(told)
    assert all(a.holder != b.holder for a, b in pairwise(found))
    assert all(one.sources for one in found)
    assert all(one.until is None or one.since_first <= one.until for one in found)
    ids = {one.id for one in told}
    assert all(set(one.sources) | set(one.denials) <= ids for one in found)
