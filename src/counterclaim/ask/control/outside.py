"""Outside maps joined to the gazetteer and the registry: whose polygons and rows speak of which settlements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import shapely

from counterclaim.ask.control.parties import Parties
from counterclaim.ask.control.places import entry_site
from counterclaim.claims.control_notes import control_notes
from counterclaim.claims.times import choose, find_times
from counterclaim.control.outside import MOST_ROWS, NOTE, Outside
from counterclaim.control.outside_files import Drawn, Listed, is_drawn, read_drawn, read_listed
from counterclaim.control.sites import Level, Site
from counterclaim.control.statements import Says
from counterclaim.errors import UsageError
from counterclaim.model import Modality, TimePrecision, When
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.geodesy import rough_km
from counterclaim.text.names import plain
from counterclaim.text.sentences import split_sentences

SETTLEMENTS = ("city", "town", "village")
_KINDS = frozenset(
    {*SETTLEMENTS, "airport", "base", "camp", "port", "power_plant", "island", "dam", "crossing"}
)
_SAME_KM = 15.0
_MOST_PLACES = 200_000
_KM_PER_DEGREE = 111.2
_LOST_BREAK = re.compile(r"(?<=[a-z0-9.)])(?=[A-Z][a-z])")
"""Where a cell lost the break between two lines: "in 2014.Recaptured by"."""
_NEITHER = frozenset({Says.CONTESTED, Says.BESIEGED})


@dataclass(frozen=True, slots=True)
class OutsideMap:
    """How to read a map: the name of its source, its reliability, a day for what has none, whom its words mean.

    `meant` gives a party (an id of the registry or a name) for words of the map, in lower case; `country` is the ISO
    code of the country that it shows.
    """

    source: str
    reliability: float | None = None
    day: date | None = None
    meant: Mapping[str, str] | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """The rows of a file; `read` and `left_out` say what was read and what not, with how often, `first` where first."""

    rows: tuple[Outside, ...]
    read: Mapping[str, int]
    left_out: Mapping[str, int]
    first: Mapping[str, str]


def read_outside(path: Path, how: OutsideMap, registry: ActorRegistry, gazetteer: Gazetteer) -> Imported:
    """The words of an outside map on the settlements of the gazetteer.

    Raises:
        OSError: the file cannot be opened.
        UsageError: it cannot be read, it gives too many rows, or a reliability is none.
    """
    if how.reliability is not None and not 0.0 <= how.reliability <= 1.0:
        raise UsageError(f"a reliability is from 0 to 1, not {how.reliability:g}")
    parties = _Named(how, Parties(registry))
    if is_drawn(path):
        drawn, report = read_drawn(path, how.day)
        rows = list(_of_polygons(drawn, path, how, parties, gazetteer))
    else:
        listed, report = read_listed(path, how.day)
        rows = [row for one in listed for row in _of_row(one, path, how, parties, gazetteer)]
    if len(rows) > MOST_ROWS:
        raise UsageError(f"{path}: it gives {len(rows):,} statements; a table holds {MOST_ROWS:,}")
    left_out = Counter(report.left_out)
    for words in parties.unknown:
        left_out[f"{words!r} names no party: say who is meant with --party"] += parties.unknown[words]
    return Imported(tuple(rows), dict(report.read.most_common()), dict(left_out.most_common()), report.first)


class _Named:
    """Whom the words of a map mean. `unknown` counts words that name nobody."""

    def __init__(self, how: OutsideMap, parties: Parties) -> None:
        self._how = how
        self._parties = parties
        self._meant = {words.casefold(): party for words, party in (how.meant or {}).items()}
        self.unknown: Counter[str] = Counter()

    def key(self, party: str | None, words: str, day: date) -> str | None:
        """The party of a feature or row; null, and counted, where nobody is named."""
        for name in (party, words):
            given = self._meant.get((name or "").casefold())
            if given is not None:
                return self._parties.key(given, day, self._how.country)
        for words_meant, given in sorted(self._meant.items(), key=lambda one: -len(one[0])):
            if words_meant in words.casefold():
                return self._parties.key(given, day, self._how.country)
        if party is not None:
            return self._parties.key(party, day, self._how.country)
        named = self._parties.key(words, day, self._how.country)
        if named is not None and self._parties.is_known(named):
            return named
        self.unknown[words] += 1
        return None


def _of_polygons(
    drawn: Iterable[Drawn], path: Path, how: OutsideMap, parties: _Named, gazetteer: Gazetteer
) -> Iterator[Outside]:
    known: dict[str, Site] = {}
    for one in drawn:
        party = None if one.says in _NEITHER else parties.key(one.party_words, one.words, one.day)
        if party is None and one.says not in _NEITHER:
            continue
        for site in _inside(one, gazetteer, known):
            if how.country is not None and site.country != how.country:
                continue
            yield Outside(
                site,
                one.day,
                one.day,
                one.day,
                one.says,
                party,
                one.party_words or one.words,
                one.strength,
                how.source,
                how.reliability,
                f"{path.name}#feature={one.number}",
                one.words,
            )


def _inside(one: Drawn, gazetteer: Gazetteer, known: dict[str, Site]) -> list[Site]:
    """The settlements in a polygon, by id."""
    west, south, east, north = one.geometry.bounds
    lat, lon = (south + north) / 2.0, (west + east) / 2.0
    reach = rough_km(lat, lon, north, west) + rough_km(lat, lon, south, east)
    entries = gazetteer.near(lat, lon, reach, kinds=SETTLEMENTS, limit=_MOST_PLACES)
    if not entries:
        return []
    shapely.prepare(one.geometry)
    points = shapely.points([entry.lon for entry in entries], [entry.lat for entry in entries])
    held = shapely.contains(one.geometry, points)
    found = []
    for entry, inside in zip(entries, held, strict=True):
        if inside:
            if entry.id not in known:
                known[entry.id] = replace(entry_site(entry), level=Level.SETTLEMENT)
            found.append(known[entry.id])
    return sorted(found, key=lambda site: site.id)


def _of_row(
    one: Listed, path: Path, how: OutsideMap, parties: _Named, gazetteer: Gazetteer
) -> Iterator[Outside]:
    """What a row says itself, and what its note tells of the time before."""
    site = _site(one, how, gazetteer)
    party = None if one.says in _NEITHER else parties.key(one.words, one.words, one.day)
    origin = f"{path.name}#row={one.line}"
    if party is not None or one.says in _NEITHER:
        yield Outside(
            site,
            one.day,
            one.day,
            one.said,
            one.says,
            party,
            one.words,
            one.strength,
            how.source,
            how.reliability,
            origin,
            one.note or one.words,
        )
    for first, last, change, words, firm in _noted(one):
        by = parties.key(words, words, last) if words else None
        if by is not None or change in _NEITHER:
            yield Outside(
                site,
                first,
                last,
                one.said,
                change,
                by,
                words,
                firm,
                how.source,
                how.reliability,
                f"{origin}{NOTE}",
                one.note,
            )


def _noted(one: Listed) -> Iterator[tuple[date, date, Says, str | None, float]]:
    """The changes that a row's note tells of, each with its days: "Captured by rebels on 3 May 2012."."""
    told = When(one.said.isoformat(), one.said, one.said, TimePrecision.DAY)
    text = _LOST_BREAK.sub("\n", one.note.replace("\xa0", " "))
    for start, end in split_sentences(text, 0, len(text)):
        sentence = text[start:end]
        times = [
            when for when in find_times(sentence, 0, published=told, anchor=None) if when.start and when.end
        ]
        for note in control_notes(sentence):
            when = choose(times, note.end, sentence, 0)
            if when is None or when.start is None or when.end is None or note.modality is Modality.DENIED:
                continue
            if when.start > one.said:
                continue
            words = sentence[slice(*note.holder)] if note.holder else None
            firm = 1.0 if note.modality is Modality.REPORTED else 0.6
            yield when.start, min(when.end, one.said), Says(note.change.value), words, firm


def _site(one: Listed, how: OutsideMap, gazetteer: Gazetteer) -> Site:
    """The settlement of a row: of its name near its point, or the only one of that name; else a place of its own."""
    country = one.country or how.country
    matches = gazetteer.matches(one.place, country=country, limit=20, near=country is not None)
    entries = [match.entry for match in matches if match.entry.kind in _KINDS]
    if one.lat is not None and one.lon is not None:
        near = [(rough_km(one.lat, one.lon, entry.lat, entry.lon), entry.id, entry) for entry in entries]
        best = min(near, default=None)
        if best is not None and best[0] <= _SAME_KM:
            return replace(entry_site(best[2]), level=Level.SETTLEMENT)
        own = f"{SOURCE_ID}{plain(one.place)}@{one.lat:.2f},{one.lon:.2f}"
        return Site(own, one.place, Level.SETTLEMENT, country, lat=one.lat, lon=one.lon)
    if len(entries) == 1 or (entries and country is not None):
        return replace(entry_site(entries[0]), level=Level.SETTLEMENT)
    return Site(f"{SOURCE_ID}{plain(one.place)}", one.place, Level.WORDS, country)


SOURCE_ID = "map:"
"""What the id of a place begins with that only an outside map knows."""
