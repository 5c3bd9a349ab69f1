"""A source: what it reports, whom it copies and who copies it, how independent, how late, and its bias."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import quantiles
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from counterclaim.ask.details.claim_lists import how_many, latest_claims
from counterclaim.ask.details.event_lists import by_period, by_type, by_value
from counterclaim.ask.details.opened import Opened
from counterclaim.ask.details.sides import bodies
from counterclaim.ask.rows import Row
from counterclaim.events.hearing import source_key
from counterclaim.events.provenance.publishers import publisher_key
from counterclaim.model import Attribution, Modality, SourceType
from counterclaim.record.fold import name_key
from counterclaim.record.schema import claim_sources, claims, documents, source_names

LISTED = 20
MOST_DOCUMENTS = 2_000
"""Documents of a source that are looked through for copies, drawn by id as the claims are."""
MOST_READ = 5_000
"""Claims of a source that are looked through: the first by id, which is a hash, so that they are as good as drawn."""
_MOST_OTHERS = 20
_CHUNK = 500
_BINS = ((0, 0), (1, 1), (2, 2), (3, 7), (8, 30), (31, 365), (366, None))
_ACTOR = "actor:"
_AFTER = "\U0010ffff"


class _Said(NamedTuple):
    """A claim in which a source stands: what, when, and where in the chain. `last` is the place of the last link."""

    claim: str
    type: str
    modality: str
    when_from: date | None
    when_to: date | None
    published: date | None
    published_to: date | None
    position: int
    last: int


def source_detail(opened: Opened, key: str, bias: Row) -> Row | None:
    """What the record has of the source of that key; null when nothing.

    `bias` is the answer of `RecordView.bias`, or ``{"biases": null, "limits": [why]}`` where it was not computed.
    """
    with opened.reading() as connection:
        names = list(connection.scalars(select(source_names.c.name).where(source_names.c.key == key)))
        link = _is(opened, key, names)
        drawn = _every(link).order_by(claim_sources.c.claim_id).limit(MOST_READ)
        ids: list[str] = list(connection.scalars(drawn))
        said = _said(connection, link, ids)
        issued = _issued(connection, key, names)
        if not said and not issued:
            return None
        own = [one for one in said if one.position == one.last]
        return {
            "key": key,
            "name": _name(opened, key, names),
            "names": sorted(names),
            "actor": key.removeprefix(_ACTOR) if key.startswith(_ACTOR) else None,
            "types": by_value(_types(connection, link, ids)),
            "claims_total": how_many(connection, _every(link)) if len(ids) == MOST_READ else len(ids),
            "looked_at": len(said),
            "documents_total": _how_many_issued(connection, names)
            if len(issued) == MOST_DOCUMENTS
            else len(issued),
            "periods": by_period(one.when_from for one in said),
            "event_types": by_type(one.type for one in said),
            "modalities": by_value(one.modality for one in said),
            "claims": latest_claims(connection, ids, LISTED),
            "independence": {
                "own_word": len(own),
                "passed_on": len(said) - len(own),
                "documents": len(issued),
                "copies": sum(1 for family in issued.values() if family is not None),
            },
            "delay": delay((one.when_to, one.published) for one in said if _is_dated(one)),
            **_copying(connection, issued),
            "cites": _beside(connection, link, ids, 1, key),
            "cited_by": _beside(connection, link, ids, -1, key),
            "bias": {
                "rows": [one for one in bias["biases"] or () if one["source"] == key],
                "computed": bias["biases"] is not None,
                "limits": bias["limits"],
            },
        }


def _is(opened: Opened, key: str, names: Iterable[str]) -> ColumnElement[bool]:
    """A row of `claim_sources` is this source: by its actor, else by a spelling of its name."""
    table = claim_sources.c
    folded = [name_key(name) for name in names]
    spelt = [
        and_(table.name_key >= one, table.name_key < one + _AFTER, table.actor_id.is_(None))
        for one in folded
        if one
    ]
    if key.startswith(_ACTOR):
        spelt.append(table.actor_id.in_(bodies(opened.registry, key.removeprefix(_ACTOR))))
    return or_(*spelt) if spelt else table.claim_id.is_(None)


def _every(link: ColumnElement[bool]) -> Select[Any]:
    """The ids of all claims that it stands in."""
    return select(claim_sources.c.claim_id).where(link).distinct()


def _said(connection: Connection, link: ColumnElement[bool], ids: Sequence[str]) -> list[_Said]:
    """Of each claim the place in the chain that is nearest to the event."""
    other = claim_sources.alias()
    last = select(func.max(other.c.position)).where(other.c.claim_id == claims.c.id).scalar_subquery()
    query = (
        select(
            claims.c.id,
            claims.c.event_type,
            claims.c.modality,
            claims.c.when_from,
            claims.c.when_to,
            documents.c.published_from,
            documents.c.published_to,
            func.max(claim_sources.c.position),
            last,
        )
        .select_from(claim_sources)
        .join(claims, claims.c.id == claim_sources.c.claim_id)
        .join(documents, documents.c.id == claims.c.document_id)
        .where(link, claim_sources.c.claim_id.in_(ids))
        .group_by(claims.c.seq, documents.c.id)
        .order_by(claims.c.id)
    )
    return [_Said(*row) for row in connection.execute(query)]


def _issued(connection: Connection, key: str, names: Iterable[str]) -> dict[str, str | None]:
    """The documents that it publishes, each with the one of another publisher that it is a copy of."""
    folded = [one for name in names if (one := name_key(name))]
    first = documents.alias()
    query = (
        select(documents.c.id, documents.c.publisher, documents.c.family, first.c.publisher)
        .outerjoin(first, first.c.id == documents.c.family)
        .where(documents.c.publisher_key.in_(folded))
        .order_by(documents.c.id)
        .limit(MOST_DOCUMENTS)
    )
    return {
        id_: family if family not in (None, id_) and original and publisher_key(original) != key else None
        for id_, publisher, family, original in connection.execute(query)
        if publisher and publisher_key(publisher) == key
    }


def _how_many_issued(connection: Connection, names: Iterable[str]) -> int:
    folded = [one for name in names if (one := name_key(name))]
    query = select(func.count()).select_from(documents).where(documents.c.publisher_key.in_(folded))
    return int(connection.scalar(query) or 0)


def _copying(connection: Connection, issued: dict[str, str | None]) -> Row:
    """Whose reports it copies, and who copies its own: ``{key, name, count}``, the most first."""
    originals = Counter(family for family in issued.values() if family is not None)
    copies: Counter[str] = Counter()
    ids = list(issued)
    for start in range(0, len(ids), _CHUNK):
        query = select(documents.c.id, documents.c.family, documents.c.publisher)
        for id_, family, publisher in connection.execute(
            query.where(documents.c.family.in_(ids[start : start + _CHUNK]))
        ):
            if id_ != family and id_ not in issued and publisher:
                copies[publisher] += 1
    names: dict[str, str] = {}
    firsts = list(originals)
    for start in range(0, len(firsts), _CHUNK):
        query = select(documents.c.id, documents.c.publisher).where(
            documents.c.id.in_(firsts[start : start + _CHUNK])
        )
        names.update({row.id: row.publisher or row.id for row in connection.execute(query)})
    copied: Counter[str] = Counter()
    for id_, count in originals.items():
        copied[names[id_]] += count
    return {"copies": _others(copied), "copied_by": _others(copies)}


def _others(counted: Counter[str]) -> list[Row]:
    """Publishers by key: spellings of one name are one."""
    keys: dict[str, Counter[str]] = {}
    for name, count in counted.items():
        keys.setdefault(publisher_key(name), Counter())[name] += count
    ordered = sorted(keys, key=lambda key: (-keys[key].total(), key))[:_MOST_OTHERS]
    return [
        {"key": key, "name": keys[key].most_common(1)[0][0], "count": keys[key].total()} for key in ordered
    ]


def _beside(
    connection: Connection, link: ColumnElement[bool], ids: Sequence[str], step: int, key: str
) -> list[Row]:
    """The sources one link further in (1: it cites them) or out (-1: they cite it): ``{key, name, count}``."""
    other = claim_sources.alias()
    query = (
        select(other.c.name, other.c.type, other.c.actor_id, func.count())
        .select_from(claim_sources)
        .join(
            other,
            and_(
                other.c.claim_id == claim_sources.c.claim_id,
                other.c.position == claim_sources.c.position + step,
            ),
        )
        .where(link, claim_sources.c.claim_id.in_(ids))
        .group_by(other.c.name, other.c.type, other.c.actor_id)
    )
    found: dict[str, Row] = {}
    for name, kind, actor, count in connection.execute(query):
        known = source_key(Attribution(name, SourceType(kind), actor))
        if known == key:
            continue
        row = found.setdefault(known or f"unnamed {name}", {"key": known, "name": name, "count": 0})
        row["count"] += count
    return sorted(found.values(), key=lambda row: (-row["count"], row["name"]))[:_MOST_OTHERS]


def _types(connection: Connection, link: ColumnElement[bool], ids: Sequence[str]) -> Iterable[str]:
    query: Select[Any] = (
        select(claim_sources.c.type, func.count())
        .where(link, claim_sources.c.claim_id.in_(ids))
        .group_by(claim_sources.c.type)
    )
    return (kind for kind, count in connection.execute(query) for _ in range(count))


def _name(opened: Opened, key: str, names: list[str]) -> str:
    if key.startswith(_ACTOR):
        id_ = key.removeprefix(_ACTOR)
        if id_ in opened.names:
            return opened.names[id_]
        if id_.startswith("state."):
            return opened.names.get(f"gov.{id_.removeprefix('state.')}", id_)
    return min(names, key=lambda name: (-len(name), name), default=key)


def _is_dated(one: _Said) -> bool:
    """Whether both the event and the report are known to the day, and the event is told of as past."""
    past = one.modality in (Modality.REPORTED, Modality.CLAIMED)
    days = (one.when_to, one.published)
    return past and None not in days and days == (one.when_from, one.published_to)


def delay(pairs: Iterable[tuple[date | None, date | None]]) -> Row:
    """Days from an event to the report of it: ``{n, median, lower, upper, bins, before}``.

    `lower` and `upper` are the quartiles; `bins` are ``{low, high, count}``, the last one open; `before` counts
    reports dated before the event, which are left out.
    """
    days = [(report - event).days for event, report in pairs if event is not None and report is not None]
    late = sorted(day for day in days if day >= 0)
    lower, median, upper = _quartiles(late)
    return {
        "n": len(late),
        "median": median,
        "lower": lower,
        "upper": upper,
        "before": len(days) - len(late),
        "bins": [
            {
                "low": low,
                "high": high,
                "count": sum(1 for day in late if low <= day and (high is None or day <= high)),
            }
            for low, high in _BINS
        ],
    }


def _quartiles(ordered: list[int]) -> tuple[float | None, float | None, float | None]:
    if len(ordered) < 2:
        return (ordered[0], ordered[0], ordered[0]) if ordered else (None, None, None)
    lower, median, upper = quantiles(ordered, n=4, method="inclusive")
    return lower, median, upper
