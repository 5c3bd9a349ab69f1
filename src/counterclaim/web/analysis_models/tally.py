"""Tallies: cells, tallies that sources state, and what a period will have once all reports are in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.web.analysis_models.shape import DayRange


class TallyCell(DayRange):
    """A cell. Of the keys those that were asked for are there; what is claimed, reported and estimated is never mixed.

    A cell whose period is null holds what no single period can be told for: it has no rate.
    """

    actor: str | None = None
    target: str | None = None
    country: str | None = None
    admin1: str | None = None
    place: str | None = None
    type: str | None = None
    status: str | None = None
    source: str | None = None
    method: str | None = None
    modality: str | None = None
    period: str | None
    days: int | None
    claimed: int | None = None
    reported: int | None = None
    both: int | None = None
    foiled: int | None = None
    denied: int | None = None
    other: int | None = None
    counted: int | None = None
    claimed_low: int | None = None
    claimed_high: int | None = None
    claimed_open: int | None = None
    reported_low: int | None = None
    reported_high: int | None = None
    reported_open: int | None = None
    estimated_low: int | None = None
    estimated_best: int | None = None
    estimated_high: int | None = None
    estimated_open: int | None = None
    no_best: int | None = None
    no_figure: int | None = None
    documents: int | None
    origins: int | None
    claimed_rate: float | None = None
    claimed_rate_low: float | None = None
    claimed_rate_high: float | None = None
    reported_rate: float | None = None
    reported_rate_low: float | None = None
    reported_rate_high: float | None = None
    estimated_rate: float | None = None
    estimated_rate_low: float | None = None
    estimated_rate_high: float | None = None
    period_reports: int | None = None
    period_sources: int | None = None
    adjusted: float | None = None
    adjusted_low: float | None = None
    adjusted_high: float | None = None
    events: list[str] = Field(default_factory=list)
    claims: list[str]


class StatedTally(DayRange):
    """A tally that a source states itself: shown beside ours, added to nothing."""

    source: str | None
    interested: bool
    what: str
    whose: str | None
    low: int | None
    high: int | None
    approximate: bool
    when: str | None
    place: str | None
    actors: list[str]
    days: int | None
    per_month: float | None
    per_month_low: float | None
    per_month_high: float | None
    claim: str
    document: str
    sentence: str


class NowcastPeriod(DayRange):
    """How many a period will have once all reports are in; null where too little is known yet."""

    period: str
    basis: Literal["claimed", "reported"]
    known: int
    share: float
    median: int | None
    low: int | None
    high: int | None


class TallyAnswer(DayRange):
    """A tally, with a sentence on all of it, and a cell for all days together in `total`.

    `values` has, by key, what the filters of the collections call the names in cells.
    """

    schema_: Literal["counterclaim.tally/1"] = Field(alias="schema")
    sentence: str
    of: str
    by: list[str]
    period: str | None
    per: str
    area: str | None
    rule: str
    notes: list[str]
    total: TallyCell | None
    cells: list[TallyCell]
    nowcast: list[NowcastPeriod]
    told: list[StatedTally]
    values: dict[str, dict[str, str]]
