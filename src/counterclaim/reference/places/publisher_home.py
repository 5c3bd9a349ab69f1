"""Where a publisher is at home: what its reports do not say of a place, its readers know."""

from __future__ import annotations

import re

from counterclaim.reference.actors import ActorKind, ActorRegistry
from counterclaim.reference.countries import countries

_HOST = re.compile(
    r"(?:[a-z]+://)?(?:[^/@\s]*@)?(?P<host>[\w.-]+\.(?P<top>[a-z]{2,24}))(?::\d+)?(?:[/?#]|\Z)", re.I
)
_RENTED = frozenset({"ac", "ai", "am", "cc", "cd", "co", "fm", "gg", "io", "la", "ly", "me", "nu", "sc", "sh", "so", "st",
                     "to", "tv", "vc", "ws"})  # fmt: skip
"""Country domains that are mostly let to anybody."""
_COUNTRY = {"uk": "GB"}
_LOCAL = frozenset({ActorKind.MEDIA})


def home_country(publisher: str | None, url: str | None, registry: ActorRegistry) -> str | None:
    """ISO code of the country that a publisher writes in, null when neither name nor address tells.

    Args:
        publisher: its name, or the host that it publishes on.
        url: the address of the report.
        registry: which has many media with their country.

    News agencies and international bodies have no home here: they write about the world.
    """
    for name in (publisher, url):
        host = _HOST.match(name or "")
        if host:
            top = host["top"].lower()
            code = _COUNTRY.get(top, top.upper())
            if top not in _RENTED and countries().get(code) is not None:
                return code
    if publisher is None:
        return None
    found = registry.find(publisher)
    known = found[0].actor if len(found) == 1 else None
    return known.country if known is not None and known.kind in _LOCAL else None
