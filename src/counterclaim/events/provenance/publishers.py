"""Publishers: one key for all spellings of a name, and what a party's own outlet has at stake."""

from __future__ import annotations

import re
from functools import lru_cache

from counterclaim.events.provenance.tables import registry, words
from counterclaim.reference.actors import Actor
from counterclaim.reference.actors.sides import side
from counterclaim.text.names import plain

_BEHIND = re.compile(r"\s*[(\[,|].*", re.DOTALL)
_SPLIT = re.compile(r"[\W_]+")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,10})(?:/.*)?", re.IGNORECASE)
_LONGEST = 200


@lru_cache(maxsize=65536)
def publisher_key(name: str) -> str:
    """``actor:reuters`` for one that the registry has, else ``name:`` and the letters of its name."""
    found = publisher_actor(name)
    return f"actor:{side(found.id)}" if found is not None else f"name:{squashed(name)}"


@lru_cache(maxsize=65536)
def publisher_actor(name: str) -> Actor | None:
    """The actor of the registry that a publisher's whole name or web address is."""
    name = name[:_LONGEST].strip()
    domain = _DOMAIN.fullmatch(name)
    if domain is not None and (found := _by_domain().get(domain[1].casefold())) is not None:
        return registry().get(found)
    bare = _BEHIND.sub("", name)
    for text in dict.fromkeys((name, bare, bare.title() if bare.islower() or bare.isupper() else bare)):
        for match in registry().find(text):
            if match.actor is not None and squashed(text[match.start : match.end]) == squashed(text):
                return match.actor
    return None


@lru_cache(maxsize=65536)
def stakes(name: str) -> frozenset[str]:
    """The sides that a party's own outlet speaks for or against; none for any other publisher."""
    found = publisher_actor(name)
    if found is None or not found.party:
        return frozenset()
    own = {side(one) for one in (found.id, *registry().sides(found.id))}
    return frozenset(own | {side(one) for one in registry().opponents(found.id)})


@lru_cache(maxsize=65536)
def squashed(name: str) -> str:
    """The letters and digits of a name without case, accents, articles, endings and what is in brackets."""
    domain = _DOMAIN.fullmatch(name.strip())
    text = domain[1] if domain is not None else _BEHIND.sub("", name) or name
    parts = [part for part in _SPLIT.split(text.casefold()) if part]
    while len(parts) > 1 and parts[0] in words("names", "publisher", "front"):
        del parts[0]
    while len(parts) > 1 and parts[-1] in words("names", "publisher", "end"):
        del parts[-1]
    return "".join(plain(part).replace(" ", "") for part in parts) or name.casefold().strip()


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, str]:
    """Actors by the web addresses that their entries give, where only one actor has the address."""
    found: dict[str, list[str]] = {}
    for actor in registry():
        for source in actor.sources:
            if _DOMAIN.fullmatch(source):
                found.setdefault(source.casefold(), []).append(actor.id)
    return {domain: ids[0] for domain, ids in found.items() if len(ids) == 1}
