"""What a layer gives: records of places, and notes of rows that are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from counterclaim.errors import ReferenceDataError

DIVISIONS = frozenset({"admin1", "admin2"})
_TOO_MANY = 1000
_TOLERATED = 0.01


@dataclass(frozen=True, slots=True)
class Record:
    """A place of a layer. In a record that only adds to another, unknown fields are empty or null.

    `id` is the id that the place is known by; `other_ids` are those of the same place elsewhere. `division`
    is GeoNames' code of the first-level division, country included ("SY.07"), `admin1` its name where the
    layer gives that instead. A record that `overrides` replaces what it gives; another only completes.
    """

    id: str
    source: str
    name: str = ""
    kind: str = ""
    country: str = ""
    division: str = ""
    point: tuple[float, float] | None = None
    radius_km: float | None = None
    population: int = 0
    names: tuple[str, ...] = field(default=(), repr=False)
    other_ids: tuple[str, ...] = ()
    admin1: str = ""
    overrides: bool = False


@dataclass(slots=True)
class Flaws:
    """Rows of a layer that were left out, how many and why the first was."""

    count: int = 0
    first: str = ""

    def add(self, where: str, reason: str) -> None:
        """Note a row that is left out."""
        self.count += 1
        self.first = self.first or f"{where}: {reason}"

    def check(self, rows: int) -> None:
        """Raise `ReferenceDataError` when so many of `rows` are bad that the file must be another kind."""
        if self.count > _TOO_MANY and self.count > rows * _TOLERATED:
            raise ReferenceDataError(
                f"{self.count:,} of the first {rows:,} rows are bad, so this is no file of that kind. "
                f"The first: {self.first}"
            )


Read = Callable[[int, Flaws], Iterator[tuple[int, Record | None]]]
"""Given a row's number to start at and where to note bad rows, gives each later row's number and record.

Numbers count from 1 and rise by any step. The record is null where the row has nothing of use.
"""


@dataclass(frozen=True, slots=True)
class Layer:
    """A source of places.

    `path` and `stamp` (size and date) are of a user's file. Records of a layer that `joins` are matched by
    name, too, with the places of the layers before.
    """

    name: str
    read: Read
    path: str = ""
    size_bytes: int = 0
    stamp: str = ""
    joins: bool = False


def numbered(records: Callable[[], Iterator[Record]]) -> Read:
    """Reading of a layer whose every record is sound."""

    def read(start: int, _: Flaws) -> Iterator[tuple[int, Record | None]]:
        for number, record in enumerate(records(), 1):
            if number > start:
                yield number, record

    return read
