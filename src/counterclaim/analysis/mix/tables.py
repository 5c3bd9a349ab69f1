"""The tables that say which tactic, posture, target, setting or time of day an event has."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

POSTURES = ("hold", "attrition", "bombardment", "coercion", "governance", "withdrawal", "unclear")
OTHER_TARGET = "others, or not known"
_ANY, _NONE = "*", "-"
_MOST_LETTERS = 20_000


@dataclass(frozen=True, slots=True)
class Reading:
    """Thresholds of the strategy-shift reading, from ``data/reading.toml``."""

    least_events: int
    gave_up_from: float
    gave_up_to: float
    one_type: int
    shift_of_sources: float


@cache
def reading() -> Reading:
    """The thresholds."""
    return Reading(**_toml("reading.toml"))


def tactic(event_type: str, method: str | None) -> tuple[str, str]:
    """Tactic and posture of a type and method: the first row of ``data/tactics.tsv`` that fits."""
    for kind, how, name, posture in _tactics():
        if kind in (event_type, _ANY) and (how in (method, _ANY) or (how == _NONE and method is None)):
            return name, posture
    raise AssertionError("the last row fits anything")


@cache
def _tactics() -> tuple[tuple[str, str, str, str], ...]:
    text = files(__package__).joinpath("data", "tactics.tsv").read_text("utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")
    found = tuple((row["type"], row["method"], row["tactic"], row["posture"]) for row in rows)
    if {row[3] for row in found} - set(POSTURES):
        raise AssertionError("tactics.tsv names a posture that is not one")
    return found


def target(kind: str | None) -> str:
    """Who a target of a kind of actor is."""
    return str(_categories()["targets"].get(kind, OTHER_TARGET))


def time_of_day(text: str) -> str | None:
    """``day`` or ``night`` where the words say one of them; null where they say both or neither."""
    said = {name for name, words in _times() if words.search(text[:_MOST_LETTERS])}
    return said.pop() if len(said) == 1 else None


def time_said(texts: pl.Expr) -> pl.Expr:
    """`time_of_day` of each of `texts`, as a category."""
    head = texts.str.head(_MOST_LETTERS)
    said = {name: head.str.contains(words.pattern).fill_null(False) for name, words in _times()}
    told = pl.lit(None, pl.String)
    for name, it in said.items():
        others = [other for key, other in said.items() if key != name]
        told = pl.when(it & ~pl.any_horizontal(others)).then(pl.lit(name)).otherwise(told)
    return told.cast(pl.Categorical)


@cache
def _times() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(r"(?i)\b(?:" + "|".join(map(re.escape, words)) + r")\b"))
        for name, words in _categories()["time"].items()
    )


def setting(kind: str | None, people: int, beyond_km: float | None = None) -> str | None:
    """``town`` or ``country`` of a place of the gazetteer; null where its kind and population do not say.

    `beyond_km` is how far from the place the event was, where the text says so.
    """
    rules = _categories()["setting"]
    if kind is None:
        return None
    if beyond_km is not None:
        return "country" if beyond_km > rules["beyond_km"] else None
    if kind in ("city", "town", "village") and people:
        return "town" if people >= rules["least_people"] else "country"
    return next((name for name in ("town", "country") if kind in rules[name]), None)


@cache
def _categories() -> dict[str, Any]:
    return _toml("categories.toml")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data", name).read_text("utf-8"))
