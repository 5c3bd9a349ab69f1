"""An event in a line, and as a word hears it."""

from __future__ import annotations

from pydantic import Field

from counterclaim.web.details_models.shape import Shape
from counterclaim.web.models import Figures, Party, Point


class EventLine(Shape):
    """An event as lists show it. `line` says who against whom too, with the date in words."""

    id: str
    type: str
    type_label: str
    status: str
    headline: str
    line: str
    from_: str | None = Field(alias="from")
    to: str | None
    when: str | None
    when_words: str
    when_precision: str | None
    place: str | None
    place_id: str | None
    place_text: str | None
    admin1: str | None
    country: str | None
    radius_km: float | None
    precision: str | None
    actors: list[Party]
    targets: list[Party]
    geometry: Point | None
    figures: Figures
    claims: int
    documents: int
    origins: int


class EventHeard(EventLine):
    """An event; `figures` and the counts are of the claims that are heard."""

    methods: list[str]
