"""How a statement is meant, and what the text says of its certainty."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.attribution import Speech
from counterclaim.claims.gates import harms_nobody
from counterclaim.claims.lexicon import attribution_words, modality_words, verification_patterns, words
from counterclaim.claims.syntax import ancestors, children
from counterclaim.model import Modality, Verification

_LIGHT = frozenset({"xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "acl", "nsubjpass"})
_PAST_OR_PERFECT = frozenset({"VBD", "VBN"})
_CONDITIONS = frozenset({"if", "unless", "whether"})


def modality(token: Any, speech: Speech, *, own_deed: bool) -> Modality:
    """Modality of the trigger `token`; `own_deed`: a party tells what its own side did."""
    verbs = attribution_words()["verbs"]
    if any(verb in verbs["deny"] for verb in speech.verbs):
        return Modality.DENIED
    own = _own(token)
    if own is not None:
        return own
    if any(verb in verbs["threaten"] for verb in speech.verbs) and _is_future(token):
        return Modality.THREATENED
    if any(verb in verbs["forecast"] for verb in speech.verbs):
        return Modality.FORECAST
    if own_deed or any(verb in verbs["claim"] for verb in speech.verbs):
        return Modality.CLAIMED
    return Modality.REPORTED


def _own(token: Any) -> Modality | None:
    """Modality that the trigger's own clause gives it; null for a plain statement."""
    lists = modality_words()
    if _governed_by(token, attribution_words()["verbs"]["deny"]):
        return Modality.DENIED
    modifiers = {child.lower_ for child in children(token, "amod", "compound")}
    if modifiers & lists["adjectives_foiled"]:
        return Modality.FOILED
    if modifiers & lists["adjectives_attempted"]:
        return Modality.ATTEMPTED
    if modifiers & lists["adjectives_planned"]:
        return Modality.PLANNED
    if modifiers & lists["adjectives_hypothetical"]:
        return Modality.HYPOTHETICAL
    for name, meaning in (
        ("foiled", Modality.FOILED),
        ("attempted", Modality.ATTEMPTED),
        ("threatened", Modality.THREATENED),
        ("planned", Modality.PLANNED),
        ("forecast", Modality.FORECAST),
    ):
        if _governed_by(token, lists[name]):
            return meaning
    clause = _clause(token)
    if clause is None:
        return None
    auxiliaries = {child.lower_ for child in children(clause, "aux")}
    if auxiliaries & lists["hypothetical_modals"] or _conditional(clause) or _inverted(clause):
        return Modality.HYPOTHETICAL
    if auxiliaries & (lists["forecast_modals"] | {"'ll"}):
        return Modality.PLANNED if _is_own_intent(clause) else Modality.FORECAST
    if _negated(token, clause) or harms_nobody(token):
        return Modality.DENIED
    return None


def _clause(token: Any) -> Any | None:
    """The verb of the trigger's clause."""
    if token.pos_ in ("VERB", "AUX"):
        return token
    return next((part for part in ancestors(token) if part.pos_ in ("VERB", "AUX")), None)


def _governed_by(token: Any, lemmas: frozenset[str]) -> bool:
    """Whether a word of `lemmas` stands right over the trigger: "tried to storm", "a plot to bomb"."""
    below = token
    for above in ancestors(token):
        purpose = below.dep_ == "advcl" and any(child.lower_ == "to" for child in below.children)
        if below.dep_ not in _LIGHT and not purpose:
            return False
        if above.lemma_.lower() in lemmas and above.pos_ in ("VERB", "NOUN"):
            return below.dep_ not in ("nsubj",)
        if above.pos_ in ("VERB", "AUX") and above.dep_ not in _LIGHT:
            return False
        below = above
    return False


def _conditional(verb: Any) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in verb.children)


def _is_own_intent(verb: Any) -> bool:
    """Whether the speakers say what they will do themselves: "we will liberate"."""
    return any(child.dep_ == "nsubj" and child.lower_ in ("we", "i") for child in verb.children)


def is_plot(token: Any) -> bool:
    """Whether what was stopped was only planned: "a plot to bomb"."""
    return any(above.lemma_.lower() in words("plot") for above in [token, *ancestors(token)])


def _inverted(verb: Any) -> bool:
    """Whether the clause opens with its auxiliary: "were the rebels to seize", "should they attack"."""
    first = next((part for part in verb.subtree if part.is_alpha), verb)
    return bool(first.lower_ in ("were", "should", "had") and first.dep_ in ("aux", "auxpass") and first.i < verb.i)


def _negated(token: Any, clause: Any) -> bool:
    """Whether the trigger is said not to have been: "no attack", "did not take", "was never held"."""
    negations = modality_words()["negations"]
    if any(child.lower_ == "no" and child.dep_ == "det" for child in token.children):
        return True
    return _is_of(token, clause) and any(
        child.dep_ == "neg" or child.lower_ in negations for child in clause.children if child.dep_ != "prep"
    )


def _is_of(token: Any, clause: Any) -> bool:
    """Whether what is said of the clause's verb is said of the trigger: "the attack did not happen"."""
    return bool(token.i == clause.i or (token.head.i == clause.i and clause.lemma_.lower() != "be"))


def _is_future(token: Any) -> bool:
    clause = _clause(token)
    if clause is None:
        return True
    if clause.tag_ in _PAST_OR_PERFECT:
        return False
    return bool({"will", "would", "to"} & {child.lower_ for child in clause.children}) or clause.tag_ == "VB"


def stated_verification(text: str) -> Verification | None:
    """What a sentence says about certainty, null when it says nothing. Doubt wins over confirmation."""
    for name, pattern in verification_patterns().items():
        if pattern.search(text):
            return Verification(name)
    return None
