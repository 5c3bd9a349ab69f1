"""Kinds of place: radius, precision, prominence, and the words that go with them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from counterclaim.model import GazetteerEntry, PlacePrecision
from counterclaim.reference.tables import packaged, read_table

SETTLEMENTS = frozenset({"city", "town", "village", "neighbourhood"})
NATURAL = frozenset(
    {"region", "desert", "mountain", "valley", "river", "lake", "sea", "island", "forest", "pass"}
)
DIVISIONS = {"admin1": 1.0, "admin2": 2.0}
_WORLD_REGION_KM = 400.0
_WORLD_REGION = 7.0
_WORLD_REGION_KM = 400.0
_WORLD_REGION = 7.0
_UNVOUCHED = 2.5
_COLUMNS = ("kind", "precision", "radius_km", "weight", "words")


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """A kind of place. `weight` is on the scale of log10 of a town's population."""

    name: str
    precision: PlacePrecision
    radius_km: float
    weight: float
    words: tuple[str, ...]


@cache
def kinds() -> dict[str, PlaceKind]:
    """The packaged kinds by name. Raises `ReferenceDataError` on a malformed table."""
    table = {}
    for row in read_table(packaged("kinds.tsv"), _COLUMNS):
        try:
            precision = PlacePrecision(row["precision"])
        except ValueError as error:
            raise row.error(str(error)) from None
        name = row["kind"]
        table[name] = PlaceKind(
            name, precision, row.number("radius_km"), row.number("weight"), row.many("words")
        )
    return table


@cache
def kinds_by_word() -> dict[str, frozenset[str]]:
    """The kinds that a word speaks for: "province" for admin1. Lower case."""
    table: dict[str, set[str]] = {}
    for kind in kinds().values():
        for word in kind.words:
            table.setdefault(word, set()).add(kind.name)
    return {word: frozenset(names) for word, names in table.items()}


def settlement_kind(population: int) -> str:
    """The kind of a settlement by its population; one of unknown population is a town."""
    if population >= 100_000:
        return "city"
    return "town" if population >= 5_000 or not population else "village"


def settlement_radius_km(population: int) -> float:
    """A radius that covers a settlement: 1 km and up, 4 km at 100,000 people, 11 km at a million."""
    return round(min(30.0, 1.0 + 10.0 * math.sqrt(population / 1_000_000)), 1)


def prominence(entry: GazetteerEntry) -> float:
    """How likely a bare mention of the entry's name means it, on the scale of log10 of a town's population.

    A division stands behind a town of as many people: a tenth as likely on the first level, a hundredth on
    the next. Of natural features, a GeoNames dump lists every brook: one that no other layer names is held to be
    one of those. A region of many countries ("the Middle East") is as prominent as a large city.
    """
    weight = kinds()[entry.kind].weight
    if entry.kind == "region" and entry.radius_km >= _WORLD_REGION_KM:
        return _WORLD_REGION
    if entry.source == "geonames" and entry.kind in NATURAL:
        return weight - _UNVOUCHED
    if entry.kind in SETTLEMENTS and entry.population > 0:
        return max(math.log10(entry.population), min(weight, 2.5))
    if entry.kind in DIVISIONS and entry.population > 0:
        return max(weight - 0.7, math.log10(entry.population) - DIVISIONS[entry.kind])
    return weight
