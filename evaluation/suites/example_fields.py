"""Fields of a claim against a row of the gold set of the example reports: when is each right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from counterclaim.model import ActorMention, Claim, SourceType

Row = Mapping[str, str]
Labels = Mapping[str, frozenset[str]]
_MOST_TIMES, _MOST_DAYS_MORE = 4, 2
_SHORTEST_HELD = 6
"""Letters from which a name counts when other words stand around it: "IS" and "army" would be in too much."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a field is judged against.

    `labels` are the folded names of each label; `published` is the last day of the report's date, null when
    it has none.
    """

    row: Row
    labels: Labels
    published: date | None


def folded(text: str) -> str:
    """Lower case, words and apostrophes alone, without a leading "the"."""
    words = re.sub(r"[^\w']+|_", " ", text.replace("’", "'")).casefold().strip()
    return words.removeprefix("the ")


def _holds(text: str | None, names: Iterable[str]) -> bool:
    """Whether the words of `text` have one of the folded `names` among them."""
    return any(f" {name} " in f" {folded(text or '')} " for name in names)


def _is_one(cell: str, labels: Labels, names: Iterable[str | None]) -> bool:
    """Whether one of `names` is, or for a name not too short to tell holds, a name of a label of `cell`."""
    accepted = {name for label in cell.split("|") for name in labels.get(label, {folded(label)})}
    long = {name for name in accepted if len(name) >= _SHORTEST_HELD}
    return any(folded(name) in accepted or _holds(name, long) for name in names if name)


def _source(claim: Claim, asked: Asked) -> bool:
    alone = len(claim.attribution) < 2 and all(one.type is SourceType.PUBLISHER for one in claim.attribution)
    if alone or claim.source is None:
        return "publisher" in asked.row["source"].split("|")
    return _is_one(asked.row["source"], asked.labels, (claim.source.actor, claim.source.name))


def _side(mentions: Iterable[ActorMention], asked: Asked, wanted: str, other: str) -> bool:
    """Whether the actor of column `wanted` is among the mentions and that of column `other` is not."""
    names = [name for one in mentions for name in (one.id, one.name, one.span.text)]
    swapped = asked.row[other] and _is_one(asked.row[other], asked.labels, names)
    return _is_one(asked.row[wanted], asked.labels, names) and not swapped


def _place(claim: Claim, asked: Asked) -> bool:
    names = map(folded, asked.row["place"].split("|"))
    return claim.place is not None and _holds(claim.place.span.text, names)


def _when(claim: Claim, asked: Asked) -> bool:
    """Whether the intervals meet and the claim's is at most four times gold's and two days.

    An open end counts as the publication; an open start is longer than anything.
    """
    start = claim.when.start if claim.when else None
    end = (claim.when.end or asked.published) if claim.when else None
    if start is None or end is None:
        return False
    first, last = date.fromisoformat(asked.row["from"]), date.fromisoformat(asked.row["to"])
    days, longest = (end - start).days + 1, _MOST_TIMES * ((last - first).days + 1) + _MOST_DAYS_MORE
    return start <= last and first <= end and days <= longest


def _count(claim: Claim, what: str, cell: str) -> bool:
    low, _, high = cell.partition("-")
    wanted = (int(low) if low else None, int(high) if high else None)
    return any(one.what == what and (one.low, one.high) == wanted for one in claim.quantities)


def _shown(mentions: Iterable[ActorMention]) -> str:
    return ", ".join(one.id or one.span.text for one in mentions) or "nobody"


@dataclass(frozen=True, slots=True)
class Field:
    """A scored field: its gold column, how to judge a claim, how to show its value."""

    column: str
    right: Callable[[Claim, Asked], bool]
    show: Callable[[Claim], str]


def _word(name: str) -> Field:
    """A field whose value is one word of a list."""
    return Field(
        name, lambda c, a: getattr(c, name) in a.row[name].split("|"), lambda c: str(getattr(c, name))
    )


def _figure(what: str) -> Field:
    return Field(
        what,
        lambda c, a: _count(c, what, a.row[what]),
        lambda c: ", ".join(f"{q.low}-{q.high}" for q in c.quantities if q.what == what) or "no figure",
    )


def _interested(claim: Claim) -> str:
    return "yes" if claim.source and claim.source.interested else "no"


FIELDS: dict[str, Field] = {
    "kind": _word("kind"),
    "event_type": _word("event_type"),
    "modality": _word("modality"),
    "source": Field("source", _source, lambda c: " <- ".join(one.name for one in c.attribution) or "nobody"),
    "interested": Field("interested", lambda c, a: _interested(c) == a.row["interested"], _interested),
    "agent": Field(
        "holder_or_agent",
        lambda c, a: _side(c.actors, a, "holder_or_agent", "target"),
        lambda c: _shown(c.actors),
    ),
    "target": Field(
        "target",
        lambda c, a: _side(c.targets, a, "target", "holder_or_agent"),
        lambda c: _shown(c.targets),
    ),
    "place": Field("place", _place, lambda c: c.place.span.text if c.place else "nowhere"),
    "when": Field("from", _when, lambda c: c.when.edtf if c.when else "never"),
    "killed": _figure("killed"),
    "injured": _figure("injured"),
    "verification": _word("verification"),
}
