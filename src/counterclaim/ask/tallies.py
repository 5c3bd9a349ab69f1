"""Tallies of a record, with the tallies that its sources state beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from counterclaim.analysis.areas import Area, Circle, read_polygons, select
from counterclaim.analysis.frames import Frames
from counterclaim.analysis.rates import Count, rate
from counterclaim.analysis.tallies import Asked, Tally, tally
from counterclaim.ask.effort import nowcasts, with_effort
from counterclaim.ask.flat import everything
from counterclaim.ask.question import Question, first_day, last_day
from counterclaim.ask.rows import Row
from counterclaim.ask.tally_frames import claim_frames, event_frames, told
from counterclaim.errors import UsageError
from counterclaim.events.estimates import DEFAULT, find_rule

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.record import Record

INCIDENTS = ("attacks", "airstrikes", "jailbreaks", "plots")
"""What a stated tally may count one by one, so that its rate has a Poisson interval."""


class TallyQuestion(Question, total=False):
    """A question, and how to tally what it finds.

    Keys:
        of: ``events``, ``claims``, ``killed``, ``injured`` or ``captured``.
        by: keys, such as ``("actor", "country")``; see `counterclaim.analysis.tallies.KEYS`.
        period: ``day``, ``week``, ``month``, ``quarter`` or ``year``.
        per: rates are per ``day``, ``month`` or ``year``.
        near: (latitude, longitude, kilometres) of a circle.
        polygon: a GeoJSON file of polygons.
        rule: the rule of estimates.
        nowcast: whether to say how many the last periods will have once all reports are in.
    """

    of: str
    by: Sequence[str]
    period: str | None
    per: str
    near: tuple[float, float, float] | None
    polygon: str | Path | None
    rule: str | None
    nowcast: bool


_OWN = ("of", "by", "period", "per", "near", "polygon", "rule", "nowcast")
_NOT_ASKED = ("limit", "offset", "order")


@dataclass(frozen=True, slots=True)
class Tallied:
    """The answer of `record_tally`: the tally, its rule in words, and what sources state of the same.

    `frames` are what it was counted from; `nowcast` says of the last periods how many they will have, where that was
    asked for.
    """

    tally: Tally
    rule: str
    told: tuple[Row, ...]
    frames: Frames
    area: Area | None
    nowcast: tuple[Row, ...] = ()

    @property
    def cells(self) -> pl.DataFrame:
        """A cell a row."""
        return self.tally.cells

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be known before the cells are read."""
        return self.tally.notes

    def to_dict(self) -> Row:
        """JSON-ready."""
        asked = self.tally.asked
        return {
            "schema": "counterclaim.tally/1",
            "of": asked.of,
            "by": list(asked.by),
            "period": asked.period,
            "per": asked.per,
            "from": self.tally.start,
            "to": self.tally.end,
            "area": str(self.area) if self.area else None,
            "rule": self.rule,
            "notes": list(self.notes),
            "cells": self.cells.to_dicts(),
            "nowcast": list(self.nowcast),
            "told": list(self.told),
        }


def record_tally(
    view: RecordView, record: Record, question: TallyQuestion, *, beside: bool = True
) -> Tallied:
    """Tally what `question` finds; without `beside`, nothing of what sources state of the same.

    Raises:
        UsageError: a filter, key, rule, period or area cannot be.
        OSError: the file of polygons cannot be opened.
    """
    filters: Row = {
        name: value for name, value in question.items() if name not in (*_OWN, *_NOT_ASKED) and value
    }
    of = question.get("of") or "events"
    asked = Asked(
        of=of,
        by=tuple(question.get("by") or ()),
        period=question.get("period") or None,
        start=first_day(filters.get("start")),
        end=last_day(filters.get("end")),
        per=question.get("per") or "month",
    )
    area = _area(question)
    named = question.get("rule")
    rule = find_rule(named) if named else DEFAULT
    frames = (
        claim_frames(view, record, filters) if of == "claims" else event_frames(view, record, filters, rule)
    )
    notes: list[str] = []
    if area is not None:
        frames, coarse = _inside(frames, area, of)
        if coarse:
            notes.append(f"{coarse:,} have no place, or one less fine than the area: left out")
    found = tally(frames, asked)
    came: tuple[Row, ...] = ()
    if asked.period is not None:
        reports = everything(view.record, view.registry).reports
        found = replace(found, cells=with_effort(found, reports))
        if question.get("nowcast"):
            came, about = nowcasts(found, frames, reports)
            notes += about
    elif question.get("nowcast"):
        raise UsageError("a nowcast is of periods: give day, week or month as the period")
    stated: tuple[Row, ...] = ()
    if beside and of != "claims":
        rows, more = told(view, record, filters)
        stated = tuple(map(_with_rate, rows))
        if more:
            notes.append(f"{more:,} more claims state tallies: ask for fewer days or a place to see them")
    found = replace(found, notes=(*notes, *found.notes))
    return Tallied(found, _rule_words(of, rule.id), stated, frames, area, came)


def _area(question: TallyQuestion) -> Area | None:
    near, polygon = question.get("near"), question.get("polygon")
    if near is not None and polygon is not None:
        raise UsageError("a circle and polygons cannot be asked for together")
    if near is not None:
        return Circle(*near)
    return read_polygons(Path(polygon)) if polygon is not None else None


def _inside(frames: Frames, area: Area, of: str) -> tuple[Frames, int]:
    if of == "claims":
        claims, coarse = select(frames.claims, area)
        return replace(frames, claims=claims), coarse
    events, coarse = select(frames.events, area)
    return replace(frames, events=events), coarse


def _rule_words(of: str, rule: str) -> str:
    if of == "claims":
        return "claims: each sentence of each report that states it, copies included"
    counted = (
        "events as linked from claims: claimed where a party to the conflict states it, reported where somebody"
        " without an interest does; retracted ones count as denied"
    )
    return counted if of == "events" else f"{counted}; {of} of everyone by rule {rule}"


def _with_rate(row: Row) -> Row:
    """A stated tally with its days and the rate a month, where it gives a number of incidents and their days."""
    time: tuple[int, int] | None = row.pop("time")
    first, last = (date.fromordinal(number) for number in time) if time else (None, None)
    days = time[1] - time[0] + 1 if time else None
    monthly: dict[str, Any] = {"value": None, "low": None, "high": None}
    if days and row["what"] in INCIDENTS and row["low"] is not None and row["low"] == row["high"]:
        monthly = dict(rate(Count(row["low"], days), "month").to_dict())
    rates = {
        f"per_month_{name}" if name != "value" else "per_month": value for name, value in monthly.items()
    }
    order = ("source", "interested", "what", "whose", "low", "high", "approximate", "when", "place", "actors")
    rest = ("claim", "document", "sentence")
    return {
        **{key: row[key] for key in order}, "from": first, "to": last, "days": days, **rates,
        **{key: row[key] for key in rest},
    }  # fmt: skip
