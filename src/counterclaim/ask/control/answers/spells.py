"""Spells, sieges and changes of hands, as an answer tells them."""

from __future__ import annotations

from datetime import date, timedelta

from counterclaim.ask.control.answers.rows import ROUND, Row, source_row
from counterclaim.ask.control.asking import ControlView
from counterclaim.control.sites import AREAS, Site
from counterclaim.control.spells import PRECISE_DAYS, SAME_CHANGE_DAYS, Siege, Spell, spells
from counterclaim.control.statements import Statement
from counterclaim.control.states import UNKNOWN
from counterclaim.control.strip import back, days_of
from counterclaim.errors import UsageError


def change_rows(view: ControlView, start: date, end: date, *, known_on: date | None = None) -> list[Row]:
    """The changes of hands that are told of between two days, by day: who took what from whom, who denies it."""
    if start > end:
        raise UsageError(f"the dates are the wrong way round: {start} is after {end}")
    rows = []
    told = {id_: spells(view.told(id_, known_on)) for id_ in _told_of(view, start, end)}
    changed = [id_ for id_, found in told.items() if any(_began(one, start, end) for one in found)]
    view.ready(changed, known_on)
    for id_ in changed:
        site, found = view.found.sites[id_], told[id_]
        for number, one in enumerate(found):
            if not _began(one, start, end):
                continue
            before = found[number - 1] if number else None
            row = spell_row(one, view, site, known_on)
            former = next((told.former for told in one.statements if told.former), None)
            left = before.holder if before is not None else former
            row["from_holder"] = view.name(left, one.since_last) if left else None
            rows.append({"place": site.name, "place_id": site.id, "country": site.country, **row})
    return sorted(rows, key=lambda row: (row["since_last"], row["since_first"], row["place"]))


def _told_of(view: ControlView, start: date, end: date) -> list[str]:
    """The settlements of which a statement speaks of those days, or shortly before: no others changed hands on them."""
    begin = back(start, SAME_CHANGE_DAYS)
    return [
        id_
        for id_, site in view.found.sites.items()
        if site.level not in AREAS and any(one.first <= end and one.last >= begin for one in view.told(id_))
    ]


def _began(one: Spell, start: date, end: date) -> bool:
    return one.changed and one.since_last >= start and one.since_first <= end


def spell_row(one: Spell, view: ControlView, site: Site, known_on: date | None) -> Row:
    """A time in one hand: between which days it began, until when, how probable, who says and who denies it."""
    end = (
        (one.until or one.since_last) if one.until is None else max(one.since_last, one.until - timedelta(1))
    )
    days = days_of(one.since_last, end, PRECISE_DAYS)
    found = view.probabilities(site, days, known_on, then=False)
    chance = sum(row.get(one.holder or UNKNOWN, 0.0) for row in found) / len(found)
    told = {told.id: told for told in view.told(site.id)}
    return {
        "holder": one.holder,
        "name": view.name(one.holder, one.since_last) if one.holder else "not said",
        "since_first": one.since_first,
        "since_last": one.since_last,
        "until": one.until,
        "changed": one.changed,
        "only_interested": one.only_interested,
        "probability": round(chance, ROUND),
        "sources": [_said(id_, view, told) for id_ in one.sources],
        "denials": [_said(id_, view, told) for id_ in one.denials],
    }


def siege_row(one: Siege) -> Row:
    """A siege or blockade: its days, and who tells of it."""
    return {"first": one.first, "last": one.last, "sources": list(one.sources)}


def _said(id_: str, view: ControlView, told: dict[str, Statement]) -> Row:
    return {"says": told[id_].says.value, **source_row(id_, view)}
