"""What a name may mean: the entries of the gazetteer for it, each with what speaks for it by itself."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from counterclaim.model import GazetteerEntry
from counterclaim.reference.countries import countries as all_countries
from counterclaim.reference.gazetteer import Gazetteer, Level, NameMatch
from counterclaim.reference.gazetteer.features import split_feature
from counterclaim.reference.gazetteer.kinds import DIVISIONS, SETTLEMENTS, kinds_by_word, prominence
from counterclaim.reference.tables import packaged, read_table
from counterclaim.text.names import plain

_WORLDWIDE = 40
_IN_COUNTRY = 40
_NATURAL = frozenset({"river", "lake", "sea", "mountain", "valley", "desert", "island"})
_WELL_KNOWN = 5.0
_LEAST_GENITIVE = 4
_LEAST_LETTERS = 5
_LEAST_ALIKE = 0.75
_LEAST_UNSUPPORTED = 0.75
"""Score of a near spelling that no word for its kind supports: any word may look like some village."""
_SPELLINGS = re.compile(r"\s*[/()]\s*")

LOCAL = (
    "prominence", "alias", "folded", "kind_fits", "country", "division", "settlement", "seat_of_namesake", "capital",
    "whole_name", "conflict",
)  # fmt: skip
"""Names of the features of a sense alone, in the order of `Sense.local`.

``conflict`` says that the document speaks of no country and the entry lies in one with an armed conflict; its weight is
set and not learnt, since the texts that the others are learnt from are not about wars.
"""


@dataclass(frozen=True, slots=True)
class Sense:
    """One entry that a name may mean, how its name agrees, its place on the unit sphere, and its features."""

    match: NameMatch
    xyz: tuple[float, float, float]
    local: tuple[float, ...]

    @property
    def entry(self) -> GazetteerEntry:
        """The entry of the gazetteer."""
        return self.match.entry


def senses(text: str, hint: str | None, gazetteer: Gazetteer, countries: Sequence[str]) -> tuple[Sense, ...]:
    """The senses of a wording, such as "the town of Hajin", without order.

    Args:
        text: the words of a mention.
        hint: a word beside them that says the kind: "town", "river".
        gazetteer: where to look names up.
        countries: ISO codes of the countries that the document speaks of, the most spoken of first.
    """
    short = _abbreviations().get(text)
    if short is not None:
        return _only(gazetteer.get(short))
    feature = split_feature(text)
    fitting = kinds_by_word().get((hint or feature.word or "").lower(), frozenset())
    found = _found(text, gazetteer, countries)
    whole = frozenset(found) if feature.name != text else frozenset[str]()
    if feature.name != text:
        for place_id, match in _found(feature.name, gazetteer, countries).items():
            if _may_be(match, fitting):
                found.setdefault(place_id, match)
    if not any(match.level is Level.SAME for match in found.values()):
        found = _whose(feature.name, gazetteer) or found
    if not found:
        near = _near(feature.name, gazetteer, countries)
        least = 0.0 if fitting else _LEAST_UNSUPPORTED
        found = {i: match for i, match in near.items() if match.score >= least and _may_be(match, fitting)}
    code = gazetteer.demonym(text)
    country = gazetteer.get(f"iso:{code}") if code else None
    if country is not None:
        found = {place_id: match for place_id, match in found.items() if match.level is Level.SAME}
        found.setdefault(country.id, NameMatch(country, Level.SAME, 1.0))
    divisions = {(m.entry.country, m.entry.admin1) for m in found.values() if m.entry.kind in DIVISIONS}
    return tuple(
        Sense(
            match,
            _xyz(match.entry),
            _local(match, fitting, divisions, whole=place_id in whole, unplaced=not countries),
        )
        for place_id, match in found.items()
    )


def _whose(name: str, gazetteer: Gazetteer) -> dict[str, NameMatch]:
    """The widely known places of which a name is the genitive, whose apostrophe was lost: "Syrias"."""
    if not name.endswith("s") or len(name) <= _LEAST_GENITIVE:
        return {}
    whose = gazetteer.matches(name[:-1], limit=_WORLDWIDE)
    return {m.entry.id: m for m in whose if m.level is Level.SAME and prominence(m.entry) >= _WELL_KNOWN}


def _may_be(match: NameMatch, fitting: frozenset[str]) -> bool:
    """Whether a bare name may be one with a feature word: "Neches River" is no town, "Mosul city" may well be Mosul."""
    return not fitting or not fitting <= _NATURAL or match.entry.kind in fitting


@lru_cache(maxsize=256)
def country_sense(code: str, gazetteer: Gazetteer) -> tuple[Sense, ...]:
    """The one sense of a country's ISO code; none of an unknown code."""
    return _only(gazetteer.get(f"iso:{code}"))


def _only(entry: GazetteerEntry | None) -> tuple[Sense, ...]:
    """The senses of what can mean one entry alone."""
    if entry is None:
        return ()
    match = NameMatch(entry, Level.SAME, 1.0)
    return (
        Sense(
            match,
            _xyz(entry),
            _local(match, frozenset(), frozenset(), whole=False, unplaced=False),
        ),
    )


@cache
def _abbreviations() -> dict[str, str]:
    """Ids of divisions by their abbreviations, with the stop."""
    table = read_table(packaged("abbreviations.tsv"), ("abbreviation", "id", "division"))
    return {row["abbreviation"]: row["id"] for row in table}


def _found(name: str, gazetteer: Gazetteer, countries: Sequence[str]) -> dict[str, NameMatch]:
    """What a wording may mean: the most prominent places of the world, and all of the context's countries."""
    found: dict[str, NameMatch] = {}
    for spelling in dict.fromkeys((name, *_SPELLINGS.split(name))):
        for country in countries:
            for match in gazetteer.matches(spelling, country=country, limit=_IN_COUNTRY):
                found.setdefault(match.entry.id, match)
        for match in gazetteer.matches(spelling, limit=_WORLDWIDE):
            # Far from the countries spoken of, another spelling is trusted only for a place that is widely
            # known; where none is spoken of, only if it is much like the name and in a country at war.
            trusted = _is_widely_known if countries else _is_likely
            if match.level is Level.SAME or trusted(match.entry, spelling):
                found.setdefault(match.entry.id, match)
    return found


def _is_widely_known(entry: GazetteerEntry, spelling: str) -> bool:
    """Whether another spelling means a place though the text is about elsewhere: a city, spelt much like that."""
    if prominence(entry) < _WELL_KNOWN or len(entry.name) < _LEAST_LETTERS:
        return False
    return _is_alike(entry, spelling)


def _is_likely(entry: GazetteerEntry, spelling: str) -> bool:
    """Whether another spelling means a place though no country is spoken of: much like that, in a country at war."""
    return entry.country in conflict_countries() and _is_alike(entry, spelling)


def _is_alike(entry: GazetteerEntry, spelling: str) -> bool:
    return SequenceMatcher(None, plain(entry.name), plain(spelling)).ratio() >= _LEAST_ALIKE


def _near(name: str, gazetteer: Gazetteer, countries: Sequence[str]) -> dict[str, NameMatch]:
    """Near spellings in the context's countries."""
    return {
        match.entry.id: match
        for country in reversed(countries)
        for match in gazetteer.matches(name, country=country, near=True)
    }


def _local(
    match: NameMatch,
    fitting: frozenset[str],
    divisions: Set[tuple[str, str | None]],
    *,
    whole: bool,
    unplaced: bool,
) -> tuple[float, ...]:
    entry = match.entry
    same = match.level is Level.SAME
    return (
        prominence(entry),
        float(same and match.score < 1.0),
        float(match.level is Level.FOLDED),
        float(bool(fitting) and entry.kind in fitting),
        float(entry.kind == "country"),
        float(entry.kind in DIVISIONS),
        float(entry.kind in SETTLEMENTS),
        float(entry.kind in SETTLEMENTS and (entry.country, entry.admin1) in divisions),
        float(_is_capital(entry)),
        float(whole),
        float(unplaced and entry.country in conflict_countries()),
    )


def _is_capital(entry: GazetteerEntry) -> bool:
    """Whether it is the capital of its country."""
    country = all_countries().get(entry.country)
    return entry.kind == "city" and country is not None and plain(entry.name) == plain(country.capital)


def _xyz(entry: GazetteerEntry) -> tuple[float, float, float]:
    lat, lon = math.radians(entry.lat), math.radians(entry.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


@cache
def conflict_countries() -> frozenset[str]:
    """ISO codes of the countries with an armed conflict. Raises `ReferenceDataError` on a malformed table."""
    return frozenset(row["code"] for row in read_table(packaged("conflict_countries.tsv"), ["code"]))
