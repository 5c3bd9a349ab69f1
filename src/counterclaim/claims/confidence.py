"""How likely a claim is one that a careful reader would want, with the right kind, event type and modality.

A logistic regression over a few features of the finished claims of a document. The weights are in
``data/confidence.tsv``; ``scripts/fit_confidence.py`` makes them, and decision 0007 says what was tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import exp

from counterclaim.claims.lexicon import phrases
from counterclaim.errors import ReferenceDataError
from counterclaim.model import Claim, Kind, Modality, Place, TimeBasis
from counterclaim.reference.event_types import family

ALWAYS = "always"
"""The feature that every claim has."""

_LOWEST, _HIGHEST = 0.01, 0.99
_DECIMALS = 3
_MOST_TOGETHER = 3
_MOST_SIGNS = 3
_DONE = frozenset({Modality.REPORTED, Modality.CLAIMED, Modality.DENIED})
_MEANT = {
    ALWAYS: "what holds for every claim",
    "actor": "it names who did it",
    "known-actor": "who did it is in the registry",
    "method": "it has a weapon or tactic",
    "place-here": "its sentence names the place",
    "dated": "its sentence has a date",
    "sourced": "a source beside the publisher is named",
    "signs-of-war": "words of war in its sentence",
    "late": "its word stands late in the sentence",
    "together": "other claims in its sentence",
    "not-done": "it is of something not done yet, or not at all",
    "counted": "it is a total or a strength",
    "explosion": "it is of a blast, a strike or shelling",
    "toll-alone": "it is of deaths or injuries by means not stated",
}
_FAMILIES = {"explosion": "explosion", "any_violence": "toll-alone"}


@cache
def weights() -> Mapping[str, float]:
    """Weight by feature, in log-odds. Raises ReferenceDataError on a malformed file."""
    table = {}
    text = files("counterclaim.claims").joinpath("data/confidence.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        name, _, value = line.partition("\t")
        try:
            table[name] = float(value)
        except ValueError:
            raise ReferenceDataError(f"confidence.tsv, line {number}: not a feature and a number") from None
        if name not in _MEANT:
            raise ReferenceDataError(f"confidence.tsv, line {number}: no feature {name!r}")
    return table


def features(claim: Claim, together: int = 1) -> dict[str, float]:
    """Features of a claim, each 0 to 3; `together` is the number of claims of its sentence, itself among them."""
    length = len(claim.sentence.text)
    found = {
        ALWAYS: 1.0,
        "actor": bool(claim.actors),
        "known-actor": any(one.id for one in claim.actors),
        "method": claim.method is not None,
        "place-here": _is_here(claim.place, claim),
        "dated": claim.when is not None and claim.when.basis in (TimeBasis.STATED, TimeBasis.RELATIVE),
        "sourced": any(one.span for one in claim.attribution),
        "signs-of-war": min(_MOST_SIGNS, sum(1 for _ in phrases("sign_of_war").finditer(claim.sentence.text))),
        "late": (claim.trigger.start - claim.sentence.start) / length if length else 0.0,
        "together": min(_MOST_TOGETHER, together - 1),
        "not-done": claim.modality not in _DONE,
        "counted": claim.kind in (Kind.TALLY, Kind.STRENGTH),
        _FAMILIES.get(family(claim.event_type), ""): True,
    }
    return {name: float(value) for name, value in found.items() if value and name}


def _is_here(place: Place | None, claim: Claim) -> bool:
    return place is not None and claim.sentence.start <= place.span.start < claim.sentence.end


def probability(score: float) -> float:
    """The logistic function of a sum of weights, kept off 0 and 1."""
    value = 1 / (1 + exp(-score)) if score >= 0 else exp(score) / (1 + exp(score))
    return round(min(_HIGHEST, max(_LOWEST, value)), _DECIMALS)
