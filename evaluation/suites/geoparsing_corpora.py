"""Corpora of toponyms with coordinates, in three forms.

- One XML file of ``article`` elements with ``toponym`` elements, as LGL and TR-News have them: ``start``, ``end``,
  ``phrase`` and a ``gaztag`` with ``lat``, ``lon`` and a ``country``.
- One XML file of ``article`` elements with ``location`` elements, as GeoVirus has them: ``start``, ``end``, ``name``,
  ``lat``, ``lon``.
- A folder of .txt files, each with an .ann file in the stand-off form of brat, as GeoWebNews is published: a note on
  a span is a GeoNames id or "latitude, longitude". The id's point is the gazetteer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import Gazetteer

_COORDINATES = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)")
_GEONAMES_ID = re.compile(r"\s*(\d{3,})\s*")
_NO_TOPONYM = frozenset({"Non_Toponym"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """A marked toponym. `point` is latitude and longitude, null where none is known.

    `placed` says that the corpus knows the place, be it by an id that our gazetteer lacks.
    """

    text: str
    start: int
    end: int
    point: tuple[float, float] | None
    country: str | None = None
    placed: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its toponyms that the corpus has places for, those that are marked without, and its address."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...]
    unplaced: tuple[Toponym, ...] = ()
    url: str | None = None


def corpora(folder: Path, name: str | None) -> list[Path]:
    """The corpora of a folder, or the one of that name. Raises FileNotFoundError."""
    if name is not None:
        path = next((one for one in (folder / name, Path(name)) if one.exists()), None)
        if path is None:
            raise FileNotFoundError(2, "no such corpus", str(folder / name))
        return [path]
    if not folder.is_dir():
        raise FileNotFoundError(2, "no such folder", str(folder))
    found = [one for one in sorted(folder.iterdir()) if one.suffix == ".xml" or _is_brat(one)]
    if not found:
        raise FileNotFoundError(2, "no corpus", str(folder / "*.xml"))
    return found


def articles(path: Path) -> Iterator[Article]:
    """The articles of a corpus."""
    yield from _brat(path) if path.is_dir() else _xml(path)


def _is_brat(path: Path) -> bool:
    return path.is_dir() and any(path.glob("*.ann"))


def _xml(path: Path) -> Iterator[Article]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    for number, article in enumerate(etree.parse(path, parser).getroot().iter("article")):
        text = article.findtext("text") or ""
        marked = [_from_toponym(one) for one in article.iter("toponym")]
        marked += [_from_location(one, text) for one in article.iter("location")]
        url = article.findtext("url") or article.findtext("source")
        yield _article(article.get("docid") or str(number), text, marked, url)


def _article(name: str, text: str, marked: list[Toponym], url: str | None = None) -> Article:
    placed = tuple(one for one in marked if one.placed)
    return Article(name, text, placed, tuple(one for one in marked if not one.placed), url)


def _from_toponym(one: Any) -> Toponym:
    tag = one.find("gaztag")
    home = tag.findtext("country") if tag is not None else None
    country = countries().named(home) if home else None
    point = _point(tag.findtext("lat"), tag.findtext("lon")) if tag is not None else None
    return Toponym(
        one.findtext("phrase"),
        int(one.findtext("start")),
        int(one.findtext("end")),
        point,
        country.code if country is not None else None,
        placed=point is not None,
    )


def _from_location(one: Any, text: str) -> Toponym:
    point = _point(one.findtext("lat"), one.findtext("lon"))
    name = one.findtext("name")
    start = int(one.findtext("start"))
    if text[start : start + len(name)] != name and text[start - 1 :].startswith(name):
        start -= 1  # GeoVirus counts characters from one
    return Toponym(name, start, start + len(name), point, placed=point is not None)


def _point(lat: str | None, lon: str | None) -> tuple[float, float] | None:
    try:
        return float(lat or ""), float(lon or "")
    except ValueError:
        return None


def _brat(folder: Path) -> Iterator[Article]:
    gazetteer = Gazetteer.open()
    for path in sorted(folder.glob("*.ann")):
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        spans: dict[str, tuple[str, int, int]] = {}
        notes: dict[str, str] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if cells[0].startswith("T") and len(cells) >= 2:
                label, start, *_, end = re.split(r"[ ;]", cells[1])
                spans[cells[0]] = (label, int(start), int(end))
            elif cells[0].startswith("#") and len(cells) >= 3:
                notes[cells[1].split()[-1]] = cells[2]
        marked = [
            _from_span(text, start, end, notes.get(key, ""), gazetteer)
            for key, (label, start, end) in spans.items()
            if label not in _NO_TOPONYM
        ]
        yield _article(path.stem, text, sorted(marked, key=lambda one: (one.start, one.end)))


def _from_span(text: str, start: int, end: int, note: str, gazetteer: Gazetteer) -> Toponym:
    words = text[start:end]
    given = _COORDINATES.match(note)
    if given:
        return Toponym(words, start, end, _point(*given.groups()))
    known = _GEONAMES_ID.match(note)
    entry = gazetteer.get(f"gn:{known[1]}") if known else None
    if entry is None:
        return Toponym(words, start, end, None, placed=known is not None)
    return Toponym(words, start, end, (entry.lat, entry.lon), entry.country or None)
