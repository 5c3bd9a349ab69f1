"""The answer about one actor."""

from __future__ import annotations

from typing import Literal

from counterclaim.web.details_models.lines import EventLine
from counterclaim.web.details_models.places import ClaimLine
from counterclaim.web.details_models.shape import Counted, Periods, Shape
from counterclaim.web.models import Bounds


class ActorName(Shape):
    """A name of an actor, in a language, for a time (EDTF)."""

    name: str
    language: str | None
    period: str | None


class Step(Shape):
    """A step of a line of succession: `of` is `relation` `to`."""

    of: str
    of_name: str
    relation: str
    to: str
    to_name: str
    period: str | None


class Lineage(Shape):
    """What an actor came out of, and what came out of it, the nearest first."""

    before: list[Step]
    after: list[Step]


class Relation(Shape):
    """How an actor stands to another (``to``), or the other to it (``of``)."""

    kind: str
    direction: Literal["to", "of"]
    id: str
    name: str
    period: str | None


class ClaimList(Shape):
    """The latest claims, and how many there are."""

    total: int
    latest: list[ClaimLine]


class FiguresBeside(Shape):
    """A figure of an event by the side's own word, by everyone's, and by those who are no party."""

    event: str
    headline: str
    what: str
    own: Bounds | None
    everyone: Bounds | None
    no_parties: Bounds | None


class ActorAnswer(Shape):
    """An actor."""

    id: str
    name: str
    registered: bool
    kind: str | None
    country: str | None
    period: str | None
    party: bool | None
    names: list[ActorName]
    sources: list[str]
    uncertain: str | None
    bodies: list[str]
    lineage: Lineage
    relations: list[Relation]
    events_total: int
    as_actor: Periods
    as_target: Periods
    types: list[Counted]
    methods: list[Counted]
    events: list[EventLine]
    claims_about: ClaimList
    claims_by: ClaimList
    figures: list[FiguresBeside]
