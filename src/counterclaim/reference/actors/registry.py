"""The registry of actors: parties to conflicts, states' bodies, monitors and agencies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from counterclaim.reference.actors.finding import ActorFinder
from counterclaim.reference.actors.state_bodies import state_bodies
from counterclaim.reference.actors.table import ActorRow, read_actors
from counterclaim.reference.actors.types import Actor, ActorKind, ActorMatch
from counterclaim.reference.countries import countries

__all__ = ["Actor", "ActorKind", "ActorMatch", "ActorRegistry"]


class ActorRegistry:
    """All actors by id, and a finder of their names. Make one with `ActorRegistry.load`."""

    def __init__(self, actors: dict[str, Actor], shared_names: dict[str, frozenset[str]]) -> None:
        self._actors = actors
        self._finder = ActorFinder(actors, shared_names)

    @classmethod
    def load(cls, extra_path: Path | str | None = None) -> ActorRegistry:
        """The packaged actors, and those of a user's table of the same form over them.

        Raises `ReferenceDataError` naming file, line and reason.
        """
        rows = read_actors(
            Path(extra_path) if extra_path is not None else None,
            {str(kind) for kind in ActorKind},
            set(_made()),
        )
        actors = {**_made(), **{row.id: _actor(row) for row in rows.values()}}
        foes = {row.id: row.opponents for row in rows.values()}
        shared = {row.id: frozenset(row.shared_names) for row in rows.values()}
        return cls(_with_opponents(actors, foes), shared)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def get(self, actor_id: str) -> Actor | None:
        """The actor of an id, such as ``islamic_state`` or ``forces.IQ``."""
        return self._actors.get(actor_id)

    def find(self, text: str, *, on: date | None = None, country: str | None = None) -> list[ActorMatch]:
        """The actors that `text` names, from left to right; none overlap.

        Args:
            text: running text in English.
            on: when it was written; of actors that share a name, those that existed then are meant.
            country: ISO code of the country that it is about: whose "the army" is, and who is meant by a name
            that
                actors of several countries bear.
        """
        return self._finder.find(text, on, country)


def _actor(row: ActorRow) -> Actor:
    return Actor(
        row.id, row.name, ActorKind(row.kind), row.country, row.start, row.end, row.side, row.parent,
        row.after, row.party, frozenset(), row.names,
    )  # fmt: skip


def _made() -> dict[str, Actor]:
    """Government, forces, police and defence ministry of every country."""
    made = {}
    for country in countries():
        for body in state_bodies().values():
            side = None if body.id == "gov" else f"gov.{country.code}"
            actor_id = f"{body.id}.{country.code}"
            name = body.name.format(country=country.name)
            made[actor_id] = Actor(
                actor_id, name, ActorKind(body.kind), country.code, side=side, parent=side, party=True
            )
    return made


def _with_opponents(actors: dict[str, Actor], foes: dict[str, tuple[str, ...]]) -> dict[str, Actor]:
    """The actors with their enemies filled in, in both directions, down to who belongs to the enemy."""
    above = {actor.id: _lineage(actor, actors) for actor in actors.values()}
    below: dict[str, set[str]] = {}
    for actor_id, line in above.items():
        for upper in line:
            below.setdefault(upper, set()).add(actor_id)
    enemies: dict[str, set[str]] = {}
    for one, others in foes.items():
        for other in others:
            enemies.setdefault(one, set()).add(other)
            enemies.setdefault(other, set()).add(one)
    done = {}
    for actor in actors.values():
        own = above[actor.id]
        found = {foe for upper in own for enemy in enemies.get(upper, ()) for foe in below[enemy]}
        friends = own | below.get(actor.id, set())
        met = {foe for foe in found - friends if _met(actor, actors[foe])}
        done[actor.id] = replace(actor, opponents=frozenset(met))
    return done


def _met(one: Actor, other: Actor) -> bool:
    """Whether the two existed at the same time, as far as is known."""
    starts = [year for year in (one.start, other.start) if year is not None]
    ends = [year for year in (one.end, other.end) if year is not None]
    return not starts or not ends or max(starts) <= min(ends)


def _lineage(actor: Actor, actors: dict[str, Actor]) -> set[str]:
    """The actor's id, and those of all that it belongs to or fights for."""
    seen: set[str] = set()
    waiting = [actor.id]
    while waiting:
        actor_id = waiting.pop()
        if actor_id not in seen:
            seen.add(actor_id)
            waiting.extend(upper for upper in (actors[actor_id].side, actors[actor_id].parent) if upper)
    return seen
