"""The mix of two sides of a record: tactics, targets, time of day, setting, and the strategy-shift reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from counterclaim.analysis.mix.over_time import SHARES, over_time
from counterclaim.analysis.mix.shares import Share
from counterclaim.analysis.mix.shift import Category, Shift, shift
from counterclaim.analysis.mix.strategy import ACTS, Part, Strategy, strategy
from counterclaim.analysis.mix.tables import POSTURES
from counterclaim.analysis.mix.words import in_words, sentence, warnings
from counterclaim.ask.activity import Activity, activity, is_later
from counterclaim.ask.rows import Row
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.analysis.rates import Bounds
    from counterclaim.ask.view import RecordView

SCHEMA = "counterclaim.mix/1"
KEYS = {
    "posture": "posture",
    "tactic": "tactic",
    "target": "target",
    "time": "time of day",
    "setting": "town or country",
    "source": "kind of source",
}
"""What a mix can be of, and how it is called."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """The answer of `record_mix`. `periods` are the shares over time, of both sides one after another."""

    a: Activity
    b: Activity
    shifts: Mapping[str, Shift]
    strategy: Strategy
    sentence: str
    words: str
    warnings: tuple[str, ...]
    periods: pl.DataFrame

    def to_dict(self) -> Row:
        """JSON-ready."""
        found = self.strategy
        return {
            "schema": SCHEMA,
            "sentence": self.sentence,
            "words": self.words,
            "strategy": {
                "differs": found.differs,
                "odds_ratio": _bounds(found.odds),
                "within_kinds_of_source": _bounds(found.adjusted),
                "sources_shifted_p": found.sources_shifted,
                "explained_by_sources": found.explained,
                "dispersion": found.dispersion,
                "by_kind_of_source": [_part(part) for part in found.by_kind],
                "without_source": [_part(part) for part in found.without],
                **{
                    name: {
                        "events": side.events,
                        "attrition": side.attrition,
                        "hold": side.hold,
                        "party_only": side.party_only,
                        "attrition_share": _bounds(side.share),
                    }
                    for name, side in (("a", found.a), ("b", found.b))
                },
            },
            "mixes": {name: _shift(one) for name, one in self.shifts.items()},
            "periods": self.periods.to_dicts(),
            "warnings": list(self.warnings),
            "a": side_row(self.a),
            "b": side_row(self.b),
        }


def record_mix(
    view: RecordView,
    a: str | Mapping[str, Any],
    b: str | Mapping[str, Any],
    *,
    of: tuple[str, ...] = (),
    period: str | None = None,
    gazetteer: str | None = None,
) -> Mixed:
    """The mix of A against that of B.

    Args:
        view: the record.
        a: a side, as `counterclaim.ask.activity.activity` takes it.
        b: the other.
        of: keys of `KEYS`; all where there are none.
        period: ``week``, ``month``, ``quarter`` or ``year``, for shares over time.
        gazetteer: the index of places, for town and country.

    Raises:
        UsageError: a key, side or period cannot be.
    """
    if unknown := [key for key in of if key not in KEYS]:
        raise UsageError(f"a mix is of {', '.join(KEYS)}, not of {unknown[0][:50]!r}")
    one, other = (activity(view, name, given, gazetteer=gazetteer) for name, given in (("A", a), ("B", b)))
    found = strategy(acts(one.own), acts(other.own))
    later = is_later(one, other)
    who = one.who if one.who == other.who and one.who else "all parties together"
    if not one.asked.get("actor") and not other.asked.get("actor"):
        who = "all parties together"
    return Mixed(
        one,
        other,
        {key: _mixes(one.own, other.own, key) for key in of or KEYS},
        found,
        sentence(found, who, later=later),
        in_words(found, later=later),
        (*warnings(found), *one.notes, *other.notes, *_overlap(one, other)),
        _periods(one, other, period),
    )


def acts(events: pl.DataFrame) -> pl.DataFrame:
    """Events of an activity as the strategy-shift reading takes them."""
    return events.select(ACTS.names())


def side_row(side: Activity) -> Row:
    """A side, JSON-ready: what was asked, its days and how much is behind it."""
    own = side.own
    return {
        "asked": {key: str(value) for key, value in side.asked.items()},
        "from": side.start,
        "to": side.end,
        "days": side.days,
        "count": own.height,
        "reports": side.documents,
        "sources": own["sources"].explode().drop_nulls().n_unique(),
        "party_only": int(own["party_only"].sum()),
        "events": own["id"].to_list(),
    }


def _overlap(a: Activity, b: Activity) -> list[str]:
    shared = len(set(a.own["id"]) & set(b.own["id"]))
    return [f"{shared:,} events are on both sides: A and B are not independent"] if shared else []


def _mixes(a: pl.DataFrame, b: pl.DataFrame, key: str) -> Shift:
    return shift(*({str(name): int(many) for name, many in _counted(side, key)} for side in (a, b)))


def _counted(events: pl.DataFrame, key: str) -> list[tuple[str, int]]:
    """How many events each category has; of several kinds of source, an event counts for the kinds together."""
    column = pl.col("kinds").list.join(" and ") if key == "source" else pl.col(key)
    values = events.select(column.alias(key)).drop_nulls()
    found: list[tuple[str, int]] = values.group_by(key).len().sort(key).rows()
    return found


def _periods(a: Activity, b: Activity, period: str | None) -> pl.DataFrame:
    if period is None:
        return SHARES.to_frame().with_columns(side=pl.lit(None, pl.String))
    seen = {*a.own["posture"], *b.own["posture"]}
    names = [name for name in POSTURES if name in seen]
    return pl.concat(
        over_time(side.own, "posture", names, (side.start, side.end), period).with_columns(
            side=pl.lit(side.name)
        )
        for side in (a, b)
    )


def _bounds(of: Bounds | None) -> Row | None:
    return None if of is None else of.to_dict()


def _part(part: Part) -> Row:
    return {"name": part.name, **part.table._asdict(), "odds_ratio": _bounds(part.odds)}


def _shift(found: Shift) -> Row:
    apart = found.distance
    return {
        "known": dict(zip(("a", "b"), found.total, strict=True)),
        "distance": apart
        and {
            "value": apart.value,
            "by_chance": apart.by_chance,
            "high_by_chance": apart.high_by_chance,
            "p": apart.p,
            "permutations": apart.permutations,
        },
        "categories": [_category(one) for one in found.categories],
    }


def _category(one: Category) -> Row:
    return {
        "category": one.name,
        "a": _share(one.a),
        "b": _share(one.b),
        "difference": _bounds(one.difference),
        "p": one.p,
        "q": one.q,
        "differs": one.differs,
    }


def _share(of: Share) -> Row:
    return {"count": of.count, "total": of.total, "share": _bounds(of.interval), "joint": _bounds(of.joint)}
