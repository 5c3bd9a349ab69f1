"""The place of a sentence's one scene: "houses were burned and people killed when raiders descended on X"."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import replace

from counterclaim.claims.lexicon import phrases
from counterclaim.claims.trace import Reason, in_order
from counterclaim.model import Claim, Kind, Place


def with_place_of_sentence(
    claims: Sequence[Claim], reasons: MutableMapping[str, tuple[Reason, ...]]
) -> list[Claim]:
    """The claims of one sentence; an event that has no place takes that of the others, where they have only one."""
    scene = _scene(claims)
    if scene is None:
        return list(claims)
    shared = replace(scene, score=None if scene.score is None else scene.score / 2)
    found = []
    for claim in claims:
        if claim.place is None and claim.kind is Kind.EVENT:
            rule = "no place of its own: that of the other events of the sentence"
            reasons[claim.id] = in_order((*reasons[claim.id], Reason("place", scene.span, rule)))
            claim = replace(claim, place=shared)
        found.append(claim)
    return found


def _scene(claims: Sequence[Claim]) -> Place | None:
    """The one place that events of a sentence have, if the sentence names it and speaks of no other scene."""
    named = {
        one.place.span: one.place
        for one in claims
        if one.place is not None and one.place.span is not None and one.kind is Kind.EVENT
    }
    if len(named) != 1 or phrases("elsewhere").search(claims[0].sentence.text):
        return None
    span, place = next(iter(named.items()))
    sentence = claims[0].sentence
    return place if sentence.start <= span.start < sentence.end else None
