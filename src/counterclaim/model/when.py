"""Time as intervals with a precision; EDTF text beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.model.span import Span


class TimePrecision(StrEnum):
    """How finely a time is known."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"


class TimeBasis(StrEnum):
    """Where a time comes from: said outright, relative, from the story's thread, or the publication."""

    STATED = "stated"
    RELATIVE = "relative"
    NARRATIVE = "narrative"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends included. An open end is null.

    `edtf` is the Extended Date/Time Format text (Library of Congress, 2019) of the same interval.
    """

    edtf: str
    start: date | None
    end: date | None
    precision: TimePrecision
    basis: TimeBasis = TimeBasis.STATED
    span: Span | None = None
