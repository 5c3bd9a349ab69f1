"""Toponyms of a document to places, all together: the homonym that fits the others wins.

A candidate's score adds how well its name agrees, how prominent it is (log10 of the population), whether its
kind fits the words around the mention, whether its country is one that the document speaks of, and how near
it lies to the likely senses of the document's other names (after Lieberman and Samet 2012, and Leidner's "one
sense per discourse").
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from counterclaim.model import GazetteerEntry, Place, PlacePrecision, Span
from counterclaim.reference.gazetteer import Gazetteer, Level, NameMatch
from counterclaim.reference.gazetteer.features import split_feature
from counterclaim.reference.gazetteer.kinds import kinds, kinds_by_word, prominence
from counterclaim.reference.geodesy import azimuth, move, rough_km
from counterclaim.reference.tables import packaged, read_table
from counterclaim.text.names import fold

_WORLDWIDE = 20
_IN_COUNTRY = 40
_CONTEXT_COUNTRIES = 4
_SENSES = 4
_SUPPORTERS = 24
_ROUNDS = 2
_ALTERNATIVES = 5

_NATURAL = frozenset({"river", "lake", "sea", "mountain", "valley", "desert", "island"})
_LEVEL_COST = {Level.SAME: 0.0, Level.FOLDED: 1.5, Level.NEAR: 2.5}
_ALIAS_COST = 1.0
_WELL_KNOWN = 5.0
_SPELLINGS = re.compile(r"\s*[/()]\s*")
_KIND_FITS = 2.5
_KIND_MISFITS = -1.5
_IN_CONTEXT = 3.0
_IN_CONFLICT = 1.0
_RESPELT_BESIDE_SAME = 1.0
_BESIDE_CONTAINER = 4.0
_SAME_COUNTRY = 2.5
_SAME_DIVISION = 3.0
_NEAR_OTHERS = 3.0
_REACH_KM = 100.0
_CONTAINER_GAP = 3
_MAX_NESTING = 3


@dataclass(frozen=True, slots=True)
class ToponymMention:
    """A place's name in a document. `hint_kind` is a word beside it: "town", "province", "river".

    `within` is the index of the mention of what the text says that it lies in ("X district, Y province").
    """

    text: str
    start: int
    end: int
    hint_kind: str | None = None
    within: int | None = None


@dataclass(slots=True)
class _Sense:
    """One entry that a name may mean, with its score."""

    match: NameMatch
    local: float
    score: float = 0.0
    share: float = 0.0

    @property
    def entry(self) -> GazetteerEntry:
        return self.match.entry


@dataclass(slots=True)
class _Toponym:
    """One name of the document with one sense, however often it is mentioned."""

    senses: list[_Sense]
    containers: list[tuple[str, str]] = field(default_factory=list)

    def settle(self) -> None:
        """Order the senses by score and share out the belief among them."""
        self.senses.sort(key=lambda sense: (-sense.score, sense.entry.id))
        top = self.senses[0].score if self.senses else 0.0
        weights = [math.exp(max(-50.0, sense.score - top)) for sense in self.senses]
        for sense, weight in zip(self.senses, weights, strict=True):
            sense.share = weight / sum(weights)


def resolve(
    mentions: Sequence[ToponymMention], gazetteer: Gazetteer, *, context_countries: Sequence[str] = ()
) -> list[Place]:
    """The place of each mention, in the same order. A name that the gazetteer lacks gives a place with a span
    alone.

    Args:
        mentions: the toponyms of one document.
        gazetteer: where to look them up.
        context_countries: ISO codes of the countries that the document speaks of, the most spoken of first.
    """
    countries = list(dict.fromkeys(context_countries))[:_CONTEXT_COUNTRIES]
    toponyms: dict[tuple[str, frozenset[str]], _Toponym] = {}
    keys = []
    for mention in mentions:
        feature = split_feature(mention.text)
        fitting = kinds_by_word().get((mention.hint_kind or feature.word or "").lower(), frozenset())
        key = (fold(feature.name), fitting)
        keys.append(key)
        if key not in toponyms:
            toponyms[key] = _Toponym(_senses(mention.text, feature.name, fitting, gazetteer, countries))
            toponyms[key].settle()
    _note_containers(mentions, [toponyms[key] for key in keys])
    for _ in range(_ROUNDS):
        _weigh_together(list(toponyms.values()))
    found = [_place(mention, toponyms[key]) for mention, key in zip(mentions, keys, strict=True)]
    found = [_inside(place, _container(number, mentions, found)) for number, place in enumerate(found)]
    return [
        _on_side(place, split_feature(mention.text).side)
        for mention, place in zip(mentions, found, strict=True)
    ]


def _container(number: int, mentions: Sequence[ToponymMention], found: Sequence[Place]) -> Place | None:
    """The division or country that a mention is said to lie in, straight or by another one between."""
    for _ in range(_MAX_NESTING):
        within = mentions[number].within
        if within is None:
            return None
        number = within
        if found[number].precision in (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY):
            return found[number]
    return None


def _inside(place: Place, container: Place | None) -> Place:
    """A place in what the text says that it lies in: what the gazetteer has far from there is another one."""
    if container is None or container.country is None or place.id == container.id:
        return place
    if place.id is not None and place.country == container.country and _borders(place, container):
        return place
    admin1 = container.admin1 if container.precision is PlacePrecision.ADMIN1 else None
    return Place(place.span, admin1=admin1, country=container.country)


def _borders(place: Place, container: Place) -> bool:
    """Whether a place lies in a division, or so near that the two may differ on a border only."""
    if container.precision is PlacePrecision.COUNTRY or place.admin1 == container.admin1:
        return True
    if None in (place.lat, place.lon, container.lat, container.lon):
        return False
    km = rough_km(place.lat or 0.0, place.lon or 0.0, container.lat or 0.0, container.lon or 0.0)
    return km <= (container.radius_km or 0.0)


def offset(place: Place, direction: str | None, km: float | None) -> Place:
    """The place moved `km` in a direction ("east", "north-western"), as in "20 km east of X".

    The radius is a quarter of the distance, and at least the place's. Without a distance the point moves to
    the place's edge and the radius doubles; without a direction the point stays and the radius grows by the
    distance.
    """
    angle = azimuth(direction) if direction else None
    relation = {f"{direction} of" if angle is not None else "from": km}
    if place.lat is None or place.lon is None or place.radius_km is None:
        return replace(place, relation=relation)
    if angle is None:
        grown = place.radius_km + (km or place.radius_km)
        return replace(place, relation=relation, radius_km=round(grown, 1), precision=_nearby(place))
    lat, lon = move(place.lat, place.lon, angle, place.radius_km if km is None else km)
    radius = 2.0 * place.radius_km if km is None else max(place.radius_km, km / 4.0)
    return replace(
        place, lat=round(lat, 5), lon=round(lon, 5), radius_km=round(radius, 1), relation=relation,
        precision=_nearby(place) if km is None else PlacePrecision.NEAR,
    )  # fmt: skip


def near(place: Place, word: str) -> Place:
    """The place widened, as in "near X" or "outskirts of X": the radius of a town at least doubles."""
    relation = {word: None}
    if place.radius_km is None:
        return replace(place, relation=relation)
    radius = max(5.0, 2.0 * place.radius_km) if place.precision is PlacePrecision.EXACT else place.radius_km
    return replace(place, relation=relation, radius_km=round(radius, 1), precision=_nearby(place))


def _on_side(place: Place, side: str | None) -> Place:
    """The part of a place: "northern Syria" is half a radius north of the middle, and half as wide."""
    angle = azimuth(side) if side else None
    if angle is None or place.lat is None or place.lon is None or place.radius_km is None:
        return place
    half = place.radius_km / 2.0
    lat, lon = move(place.lat, place.lon, angle, half)
    return replace(
        place,
        lat=round(lat, 5),
        lon=round(lon, 5),
        radius_km=round(half, 1),
        relation={f"{side} part of": None},
    )


def _nearby(place: Place) -> PlacePrecision | None:
    return PlacePrecision.NEAR if place.precision is PlacePrecision.EXACT else place.precision


def _senses(
    text: str, name: str, fitting: frozenset[str], gazetteer: Gazetteer, countries: list[str]
) -> list[_Sense]:
    found = _found(text, gazetteer, countries)
    if name != text:
        for place_id, match in _found(name, gazetteer, countries).items():
            # "Neches River" is no town of that name; "Mosul city" may well be the town alone.
            if not fitting or not fitting <= _NATURAL or match.entry.kind in fitting:
                found.setdefault(place_id, match)
    code = gazetteer.demonym(text)
    country = gazetteer.get(f"iso:{code}") if code else None
    if country is not None:
        found = {place_id: match for place_id, match in found.items() if match.level is Level.SAME}
        found.setdefault(country.id, NameMatch(country, Level.SAME, 1.0))
    senses = [_Sense(match, _local_score(match, fitting, countries)) for match in found.values()]
    spelt = any(match.level is Level.SAME for match in found.values())
    for sense in senses:
        if spelt and sense.match.level is not Level.SAME:
            sense.local -= _RESPELT_BESIDE_SAME
        sense.score = sense.local
    return senses


def _found(name: str, gazetteer: Gazetteer, countries: list[str]) -> dict[str, NameMatch]:
    """What a wording may mean: the most prominent places of the world, and all of the context's countries."""
    found: dict[str, NameMatch] = {}
    for spelling in dict.fromkeys((name, *_SPELLINGS.split(name))):
        for country in countries:
            for match in gazetteer.matches(spelling, country=country, limit=_IN_COUNTRY):
                found.setdefault(match.entry.id, match)
        for match in gazetteer.matches(spelling, limit=_WORLDWIDE):
            # Far from the countries spoken of, another spelling is trusted only for a place that is widely
            # known.
            if match.level is Level.SAME or not countries or prominence(match.entry) >= _WELL_KNOWN:
                found.setdefault(match.entry.id, match)
    if not found:
        for country in countries:
            for match in gazetteer.matches(name, country=country, near=True):
                found.setdefault(match.entry.id, match)
    return found


def _local_score(match: NameMatch, fitting: frozenset[str], countries: list[str]) -> float:
    entry = match.entry
    score = prominence(entry) - _LEVEL_COST[match.level]
    if match.level is Level.SAME and match.score < 1.0:
        score -= _ALIAS_COST
    if fitting:
        score += _KIND_FITS if entry.kind in fitting else _KIND_MISFITS
    if entry.country in countries:
        score += _IN_CONTEXT / (1.0 + 0.3 * countries.index(entry.country))
    elif not countries and entry.country in _conflict_countries():
        score += _IN_CONFLICT
    return score


@cache
def _conflict_countries() -> frozenset[str]:
    table = read_table(packaged("conflict_countries.tsv"), ["code"])
    return frozenset(row["code"] for row in table)


def _note_containers(mentions: Sequence[ToponymMention], toponyms: list[_Toponym]) -> None:
    """Where one name follows another at once ("Hajin, Syria"), the second may hold the first."""
    for number in range(len(mentions) - 1):
        gap = mentions[number + 1].start - mentions[number].end
        following = toponyms[number + 1]
        if (
            not (0 < gap <= _CONTAINER_GAP or mentions[number].within == number + 1)
            or following is toponyms[number]
            or not following.senses
        ):
            continue
        for sense in following.senses[:_SENSES]:
            if sense.entry.kind in ("country", "admin1"):
                division = sense.entry.admin1 or "" if sense.entry.kind == "admin1" else ""
                toponyms[number].containers.append((sense.entry.country, division))


def _weigh_together(toponyms: list[_Toponym]) -> None:
    """Score each sense anew by the likely senses of the other names."""
    firm = sorted(
        (toponym for toponym in toponyms if toponym.senses),
        key=lambda toponym: (-toponym.senses[0].share, toponym.senses[0].entry.id),
    )[:_SUPPORTERS]
    for toponym in toponyms:
        if len(toponym.senses) < 2:
            continue
        others = [sense for other in firm if other is not toponym for sense in other.senses[:_SENSES]]
        belief = _belief(others)
        for sense in toponym.senses:
            entry = sense.entry
            sense.score = sense.local + _NEAR_OTHERS * _support(entry, others)
            sense.score += _SAME_COUNTRY * belief.get((entry.country, ""), 0.0)
            sense.score += _SAME_DIVISION * belief.get((entry.country, entry.admin1 or "?"), 0.0)
            if any(_holds(container, entry) for container in toponym.containers):
                sense.score += _BESIDE_CONTAINER
    for toponym in toponyms:
        toponym.settle()


def _belief(senses: list[_Sense]) -> dict[tuple[str, str], float]:
    """The share of the other names that lie in each country, and in each first-level division."""
    total = sum(sense.share for sense in senses)
    shares: dict[tuple[str, str], float] = {}
    for sense in senses:
        for key in {(sense.entry.country, ""), (sense.entry.country, sense.entry.admin1 or "")}:
            shares[key] = shares.get(key, 0.0) + sense.share / total
    return shares


def _support(entry: GazetteerEntry, others: list[_Sense]) -> float:
    """From 0 to 1: how many of the likely senses of other names lie near."""
    missing = 1.0
    for other in others:
        if other.entry.id != entry.id and other.entry.kind not in ("country", "continent"):
            km = rough_km(entry.lat, entry.lon, other.entry.lat, other.entry.lon)
            missing *= 1.0 - 0.5 * other.share * math.exp(-km / _REACH_KM)
    return 1.0 - missing


def _holds(container: tuple[str, str], entry: GazetteerEntry) -> bool:
    country, division = container
    return entry.kind != "country" and entry.country == country and division in ("", entry.admin1)


def _place(mention: ToponymMention, toponym: _Toponym) -> Place:
    span = Span(mention.start, mention.end, mention.text)
    if not toponym.senses:
        return Place(span)
    best, *rest = toponym.senses
    entry = best.entry
    return Place(
        span=span,
        id=entry.id,
        name=entry.name,
        admin1=entry.admin1,
        country=entry.country or None,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        precision=kinds()[entry.kind].precision,
        score=round(best.share * best.match.score, 3),
        alternatives=tuple(sense.entry for sense in rest[:_ALTERNATIVES]),
    )
