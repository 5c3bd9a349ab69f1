"""The claims of events that are heard: who states them, whose own word it is, and what was only tried."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
import polars as pl

from counterclaim.ask.activity.columns import ACTIVITY, rows_of
from counterclaim.ask.flat import Whole, kept, named
from counterclaim.ask.flat.whole import KEPT_FROM

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.record import Record
    from counterclaim.reference.actors import ActorRegistry
    from counterclaim.reference.gazetteer import Gazetteer

STATED, FAILED = ("reported", "claimed"), ("foiled", "attempted")
_FORM = 1
"""Counted up whenever events are put together in another way."""
_FRAMES = ("events", "units", "said")
PARTY = "party"
"""The kind of a source that is a party to the conflict, whatever else it is."""


@dataclass(frozen=True, slots=True)
class Known:
    """What events are looked up in."""

    view: RecordView
    whole: Whole
    gazetteer: Gazetteer | None


@dataclass(frozen=True, slots=True)
class Heard:
    """Events by `ACTIVITY`, with the ``_unit`` of each, and their claims."""

    events: pl.DataFrame
    units: pl.Series
    said: pl.DataFrame

    def among(self, events: pl.DataFrame) -> Heard:
        """Those of the events."""
        columns = [of.to_numpy() for of in (self.units, self.said["_unit"], events["_unit"])]
        there = np.zeros(max((int(of.max()) + 1 for of in columns if len(of)), default=0), dtype=np.bool_)
        there[columns[2]] = True
        mine, theirs = (pl.Series(there[of], dtype=pl.Boolean) for of in columns[:2])
        return Heard(self.events.filter(mine), self.units.filter(mine), self.said.filter(theirs))

    def told(self) -> pl.DataFrame:
        """The claims heard of each event."""
        ids = pl.DataFrame({"_unit": self.units, "event": self.events["id"]})
        heard = self.said.filter("heard").select("_unit", claim="id")
        return ids.join(heard, on="_unit", maintain_order="right").select("event", "claim")


_Made = tuple[str, "ActorRegistry", str | None, str]
"""What events were put together from, as far as it can change in a process: see `_fingerprint`."""
_WHOLE: WeakKeyDictionary[Record, tuple[_Made, Heard]] = WeakKeyDictionary()


def everything_heard(view: RecordView, whole: Whole, gazetteer: Gazetteer | None, index: str | None) -> Heard:
    """All events with all of their claims, kept until the record changes: what sides without filters on claims have."""
    of: _Made = whole.state, view.registry, index, kept.stamp(gazetteer)
    known = _WHOLE.get(view.record)
    if known is not None and known[0] == of:
        return known[1]
    found = _everything(Known(view, whole, gazetteer))
    if whole.state:
        _WHOLE[view.record] = of, found
    return found


def _everything(known: Known) -> Heard:
    """All events with their claims: of a large record what is kept, or else put together and kept."""
    record, state, claims = known.view.record, known.whole.state, known.whole.claims.drop_nulls("_unit")
    # A state with a day beside it is of a record that is seen with a delay: what is left out must stay so.
    lasting = state.isalnum() and known.whole.claims.height >= KEPT_FROM
    folder = kept.folder(record.meta()["record_id"], state, _fingerprint(known), "heard") if lasting else None
    if folder and (frames := kept.read(folder, _FRAMES)) is not None:
        return Heard(frames["events"], frames["units"].to_series(), frames["said"])
    found = heard_of(known, claims, known.whole.events, None)
    if folder and record.state() == state:  # not written to meanwhile
        kept.write(folder, {"events": found.events, "units": found.units.to_frame(), "said": found.said})
    return found


def _fingerprint(known: Known) -> str:
    tactics = files("counterclaim.analysis.mix") / "data"
    settings = sorted(tactics.iterdir(), key=lambda one: one.name)
    return kept.fingerprint((_FORM, ACTIVITY), known.view.registry, known.gazetteer, settings)


def heard_of(known: Known, claims: pl.DataFrame, found: pl.DataFrame, doers: frozenset[str] | None) -> Heard:
    """Those of the events found that have one of the claims, in the order of the claims."""
    claims = claims.join(found.select("_unit"), on="_unit", how="semi", maintain_order="left")
    events = claims.select("_unit").unique(maintain_order=True).join(found, on="_unit", maintain_order="left")
    said = _said(known.whole, claims, events, doers)
    return Heard(rows_of(known, events, said, doers), events["_unit"], said)


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


def doers_of(whole: Whole, asked: str | None, claims: pl.DataFrame) -> frozenset[str] | None:
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
