"""What a sentence without a claim says of the claims before it: that it was seen, how sure it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from counterclaim.claims.lexicon import phrases
from counterclaim.claims.modality import verification_words
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.trace import Reason, in_order
from counterclaim.model import Claim, Evidence, Modality, Verification
from counterclaim.reference.event_types import family

Reasons = dict[str, tuple[Reason, ...]]


def speaks_of_several(text: str) -> bool:
    """Whether a statement of doubt is about more than the last claim: "none of these could be verified"."""
    return bool(phrases("of_several").search(text))


def is_denied_by(claim: Claim, denial: Claim) -> bool:
    """Whether `denial` denies what `claim` says: of one kind of event, at one place, by another source."""
    if (
        claim.modality not in (Modality.REPORTED, Modality.CLAIMED)
        or claim.verification is not Verification.NONE
    ):
        return False
    here, there = claim.place, denial.place
    same_place = here is not None and there is not None and here.span.text == there.span.text
    speakers = {one.source.actor or one.source.name for one in (claim, denial) if one.source}
    return same_place and family(claim.event_type) == family(denial.event_type) and len(speakers) == 2


def with_evidence(
    claims: list[Claim], ids: Collection[str], seen: tuple[Evidence, ...], reasons: Reasons
) -> list[Claim]:
    """`claims`, those of `ids` with what was `seen`; their reasons are added to `reasons`."""
    changed = [replace(one, evidence=(*one.evidence, *seen)) if one.id in ids else one for one in claims]
    for claim in changed:
        first = len(claim.evidence) - len(seen)
        for number, one in enumerate(seen if claim.id in ids else ()):
            rule = "a sentence behind it in the block says so"
            _add(reasons, claim, Reason(f"evidence[{first + number}]", one.span, rule))
    return changed


def with_verification(
    claims: list[Claim],
    ids: Mapping[str, str],
    said: Verification,
    sentence: Sentence,
    reasons: Reasons,
) -> list[Claim]:
    """`claims`, those of `ids` as sure as `sentence` says; `ids` gives for each of what the sentence says it."""
    for one in claims:
        if one.id in ids:
            rule = f"a sentence behind it says so of {ids[one.id]}"
            _add(reasons, one, Reason("verification", verification_words(said, sentence), rule))
    return [replace(one, verification=said) if one.id in ids else one for one in claims]


def _add(reasons: Reasons, claim: Claim, reason: Reason) -> None:
    reasons[claim.id] = in_order((*reasons[claim.id], reason))
