"""Parameters of questions over many events: filters of one value each, days, and the sides A and B."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Depends, Query

from counterclaim.ask.index.asked import read_interval
from counterclaim.ask.question import first_day, last_day
from counterclaim.ask.sides import parse
from counterclaim.errors import UsageError
from counterclaim.events.hearing import EVERYONE, check_word
from counterclaim.web.query import LONGEST, Datetime, Q, Word

Row = dict[str, Any]
_EPOCH = date(1970, 1, 1)
Value = Annotated[str, Query(max_length=LONGEST)]
Actor = Annotated[
    str, Query(max_length=LONGEST, description="An actor's id or words of its name, as actor or as target.")
]
Country = Annotated[str, Query(max_length=LONGEST, description="ISO 3166-1 alpha-2.")]
Place = Annotated[str, Query(max_length=LONGEST, description="A place's id, or a part of its name.")]
Near = Annotated[
    str,
    Query(max_length=LONGEST, description="Latitude, longitude, kilometres.", examples=["34.45,40.92,50"]),
]
SideText = Annotated[
    str,
    Query(
        max_length=1000,
        description="`key=value` with commas between, as on the command line: from, to and filters that are this side's"
        " own. The filters of the address hold for both sides.",
        examples=["from=2017-10,to=2017-12"],
    ),
]
_NO_FILE = "polygon names a file, which is for the command line: here ask with near=LAT,LON,KM or a place"


def filters(
    datetime: Datetime = "",
    first: Annotated[
        str, Query(alias="from", max_length=LONGEST, description="Day, month or year; or datetime.")
    ] = "",
    last: Annotated[
        str, Query(alias="to", max_length=LONGEST, description="Day, month or year; or datetime.")
    ] = "",
    type: Value = "",  # noqa: A002 - the address's own word
    actor: Actor = "",
    country: Country = "",
    place: Place = "",
    source: Value = "",
    status: Value = "",
    modality: Value = "",
    kind: Value = "",
    q: Q = "",
) -> Row:
    """The filters of an address, as `counterclaim.ask.question.Question` has them; empty ones are left out."""
    if datetime and (first or last):
        raise UsageError("give the days once: by datetime, or by from and to")
    given = {
        "type": type, "actor": actor, "country": country, "place": place, "source": source, "status": status,
        "modality": modality, "kind": kind, "text": q,
    }  # fmt: skip
    start, end = _days(datetime) if datetime else (first_day(first.strip()), last_day(last.strip()))
    found: Row = {name: value.strip() for name, value in given.items() if value.strip()}
    return found | {name: value for name, value in (("start", start), ("end", end)) if value}


def heard(word: Word = "") -> list[str]:
    """What is to be said of a word that these answers cannot follow."""
    if not word or check_word(word) == EVERYONE:
        return []
    return [
        f"whose word counts ({word[:100]}) is not followed here: every claim counts, and what parties to the conflict claim"
        " is kept apart from what others report"
    ]


def both_sides(a: str, b: str, common: Mapping[str, Any]) -> tuple[Row, Row]:
    """The sides that two texts name, each with the filters of both.

    Raises:
        UsageError: a text is no side, or names a file.
    """
    return one_side(a, common), one_side(b, common)


def one_side(text: str, common: Mapping[str, Any]) -> Row:
    """The side that a text names. A count made elsewhere has no filters."""
    own = parse(text)
    if "polygon" in own:
        raise UsageError(_NO_FILE)
    return own if "count" in own else {**common, **own}


def _days(text: str) -> tuple[date | None, date | None]:
    first, last = read_interval(text)
    start, end = (None if day is None else _EPOCH + timedelta(days=day) for day in (first, last))
    return start, end


Asking = Annotated[Row, Depends(filters)]
Unheard = Annotated[list[str], Depends(heard)]
