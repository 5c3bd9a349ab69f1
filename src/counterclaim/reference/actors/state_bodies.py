"""A state's bodies as texts name them: "Iraqi troops", "Russia's defence ministry", "the army of Chad"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from counterclaim.reference.countries import countries
from counterclaim.reference.tables import packaged, read_table
from counterclaim.reference.terms import LevelledText

_NAMES = {
    "gov": ("Government of {country}", "government"),
    "forces": ("Military forces of {country}", "state_forces"),
    "police": ("Police of {country}", "police"),
    "mod": ("Ministry of Defence of {country}", "government"),
}
_LOOK_BACK = 60
_OF = re.compile(r"\bof\s{1,3}(?:the\s)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StateBody:
    """A body that every state has. `name` is a pattern for its full name; `kind` is an `ActorKind`."""

    id: str
    name: str
    kind: str
    nouns: tuple[str, ...]
    bare: tuple[str, ...]
    between: tuple[str, ...]
    not_after: tuple[str, ...]


@cache
def state_bodies() -> dict[str, StateBody]:
    """The packaged bodies by id. Raises `ReferenceDataError` on a malformed table."""
    table = {}
    for row in read_table(packaged("state_bodies.tsv"), ("body", "nouns", "bare", "between", "not_after")):
        if row["body"] not in _NAMES:
            raise row.error(f"unknown body {row['body']!r}")
        name, kind = _NAMES[row["body"]]
        table[row["body"]] = StateBody(
            row["body"],
            name,
            kind,
            row.many("nouns"),
            row.many("bare"),
            row.many("between"),
            row.many("not_after"),
        )
    return table


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    body_of = {noun: body.id for body in state_bodies().values() for noun in body.nouns}
    nouns = _alternatives(body_of)
    between = _alternatives({word for body in state_bodies().values() for word in body.between})
    after = re.compile(
        rf"(?:['’]s?)?\s{{1,3}}(?:(?:{between})\s{{1,3}}){{0,2}}(?P<noun>{nouns})\b", re.IGNORECASE
    )
    before = re.compile(
        rf"\b(?:the\s+)?(?P<noun>{nouns})\s{{1,3}}of\s{{1,3}}(?:the\s{{1,3}})?\Z", re.IGNORECASE
    )
    return after, before, body_of


def _alternatives(words: dict[str, str] | set[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in longest_first)


def find_state_bodies(source: LevelledText) -> Iterator[tuple[int, int, str]]:
    """Where a text names a body of a state with its country or nationality: start, end and actor id."""
    after, before, body_of = _patterns()
    text = source.text
    for match in countries().find(source):
        country = match.values[0]
        noun = after.match(text, match.end)
        if noun:
            yield match.start, noun.end(), f"{body_of[_spaced(noun['noun'])]}.{country}"
        elif _OF.search(text, max(0, match.start - 8), match.start):
            from_ = max(0, match.start - _LOOK_BACK)
            earlier = before.search(text[from_ : match.start])
            if earlier:
                yield from_ + earlier.start(), match.end, f"{body_of[_spaced(earlier['noun'])]}.{country}"


def _spaced(words: str) -> str:
    return " ".join(words.lower().split())
