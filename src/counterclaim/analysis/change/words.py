"""Changes in sentences that may be printed: no more than their intervals say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterclaim.analysis.change.finding import EXPLAINED, STAYS, Found, Held, dates
from counterclaim.analysis.change.windows import Change
from counterclaim.analysis.rates import Bounds
from counterclaim.analysis.words import moved, number

SPAN = {"day": 1.0, "week": 7.0, "month": 365.2425 / 12}
"""Days of the unit in which a series' levels are told."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def sentence(found: Found, unit: str, by: str) -> str:
    """What changed, when and by how much; `unit` in the plural, `by` day, week or month."""
    if not found.changes:
        return _steady(found, unit, by)
    told = [_change(found, one, by) for one in found.changes]
    if len(told) == 1:
        return f"The rate of {unit} {told[0]}."
    numbered = "; ".join(f"({at}) it {one}" for at, one in enumerate(told, 1))
    return f"The rate of {unit} changed {len(told)} times: {numbered}."


def on_effort(found: Found, held: Sequence[Held]) -> str:
    """Whether changes are there per report too; empty where none was found, or effort is not known."""
    if not held:
        return ""
    many = len(held) > 1
    told = [
        _verdict(one, f"Change {at} (the {way})" if many else f"The {way}", way)
        for at, (one, way) in enumerate(zip(held, map(_way, found.changes), strict=True), 1)
    ]
    return " ".join(told)


def days(first: date, last: date) -> str:
    """Two dates as one span: "4 and 24 September 2017"."""
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} and {end}"
    begin = f"{first.day} {_MONTHS[first.month - 1]}"
    return f"{begin} and {end}" if first.year == last.year else f"{begin} {first.year} and {end}"


def _change(found: Found, one: Change, by: str) -> str:
    first, last = dates(found.series, one.first, one.last)
    when = f"between {days(first, last)}" if first < last else f"on {days(first, last).partition(' and ')[2]}"
    chance = "more than 99" if one.p > 0.99 else f"{100 * one.p:.0f}"
    per = SPAN[by]
    levels = f"from {_level(one.before.times(per))} a {by} to {_level(one.after.times(per))}"
    return f"{_how_far(one)} {when} (chance {chance} %): {levels}, 95 % intervals"


def _how_far(one: Change) -> str:
    if one.ratio.high < 1 or one.ratio.low > 1:
        return moved(one.ratio)
    return "rose and fell, or fell and rose,"


def _level(of: Bounds) -> str:
    return f"{number(of.value)} ({number(of.low)} to {number(of.high)})"


def _steady(found: Found, unit: str, by: str) -> str:
    middle = found.levels[len(found.levels) // 2].times(SPAN[by])
    return (
        f"No change in the rate of {unit} can be told from chance in {len(found.series)} {by}s: {_level(middle)} a {by},"
        " 95 % interval. That is no proof that there was none."
    )


def _way(one: Change) -> str:
    return "fall" if one.ratio.value < 1 else "rise"


def _verdict(one: Held, name: str, way: str) -> str:
    if one.verdict == STAYS:
        return f"{name} is there per report too: reporting alone does not explain it."
    if one.verdict == EXPLAINED:
        return (
            f"{name} cannot be told from chance when events are counted per report: a change in collection would"
            f" explain it. (Fewer events bring fewer reports, too: that it is no real {way} is not shown.)"
            if way == "fall"
            else f"{name} cannot be told from chance when events are counted per report: a change in collection would"
            " explain it. (More events bring more reports, too: that it is no real rise is not shown.)"
        )
    return f"{name} is less sure when events are counted per report: a change in collection would explain a part of it."
