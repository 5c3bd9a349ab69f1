"""The registry of actors: parties to conflicts, states' bodies, monitors and agencies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from counterclaim.reference.actors.checking import read_actors
from counterclaim.reference.actors.definitions import Definition, Definitions
from counterclaim.reference.actors.finding import ActorFinder
from counterclaim.reference.actors.graph import ActorGraph, Descent, Lineage
from counterclaim.reference.actors.naming import Naming
from counterclaim.reference.actors.references import with_references
from counterclaim.reference.actors.state_bodies import state_bodies
from counterclaim.reference.actors.types import BELONGING, Actor, ActorKind, ActorMatch, Relation
from counterclaim.reference.countries import countries

__all__ = ["Actor", "ActorKind", "ActorMatch", "ActorRegistry"]


class ActorRegistry:
    """All actors by id, their relations, and a finder of their names. Make one with `ActorRegistry.load`."""

    def __init__(self, actors: dict[str, Actor]) -> None:
        self._actors = actors
        self._graph = ActorGraph(actors)
        self._finder = ActorFinder(actors, self._graph)
        self._naming = Naming(actors, self._finder)

    @classmethod
    def load(cls, extra_path: Path | str | None = None) -> ActorRegistry:
        """The packaged actors, and those of a user's file of the same form over them.

        Raises `ReferenceDataError` naming file, line and reason.
        """
        return cls(read_actors(Path(extra_path) if extra_path is not None else None, _made()))

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def get(self, actor_id: str) -> Actor | None:
        """The actor of an id, such as ``islamic_state`` or ``forces.IQ``."""
        return self._actors.get(actor_id)

    def relations(self, actor_id: str, on: date | None = None) -> tuple[Relation, ...]:
        """What an actor is to others on a day, or was ever; KeyError for an id that there is not."""
        return self._graph.relations(actor_id, on)

    def related(self, actor_id: str, on: date | None = None) -> tuple[Descent, ...]:
        """What others are to an actor on a day, or were ever; what holds both ways is in `relations`."""
        return self._graph.related(actor_id, on)

    def sides(self, actor_id: str, on: date | None = None) -> tuple[str, ...]:
        """Ids of all that an actor belongs to or fights for on a day, or ever, the nearest first."""
        return self._graph.sides(actor_id, on)

    def opponents(self, actor_id: str, on: date | None = None) -> frozenset[str]:
        """Ids of an actor's enemies on a day, or ever: its own, its side's, and all who belong to them."""
        return self._graph.opponents(actor_id, on)

    def lineage(self, actor_id: str) -> Lineage:
        """What an actor came out of and what came out of it."""
        return self._graph.lineage(actor_id)

    def find(
        self,
        text: str,
        *,
        on: date | None = None,
        country: str | None = None,
        definitions: Definitions | None = None,
    ) -> list[ActorMatch]:
        """The actors that `text` names, from left to right; none overlap.

        Args:
            text: running text in English.
            on: when it was written; of actors that share a name, those that existed and bore it then are meant.
            country: ISO code of the country that it is about: whose "the army" is, and who is meant by a name
                that actors of several countries bear.
            definitions: abbreviations of the document that the text is a part of; those of the text itself
                where none are given.
        """
        return self._finder.find(text, on, country, definitions)

    def definitions(
        self, text: str, *, on: date | None = None, country: str | None = None
    ) -> dict[str, Definition]:
        """What the abbreviations that a document defines stand for: actors of the registry, or its own."""
        return self._finder.definitions(text, on, country)

    def read(self, text: str, *, on: date | None = None, country: str | None = None) -> list[ActorMatch]:
        """As `find` for a whole document, with "the group", "the militants" and so on for who was named."""
        return with_references(text, self.find(text, on=on, country=country))

    def resolve(self, name: str, *, on: date | None = None, country: str | None = None) -> Actor | None:
        """The one actor that all of `name` stands for; null where it is not known or not clear.

        Args:
            name: an actor as a table, a codebook or a person names it: "ISIL fighters", "Police (Kenya)".
            on: the day it is about.
            country: ISO code of the country that it is about.
        """
        return self._naming.resolve(name, on, country)

    def nearest(self, name: str, limit: int = 5) -> list[Actor]:
        """Actors with a name close to `name`, the closest first."""
        return self._naming.nearest(name, limit)


def _made() -> dict[str, Actor]:
    """Government, forces, police and defence ministry of every country."""
    made = {}
    for country in countries():
        for body in state_bodies().values():
            actor_id = f"{body.id}.{country.code}"
            own = f"gov.{country.code}"
            relations = () if actor_id == own else tuple(Relation(kind, own) for kind in BELONGING)
            name = body.name.format(country=country.name)
            made[actor_id] = Actor(
                actor_id, name, ActorKind(body.kind), country.code, party=True, relations=relations
            )
    return made
