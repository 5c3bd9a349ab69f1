"""The toll beside a claim of responsibility: who claims the deed is not who counted the dead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.claims.attribution import claims_of_responsibility
from counterclaim.claims.kinds import HARMS
from counterclaim.claims.lexicon import base, reporting_verbs
from counterclaim.claims.parting import Reasons, parted
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import ancestors
from counterclaim.model import ActorRole, Claim, Modality, Quantity

_BESIDE = frozenset({"relcl", "advcl"})


def with_toll_apart(claim: Claim, sentence: Sentence, reasons: Reasons) -> list[Claim]:
    """The claim; of "X claimed the attack, which killed 12" two: X's of the deed, and the reporter's of the toll.

    `reasons` gets those of the claims that are new.
    """
    speaker = claim.attribution[-1] if claim.attribution else None
    if speaker is None or speaker.span is None or claim.modality is not Modality.CLAIMED:
        return [claim]
    cues = [sentence.doc[at] for at in claims_of_responsibility(sentence)]
    tolls = tuple(one for one in claim.quantities if _is_beside(one, cues, sentence))
    if not tolls:
        return [claim]
    claimants = tuple(
        replace(one, role=ActorRole.CLAIMANT) if one.id is not None and one.id == speaker.actor else one
        for one in claim.actors
    )
    deed = replace(claim, quantities=tuple(one for one in claim.quantities if one not in tolls))
    toll = replace(
        claim,
        attribution=claim.attribution[:-1],
        modality=Modality.REPORTED,
        actors=claimants,
        quantities=tolls,
    )
    return parted(
        claim, (deed, toll), reasons, "the deed is who claims it, the toll beside it who reports it"
    )


def _is_beside(quantity: Quantity, cues: list[Any], sentence: Sentence) -> bool:
    """Whether a figure of harm stands in a clause that adds to what is claimed, and nobody is said to say so."""
    number = sentence.token_at(quantity.span.start)
    if quantity.what not in HARMS or number is None:
        return False
    inside = {cue.i for cue in cues}
    adds = False
    for above in (number, *ancestors(number)):
        if above.i in inside:
            return adds
        if above.pos_ == "VERB" and base(above) in reporting_verbs():
            return False
        adds = adds or above.dep_ in _BESIDE
    return False
