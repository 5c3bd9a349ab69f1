"""Figures that another source of the sentence gives: "officials put the toll at 37, but a doctor counted 52 bodies"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.claims.attribution import Speech
from counterclaim.claims.chain import Sources
from counterclaim.claims.modality import modality
from counterclaim.claims.parting import Reasons, parted
from counterclaim.claims.sentence import Sentence
from counterclaim.model import ActorMention, Attribution, Claim, Quantity

_APART = "the figure is another source's than the deed"
_WHOLE = "nobody is named for the deed: who counts those harmed tells of it"


def with_figures_of_others(
    claim: Claim, sentence: Sentence, sources: Sources, previous: Attribution | None, reasons: Reasons
) -> list[Claim]:
    """The claim, and apart from it what others count; on their word where all its figures are one other source's.

    "A bomb went off and police said 12 died" is police's word as a whole. `previous` is who spoke last before the
    sentence. `reasons` gets those of the claims that are new.
    """
    own = _said_by(claim.attribution)
    others: dict[frozenset[Attribution], list[tuple[Quantity, Any, Speech]]] = {}
    for quantity in claim.quantities:
        number = sentence.token_at(quantity.span.start)
        if number is None:
            continue
        speech = sources.speech(number, sentence, previous)
        spans = _said_by(sources.chain(speech.chain, ()))
        if spans and not spans & own:
            others.setdefault(frozenset(speech.chain), []).append((quantity, number, speech))
    if not others:
        return [claim]
    told = [_told(claim, figures, sources) for figures in others.values()]
    apart = {quantity for figures in others.values() for quantity, _, _ in figures}
    if not own and len(told) == 1 and len(apart) == len(claim.quantities):
        return parted(claim, [replace(told[0], actors=claim.actors, targets=claim.targets)], reasons, _WHOLE)
    kept = tuple(one for one in claim.quantities if one not in apart)
    rest = replace(
        claim, quantities=kept, targets=tuple(one for one in claim.targets if not _counts(apart, one))
    )
    return parted(claim, [rest, *told], reasons, _APART)


def _told(claim: Claim, figures: Sequence[tuple[Quantity, Any, Speech]], sources: Sources) -> Claim:
    """What another source says of the deed: its figures, on its own word. Who did it, it has not said."""
    _, number, speech = figures[0]
    counted = tuple(quantity for quantity, _, _ in figures)
    country = claim.place.country if claim.place is not None else None
    return replace(
        claim,
        attribution=sources.chain(speech.chain, (*claim.actors, *claim.targets), claim.cites, country),
        modality=modality(number, speech, own_deed=False).value,
        quantities=counted,
        actors=(),
        targets=tuple(one for one in claim.targets if _counts(counted, one)),
    )


def _counts(figures: Iterable[Quantity], target: ActorMention) -> bool:
    """Whether one of the figures is of a target."""
    return any(target.span.start <= one.span.start < target.span.end for one in figures)


def _said_by(chain: Sequence[Attribution]) -> set[tuple[int, int]]:
    """Where the sources of a chain stand in the text."""
    return {(link.span.start, link.span.end) for link in chain if link.span is not None}
