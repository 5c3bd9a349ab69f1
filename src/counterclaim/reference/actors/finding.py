"""Finding the actors that a text names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from counterclaim.reference.actors.state_bodies import find_state_bodies, state_bodies
from counterclaim.reference.actors.types import PLACELESS, Actor, ActorMatch
from counterclaim.reference.tables import packaged, read_table
from counterclaim.reference.terms import LevelledText, TermMatch, Terms

_MAX_WORDS = 5
_PARTICLES = frozenset({"al", "de", "del", "el", "la"})
_NOT_IN_NAMES = frozenset(
    {
        "The", "A", "An", "In", "On", "At", "But", "And", "When", "After", "Later", "Before", "While", "For",
        "From", "With", "By", "As", "Of", "That", "This", "These", "Those", "Its", "Their", "Some", "Many",
        "Most", "Both", "Two", "Three", "Several", "Other", "Another", "If", "Since", "Until", "According",
        "Meanwhile", "However", "Also",
    }
)  # fmt: skip
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]{0,40})[ \t\n]{1,2}\Z")
_NAME_AFTER = re.compile(
    r"(?:[ -](?:[aeu]l|[ei]|[aeu](?:[dnrstz]|sh|th)|wal|wa|ibn|bin)){0,2}[ -][A-Z][\w'’]{1,30}"
)


class ActorFinder:
    """Finds names of the registry, states' bodies by nationality, and names that look like an armed group's.

    The registry and the nationalities come first, the longer of two readings of the same words before the
    shorter; what only looks like a name, and "the army", fill the gaps.
    """

    def __init__(self, actors: Mapping[str, Actor], shared_names: Mapping[str, frozenset[str]]) -> None:
        self._actors = actors
        named = [(name, (a.id, False)) for a in actors.values() for name in (a.name, *a.names)]
        shared = [(name, (actor_id, True)) for actor_id, names in shared_names.items() for name in names]
        bare = [(phrase, body.id) for body in state_bodies().values() for phrase in body.bare]
        self._names: Terms[tuple[str, bool]] = Terms([*named, *shared])
        self._bare: Terms[str] = Terms(bare)

    def find(self, text: str, on: date | None, country: str | None) -> list[ActorMatch]:
        """See `ActorRegistry.find`."""
        source = LevelledText.of(text)
        bodies = [
            ActorMatch(start, end, self._actors[actor_id].name, self._actors[actor_id])
            for start, end, actor_id in find_state_bodies(source)
        ]
        found = _leftmost([*self._registered(source, on, country), *bodies])
        taken = [(match.start, match.end) for match in found]
        for match in _leftmost([*_unknown_groups(text), *self._states_own(source, found, country)]):
            # "SDF troops" are the SDF's: a noun that touches a name is no other actor.
            at = bisect_left(taken, (match.start, match.end))
            behind = at > 0 and match.start <= taken[at - 1][1] + 1
            across = at < len(taken) and taken[at][0] < match.end
            if not behind and not across:
                found.append(match)
        return sorted(found, key=lambda match: match.start)

    def _registered(self, source: LevelledText, on: date | None, country: str | None) -> Iterator[ActorMatch]:
        matches = self._names.find(source)
        readings = [self._readings(match, on, country) for match in matches]
        certain = {reading[0].id for reading in readings if len(reading) == 1}
        for match, reading in zip(matches, readings, strict=True):
            if not reading:
                continue
            actor = reading[0] if len(reading) == 1 else _told_apart(reading, certain)
            words = " ".join(source.text[match.start : match.end].split())
            yield ActorMatch(match.start, match.end, actor.name if actor else words, actor)

    def _readings(
        self, match: TermMatch[tuple[str, bool]], on: date | None, country: str | None
    ) -> list[Actor]:
        """Who can be meant: of the document's country before others, of its time before others."""
        actors = [
            self._actors[actor_id]
            for actor_id, shared in match.values
            if not shared or (country is not None and country == self._actors[actor_id].country)
        ]
        if len(actors) > 1 and on is not None:
            actors = [actor for actor in actors if actor.active(on)] or actors
        if len(actors) > 1:
            at_home = [actor for actor in actors if country is not None and actor.country == country]
            actors = at_home or [a for a in actors if a.country is None or a.kind in PLACELESS] or actors
        return list(dict.fromkeys(actors))

    def _states_own(
        self, source: LevelledText, named: list[ActorMatch], country: str | None
    ) -> Iterator[ActorMatch]:
        """ "The army", "police" without a nationality.

        The body of the document's country; but where the text names just one state's body of that sort, and
        it is another's, that one.
        """
        whole = {match.actor.id for match in named if match.actor}
        for match in self._bare.find(source):
            if _word_before(source.text, match.start) in _others():
                continue
            body = match.values[0]
            same = {actor_id for actor_id in whole if actor_id.startswith(f"{body}.")}
            own = f"{body}.{country}"
            actor = self._actors.get(same.pop() if len(same) == 1 and own not in same else own)
            words = source.text[match.start : match.end]
            yield ActorMatch(match.start, match.end, actor.name if actor else words, actor)


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


def _word_before(text: str, start: int) -> str:
    """The word right before `start`, the last part of a compound ("Turkish-backed") only, in lower case."""
    before = text[max(0, start - 24) : start]
    if before[-1:] not in (" ", "-", "\n"):
        return ""
    return before[:-1].replace("-", " ").rpartition(" ")[2].lower()


@cache
def _others() -> frozenset[str]:
    """Words in front of a bare noun that make it somebody else's."""
    return frozenset(word.lower() for body in state_bodies().values() for word in body.not_after)


@cache
def _group_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = {
        row["position"]: row.many("words")
        for row in read_table(packaged("group_words.tsv"), ("position", "words"))
    }
    last = "|".join(re.escape(word) for word in sorted(words["last"], key=lambda word: (-len(word), word)))
    first = "|".join(re.escape(word).replace("'", "['’]") for word in words["first"])
    return re.compile(rf"\b(?:{last})\b"), re.compile(rf"\b(?:{first})(?=[ -])")


def _unknown_groups(text: str) -> Iterator[ActorMatch]:
    """Names in capitals that end or begin as armed groups' names do."""
    last, first = _group_words()
    for head in last.finditer(text):
        start = _name_start(text, head.start())
        if start < head.start():
            yield ActorMatch(start, head.end(), " ".join(text[start : head.end()].split()))
    for head in first.finditer(text):
        end = head.end()
        for _ in range(3):
            more = _NAME_AFTER.match(text, end)
            if more is None:
                break
            end = more.end()
        if end > head.end():
            yield ActorMatch(head.start(), end, " ".join(text[head.start() : end].split()))


def _name_start(text: str, end: int) -> int:
    """Where the run of capitalised words that ends at `end` begins."""
    start = at = end
    for _ in range(_MAX_WORDS):
        before = _WORD_BEFORE.search(text, max(0, at - 48), at)
        if before is None or before[1] in _NOT_IN_NAMES:
            break
        if before[1][0].isupper():
            start = before.start()
        elif before[1] not in _PARTICLES:
            break
        at = before.start()
    return start
