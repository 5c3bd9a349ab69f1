"""Places on which sources contradict each other, and how often two sources agree."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from counterclaim.ask.control.answers.rows import LEAST_SHOWN, ROUND, Row, source_row
from counterclaim.ask.control.asking import ControlView
from counterclaim.control.disagreement import Word, agreements, disputes

WITHIN = 14
"""Days that two newest words may lie apart to disagree, unless asked otherwise."""


def disagreement_rows(
    view: ControlView, on: date, *, within: int = WITHIN, known_on: date | None = None
) -> list[Row]:
    """Places on which the newest words of sources contradict each other on a day, those nearest in time first."""
    told = [one for one in view.found.statements if known_on is None or one.said <= known_on]
    rows, found = [], disputes(told, on, within)
    view.ready([one.place for one in found], known_on)
    for one in found:
        site = view.found.sites[one.place]
        now = view.probabilities(site, [on], known_on, then=False)[0]
        rows.append(
            {
                "place": site.name,
                "place_id": site.id,
                "country": site.country,
                "on": on,
                "days_apart": one.days_apart,
                "words": [_word(word, view) for word in one.words],
                "states": [
                    {"name": view.name(state, on), "now": round(chance, ROUND)}
                    for state, chance in sorted(now.items(), key=lambda item: -item[1])
                    if chance >= LEAST_SHOWN
                ],
            }
        )
    return sorted(rows, key=lambda row: (row["days_apart"], row["place"], row["place_id"]))


def agreement_rows(view: ControlView, *, within: int = WITHIN) -> list[Row]:
    """How often each two sources name the same holder of the same place, those most compared first."""
    names = {one.source: view.found.sources[one.id]["source"] for one in view.found.statements}
    rows = [
        {**asdict(one), "a": names.get(one.a, one.a), "b": names.get(one.b, one.b)}
        for one in agreements(view.found.statements, within)
    ]
    return sorted(rows, key=lambda row: (-row["compared"], row["a"], row["b"]))


def _word(word: Word, view: ControlView) -> Row:
    name = view.name(word.party, word.day)
    return {
        "says": f"held by {name}" if word.holds else f"not held by {name}",
        "party": word.party,
        "holds": word.holds,
        "day": word.day,
        **source_row(word.id, view),
    }
