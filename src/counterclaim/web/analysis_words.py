"""What a tally says in one sentence that may be printed: what is claimed, reported and estimated, never mixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from counterclaim.analysis.tallies import tally
from counterclaim.analysis.words import number
from counterclaim.ask.tallies import Tallied

Row = Mapping[str, Any]
_NO_PROOF = "That is no proof that there was none."


def total_of(found: Tallied) -> dict[str, Any] | None:
    """One cell for all days of a tally together; null where nothing has a date."""
    whole = tally(found.frames, replace(found.tally.asked, by=(), period=None)).cells
    return next((row for row in whole.iter_rows(named=True) if row["period"] is not None), None)


def sentence_of(found: Tallied, total: Row | None, about: str) -> str:
    """The tally in a sentence; `about` are its filters in words, such as "in SY"."""
    asked = found.tally.asked
    what = f"{asked.of.replace('_', ' ')}{f' {about}' if about else ''}"
    if total is None:
        return f"Nothing was found that can be counted: no {what} have a date. {_NO_PROOF}"
    days = _days(total["from"], total["to"])
    if asked.is_figure:
        return _figures(total, asked.of, about, days)
    if asked.of == "claims":
        return (
            f"{days[0].upper()}{days[1:]} the record has {total['claimed']:,} {what} by parties to the conflict that"
            f" something happened, and {total['reported']:,} by others; copies of a report count each."
        )
    if not total["claimed"] and not total["reported"]:
        return f"No {what} are claimed or reported {days}. {_NO_PROOF}"
    both = f", {total['both']:,} of them both" if total["both"] else ""
    return (
        f"{days[0].upper()}{days[1:]} parties to the conflict claim {total['claimed']:,} {what}, and others report"
        f" {total['reported']:,}{both}. Reported are {_rate(total, 'reported')} a {asked.per} (95 % interval, if events come"
        " by chance alone)."
    )


def _figures(total: Row, of: str, about: str, days: str) -> str:
    who = f" {about}" if about else ""
    events = f"{total['counted']:,} events{who} {days}"
    if total["estimated_best"] is None:
        return f"No source gives a number of {of} for any of {events}. {_NO_PROOF}"
    low, high = total["estimated_low"], total["estimated_high"]
    ends = (
        f"{low or 0:,} to {high:,}" if high is not None else f"at least {low or 0:,}, no upper end is known"
    )
    told, none = total["counted"] - total["no_figure"], total["no_figure"]
    lacking = f"; the other {none:,} have no figure and are not in the sum" if none else ""
    return f"An estimated {total['estimated_best']:,} {of} ({ends}) in {told:,} of {events}{lacking}."


def _rate(row: Row, basis: str) -> str:
    value, low, high = (row[f"{basis}_rate{end}"] for end in ("", "_low", "_high"))
    return f"{number(value)} ({number(low)} to {number(high)})"


def _days(first: date, last: date) -> str:
    return f"from {_day(first)} to {_day(last)}"


def _day(on: date) -> str:
    return f"{on.day} {on:%B} {on.year}"
