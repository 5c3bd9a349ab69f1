"""The mix of one side against that of another."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.web.analysis_models.shape import DayRange, Estimate, SideOf
from counterclaim.web.details_models import Shape


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
