"""Which figure of a sentence belongs to which of its incidents."""

from __future__ import annotations

from counterclaim.claims.carrying import Figure
from counterclaim.claims.incidents import Incident
from counterclaim.claims.sentence import Sentence


def share_out(figures: list[Figure], found: list[Incident], sentence: Sentence) -> list[list[Figure]]:
    """Figures of each incident: of its own words where the parse says so, else of the nearest."""
    shares: list[list[Figure]] = [[] for _ in found]
    if not found:
        return shares
    owners = {
        sentence.offset + trigger.token.idx: index
        for index, one in enumerate(found)
        for trigger in one.triggers
    }
    for figure in figures:
        anchor = figure.trigger_start if figure.trigger_start is not None else figure.quantity.span.start
        index = owners.get(anchor)
        if index is None:
            nearest = min(owners, key=lambda start: (abs(start - anchor), start))
            index = owners[nearest]
        shares[index].append(figure)
    return shares
