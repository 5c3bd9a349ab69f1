"""The claims of a report that tell of one incident of MUC-4: of one type, and not told apart by whom, when and where.

A report seldom tells of two incidents of one type, and tells the one it has in many sentences, most without a place
or a date of their own. So claims of a type stay together unless they name different targets and, besides, different
days or places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from counterclaim.model import ActorRole, Claim, PlacePrecision, TimeBasis
from evaluation.suites.muc4_names import head, plain, tables

Group = tuple[str, list[Claim]]
"""A type of incident in lower case ("bombing"), and claims in the order of the text."""

_STATED = frozenset({TimeBasis.STATED, TimeBasis.RELATIVE})
_SHORT = 3
"""Words of no more letters are not enough to know a target by."""


def groups(claims: Iterable[Claim]) -> list[Group]:
    """The incidents that claims amount to, those of one type beside each other."""
    by_type: dict[str, list[Claim]] = {}
    before: str | None = None
    for claim in claims:
        kind = _type(claim)
        if kind is not None and claim.modality in tables()["stages"] and not _is_of_fighters(claim):
            before = _meant(claim, kind, before)
            by_type.setdefault(before, []).append(claim)
    return [(kind, part) for kind, found in by_type.items() for part in _parted(found)]


def stated_days(claim: Claim, bases: frozenset[TimeBasis] = _STATED) -> tuple[date, date] | None:
    """First and last day of a claim's time of these bases, where it is one of a few days at most."""
    when = claim.when
    if when is None or when.basis not in bases or when.start is None:
        return None
    end = when.end or when.start
    return (when.start, end) if (end - when.start).days <= tables()["dates"]["days"] else None


def _type(claim: Claim) -> str | None:
    if any(one.role is ActorRole.PARTICIPANT for one in claim.actors):
        return None
    found = tables()["types"].get(claim.event_type)
    return tables()["methods"].get(claim.method, found) if found else None


def _meant(claim: Claim, kind: str, before: str | None) -> str:
    """The type that a general word means: that of the explosive beside it, or of what was told just before."""
    table = tables()["general"]
    trigger, sentence = claim.trigger.text.lower(), claim.sentence.text.lower()
    if kind != "attack" or claim.event_type not in table["types"] or claim.method not in (None, "sabotage"):
        return kind
    if any(word in trigger for word in table["clash"]):
        return kind
    blown = any(word in sentence for word in table["explosives"])
    return "bombing" if blown or (before == "bombing" and not claim.actors) else kind


def _is_of_fighters(claim: Claim) -> bool:
    """Whether all that a claim says was hit bears arms: that is a battle, and no incident of MUC-4."""
    fighters = tables()["descriptions"]["fighters"]
    return bool(claim.targets) and all(head(one.span.text) in fighters for one in claim.targets)


def _parted(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Each claim goes to the last incident that it may belong to."""
    found: list[list[Claim]] = []
    for claim in claims:
        home = next((one for one in reversed(found) if not _are_apart(claim, one)), None)
        if home is None:
            found.append([claim])
        else:
            home.append(claim)
    return found


def _are_apart(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether a claim names other targets than those before it did, and another day or place."""
    ours, theirs = _words([claim]), _words(others)
    if not ours or not theirs or not ours.isdisjoint(theirs):
        return False
    day, days = stated_days(claim), [found for one in others if (found := stated_days(one))]
    if day and days and all(day[0] > one[1] or one[0] > day[1] for one in days):
        return True
    place, places = _place(claim), {_place(one) for one in others} - {None}
    return bool(place and places and place not in places)


def _words(claims: Iterable[Claim]) -> set[str]:
    texts = (plain(one.span.text).lower() for claim in claims for one in claim.targets)
    return {word for text in texts for word in text.split() if len(word) > _SHORT}


def _place(claim: Claim) -> str | None:
    place = claim.place
    return place.name if place and place.precision is not PlacePrecision.COUNTRY else None
