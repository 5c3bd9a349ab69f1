"""Actors as a graph with dates: who stands with whom, against whom, and who came out of whom."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from counterclaim.reference.actors.types import (
    BELONGING,
    DESCENT,
    MUTUAL,
    Actor,
    Relation,
    RelationKind,
)

_SNAPSHOTS = 64


@dataclass(frozen=True, slots=True)
class Descent:
    """A step of a lineage: the actor `id` is `relation` the actor `relation.to`."""

    id: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Lineage:
    """Steps back to what an actor came out of, and on to what came out of it, the nearest first."""

    before: tuple[Descent, ...]
    after: tuple[Descent, ...]


class ActorGraph:
    """The relations of all actors, from both of their ends."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._actors = actors
        self._out: dict[str, list[Relation]] = {actor_id: [] for actor_id in actors}
        self._into: dict[str, list[Descent]] = {actor_id: [] for actor_id in actors}
        for actor in actors.values():
            for relation in actor.relations:
                self._out[actor.id].append(relation)
                self._into[relation.to].append(Descent(actor.id, relation))
                if relation.kind in MUTUAL:
                    self._out[relation.to].append(Relation(relation.kind, actor.id, relation.period))
        self._turns = sorted(_turns(actors))
        self._snapshot = lru_cache(maxsize=_SNAPSHOTS)(self._snapshot_of)

    def relations(self, actor_id: str, on: date | None) -> tuple[Relation, ...]:
        """What an actor is to others, mutual relations written in the other's entry included."""
        return tuple(dict.fromkeys(one for one in self._out[actor_id] if one.holds(on)))

    def related(self, actor_id: str, on: date | None) -> tuple[Descent, ...]:
        """What others are to an actor, mutual relations left out."""
        into = self._into[actor_id]
        return tuple(one for one in into if one.relation.kind not in MUTUAL and one.relation.holds(on))

    def sides(self, actor_id: str, on: date | None) -> tuple[str, ...]:
        """Ids of all that an actor belongs to or fights for, the nearest first."""
        found: dict[str, None] = {}
        waiting = deque([actor_id])
        while waiting:
            for relation in self._out[waiting.popleft()]:
                if relation.kind in BELONGING and relation.holds(on) and relation.to not in found:
                    found[relation.to] = None
                    waiting.append(relation.to)
        return tuple(one for one in found if one != actor_id)

    def opponents(self, actor_id: str, on: date | None) -> frozenset[str]:
        """Ids of an actor's enemies, of who belongs to them, and of the enemies of its own side."""
        return self._snapshot(None if on is None else bisect_right(self._turns, on)).opponents(actor_id)

    def lineage(self, actor_id: str) -> Lineage:
        """What an actor came out of, and what came out of it or took it in, over all time."""
        return Lineage(tuple(self._walk(actor_id, self._origins)), tuple(self._walk(actor_id, self._issue)))

    def _origins(self, actor_id: str) -> Iterator[tuple[Descent, str]]:
        for relation in self._out[actor_id]:
            if relation.kind in DESCENT:
                yield Descent(actor_id, relation), relation.to
        for step in self._into[actor_id]:
            if step.relation.kind is RelationKind.MERGED_INTO:
                yield step, step.id

    def _issue(self, actor_id: str) -> Iterator[tuple[Descent, str]]:
        for step in self._into[actor_id]:
            if step.relation.kind in DESCENT:
                yield step, step.id
        for relation in self._out[actor_id]:
            if relation.kind is RelationKind.MERGED_INTO:
                yield Descent(actor_id, relation), relation.to

    def _walk(
        self, actor_id: str, steps: Callable[[str], Iterator[tuple[Descent, str]]]
    ) -> Iterator[Descent]:
        seen, waiting = {actor_id}, deque([actor_id])
        while waiting:
            for step, reached in steps(waiting.popleft()):
                yield step
                if reached not in seen:
                    seen.add(reached)
                    waiting.append(reached)

    def _snapshot_of(self, turn: int | None) -> _Snapshot:
        """The graph between two days on which a relation begins or ends; over all time for null."""
        on = None if turn is None else date.min if turn == 0 else self._turns[turn - 1]
        above = {actor_id: frozenset((actor_id, *self.sides(actor_id, on))) for actor_id in self._actors}
        below: dict[str, set[str]] = {}
        for actor_id, line in above.items():
            for upper in line:
                below.setdefault(upper, set()).add(actor_id)
        enemies = {
            actor_id: frozenset(
                one.to for one in relations if one.kind is RelationKind.AT_WAR_WITH and one.holds(on)
            )
            for actor_id, relations in self._out.items()
        }
        return _Snapshot(self._actors, above, below, enemies)


@dataclass(slots=True)
class _Snapshot:
    """Who stands above, below and against whom at one time."""

    actors: Mapping[str, Actor]
    above: Mapping[str, frozenset[str]]
    below: Mapping[str, set[str]]
    enemies: Mapping[str, frozenset[str]]
    known: dict[str, frozenset[str]] = field(default_factory=dict)

    def opponents(self, actor_id: str) -> frozenset[str]:
        if actor_id not in self.known:
            own = self.above[actor_id]
            found = {foe for upper in own for enemy in self.enemies[upper] for foe in self.below[enemy]}
            friends = own | self.below[actor_id]
            period = self.actors[actor_id].period
            met = (foe for foe in found - friends if self.actors[foe].period.overlaps(period))
            self.known[actor_id] = frozenset(met)
        return self.known[actor_id]


def _turns(actors: Mapping[str, Actor]) -> set[date]:
    """Days from which on a dated relation holds, or holds no longer."""
    turns = set()
    for actor in actors.values():
        for relation in actor.relations:
            if relation.period is not None and relation.period.start is not None:
                turns.add(relation.period.start)
            if relation.period is not None and relation.period.end is not None:
                turns.add(relation.period.end + timedelta(days=1))
    return turns
