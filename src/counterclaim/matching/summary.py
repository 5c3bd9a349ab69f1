"""A comparison in figures: how much of theirs is found, by type and by month, and how the figures agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import Any

from counterclaim.matching.candidates import days_apart, km_apart
from counterclaim.matching.comparing import Comparison, Match
from counterclaim.matching.scoring import same_figures
from counterclaim.matching.types import SAME, expected, their_label

Json = dict[str, Any]

NOTES = {
    "ucdp": "UCDP lists only events with at least one death, between organised actors that it codes, with a place and "
    "a date; it splits what a report tells of several places, and sums up what it tells of several days.",
    "acled": "ACLED lists events of one day and one place by actors and type, with or without deaths; a fatality of 0 "
    "is both none and not stated. It does not code what is known to no better than a country or a month.",
}
"""What each data set takes in, which is why an event can be in one and not in the other."""
CAUTION = (
    "An event in one only is no error of the other. It can lie outside what one covers or takes in, be dated, "
    "placed or divided otherwise, or be the same event that the windows and the score did not bring together."
)


def summary(found: Comparison) -> Json:
    """Counts and shares; a share of nothing is null."""
    theirs = [match.theirs for match in found.both] + list(found.theirs_only)
    near = {other for _, other in found.near}
    return {
        "format": found.format,
        "days": found.windows.days,
        "km": found.windows.km,
        "ours": len(found.both) + len(found.ours_only),
        "theirs": len(theirs),
        "both": len(found.both),
        "ours_only": len(found.ours_only),
        "theirs_only": len(found.theirs_only),
        "theirs_found": share(len(found.both), len(theirs)),
        "theirs_also_near": sum(event.id in near for event in found.theirs_only),
        "ours_not_expected": sum(bool(expected(event, found.format)) for event in found.ours_only),
        "by_type": _table(
            "type", (their_label(one) for one in theirs), (their_label(m.theirs) for m in found.both)
        ),
        "by_month": _table(
            "month", (_month(one.start) for one in theirs), (_month(m.theirs.start) for m in found.both)
        ),
        "killed": _figures(found.both),
        "same_days": share(sum(days_apart(m.ours, m.theirs) == 0 for m in found.both), len(found.both)),
        "median_km": _middle(km for m in found.both if (km := km_apart(m.ours, m.theirs)) is not None),
    }


def share(part: int, whole: int) -> float | None:
    """A part of a whole, to three places; null of nothing."""
    return round(part / whole, 3) if whole else None


def _table(of: str, all_: Iterable[str], matched: Iterable[str]) -> list[Json]:
    have, found = Counter(all_), Counter(matched)
    return [
        {of: name, "theirs": count, "both": found[name], "theirs_found": share(found[name], count)}
        for name, count in sorted(have.items())
    ]


def _figures(both: Iterable[Match]) -> Json:
    """How often their best lies within our low to high, among pairs in which both state deaths."""
    compared = within = below = above = 0
    for match in both:
        agree, theirs = same_figures(match.ours, match.theirs), match.theirs.best
        if agree is None or theirs is None:
            continue
        compared += 1
        low = match.ours.low if match.ours.low is not None else match.ours.best
        if agree == SAME:
            within += 1
        elif low is not None and theirs < low:
            below += 1
        else:
            above += 1
    return {
        "compared": compared,
        "theirs_within_ours": within,
        "theirs_below_ours": below,
        "theirs_above_ours": above,
        "share_within": share(within, compared),
    }


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _middle(values: Iterable[float]) -> float | None:
    known = list(values)
    return round(median(known), 1) if known else None
