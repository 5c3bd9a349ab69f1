"""What a date expression says, before it is known what "now" is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Base = Literal["published", "anchor"]
Unit = Literal["hour", "day", "week", "fortnight", "month", "year", "decade", "weekend"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date of the calendar with the parts that are said.

    `season` is an EDTF code (21 to 24 season, 33 to 36 quarter, 40 and 41 half); `part` is early, mid or
    late; `which` is last, this or next ("last March"); `years` counts from the year of publication ("June
    last year"); `decade` makes the year the first of ten.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    part: str | None = None
    which: str | None = None
    years: int | None = None
    decade: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0. `which` is latest, last, next or this; or `weeks` shifts the week."""

    day: int
    which: str = "latest"
    base: Base = "published"
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units before (negative) or after the base: "three days ago", "two or three days ago"."""

    low: int
    high: int
    unit: Unit
    base: Base


@dataclass(frozen=True, slots=True)
class Period:
    """A unit of the calendar `shift` units from the base: "last month". `until` shifts its last unit."""

    unit: Unit
    shift: int
    base: Base = "published"
    part: str | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Rolling:
    """The `count` units that end (negative) or begin at the base: "over the past three months"."""

    count: int
    unit: Unit
    base: Base = "published"


@dataclass(frozen=True, slots=True)
class Edge:
    """`count` units of a calendar period, the `nth` or last (-1): "the last three months of 2016"."""

    nth: int
    count: int
    unit: Unit
    inside: Calendar


@dataclass(frozen=True, slots=True)
class Between:
    """From one date to another; a null end is open ("since 3 March")."""

    first: Form | None
    last: Form | None


Form: TypeAlias = Calendar | Weekday | Offset | Period | Rolling | Edge | Between


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Characters `start` to `end` of a text and what they say. `future` is whether the clause looks ahead."""

    start: int
    end: int
    text: str
    form: Form
    approximate: bool = False
    future: bool = False
