"""The events of one side with what mix, spread and indicators need of each: tactic, target, place, whose word it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
import polars as pl

from counterclaim.analysis.areas import Circle, read_polygons, select
from counterclaim.analysis.frames import FLAGS
from counterclaim.analysis.mix.tables import setting, tactic, target
from counterclaim.ask.flat import Whole, between, claims_meeting, events_meeting, everything, named
from counterclaim.ask.question import filters, first_day, last_day
from counterclaim.ask.rows import Row
from counterclaim.ask.sides import DAY_KEYS, circle, known_basis, parse
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.record import Record
    from counterclaim.reference.actors import ActorRegistry
    from counterclaim.reference.gazetteer import Gazetteer

STATED, FAILED = ("reported", "claimed"), ("foiled", "attempted")
PARTY = "party"
"""The kind of a source that is a party to the conflict, whatever else it is."""
_OF_CLAIM = ("source", "kind", "modality", "text", "document")
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
    "actors": pl.List(pl.String),
}
ACTIVITY = pl.Schema(_COLUMNS)
"""A row an event that somebody states, or says was tried. `own`: the actor asked for does it; `killed` and `injured` are the
low ends of the estimates, what is sure at least; `kinds` are those of the sources that state it."""


@dataclass(frozen=True, slots=True)
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

    @property
    def own(self) -> pl.DataFrame:
        """The stated events that the actor asked for does; of everybody where none was asked for."""
        return self.events.filter("own", pl.col("claimed") | pl.col("reported"))


@dataclass(frozen=True, slots=True)
class _Known:
    """What events are looked up in."""

    view: RecordView
    whole: Whole
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
        doers = _doers(whole, question.get("actor"), claims)
        many = claims["_unit"].n_unique()
        known = _heard(_Known(view, whole, gazetteer), claims, inside, doers)
    else:
        known = _whole(view, whole, gazetteer, index)
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


@dataclass(frozen=True, slots=True)
class _Heard:
    """Events by `ACTIVITY`, with the ``_unit`` of each, and their claims."""

    events: pl.DataFrame
    units: pl.Series
    said: pl.DataFrame

    def among(self, events: pl.DataFrame) -> _Heard:
        """Those of the events."""
        columns = [of.to_numpy() for of in (self.units, self.said["_unit"], events["_unit"])]
        there = np.zeros(max((int(of.max()) + 1 for of in columns if len(of)), default=0), dtype=np.bool_)
        there[columns[2]] = True
        mine, theirs = (pl.Series(there[of], dtype=pl.Boolean) for of in columns[:2])
        return _Heard(self.events.filter(mine), self.units.filter(mine), self.said.filter(theirs))

    def told(self) -> pl.DataFrame:
        """The claims heard of each event."""
        ids = pl.DataFrame({"_unit": self.units, "event": self.events["id"]})
        heard = self.said.filter("heard").select("_unit", claim="id")
        return ids.join(heard, on="_unit", maintain_order="right").select("event", "claim")


_WHOLE: WeakKeyDictionary[Record, tuple[str, str | None, _Heard]] = WeakKeyDictionary()


def _whole(view: RecordView, whole: Whole, gazetteer: Gazetteer | None, index: str | None) -> _Heard:
    """All events with all of their claims, kept until the record changes: what sides without filters on claims have."""
    state = view.record.state()
    known = _WHOLE.get(view.record)
    if known is None or known[:2] != (state, index):
        claims = whole.claims.drop_nulls("_unit")
        known = state, index, _heard(_Known(view, whole, gazetteer), claims, whole.events, None)
        _WHOLE[view.record] = known
    return known[2]


def _heard(known: _Known, claims: pl.DataFrame, found: pl.DataFrame, doers: frozenset[str] | None) -> _Heard:
    """Those of the events found that have one of the claims, in the order of the claims."""
    claims = claims.join(found.select("_unit"), on="_unit", how="semi", maintain_order="left")
    events = claims.select("_unit").unique(maintain_order=True).join(found, on="_unit", maintain_order="left")
    said = _said(known.whole, claims, events, doers)
    return _Heard(_rows(known, events, said, doers), events["_unit"], said)


def _said(
    whole: Whole, claims: pl.DataFrame, events: pl.DataFrame, doers: frozenset[str] | None
) -> pl.DataFrame:
    """The claims of events, with whether they state it, whether they are the actor's own, and their source."""
    of = whole.said.select(pl.all().gather(claims["_claim"]))
    status = events.select("_unit", gone=pl.col("status") == "retracted")
    interested = pl.col("source_interested").fill_null(False)
    rows = pl.concat(
        [claims.select("_unit", "_claim", "id", "modality", "method", "source"), of], how="horizontal"
    )
    return (
        rows.join(status, on="_unit", how="left", maintain_order="left")
        .with_columns(
            party=interested,
            stating=pl.col("modality").is_in(STATED) & ~pl.col("gone"),
            tried=pl.col("modality").is_in(FAILED) & ~pl.col("gone"),
            kind=pl.when(interested)
            .then(pl.lit(PARTY))
            .otherwise(pl.coalesce(pl.col("source_type").cast(pl.String), pl.lit("publisher"))),
            source=pl.when(pl.col("source").cast(pl.String).fill_null("") == "")
            .then(pl.lit("not named"))
            .otherwise(pl.col("source").cast(pl.String)),
            own=interested
            & (pl.lit(True) if doers is None else pl.col("_claim").is_in(_by(whole, doers).implode())),
        )
        .with_columns(heard=pl.col("stating") | ~pl.col("stating").any().over("_unit"))
    )


def _rows(
    known: _Known, events: pl.DataFrame, said: pl.DataFrame, doers: frozenset[str] | None
) -> pl.DataFrame:
    """Events and their claims by `ACTIVITY`."""
    acts = known.whole.acts.select(pl.all().gather(events["_unit"]))
    stating, heard = pl.col("stating"), pl.col("heard")
    of_claims = said.group_by("_unit").agg(
        claimed=(stating & pl.col("party")).any(),
        own_claim=(stating & pl.col("own")).any(),
        reported=(stating & ~pl.col("party")).any(),
        tried=pl.col("tried").any(),
        when_known=(heard & pl.col("time_when").is_not_null()).any(),
    )
    stated = said.filter("stating")
    for name, kind in (("kinds", "kind"), ("sources", "source")):
        of_claims = of_claims.join(_each(stated, kind, name), on="_unit", how="left")
    for name in ("time_when", "time_said"):
        of_claims = of_claims.join(_only(said.filter("heard"), name), on="_unit", how="left")
    of_claims = of_claims.with_columns(pl.col("kinds", "sources").fill_null([]))
    own = (
        pl.lit(True)
        if doers is None
        else pl.col("actors").list.eval(pl.element().is_in(sorted(doers))).list.any()
    )
    rows = (
        pl.concat([events.drop("actor", "target", *FLAGS), acts], how="horizontal")
        .join(of_claims, on="_unit", how="left", maintain_order="left")
        .join(_commonest(said.filter("heard"), "method"), on="_unit", how="left", maintain_order="left")
        .with_columns(own=own, event_type=pl.col("type"))
    )
    rows = rows.join(
        _tactics(rows), on=["event_type", "method"], how="left", nulls_equal=True, maintain_order="left"
    )
    rows = rows.join(_settings(rows, known.gazetteer), on=["place_id", "precision", "relation"], how="left",
                     nulls_equal=True, maintain_order="left")  # fmt: skip
    rows = rows.join(_targets(rows, known.view.registry), on="_unit", how="left", maintain_order="left")
    made = rows.select(
        *(name for name in ACTIVITY if name not in _MADE),
        month=pl.col("from").dt.strftime("%Y-%m"),
        killed="killed_low",
        injured="injured_low",
        party_only=pl.col("claimed") & ~pl.col("reported"),
        time=pl.when("when_known").then("time_when").otherwise("time_said"),
        actors=_names("actors", rows, known.view),
    )
    return made.select(pl.col(name).cast(kind) for name, kind in ACTIVITY.items())


_MADE = ("month", "killed", "injured", "party_only", "time", "actors")


def _each(said: pl.DataFrame, name: str, into: str) -> pl.DataFrame:
    """The values that the claims of each event have, each once, by name."""
    values = _told_apart(said, name)
    lists = values.sort("_unit", "_code").group_by("_unit", maintain_order=True).agg(pl.col(name).alias(into))
    return lists.cast({into: pl.List(pl.String)})


def _only(said: pl.DataFrame, name: str) -> pl.DataFrame:
    """The one value that the claims of an event have; events whose claims have several are left out."""
    values = _told_apart(said, name)
    return values.filter(~pl.col("_unit").is_duplicated()).select("_unit", name)


def _told_apart(said: pl.DataFrame, name: str) -> pl.DataFrame:
    """A row for each value that the claims of an event have, with ``_code``, whose order is that of the values."""
    found = said.select("_unit", name).drop_nulls()
    values = found.select(name).unique().sort(name).with_row_index("_code")
    coded = found.join(values, on=name).select("_unit", "_code").unique()
    return coded.join(values, on="_code")


def _commonest(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """The commonest value of each event, of several the first by name."""
    counted = rows.select("_unit", pl.col(name).cast(pl.String)).drop_nulls().group_by("_unit", name).len()
    return (
        counted.sort(["len", name], descending=[True, False])
        .unique("_unit", keep="first", maintain_order=True)
        .drop("len")
    )


def _tactics(rows: pl.DataFrame) -> pl.DataFrame:
    """Tactic and posture of each type and method that there is."""
    pairs = rows.select("event_type", "method").unique()
    found = [tactic(kind, method) for kind, method in pairs.iter_rows()]
    return pairs.with_columns(
        tactic=pl.Series([one for one, _ in found], dtype=pl.String),
        posture=pl.Series([one for _, one in found], dtype=pl.String),
    )


def _settings(rows: pl.DataFrame, gazetteer: Gazetteer | None) -> pl.DataFrame:
    """Town or country of each place that there is."""
    places = rows.select("place_id", "precision", "relation").unique()
    found = [_setting(id_, fine, relation, gazetteer) for id_, fine, relation in places.iter_rows()]
    return places.with_columns(setting=pl.Series(found, dtype=pl.String))


def _targets(rows: pl.DataFrame, registry: ActorRegistry) -> pl.DataFrame:
    """Who is the target of each event: the commonest of its targets' kinds."""
    listed = rows.select("_unit", pl.col("targets").cast(pl.List(pl.String))).explode("targets").drop_nulls()
    known = {id_: registry.get(id_) for id_ in listed["targets"].unique()}
    said = {id_: target(actor.kind if actor else None) for id_, actor in known.items()}
    return _commonest(listed.with_columns(target=pl.col("targets").replace(said)), "target")


def _names(key: str, rows: pl.DataFrame, view: RecordView) -> pl.Expr:
    """The names of those that the registry knows, in their order."""
    ids = rows[key].explode().drop_nulls().unique().cast(pl.String)
    shown = {id_: view.actor_name(id_) for id_ in ids if view.registry.get(id_)}
    one = pl.element().filter(pl.element().is_in(list(shown)))
    return pl.col(key).cast(pl.List(pl.String)).list.eval(one.replace(shown))


def _doers(whole: Whole, asked: str | None, claims: pl.DataFrame) -> frozenset[str] | None:
    """The ids, or the names of those without one, that the filter on actors means."""
    if not asked:
        return None
    mentions = named(whole, asked, ("actor", "target")).join(claims, on="_claim", how="semi")
    names = whole.names.select(pl.coalesce("actor_id", "name").alias("name"))["name"]
    return frozenset((asked, *names.gather(mentions["name"].unique())))


def _by(whole: Whole, doers: frozenset[str]) -> pl.Series:
    """The numbers of the claims that doers, by id or name, are a source of."""
    is_doer = pl.col("actor_id").is_in(sorted(doers)) | pl.col("name").is_in(sorted(doers))
    codes = whole.names.with_row_index("code").filter(is_doer.fill_null(False))["code"]
    links = whole.mentions.filter(pl.col("side") == "source", pl.col("name").is_in(codes.implode()))
    return links["_claim"].unique()


def _setting(
    place: str | None, precision: str | None, told: str | None, gazetteer: Gazetteer | None
) -> str | None:
    if gazetteer is None or not place or precision not in ("exact", "near"):
        return None
    entry = gazetteer.get(place)
    if entry is None:
        return None
    relation = json.loads(told) if told else {}
    beyond = [km for km in relation.values() if km is not None]
    if relation and not beyond:
        return None
    return setting(entry.kind, entry.population, max(beyond) if beyond else None)


def _gazetteer(path: str | None) -> Gazetteer | None:
    """The index of places, if there is one that can be used: none is built for this."""
    from counterclaim.reference.gazetteer import Gazetteer

    return Gazetteer.open(path) if Gazetteer.status(path).state == "ready" else None
