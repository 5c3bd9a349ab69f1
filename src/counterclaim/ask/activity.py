"""The events of one side with what mix, spread and indicators need of each: tactic, target, place, whose word it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from counterclaim.analysis.areas import Circle, read_polygons, select
from counterclaim.analysis.mix.tables import setting, tactic, target, time_of_day
from counterclaim.ask.question import Question, first_day, last_day
from counterclaim.ask.rows import Row, day
from counterclaim.ask.sides import DAY_KEYS, circle, known_basis, parse
from counterclaim.errors import UsageError
from counterclaim.record.fold import fold_name, name_key

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.reference.actors import ActorRegistry
    from counterclaim.reference.gazetteer import Gazetteer

Json = Mapping[str, Any]
STATED, FAILED = ("reported", "claimed"), ("foiled", "attempted")
PARTY = "party"
"""The kind of a source that is a party to the conflict, whatever else it is."""
_REFUSED = ("of", "rule", "count", "days", "unit", "area", "target")
_Types = dict[str, pl.DataType | type[pl.DataType]]
_COLUMNS: _Types = {
    "id": pl.String,
    "event_type": pl.String,
    "status": pl.String,
    "from": pl.Date,
    "to": pl.Date,
    "month": pl.String,
    "place_id": pl.String,
    "place": pl.String,
    "admin1": pl.String,
    "country": pl.String,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "radius_km": pl.Float64,
    "precision": pl.String,
    "own": pl.Boolean,
    "method": pl.String,
    "tactic": pl.String,
    "posture": pl.String,
    "target": pl.String,
    "time": pl.String,
    "setting": pl.String,
    "killed": pl.Int64,
    "injured": pl.Int64,
    "claimed": pl.Boolean,
    "own_claim": pl.Boolean,
    "reported": pl.Boolean,
    "tried": pl.Boolean,
    "party_only": pl.Boolean,
    "kinds": pl.List(pl.String),
    "sources": pl.List(pl.String),
    "documents": pl.List(pl.String),
    "actors": pl.List(pl.String),
    "sentences": pl.List(pl.String),
}
ACTIVITY = pl.Schema(_COLUMNS)
"""A row an event that somebody states, or says was tried. `own`: the actor asked for does it; `killed` and `injured` are the
low ends of the estimates, what is sure at least; `kinds` are those of the sources that state it."""


@dataclass(frozen=True, slots=True)
class Activity:
    """Events of a side, its days, and what is to be known of them."""

    name: str
    events: pl.DataFrame
    start: date
    end: date
    who: str | None
    documents: int
    notes: tuple[str, ...]
    asked: Row

    @property
    def days(self) -> int:
        """How many days were asked for."""
        return (self.end - self.start).days + 1

    @property
    def own(self) -> pl.DataFrame:
        """The stated events that the actor asked for does; of everybody where none was asked for."""
        return self.events.filter("own", pl.col("claimed") | pl.col("reported"))


@dataclass(frozen=True, slots=True)
class _Known:
    """What events are looked up in."""

    view: RecordView
    gazetteer: Gazetteer | None


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
    events, notes = _events(view, question, (start, end), gazetteer)
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
    pages = view.page("documents", start=start, end=end, limit=0)
    who = view.actor_name(question["actor"]) if question.get("actor") else None
    return Activity(
        name, events, start, end, who, pages.total, tuple(f"{name}: {note}" for note in notes), asked
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
) -> tuple[pl.DataFrame, list[str]]:
    asked: Question = question  # type: ignore[assignment]
    events = {event["id"]: event for event in view.iter_events(**asked)}
    of = {claim: id_ for id_, event in events.items() for claim in event["claims"]}
    wanted = {
        key: value
        for key, value in question.items()
        if key in ("source", "kind", "modality", "text", "document")
    }
    claims: dict[str, list[Json]] = {}
    for claim in view.iter_claims(**wanted):
        if claim["id"] in of:
            claims.setdefault(of[claim["id"]], []).append(claim)
    doers = _doers(question.get("actor"), claims)
    known = _Known(view, _gazetteer(index))
    notes, rows, outside = [], [], 0
    for id_, said in claims.items():
        event = events[id_]
        when = event["when"] or {}
        first, last = day(when.get("from")), day(when.get("to"))
        if first is None or last is None or first < within[0] or last > within[1]:
            outside += 1
            continue
        rows.append(_row(known, event, said, doers, (first, last)))
    frame = pl.DataFrame(rows, schema=ACTIVITY)
    if outside:
        notes.append(f"{outside:,} events have no sure date inside its days: left out")
    tried = frame.filter("tried", ~(pl.col("claimed") | pl.col("reported"))).height
    if tried:
        notes.append(f"{tried:,} events were only tried or stopped: not among those that took place")
    others = frame.filter(~pl.col("own")).height
    if others:
        notes.append(f"{others:,} events name {question['actor']} as the one acted on only: not its own acts")
    if known.gazetteer is None:
        notes.append("there is no index of places here: town and country are not known")
    return frame, notes


def _row(
    known: _Known, event: Json, said: list[Json], doers: frozenset[str] | None, days: tuple[date, date]
) -> Row:
    gone = event["status"] == "retracted"
    stating = [] if gone else [claim for claim in said if claim["modality"] in STATED]
    sides = [_interested(claim) for claim in stating]
    method = _commonest(claim["method"] for claim in stating or said)
    name, posture = tactic(event["event_type"], method)
    place = event["place"] or {}
    totals = {one["what"]: one["low"] for one in event["estimates"] if one["of"] is None}
    return {
        "id": event["id"],
        "event_type": event["event_type"],
        "status": event["status"],
        "from": days[0],
        "to": days[1],
        "month": f"{days[0]:%Y-%m}",
        "place_id": place.get("id"),
        "place": place.get("name") or place.get("text"),
        **{key: place.get(key) for key in ("admin1", "country", "lat", "lon", "radius_km", "precision")},
        "own": doers is None or not doers.isdisjoint(event["actors"]),
        "method": method,
        "tactic": name,
        "posture": posture,
        "target": _target(known.view.registry, event),
        "time": _time(stating or said),
        "setting": _setting(place, known.gazetteer),
        **{what: _fitting(totals.get(what)) for what in ("killed", "injured")},
        "claimed": any(sides),
        "own_claim": any(_own_claim(claim, doers) for claim in stating),
        "reported": not all(sides),
        "tried": not gone and any(claim["modality"] in FAILED for claim in said),
        "party_only": bool(sides) and all(sides),
        "kinds": sorted({_kind(claim) for claim in stating}),
        "sources": sorted({_source(claim) for claim in stating}),
        "documents": sorted({claim["document"]["id"] for claim in said}),
        "actors": [known.view.actor_name(id_) for id_ in event["actors"] if known.view.registry.get(id_)],
        "sentences": [claim["sentence"]["text"] for claim in stating or said],
    }


def _doers(asked: str | None, claims: Mapping[str, list[Json]]) -> frozenset[str] | None:
    """The ids, or the names of those without one, that the filter on actors means."""
    if not asked:
        return None
    words = f" {fold_name(asked)} "
    found = {asked}
    for claim in (one for said in claims.values() for one in said):
        for mention in (*claim["actors"], *claim["targets"]):
            if mention["id"] == asked or words in name_key(mention["name"], mention["text"]):
                found.add(mention["id"] or mention["text"])
    return frozenset(found)


def _own_claim(claim: Json, doers: frozenset[str] | None) -> bool:
    """Whether the actor asked for says so itself; with none asked for, whether any party does."""
    if not _interested(claim):
        return False
    return doers is None or any(
        link["actor"] in doers or link["name"] in doers for link in claim["attribution"]
    )


def _interested(claim: Json) -> bool:
    return bool(claim["attribution"] and claim["attribution"][-1]["interested"])


def _kind(claim: Json) -> str:
    if _interested(claim):
        return PARTY
    return str(claim["attribution"][-1]["type"]) if claim["attribution"] else "publisher"


def _source(claim: Json) -> str:
    name = claim["attribution"][-1]["name"] if claim["attribution"] else claim["document"]["publisher"]
    return str(name or "not named")


def _commonest(values: Iterable[str | None]) -> str | None:
    known = [value for value in values if value]
    return max(sorted(set(known)), key=known.count) if known else None


def _target(registry: ActorRegistry, event: Json) -> str | None:
    actors = [registry.get(id_) for id_ in event["targets"]]
    return _commonest(target(actor.kind if actor else None) for actor in actors)


def _time(claims: list[Json]) -> str | None:
    """By the words of the date where they say it, else by the sentence's."""
    for texts in (
        [claim["when"]["text"] or "" for claim in claims if claim["when"]],
        [claim["sentence"]["text"] for claim in claims],
    ):
        said = {time_of_day(text) for text in texts} - {None}
        if said:
            return said.pop() if len(said) == 1 else None
    return None


def _setting(place: Json, gazetteer: Gazetteer | None) -> str | None:
    if gazetteer is None or not place.get("id") or place.get("precision") not in ("exact", "near"):
        return None
    entry = gazetteer.get(place["id"])
    if entry is None:
        return None
    relation = place.get("relation") or {}
    beyond = [km for km in relation.values() if km is not None]
    if relation and not beyond:
        return None
    return setting(entry.kind, entry.population, max(beyond) if beyond else None)


def _fitting(value: int | None) -> int | None:
    return None if value is None else min(value, 2**63 - 1)


def _gazetteer(path: str | None) -> Gazetteer | None:
    """The index of places, if there is one that can be used: none is built for this."""
    from counterclaim.reference.gazetteer import Gazetteer

    return Gazetteer.open(path) if Gazetteer.status(path).state == "ready" else None
