"""The answer about one place."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.web.details_models.lines import EventLine
from counterclaim.web.details_models.shape import Counted, Periods, Shape


class ClaimLine(Shape):
    """A claim in a line."""

    id: str
    event: str | None
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    type: str
    type_label: str
    kind: str
    modality: str
    verification: str
    source: str | None
    interested: bool
    when: str | None
    when_words: str
    place: str | None
    holder: str | None
    sentence: str


class Holding(ClaimLine):
    """A statement on who holds a place; `copies` more reports have it word for word."""

    change: str | None
    holder_id: str | None
    former_holder: str | None
    share: float | None
    from_: str | None = Field(alias="from")
    to: str | None
    copies: int


class Spelling(Shape):
    """Words by which texts name a place, and who uses them."""

    text: str
    count: int
    sources: list[str]


class Container(Shape):
    """What a place lies in; `value` is that of the filter `kind`."""

    kind: Literal["admin1", "country"]
    value: str
    name: str


class PlaceAnswer(Shape):
    """A place."""

    id: str
    name: str | None
    admin1: str | None
    country: str | None
    country_name: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str | None
    events_total: int
    periods: Periods
    types: list[Counted]
    statuses: list[Counted]
    events: list[EventLine]
    holders: list[Holding]
    holders_total: int
    names: list[Spelling]
    containing: list[Container]
