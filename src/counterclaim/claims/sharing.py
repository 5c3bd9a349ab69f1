"""Which figure of a sentence belongs to which of its incidents."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.claims.carrying import NOT_PEOPLE, Figure
from counterclaim.claims.incidents import Incident
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.states import Reading
from counterclaim.model import Claim

_TAKING = {"abduction_forced_disappearance": "abducted", "arrests": "detained"}
"""What figures count of the people who undergo such an event."""


def taken_in(found: Sequence[Incident]) -> dict[int, Reading]:
    """What is done to those who undergo an arrest or abduction, by the index of the noun for them."""
    return {
        noun.i: Reading(_TAKING[incident.main.rule.event_type], incident.main.token)
        for incident in found
        if incident.main.rule.event_type in _TAKING
        for noun in incident.arguments.patients
    }


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


def adopted(lost: Sequence[Figure], claims: Sequence[Claim]) -> dict[str, list[Figure]]:
    """People counted by an incident that makes no claim, by the id of the nearest claim of the sentence.

    "1,000 people fled after clashes in Kiwanja": where the flight is no claim, they are figures of the clashes.
    """
    found: dict[str, list[Figure]] = {}
    for figure in lost if claims else ():
        if figure.quantity.what not in NOT_PEOPLE:
            at = figure.quantity.span.start
            home = min(claims, key=lambda claim: abs(claim.trigger.start - at))
            found.setdefault(home.id, []).append(figure)
    return found
