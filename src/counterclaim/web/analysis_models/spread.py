"""Where a side is active, and whether events call forth others."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.web.analysis_models.shape import Estimate, SideOf
from counterclaim.web.details_models import Shape


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
    """Whether events near in space are near in time; `events` of them were tested, by chance where that is not all."""

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
