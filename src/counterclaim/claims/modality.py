"""How a statement is meant, and what the text says of its certainty."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from counterclaim.claims.attribution import Speech
from counterclaim.claims.gates import harms_nobody
from counterclaim.claims.lexicon import (
    attribution_words,
    base,
    modality_words,
    reporting_verbs,
    verification_patterns,
    words,
)
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import ancestors, children, own_subject
from counterclaim.claims.trace import Because
from counterclaim.model import Modality, Span, Verification

_LIGHT = frozenset({"xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "acl", "nsubjpass"})
_PAST_OR_PERFECT = frozenset({"VBD", "VBN"})
_REST_OF_WORD = re.compile(r"\w{0,20}")
_OF_A_SUBJECT = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_CONDITIONS = frozenset({"if", "unless", "whether"})
_MOST_SENTENCES = 1024
"""Sentences that are asked more than once: before the parse, behind it, and when their claims are made."""


def modality(token: Any, speech: Speech, *, own_deed: bool) -> Because[Modality]:
    """Modality of the trigger `token`; `own_deed`: a party tells what its own side did."""
    verbs = attribution_words()["verbs"]
    denial = _said_with(speech, verbs["deny"])
    if denial:
        return _because(Modality.DENIED, "the verb of saying '{}' denies it", denial)
    own = _own(token)
    if own is not None:
        return own
    threat = _said_with(speech, verbs["threaten"])
    if threat and _is_future(token):
        return _because(Modality.THREATENED, "the verb of saying '{}' threatens it", threat)
    forecast = _said_with(speech, verbs["forecast"])
    if forecast:
        return _because(Modality.FORECAST, "the verb of saying '{}' foretells it", forecast)
    if own_deed:
        return Because(Modality.CLAIMED, "an interested source tells what its own side did")
    claim = _said_with(speech, verbs["claim"])
    if claim:
        return _because(Modality.CLAIMED, "the verb of saying '{}' claims it", claim)
    return Because(Modality.REPORTED, "a plain statement: no word denies, plans or doubts it")


def _said_with(speech: Speech, lemmas: frozenset[str]) -> list[Any]:
    """The cues of a speech whose base form is one of `lemmas`, outermost first."""
    return [cue for verb, cue in zip(speech.verbs, speech.cues, strict=True) if verb in lemmas]


def _because(meant: Modality, rule: str, words_of_text: list[Any]) -> Because[Modality]:
    """`rule` with its first word put in."""
    return Because(meant, rule.format(words_of_text[0].text), (words_of_text[0],))


def _own(token: Any) -> Because[Modality] | None:
    """Modality that the trigger's own clause gives it; null for a plain statement."""
    lists = modality_words()
    above = _governed_by(token, attribution_words()["verbs"]["deny"])
    if above is not None:
        return _because(Modality.DENIED, "'{}' stands over the trigger", [above])
    if _is_disowned(token):
        return Because(Modality.DENIED, "who speaks says that he had no part in it", (token,))
    if _said_untrue(token):
        return Because(Modality.DENIED, "it is called untrue", (token,))
    if base(token) in words("foil"):
        return Because(Modality.FOILED, "it tells what was foiled", (token,))
    modifiers = children(token, "amod", "compound")
    for name, meaning in (
        ("adjectives_foiled", Modality.FOILED),
        ("adjectives_attempted", Modality.ATTEMPTED),
        ("adjectives_planned", Modality.PLANNED),
        ("adjectives_hypothetical", Modality.HYPOTHETICAL),
    ):
        found = [child for child in modifiers if child.lower_ in lists[name]]
        if found:
            return _because(meaning, "the trigger is called '{}'", found)
    for name, meaning in (
        ("foiled", Modality.FOILED),
        ("attempted", Modality.ATTEMPTED),
        ("threatened", Modality.THREATENED),
        ("planned", Modality.PLANNED),
        ("forecast", Modality.FORECAST),
    ):
        above = _governed_by(token, lists[name])
        if above is not None:
            modal = [one for one in children(above, "aux") if one.lower_ in lists["hypothetical_modals"]]
            if modal:
                return _because(Modality.HYPOTHETICAL, "the clause has '{}'", modal)
            return _because(meaning, "'{}' stands over the trigger", [above])
    clause = _clause(token)
    return _by_clause(token, clause) if clause is not None else None


def _by_clause(token: Any, clause: Any) -> Because[Modality] | None:
    """Modality by the auxiliaries, conditions and negations of the trigger's clause."""
    lists = modality_words()
    auxiliaries = _auxiliaries(clause)
    modal = [one for one in auxiliaries if one.lower_ in lists["hypothetical_modals"]]
    if modal:
        return _because(Modality.HYPOTHETICAL, "the clause has '{}'", modal)
    if _conditional(clause) or _inverted(clause):
        return Because(Modality.HYPOTHETICAL, "the clause is a condition", (clause,))
    wished = [one for one in auxiliaries if one.lower_ in lists["future_in_past"]]
    if wished and (any(one.lemma_ == "have" for one in auxiliaries) or _has_condition(clause)):
        return _because(Modality.HYPOTHETICAL, "the clause has '{}' under a condition", wished)
    if wished and _is_announced(clause):
        return _because(Modality.PLANNED, "who speaks says what they '{}' do", wished)
    if wished:
        return _because(Modality.FORECAST, "the clause has '{}'", wished)
    coming = [one for one in auxiliaries if one.lower_ in lists["forecast_modals"] | {"'ll"}]
    if coming and _is_own_intent(clause) and _is_ultimatum(clause):
        return _because(Modality.THREATENED, "the speakers say what they '{}' do unless", coming)
    if coming and _is_own_intent(clause):
        return _because(Modality.PLANNED, "the speakers say what they '{}' do", coming)
    if coming:
        return _because(Modality.FORECAST, "the clause has '{}'", coming)
    if _negated(token, clause):
        return Because(Modality.DENIED, "the clause is negated", (clause,))
    if harms_nobody(token):
        return Because(Modality.DENIED, "it is said to have harmed nobody", (token,))
    return None


def _auxiliaries(clause: Any) -> list[Any]:
    """The auxiliaries of a verb, or those that it shares: "we shall close the road and besiege the town"."""
    found = children(clause, "aux")
    while not found and clause.dep_ == "conj" and clause.tag_ == "VB" and own_subject(clause) is None:
        clause = clause.head
        found = children(clause, "aux")
    return found


def _is_ultimatum(clause: Any) -> bool:
    """Whether a clause says what follows if a demand is not met: "send them home, or we shall besiege the town"."""
    while clause.dep_ == "conj" and own_subject(clause) is None:
        clause = clause.head
    first = min((part.i for part in clause.subtree), default=clause.i)
    opens_with_or = first > 0 and clause.doc[first - 1].lower_ == "or"
    return opens_with_or or _has_condition(clause)


def _clause(token: Any) -> Any | None:
    """The verb of the trigger's clause."""
    if token.pos_ in ("VERB", "AUX"):
        return token
    return next((part for part in ancestors(token) if part.pos_ in ("VERB", "AUX")), None)


def _governed_by(token: Any, lemmas: frozenset[str]) -> Any | None:
    """The word of `lemmas` that stands right over the trigger: "tried to storm", "a plot to bomb"."""
    below = token
    for above in ancestors(token):
        purpose = below.dep_ == "advcl" and any(child.lower_ == "to" for child in below.children)
        if below.dep_ not in _LIGHT and not purpose:
            return None
        if any(part.text == ";" for part in token.doc[min(token.i, above.i) : max(token.i, above.i)]):
            return None
        if above.lemma_.lower() in lemmas and above.pos_ in ("VERB", "NOUN"):
            return above if below.dep_ not in ("nsubj",) else None
        if above.pos_ in ("VERB", "AUX") and above.dep_ not in _LIGHT:
            return None
        below = above
    return None


def _said_untrue(token: Any) -> bool:
    """Whether what is told is called false: "reports that ... are untrue", "there is no truth in", "not true that"."""
    untrue = attribution_words()["denials"]["untrue"]
    for part in (token, *ancestors(token)):
        if part.lower_ == "truth" and any(child.lower_ == "no" for child in part.children):
            return True
        for verb in (part, *children(part, "ccomp")):
            said = {child.lower_ for child in children(verb, "acomp", "attr", "oprd")}
            negated = any(child.dep_ == "neg" for child in verb.children)
            if (said & untrue and not negated) or ("true" in said and negated):
                return True
    return False


def _is_disowned(token: Any) -> bool:
    """Whether somebody says that he had no part in what is told: "had nothing to do with it", "was not behind it"."""
    lists = attribution_words()["denials"]
    below = token
    for above in ancestors(token):
        if above.lower_ == "nothing" and base(below) == "do":
            return True
        if base(above) in lists["no_part"] and any(child.lower_ == "no" for child in above.children):
            return True
        if above.pos_ in ("VERB", "AUX"):
            of_it = {below.lower_, above.lower_}
            negated = any(child.dep_ == "neg" for child in above.children)
            return bool(negated and of_it & lists["not_done"])
        below = above
    return False


def _conditional(verb: Any) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in verb.children)


def _has_condition(verb: Any) -> bool:
    """Whether a clause of condition hangs on the verb: "would storm it if they came"."""
    return any(_conditional(child) for child in children(verb, "advcl"))


def _is_announced(verb: Any) -> bool:
    """Whether somebody says what he will do himself: "the group said it would withdraw"."""
    said = verb.head if verb.dep_ == "ccomp" else None
    doer = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if said is None or doer is None or said.lemma_.lower() not in reporting_verbs():
        return False
    return doer.lower_ in ("it", "they", "he", "she", "we") or any(
        child.lower_ in ("its", "their", "his", "her", "our") for child in doer.children
    )


def _is_own_intent(verb: Any) -> bool:
    """Whether the speakers say what they will do themselves: "we will liberate"."""
    return any(child.dep_ == "nsubj" and child.lower_ in ("we", "i") for child in verb.children)


def is_plot(token: Any) -> bool:
    """Whether what was stopped was only planned: "a plot to bomb", "foiled an attack"."""
    if token.head.lemma_.lower() in words("foil") and token.dep_ in ("dobj", "nsubjpass"):
        return True
    stopped = [one for above in ancestors(token) for one in children(above, "dobj", "nsubjpass")]
    aimed = token.dep_ == "advcl" and any(child.lower_ == "to" for child in token.children)
    named = [token, *ancestors(token), *(stopped if aimed else ())]
    return any(one.lemma_.lower() in words("plot") for one in named)


def _inverted(verb: Any) -> bool:
    """Whether the clause opens with its auxiliary: "were the rebels to seize", "should they attack"."""
    first = next((part for part in verb.subtree if part.is_alpha), verb)
    opens = first.lower_ in ("were", "should", "had") and first.dep_ in ("aux", "auxpass")
    if opens and first.i < verb.i and first.nbor(1).pos_ in _OF_A_SUBJECT:
        return True
    return any(child.lower_ == "to" for child in verb.children) and any(
        _opens_with_were(above) for above in ancestors(verb)
    )


def _opens_with_were(verb: Any) -> bool:
    """Whether a parser takes the auxiliary of "were the rebels to seize" for the verb of the clause."""
    first = next(part for part in verb.subtree if part.is_alpha)
    return bool(verb.lower_ == "were" and first.i == verb.i and verb.dep_ == "advcl")


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


@lru_cache(maxsize=_MOST_SENTENCES)
def stated_verification(text: str) -> Verification | None:
    """What a sentence says about certainty, null when it says nothing. Doubt wins over confirmation."""
    lower = text.lower()
    if not any(cue in lower for cue in modality_words()["verification_cues"]):
        return None
    for name, pattern in verification_patterns().items():
        if pattern.search(text):
            return Verification(name)
    return None


def verification_words(said: Verification, sentence: Sentence) -> Span | None:
    """The words by which `stated_verification` found `said` in a sentence."""
    pattern = verification_patterns().get(said.value)
    match = pattern.search(sentence.span.text) if pattern else None
    if match is None:
        return None
    rest = _REST_OF_WORD.match(sentence.span.text, match.end())
    return sentence.chars(match.start(), rest.end() if rest else match.end())
