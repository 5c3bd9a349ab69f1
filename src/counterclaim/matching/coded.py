"""`CodedEvent`: an event of a coded data set, of whichever format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Side:
    """A side of an event: the names of its actors as coded, the main one first, and UCDP's number of it."""

    names: tuple[str, ...]
    ucdp_id: int | None = None


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event of theirs.

    `start` and `end` are the first and last day possible. `lat` and `lon` are degrees, null without a point;
    `radius_km` is how far from it the event can lie. `kind` is a pair: ACLED's event and sub-event type, or
    UCDP's type of violence ("1", "2", "3") and "". `country` is ISO 3166-1 alpha-2, null where the name is not
    known. `text` is the headline or the note, shortened.
    """

    id: str
    line: int
    kind: tuple[str, str]
    start: date
    end: date
    lat: float | None
    lon: float | None
    radius_km: float
    place: str
    country: str | None
    sides: tuple[Side, ...]
    low: int | None
    best: int | None
    high: int | None
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that cannot be read. `skipped`: the row cannot be used without it and was left out.

    A row that is damaged as a whole has no column.
    """

    file: str
    line: int
    column: str
    value: str
    reason: str
    skipped: bool

    def __str__(self) -> str:
        where = f", column {self.column}" if self.column else ""
        value = f": {self.value!r}" if self.value else ""
        left_out = "; the row is left out" if self.skipped else ""
        return f"{self.file}, line {self.line}{where}{value}: {self.reason}{left_out}"
