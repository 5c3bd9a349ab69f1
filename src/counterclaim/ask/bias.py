"""Biases of the sources of a record, JSON-ready."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from counterclaim.ask.rows import Row
from counterclaim.errors import UsageError
from counterclaim.events.bias import Bias, Statement, fit
from counterclaim.events.bias.claims import statements
from counterclaim.events.bias.limits import limits
from counterclaim.events.provenance import trace
from counterclaim.model import Claim
from counterclaim.pipeline.contexts import contexts
from counterclaim.record import Record

SCHEMA = "counterclaim.bias/1"


def record_bias(record: Record, events: Iterable[Mapping[str, Any]], anchor: Sequence[str] = ()) -> Row:
    """``{schema, anchor, events, figures, biases, limits}`` of the figures of `events`.

    `anchor` are keys of origins as `biases` has them, or their names. Each of `biases` is
    ``{source, name, whose, category, n, estimate, low, high, factor, reason}``; `estimate` is in natural log.

    Raises:
        UsageError: the anchor is no origin, or several.
    """
    names: dict[str, str] = {}
    found = list(_statements(record, events, names))
    chosen = tuple(_origin(name, {one.source: names[one.source] for one in found}) for name in anchor)
    model = fit(found, chosen)
    return {
        "schema": SCHEMA,
        "anchor": list(chosen) or None,
        "events": len({one.item for one in found}),
        "figures": len(found),
        "biases": [_row(one, names) for one in model.biases()] if model else [],
        "limits": list(limits(model, chosen)),
    }


def _row(bias: Bias, names: Mapping[str, str]) -> Row:
    row = asdict(bias)
    return {"source": row.pop("source"), "name": names.get(bias.source, bias.source), **row}


def _statements(
    record: Record, events: Iterable[Mapping[str, Any]], names: dict[str, str]
) -> Iterable[Statement]:
    """The statements of the events that have two claims or more: one claim is compared with nothing.

    `names` is filled with the names of the origins.
    """
    members = {
        claim: event["id"] for event in events if len(event["claims"]) > 1 for claim in event["claims"]
    }
    of: dict[str, list[Claim]] = {}
    for claim in record.iter_claims():
        if claim.id in members:
            of.setdefault(members[claim.id], []).append(claim)
    where = contexts(record, {claim.document_id for claims in of.values() for claim in claims})
    for event, claims in of.items():
        origins = trace(claims, where).origins
        names.update({one.key: one.name for one in origins})
        yield from statements(event, claims, where, {one.key: list(one.claims) for one in origins})


def _origin(asked: str, known: Mapping[str, str]) -> str:
    """The origin, of those `known` by key, that is asked for by its name, its key or the key without its kind."""
    folded = asked.casefold()
    fitting = [
        key
        for key, name in known.items()
        if folded in (name.casefold(), key.casefold(), key.casefold().partition(":")[2])
    ]
    if len(fitting) != 1:
        said = "is no origin with a figure" if not fitting else "is the name of several origins"
        raise UsageError(f"the anchor {asked[:100]!r} {said} in this record")
    return fitting[0]
