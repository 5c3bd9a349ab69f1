"""Fields of a claim against a gold claim of the short texts: when is each right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    ControlChange,
    Quantity,
    SourceType,
)
from evaluation.suites.example_fields import folded
from evaluation.suites.hand_gold import read_figure

Gold = Mapping[str, Any]
_SHORTEST_HELD = 3
_MOST_TIMES, _MOST_DAYS_MORE = 4, 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A gold claim, with the last day of the publication and the marks of the document's references by id."""

    gold: Gold
    published: date | None
    marks: Mapping[str, str]


def _accepts(names: str, found: Iterable[str | None]) -> bool:
    """Whether one of `found` is one of the names, or holds one that is long enough to tell."""
    accepted = {folded(name) for name in names.split("|")}
    long = {name for name in accepted if len(name) >= _SHORTEST_HELD}
    texts = {folded(text) for text in found if text}
    return bool(texts & accepted) or any(f" {name} " in f" {text} " for name in long for text in texts)


def _names(one: ActorMention | Attribution) -> tuple[str | None, ...]:
    if isinstance(one, ActorMention):
        return (one.id, one.name, one.span.text)
    return (one.actor, one.name, one.span.text if one.span else None)


def _side(wanted: Iterable[str], other: Iterable[str], found: Iterable[ActorMention]) -> bool:
    """Whether each wanted name is among the mentions, and none of the other side's alone is.

    More words for the same side do not count against a claim ("the convoy", "four soldiers"); somebody where gold
    has nobody does.
    """
    mentions, asked = [_names(one) for one in found], list(wanted)
    if not asked:
        return not mentions
    swapped = any(
        _accepts(name, one) and not any(_accepts(mine, one) for mine in asked)
        for name in other
        for one in mentions
    )
    return not swapped and all(any(_accepts(name, one) for one in mentions) for name in asked)


def _doers(claim: Claim) -> list[ActorMention]:
    """The actors; who gives a place up does so himself, though the model has him among those who lose it."""
    leaving = claim.control is not None and claim.control.change is ControlChange.LOST
    leavers = [one for one in claim.targets if leaving and one.role is ActorRole.FORMER_HOLDER]
    return [*claim.actors, *leavers]


def _links(claim: Claim) -> list[Attribution]:
    """The chain after the publisher."""
    chain = list(claim.attribution)
    return chain[1:] if chain and chain[0].type is SourceType.PUBLISHER and chain[0].span is None else chain


def _chain(claim: Claim, asked: Asked) -> bool:
    wanted, found = asked.gold["chain"], _links(claim)
    return len(wanted) == len(found) and all(
        _accepts(name, _names(one)) for name, one in zip(wanted, found, strict=True)
    )


def _source(claim: Claim, asked: Asked) -> bool:
    wanted, found = asked.gold["chain"], _links(claim)
    if not wanted or not found:
        return not wanted and not found
    return _accepts(wanted[-1], _names(found[-1]))


def _bounds(one: Quantity) -> tuple[str, int | None, int | None]:
    return one.what, one.low, one.high


def _quantities(claim: Claim, asked: Asked) -> bool:
    wanted = sorted(map(repr, {(q.what, q.low, q.high) for q in map(read_figure, asked.gold["quantities"])}))
    return wanted == sorted(map(repr, {_bounds(one) for one in claim.quantities}))


def _whose(claim: Claim, asked: Asked) -> bool:
    figures = [figure for figure in map(read_figure, asked.gold["quantities"]) if figure.of]
    return all(
        any(
            _bounds(one) == (figure.what, figure.low, figure.high)
            and _accepts(figure.of or "", (one.of, one.span.text))
            for one in claim.quantities
        )
        for figure in figures
    )


def _place(claim: Claim, asked: Asked) -> bool:
    wanted = asked.gold["place"]
    if not wanted or claim.place is None:
        return not wanted and claim.place is None
    return _accepts(wanted, (claim.place.span.text, claim.place.name))


def _relation(claim: Claim, asked: Asked) -> bool:
    wanted = asked.gold["relation"]
    found = dict(claim.place.relation or {}) if claim.place else {}
    if not wanted:
        return not found
    return any(_has_relation(found, one) for one in wanted.split("|"))


def _has_relation(found: Mapping[str, float | None], wanted: str) -> bool:
    words, _, number = wanted.rpartition(" ")
    name, distance = (words, float(number)) if number.replace(".", "").isdigit() else (wanted, None)
    return name in found and (distance is None or found[name] == distance)


def _when(claim: Claim, asked: Asked) -> bool:
    """Whether the intervals meet and the claim's is at most four times gold's and two days.

    An open end counts as the publication; an open start is longer than anything.
    """
    start = claim.when.start if claim.when else None
    end = (claim.when.end or asked.published) if claim.when else None
    if not asked.gold["from"]:
        return start is None
    if start is None or end is None:
        return False
    first = date.fromisoformat(str(asked.gold["from"]))
    last = date.fromisoformat(str(asked.gold.get("to") or first))
    longest = _MOST_TIMES * ((last - first).days + 1) + _MOST_DAYS_MORE
    return start <= last and first <= end and (end - start).days + 1 <= longest


def _change(claim: Claim, asked: Asked) -> bool:
    return claim.control is not None and claim.control.change in asked.gold["control"]["change"].split("|")


def _holder(claim: Claim, asked: Asked) -> bool:
    if claim.control is None:
        return False
    spoken = [one.span.text for one in claim.actors if one.id and one.id == claim.control.holder]
    return _accepts(asked.gold["control"]["holder"], (claim.control.holder, *spoken))


def _cites(claim: Claim, asked: Asked) -> bool:
    found = [asked.marks.get(one, one) for one in claim.cites]
    wanted = [str(one).split("|") for one in asked.gold["cites"]]
    return len(found) == len(wanted) and all(any(one in found for one in either) for either in wanted)


def _people(mentions: Iterable[ActorMention]) -> str:
    return ", ".join(f"{one.span.text} [{one.id or '-'}]" for one in mentions) or "nobody"


def _figures(claim: Claim) -> str:
    return ", ".join(f"{q.what} {q.low}-{q.high} {q.of}" for q in claim.quantities) or "no figure"


@dataclass(frozen=True, slots=True)
class Field:
    """A scored field: the gold key that must be there, how to judge a claim, how to show its value."""

    key: str
    right: Callable[[Claim, Asked], bool]
    show: Callable[[Claim], object]

    def asked_for(self, gold: Gold) -> bool:
        """Whether the gold claim settles this field."""
        return self.key in gold


class _Holder(Field):
    def asked_for(self, gold: Gold) -> bool:
        return bool(gold.get("control", {}).get("holder"))


class _Whose(Field):
    def asked_for(self, gold: Gold) -> bool:
        return any(read_figure(one).of for one in gold.get("quantities", ()))


def _word(key: str, name: str) -> Field:
    return Field(
        key,
        lambda c, a: (getattr(c, name) or "") in a.gold[key].split("|"),
        lambda c: getattr(c, name),
    )


def _is_interested(claim: Claim) -> bool:
    return bool(claim.source and claim.source.interested)


FIELDS: dict[str, Field] = {
    "kind": _word("kind", "kind"),
    "event_type": _word("type", "event_type"),
    "modality": _word("modality", "modality"),
    "verification": _word("verification", "verification"),
    "source": Field("chain", _source, lambda c: [one.name for one in c.attribution]),
    "chain": Field("chain", _chain, lambda c: [one.name for one in c.attribution]),
    "interested": Field("interested", lambda c, a: _is_interested(c) == a.gold["interested"], _is_interested),
    "actors": Field(
        "actors",
        lambda c, a: _side(a.gold["actors"], a.gold.get("targets", ()), _doers(c)),
        lambda c: _people(c.actors),
    ),
    "targets": Field(
        "targets",
        lambda c, a: _side(a.gold["targets"], a.gold.get("actors", ()), c.targets),
        lambda c: _people(c.targets),
    ),
    "quantities": Field("quantities", _quantities, _figures),
    "whose": _Whose("quantities", _whose, _figures),
    "place": Field("place", _place, lambda c: c.place.span.text if c.place else "nowhere"),
    "relation": Field("relation", _relation, lambda c: c.place.relation if c.place else None),
    "when": Field("from", _when, lambda c: f"{c.when.edtf} ({c.when.basis})" if c.when else "never"),
    "control": Field("control", _change, lambda c: c.control),
    "holder": _Holder("control", _holder, lambda c: c.control),
    "method": _word("method", "method"),
    "cites": Field("cites", _cites, lambda c: c.cites),
}
