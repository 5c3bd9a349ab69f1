"""The answer about one event."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.web.details_models.claims import EventClaim
from counterclaim.web.details_models.lines import EventHeard
from counterclaim.web.details_models.shape import Shape
from counterclaim.web.models import Bounds


class SourceFigure(Shape):
    """What an origin says of one kind and side. `side` is that of the party that speaks; null for an observer."""

    what: str
    of: str | None
    of_name: str | None
    side: str | None
    side_name: str | None
    source: str | None
    publisher: str | None
    low: int | None
    high: int | None
    approximate: bool
    partial: bool
    interested: bool
    about: Literal["own", "enemy", "neither"]
    text: str
    published: str | None
    claim: str
    claims: list[str]
    document: str
    superseded_by: str | None


class Estimated(Shape):
    """A figure that follows from the claims by a rule, with the reasons in words."""

    what: str
    of: str | None
    of_name: str | None
    rule: str
    meaning: str
    low: int | None
    best: int | None
    high: int | None
    reasons: list[str]
    claims: list[str]


class StatusWhy(Shape):
    """How well the event stands, why, and by which claims; it is that of all claims, whose word ever counts."""

    status: str
    reason: str
    claims: list[str]


class Speaker(Shape):
    """A side that speaks in the event."""

    id: str
    name: str | None
    claims: int


class Related(Shape):
    """How an event stands to another; `event` is null where the other is a tally's claim."""

    kind: str
    of: str
    to: str
    other: str
    event: str | None
    headline: str
    why: str
    claims: list[str]


class Possible(Shape):
    """An event that is possibly the same, for a person to decide."""

    id: str
    headline: str
    score: float
    chance: float
    links: int
    why: str


class Revision(Shape):
    """What was known after a day's reports, and what they changed."""

    published: str | None
    claims: list[str]
    documents: int
    origins: int
    status: str
    reason: str
    figures: dict[str, Bounds]
    changed: list[str]


class CslDate(Shape):
    """A date of CSL-JSON."""

    date_parts: list[list[int]] = Field(alias="date-parts")


class Csl(Shape):
    """A citation as CSL-JSON."""

    id: str
    type: str
    title: str
    container_title: str = Field(alias="container-title")
    version: str
    medium: str
    number: str
    accessed: CslDate
    issued: CslDate | None = None


class Cite(Shape):
    """How to cite it."""

    text: str
    csl: Csl


class EventAnswer(Shape):
    """An event in full."""

    word: str
    event: EventHeard
    figures_by_source: list[SourceFigure]
    estimates: list[Estimated]
    claims: list[EventClaim]
    claims_total: int
    status: StatusWhy
    sides: list[Speaker]
    relations: list[Related]
    possible: list[Possible]
    revisions: list[Revision]
    cite: Cite
