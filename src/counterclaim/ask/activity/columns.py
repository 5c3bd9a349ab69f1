"""A row an event: its own columns, and what its claims together say of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

from counterclaim.analysis.frames import FLAGS
from counterclaim.analysis.mix.tables import setting, tactic, target

if TYPE_CHECKING:
    from counterclaim.ask.activity.heard import Known
    from counterclaim.ask.view import RecordView
    from counterclaim.reference.actors import ActorRegistry
    from counterclaim.reference.gazetteer import Gazetteer

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


def rows_of(
    known: Known, events: pl.DataFrame, said: pl.DataFrame, doers: frozenset[str] | None
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
