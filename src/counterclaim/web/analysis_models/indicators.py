"""What speaks of a group's return."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.web.analysis_models.shape import DayRange, Estimate, SideOf
from counterclaim.web.details_models import Shape


class IndicatorOf(Shape):
    """A figure in A and in B, and what changed."""

    key: str
    label: str
    unit: str
    a: Estimate | None
    b: Estimate | None
    a_count: float | None
    a_of: float | None
    b_count: float | None
    b_of: float | None
    change: Estimate | None
    change_is: Literal["ratio", "difference"]
    p: float | None
    q: float | None
    differs: bool
    note: str | None


class DatedContext(DayRange):
    """A deal, withdrawal, surrender or declared end, whoever did it."""

    side: str
    what: str
    place: str | None
    country: str | None
    actors: list[str]
    party_only: bool
    event: str


class IndicatorSheet(Shape):
    """The indicators of an area; null is everywhere asked for."""

    area: str | None
    indicators: list[IndicatorOf]
    context: list[DatedContext]


class IndicatorsAnswer(Shape):
    """What speaks of a group's return, side by side and never added up."""

    schema_: Literal["counterclaim.indicators/1"] = Field(alias="schema")
    note: str
    sheets: list[IndicatorSheet]
    warnings: list[str]
    a: SideOf
    b: SideOf
