"""What may be asked: the same names on the command line, in Python and in a web address."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from counterclaim.errors import UsageError
from counterclaim.model import Kind, Modality
from counterclaim.record import Filters

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Question(TypedDict, total=False):
    """Filters, all of which must hold. Those left out, null or empty ask for anything.

    Keys:
        actor: an actor's id, or words of its name.
        place: a place's id, or a part of its name.
        country: ISO 3166-1 alpha-2.
        type: an event type, such as ``air_drone_strike``.
        kind: event, tally, control, strength or forecast.
        modality: reported, claimed, denied and so on.
        status: an event's status, such as ``contested``.
        source: words of the name of any source in the chain, or of the publisher.
        text: words, "phrases" and beginnings* in the sentence or the title.
        document: a document's id.
        start, end: days, months or years: ``2017-11`` is its first day as a start, its last as an end.
        limit: most rows; null for all.
        offset: rows passed over.
        order: ``date``, ``-date`` and so on; see `counterclaim.record.Filters`.
    """

    actor: str | None
    place: str | None
    country: str | None
    type: str | None
    kind: str | None
    modality: str | None
    status: str | None
    source: str | None
    text: str | None
    document: str | None
    start: str | date | None
    end: str | date | None
    limit: int | None
    offset: int
    order: str


def filters(question: Question) -> Filters:
    """The question as the record takes it.

    Raises:
        UsageError: a key is unknown, or its value cannot be one.
    """
    unknown = set(question) - set(Question.__annotations__)
    if unknown:
        known = ", ".join(Question.__annotations__)
        raise UsageError(f"unknown filter {', '.join(sorted(unknown))}; filters are {known}")
    country = question.get("country") or None
    if country and not re.fullmatch(r"[A-Za-z]{2}", country):
        raise UsageError(f"country {country[:50]!r} is not a code of two letters, such as SY (ISO 3166-1)")
    return Filters(
        actor=question.get("actor") or None,
        place=question.get("place") or None,
        country=country,
        event_type=_one_of("type", question.get("type"), choices("type")),
        kind=_one_of("kind", question.get("kind"), choices("kind")),
        modality=_one_of("modality", question.get("modality"), choices("modality")),
        status=_one_of("status", question.get("status"), choices("status")),
        source=question.get("source") or None,
        text=question.get("text") or None,
        document=question.get("document") or None,
        date_from=first_day(question.get("start")),
        date_to=last_day(question.get("end")),
        limit=question.get("limit"),
        offset=question.get("offset", 0),
        order=question.get("order", "date"),
    )


def choices(name: str) -> list[str]:
    """The values that the filter `name` may have: type, kind, modality or status."""
    if name == "type":
        from counterclaim.reference.event_types import event_types

        return list(event_types())
    if name == "status":
        from counterclaim.events.status import STATUSES

        return list(STATUSES)
    return [item.value for item in (Kind if name == "kind" else Modality)]


def first_day(value: str | date | None) -> date | None:
    """The first day of a day, month or year (``2017-11-08``, ``2017-11``, ``2017``)."""
    return _day(value, last=False)


def last_day(value: str | date | None) -> date | None:
    """The last day of a day, month or year."""
    return _day(value, last=True)


def _day(value: str | date | None, *, last: bool) -> date | None:
    if not value or isinstance(value, date):
        return value or None
    match = _DATE.fullmatch(value.strip())
    try:
        if match is None:
            raise ValueError
        year = int(match[1])
        month = int(match[2] or (12 if last else 1))
        return date(year, month, int(match[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except ValueError:
        raise UsageError(f"{value[:50]!r} is not a date; write 2017, 2017-11 or 2017-11-08") from None


def _one_of(name: str, value: str | None, allowed: Iterable[str]) -> str | None:
    if not value:
        return None
    allowed = list(allowed)
    if value in allowed:
        return value
    near = difflib.get_close_matches(value[:100], allowed, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UsageError(f"{name} {value[:100]!r} is unknown; {hint}It may be {', '.join(allowed)}")
