"""What the claims of one press release say of it as a whole, in the terms of the annotation of isaf.toml.

A release's own incidents are its claims of kind event that are reported or claimed. Of those:

- province: the first-order division that most of their places lie in, the first named among equals;
- start date: the start of the first stated or inferred time; where the text states none, the day of the release,
  as its annotators took it (the reader gives the week before it, and says so);
- killed, captured: by whose they are (a noun or an actor) the greatest least figure, added up, since a
  release tells the same incident several times; the losses of those who conducted it are left out;
- event type: by whether anyone was killed or captured, and how (the rules of isaf.toml);
- target groups: every armed group that a claim of the release names, be it hit or sought.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from counterclaim.model import Claim, Kind, Modality, Place, TimeBasis
from counterclaim.reference.actors import ActorRegistry

_OCCURRED = frozenset({Modality.REPORTED, Modality.CLAIMED})


@dataclass(frozen=True, slots=True)
class Answer:
    """What is compared with the annotation. `start` is an ISO date; null where the claims do not say."""

    place: Place | None
    start: str | None
    event_types: frozenset[str]
    groups: frozenset[str]
    killed: int
    captured: int


@cache
def _mapping() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("isaf.toml").read_text("utf-8"))


def answer(claims: Sequence[Claim], registry: ActorRegistry) -> Answer:
    """The answer that the claims of one release amount to."""
    own = [one for one in claims if one.kind is Kind.EVENT and one.modality in _OCCURRED]
    killed = _figures(own, {"killed"}, registry)
    captured = _figures(own, _mapping()["captured"]["what"], registry)
    times = [one.when for one in own if one.when and one.when.start]
    starts = [one.end if one.basis is TimeBasis.PUBLISHED else one.start for one in times]
    return Answer(
        place=_place(own),
        start=starts[0].isoformat() if starts and starts[0] else None,
        event_types=_event_types(own, killed, captured),
        groups=_groups(claims),
        killed=sum(killed.values()),
        captured=sum(captured.values()),
    )


def _place(claims: Iterable[Claim]) -> Place | None:
    places = [one.place for one in claims if one.place and one.place.admin1]
    if not places:
        return None
    counts = Counter((one.country, one.admin1) for one in places)
    return max(places, key=lambda one: counts[one.country, one.admin1])


def _figures(claims: Iterable[Claim], kinds: Iterable[str], registry: ActorRegistry) -> Counter[str | None]:
    """The greatest least figure by whose it is."""
    wanted = frozenset(kinds)
    greatest: Counter[str | None] = Counter()
    for quantity in (quantity for one in claims for quantity in one.quantities):
        if quantity.what in wanted and not _of_own_side(quantity.of, registry):
            greatest[quantity.of] = max(greatest[quantity.of], quantity.low or 0)
    return greatest


def _of_own_side(of: str | None, registry: ActorRegistry) -> bool:
    actor = registry.get(of) if of else None
    return actor is not None and actor.kind in _mapping()["own_side"]["kinds"]


def _event_types(
    claims: Iterable[Claim], killed: Counter[str | None], captured: Counter[str | None]
) -> frozenset[str]:
    types = {one.event_type for one in claims}
    by_type = {
        name: not types.isdisjoint(_mapping()["types"][name]) for name in ("captured", "airstrike", "clash")
    }
    holds = {
        "civilians_killed": any(killed[of] for of in _mapping()["civilians"]["of"]),
        "killed": killed.total() > 0,
        "captured": captured.total() > 0 or by_type["captured"],
        "airstrike": by_type["airstrike"],
        "clash": by_type["clash"],
    }
    for rule in _mapping()["labels"]:
        if all(holds[name] for name in rule["when"]) and not any(
            holds[name] for name in rule.get("unless", ())
        ):
            return frozenset({rule["label"]})
    return frozenset()


def _groups(claims: Iterable[Claim]) -> frozenset[str]:
    labels = _mapping()["groups"]
    named = {mention.id for one in claims for mention in (*one.actors, *one.targets)}
    counted = {quantity.of for one in claims for quantity in one.quantities}
    return frozenset(labels[name] for name in named | counted if name in labels)
