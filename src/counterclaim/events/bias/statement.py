"""What the model of bias reads: one figure of one source for one thing that is counted."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure, as said.

    `item` is the event or the campaign that is counted, `whose` the side that lost and `category` what it
    lost. `low` null is open below ("up to 30"), `high` null open above ("more than 250"). `day` is null for
    the figure of an event. It counts from 1 on the first day of a campaign; `cumulative` says that the figure
    is of all days up to it, and not of that day alone.
    """

    item: str
    source: str
    whose: str
    category: str
    low: float | None
    high: float | None
    day: int | None = None
    cumulative: bool = False

    def __post_init__(self) -> None:
        if self.cumulative and (self.day is None or self.day < 1):
            raise ValueError("a cumulative figure needs the day it counts up to, 1 or later")

    @property
    def minimum(self) -> bool:
        """Whether it says "at least"."""
        return self.low is not None and self.high is None

    @property
    def maximum(self) -> bool:
        """Whether it says "at most"."""
        return self.high is not None and self.low is None


class Thing(NamedTuple):
    """What a figure is of. Cumulative figures of one campaign are of one thing, whose truth is a curve."""

    item: str
    whose: str
    category: str
    day: int | None = None
    series: bool = False


def thing(statement: Statement) -> Thing:
    """The thing that a statement is about; a figure of one day is of that day alone."""
    day = None if statement.cumulative else statement.day
    return Thing(statement.item, statement.whose, statement.category, day, statement.cumulative)


def log_figure(statement: Statement) -> float | None:
    """Natural log of the figure, of a range its geometric mean; null where there is none or a bound is zero.

    A factor cannot turn nought into something, so the model says nothing about figures of zero. Nothing is
    added to the figures to let zeros in: that would make the bias of a source depend on their size.
    """
    bounds = [bound for bound in (statement.low, statement.high) if bound is not None]
    if not bounds or min(bounds) <= 0:
        return None
    return sum(map(log, bounds)) / len(bounds)
