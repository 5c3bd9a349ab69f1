"""The reports of MAVERICK (van Baalen and Höglund 2026) as claims: who says what of one act of electoral violence.

A row is one report of one event. Its claim has a page of its own for text: the headline, which is the sentence, and
then the fields of the row, which the other spans lie in. Rows of one `source` have one document, so that they are
told in one report. The event that a row belongs to is in `Report.event_id` alone: ids of claims are of the row's.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from counterclaim.events import DocumentContext
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Kind,
    Modality,
    Place,
    PlacePrecision,
    Quantity,
    SourceType,
    Span,
    TimePrecision,
    Verification,
    When,
    content_id,
)
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.places.descriptions import Where, locate

FILE = "event_reports.csv"
EXTRACTOR = "maverick"
_ACTORS = tuple(f"actor{number}" for number in range(1, 7))
_SOURCE = re.compile(r"(?P<author>.*?)\((?P<day>\d{4}-\d\d-\d\d)\)\s*(?P<headline>.*)", re.DOTALL)
_BRACKETS = re.compile(r"\s?\([^()]*\)\s*\Z")
_UNKNOWN = "Unknown "
_FEW_DAYS = 10

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """One row: its claim, the context of its document, and the event that its coders put it to."""

    claim: Claim
    context: DocumentContext
    event_id: str


class _Page:
    """A text in the making: each piece is written on a line of its own."""

    def __init__(self) -> None:
        self._length = 0

    def write(self, text: str) -> Span:
        """Add a line, and say where it is."""
        start, self._length = self._length, self._length + len(text) + 1
        return Span(start, start + len(text), text)


def reports(path: Path) -> list[Report]:
    """The reports of a file, in its order. Raises FileNotFoundError."""
    registry, gazetteer = ActorRegistry.load(), Gazetteer.open()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_report(row, registry, gazetteer) for row in csv.DictReader(file)]


@cache
def _codes() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("maverick.toml").read_text("utf-8"))


def _report(row: Row, registry: ActorRegistry, gazetteer: Gazetteer) -> Report:
    told = _SOURCE.fullmatch(row["source"])
    headline = " ".join((told["headline"] if told else row["source"]).split())
    publisher = row["source_author"].strip() or None
    document = content_id("d", row["source"])
    country = countries().named(row["country"])
    code = country.code if country else None
    page = _Page()
    sentence = page.write(headline)
    event_type, method = _event_type(row)
    actors, targets = _people(row, page, registry, code)
    claim = Claim(
        id=content_id("c", "maverick", row["id"]),
        document_id=document,
        sentence=sentence,
        trigger=page.write(_words_of_violence(row)),
        kind=Kind.EVENT,
        event_type=event_type,
        modality=Modality.REPORTED,
        verification=Verification.NONE,
        attribution=(Attribution(publisher, SourceType.PUBLISHER),) if publisher else (),
        actors=actors,
        targets=targets,
        quantities=tuple(_quantities(row, page)),
        place=_place(row, page, gazetteer, code),
        when=_when(row, page),
        control=None,
        method=method,
        evidence=(),
        cites=(),
        confidence=1.0,
        extractor=EXTRACTOR,
    )
    published = date.fromisoformat(told["day"]) if told else None
    return Report(claim, DocumentContext(document, publisher, published), row["event_id"])


def _violence(row: Row) -> set[str]:
    return {word.strip() for name in _ACTORS for word in (row[f"{name}_violence"] or "").split(";")} - {""}


def _words_of_violence(row: Row) -> str:
    return ", ".join(sorted(_violence(row))) or row["event_context"]


def _event_type(row: Row) -> tuple[str, str | None]:
    """The project's type and method, by the context of the event, else by what its actors did."""
    done = _violence(row)
    meant = [one for one in _codes()["violence"] if not done.isdisjoint(one["words"])]
    method = next((one["method"] for one in meant if "method" in one), None)
    by_context: str | None = _codes()["context"].get(row["event_context"])
    by_violence: str = meant[0]["type"] if meant else "unspecified_violence"
    return by_context or by_violence, method


def _people(
    row: Row, page: _Page, registry: ActorRegistry, country: str | None
) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    """Who acted and who was acted on. One who did both is in both."""
    unknown = _codes()["unknown"]
    found: dict[bool, list[ActorMention]] = {False: [], True: []}
    for name in _ACTORS:
        words = _BRACKETS.sub("", row[name].strip().removeprefix(_UNKNOWN))
        if not words or words in unknown["actors"]:
            continue
        actor = registry.resolve(row[name].strip(), on=_day(row["date_start"]), country=country)
        span = page.write(words)
        roles = [
            ActorRole(role) for column, role in _codes()["roles"].items() if _is_set(row[f"{name}_{column}"])
        ]
        for role in roles or [ActorRole.PARTICIPANT]:
            mention = ActorMention(span, role, actor.id if actor else None, actor.name if actor else None)
            found[role is ActorRole.VICTIM].append(mention)
    if row["target"] not in unknown["targets"]:
        actor = registry.resolve(row["target"], country=country)
        found[True].append(
            ActorMention(
                page.write(row["target"]),
                ActorRole.VICTIM,
                actor.id if actor else None,
                actor.name if actor else None,
            )
        )
    return tuple(found[False]), tuple(found[True])


def _quantities(row: Row, page: _Page) -> Iterator[Quantity]:
    """The killed and the injured. MAVERICK writes 0 where a report tells of none: not stated."""
    for column, what in (("deaths", "killed"), ("injuries", "injured")):
        low, high = (int(float(row[f"{column}_{end}"] or 0)) for end in ("low", "high"))
        if high > 0:
            text = str(low) if low == high else f"{low} to {high}"
            yield Quantity(what, None, low, high, False, page.write(text))


def _place(row: Row, page: _Page, gazetteer: Gazetteer, country: str | None) -> Place | None:
    """The place at its coded point, whose coordinates serve as its id; without one, what its words tell."""
    words = ", ".join(dict.fromkeys(part for part in (row["location"].strip(), row["city"].strip()) if part))
    span = page.write(words or row["country"])
    if not row["latitude"] or not row["longitude"]:
        where = Where(None, country)
        place = locate(words, gazetteer, where) if words and words != row["country"] else None
        if place is None or place.id is None:
            place = locate(row["country"], gazetteer, Where())
        return replace(place, span=span)
    lat, lon = float(row["latitude"]), float(row["longitude"])
    precision, radius = _codes()["precision"][str(int(float(row["geo_precision"] or 2)))]
    return Place(
        span=span,
        id=f"{lat:.4f},{lon:.4f}",
        name=words or None,
        country=country,
        lat=lat,
        lon=lon,
        radius_km=float(radius),
        precision=PlacePrecision(precision),
    )


def _when(row: Row, page: _Page) -> When | None:
    days = [day for day in (_day(row["date_start"]), _day(row["date_end"])) if day]
    if not days:
        return None
    start, end = min(days), max(days)  # a few rows have the two in the wrong order
    if start == end:
        return When(start.isoformat(), start, end, TimePrecision.DAY, span=page.write(start.isoformat()))
    few = (end - start).days < _FEW_DAYS
    edtf = f"{start.isoformat()}/{end.isoformat()}"
    return When(edtf, start, end, TimePrecision.DAYS if few else TimePrecision.RANGE, span=page.write(edtf))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _is_set(text: str) -> bool:
    return bool(text) and float(text) > 0
