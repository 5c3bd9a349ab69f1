"""Abbreviations that a text defines: "the Syrian Democratic Forces (SDF)", "FOO, the Foo Front,".

Long form and short form are matched as Schwartz and Hearst (2003) do, by the initials of the words next to
the brackets; a name that the registry knows needs no initials.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from counterclaim.reference.actors.types import Actor, ActorKind, ActorMatch
from counterclaim.reference.actors.words import words

_AFTER_FIRST = r"[A-Za-z]{0,7}(?:-[A-Z]{1,4})?[A-Z](?:-[A-Z]{1,4})?"
_SHORT = rf"(?P<short>[A-Z]{_AFTER_FIRST})"
_QUOTE = "[\"'“”‘’«»]?"
_IN_BRACKETS = re.compile(
    rf"\(\s?(?:(?:also|or|known|as|the|called|hereafter)\s){{0,3}}{_QUOTE}{_SHORT}{_QUOTE}(?=[\s,;):/])"
)
_NAMED_AFTER = re.compile(rf"\s(?:or|also\sknown\sas|known\sas|abbreviated\sas|called)\s(?:the\s)?{_SHORT}\b")
_SHORT_FIRST = re.compile(
    rf"(?P<short>[A-Z](?<![\w-].){_AFTER_FIRST})(?:,\s(?:or\s)?(?:the\s)?|\s\((?:the\s)?){_QUOTE}(?=[A-Z])"
)
_CLOSED = re.compile(rf"{_QUOTE}[,;).]")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONG_FORM = 140
_MUCH_LIKE = 80
"""Likeness from 0 to 100 (normalised indel distance) of two spellings of one name."""
_NOT_SHORTENED = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.AGENCY, ActorKind.MEDIA})
"""Kinds behind which brackets hold anything but their abbreviation: "(Reuters, TRT)"."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a short form stands for in a text.

    `actor` is null for a group that the registry does not have; `name` is then the text's, and null for a
    long form that is no actor's name.
    """

    name: str | None
    actor: Actor | None = None


Definitions = Mapping[str, Definition]


def read_definitions(
    text: str, named: Iterable[ActorMatch], bearers: Callable[[str], Iterable[Actor]]
) -> dict[str, Definition]:
    """The short forms that a text defines.

    `named` are the long forms met in it, `bearers` gives the actors of the registry that bear a short form:
    it means one of them where the long form is much like one of its names, another where initials say so.
    """
    found: dict[str, Definition] = {}
    ends = {match.end: match for match in named}
    starts = {match.start: match for match in named}
    for short, at in _behind(text):
        match, long = ends.get(at), initials_start(text, at, short)
        if match is None and long is None:
            continue
        known = list(bearers(short))
        start = long if long is not None or match is None else match.start
        meant = _like(text[start:at], known)
        if match is not None and match.actor is not None:
            if match.actor in known or long is not None or not (known or match.actor.kind in _NOT_SHORTENED):
                found.setdefault(short, Definition(match.name, match.actor))
        elif meant is not None:
            found.setdefault(short, Definition(meant.name, meant))
        elif match is not None or long is not None:
            found.setdefault(short, Definition(match.name if match else None))
    for lead in _SHORT_FIRST.finditer(text):
        match = starts.get(lead.end())
        if match is None or not _CLOSED.match(text, match.end):
            continue
        short = lead["short"]
        long = initials_start(text, match.end, short)
        if long is not None and abs(long - match.start) <= 4:
            meant = match.actor or _like(match.name, bearers(short))
            found.setdefault(short, Definition(meant.name if meant else match.name, meant))
    return found


def _like(long: str, actors: Iterable[Actor]) -> Actor | None:
    """The actor with a name much like the words: "Syria Democratic Forces"."""
    for actor in actors:
        names = [actor.name, *(one.name for one in actor.names)]
        if any(fuzz.ratio(long.lower(), name.lower()) >= _MUCH_LIKE for name in names):
            return actor
    return None


def may_define(text: str) -> bool:
    """Whether a text has the form of a definition anywhere; quick, and true too often."""
    return bool(_IN_BRACKETS.search(text) or _NAMED_AFTER.search(text) or _SHORT_FIRST.search(text))


def _behind(text: str) -> Iterator[tuple[str, int]]:
    """Short forms behind their long form, and where the long form ends."""
    for found in _IN_BRACKETS.finditer(text):
        yield found["short"], found.start() - text[found.start() - 1 : found.start()].isspace()
    for found in _NAMED_AFTER.finditer(text):
        yield found["short"], found.start() - (text[found.start() - 1 : found.start()] == ",")


def initials_start(text: str, end: int, short: str) -> int | None:
    """Where the words begin whose initials are the capitals of `short` and that end at `end`."""
    letters = [char for char in short if char.isupper()]
    from_ = max(0, end - _LONG_FORM)
    for word in reversed(list(_WORDS.finditer(text[from_:end]))):
        initial = word[0][0]
        if initial.upper() == letters[-1] and (initial.isupper() or word[0] not in words("small")):
            letters.pop()
            if not letters:
                return from_ + word.start()
        elif word[0] not in words("small"):
            return None
    return None


def defined_matches(text: str, definitions: Definitions) -> Iterator[tuple[int, int, Definition]]:
    """Where a text uses the short forms: start, end and what is meant."""
    if not definitions:
        return
    longest_first = sorted(definitions, key=lambda short: (-len(short), short))
    pattern = "|".join(re.escape(short) for short in longest_first)
    for found in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text):
        yield found.start(), found.end(), definitions[found[0]]
