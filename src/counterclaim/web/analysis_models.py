"""The shapes of the answers to questions over many events, as OpenAPI describes them."""

from __future__ import annotations

import datetime
from typing import Literal

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


class SideOf(DayRange):
    """A side of the record: what was asked, its days, and how much is behind it."""

    asked: dict[str, str]
    days: int
    count: int
    reports: int
    sources: int
    party_only: int
    events: list[str]


class OddsPart(Shape):
    """Attrition (yes) and holding (no) in A and B, of some kinds of source or without one source."""

    name: str
    a_yes: int
    a_no: int
    b_yes: int
    b_no: int
    odds_ratio: Estimate | None


class PostureCount(Shape):
    """Events of either posture on one side."""

    events: int
    attrition: int
    hold: int
    party_only: int
    attrition_share: Estimate | None


class StrategyReading(Shape):
    """From taking and holding places toward attrition, or back: odds of attrition in A over B."""

    differs: bool
    odds_ratio: Estimate | None
    within_kinds_of_source: Estimate | None
    sources_shifted_p: float | None
    explained_by_sources: bool
    dispersion: float
    by_kind_of_source: list[OddsPart]
    without_source: list[OddsPart]
    a: PostureCount
    b: PostureCount


class ShareOf(Shape):
    """A share: its interval alone, and the one that holds for all shares of the side together."""

    count: int
    total: int
    share: Estimate | None
    joint: Estimate | None


class MixCategory(Shape):
    """A category on both sides, the difference of its shares, and whether it differs when all are judged together."""

    category: str
    a: ShareOf
    b: ShareOf
    difference: Estimate | None
    p: float | None
    q: float | None
    differs: bool


class KnownOf(Shape):
    """Events of each side of which the category is known."""

    a: int
    b: int


class MixDistance(Shape):
    """Jensen-Shannon distance of two mixes, with what chance alone would make of it."""

    value: float
    by_chance: float
    high_by_chance: float
    p: float
    permutations: int | None


class MixOf(Shape):
    """The mix of both sides by one key."""

    known: KnownOf
    distance: MixDistance | None
    categories: list[MixCategory]


class MixPeriod(DayRange):
    """The share of a posture in a period of a side."""

    period: str
    category: str
    count: int
    total: int
    share: float | None
    low: float | None
    high: float | None
    joint_low: float | None
    joint_high: float | None
    side: str | None


class MixAnswer(Shape):
    """The mix of A against that of B, and the reading of a shift of strategy."""

    schema_: Literal["counterclaim.mix/1"] = Field(alias="schema")
    sentence: str
    words: str
    strategy: StrategyReading
    mixes: dict[str, MixOf]
    periods: list[MixPeriod]
    warnings: list[str]
    a: SideOf
    b: SideOf


class SpreadPlace(Shape):
    """A place in both times."""

    id: str
    place: str | None
    state: Literal["newly active", "active again", "silent", "still active"]
    before: int
    after: int
    chance: float | None
    q: float | None


class Turnover(Shape):
    """How many places woke and fell silent, and how many would by chance alone."""

    counts: dict[str, int]
    by_chance: dict[str, Estimate]


class CentreOf(Shape):
    """A centre of activity."""

    lat: float
    lon: float
    within_km: float
    events: int


class DriftOf(Shape):
    """How far and where the centre moved."""

    before: CentreOf
    after: CentreOf
    km: float
    east_km: Estimate
    north_km: Estimate
    p: float


class KnoxCell(Shape):
    """Pairs of events that are so near in space and time, and how many chance would make."""

    km: list[float]
    days: list[int]
    observed: int
    by_chance: Estimate
    ratio: float | None
    p: float
    q: float


class NearRepeat(Shape):
    """Whether events near in space are near in time."""

    events: int
    permutations: int
    p: float
    same_place_and_day: int
    cells: list[KnoxCell]


class SelfExcitation(Shape):
    """Whether events come in clusters, as if each called forth others."""

    branching_ratio: Estimate
    half_life_days: Estimate | None
    background_per_day: float
    p: float
    fit_p: float
    events: int
    share_their_day: int


class SpreadAnswer(Shape):
    """Where A was active, against the earlier B where there is one."""

    schema_: Literal["counterclaim.spread/1"] = Field(alias="schema")
    sentences: list[str]
    warnings: list[str]
    by: str
    places: list[SpreadPlace]
    turnover: Turnover | None
    drift: DriftOf | None
    near_repeat: NearRepeat | None
    self_excitation: SelfExcitation | None
    a: SideOf
    b: SideOf | None


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


class PastCount(Shape):
    """A month that was watched: 2017-09."""

    month: str
    low: float
    best: float
    high: float


class FanMonth(Shape):
    """A month ahead: the ends of the 90 and of the 50 % interval, and the middle."""

    month: str
    low: float
    lower: float
    middle: float
    upper: float
    high: float


class EarlierForecast(Shape):
    """What the same forecast, made again at the end of `origin`, said of a month: 90 % interval and middle."""

    origin: str
    month: str
    low: float
    middle: float
    high: float


class UnitForecastOf(Shape):
    """The past, earlier forecasts and the months ahead of one unit."""

    unit: str
    past: list[PastCount]
    months: list[FanMonth]
    earlier: list[EarlierForecast]


class ScoresOf(Shape):
    """Mean scores, less is better, and the share of counts that the 90 % interval held."""

    crps: float
    ign: float
    mis: float
    coverage90: float | None
    forecasts: int


class BacktestOf(Shape):
    """The same forecast made from earlier months, beside simple rules; `pit` should be even."""

    scores: dict[str, ScoresOf]
    best_baseline: str
    pit: list[float]
    origins: dict[str, dict[str, ScoresOf]]


class ForecastAnswer(Shape):
    """Counts of the next months as intervals, with how often such forecasts were right."""

    schema_: Literal["counterclaim.forecast/1"] = Field(alias="schema")
    of: str
    origin: str
    samples: int
    sentences: list[str]
    warnings: list[str]
    forecasts: list[UnitForecastOf]
    backtest: BacktestOf | None
