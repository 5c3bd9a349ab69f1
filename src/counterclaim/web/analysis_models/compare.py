"""Two rates against each other."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.web.analysis_models.shape import DayRange, Estimate
from counterclaim.web.details_models import Shape


class ComparedSide(DayRange):
    """A side of a comparison: its count, its days, and what it counts."""

    count: int
    days: float
    per_year: Estimate
    unit: str | None
    basis: str | None
    area: str | None
    actor: str | None
    target: str | None
    types: str | None
    source: str | None
    rule: str | None
    also: str | None
    reports: int | None
    events: list[str]
    claims: list[str]


class Course(Shape):
    """What A comes to at the end of its year, if its rate stays."""

    days: float
    proportional: float
    median: int
    low: int
    high: int
    model: str
    sentence: str


class CompareAnswer(Shape):
    """Two rates against each other, in a sentence that may be printed, and what speaks against it."""

    schema_: Literal["counterclaim.compare/1"] = Field(alias="schema")
    sentence: str
    words: str
    ratio: Estimate | None
    difference: Estimate
    p: float
    level: float
    differs: bool
    dispersion: list[float]
    course: Course | None
    warnings: list[str]
    a: ComparedSide
    b: ComparedSide
