"""Two counts against each other, JSON-ready: what may be said, and what speaks against it."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

from counterclaim.analysis.compare import Comparison, compare
from counterclaim.analysis.definitions import check
from counterclaim.analysis.dispersion import Dispersion, dispersion
from counterclaim.analysis.predictive import rest
from counterclaim.analysis.rates import DAYS, Count, rate
from counterclaim.analysis.words import in_words, number, sentence
from counterclaim.ask.rows import Row
from counterclaim.ask.sides import Side
from counterclaim.errors import UsageError

SCHEMA = "counterclaim.compare/1"
_PEOPLE = re.compile(
    r"\b(killed|killings|deaths?|dead|fatalities|injured|wounded|casualties|captured)\b", re.IGNORECASE
)
"""Units that do not come one by one."""
_SHIFT = 1.2
"""Reports a day that differ by this factor are a change in reporting."""


def compare_sides(a: Side, b: Side, *, anyway: bool = False, until: float | None = None) -> Row:
    """``{schema, sentence, words, ratio, difference, p, level, differs, dispersion, course, warnings, a, b}``.

    `until` is how many days A's period has in all, for its course; where it is a part of a year that begins on 1
    January, those of the year.

    Raises:
        UsageError: unit or area differ, and not `anyway`; A's period has fewer days in all than days so far.
    """
    warnings = check(a.definition, b.definition, anyway=anyway)
    scatter = dispersion(a.months, b.months) if a.months and b.months else None
    phi = scatter.value if scatter is not None and scatter.over else 1.0
    found = compare(a.count, b.count, dispersion=(a.spread or phi, b.spread or phi))
    later = bool(a.definition.start and b.definition.end and a.definition.start > b.definition.end)
    unit = a.definition.unit or b.definition.unit or "events"
    warnings += [*_on_chance(a, b, scatter), *_on_reporting(a, b, found), *a.notes, *b.notes]
    return {
        "schema": SCHEMA,
        "sentence": sentence(found, unit, later=later),
        "words": in_words(found, later=later),
        "ratio": found.ratio.to_dict() if found.ratio else None,
        "difference": found.difference.times(DAYS["year"]).to_dict(),
        "p": found.p,
        "level": found.level,
        "differs": found.differs,
        "dispersion": list(found.dispersion),
        "course": _course(a, until),
        "warnings": warnings,
        "a": _side(a, found.dispersion[0]),
        "b": _side(b, found.dispersion[1]),
    }


def comparison_row(found: Row) -> Row:
    """The answer as one row of `counterclaim.ask.schema.COMPARISON`."""
    ratio = found["ratio"] or {"value": None, "low": None, "high": None}
    row = {key: found[key] for key in ("sentence", "words", "p", "differs", "warnings")}
    row |= {"ratio": ratio["value"], "ratio_low": ratio["low"], "ratio_high": ratio["high"]}
    difference = found["difference"]
    row |= {"difference_per_year": difference["value"]}
    row |= {f"difference_{bound}": difference[bound] for bound in ("low", "high")}
    for side in ("a", "b"):
        one = found[side]
        row |= {f"{side}_count": one["count"], f"{side}_days": float(one["days"])}
        row[f"{side}_per_year"] = one["per_year"]["value"]
    return row


def _side(side: Side, spread: float) -> Row:
    what = side.definition
    defined: dict[str, Any] = {
        name: getattr(what, name)
        for name in ("unit", "basis", "area", "actor", "target", "types", "source", "rule", "also")
    }
    return {
        "count": side.count.count,
        "days": side.count.days,
        "from": what.start,
        "to": what.end,
        "per_year": rate(side.count, "year", dispersion=spread).to_dict(),
        **defined,
        "reports": side.documents,
        "events": list(side.events),
        "claims": list(side.claims),
    }


def _course(a: Side, until: float | None) -> Row | None:
    """A's total at the end of its year, or after `until` days, if its rate stays."""
    days = until if until is not None else _days_of_year(a.definition.start, a.definition.end)
    if days is None or a.spread is not None or _PEOPLE.search(a.definition.unit or ""):
        return None
    if days < a.count.days:
        raise UsageError(f"A has {a.count.days:g} days already, more than {days:g} in all")
    months = a.months if sum(month.count for month in a.months) == a.count.count else ()
    found = rest(a.count, days - a.count.days, months=months)
    low, median, high = found.total
    proportional = a.count.count * days / a.count.days
    return {
        "days": days,
        "proportional": proportional,
        "median": median,
        "low": low,
        "high": high,
        "model": found.model,
        "sentence": (
            f"At this rate A comes to about {number(proportional)} in {days:,g} days; chance alone would make it"
            f" {low:,} to {high:,} (95 %, {found.model}), if nothing changes."
        ),
    }


def _days_of_year(start: date | None, end: date | None) -> int | None:
    if start is None or end is None or (start.month, start.day) != (1, 1) or start.year != end.year:
        return None
    last = date(start.year, 12, 31)
    return (last - start).days + 1 if end < last else None


def _on_chance(a: Side, b: Side, scatter: Dispersion | None) -> list[str]:
    units = {side.definition.unit or "" for side in (a, b)}
    if any(_PEOPLE.search(unit) for unit in units) and None in (a.spread, b.spread):
        return [
            "people are harmed several at a time, and how many at a time is not known here: the interval is too narrow,"
            " maybe by far"
        ]
    if a.spread is not None or b.spread is not None:
        return [
            "deaths come several at a time: the interval allows for the events' sizes, not for doubts on each"
        ]
    if scatter is None:
        return [
            "whether events come in clusters cannot be told without months: if they do, the interval is wider"
        ]
    if scatter.over:
        return [
            f"months scatter {scatter.value:.1f} times as much as by chance: the interval is widened for it"
        ]
    return []


def _on_reporting(a: Side, b: Side, found: Comparison) -> list[str]:
    """Whether there are more or fewer reports a day in the direction of the change, and what is left of it per report."""
    if a.documents is None or b.documents is None or found.ratio is None:
        return []
    text = f"{a.documents:,} reports are of A's days, {b.documents:,} of B's"
    if not a.documents or not b.documents:
        return [f"{text}: without reports nothing is counted"]
    shift = (a.documents / a.count.days) / (b.documents / b.count.days)
    for word, of_reports, of_counts in (
        ("rise", shift, found.ratio.value),
        ("fall", 1 / shift, 1 / found.ratio.value if found.ratio.value else float("inf")),
    ):
        if found.differs and of_counts > 1 and of_reports >= _SHIFT:
            return [
                f"{text}: a {word} in reporting alone could look like this; {_per_report(a, b, found, word)}"
            ]
    return []


def _per_report(a: Side, b: Side, found: Comparison, word: str) -> str:
    """What is left of a change when counts are per report, reports taken as the exposure."""
    each = [Count(side.count.count, float(side.documents or 0)) for side in (a, b)]
    ratio = compare(each[0], each[1], dispersion=found.dispersion, level=found.level).ratio
    if ratio is None:
        return "per report there is nothing to compare"
    high = "any" if math.isinf(ratio.high) else number(ratio.high)
    left = ratio.high < 1 if word == "fall" else ratio.low > 1
    told = f"per report the ratio is {number(ratio.low)} to {high}"
    return (
        f"{told}, so that it does not explain all of the {word}"
        if left
        else f"{told}: that would explain the {word}"
    )
