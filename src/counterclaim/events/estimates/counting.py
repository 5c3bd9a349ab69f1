"""What one claim says of a toll: of everyone, and of each side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from counterclaim.events.estimates.words import (
    ARMED_GROUP,
    CIVILIANS,
    EVERYONE,
    SOME_CIVILIANS,
    STATE,
    denies_losses,
    noun_class,
)
from counterclaim.model import ActorMention, ActorRole, Claim, Modality, Quantity, Span
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.actors.sides import side
from counterclaim.reference.actors.types import ARMED_GROUPS, ActorKind

UNKNOWN = "unknown"
"""The side of people who are of some side that the text does not say: "five soldiers" of no named army."""

_FORCES = frozenset(
    {ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES, ActorKind.POLICE, ActorKind.GOVERNMENT}
)
_PART = re.compile(
    r"\b(?:including|includes?|included|among|amongst|of whom|of which|of them)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of a side as said. A null bound is open; `text` are its words.

    `partial` marks one that counts some of the side alone: children, beside a total of everyone.
    """

    low: int | None
    high: int | None
    approximate: bool
    text: str
    partial: bool = False

    @property
    def floor(self) -> int:
        """The least number of it that is said, for comparing."""
        return self.low if self.low is not None else self.high or 0

    def reaches(self, other: int) -> bool:
        """Whether it can be as much as `other`."""
        return self.high is None or self.high >= other


@dataclass(frozen=True, slots=True)
class Toll:
    """Figures of one kind in one claim. `everyone` is null when the claim gives sides alone, or nothing."""

    everyone: Count | None
    sides: dict[str, Count]


def toll(claim: Claim, what: str) -> Toll:
    """What `claim` says of a figure, by side. Nothing is in it that the claim does not state.

    "12 people, including four civilians" has a total and a part; "five soldiers and two civilians" has two
    parts and no total; a part of the same side is within it ("12 civilians, including 4 children"). Figures
    of one noun are a total and its parts, or one figure told again, where the largest is as much as the rest.
    """
    stated = [one for one in claim.quantities if one.what == what and (one.low, one.high) != (None, None)]
    if not stated:
        return _denied(claim, what)
    totals = [one for one in stated if _whose(one, claim) == EVERYONE]
    others = [one for one in stated if one not in totals]
    everyone, beside = _largest(totals), _without_parts(others, claim)
    nouns: dict[tuple[str, str | None], list[Quantity]] = {}
    for one in beside:
        nouns.setdefault((_whose(one, claim), one.of), []).append(one)
    counts = [(key, count) for (key, _), same in nouns.items() if (count := _largest(same)) is not None]
    rest = sum(count.floor for _, count in counts)
    sides: dict[str, Count] = {}
    if everyone is not None and not everyone.reaches(rest):
        sides[UNKNOWN], everyone = everyone, None  # "five soldiers and two others"
    for whose, count in counts:
        key, counted = whose, count
        if whose == SOME_CIVILIANS:
            key = CIVILIANS
        if whose == SOME_CIVILIANS and everyone is not None:
            if count.low is None:
                continue  # "up to three children" among them bounds the civilians neither below nor above
            counted = replace(count, high=None, partial=True)
        sides[key] = added([sides[key], counted]) if key in sides else counted
    return Toll(everyone, sides)


def total(claim: Claim, what: str) -> tuple[int | None, int | None] | None:
    """Low and high of everyone that one claim counts; null when it states no figure.

    It is the total where the claim gives one, else the sum of its sides.
    """
    said = toll(claim, what)
    count = said.everyone or (added(said.sides.values()) if said.sides else None)
    return (count.low, count.high) if count else None


def added(counts: Iterable[Count]) -> Count:
    """The sum of figures of different people: open above where one of them is, below where all are."""
    all_ = list(counts)
    lows, highs = [one.low for one in all_ if one.low is not None], [one.high for one in all_]
    return Count(
        sum(lows) if lows else None,
        None if None in highs else sum(high for high in highs if high is not None),
        any(one.approximate for one in all_),
        " + ".join(dict.fromkeys(one.text for one in all_)),
        any(one.partial for one in all_),
    )


def is_party(key: str) -> bool:
    """Whether the key of a figure names a party to the conflict."""
    return key not in (EVERYONE, CIVILIANS, UNKNOWN)


def _denied(claim: Claim, what: str) -> Toll:
    """Nobody, where a claim denies losses without a figure: its speaker's own, or civilians'."""
    nothing = Toll(None, {})
    source = claim.source
    if what != "killed" or claim.modality is not Modality.DENIED or source is None:
        return nothing
    whose = denies_losses(claim.sentence.text)
    if whose is None or not (whose or source.actor):
        return nothing
    return Toll(None, {whose or side(source.actor or ""): Count(0, 0, False, "denied")})


def _largest(totals: Sequence[Quantity]) -> Count | None:
    """The total among figures of the same people: the largest where it is as much as the rest, else their sum."""
    if not totals:
        return None
    first = max(totals, key=lambda one: (_count(one).floor, -one.span.start))
    rest = [_count(one) for one in totals if one is not first]
    if _count(first).reaches(sum(one.floor for one in rest)):
        return _count(first)
    return added([_count(first), *rest])


def _without_parts(figures: Sequence[Quantity], claim: Claim) -> list[Quantity]:
    """Figures of sides, less those said to be within one before them of the same side or of more people."""
    kept: list[Quantity] = []
    for one in figures:
        whole = kept[-1] if kept else None
        if whole is not None and _is_within(one, whole, claim):
            continue
        kept.append(one)
    return kept


def _is_within(part: Quantity, whole: Quantity, claim: Claim) -> bool:
    start = whole.span.end - claim.sentence.start
    between = claim.sentence.text[max(0, start) : max(0, part.span.start - claim.sentence.start)]
    keys = {
        CIVILIANS if key == SOME_CIVILIANS else key for key in (_whose(one, claim) for one in (part, whole))
    }
    same = len(keys) == 1 or UNKNOWN in keys
    return same and _PART.search(between) is not None and _count(whole).reaches(_count(part).floor)


def _count(one: Quantity) -> Count:
    return Count(one.low, one.high, one.approximate, one.span.text)


def _whose(one: Quantity, claim: Claim) -> str:
    """The key of a figure: everyone, (some) civilians, a side's id, or unknown."""
    mentions = (*claim.targets, *claim.actors)
    kind = noun_class(one.of)
    if kind in (CIVILIANS, SOME_CIVILIANS):
        return kind
    if one.of is not None and (
        _kind(one.of) is not None or any(one.of == mention.id for mention in mentions)
    ):
        return _side(one.of)
    if (named := next((m.id for m in mentions if m.id and _overlap(m.span, one.span)), None)) is not None:
        return _side(named)
    if kind == EVERYONE:
        return EVERYONE
    return _only_side(kind, mentions) or UNKNOWN


def _only_side(kind: str | None, mentions: Sequence[ActorMention]) -> str | None:
    """The one side of the claim that a noun of that class can mean; for one of no class, the one victim."""
    wanted = {STATE: _FORCES, ARMED_GROUP: ARMED_GROUPS}.get(kind or "")
    if wanted is None:
        found = {_side(m.id) for m in mentions if m.id and m.role is ActorRole.VICTIM}
    else:
        found = {_side(m.id) for m in mentions if m.id and _kind(m.id) in wanted}
    parties = {key for key in found if is_party(key)}
    return parties.pop() if len(parties) == 1 else None


def _side(actor: str) -> str:
    return CIVILIANS if _kind(actor) in (ActorKind.CIVILIANS, ActorKind.PROTESTERS) else side(actor)


@cache
def _registry() -> ActorRegistry:
    return ActorRegistry.load()


def _kind(actor: str) -> ActorKind | None:
    known = _registry().get(actor)
    return known.kind if known else None


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
