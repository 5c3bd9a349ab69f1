"""Which party holds: one party for all names and bodies of it, over its renamings."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from counterclaim.ask.control.settings import settings
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.actors.sides import side
from counterclaim.reference.actors.types import PLACELESS, Actor, ActorKind, RelationKind
from counterclaim.reference.countries import countries

_MOST_STEPS = 8
_HOLD_NOTHING = frozenset(
    {
        ActorKind.CIVILIANS,
        ActorKind.PROTESTERS,
        ActorKind.MONITOR,
        ActorKind.MEDIA,
        ActorKind.AGENCY,
        ActorKind.AID_ORGANISATION,
    }
)
_STATE = "state."
OWN_WORDS = "name:"
"""What the key of a party that the registry does not know begins with."""


class Parties:
    """Parties by key. A key is ``state.SY`` for all bodies of a state, the registry's id of the last name of a
    party that renamed itself, or ``name:...`` with the words of a text for a party that the registry lacks.
    """

    def __init__(self, registry: ActorRegistry) -> None:
        self._registry = registry
        self.key = lru_cache(maxsize=4096)(self._key)

    def _key(self, named: str | None, on: date | None = None, country: str | None = None) -> str | None:
        """The key of an actor's id or of words for it; null for none, and for who can hold no place.

        Args:
            named: an id of the registry, or the words of a text.
            on: the day that it is about: who was part of whom then counts.
            country: ISO code of the country that it is about.
        """
        if named is None or not named.strip():
            return None
        if named.startswith((_STATE, OWN_WORDS)):
            return named
        actor = self._registry.get(named) or self._named(named, on, country)
        if actor is None:
            return _own_words(named)
        return None if actor.kind in _HOLD_NOTHING else self._holder(actor, on)

    def name(self, key: str, on: date | None = None) -> str:
        """The name that a party bore on a day, or bears last."""
        if key.startswith(OWN_WORDS):
            return key.removeprefix(OWN_WORDS)
        if key.startswith(_STATE):
            country = countries().get(key.removeprefix(_STATE))
            return f"Government of {country.name}" if country else key
        actor = self._registry.get(key)
        if actor is None:
            return key
        for _ in range(_MOST_STEPS):
            earlier = self._earlier(actor)
            begun = actor.period.start
            if earlier is None or on is None or begun is None or begun <= on:
                break
            actor = earlier
        return actor.name

    def is_known(self, key: str) -> bool:
        """Whether the registry knows the party."""
        return not key.startswith(OWN_WORDS)

    def _named(self, words: str, on: date | None, country: str | None) -> Actor | None:
        """The one party that words name; of several ("X/Y", "the army and allied militias") the first or only known one."""
        whole = self._registry.resolve(words, on=on, country=country)
        if whole is not None:
            return whole
        for part in words.split("/") if "/" in words else ():
            if (first := self._registry.resolve(part.strip(), on=on, country=country)) is not None:
                return first
        found = {
            one.actor.id: one.actor for one in self._registry.find(words, on=on, country=country) if one.actor
        }
        keys = {self._holder(one, on) for one in found.values()}
        return next(iter(found.values())) if len(keys) == 1 else None

    def _holder(self, actor: Actor, on: date | None) -> str:
        """Up to whom it is part of on that day, then on to its last name."""
        for _ in range(_MOST_STEPS):
            above = self._above(actor, on)
            if above is None:
                break
            actor = above
        for _ in range(_MOST_STEPS):
            later = self._later(actor)
            if later is None:
                break
            actor = later
        return side(actor.id)

    def _above(self, actor: Actor, on: date | None) -> Actor | None:
        for one in self._registry.relations(actor.id, on):
            over = self._registry.get(one.to)
            lasting = one.kind is RelationKind.PART_OF and (one.period is None or on is not None)
            if not lasting or over is None or over.kind in PLACELESS:
                continue
            if over.id not in settings().umbrellas:
                return over
        return None

    def _earlier(self, actor: Actor) -> Actor | None:
        """Whose new name it is: of its predecessors the only one, which has no other successor."""
        before = [
            one.to for one in self._registry.relations(actor.id) if one.kind is RelationKind.SUCCESSOR_OF
        ]
        if len(before) != 1:
            return None
        after = [
            one for one in self._registry.related(before[0]) if one.relation.kind is RelationKind.SUCCESSOR_OF
        ]
        return self._registry.get(before[0]) if len(after) == 1 else None

    def _later(self, actor: Actor) -> Actor | None:
        after = [
            one.id
            for one in self._registry.related(actor.id)
            if one.relation.kind is RelationKind.SUCCESSOR_OF
        ]
        later = self._registry.get(after[0]) if len(after) == 1 else None
        return later if later is not None and self._earlier(later) is not None else None


def _own_words(words: str) -> str | None:
    """The key of a party that nobody knows: its words without an article; null for words that are no name."""
    kept = words.strip().split()
    if len(kept) > 1 and kept[0].casefold() in ("the", "a", "an"):
        kept = kept[1:]
    if " ".join(kept).casefold() in settings().no_names or (
        kept and kept[0].casefold() in settings().no_first
    ):
        return None
    return OWN_WORDS + " ".join(kept)[:100]
