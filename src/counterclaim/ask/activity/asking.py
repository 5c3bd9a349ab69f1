"""What a side asks for, and the events that it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from counterclaim.analysis.areas import Circle, read_polygons, select
from counterclaim.ask.activity.heard import Known, doers_of, everything_heard, heard_of
from counterclaim.ask.flat import between, claims_meeting, events_meeting, everything
from counterclaim.ask.question import filters, first_day, last_day
from counterclaim.ask.rows import Row
from counterclaim.ask.sides import DAY_KEYS, circle, known_basis, parse
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.reference.gazetteer import Gazetteer

_OF_CLAIM = ("source", "kind", "modality", "text", "document")
_REFUSED = ("of", "rule", "count", "days", "unit", "area", "target")


@dataclass(frozen=True)
class Activity:
    """Events of a side, its days, and what is to be known of them.

    `said` are the claims heard of each event, by ``event`` and ``claim``: those that state it, else all.
    """

    name: str
    events: pl.DataFrame
    start: date
    end: date
    who: str | None
    documents: int
    notes: tuple[str, ...]
    asked: Row
    said: pl.DataFrame

    @property
    def days(self) -> int:
        """How many days were asked for."""
        return (self.end - self.start).days + 1

    @cached_property
    def own(self) -> pl.DataFrame:
        """The stated events that the actor asked for does; of everybody where none was asked for."""
        return self.events.filter("own", pl.col("claimed") | pl.col("reported"))


def activity(
    view: RecordView, name: str, given: str | Mapping[str, Any], *, gazetteer: str | None = None
) -> Activity:
    """The events that a side finds: ``key=value,key=value`` with filters, ``near``, ``polygon`` and ``basis``.

    `gazetteer` is the index of places, null for the usual one; without one, town and country are not known.

    Raises:
        UsageError: a key or value cannot be, or the days are missing.
    """
    asked = (
        parse(given) if isinstance(given, str) else {DAY_KEYS.get(key, key): v for key, v in given.items()}
    )
    asked = {key: value for key, value in asked.items() if value is not None}
    if unused := [key for key in asked if key in _REFUSED]:
        raise UsageError(f"{unused[0]} cannot be asked for here: only events of a record, by its filters")
    question: Row = {key: value for key, value in asked.items() if key not in ("near", "polygon", "basis")}
    start, end = first_day(question.get("start")), last_day(question.get("end"))
    if start is None or end is None:
        raise UsageError(f"{name} needs its first and its last day: from and to")
    if start > end:
        raise UsageError(f"the dates of {name} are the wrong way round: {start} is after {end}")
    basis = known_basis(asked.get("basis"))
    if basis == "estimated":
        raise UsageError("events have no estimates: basis is reported or claimed")
    events, said, notes = _events(view, question, (start, end), gazetteer)
    if basis:
        events = events.filter(pl.col(basis))
    near, polygon = asked.get("near"), asked.get("polygon")
    if near and polygon:
        raise UsageError("a circle and polygons cannot be asked for together")
    if near or polygon:
        area = Circle(*circle(near)) if near else read_polygons(Path(str(polygon)))
        events, coarse = select(events, area)
        if coarse:
            notes.append(f"{coarse:,} have no place, or one less fine than the area: left out")
    reports = (
        everything(view.record, view.registry)
        .reports.lazy()
        .rename({"published_from": "from", "published": "to"})
    )
    many = between(reports, start, end).select(pl.len()).collect().item()
    who = view.actor_name(question["actor"]) if question.get("actor") else None
    return Activity(
        name, events, start, end, who, many, tuple(f"{name}: {note}" for note in notes), asked, said
    )


def side_of(text: str, common: Mapping[str, Any]) -> Row:
    """What a side asks for: its ``key=value`` pairs, and the filters of both sides that it does not set itself.

    Raises:
        UsageError: the text is none of these.
    """
    return {**common, **parse(text)}


def is_later(a: Activity, b: Activity) -> bool:
    """Whether A is of a time after B."""
    return a.start > b.end


def _events(
    view: RecordView, question: Row, within: tuple[date, date], index: str | None
) -> tuple[pl.DataFrame, pl.DataFrame, list[str]]:
    """Events by `ACTIVITY`, the claims heard of each, and notes on what was left out."""
    whole, record = everything(view.record, view.registry), view.record
    found = events_meeting(whole, record, filters(question))  # type: ignore[arg-type]
    wanted = {key: question[key] for key in _OF_CLAIM if question.get(key)}
    first, last = pl.col("from"), pl.col("to")
    inside = found.filter(((first >= within[0]) & (last <= within[1])).fill_null(False))
    gazetteer, notes = _gazetteer(index), []
    if wanted or question.get("actor"):
        claims = claims_meeting(whole, record, filters(wanted)).drop_nulls("_unit")  # type: ignore[arg-type]
        claims = claims.join(found.select("_unit"), on="_unit", how="semi", maintain_order="left")
        doers = doers_of(whole, question.get("actor"), claims)
        many = claims["_unit"].n_unique()
        known = heard_of(Known(view, whole, gazetteer), claims, inside, doers)
    else:
        known = everything_heard(view, whole, gazetteer, index)
        many = known.among(found).units.len()
        known = known.among(inside)
    frame = known.events
    if outside := many - frame.height:
        notes.append(f"{outside:,} events have no sure date inside its days: left out")
    tried = frame.filter("tried", ~(pl.col("claimed") | pl.col("reported"))).height
    if tried:
        notes.append(f"{tried:,} events were only tried or stopped: not among those that took place")
    others = frame.filter(~pl.col("own")).height
    if others:
        notes.append(f"{others:,} events name {question['actor']} as the one acted on only: not its own acts")
    if gazetteer is None:
        notes.append("there is no index of places here: town and country are not known")
    return frame, known.told(), notes


def put_together(view: RecordView, index: str | None = None) -> None:
    """Have all events ready as sides take them, with the index of places at `index`."""
    everything_heard(view, everything(view.record, view.registry), _gazetteer(index), index)


def _gazetteer(path: str | None) -> Gazetteer | None:
    """The index of places, if there is one that can be used: none is built for this."""
    from counterclaim.reference.gazetteer import Gazetteer

    return Gazetteer.open(path) if Gazetteer.status(path).state == "ready" else None
