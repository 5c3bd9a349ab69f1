"""How the type of an event of ours agrees with theirs."""

from __future__ import annotations

from collections.abc import Collection

from counterclaim.matching.coded import CodedEvent
from counterclaim.matching.formats import Format, table
from counterclaim.matching.ours import Ours
from counterclaim.reference.event_types import EventType, event_types

_STATE_BASED = "1"
SAME, SAME_EVENT, RELATED, OTHER = 1.0, 0.75, 0.4, 0.2


def agreement(one: Ours, other: CodedEvent, format: Format, possible: Collection[str]) -> float | None:  # noqa: A002
    """From 0 to 1; null where ours says too little; below 0 where they cannot be one event.

    `possible` are UCDP's types of violence that the actors of ours can have fought.
    """
    known = event_types().get(one.event_type)
    if known is None:
        return None
    return _with_acled(known, other) if format == "acled" else _with_ucdp(known, one, other, possible)


def _with_acled(known: EventType, other: CodedEvent) -> float | None:
    event, sub_event = known.acled
    theirs, sub_theirs = other.kind
    if not event:
        return None
    if (event, sub_event) == (theirs, sub_theirs):
        return SAME
    if event == theirs:
        return SAME_EVENT
    return RELATED if sorted((event, theirs)) in _related() else -1.0


def _related() -> list[list[str]]:
    return [sorted(pair) for pair in table("taxonomy.toml")["related"]]


def _with_ucdp(known: EventType, one: Ours, other: CodedEvent, possible: Collection[str]) -> float | None:
    if known.ucdp == 0:
        return OTHER if one.deadly else -1.0
    kind = other.kind[0]
    if known.ucdp != "by_actors":
        if kind == str(known.ucdp):
            return SAME
        return (
            RELATED if kind == _STATE_BASED else OTHER
        )  # UCDP counts civilians killed in a battle to the battle
    if len(possible) > 1:
        return None if kind in possible else RELATED
    return SAME if kind in possible else OTHER


def expected(one: Ours, format: Format) -> str:  # noqa: A002
    """Why an event of ours is not to be looked for in theirs; empty where it may be."""
    known = event_types().get(one.event_type)
    label = known.label.lower() if known else one.event_type.replace("_", " ")
    if one.status in ("denied", "foiled") and format == "ucdp":
        return f"it is {one.status}: UCDP lists events with deaths"
    if format == "ucdp" and known is not None and known.ucdp == 0 and not one.deadly:
        return f"UCDP does not code its type ({label})"
    if format == "ucdp" and not one.deadly:
        return "no deaths are stated: UCDP lists events with deaths"
    return ""


def their_label(other: CodedEvent) -> str:
    """Their type in words."""
    event, sub_event = other.kind
    names: dict[str, str] = table("taxonomy.toml")["names"]
    return f"{event}: {sub_event}" if sub_event else names.get(event, event)
