"""A state's bodies as texts name them: "Iraqi troops", "Russia's defence ministry", "the army of Chad"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from counterclaim.reference.actors.words import alternatives, lower_words, word_before, words
from counterclaim.reference.tables import packaged, read_table
from counterclaim.reference.terms import LevelledText, TermMatch

_NAMES = {
    "gov": ("Government of {country}", "government"),
    "forces": ("Military forces of {country}", "state_forces"),
    "police": ("Police of {country}", "police"),
    "mod": ("Ministry of Defence of {country}", "government"),
}
_LOOK_BACK = 60
_OF = re.compile(r"\bof\s{1,3}(?:the\s)?\Z", re.IGNORECASE)
_ORDINAL = r"(?:\d{1,3}(?:st|nd|rd|th)\s{1,3})?"
_OFFICE = r"[A-Z][\w'’-]{2,20}(?:\s(?:and\s)?[A-Z][\w'’-]{2,20}){0,3}"
"""What a ministry is for: "Higher Education and Scientific Research"."""


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


def body_of(noun: str) -> str | None:
    """The id of the body that a noun such as "warplanes" speaks of; null when it speaks of none."""
    return _body_of().get(" ".join(noun.lower().split()))


@cache
def _body_of() -> dict[str, str]:
    return {noun.lower(): body.id for body in state_bodies().values() for noun in body.nouns}


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What stands around a country's name or adjective: a body behind it, a body "of" it, "Police (Kenya)"."""

    after: re.Pattern[str]
    further: re.Pattern[str]
    office: re.Pattern[str]
    before: re.Pattern[str]
    office_before: re.Pattern[str]
    bare_office: re.Pattern[str]
    brackets: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    nouns = alternatives(_body_of())
    between = alternatives({word for body in state_bodies().values() for word in body.between})
    ministry = f"(?:{alternatives(words('ministry'))})"
    return _Patterns(
        after=re.compile(rf"(?:['’]s?)?\s{{1,3}}{_ORDINAL}(?P<noun>{nouns})\b", re.IGNORECASE),
        further=re.compile(
            rf"(?:['’]s?)?\s{{1,3}}{_ORDINAL}(?:(?:{between})\s{{1,3}}){{1,2}}(?P<noun>{nouns})\b",
            re.IGNORECASE,
        ),
        office=re.compile(
            rf"(?:['’]s?)?\s{{1,3}}(?:{_OFFICE}\s{ministry}\b|{ministry}\s(?:of|for)\s{_OFFICE})"
        ),
        before=re.compile(
            rf"\b(?:the\s+)?(?P<noun>{nouns})\s{{1,3}}of\s{{1,3}}(?:the\s{{1,3}})?\Z", re.IGNORECASE
        ),
        office_before=re.compile(rf"\b{ministry}\s(?:of|for)\s{_OFFICE}\s?of\s(?:the\s)?\Z"),
        bare_office=re.compile(rf"\bMinistry\s(?:of|for)\s(?:the\s)?{_OFFICE}|\b{_OFFICE}\sMinistry\b"),
        brackets=re.compile(
            rf"(?<![\w-])(?:(?:{between})\s{{1,3}}){{0,2}}(?P<noun>{nouns})\s\(\Z", re.IGNORECASE
        ),
    )


def find_state_bodies(
    source: LevelledText, nations: Iterable[TermMatch[str]]
) -> Iterator[tuple[int, int, str]]:
    """Where a text names a body of a state with its country or nationality: start, end and actor id.

    `nations` are the countries and nationalities that it names.
    """
    text = source.text
    for match in nations:
        country = match.values[0]
        if word_before(text, match.start) in lower_words("lead"):
            continue
        patterns = _patterns()
        nouns = [one.match(text, match.end) for one in (patterns.after, patterns.further)]
        noun = max((one for one in nouns if one), key=re.Match.end, default=None)
        if noun:
            yield match.start, noun.end(), f"{body_of(noun['noun'])}.{country}"
            continue
        office = patterns.office.match(text, match.end)
        if office:
            yield match.start, office.end(), f"gov.{country}"
            continue
        from_ = max(0, match.start - _LOOK_BACK)
        if _OF.search(text, max(0, match.start - 8), match.start):
            earlier = patterns.before.search(text[from_ : match.start])
            office = None if earlier else patterns.office_before.search(text[from_ : match.start])
            if earlier:
                yield from_ + earlier.start(), match.end, f"{body_of(earlier['noun'])}.{country}"
            elif office:
                yield from_ + office.start(), match.end, f"gov.{country}"
        elif text[max(0, match.start - 1) : match.start] == "(" and text[match.end : match.end + 1] == ")":
            earlier = patterns.brackets.search(text[from_ : match.start])
            if earlier:
                yield from_ + earlier.start(), match.end + 1, f"{body_of(earlier['noun'])}.{country}"


def find_offices(text: str) -> Iterator[tuple[int, int]]:
    """Ministries that a text names without their country: "the Ministry of Higher Education"."""
    if "Ministry" in text:
        yield from (found.span() for found in _patterns().bare_office.finditer(text))
