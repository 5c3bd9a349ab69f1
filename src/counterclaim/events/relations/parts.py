"""Which event is part of which: by what a sentence says, else by time, place and sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from counterclaim.events.provenance.tables import registry
from counterclaim.events.relations.book import Book
from counterclaim.events.relations.cues import Cue, cues, pointed_at, subject
from counterclaim.events.relations.rows import Index, Row, inside, names, place_names, share
from counterclaim.events.relations.tables import pattern, section
from counterclaim.events.relations.umbrellas import Umbrella, holds
from counterclaim.model import Claim, Relation, RelationKind

_MOST_CLAIMS = 5
_MARGIN = 7
"""Days by which an event may lie outside the told time of a whole that its sentence names."""
_WHOLE = frozenset({"offensive", "siege"})
_ROOMIER = 2.0
"""A whole is part of another one that is at least this much wider."""


class Parts:
    """The wholes of a record, and what is part of each."""

    def __init__(self, wholes: Sequence[Umbrella], book: Book, index: Index) -> None:
        self._wholes = {one.row.id: one for one in wholes}
        self._book = book
        self._index = index
        self._by_name: defaultdict[str, list[Umbrella]] = defaultdict(list)
        self._by_document: defaultdict[str, list[Umbrella]] = defaultdict(list)
        for one in wholes:
            for name in place_names(one.row.place):
                self._by_name[name].append(one)
            for document in one.documents:
                self._by_document[document].append(one)

    def relations(self) -> list[Relation]:
        """One whole for each part at most; what a sentence says goes before what time and place allow."""
        parent: dict[str, str] = {}
        made: list[Relation] = []
        for found in (self._said(), self._lying()):
            for relation in found:
                if relation.of not in parent and not _above(relation.to, relation.of, parent):
                    parent[relation.of] = relation.to
                    made.append(relation)
        return made

    def _said(self) -> Iterator[Relation]:
        for told in self._book.sentences():
            for cue in cues(told[0].sentence.text):
                if cue.kind is not RelationKind.PART_OF:
                    continue
                claim = subject(cue, told)
                whole = self._named(cue, claim, told) if claim else None
                if claim is None or whole is None:
                    continue
                part = self._book.event(claim)
                if part.family in section("parts.families"):
                    why = f"Its report says “{cue.said}”."
                    yield Relation(RelationKind.PART_OF, part.id, whole.row.id, why, (claim.id,))

    def _named(self, cue: Cue, claim: Claim, told: Sequence[Claim]) -> Umbrella | None:
        """The whole that a phrase means: that of its own words, of the place that it names, or of its document."""
        part = self._book.event(claim)
        own = {self._book.event_of[one.id] for one in pointed_at(cue, told)}
        here = [self._wholes[id_] for id_ in sorted(own) if id_ in self._wholes and id_ != part.id]
        if here:
            return here[0] if len(here) == 1 else None
        named = names(cue.phrase)
        places = {name for name in named if name in self._by_name}
        if places:
            near = [one for name in sorted(places) for one in self._by_name[name]]
        else:
            near = [
                one
                for one in self._by_document[claim.document_id]
                if not named or named & _side_names(one.row)
            ]
        besieged = pattern("umbrella.siege").search(cue.phrase) is not None
        fitting = {one.row.id: one for one in near if (one.kind == "siege") is besieged and _fits(one, part)}
        if not places and len(fitting) > 1:
            return None
        return min(fitting.values(), key=lambda one: one.narrowness, default=None)

    def _lying(self) -> Iterator[Relation]:
        """What ends a whole, then each event's most specific whole by time, place and sides."""
        least = section("umbrella.reach")["least"]
        wholes = sorted(self._wholes.values(), key=lambda one: one.narrowness)
        for whole in wholes:
            for id_ in whole.ended_by:
                yield _part(id_, whole, "It is told as the end of it.")
        for whole in wholes:
            if whole.row.place is None:
                continue
            for part in self._index.within(whole.row.place, whole.first, whole.last, least):
                sides = self._can_hold(whole, part)
                if sides:
                    yield _part(part.id, whole, _lies(whole, sides))

    def _can_hold(self, whole: Umbrella, part: Row) -> frozenset[str] | None:
        if part.family not in section("parts.families"):
            return None
        if part.family in _WHOLE or part.id in self._wholes:
            smaller = self._wholes.get(part.id)
            if smaller is None or not _nests(smaller, whole):
                return None
        return holds(whole, part)


def _part(id_: str, whole: Umbrella, why: str) -> Relation:
    return Relation(RelationKind.PART_OF, id_, whole.row.id, why, whole.claims[:_MOST_CLAIMS])


def _above(one: str, sought: str, parent: Mapping[str, str]) -> bool:
    """Whether `sought` is `one`, or something that `one` is part of."""
    up: str | None = one
    while up is not None:
        if up == sought:
            return True
        up = parent.get(up)
    return False


def _fits(whole: Umbrella, part: Row) -> bool:
    """Whether an event that its sentence puts in a whole can be in this one by time and place."""
    if whole.row.id == part.id or _lies_apart(whole, part):
        return False
    apart = whole.row.place is not None and part.place is not None
    return not apart or not _far(part, whole)


def _nests(smaller: Umbrella, whole: Umbrella) -> bool:
    """Whether an offensive or siege can be part of a wider and longer one of the same side."""
    roomier = smaller.narrowness[0] * _ROOMIER <= whole.narrowness[0]
    lasting = whole.first <= smaller.first and smaller.last <= whole.last
    return roomier and lasting and bool(share(smaller.row.doers, whole.row.doers))


def _lies_apart(whole: Umbrella, part: Row) -> bool:
    if part.first is None or part.last is None or part.guessed:
        return False
    return part.last < whole.first - _MARGIN or part.first > whole.last + _MARGIN


def _far(part: Row, whole: Umbrella) -> bool:
    widest = section("umbrella.reach")["widest"]
    return not inside(part.place, whole.row.place, widest) and not inside(whole.row.place, part.place, widest)


def _side_names(row: Row) -> frozenset[str]:
    return frozenset(name for party in row.parties for name in names(side_name(party)))


def side_name(party: str) -> str:
    """A side's name, or its id where the registry has none."""
    known = registry().get(party)
    return known.name if known else party


def _lies(whole: Umbrella, sides: frozenset[str]) -> str:
    place = whole.row.place
    where = (place.name or place.span.text) if place else ""
    begin, end = date.fromordinal(whole.first), date.fromordinal(whole.last)
    who = ", ".join(sorted(map(side_name, sides)))
    return (
        f"It lies in its area ({where}) and time ({begin} to {end}, as told or at most), with {who} in both."
    )
