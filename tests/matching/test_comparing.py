"""Cases worked by hand: which pairs are one event, and why the others are not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counterclaim.errors import UsageError
from counterclaim.matching import Windows, compare
from counterclaim.matching.coded import Side
from counterclaim.matching.scope import scope
from counterclaim.matching.side_by_side import rows
from counterclaim.matching.summary import summary
from counterclaim.reference.actors import ActorRegistry
from tests.matching.events import DAY, mine, theirs

ARMY, REBELS = Side(("Military Forces of Syria (2000-2024)",)), Side(("Syrian insurgents",), 4456)
IS = Side(("Islamic State (Syria)",))
CLASH = ("Battles", "Armed clash")
SHELLING = ("Explosions/Remote violence", "Shelling/artillery/missile attack")


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return ActorRegistry.load()


@pytest.fixture
def beside(registry):
    def run(ours, coded, layout="ucdp", windows=None):
        return compare(ours, coded, layout, registry, windows or Windows())

    return run


def pairs(found) -> list[tuple[str, str]]:
    return [(match.ours.id, match.theirs.id) for match in found.both]


def row_of(found, id_):
    return next(row for row in rows(found, str) if id_ in (row.get("ours"), row.get("theirs")))


def test_the_same_event(beside):
    found = beside([mine()], [theirs()])
    assert pairs(found) == [("e_1", "1")]
    row = row_of(found, "1")
    assert row["score"] > 0.9
    assert row["differences"] == []
    assert (row["same_type"], row["same_actors"], row["same_figures"]) == (1.0, 1.0, 1.0)
    assert "both sides met" in row["why"]


@pytest.mark.parametrize(
    ("changes", "joined"),
    [
        ({"day": DAY + timedelta(days=1)}, True),
        ({"day": DAY + timedelta(days=2)}, False),
        ({"start": DAY + timedelta(days=2), "end": DAY + timedelta(days=20)}, False),
        ({"start": DAY - timedelta(days=1), "end": DAY + timedelta(days=1)}, True),
        ({"lat": 35.15}, True),
        ({"lat": 35.5}, False),
        ({"lat": None, "lon": None}, False),
    ],
)
def test_windows_of_days_and_kilometres(beside, changes, joined):
    assert bool(pairs(beside([mine()], [theirs(**changes)]))) is joined


def test_windows_are_wider_where_precision_is_less(beside):
    far = {"lat": 35.3}  # 33 km
    assert not pairs(beside([mine()], [theirs(**far)]))
    assert pairs(beside([mine()], [theirs(**far, radius_km=25.0)]))
    assert pairs(beside([mine()], [theirs(**far)], windows=Windows(1, 30)))


def test_figures_decide_between_two_of_one_day(beside):
    found = beside([mine(low=40, best=40, high=45)], [theirs("1", best=2), theirs("2", best=42)])
    assert pairs(found) == [("e_1", "2")]


def test_actors_decide_between_two_of_one_day(beside):
    rebels = (Side(("Government of Syria",), 118), REBELS)
    found = beside([mine()], [theirs("1", sides=rebels), theirs("2")])
    assert pairs(found) == [("e_1", "2")]
    assert row_of(found, "1")["also_ours"] == ["e_1"]


def test_one_partner_each_with_the_best_total(beside):
    """The near one of ours leaves theirs to the one that has no other."""
    ours = [mine("e_1", lat=35.0), mine("e_2", lat=35.12)]
    coded = [theirs("1", lat=34.9), theirs("2", lat=35.05)]
    assert pairs(beside(ours, coded)) == [("e_1", "1"), ("e_2", "2")]


def test_their_daily_sum_of_our_finer_events(beside):
    found = beside([mine("e_1"), mine("e_2", lat=35.02)], [theirs(best=6, high=6, low=6)])
    assert len(found.both) == 1
    (alone,) = found.ours_only
    row = row_of(found, alone.id)
    assert row["also_theirs"] == ["1"]
    assert "better matched" in row["note"]


def test_acled_types(beside):
    coded = {"sides": (ARMY, IS)}
    assert row_of(beside([mine()], [theirs(kind=CLASH, **coded)], "acled"), "1")["same_type"] == 1.0
    battle = beside([mine()], [theirs(kind=SHELLING, **coded)], "acled")
    assert row_of(battle, "1")["same_type"] == 0.4
    assert "type: armed clash / Explosions" in row_of(battle, "1")["differences"][0]
    protest = ("Protests", "Peaceful protest")
    assert not pairs(beside([mine()], [theirs(kind=protest, **coded)], "acled"))


def test_names_of_acled_are_those_of_the_registry(beside):
    found = beside([mine()], [theirs(kind=CLASH, sides=(ARMY, IS))], "acled")
    assert row_of(found, "1")["same_actors"] == 1.0


def test_names_that_the_registry_lacks(beside):
    sides = (Side(("Harakat al-Sahil",)), Side(("Unheard-of Front",)))
    ours = mine(actors=(), targets=(), names=("Harakat as-Saahil", "a man"))
    assert row_of(beside([ours], [theirs(sides=sides)]), "1")["same_actors"] == 0.75
    nobody = row_of(beside([mine(actors=(), targets=(), names=("a man",))], [theirs(sides=sides)]), "1")
    assert nobody["same_actors"] is None


def test_reasons_of_ours_only(beside):
    ours = {
        "it has no date": mine("e_1", start=None, end=None),
        "it has no point": mine("e_2", lat=None, lon=None),
        "too wide": mine("e_3", start=date(2010, 1, 1), end=date(2017, 1, 1), radius_km=100.0),
        "no deaths are stated": mine("e_4", low=None, best=None, high=None, lat=30.0),
        "does not code its type": mine("e_5", event_type="agreement", low=None, best=None, high=None),
        "it is denied": mine("e_6", status="denied", lat=30.0),
        "nothing of theirs": mine("e_7", lat=30.0),
    }
    found = beside(ours.values(), [theirs()])
    assert pairs(found) == []
    for reason, event in ours.items():
        assert reason in row_of(found, event.id)["note"]


def test_an_event_without_deaths_can_be_one_of_theirs(beside):
    assert pairs(beside([mine(low=None, best=None, high=None)], [theirs()]))


def test_reasons_of_theirs_only(beside):
    coded = {
        "no coordinates": theirs("1", lat=None, lon=None),
        "too wide": theirs("2", start=date(2017, 1, 1), end=date(2017, 12, 31), radius_km=300.0),
        "nothing of ours": theirs("3", lat=30.0),
    }
    found = beside([mine()], coded.values())
    for reason, event in coded.items():
        assert reason in row_of(found, event.id)["note"]


def test_figures_side_by_side(beside):
    found = beside(
        [mine("e_1"), mine("e_2", lat=36.0, low=5, high=9), mine("e_3", lat=37.0)],
        [theirs("1"), theirs("2", lat=36.0, best=4), theirs("3", lat=37.0, best=8)],
    )
    assert summary(found)["killed"] == {
        "compared": 3,
        "theirs_within_ours": 1,
        "theirs_below_ours": 1,
        "theirs_above_ours": 1,
        "share_within": 0.333,
    }
    assert row_of(found, "2")["differences"] == ["killed: their best 4 is below our low 5"]
    assert row_of(found, "3")["differences"] == ["killed: their best 8 is above our high 3"]


def test_summary_by_type_and_month(beside):
    later = date(2017, 7, 20)
    found = beside(
        [mine("e_1"), mine("e_2", day=later)],
        [theirs("1"), theirs("2", day=later, kind=("2", ""), lat=30.0), theirs("3", lat=30.0)],
    )
    counts = summary(found)
    assert (counts["ours"], counts["theirs"], counts["both"]) == (2, 3, 1)
    assert counts["theirs_found"] == 0.333
    assert counts["by_type"] == [
        {"type": "non-state", "theirs": 1, "both": 0, "theirs_found": 0.0},
        {"type": "state-based", "theirs": 2, "both": 1, "theirs_found": 0.5},
    ]
    assert [one["month"] for one in counts["by_month"]] == ["2017-06", "2017-07"]


def test_nothing_at_all(beside):
    counts = summary(beside([], []))
    assert counts["theirs_found"] is None
    assert counts["by_type"] == counts["by_month"] == []


def test_scope_is_of_our_days_and_countries():
    wide = mine("e_2", start=date(1990, 1, 1), end=date(2017, 1, 1), country="IQ")
    found = scope([mine(), wide], 2)
    assert (found.start, found.end) == (DAY - timedelta(days=2), DAY + timedelta(days=2))
    assert found.countries == {"SY", "IQ"}
    assert not found.has_days(theirs(day=DAY + timedelta(days=3)))
    assert found.has_country(theirs(country=None))
    assert not found.has_country(theirs(country="LB"))
    assert not scope([], 2).has_days(theirs())


@pytest.mark.parametrize("windows", [{"days": -1}, {"days": 61}, {"km": -1.0}, {"km": 501.0}])
def test_windows_that_cannot_be(windows):
    with pytest.raises(UsageError):
        Windows(**windows)
