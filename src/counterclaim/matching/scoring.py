"""The score of a pair: a visible sum of parts (time, place, type, actors, figures) and the words for each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from counterclaim.matching.candidates import days_apart, km_apart, typical_days, typical_km
from counterclaim.matching.coded import CodedEvent
from counterclaim.matching.formats import Format, table
from counterclaim.matching.ours import Ours
from counterclaim.matching.parties import Party
from counterclaim.matching.types import SAME, agreement

PARTS = ("time", "place", "type", "actors", "figures")
_RELATED = 0.4


@dataclass(frozen=True, slots=True)
class Score:
    """How likely a pair is one event, from 0 to 1, and its parts, null where one is not known."""

    value: float
    time: float
    place: float
    type: float | None
    actors: float | None
    figures: float | None


@dataclass(frozen=True, slots=True)
class Weights:
    """What ``data/weights.toml`` says."""

    least: float
    start: float
    weights: dict[str, float]
    unknown: dict[str, float]
    days: float
    km: float
    least_days: float


@cache
def weights() -> Weights:
    """The packaged weights."""
    read = table("weights.toml")
    return Weights(
        read["least"],
        read["start"],
        read["weights"],
        read["unknown"],
        read["scale"]["days"],
        read["scale"]["km"],
        read["least_distance"]["days"],
    )


def score(
    one: Ours,
    other: CodedEvent,
    format: Format,  # noqa: A002
    parties: tuple[Party, Sequence[Party]],
    possible: Collection[str],
) -> Score | None:
    """The score of a candidate pair, `parties` being ours and their sides; null where the types exclude it."""
    kind = agreement(one, other, format, possible)
    days, km = typical_days(one, other), typical_km(one, other)
    if (kind is not None and kind < 0) or days is None or km is None:
        return None
    rule = weights()
    parts: dict[str, float | None] = {
        "time": 1 / (1 + max(days, rule.least_days) / rule.days),
        "place": 1 / (1 + km / rule.km),
        "type": kind,
        "actors": same_actors(*parties),
        "figures": same_figures(one, other),
    }
    total = rule.start
    for name, part in parts.items():
        total += rule.weights[name] * (rule.unknown[name] if part is None else part)
    return Score(1 / (1 + exp(-total)), **parts)  # type: ignore[arg-type]  # time and place are known


def same_actors(mine: Party, sides: Sequence[Party]) -> float | None:
    """The share of their sides that ours meets; null where ours names no actor of the registry and meets none.

    Where ours names only actors of the sides that it meets, those that it does not name are held half against it.
    """
    met = [side.meets(mine) for side in sides]
    if not any(met):
        return 0.0 if mine.ids and any(side.ids for side in sides) else None
    share = sum(met) / len(met)
    alone = all(any(one in side.wider or one in side.friends for side in sides) for one in mine.ids)
    return (1 + share) / 2 if alone else share


def same_figures(one: Ours, other: CodedEvent) -> float | None:
    """1 where their best lies within our low to high, else the ratio of the nearest figures, one added to each."""
    low, high, theirs = one.low, one.high, other.best
    if low is None and high is None:
        low = high = one.best
    if theirs is None or (low is None and high is None):
        return None
    if low is not None and theirs < low:
        return (theirs + 1) / (low + 1)
    if high is not None and theirs > high:
        return (high + 1) / (theirs + 1)
    return 1.0


def why(one: Ours, other: CodedEvent, found: Score) -> str:
    """The parts of a score in words."""
    days, km = days_apart(one, other), km_apart(one, other)
    return "; ".join(
        (
            f"time {found.time:.2f}: {_days(days)}",
            f"place {found.place:.2f}: {km or 0.0:.0f} km between points known to "
            f"{one.radius_km:.0f} and {other.radius_km:.0f} km",
            _part("type", found.type, ("the same", "related", "another")),
            _part("actors", found.actors, ("both sides met", "one side met", "none met")),
            _part("killed", found.figures, ("theirs is within ours", "close", "far apart")),
        )
    )


def _days(days: int | None) -> str:
    return f"{days} days apart" if days else "the intervals meet"


def _part(name: str, value: float | None, words: tuple[str, str, str]) -> str:
    if value is None:
        return f"{name}: not known"
    word = words[0] if value == SAME else words[1] if value >= _RELATED else words[2]
    return f"{name} {value:.2f}: {word}"
