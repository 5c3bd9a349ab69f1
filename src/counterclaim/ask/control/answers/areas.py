"""Shares of an area by who holds its places."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from counterclaim.ask.control.answers.rows import ROUND, SCHEMA, Row, held_row, place_row, statement_row
from counterclaim.ask.control.asking import ControlView
from counterclaim.ask.control.places import settlements_in
from counterclaim.control.areas import Estimate, shares
from counterclaim.control.sites import AREAS, Site
from counterclaim.errors import UsageError

_SUNDAY = 7


def area_answer(
    view: ControlView,
    area: Site,
    days: Sequence[date],
    *,
    by: str | None = None,
    known_on: date | None = None,
) -> Row:
    """Shares of an area by who holds its places, by number and by population, for each of `days`.

    Places of which nothing is said are not among them: `covered` says how many there are. `by` is the key of the one
    party that is asked for.
    """
    sites = view.sites_in(area)
    view.ready([site.id for site in sites], known_on)
    populations = [site.population for site in sites]
    tables = [view.probabilities(site, days, known_on, then=False) for site in sites]
    rows = []
    for number, day in enumerate(days):
        for one in shares([table[number] for table in tables], populations):
            if by is not None and one.state != by:
                continue
            rows.append(
                {
                    "day": day,
                    "state": one.state,
                    "name": view.name(one.state, day),
                    **_estimate("places", one.of_places),
                    **_estimate("people", one.of_people),
                }
            )
    every = settlements_in(area, view.gazetteer) if view.gazetteer is not None and area.level in AREAS else []
    return {
        "schema": SCHEMA,
        "area": place_row(area),
        "by": view.name(by) if by else None,
        "known_on": known_on or view.last_known,
        "places": len(sites),
        "population": sum(one or 0 for one in populations),
        "covered": {
            "places": len(every) or None,
            "population": sum(one.population or 0 for one in every) or None,
            "without_population": sum(not one for one in populations),
        },
        "shares": rows,
        "said_of_it": [statement_row(one, view) for one in view.told(area.id, known_on)],
        "parts": [held_row(site, view, days[-1], known_on) for site in sites] if days else [],
    }


MOST_DAYS = 20_000
"""Days that a question over time may ask for."""


def days_between(start: date, end: date, step: str) -> list[date]:
    """The last day of each week, month or year from `start` to `end`, or each day; `end` is always among them."""
    if start > end:
        raise UsageError(f"the dates are the wrong way round: {start} is after {end}")
    found = [start + timedelta(number) for number in range((end - start).days + 1)]
    turns: dict[str, Callable[[date], bool]] = {
        "day": lambda _: True,
        "week": lambda day: day.isoweekday() == _SUNDAY,
        "month": lambda day: day.day == monthrange(day.year, day.month)[1],
        "year": lambda day: (day.month, day.day) == (12, 31),
    }
    kept = [day for day in found if turns[step](day)]
    if len(kept) > MOST_DAYS:
        raise UsageError(
            f"from {start} to {end} are {len(kept):,} days to answer for, the most is {MOST_DAYS:,}"
        )
    return kept if kept and kept[-1] == end else [*kept, end]


def _estimate(name: str, one: Estimate | None) -> Row:
    bounds = ("value", "low", "high")
    return {
        f"{name}_{bound}" if bound != "value" else name: None
        if one is None
        else round(getattr(one, bound), ROUND)
        for bound in bounds
    }
