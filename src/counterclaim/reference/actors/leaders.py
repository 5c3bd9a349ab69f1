"""Leaders and backers whose people are meant: "Baghdadi's men", "forces loyal to Haftar", "Turkish-backed rebels"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from counterclaim.reference.actors.intervals import Interval
from counterclaim.reference.actors.state_bodies import body_of
from counterclaim.reference.actors.types import Actor, ActorMatch
from counterclaim.reference.actors.words import alternatives, words
from counterclaim.reference.tables import packaged, read_table
from counterclaim.reference.terms import LevelledText, TermMatch, Terms

_LOOK_BACK = 80
_TITLE = r"(?:(?:ex-|former\s)?(?:[Pp]resident|[Gg]eneral|Gen\.|[Mm]arshal|[Ff]ield\s[Mm]arshal|[Cc]olonel|Col\.|[Ll]eader)\s)?"


@dataclass(frozen=True, slots=True)
class Leader:
    """Who stands for an actor, and when."""

    actor: str
    period: Interval


class Leaders:
    """Finds people of a leader by the leader's name."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        """Raises `ReferenceDataError` where the packaged table is malformed or names an unknown actor."""
        self._actors = actors
        self._names: Terms[Leader] = Terms(_rows(actors))

    def find(self, source: LevelledText, on: date | None) -> Iterator[ActorMatch]:
        """Where a text speaks of the people, forces or government of a leader of that day."""
        text = source.text
        for match in self._names.find(source):
            meant = {one.actor for one in match.values if on is None or one.period.contains(on)}
            if len(meant) != 1:
                continue
            leads = meant.pop()
            start, end, noun = _phrase(text, match.start, match.end)
            actor = self._actors.get(_led(leads, noun)) if noun else None
            if actor is not None:
                yield ActorMatch(start, end, actor.name, actor)


def _rows(actors: Mapping[str, Actor]) -> Iterator[tuple[str, Leader]]:
    for row in read_table(packaged("leaders.tsv"), ("names", "actor", "active")):
        if row["actor"] not in actors:
            raise row.error(f"there is no actor {row['actor']!r}")
        try:
            leader = Leader(row["actor"], Interval.parse(row["active"]))
        except ValueError as error:
            raise row.error(str(error)) from error
        yield from ((name, leader) for name in row.many("names"))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = alternatives(
        words("armed") | words("people") | {"regime", "government", "administration", "loyalists"}
    )
    mild = alternatives(words("mild"))
    after = re.compile(
        rf"(?:['’]s?|-led|\sloyalist)?\s(?:(?:{mild})\s){{0,2}}(?:(?:regime|government)\s)?(?P<noun>{nouns})\b",
        re.IGNORECASE,
    )
    loyal = alternatives(words("loyal"))
    before = re.compile(
        rf"\b(?:(?P<noun>{nouns}|those)\s(?:still\s)?(?:{loyal})\sto|(?P<of>forces|troops|fighters|army|regime|government)\sof)"
        rf"\s(?:the\s)?{_TITLE}\Z",
        re.IGNORECASE,
    )
    return after, before


def _phrase(text: str, start: int, end: int) -> tuple[int, int, str | None]:
    """The words around a leader's name that make it stand for people, and their noun; null without any."""
    after, before = _patterns()
    followed = after.match(text, end)
    if text[max(0, start - 4) : start].lower() == "pro-":
        return (start - 4, followed.end(), followed["noun"].lower()) if followed else (start, end, None)
    if text[max(0, start - 5) : start].lower() == "anti-":
        return start, end, None
    if followed:
        return start, followed.end(), followed["noun"].lower()
    from_ = max(0, start - _LOOK_BACK)
    led = before.search(text[from_:start])
    if led:
        return from_ + led.start(), end, (led["noun"] or led["of"]).lower()
    return start, end, None


def _led(leads: str, noun: str) -> str:
    """The id of what a leader's people are: of a head of state the noun says which body."""
    if not leads.startswith("gov."):
        return leads
    if noun in ("administration", "government", "regime"):
        return leads
    body = body_of(noun)
    if body is None and noun not in ("men", "fighters", "loyalists", "those", "fighter", "force"):
        return ""
    return f"{body or 'forces'}.{leads[-2:]}"


class Backed:
    """Finds who is meant by "Iran-backed militia" or "pro-Turkish fighters": who that state backs, if one."""

    def __init__(
        self,
        backed_by: Callable[[str, date | None], Iterator[Actor]],
        sides: Callable[[str, date | None], tuple[str, ...]],
    ) -> None:
        self._backed_by = backed_by
        self._sides = sides

    def find(
        self,
        source: LevelledText,
        nations: Iterable[TermMatch[str]],
        on: date | None,
        country: str | None,
    ) -> Iterator[ActorMatch]:
        """The phrases, among the `nations` that a text names.

        They have no actor where there is none or more than one that can be meant.
        """
        for match in nations:
            pro = source.text[max(0, match.start - 4) : match.start].lower() == "pro-"
            ends = _backed_patterns()[pro].match(source.text, match.end)
            if ends is None:
                continue
            start = match.start - 4 if pro else match.start
            actor = self._only(match.values[0], on, country) if not ends["kind"] else None
            name = actor.name if actor else " ".join(source.text[start : ends.end()].split())
            yield ActorMatch(start, ends.end(), name, actor)

    def _only(self, backer: str, on: date | None, country: str | None) -> Actor | None:
        """Who a state backs in a country, of whom the others are parts."""
        if country is None:
            return None
        able = {actor.id: actor for actor in self._backed_by(backer, on) if actor.country == country}
        top = [actor for actor in able.values() if not able.keys() & set(self._sides(actor.id, on))]
        return top[0] if len(top) == 1 else None


@cache
def _backed_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows the backer's name, and what follows "pro-" with it.

    `kind` is a word that narrows down who is meant ("Kurdish", "tribal").
    """
    armed = (
        r"(?:(?:armed|rebel|local|militant|opposition|allied)\s){0,2}(?P<kind>[^\W\d_][\w'’-]{2,20}\s)?"
        rf"(?:{alternatives(words('armed'))})\b"
    )
    behind = rf"(?:-(?:{alternatives(words('backing'))})|\s(?:backed|supported))\s{armed}"
    return re.compile(behind, re.IGNORECASE), re.compile(rf"\s{armed}", re.IGNORECASE)
