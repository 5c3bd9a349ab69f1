"""Actors as four sets of data write them, with the day and the country that each is about."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from counterclaim.reference.countries import countries

MAVERICK = "maverick/event_reports.csv"
UCDP = "ucdp_syria"
RE3D = "re3d"
ISAF = "isaf_press_releases.jsonl"
_MAVERICK_ACTORS = tuple(f"actor{number}" for number in range(1, 7))
_CERTAIN = 0.5
_AFGHANISTAN = "AF"


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as it is written once. `text` is the document, `start` and `end` the place in it, if any."""

    words: str
    on: date | None
    country: str | None
    text: str | None = None
    start: int = 0
    end: int = 0


def maverick(data: Path) -> Iterator[Named]:
    """Actors of the reports of electoral violence in Kenya and Ivory Coast."""
    with (data / MAVERICK).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for column in _MAVERICK_ACTORS:
                if words := (row.get(column) or "").strip():
                    yield Named(words, _day(row["date_start"]), _code(row["country"]))


def ucdp_syria(data: Path) -> Iterator[Named]:
    """Both sides of every event; a side of several actors is written with commas and counts as one."""
    files = sorted((data / UCDP).glob("*.csv*"))
    if not files:
        raise FileNotFoundError(2, "no such file", str(data / UCDP))
    for path in files:
        for row in csv.DictReader(io.StringIO(_text(path), newline="")):
            for column in ("side_a", "side_b"):
                if words := (row.get(column) or "").strip():
                    yield Named(words, _day(row["date_start"]), _code(row["country"]))


def re3d(data: Path) -> Iterator[Named]:
    """Organisations that the annotators held to be more likely than not, in their documents."""
    paths = sorted((data / RE3D).rglob("documents.json"))
    if not paths:
        raise FileNotFoundError(2, "no such file", str(data / RE3D))
    for path in paths:
        texts = {row["_id"]: row["text"] for row in _rows(path)}
        main = {key: most_named(text) for key, text in texts.items()}
        for row in _rows(path.with_name("entities.json")):
            key, text = row["documentId"], texts.get(row["documentId"])
            if text and row["type"] == "Organisation" and row["confidence"] >= _CERTAIN:
                start, end = row["begin"], row["end"]
                yield Named(" ".join(text[start:end].split()), None, main[key], text, start, end)


def isaf(data: Path) -> Iterator[Named]:
    """Labels of the groups that press releases from Afghanistan were annotated with."""
    for row in _rows(data / ISAF):
        on = _day(row["gold"]["start_date"])
        for joined in row["gold"]["target_group"]:
            for label in joined.split(";"):
                if label.strip(" ?"):
                    yield Named(label.strip(), on, _AFGHANISTAN)


def most_named(text: str) -> str | None:
    """The country that a text names most often, the first of several; null where it names none."""
    codes = [match.values[0] for match in countries().find(text)]
    return max(codes, key=codes.count, default=None)


def _text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig") as lines:
        yield from _parsed(lines)


def _parsed(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in lines if line.strip())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _code(name: str) -> str | None:
    known = countries().named(name)
    return known.code if known else None
