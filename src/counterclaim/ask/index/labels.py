"""What values of filters are called, for people."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from counterclaim.events.hearing import SIDE
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.countries import countries
from counterclaim.reference.event_types import event_types

LONGEST = 300
"""Characters of a label; a name that is longer is cut."""
_WORDS = {
    "everyone": "Everyone",
    "no_parties": "No parties",
    "two_origins": "Two independent origins",
}


class Labels:
    """Names of actors, sources and places by their ids."""

    def __init__(
        self, registry: ActorRegistry, sources: Mapping[str, str], places: Mapping[str, str | None]
    ) -> None:
        self._registry = registry
        self._sources = sources
        self._places = places
        self._known: dict[tuple[str, str], str] = {}
        self._actors: dict[str, str] = {}

    def label(self, facet: str, value: str) -> str:
        """The name of a value of a facet; the value where it has none."""
        found = self._known.get((facet, value))
        if found is None:
            found = self._known[facet, value] = self._label(facet, value)
        return found

    def _label(self, facet: str, value: str) -> str:
        if facet in ("actor", "target", "side"):
            found: str | None = self.actor(value)
        elif facet == "source":
            found = self._sources.get(value)
        elif facet == "place":
            found = self._places.get(value)
        elif facet == "type":
            found = type_label(value)
        elif facet == "country":
            found = _country(value)
        elif facet == "admin1":
            country, _, name = value.partition("/")
            found = f"{name}, {_country(country) or country}" if country else name
        else:
            found = value.replace("_", " ")
        return cut(found or value)

    def word(self, word: str) -> str:
        """The name of a word: of whose word counts."""
        return _WORDS.get(word) or cut(self.actor(word.removeprefix(SIDE)))

    def actor(self, id_: str) -> str:
        """An actor's or a side's name; a state's side has that of its government or forces."""
        found = self._actors.get(id_)
        if found is None:
            found = self._actors[id_] = self._actor(id_)
        return found

    def _actor(self, id_: str) -> str:
        prefix, _, country = id_.partition(".")
        bodies = (f"{body}.{country}" for body in ("gov", "forces", "police")) if prefix == "state" else ()
        known = (actor.name for one in (id_, *bodies) if (actor := self._registry.get(one)) is not None)
        return next(known, id_)


@cache
def _type_labels() -> dict[str, str]:
    return {id_: one.label for id_, one in event_types().items()}


def type_label(event_type: str) -> str:
    """The name of a type of event."""
    return _type_labels().get(event_type) or event_type.replace("_", " ")


def cut(text: str) -> str:
    """`text`, or its beginning where it is too long to be shown as a name."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _country(code: str) -> str | None:
    known = countries().get(code)
    return known.name if known else None
