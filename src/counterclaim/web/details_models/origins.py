"""The answer on whose word an event rests on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.web.details_models.shape import Shape


class FigureThen(Shape):
    """A figure of a node of the tree of origins, on a day."""

    what: str
    of: str | None
    of_name: str | None
    low: int | None
    high: int | None
    approximate: bool
    published: str | None
    claim: str


class FigureNow(FigureThen):
    """The newest word of a figure, with the earlier ones that differ."""

    earlier: list[FigureThen]


class Node(Shape):
    """An origin, a report, or a voice that passes it on and has no report here; keys differ by `kind`."""

    id: str
    kind: Literal["origin", "report", "voice"]
    name: str
    claims: list[str]
    figures: list[FigureNow]
    type: str | None = None
    interested: bool | None = None
    circular: bool | None = None
    document: str | None = None
    title: str | None = None
    published: str | None = None
    modalities: list[str] | None = None
    reasons: list[str] | None = None


class Edge(Shape):
    """From a node to where it has it from."""

    from_: str = Field(alias="from")
    to: str
    relation: str
    words: str
    claims: list[str]


class Circle(Shape):
    """Voices that have it from one another."""

    voices: list[str]
    claims: list[str]


class OriginsAnswer(Shape):
    """Whose words an event's claims are."""

    schema_: str = Field(alias="schema")
    event: str
    title: str
    status: str
    reason: str
    status_claims: list[str]
    nodes: list[Node]
    edges: list[Edge]
    circles: list[Circle]
