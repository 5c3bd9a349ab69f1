"""What all entries of actors together must meet: ids that exist, no cycles, no two sides at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path

from counterclaim.reference.actors.intervals import ALWAYS
from counterclaim.reference.actors.reading import Entry, read_entries
from counterclaim.reference.actors.types import BELONGING, MUTUAL, Actor, Relation, RelationKind
from counterclaim.reference.tables import packaged

_NO_CYCLES = (*BELONGING, RelationKind.SUCCESSOR_OF)


def read_actors(extra: Path | None, made: Mapping[str, Actor]) -> dict[str, Actor]:
    """The actors `made`, the packaged ones and those of the file `extra`, later ones in place of earlier.

    Raises `ReferenceDataError`.
    """
    written: dict[str, tuple[Entry, Actor]] = {}
    for entries in (_packaged(), read_entries(extra) if extra else ()):
        here: dict[str, tuple[Entry, Actor]] = {}
        for entry, actor in entries:
            if actor.id in here:
                first = here[actor.id][0]
                raise entry.error(f"the id stands twice, first in {first.file}, line {first.line}", "id")
            here[actor.id] = (entry, actor)
        _check_written_once(here)
        written |= here
    actors = {**made, **{actor.id: actor for _, actor in written.values()}}
    for entry, actor in written.values():
        _check_relations(entry, actor, actors)
    for entry, actor in written.values():
        for kind in _NO_CYCLES:
            if circle := _cycle(actor.id, kind, actors):
                raise entry.error(f"{kind} goes in a circle: {' -> '.join(circle)}", f'"{kind}"')
    return actors


@cache
def _packaged() -> tuple[tuple[Entry, Actor], ...]:
    files = sorted(packaged("actors").iterdir(), key=lambda file: file.name)
    return tuple(one for file in files if file.name.endswith(".toml") for one in read_entries(file))


def _check_written_once(written: Mapping[str, tuple[Entry, Actor]]) -> None:
    """A relation that holds both ways stands in one of the two entries."""
    for entry, actor in written.values():
        for one in actor.relations:
            if one.kind not in MUTUAL or one.to not in written:
                continue
            other_entry, other = written[one.to]
            for mirrored in other.relations:
                if mirrored.kind is one.kind and mirrored.to == actor.id and _together(one, mirrored):
                    reason = f"{one.kind} {one.to} holds both ways and stands in {other_entry.file} too"
                    raise entry.error(reason, f'"{one.kind}"', f'"{one.to}"')


def _check_relations(entry: Entry, actor: Actor, actors: Mapping[str, Actor]) -> None:
    for relation in actor.relations:
        if relation.to not in actors:
            raise entry.error(f"{relation.kind}: there is no actor {relation.to!r}", f'"{relation.to}"')
    for one, other in combinations(actor.relations, 2):
        if one.kind is not other.kind or not _together(one, other):
            continue
        if one.to == other.to:
            reason = f"{one.kind} {one.to} stands twice with dates that overlap"
            raise entry.error(reason, f'"{one.kind}"', f'"{one.to}"')
        if one.kind in BELONGING:
            reason = f"{one.kind} {one.to} and {other.to} at the same time"
            raise entry.error(reason, f'"{one.kind}"', f'"{other.to}"')


def _together(one: Relation, other: Relation) -> bool:
    return (one.period or ALWAYS).overlaps(other.period or ALWAYS)


def _cycle(start: str, kind: RelationKind, actors: Mapping[str, Actor]) -> list[str] | None:
    """The ids on a way of relations of a kind from an actor back to itself."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for to in _targets(actors[way[-1]], kind):
            if to == start:
                return [*way, start]
            if to not in seen:
                seen.add(to)
                ways.append([*way, to])
    return None


def _targets(actor: Actor, kind: RelationKind) -> Iterator[str]:
    return (relation.to for relation in actor.relations if relation.kind is kind)
