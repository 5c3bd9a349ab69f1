"""Which event another one answers or follows, where the text says that it does and one event alone fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from counterclaim.events.relations.book import Book
from counterclaim.events.relations.cues import Cue, cues, pointed_at, subject
from counterclaim.events.relations.parts import side_name
from counterclaim.events.relations.rows import Index, Row, names, place_names, share
from counterclaim.events.relations.tables import either, section
from counterclaim.model import Claim, Relation, RelationKind

_NEAR_KM = 30.0
_NUMBER = re.compile(r"\d{1,6}")
_GENERAL = "violence"


class Following:
    """Reads retaliation and sequence from sentences."""

    def __init__(self, book: Book, index: Index) -> None:
        self._book = book
        self._index = index

    def relations(self) -> list[Relation]:
        """At most one relation a cue; two events that would follow each other do not follow at all."""
        ordered = sorted(self._said(), key=lambda one: one.kind is RelationKind.RESPONDS_TO)
        made = {(one.of, one.to): one for one in ordered}  # an answer says more than a sequence
        return [one for pair, one in sorted(made.items()) if pair[::-1] not in made]

    def _said(self) -> Iterator[Relation]:
        for told in self._book.sentences():
            for cue in cues(told[0].sentence.text):
                claim = subject(cue, told) if cue.kind is not RelationKind.PART_OF else None
                meant = self._meant(cue, claim, told) if claim else None
                if claim is not None and meant is not None:
                    why = f"Its report says “{cue.said}”."
                    yield Relation(cue.kind, self._book.event_of[claim.id], meant.id, why, (claim.id,))

    def _meant(self, cue: Cue, claim: Claim, told: Sequence[Claim]) -> Row | None:
        """The event that a phrase points at: the one that its own words tell of, else the only best that fits."""
        event = self._book.event(claim)
        own = {one.id: one for one in map(self._book.event, pointed_at(cue, told)) if one.id != event.id}
        if own:
            (first, *others) = own.values()
            return first if not others and _can_precede(first, event, cue) else None
        families = deeds(cue.phrase)
        if not families:
            return None
        here = self._book.events_of(claim.document_id)
        words = names(cue.phrase) - names(" ".join(section("follows.no_names")))
        figures = frozenset(map(int, _NUMBER.findall(cue.phrase)))
        scored: list[tuple[int, Row]] = []
        for one in _distinct((*here.values(), *self._near(event, cue))):
            if one.id == event.id or one.family not in families or not _can_precede(one, event, cue):
                continue
            named = len(words & _names(one))
            if words and not named:
                continue
            stated = any(value in figures for _, value in one.figures)
            scored.append((2 * named + (one.id in here) + 2 * stated, one))
        best = max((score for score, _ in scored), default=0)
        fitting = [one for score, one in scored if score == best]
        return fitting[0] if len(fitting) == 1 else None

    def _near(self, event: Row, cue: Cue) -> Iterable[Row]:
        """Events shortly before `event` in its place that share a side with it."""
        if event.place is None or event.first is None or event.last is None or event.guessed:
            return []
        near = self._index.within(event.place, event.first - cue.days, event.last, _NEAR_KM)
        return [one for one in near if share(one.parties, event.parties)]


def deeds(phrase: str) -> frozenset[str]:
    """Families of event types that a phrase can point at."""
    found = {name for name, words in _deeds() if words.search(phrase)}
    if "*" in found:
        found = (found - {"*"}) | set(section("deeds")[_GENERAL])
    return frozenset(found)


@cache
def _deeds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = section("deeds").items()
    return tuple(
        (name, re.compile(rf"\b{either(words)}\b", re.IGNORECASE)) for name, words in rows if name != _GENERAL
    )


def _can_precede(one: Row, event: Row, cue: Cue) -> bool:
    """Whether `one` can come before `event`, and for retaliation whether somebody else did it."""
    if one.first is not None and event.last is not None and not (one.guessed or event.guessed):
        if one.first > event.last:
            return False
        if one.last is not None and event.first is not None and one.last < event.first - cue.days:
            return False
    if cue.kind is RelationKind.RESPONDS_TO and one.doers and event.doers:
        return not share(one.doers, event.doers)
    return True


def _names(one: Row) -> frozenset[str]:
    """Folded words of the names of an event's place and sides."""
    sides = (name for party in one.parties for name in names(side_name(party)))
    return place_names(one.place) | frozenset(sides)


def _distinct(rows: Iterable[Row]) -> list[Row]:
    found = {one.id: one for one in rows}
    return [found[id_] for id_ in sorted(found)]
