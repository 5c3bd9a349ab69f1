"""Events: reversible clusters of claims, and what follows from them by a named rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.model.place import Place
from counterclaim.model.when import When


@dataclass(frozen=True, slots=True)
class Estimate:
    """Low, best and high of one figure, with the rule and the claims that made it. Null is "not stated"."""

    what: str
    of: str | None
    low: int | None
    best: int | None
    high: int | None
    rule: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Claims that are about one thing. `place` and `when` are the most precise ones that its claims give.

    `origins` counts independent families of documents, `documents` all of them, copies included.
    """

    id: str
    event_type: str
    status: str
    claims: tuple[str, ...]
    place: Place | None
    when: When | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    documents: int
    origins: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What is left of an event when only some words count: see `counterclaim.events.hearing`.

    `claims`, `documents` and `origins` are numbers of those that are heard; `figures` the estimates of everyone
    that follow from them. `sources` are pairs of a key and a name, each key once.
    """

    word: str
    claims: int
    documents: int
    origins: int
    figures: tuple[Estimate, ...]
    sources: tuple[tuple[str, str], ...]
    methods: tuple[str, ...]
    modalities: tuple[str, ...]
    kinds: tuple[str, ...]


class RelationKind(StrEnum):
    """How one thing stands to an event: a fight is part of a battle, a raid follows another, a tally spans both.

    `responds_to` is a following that the text gives as an answer: retaliation, revenge, a response.
    """

    PART_OF = "part_of"
    FOLLOWS = "follows"
    RESPONDS_TO = "responds_to"
    SPANS = "spans"


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """`of` stands in `kind` to the event `to`. `of` is an event's id, or for `spans` the id of a tally's claim.

    `why` says in words what it rests on, `claims` which claims it was read from.
    """

    kind: RelationKind
    of: str
    to: str
    why: str
    claims: tuple[str, ...] = ()
