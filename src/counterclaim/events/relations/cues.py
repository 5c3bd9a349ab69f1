"""The phrases of a sentence that point from its event to another one: "during the battle for X", "hours after"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from textwrap import shorten

from counterclaim.events.relations.tables import either, pattern, section
from counterclaim.model import Claim, RelationKind

_LONGEST = 4_000
"""Characters of a sentence that are read."""
_PHRASE = 140
"""Characters of a phrase that points at an event."""
_SAID = 90
"""Characters of a cue and its phrase that are quoted."""
_END = re.compile(r"[.;:,!?\n]\s|[;:]|[\"“”]|\s(?:which|while|whereas|but|said|says|who)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that relate: `start` and `phrase_end` are offsets in the sentence; `phrase` is what they point at.

    `said` is the cue with the beginning of its phrase; `days` the most days between the two events; `opens`:
    nothing but an amount stands before it ("Less than two hours after").
    """

    kind: RelationKind
    start: int
    phrase_start: int
    phrase_end: int
    phrase: str
    said: str
    days: int
    opens: bool


def cues(sentence: str) -> Iterator[Cue]:
    """The cues of a sentence, in order."""
    text = sentence[:_LONGEST]
    for match in _wholes().finditer(text):
        start = max(match.start("whole"), match.start("loose"))
        yield _cue(RelationKind.PART_OF, text, match, start, _until(text, match.end()), 0)
    for match in _answers().finditer(text):
        end = _until(text, match.end())
        yield _cue(RelationKind.RESPONDS_TO, text, match, match.end(), end, section("responds_to.days"))
    for match in _after().finditer(text):
        unit = match["unit"]
        days = section("follows.units")[unit.lower()] if unit else section("follows.days")
        yield _cue(RelationKind.FOLLOWS, text, match, match.end(), _until(text, match.end()), days)


def has_cue(sentence: str) -> bool:
    """Whether a sentence relates its event to another one in words."""
    return next(cues(sentence), None) is not None


def subject(cue: Cue, told: Sequence[Claim]) -> Claim | None:
    """The claim of the sentence that a cue is about: the nearest before it.

    Where the cue opens the sentence, it is the nearest behind its phrase.
    """
    before = [one for one in told if _at(one) < cue.start]
    if before:
        return max(before, key=lambda one: (_at(one), one.id))
    if not cue.opens:
        return None
    behind = [one for one in told if _at(one) >= cue.phrase_end]
    return min(behind, key=lambda one: (_at(one), one.id)) if behind else None


def pointed_at(cue: Cue, told: Sequence[Claim]) -> list[Claim]:
    """The claims of the sentence whose trigger stands in the phrase."""
    return [one for one in told if cue.phrase_start <= _at(one) < cue.phrase_end]


def _at(claim: Claim) -> int:
    return claim.trigger.start - claim.sentence.start


def _cue(kind: RelationKind, text: str, match: re.Match[str], start: int, end: int, days: int) -> Cue:
    said = shorten(text[match.start() : max(end, match.end())], _SAID, placeholder=" …").rstrip(" .,;:")
    opens = _lead().fullmatch(text, 0, match.start()) is not None
    return Cue(kind, match.start(), start, end, text[start:end], said, days, opens)


def _until(text: str, start: int) -> int:
    """Where a phrase that begins at `start` ends: with its clause."""
    limit = min(len(text), start + _PHRASE)
    end = _END.search(text, start, limit)
    return end.start() if end else limit


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:(?:{either(section('follows.lead'))}|\d{{1,3}})\s+)*", re.IGNORECASE)


@cache
def _wholes() -> re.Pattern[str]:
    said = section("parts.said")
    nouns, links = either(said["nouns"]), either(said["links"])
    loose = either(said["loose_nouns"])
    between = r"(?:[\w'’-]+\s+){0,5}?"
    return re.compile(
        rf"\b(?:{either(said['openings'])}\s+(?P<whole>{between}{nouns})\b(?:\s+{links}\b)?"
        rf"|{either(said['loose_openings'])}\s+(?P<loose>(?:the|a|an|its|their)\s+(?:[\w'’-]+\s+){{0,2}}?{loose}\s+{links}\b))",
        re.IGNORECASE,
    )


@cache
def _answers() -> re.Pattern[str]:
    return pattern("responds_to.cues")


@cache
def _after() -> re.Pattern[str]:
    units = either(section("follows.units"))
    verbs = either(section("follows.verbs"))
    return re.compile(
        rf"\b(?:(?P<unit>{units})\s+after|{verbs}(?=\s+(?:the|a|an|that of)\s))\b", re.IGNORECASE
    )
