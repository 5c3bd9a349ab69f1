"""Who took part: theirs and ours as ids of the registry, and as folded names where it does not know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterclaim.matching.coded import CodedEvent, Side
from counterclaim.matching.formats import table
from counterclaim.reference.actors import Actor, ActorKind, ActorRegistry
from counterclaim.reference.actors.types import RelationKind
from counterclaim.text.names import fold

_LEAST_NAME = 4
_FRIENDS = 0.5
_FRIENDLY = (RelationKind.BACKS, RelationKind.ALLIED_WITH)


@dataclass(frozen=True, slots=True)
class Party:
    """Actors of one side: `ids` those named, `wider` these and all that they belonged to then.

    `friends` are those whom they backed or were allied with. `names` are folded names that the registry does not
    know: they can show that two are one, but not that they are two.
    """

    ids: frozenset[str]
    wider: frozenset[str]
    friends: frozenset[str]
    names: frozenset[str]

    def meets(self, other: Party) -> float:
        """1 where one of these is, or belonged to, one of those, or the other way round; a half for friends."""
        if self.ids & other.wider or self.wider & other.ids or self.names & other.names:
            return 1.0
        return _FRIENDS if self.friends & other.wider or self.wider & other.friends else 0.0


class Parties:
    """Looks actors up in the registry, each once."""

    def __init__(self, registry: ActorRegistry) -> None:
        self._registry = registry
        self._by_ucdp: dict[int, list[Actor]] = {}
        for actor in registry:
            for one in actor.ucdp:
                self._by_ucdp.setdefault(one.id, []).append(actor)
        self._resolved: dict[tuple[str, int, str | None], str | None] = {}
        self._around: dict[tuple[str, date], tuple[frozenset[str], frozenset[str]]] = {}

    def theirs(self, event: CodedEvent) -> tuple[Party, ...]:
        """The sides of an event of theirs."""
        return tuple(self._side(side, event) for side in event.sides)

    def ours(self, ids: Iterable[str], names: Iterable[str], on: date) -> Party:
        """Actors of ours on a day: ids of the registry, and names that it does not know."""
        known, month = frozenset(ids), on.replace(day=1)
        around = [self._circle(one, month) for one in known]
        wider = known.union(*(sides for sides, _ in around))
        friends = frozenset[str]().union(*(friends for _, friends in around)) - wider
        return Party(known, wider, friends, frozenset(filter(None, map(_key, names))))

    def types_of_violence(self, ids: Iterable[str]) -> frozenset[str]:
        """UCDP's types of violence that can be between actors: 1 with a state, 2 between groups, 3 on civilians."""
        taxonomy = table("taxonomy.toml")
        kinds = [actor.kind for one in ids if (actor := self._registry.get(one)) is not None]
        states = sum(kind in taxonomy["state"] for kind in kinds)
        groups = sum(kind in taxonomy["group"] for kind in kinds)
        if (states and groups) or states > 1:
            return frozenset({"1"})
        if groups > 1:
            return frozenset({"2"})
        if (states or groups) and ActorKind.CIVILIANS in kinds:
            return frozenset({"3"})
        return frozenset({"1", "3"} if states else {"1", "2", "3"})

    def _side(self, side: Side, event: CodedEvent) -> Party:
        on = event.start
        named = [actor.id for actor in self._by_ucdp.get(side.ucdp_id or 0, ()) if actor.active(on)]
        names: list[str] = []
        if not named:
            whole, *parts = side.names
            found = {name: self._resolve(name, on, event.country) for name in (parts or [whole])}
            named = [actor for actor in found.values() if actor is not None]
            names = [name for name, actor in found.items() if actor is None]
        return self.ours(named, names, on)

    def _resolve(self, name: str, on: date, country: str | None) -> str | None:
        key = (name, on.year, country)
        if key not in self._resolved:
            actor = self._registry.resolve(name, on=date(on.year, 7, 1), country=country)
            self._resolved[key] = actor.id if actor else None
        return self._resolved[key]

    def _circle(self, one: str, on: date) -> tuple[frozenset[str], frozenset[str]]:
        """Ids of all that an actor belonged to on a day, and of those whom it or they backed or were allied with."""
        if (one, on) not in self._around:
            sides = frozenset(self._registry.sides(one, on)) if self._registry.get(one) else frozenset[str]()
            line = [actor for actor in (one, *sides) if self._registry.get(actor)]
            relations = (relation for actor in line for relation in self._registry.relations(actor, on))
            friends = frozenset(relation.to for relation in relations if relation.kind in _FRIENDLY)
            self._around[one, on] = sides, friends
        return self._around[one, on]


def _key(name: str) -> str:
    folded = fold(name)
    return folded if len(folded) >= _LEAST_NAME else ""
