"""How likely a claim is one that a careful reader would want, with the right kind, event type and modality.

A logistic regression over a few features of the finished claims of a document. The weights are in
``data/confidence.tsv``; ``scripts/fit_confidence.py`` makes them, and decision 0007 says what was tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp

from counterclaim.claims.gates import signs_of_war
from counterclaim.claims.trace import Because
from counterclaim.claims.weights import read_weights
from counterclaim.errors import ReferenceDataError
from counterclaim.model import Claim, Kind, TimeBasis
from counterclaim.reference.event_types import family

ALWAYS = "always"
"""The feature that every claim has."""

COMPLETE = frozenset({"actor", "known-actor", "method", "place-here", "dated", "sourced"})
"""Features of a claim that says more; the fit lets none of them lower the confidence."""

_LOWEST, _HIGHEST = 0.01, 0.99
_DECIMALS = 3
_MOST_TOGETHER = 3
_MOST_SIGNS = 3
MEANING = {
    ALWAYS: "what holds for every claim",
    "actor": "it names who did it",
    "known-actor": "who did it is in the registry",
    "method": "it has a weapon or tactic",
    "place-here": "its sentence names the place",
    "dated": "its sentence has a date",
    "sourced": "a source beside the publisher is named",
    "signs-of-war": "words of war in its sentence",
    "together": "other claims in its sentence",
    "ing-form": "its word ends in -ing",
    "counted": "it is a total or a strength",
    "explosion": "it is of a blast, a strike or shelling",
    "battle": "it is of fighting between armed sides",
    "set-terms": "it is of a siege, a strength, an agreement or unrest, which few words tell of",
    "toll-alone": "it is of deaths or injuries by means not stated",
}
"""Every feature, in words."""

_OF_FAMILY = {
    "explosion": "explosion",
    "battle": "battle",
    "siege": "set-terms",
    "strength": "set-terms",
    "agreement": "set-terms",
    "unrest": "set-terms",
    "any_violence": "toll-alone",
}


@cache
def weights() -> Mapping[str, float]:
    """Weight by feature, in log-odds. Raises ReferenceDataError on a malformed file."""
    table = read_weights("confidence.tsv")
    if unknown := table.keys() - MEANING.keys():
        raise ReferenceDataError(f"confidence.tsv: no feature {min(unknown)!r}")
    return table


def features(claim: Claim, together: int = 1) -> dict[str, float]:
    """Features of a claim, each 0 to 3; `together` is the number of claims of its sentence, itself among them.

    A feature that is 0 is left out.
    """
    when, place, sentence = claim.when, claim.place, claim.sentence
    found = {
        ALWAYS: 1.0,
        "actor": bool(claim.actors),
        "known-actor": any(one.id for one in claim.actors),
        "method": claim.method is not None,
        "place-here": place is not None and sentence.start <= place.span.start < sentence.end,
        "dated": when is not None and when.basis in (TimeBasis.STATED, TimeBasis.RELATIVE),
        "sourced": any(one.span for one in claim.attribution),
        "signs-of-war": min(_MOST_SIGNS, signs_of_war(sentence.text)),
        "together": min(_MOST_TOGETHER, together - 1),
        "ing-form": claim.trigger.text.lower().endswith("ing"),
        "counted": claim.kind in (Kind.TALLY, Kind.STRENGTH),
    }
    of_family = _OF_FAMILY.get(family(claim.event_type))
    if of_family is not None:
        found[of_family] = True
    return {name: float(value) for name, value in found.items() if value}


def probability(found: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The logistic function of the sum of the weights of features, kept off 0 and 1."""
    score = sum(value * table.get(name, 0.0) for name, value in found.items())
    value = 1 / (1 + exp(-score)) if score >= 0 else exp(score) / (1 + exp(score))
    return round(min(_HIGHEST, max(_LOWEST, value)), _DECIMALS)


def confidences(claims: Sequence[Claim]) -> list[Because[float]]:
    """The confidence of each of a document's finished claims, with what raised and lowered it."""
    sentences = Counter(claim.sentence.start for claim in claims)
    rated = [features(claim, sentences[claim.sentence.start]) for claim in claims]
    return [Because(probability(found, weights()), _why(found)) for found in rated]


def _why(found: Mapping[str, float]) -> str:
    """The features that count, those of most weight first."""
    parts = {name: value * weights().get(name, 0.0) for name, value in found.items() if name != ALWAYS}
    ordered = sorted(parts, key=lambda name: (-abs(parts[name]), name))
    raised = "; ".join(MEANING[name] for name in ordered if parts[name] > 0)
    lowered = "; ".join(MEANING[name] for name in ordered if parts[name] < 0)
    return f"share of such claims that were right; raised by: {raised or '-'}; lowered by: {lowered or '-'}"
