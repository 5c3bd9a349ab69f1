"""Offensives, sieges and fights of several days: where and when they hold other events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterclaim.events.provenance import Contexts
from counterclaim.events.relations.rows import (
    Index,
    Row,
    inside,
    interval,
    is_country,
    is_party,
    reach,
    share,
)
from counterclaim.events.relations.tables import pattern, section
from counterclaim.model import Claim, TimeBasis, TimePrecision, When

_BESIDE = 40
"""Characters beside a trigger that are read with it."""
_COUNTRY_KM = 10_000.0
"""What a whole country, or no place, counts as beside the radius of other places."""
_TOLD = frozenset({TimeBasis.STATED, TimeBasis.RELATIVE})
_SEVERAL_DAYS = frozenset({TimePrecision.DAYS, TimePrecision.WEEK, TimePrecision.RANGE})
_TYPES = {"offensive": "offensive", "siege": "siege", "armed_clash": "fight"}
_CLOSED_BY = {
    "offensive": frozenset({"end_of_hostilities"}),
    "fight": frozenset({"end_of_hostilities"}),
    "siege": frozenset({"siege_relieved", "end_of_hostilities"}),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """What one claim says of a whole: its kind, and the days that it covers by it."""

    claim: str
    document: str
    kind: str
    first: int
    last: int
    begins: bool


@dataclass(frozen=True, slots=True)
class Umbrella:
    """An event that holds others, from `first` to `last` (ordinals, both included)."""

    row: Row
    kind: str
    first: int
    last: int
    claims: tuple[str, ...]
    documents: frozenset[str]
    ended_by: tuple[str, ...]

    @property
    def narrowness(self) -> tuple[float, int, int, str]:
        """Least for the most specific: the smallest, then the shortest, then the best told."""
        place, least = self.row.place, section("umbrella.reach")["least"]
        size = _COUNTRY_KM if place is None or is_country(place) else reach(place, least)
        return size, self.last - self.first, -len(self.claims), self.row.id


def telling(claim: Claim, contexts: Contexts) -> Telling | None:
    """What `claim` says of an offensive, a siege or a fight of several days; null for any other."""
    kind = _TYPES.get(claim.event_type)
    if kind is None or claim.when is None or claim.when.basis is TimeBasis.PUBLISHED:
        return None
    first, last = interval(claim.when)
    before, beside = _around(claim)
    if first is None or last is None or not pattern(f"umbrella.{kind}").search(beside):
        return None
    over = pattern("umbrella.broken").search(claim.sentence.text) if kind == "siege" else None
    if over or pattern("umbrella.ends").search(before):
        return None
    begun = kind == "siege" or pattern("umbrella.begins").search(beside) is not None
    begins = begun and claim.when.basis in _TOLD
    covered = _covered(claim, claim.when, kind, (first, last), begins, contexts)
    return Telling(claim.id, claim.document_id, kind, *covered, begins) if covered else None


def _around(claim: Claim) -> tuple[str, str]:
    """The words before the trigger, and those with the trigger in their middle."""
    text = claim.sentence.text
    start, end = (max(0, at - claim.sentence.start) for at in (claim.trigger.start, claim.trigger.end))
    return text[max(0, start - _BESIDE // 2) : start], text[max(0, start - _BESIDE) : end + _BESIDE]


def _covered(
    claim: Claim, when: When, kind: str, time: tuple[int, int], begins: bool, contexts: Contexts
) -> tuple[int, int] | None:
    """The days that a whole covers: from its beginning, or about the time at which it goes on."""
    days = section("umbrella.days")
    first, last = time
    if kind == "fight":
        told = when.basis in _TOLD and when.precision in _SEVERAL_DAYS
        return time if told and days["fight_least"] <= last - first <= days["fight_most"] else None
    if last - first > days["vaguest"]:
        return None
    if when.end is None:
        published = contexts[claim.document_id].published
        return first, max(published.toordinal(), last) if published else last
    if begins:
        return first, max(last, first + days[kind])
    margin = days["running"] if when.basis in _TOLD else 0
    return first - margin, last + margin


def umbrellas(rows: Iterable[Row], told: Mapping[str, Telling], index: Index) -> Iterator[Umbrella]:
    """The events of `rows` that hold others, by what their claims tell; cut where another event ends them."""
    for one in rows:
        tellings = [told[id_] for id_ in one.claims if id_ in told]
        if not tellings:
            continue
        kind = min(tellings, key=lambda each: (each.first, each.claim)).kind
        begun = [each.first for each in tellings if each.begins] or [each.first for each in tellings]
        first, last = min(begun), max(each.last for each in tellings)
        ends = [each for each in _ends(one, kind, first, index) if kind != "fight" or each[1] <= last]
        end = min((day for _, day in ends), default=last)
        yield Umbrella(
            row=one,
            kind=kind,
            first=first,
            last=end,
            claims=tuple(sorted(each.claim for each in tellings)),
            documents=frozenset(each.document for each in tellings),
            ended_by=tuple(sorted(id_ for id_, day in ends if day == end)),
        )


def _ends(one: Row, kind: str, first: int, index: Index) -> list[tuple[str, int]]:
    """The events told that can end a whole, with the day on which each does."""
    if one.place is None:
        return []
    latest = first + section("umbrella.longest")[kind]
    return [
        (end.id, max(end.last, first))
        for end in index.within(one.place, first, latest, section("umbrella.reach")["least"])
        if end.type in _CLOSED_BY[kind] and end.last is not None and end.id != one.id and _may_end(end, one)
    ]


def _may_end(end: Row, one: Row) -> bool:
    return not end.parties or not one.parties or bool(share(end.parties, one.parties))


def holds(whole: Umbrella, part: Row) -> frozenset[str] | None:
    """The sides by which an event belongs to a whole in whose time and place it lies; null when it does not.

    In a town that is fought for, it is enough that one of its sides did it, or suffered it from somebody who is
    not named. In a wider area several campaigns can go on side by side against one enemy: there it needs the side
    whose offensive it is, and no other enemy than it has.
    """
    limits = section("umbrella.reach")
    place = whole.row.place
    if place is None or part.id == whole.row.id or not _in_time(whole, part):
        return None
    if is_country(place) or reach(place, limits["least"]) > limits["widest"]:
        return None
    if not inside(part.place, place, limits["least"]):
        return None
    if reach(place, limits["least"]) <= limits["compact"]:
        told = frozenset(filter(is_party, part.doers)) or part.parties
        return share(told, whole.row.parties) or None
    own = share(part.parties, whole.row.doers)
    enemies = frozenset(filter(is_party, part.sufferers if own & part.doers else part.doers)) - own
    theirs = frozenset(filter(is_party, whole.row.sufferers))
    if enemies and theirs and not share(enemies, theirs):
        return None
    return own or None


def _in_time(whole: Umbrella, part: Row) -> bool:
    if part.first is None or part.last is None or part.guessed:
        return False
    return whole.first <= part.first and part.last <= whole.last
