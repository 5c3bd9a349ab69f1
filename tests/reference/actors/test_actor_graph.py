from __future__ import annotations

from datetime import date

import pytest

from counterclaim.reference.actors.graph import ActorGraph
from counterclaim.reference.actors.intervals import ALWAYS, Interval
from counterclaim.reference.actors.types import Actor, ActorKind, Relation, RelationKind


def actor(actor_id: str, *relations: tuple[str, str, str | None], active: str | None = None) -> Actor:
    return Actor(
        actor_id,
        actor_id,
        ActorKind.REBEL_GROUP,
        period=Interval.parse(active) if active else ALWAYS,
        relations=tuple(
            Relation(RelationKind(kind), to, Interval.parse(edtf) if edtf else None)
            for kind, to, edtf in relations
        ),
    )


ACTORS = {
    one.id: one
    for one in [
        actor("state"),
        actor("army", ("part_of", "state", None)),
        actor("front", ("at_war_with", "state", "2012/2016-06-30"), active="2011/2017"),
        actor("wing", ("part_of", "front", "2013/2014"), ("split_from", "front", "2015"), active="2013/.."),
        actor(
            "heir", ("successor_of", "front", "2017"), ("at_war_with", "wing", "2018/.."), active="2017/.."
        ),
        actor("small", ("merged_into", "heir", "2018")),
        actor("old", ("at_war_with", "front", None), active="1990/2000"),
        actor("friend", ("allied_with", "army", "2014/..")),
        actor("patron", ("backs", "front", "2013/2014")),
    ]
}
GRAPH = ActorGraph(ACTORS)


@pytest.mark.parametrize(
    ("who", "on", "foes"),
    [
        ("army", date(2013, 5, 1), {"front", "wing"}),
        ("army", date(2011, 12, 31), set()),
        ("army", date(2012, 1, 1), {"front"}),
        ("army", date(2016, 6, 30), {"front"}),
        ("army", date(2016, 7, 1), set()),
        ("wing", date(2014, 12, 31), {"state", "army"}),
        ("wing", date(2015, 1, 1), set()),
        ("heir", date(2020, 1, 1), {"wing"}),
        ("front", None, {"state", "army"}),
        ("old", None, set()),
        ("friend", date(2015, 1, 1), set()),
    ],
)
def test_opponents_at_a_date(who: str, on: date | None, foes: set[str]) -> None:
    assert GRAPH.opponents(who, on) == foes


def test_opponents_are_mutual() -> None:
    for on in (None, date(2013, 5, 1), date(2019, 1, 1)):
        for one in ACTORS:
            for other in GRAPH.opponents(one, on):
                assert one in GRAPH.opponents(other, on)


def test_relations_are_seen_from_both_ends() -> None:
    on = date(2013, 6, 1)
    assert [(one.kind, one.to) for one in GRAPH.relations("state", on)] == [("at_war_with", "front")]
    assert [(one.id, one.relation.kind) for one in GRAPH.related("front", on)] == [
        ("wing", "part_of"),
        ("patron", "backs"),
    ]
    assert GRAPH.relations("state", date(2020, 1, 1)) == ()
    assert [one.to for one in GRAPH.relations("army", None)] == ["state", "friend"]


def test_sides_go_up_to_the_top() -> None:
    graph = ActorGraph(
        {
            "a": actor("a", ("part_of", "b", None)),
            "b": actor("b", ("sides_with", "c", "2014")),
            "c": actor("c"),
        }
    )
    assert graph.sides("a", date(2014, 7, 1)) == ("b", "c")
    assert graph.sides("a", date(2015, 7, 1)) == ("b",)


def test_a_lineage_goes_back_and_on() -> None:
    line = GRAPH.lineage("front")
    assert line.before == ()
    assert {(one.id, one.relation.kind) for one in line.after} == {
        ("wing", "split_from"),
        ("heir", "successor_of"),
    }
    line = GRAPH.lineage("heir")
    assert [(one.id, one.relation.to) for one in line.before] == [("heir", "front"), ("small", "heir")]
    assert [(one.id, one.relation.to) for one in GRAPH.lineage("small").after] == [("small", "heir")]
