"""Who is meant by a name that several actors bear, or bore for a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from counterclaim.reference.actors.graph import ActorGraph
from counterclaim.reference.actors.types import PLACELESS, Actor, ActorName
from counterclaim.text.names import fold

_LEAST_KEY = 6
_SHORT_FOREIGN = 4

Bearer = tuple[str, ActorName]


class Bearers:
    """Chooses between the actors that bear a name, by time, country and descent."""

    def __init__(
        self, actors: Mapping[str, Actor], graph: ActorGraph, named: Sequence[tuple[str, Bearer]]
    ) -> None:
        self._actors = actors
        self._graph = graph
        self._named = named

    def meant(self, named: Sequence[Bearer], on: date | None, country: str | None) -> list[Actor]:
        """Who can be meant: who bore the name at that time before others, then who is of that country."""
        bearers = [
            (self._actors[actor_id], name)
            for actor_id, name in named
            if not _only_at_home(name) or (country is not None and country == self._actors[actor_id].country)
        ]
        if len(bearers) > 1:
            bearers = [one for one in bearers if _bore(*one, on)] or bearers
        actors = list({actor.id: actor for actor, _ in bearers}.values())
        if len(actors) > 1:
            at_home = [actor for actor in actors if country is not None and actor.country == country]
            actors = at_home or [a for a in actors if a.country is None or a.kind in PLACELESS] or actors
        if len(actors) > 1:
            actors = self._of_one_line(actors, bearers)
        return actors

    def _of_one_line(self, actors: list[Actor], bearers: list[tuple[Actor, ActorName]]) -> list[Actor]:
        """Of actors that came out of one another, the one whose main name it is, else the first."""
        lines = {actor.id: {step.id for step in self._graph.lineage(actor.id).after} for actor in actors}
        for first in actors:
            if all(first is one or one.id in lines[first.id] for one in actors):
                own = [actor for actor, name in bearers if actor in actors and name.name == actor.name]
                return own if len(own) == 1 else [first]
        return actors

    @cached_property
    def _spelled(self) -> dict[str, list[Bearer]]:
        spelled: dict[str, list[Bearer]] = {}
        for name, bearer in self._named:
            if len(key := fold(name)) >= _LEAST_KEY:
                spelled.setdefault(key, []).append(bearer)
        return spelled

    def spelled(self, name: str, on: date | None, country: str | None) -> list[Actor]:
        """Who can be meant by a name in some romanisation."""
        return self.meant(self._spelled.get(fold(name), ()), on, country)


def _bore(actor: Actor, name: ActorName, on: date | None) -> bool:
    """Whether an actor was there and bore the name then; of an unknown day, whether it is its for good."""
    return name.period is None if on is None else actor.active(on) and name.borne(on)


def _only_at_home(name: ActorName) -> bool:
    """Whether a name is met only in documents on its actor's country; so are short foreign abbreviations."""
    return name.home_only or (
        name.language is not None and name.name.isascii() and len(name.name) <= _SHORT_FOREIGN
    )
