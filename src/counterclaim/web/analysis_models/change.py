"""When a rate changed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.web.analysis_models.shape import Day, DayRange


class ChangeOf(DayRange):
    """A change: the span that holds its date, the levels before and after, and whether it is there per report too."""

    most_likely: Day
    chance: float
    known_after: Day | None
    before: float | None
    before_low: float | None
    before_high: float | None
    after: float | None
    after_low: float | None
    after_high: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    chance_per_report: float | None = None
    effort: str | None = None


class SecondOpinion(DayRange):
    """A change that a second method finds."""

    most_likely: Day


class ChangePeriod(DayRange):
    """A period: its count, the level that it belongs to, and the reports and sources that there are of it."""

    period: str
    days: int
    count: int
    reports: int | None
    sources: int | None
    share_reported: float
    level: float | None = None
    level_low: float | None = None
    level_high: float | None = None
    chance: float | None = None


class ChangeAnswer(DayRange):
    """When a rate changed, and what a change of collection would explain of it."""

    schema_: Literal["counterclaim.change/1"] = Field(alias="schema")
    sentence: str
    on_effort: str
    basis: Literal["reported", "claimed"]
    period: str
    area: str | None
    changes: list[ChangeOf]
    per_report: list[ChangeOf]
    second_opinion: list[SecondOpinion]
    periods: list[ChangePeriod]
    warnings: list[str]
