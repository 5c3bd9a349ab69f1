"""Whose report a text says it is: an agency's byline, a translation, a reprint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from counterclaim.events.provenance.publishers import publisher_actor, publisher_key
from counterclaim.events.provenance.tables import table
from counterclaim.reference.actors.types import ActorKind

HEAD, TAIL = 500, 300
"""Characters at the start and the end of a text in which it says whose report it is."""

_LONGEST_NAME = 8
_LISTED = re.compile(r"\s*(?:[,;/&|]|\band\b)\s*")


class CreditKind(StrEnum):
    """How a text is another's."""

    AGENCY = "agency"
    TRANSLATION = "translation"
    REPRINT = "reprint"


@dataclass(frozen=True, slots=True)
class Credit:
    """That a text is the report of `name`, and the words that say so."""

    name: str
    kind: CreditKind
    words: str


def credit(text: str, publisher: str | None = None, authors: Sequence[str] = ()) -> Credit | None:
    """Whose report `text` is by its own words, null when it says nothing or names its own publisher.

    Of `text` the first 500 and the last 300 characters are read. An agency must be one of the registry; the
    outlet of a translation or reprint may be any. A byline that names several ("AFP, Reuters") tells of no one
    report and gives none.
    """
    head, tail = text[:HEAD], text[-TAIL:]
    own = publisher_key(publisher) if publisher else None
    for found in (*_reprints(tail), *_reprints(head), *_agencies(head, tail, authors)):
        if publisher_key(found.name) != own:
            return found
    return None


def _reprints(part: str) -> Iterator[Credit]:
    for kind in (CreditKind.TRANSLATION, CreditKind.REPRINT):
        for pattern in _patterns(kind):
            for match in pattern.finditer(part):
                if 0 < len((name := _name(match["who"])).split()) <= _LONGEST_NAME:
                    yield Credit(name, kind, " ".join(match[0].split()))


def _agencies(head: str, tail: str, authors: Sequence[str]) -> Iterator[Credit]:
    for author in authors:
        if (name := _agency(author)) is not None:
            yield Credit(name, CreditKind.AGENCY, author)
    for key, part in (("agency_head", head), ("agency_date", head), ("agency_tail", tail)):
        for pattern in _patterns(key):
            for match in pattern.finditer(part):
                if (name := _agency(match["who"], behind=key == "agency_date")) is not None:
                    yield Credit(name, CreditKind.AGENCY, " ".join(match[0].split())[-60:])


def _agency(byline: str, *, behind: bool = False) -> str | None:
    """The one agency of the registry that a byline names; null where it names others beside it.

    With `behind`, words may stand in front of it, as of a headline that runs into the byline.
    """
    byline = byline.strip(" .:-–—")
    if len([part for part in _LISTED.split(byline) if part]) != 1:
        return None
    said = byline.split()
    for first in range(len(said) if behind else min(1, len(said))):
        actor = publisher_actor(" ".join(said[first:]))
        if actor is not None and actor.kind is ActorKind.AGENCY:
            return actor.name
    return None


def _name(who: str) -> str:
    for end in table("bylines")["ends"]:
        who = who.split(end)[0]
    return " ".join(who.split()).strip(" \"'“”‘’")


@cache
def _patterns(key: str) -> list[re.Pattern[str]]:
    data = table("bylines")
    return [re.compile(pattern.replace("{date}", data["date"])) for pattern in data[key]]
