"""Where a publisher is at home: what its reports do not say of a place, its readers know."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.reference.actors import ActorKind, ActorRegistry
from counterclaim.reference.countries import countries
from counterclaim.reference.tables import packaged, read_table

_HOST = re.compile(
    r"(?:[a-z]+://)?(?:[^/@\s]*@)?(?P<host>[\w.-]+\.(?P<top>[a-z]{2,24}))(?::\d+)?(?:[/?#]|\Z)", re.I
)
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
            if top not in _rented() and countries().get(code) is not None:
                return code
    if publisher is None:
        return None
    found = registry.find(publisher)
    known = found[0].actor if len(found) == 1 else None
    return known.country if known is not None and known.kind in _LOCAL else None


@cache
def _rented() -> frozenset[str]:
    return frozenset(row["domain"] for row in read_table(packaged("rented_domains.tsv"), ["domain"]))
