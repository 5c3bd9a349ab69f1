"""The countries that a text speaks of."""

from __future__ import annotations

from collections import Counter

from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import Gazetteer

_DATELINE = 60
"""Characters in which the place of a dateline ends."""


def countries_spoken_of(text: str, gazetteer: Gazetteer) -> list[str]:
    """ISO codes of the countries that a text names, the most named first, and that of a capital it is datelined."""
    counts = Counter(gazetteer.countries_in(text))
    found = [code for code, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    seat = countries().seat(text[:_DATELINE].partition(",")[0])
    return list(dict.fromkeys((*found, *([seat.code] if seat is not None else ()))))
