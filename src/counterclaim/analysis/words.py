"""A comparison in words that may be printed: no more than its interval says."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.analysis.compare import Comparison
from counterclaim.analysis.rates import DAYS, Bounds, Count

SAME = (1 / 1.2, 1.2)
"""An interval inside these bounds is "about the same"."""
_TIMES = " times"
_PEOPLE = {what: f"people {what}" for what in ("killed", "injured", "captured")}


@dataclass(frozen=True, slots=True)
class Words:
    """Names of ratios, lowest first, and what a rise of at least so much is called."""

    slack: float
    parts: tuple[tuple[float, str], ...]
    multiples: tuple[tuple[float, str], ...]
    at_least: tuple[tuple[float, str], ...]


@cache
def table() -> Words:
    """The words of ``data/fractions.toml``."""
    data = tomllib.loads(files(__package__).joinpath("data", "fractions.toml").read_text("utf-8"))

    def named(key: str) -> tuple[tuple[float, str], ...]:
        rows: list[dict[str, Any]] = data[key]
        return tuple(sorted((float(row["value"]), str(row["words"])) for row in rows))

    return Words(data["slack"], named("part"), named("multiple"), named("at_least"))


def in_words(found: Comparison, *, later: bool) -> str:
    """How a's rate stands to b's: "fell to between a fifth and a half of what it was".

    `later`: a is of a time after b, so that the rate fell or rose; else it is lower or higher than that of b.
    """
    ratio = found.ratio
    if ratio is None:
        return "cannot be compared: there are none in either"
    was = "what it was" if later else "that of B"
    if not found.differs:
        if SAME[0] <= ratio.low and ratio.high <= SAME[1]:
            off = math.ceil(100 * max(ratio.high - 1, 1 - ratio.low) - 1e-9)
            return f"is about the same: within {off} % of {was}"
        return "is not distinguishable from " + ("no change" if later else was)
    return moved(ratio, was, later=later)


def moved(ratio: Bounds, was: str = "what it was", *, later: bool = True) -> str:
    """How far a rate fell or rose ("fell to between a fifth and a half of what it was"), whose interval leaves out 1."""
    if ratio.high < 1:
        return _fell(ratio.low, ratio.high, was, later)
    return _rose(ratio.low, ratio.high, was, later)


def _fell(low: float, high: float, was: str, later: bool) -> str:
    to = "fell to" if later else "is"
    upper, lower = _above(high, table().parts), _below(low, table().parts)
    if upper is None:
        return f"{to} between {lower} of {was} and just under it" if lower else f"{to} less than {was}"
    if lower is None:
        return f"{to} {upper} of {was} or less"
    return f"{to} about {upper} of {was}" if upper == lower else f"{to} between {lower} and {upper} of {was}"


def _rose(low: float, high: float, was: str, later: bool) -> str:
    to = "rose to" if later else "is"
    upper, lower = _above(high, table().multiples), _below(low, table().multiples)
    doubled = _below(low, table().at_least, slack=0.0) if later else None
    if lower is None:
        return f"{to} between just over {was} and {upper} that" if upper else f"{to} more than {was}"
    if upper is None:
        return doubled or f"{to} {lower} {was} or more"
    if upper == lower:
        return f"{to} about {upper} {was}"
    both_times = lower.endswith(_TIMES) and upper.endswith(_TIMES)
    between = f"between {lower.removesuffix(_TIMES) if both_times else lower} and {upper} {was}"
    return f"{doubled}, to {between}" if doubled else f"{to} {between}"


def _below(value: float, names: tuple[tuple[float, str], ...], slack: float | None = None) -> str | None:
    """The highest name that is no higher than `value`."""
    reach = value * (1 + (table().slack if slack is None else slack))
    return next((words for named, words in reversed(names) if named <= reach), None)


def _above(value: float, names: tuple[tuple[float, str], ...]) -> str | None:
    """The lowest name that is no lower than `value`; null where none is."""
    return next((words for named, words in names if named >= value * (1 - table().slack)), None)


def sentence(found: Comparison, unit: str, *, later: bool) -> str:
    """The comparison with its figures: what may be printed of it.

    `unit` names what is counted, in the plural.
    """
    name = in_plural(unit)
    figures = f"{_count(found.a, name)} against {_count(found.b, name)}"
    head = f"The rate of {name}{'' if later else ' in A'} {in_words(found, later=later)}"
    if found.ratio is None:
        return f"{head} ({figures})."
    sure = f"{found.level * 100:g} % interval"
    wider = ", which allows for clusters" if max(found.dispersion) > 1 else ""
    ratio = found.ratio
    if math.isinf(ratio.value):
        return f"{head} ({figures}; ratio at least {number(ratio.low)}, {sure}{wider})."
    return f"{head} ({figures}; ratio {number(ratio.value)}, {sure} {number(ratio.low)} to {_high(ratio.high)}{wider})."


def in_plural(unit: str) -> str:
    """What is counted, for a sentence: "people killed" for killed."""
    return _PEOPLE.get(unit, unit.replace("_", " "))


def _count(of: Count, name: str) -> str:
    return f"{of.count:,} {name} in {of.days:,g} days, {number(of.count * DAYS['year'] / of.days)} a year"


def _high(value: float) -> str:
    return "any" if math.isinf(value) else number(value)


def number(value: float) -> str:
    """A figure for a sentence: three digits, whole from 100 on, "1,096" and not "1.1e+03"."""
    size = abs(value)
    if size == 0:
        return "0"
    if size >= 99.5:
        return f"{value:,.0f}"
    return f"{value:.1f}" if size >= 9.95 else f"{value:.2f}"
