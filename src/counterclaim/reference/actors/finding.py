"""Finding the actors that a text names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from counterclaim.reference.actors.bearers import Bearers
from counterclaim.reference.actors.definitions import (
    Definition,
    Definitions,
    defined_matches,
    may_define,
    read_definitions,
)
from counterclaim.reference.actors.graph import ActorGraph
from counterclaim.reference.actors.leaders import Backed, Leaders
from counterclaim.reference.actors.state_bodies import find_offices, find_state_bodies, state_bodies
from counterclaim.reference.actors.types import (
    ARMED_GROUPS,
    Actor,
    ActorKind,
    ActorMatch,
    ActorName,
    RelationKind,
)
from counterclaim.reference.actors.unknown_groups import unknown_groups
from counterclaim.reference.actors.words import lower_words, word_before, words
from counterclaim.reference.countries import countries
from counterclaim.reference.terms import LevelledText, TermMatch, Terms

_COALITION_FORCES = "coalition forces"
_NO_DEFINITIONS: dict[str, Definition] = {}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a text may name, whatever its own abbreviations stand for, each from left to right.

    `registered` bear a name of the registry, `backed` are named by their backer, `alike` have only a name like a
    group's, and `others` are bodies of states and people of leaders.
    """

    source: LevelledText
    registered: list[ActorMatch]
    backed: list[ActorMatch]
    others: list[ActorMatch]
    alike: list[ActorMatch]


class ActorFinder:
    """Finds names of the registry, states' bodies by nationality, and names that look like an armed group's.

    The registry, the nationalities, leaders and backers come first, the longer of two readings of the same
    words before the shorter; what only looks like a name, and "the army", fill the gaps.
    """

    def __init__(self, actors: Mapping[str, Actor], graph: ActorGraph) -> None:
        self._actors = actors
        self._graph = graph
        named = [(one.name, (a.id, one)) for a in actors.values() for one in (ActorName(a.name), *a.names)]
        self._listed = [bearer for _, bearer in named]
        self._names: Terms[int] = Terms((name, number) for number, (name, _) in enumerate(named))
        self._bare: Terms[str] = Terms(
            (phrase, body.id) for body in state_bodies().values() for phrase in body.bare
        )
        self._coalition: Terms[None] = Terms((phrase, None) for phrase in words("coalition"))
        self.bearers = Bearers(actors, graph, named)
        self._short: dict[str, list[Actor]] = {}
        for name, (actor_id, _) in named:
            self._short.setdefault(name.casefold(), []).append(actors[actor_id])
        self._leaders = Leaders(actors)
        self._backed = Backed(self._who_is_backed, graph.sides)

    def find(
        self, text: str, on: date | None, country: str | None, definitions: Definitions | None
    ) -> list[ActorMatch]:
        """See `ActorRegistry.find`."""
        if definitions is not None:
            return self._chosen(self._seen(text, on, country), on, country, definitions)
        seen = self._seen(text, on, country)
        found = self._chosen(seen, on, country, _NO_DEFINITIONS)
        definitions = self._definitions_beside(text, found)
        return self._chosen(seen, on, country, definitions) if definitions else found

    def definitions(self, text: str, on: date | None, country: str | None) -> dict[str, Definition]:
        """See `ActorRegistry.definitions`."""
        if not may_define(text):
            return _NO_DEFINITIONS
        found = self._chosen(self._seen(text, on, country), on, country, _NO_DEFINITIONS)
        return self._definitions_beside(text, found)

    def _definitions_beside(self, text: str, found: list[ActorMatch]) -> dict[str, Definition]:
        """The definitions of a text, without those that say what the registry has found anyway."""
        if not may_define(text):
            return _NO_DEFINITIONS
        known = {(text[match.start : match.end], match.actor.id) for match in found if match.actor}
        read = read_definitions(text, found, self._bearing)
        return {
            short: what
            for short, what in read.items()
            if what.actor is None or (short, what.actor.id) not in known
        }

    def _seen(self, text: str, on: date | None, country: str | None) -> _Seen:
        source = LevelledText.of(text)
        nations = countries().find(source)
        bodies = find_state_bodies(source, [*nations, *countries().find_owning_capitals(source)])
        return _Seen(
            source,
            registered=list(self._registered(source, on, country)),
            backed=list(self._backed.find(source, nations, on, country)),
            others=[*(self._as_of(*body, on) for body in bodies), *self._leaders.find(source, on)],
            alike=list(self._spelled_otherwise(text, on, country)),
        )

    def _chosen(
        self, seen: _Seen, on: date | None, country: str | None, definitions: Definitions
    ) -> list[ActorMatch]:
        found = _certain(seen, definitions)
        taken = [(match.start, match.end) for match in found]
        gaps = [
            *seen.alike,
            *self._states_own(seen.source, found, on, country),
            *self._the_coalition(seen.source, found, on, country),
        ]
        for match in _leftmost(gaps):
            # "SDF troops" are the SDF's: a noun that touches a name is no other actor.
            at = bisect_left(taken, (match.start, match.end))
            behind = at > 0 and match.start <= taken[at - 1][1] + 1
            across = at < len(taken) and taken[at][0] < match.end
            if not behind and not across:
                found.append(match)
        return sorted((one for one in found if one.name), key=lambda match: match.start)

    def _bearing(self, name: str) -> list[Actor]:
        return self._short.get(name.casefold(), [])

    def _registered(self, source: LevelledText, on: date | None, country: str | None) -> Iterator[ActorMatch]:
        matches = [match for match in self._names.find(source) if not self._anothers(source.text, match)]
        readings = [
            self.bearers.meant([self._listed[number] for number in match.values], on, country)
            for match in matches
        ]
        certain = {reading[0].id for reading in readings if len(reading) == 1}
        for match, reading in zip(matches, readings, strict=True):
            if not reading:
                continue
            actor = reading[0] if len(reading) == 1 else _told_apart(reading, certain)
            said = " ".join(source.text[match.start : match.end].split())
            yield ActorMatch(match.start, match.end, actor.name if actor else said, actor)

    def _anothers(self, text: str, match: TermMatch[int]) -> bool:
        """Whether a word in front makes a state's body another's: "Free Iraqi Army", "anti-Syrian forces"."""
        of_state = all(self._listed[number][0][-3:-2] == "." for number in match.values)
        return of_state and word_before(text, match.start) in lower_words("lead")

    def _as_of(self, start: int, end: int, actor_id: str, on: date | None) -> ActorMatch:
        actor = self.at_date(self._actors[actor_id], on)
        return ActorMatch(start, end, actor.name, actor)

    def at_date(self, body: Actor, on: date | None) -> Actor:
        """The body of a state that it was on a day: itself, what followed it, else the government."""
        if on is None or body.active(on):
            return body
        for step in self._graph.lineage(body.id).after:
            follower = self._actors[step.id]
            if follower.country == body.country and follower.active(on):
                return follower
        return self._actors.get(f"gov.{body.country}", body)

    def _states_own(
        self, source: LevelledText, named: list[ActorMatch], on: date | None, country: str | None
    ) -> Iterator[ActorMatch]:
        """ "The army", "police" without a nationality.

        The body of the document's country; but where the text names just one state's body of that sort, and
        it is another's, that one.
        """
        whole = {match.actor.id for match in named if match.actor}
        government = self._actors.get(f"gov.{country}")
        if government is not None:
            for start, end in find_offices(source.text):
                if word_before(source.text, start) not in _others():
                    yield ActorMatch(start, end, government.name, government)
        for match in self._bare.find(source):
            if word_before(source.text, match.start) in _others():
                continue
            body = match.values[0]
            same = {actor_id for actor_id in whole if actor_id.startswith(f"{body}.")}
            own = f"{body}.{country}"
            meant = self._actors.get(same.pop() if len(same) == 1 and own not in same else own)
            actor = self.at_date(meant, on) if meant else None
            said = source.text[match.start : match.end]
            yield ActorMatch(match.start, match.end, actor.name if actor else said, actor)

    def _the_coalition(
        self, source: LevelledText, named: list[ActorMatch], on: date | None, country: str | None
    ) -> Iterator[ActorMatch]:
        """ "The coalition": the one that the text names, else the one that is fighting in its country."""
        told = {one.actor.id: one.actor for one in named if one.actor and _is_coalition(one.actor)}
        for match in self._coalition.find(source):
            as_name = "Coalition" in source.text[match.start : match.end]
            meant = list(told.values()) or ([] if as_name else self._fighting_in(country, on))
            if len(meant) == 1 and _word_after(source.text, match.end) not in lower_words("not_coalition"):
                yield ActorMatch(match.start, match.end, meant[0].name, meant[0])

    def _fighting_in(self, country: str | None, on: date | None) -> list[Actor]:
        """The coalitions of that day whose forces are called so, and whose friends or enemies are of a country."""
        if country is None:
            return []
        actors = self.bearers.spelled(_COALITION_FORCES, on, country)
        there = (actor for actor in actors if on is None or actor.active(on))
        return [actor for actor in there if country in self._theatre(actor, on)]

    def _theatre(self, actor: Actor, on: date | None) -> set[str | None]:
        others = (self._actors[one.to] for one in self._graph.relations(actor.id, on))
        return {actor.country, *(other.country for other in others)}

    def _spelled_otherwise(self, text: str, on: date | None, country: str | None) -> Iterator[ActorMatch]:
        """Names that look like a group's: of the registry in another romanisation, else their own."""
        for match in unknown_groups(text):
            meant = self.bearers.spelled(match.name, on, country)
            actor = meant[0] if len(meant) == 1 else None
            yield ActorMatch(match.start, match.end, actor.name if actor else match.name, actor)

    def _who_is_backed(self, backer: str, on: date | None) -> Iterator[Actor]:
        for body in state_bodies():
            for relation in self._graph.relations(f"{body}.{backer}", on):
                actor = self._actors[relation.to]
                there = on is None or actor.active(on)
                if relation.kind is RelationKind.BACKS and actor.kind in ARMED_GROUPS and there:
                    yield actor


def _certain(seen: _Seen, definitions: Definitions) -> list[ActorMatch]:
    """What is named outright, from left to right; without a name where a text's own word is no actor."""
    defined = [
        ActorMatch(start, end, what.name or "", what.actor)
        for start, end, what in defined_matches(seen.source.text, definitions)
    ]
    own = {match.start for match in defined}
    registered = [one for one in seen.registered if one.start not in own]
    backed = [
        one
        for one in seen.backed
        if one.actor or not any(one.start < named.end <= one.end for named in registered)
    ]
    return _leftmost([*defined, *registered, *backed, *seen.others])


def _word_after(text: str, end: int) -> str:
    return text[end : end + 24].lstrip(" \n-").partition(" ")[0].lower()


def _is_coalition(actor: Actor) -> bool:
    return (actor.kind is ActorKind.COALITION and actor.party) or "coalition" in actor.name.lower()


def _leftmost(matches: list[ActorMatch]) -> list[ActorMatch]:
    """The longest matches from left to right, the earlier in the list where two are of the same words."""
    chosen: list[ActorMatch] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if not chosen or match.start >= chosen[-1].end:
            chosen.append(match)
    return chosen


def _told_apart(actors: list[Actor], certain: set[str]) -> Actor | None:
    """The one that the same text also names in full, if there is just one such."""
    named = [actor for actor in actors if actor.id in certain]
    return named[0] if len(named) == 1 else None


@cache
def _others() -> frozenset[str]:
    """Words in front of a bare noun that make it somebody else's."""
    after = (word.lower() for body in state_bodies().values() for word in body.not_after)
    return lower_words("lead") | frozenset(after)
