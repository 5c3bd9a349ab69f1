"""`ControlView`: statements of control to be asked, with the model over them. Make one with `open_control`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from counterclaim.ask.control.kept import Sources, gathered
from counterclaim.ask.control.parties import Parties
from counterclaim.ask.control.places import entry_site, parts_of
from counterclaim.ask.control.statements import Gathered, ordered, spread
from counterclaim.ask.publication import Publication
from counterclaim.control.model import Control
from counterclaim.control.outside import SOURCE, Outside, reliabilities, statements_of
from counterclaim.control.sites import AREAS, Level, Site
from counterclaim.control.statements import Statement
from counterclaim.control.states import ANOTHER, CONTESTED, UNKNOWN
from counterclaim.errors import UsageError
from counterclaim.reference.countries import countries
from counterclaim.text.names import plain

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.reference.gazetteer import Gazetteer

Row = dict[str, Any]

_MODELS = 16
_NAMES = 100_000
_SUGGESTED = 5


def open_control(
    view: RecordView, gazetteer: Gazetteer | None = None, outside: Iterable[Outside] = ()
) -> ControlView:
    """The control of a record: its statements, and those of outside maps beside them."""
    rows = list(outside)
    found = gathered(view.record, view.registry, gazetteer)
    if rows:
        found = _with_outside(found, rows)
    return ControlView(found, Parties(view.registry), gazetteer, reliabilities(rows), view.publication)


class ControlView:
    """Statements, places and parties, and the model over them as of any day."""

    def __init__(
        self,
        found: Gathered,
        parties: Parties,
        gazetteer: Gazetteer | None = None,
        reliability: Mapping[str, float] | None = None,
        publication: Publication | None = None,
    ) -> None:
        self.publication = publication or Publication()
        self.found = found
        self.parties = parties
        self.gazetteer = gazetteer
        self.statements = spread(found)
        self.reliability: Mapping[str, float] | None = reliability or None
        self._last = max((one.said for one in found.statements), default=None)
        self._weighed: dict[str, list[Statement]] | None = None
        self._told: dict[str, list[Statement]] = {}
        for one in found.statements:
            self._told.setdefault(one.place, []).append(one)
        self._named = lru_cache(maxsize=_NAMES)(parties.name)
        self._as_of = lru_cache(maxsize=_MODELS)(lambda day: self._whole.as_of(day))

    @property
    def last_known(self) -> date | None:
        """The last day on which something became known."""
        return self._last

    def model(self, known_on: date | None) -> Control:
        """The model over what was known by a day; over everything for null, and for a day after which nothing came."""
        everything = known_on is None or self._last is None or known_on >= self._last
        return self._whole if everything or known_on is None else self._as_of(known_on)

    @cached_property
    def _whole(self) -> Control:
        return Control.of(self.statements, points=self.points, reliability=self.reliability)

    @cached_property
    def voices(self) -> Mapping[str, str]:
        """The name of the source of each statement, by the statement's id."""
        sources = self.found.sources
        if isinstance(sources, Sources):
            return sources.voices
        return {id_: row["source"] for id_, row in sources.items()}

    @cached_property
    def points(self) -> dict[str, tuple[float, float]]:
        """Latitude and longitude of the settlements that have them."""
        return {
            id_: (site.lat, site.lon)
            for id_, site in self.found.sites.items()
            if site.lat is not None and site.lon is not None and site.level not in AREAS
        }

    def weighed(self, place: str, known_on: date | None = None) -> list[Statement]:
        """All that the model weighs for a place: what is said of it, and of the areas and the city that hold it, by a day."""
        if self._weighed is None:
            self._weighed = {}
            for one in self.statements:
                self._weighed.setdefault(one.place, []).append(one)
        return [one for one in self._weighed.get(place, []) if known_on is None or one.said <= known_on]

    def told(self, place: str, known_on: date | None = None) -> list[Statement]:
        """What is said of a place itself, and not of an area that holds it, by a day."""
        return [one for one in self._told.get(place, []) if known_on is None or one.said <= known_on]

    def site(self, asked: str, *, country: str | None = None, area: bool = False) -> Site:
        """The place of an id or a name: of those spoken of before those of the gazetteer.

        A settlement goes before an area of its name, unless the words say otherwise ("Raqqa province"), or `area`.

        Raises:
            UsageError: there is none.
        """
        if asked in self.found.sites:
            return self.found.sites[asked]
        name, wanted = _asked(asked)
        among = [site for site in self.found.sites.values() if country in (None, site.country)]
        same = [site for site in among if plain(site.name) == plain(name) or self._bears(site, name)]
        best = self._best(same, wanted, area)
        if best is None and self.gazetteer is not None:
            state = countries().named(name)
            entry = self.gazetteer.get(f"iso:{state.code}") if state is not None else None
            matches = [match.entry for match in self.gazetteer.matches(name, country=country, limit=20)]
            entries = [entry] if entry is not None else matches
            best = self._best([entry_site(one, self.gazetteer) for one in entries], wanted, area)
        if best is None:
            near = [site.name for site in among if plain(name) and plain(name) in plain(site.name)]
            hint = f"; near it: {', '.join(sorted(set(near))[:_SUGGESTED])}" if near else ""
            raise UsageError(f"no place is known by the name {asked[:100]!r}{hint}")
        return self.found.sites.get(best.id, best)

    def sites_in(self, area: Site) -> list[Site]:
        """The places in an area, or the quarters of a city, of which something is said."""
        return parts_of(area, self.found.sites)

    def probabilities(
        self, site: Site, days: Sequence[date], known_on: date | None, *, then: bool
    ) -> list[Row]:
        """Probabilities by state for each day: the smoother's of all known by `known_on`, or with `then` the filter's."""
        model = self.model(known_on)
        if site.id not in model.where:
            return [{UNKNOWN: 1.0} for _ in days]
        table = model.then(site.id, list(days)) if then else model.now(site.id, list(days))
        return [dict(zip(model.states(site.id), map(float, row), strict=True)) for row in table]

    def ready(self, places: Iterable[str], known_on: date | None) -> None:
        """Fit the model for places together that are going to be asked for one by one."""
        self.model(known_on).ready(places)

    def name(self, state: str, on: date | None = None) -> str:
        """A state in words: the name of the party that day, or contested, unknown, another party."""
        return state if state in (CONTESTED, UNKNOWN, ANOTHER) else self._named(state, on)

    def party(self, asked: str, on: date | None = None) -> str:
        """The key of a party by id or name.

        Raises:
            UsageError: nothing is said of it.
        """
        key = self.parties.key(asked, on)
        known = {party for one in self.found.statements for party in (one.party, one.former) if party}
        if key in known:
            return str(key)
        folded = plain(asked)
        named = sorted(one for one in known if folded and folded in plain(self.parties.name(one)))
        if len(named) == 1:
            return named[0]
        names = ", ".join(sorted({self.parties.name(one) for one in known})) or "none"
        raise UsageError(f"no statement is about a party {asked[:100]!r}; those spoken of are {names}")

    def _bears(self, site: Site, name: str) -> bool:
        """Whether a text or the gazetteer has the name for a place."""
        if plain(name) in self.found.spelled.get(site.id, ()):
            return True
        return self.gazetteer is not None and plain(name) in self._names(site.id)

    def _names(self, id_: str) -> frozenset[str]:
        if not hasattr(self, "_remembered"):
            self._remembered: dict[str, frozenset[str]] = {}
        if id_ not in self._remembered and self.gazetteer is not None:
            self._remembered[id_] = frozenset(self.gazetteer.names(id_))
        return self._remembered.get(id_, frozenset())

    def _best(self, sites: list[Site], wanted: Level | None, area: bool) -> Site | None:
        """The place that a name means: of the level asked for, else a settlement, most spoken of, largest."""
        if wanted is not None or area:
            sites = [site for site in sites if (site.level is wanted if wanted else site.level in AREAS)]
        return max(
            sites,
            key=lambda site: (
                site.level in (Level.SETTLEMENT, Level.QUARTER) or wanted is not None,
                len(self._told.get(site.id, ())),
                site.population or 0,
                site.id,
            ),
            default=None,
        )


_LEVELS = {
    "province": Level.ADMIN1,
    "governorate": Level.ADMIN1,
    "oblast": Level.ADMIN1,
    "district": Level.ADMIN2,
    "raion": Level.ADMIN2,
    "city": Level.SETTLEMENT,
    "town": Level.SETTLEMENT,
    "village": Level.SETTLEMENT,
}


def _asked(words: str) -> tuple[str, Level | None]:
    """A name without the word for its kind, and the level that the word asks for."""
    *rest, last = words.split() or [""]
    level = _LEVELS.get(last.casefold()) if rest else None
    return (" ".join(rest), level) if level is not None else (words, None)


def _with_outside(found: Gathered, rows: Sequence[Outside]) -> Gathered:
    """The statements of a record with those of outside maps; places of both are one place by id."""
    sites = dict(found.sites)
    sources = dict(found.sources)
    statements = list(found.statements)
    for row, told in statements_of(rows):
        known = sites.setdefault(row.site.id, row.site)
        if known.lat is None and row.site.lat is not None:
            sites[row.site.id] = replace(row.site, level=known.level)
        statements.append(told)
        sources.setdefault(told.id, _source(row, told))
    return Gathered(ordered(statements), sites, sources, found.notes, found.spelled)


def _source(row: Outside, told: Statement) -> Row:
    return {
        "claim": None,
        "document": row.origin,
        "publisher": row.source,
        "published": told.said,
        "source": told.source.removeprefix(SOURCE),
        "source_type": "map",
        "interested": False,
        "modality": "reported",
        "verification": "none",
        "sentence": row.words,
        "also": [],
    }
