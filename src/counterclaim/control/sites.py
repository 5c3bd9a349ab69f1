"""Places that control is asked of: settlements and the areas that hold them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How large a place is. `WORDS` is one that the gazetteer lacks, and `NEAR` the land about another ("east of X"):
    they have their words and no point, and `NEAR` is no settlement.
    """

    QUARTER = "quarter"
    SETTLEMENT = "settlement"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    REGION = "region"
    COUNTRY = "country"
    WORDS = "words"
    NEAR = "near"


AREAS = frozenset({Level.ADMIN2, Level.ADMIN1, Level.REGION, Level.COUNTRY})


@dataclass(frozen=True, slots=True)
class Site:
    """A place of statements. `lat` and `lon` are degrees (WGS 84); `population` is null where it is not known.

    `admin2` is a GeoNames code ("SY.07.01"), `within` the id of the settlement that a quarter is a part of.
    """

    id: str
    name: str
    level: Level
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    within: str | None = None

    @property
    def is_shown(self) -> bool:
        """Whether public output may show it: nothing finer than a settlement, and nothing without a known place."""
        return self.level is Level.SETTLEMENT and self.lat is not None
