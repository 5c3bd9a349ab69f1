"""The sources of a record's statements on control, scored against each other."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from counterclaim.control.sources import scores

if TYPE_CHECKING:
    from datetime import date

    from counterclaim.ask.control.asking import ControlView

Row = dict[str, Any]

_ROUND = 4


def source_rows(view: ControlView, *, known_on: date | None = None) -> list[Row]:
    """How each source fares against all others: see `counterclaim.control.sources.Score`, with its name and interest.

    Raises:
        UsageError: there are fewer than two sources.
    """
    told = [one for one in view.found.statements if known_on is None or one.said <= known_on]
    said = {one.source: view.found.sources[one.id] for one in told}
    interested = {one.source for one in told if one.interested}
    rows = []
    for one in scores(told, view.points, view.reliability):
        row = {
            key: round(value, _ROUND) if isinstance(value, float) else value
            for key, value in asdict(one).items()
        }
        found = said[one.source]
        rows.append(
            {
                "name": found["source"],
                "type": found["source_type"],
                "interested": one.source in interested,
                **row,
            }
        )
    return rows
