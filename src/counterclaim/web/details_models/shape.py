"""What all answers are made of."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """An object that has exactly these keys; one whose value is not known is null or empty."""

    model_config = ConfigDict(extra="forbid")


class Counted(Shape):
    """How many there are of a value; null for those that say nothing."""

    value: str | None
    label: str | None
    count: int


class PeriodCount(Shape):
    """How many there were in a month (``2017-11``) or a year."""

    period: str
    count: int


class Periods(Shape):
    """Counts by month, or by year where that is a long time, without gaps."""

    by: Literal["month", "year"]
    bins: list[PeriodCount]
    undated: int
