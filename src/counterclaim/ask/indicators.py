"""A group's sheet of indicators in an area: two periods of a record side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from counterclaim.analysis.indicators.quality import KINDS, Attack, is_attack, is_bomb, kinds, types_of
from counterclaim.analysis.indicators.sheet import Indicator, adjusted, of_rate, of_reach, of_share
from counterclaim.analysis.periods import calendar
from counterclaim.analysis.rates import Bounds, Count
from counterclaim.ask.activity import Activity, activity, is_later
from counterclaim.ask.mix import side_row
from counterclaim.ask.rows import Row
from counterclaim.errors import UsageError
from counterclaim.reference.event_types import event_types

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.record import Record

SCHEMA = "counterclaim.indicators/1"
AREAS = ("country", "admin1", "place")
NOTE = (
    "indicators beside each other, each with its 95 % interval: they are not added up, and none of them is the probability of"
    " anything"
)
_MOST_SHEETS = 50
_MOST_CONTEXT = 200
_FEW = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """The indicators of an area, null for everywhere, and what happened there that may bear on them."""

    area: str | None
    indicators: tuple[Indicator, ...]
    context: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The answer of `record_indicators`."""

    a: Activity
    b: Activity
    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...]

    def to_dict(self) -> Row:
        """JSON-ready."""
        return {
            "schema": SCHEMA,
            "note": NOTE,
            "sheets": [
                {
                    "area": sheet.area,
                    "indicators": [_indicator(one) for one in sheet.indicators],
                    "context": list(sheet.context),
                }
                for sheet in self.sheets
            ],
            "warnings": list(self.warnings),
            "a": side_row(self.a),
            "b": side_row(self.b),
        }


def record_indicators(
    view: RecordView, a: str | Mapping[str, Any], b: str | Mapping[str, Any], *, by: str | None = None
) -> Sheets:
    """The indicators of A's actor in A's days against B's.

    Args:
        view: the record.
        a: a side with an actor, as `counterclaim.ask.activity.activity` takes it.
        b: a side of the same actor, of an earlier time.
        by: ``country``, ``admin1`` or ``place`` for a sheet each; null for one sheet.

    Raises:
        UsageError: a side cannot be, has no actor or another one, or A does not begin after B ends.
    """
    if by is not None and by not in AREAS:
        raise UsageError(f"sheets are by {', '.join(AREAS)}, not by {by[:50]!r}")
    one, other = activity(view, "A", a), activity(view, "B", b)
    if not one.asked.get("actor") or one.asked["actor"] != other.asked.get("actor"):
        raise UsageError("indicators are of one group: give the same actor=NAME in A and in B")
    if not is_later(one, other):
        raise UsageError(f"A must begin after B ends: A begins on {one.start}, B ends on {other.end}")
    # What others did there as well: filters on claims would hide it.
    around = tuple(
        _of_note(
            activity(
                view, side.name, {key: of for key, of in side.asked.items() if key not in ("actor", "type")}
            )
        )
        for side in (one, other)
    )
    areas = [None] if by is None else _areas(one, other, by)
    told = _sentences(view.record, pl.concat([_attacks(side.events) for side in (one, other)]), (one, other))
    split = [_by_area(side, by) for side in (one, other, *around)]
    parts = [[(of[0], of[1].get(area, of[0].events.clear())) for of in split] for area in areas]
    found = adjusted([_indicators(some, told) for some in parts])
    sheets = tuple(
        Sheet(area, indicators, tuple(_context(some[2:])))
        for area, indicators, some in zip(areas, found, parts, strict=True)
    )
    return Sheets(one, other, sheets, tuple(_warnings(one, other, len(areas))))


def _areas(a: Activity, b: Activity, by: str) -> list[str | None]:
    """Areas with an event of the actor's, those of most events first."""
    both = pl.concat([a.own.select(by), b.own.select(by)]).drop_nulls()
    many = both.group_by(by).len().sort(["len", by], descending=[True, False])
    areas: list[str | None] = many[by].head(_MOST_SHEETS).to_list()
    return areas


def _of_note(side: Activity) -> Activity:
    """The stated jailbreaks, arrests and events of context of a side."""
    types = [kind for key in ("jailbreak", "detention", "types") for kind in types_of(key)]
    return replace(side, events=_stated(side.events).filter(pl.col("event_type").is_in(types)))


def _by_area(side: Activity, by: str | None) -> tuple[Activity, Mapping[str | None, pl.DataFrame]]:
    """The events of a side by area; all of them by null where there is one sheet."""
    if by is None:
        return side, {None: side.events}
    return side, {key[0]: some for key, some in side.events.partition_by(by, as_dict=True).items()}


_Part = tuple[Activity, pl.DataFrame]


def _indicators(parts: Sequence[_Part], told: Mapping[str, Sequence[str]]) -> list[Indicator]:
    a, b, around_a, around_b = parts
    own = [_own(events) for _, events in (a, b)]
    sides = (a[0], b[0])
    found = [
        of_rate("rate", "events", *_counts(own, sides), months=(_months(own[0], a[0]), _months(own[1], b[0])))
    ]
    attacks = [[(one, kinds(one)) for one in _listed(_attacks(events), told)] for _, events in (a, b)]
    for key, label in KINDS.items():
        of = [
            [(one, its) for one, its in side if key != "effective_bomb" or is_bomb(one)] for side in attacks
        ]
        hits = [sum(key in its for _, its in side) for side in of]
        what = "of bombs" if key == "effective_bomb" else "of attacks"
        found.append(of_share(key, f"{label}, {what}", (hits[0], len(of[0])), (hits[1], len(of[1]))))
    for key, label in (("place", "places reached"), ("admin1", "provinces reached")):
        reached = [_by(events, key) for events in own]
        found.append(of_reach(f"reach_{key}", label, reached[0], reached[1]))
    for key, label in (
        ("jailbreak", "jailbreaks and escapes, by anyone"),
        ("detention", "arrests, by anyone"),
    ):
        seen = [
            _stated(events).filter(pl.col("event_type").is_in(types_of(key)))
            for _, events in (around_a, around_b)
        ]
        found.append(of_rate(key, label, *_counts(seen, sides)))
    claimed = [events.filter("own_claim") for events in own]
    confirmed = [(int(events["reported"].sum()), events.height) for events in claimed]
    found.append(of_share("confirmed", "own claims that somebody without an interest reports", *confirmed))
    alone = [(int(events["party_only"].sum()), events.height) for events in own]
    found.append(of_share("party_only", "events resting on parties only", *alone))
    return [*found, _effort(a[0], b[0])]


def _effort(a: Activity, b: Activity) -> Indicator:
    """Reports of the days, of everything that the record has read."""
    return of_rate(
        "reports", "reports read, of everything", Count(a.documents, a.days), Count(b.documents, b.days)
    )


def _stated(events: pl.DataFrame) -> pl.DataFrame:
    return events.filter(pl.col("claimed") | pl.col("reported"))


def _own(events: pl.DataFrame) -> pl.DataFrame:
    return _stated(events).filter("own")


def _counts(events: list[pl.DataFrame], sides: tuple[Activity, Activity]) -> tuple[Count, Count]:
    return Count(events[0].height, sides[0].days), Count(events[1].height, sides[1].days)


def _months(events: pl.DataFrame, side: Activity) -> list[Count]:
    counted = dict(events.group_by("month").len().iter_rows())
    months = calendar(side.start, side.end, "month").select("period", "days")
    return [Count(int(counted.get(label, 0)), days) for label, days in months.iter_rows()]


def _attacks(events: pl.DataFrame) -> pl.DataFrame:
    """The actor's attacks, those that were only tried as well."""
    own = events.filter("own", pl.col("claimed") | pl.col("reported") | pl.col("tried"))
    types = [kind for kind in own["event_type"].unique() if is_attack(kind)]
    return own.filter(pl.col("event_type").is_in(types))


def _listed(attacks: pl.DataFrame, told: Mapping[str, Sequence[str]]) -> list[Attack]:
    columns = ("event_type", "method", "killed", "injured", "id")
    return [
        Attack(
            kind,
            method,
            None if killed is None and injured is None else (killed or 0) + (injured or 0),
            told.get(id_, ()),
        )
        for kind, method, killed, injured, id_ in attacks.select(columns).iter_rows()
    ]


def _sentences(
    record: Record, attacks: pl.DataFrame, sides: tuple[Activity, Activity]
) -> dict[str, list[str]]:
    """The sentences of the claims heard of each attack, by the event's id."""
    heard = pl.concat([side.said for side in sides]).unique(maintain_order=True)
    heard = heard.join(attacks.select(event="id"), on="event", how="semi", maintain_order="left")
    said = record.sentences(heard["claim"].to_list())
    found: dict[str, list[str]] = {}
    for event, claim in heard.iter_rows():
        found.setdefault(event, []).append(said[claim])
    return found


def _by(events: pl.DataFrame, key: str) -> list[int]:
    column = (
        pl.coalesce("place_id", "place")
        if key == "place"
        else pl.concat_str(["country", "admin1"], separator=" ")
    )
    known = events.filter(pl.col("precision").is_in(["exact", "near"])) if key == "place" else events
    found: list[int] = known.select(at=column).drop_nulls().group_by("at").len()["len"].to_list()
    return found


def _context(around: Sequence[_Part]) -> list[Row]:
    """Deals, withdrawals, surrenders and ends that were declared, by date, whoever did them."""
    rows = []
    for side, events in around:
        told = _stated(events).filter(pl.col("event_type").is_in(types_of("types")))
        rows += [
            {
                "side": side.name,
                "from": row["from"],
                "to": row["to"],
                "what": event_types()[row["event_type"]].label,
                "place": row["place"],
                "country": row["country"],
                "actors": row["actors"],
                "party_only": row["party_only"],
                "event": row["id"],
            }
            for row in told.iter_rows(named=True)
        ]
    return sorted(rows, key=lambda row: (row["from"], row["event"]))[:_MOST_CONTEXT]


def _warnings(a: Activity, b: Activity, sheets: int) -> list[str]:
    said = [*a.notes, *b.notes]
    said += [
        f"{side.name} has only {side.own.height:,} events: hardly anything can be told"
        for side in (a, b)
        if side.own.height < _FEW
    ]
    if sheets == _MOST_SHEETS:
        said.append(f"only the {_MOST_SHEETS} areas of most events are shown")
    said.append(
        "what changed is judged over all figures at once: of those marked, 5 in 100 are expected to be chance"
    )
    return said


def _indicator(of: Indicator) -> Row:
    return {
        "key": of.key,
        "label": of.label,
        "unit": of.unit,
        "a": _bounds(of.a),
        "b": _bounds(of.b),
        "a_count": of.counts[0][0],
        "a_of": of.counts[0][1],
        "b_count": of.counts[1][0],
        "b_of": of.counts[1][1],
        "change": _bounds(of.change),
        "change_is": "ratio" if of.is_ratio else "difference",
        "p": of.p,
        "q": of.q,
        "differs": of.differs,
        "note": of.note or None,
    }


def _bounds(of: Bounds | None) -> Row | None:
    return None if of is None else of.to_dict()
