"""What all answers to questions over many events are made of."""

from __future__ import annotations

import datetime

from pydantic import Field

from counterclaim.web.details_models import Shape

Day = datetime.date


class Estimate(Shape):
    """A value with the ends of its interval; null is without bound, or not known."""

    value: float | None
    low: float | None
    high: float | None


class DayRange(Shape):
    """First and last day; null where nothing that was found has a date."""

    from_: Day | None = Field(alias="from")
    to: Day | None


class SideOf(DayRange):
    """A side of the record: what was asked, its days, and how much is behind it."""

    asked: dict[str, str]
    days: int
    count: int
    reports: int
    sources: int
    party_only: int
    events: list[str]
