"""The strip of a place: who most probably held it, column by column of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterclaim.ask.control.answers.rows import ROUND, Row
from counterclaim.ask.control.asking import ControlView
from counterclaim.control.sites import Site
from counterclaim.control.statements import Statement
from counterclaim.control.states import UNKNOWN
from counterclaim.control.strip import back, days_of, letters, strip
from counterclaim.errors import UsageError

COLUMNS = 60
"""Columns of a strip, unless asked otherwise."""


def strip_row(
    view: ControlView,
    site: Site,
    told: Sequence[Statement],
    on: date,
    known_on: date | None,
    start: date | None,
    end: date | None,
    columns: int,
) -> Row:
    """The strip of a place: of the days asked for, else from a week before the first statement to the last or `on`."""
    days = [one.first for one in told] or [on]
    start = start or max(back(min(days), 7), back(on, 730))
    end = end or max([on, *(one.said for one in told)])
    if start > end:
        raise UsageError(f"the dates are the wrong way round: {start} is after {end}")
    columns_of = days_of(start, end, columns)
    model = view.model(known_on)
    if site.id not in model.where:
        return {
            "from": start,
            "to": end,
            "marks": "." * len(columns_of),
            "legend": {".": UNKNOWN},
            "cells": [],
        }
    states = model.states(site.id)
    marks = letters((state, view.name(state, on)) for state in states[:-2])
    cells = strip(columns_of, states, model.now(site.id, columns_of), marks)
    shown = {cell.mark.upper(): cell.state for cell in cells}
    return {
        "from": start,
        "to": end,
        "marks": "".join(cell.mark for cell in cells),
        "legend": {
            mark.lower() if state in states[-2:] else mark: view.name(state, on)
            for mark, state in sorted(shown.items())
        },
        "cells": [
            {
                "day": cell.day,
                "mark": cell.mark,
                "state": cell.state,
                "probability": round(cell.probability, ROUND),
            }
            for cell in cells
        ],
    }
