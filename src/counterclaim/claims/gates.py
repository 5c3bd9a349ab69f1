"""Words that look like a claim and are none, and words that stand for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.claims.lexicon import attribution_words, base, irregular_forms, phrases, phrases_in, words
from counterclaim.claims.syntax import ancestors, is_passive, objects, prepositional, subject
from counterclaim.model import ActorMention

DISOWNING = frozenset({"say", "state", "insist", "maintain", "add", "declare"})
"""Verbs by which somebody says that he had no part in something."""

_VERIFYING = frozenset({"verify", "confirm", "corroborate", "substantiate"})


def is_asked(token: Any, targets: Sequence[ActorMention]) -> bool:
    """Whether the claim is an open question: "how many people died", "which of them holds the town"."""
    subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
    if token.dep_ != "relcl" and any(child.tag_ in ("WDT", "WP") for child in subjects):
        return True
    if any(
        part.lower_ == "how" and part.nbor(1).lower_ in ("many", "much")
        for part in token.subtree
        if part.i + 1 < len(token.doc)
    ):
        return True
    return any(one.span.text.lower().startswith(("how many", "how much")) for one in targets)


def heads_a_clause(token: Any) -> bool:
    """Whether a trigger tells of its event by itself: a verb, or a noun that is subject or object."""
    if token.dep_ == "acomp":
        return True
    return bool(token.pos_ == "VERB" or token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "ROOT"))


def has_armed_subject(token: Any) -> bool:
    """Whether a noun's clause is about what armed people do: "both armies have observed the ceasefire"."""
    verb = next((one for one in ancestors(token) if one.pos_ in ("VERB", "AUX")), None)
    doer = subject(verb) if verb is not None else None
    return doer is not None and doer.i != token.i and base(doer) in words("armed")


def denies_what_was_said(token: Any) -> bool:
    """Whether a verb of denial has "it" or "the claim" as its object."""
    if token.pos_ != "VERB":
        return False
    if base(token) not in attribution_words()["verbs"]["deny"]:
        return _disowns(token)
    return any(
        child.dep_ == "dobj" and (child.pos_ == "PRON" or child.lemma_.lower() in words("statement"))
        for child in token.children
    )


def _disowns(verb: Any) -> bool:
    """Whether somebody says that he had no part in it: "said it had no planes in the area", "was not involved"."""
    lists = attribution_words()["denials"]
    if base(verb) not in DISOWNING:
        return False
    for said in (child for child in verb.children if child.dep_ == "ccomp"):
        parts = [child for child in said.children if child.dep_ in ("dobj", "attr", "acomp")]
        without = [one for one in parts if any(child.lower_ == "no" for child in one.children)]
        if base(said) in ("have", "play", "take") and any(base(one) in lists["no_part"] for one in without):
            return True
        negated = any(child.dep_ == "neg" for child in said.children)
        if negated and lists["not_done"] & {said.lower_, *(one.lower_ for one in parts)}:
            return True
    return False


def is_verified(token: Any) -> bool:
    """Whether the trigger is what a statement of doubt is about: "the capture could not be verified"."""
    verb = token.head
    if token.dep_ == "dobj" and verb.lemma_.lower() == "confirm" and not is_passive(verb):
        return any(
            child.dep_ == "neg" or child.tag_ == "MD" or child.lower_ == "to" for child in verb.children
        )
    return bool(token.dep_ in ("nsubjpass", "dobj") and verb.lemma_.lower() in _VERIFYING)


def is_modifier(token: Any) -> bool:
    """Whether a word only modifies another: "attack helicopters", "battle group", "a captured tank"."""
    if token.dep_ == "amod" and token.tag_ in ("VBN", "VBG", "JJ"):
        return bool(token.head.tag_ != "CD")  # "two dead in clashes"
    return bool(
        token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("compound", "nmod") and token.head.pos_ != "VERB"
    )


def is_figurative(token: Any) -> bool:
    """Whether what goes with the trigger makes it no act of war: "battled the flames", "court battle"."""
    beside = [child for child in token.children if child.dep_ in ("compound", "amod", "nmod", "poss")]
    verb = token.pos_ in ("VERB", "AUX")
    if _is_feeling(token):
        return True
    doer = subject(token) if verb and not is_passive(token) else None
    subjects = [doer, *prepositional(doer, "of")] if doer is not None else []
    acted_on = [child for child in token.children if child.dep_ == "nsubjpass"]
    acted_on += [
        *objects(token),
        *prepositional(token, "against", "on", "over", "by", "with", "of", "between"),
    ]
    acted_on += [part for one in acted_on for part in prepositional(one, "of")]
    acts = [one for one in acted_on if base(one) in words("act_of_war")]
    beside += [child for one in acts for child in one.children if child.dep_ in ("compound", "amod", "nmod")]
    anywhere = words("figurative")
    if any(base(one) in anywhere for one in (*beside, *subjects, *acted_on)):
        return True
    doers = prepositional(token, "by")
    return any(base(one) in words("figurative_modifier") for one in (*beside, *subjects, *doers))


def _is_feeling(verb: Any) -> bool:
    """Whether people feel it: "the public is repelled"; attackers and attacks are driven back."""
    if base(verb) not in words("feeling") or not is_passive(verb):
        return False
    felt_by = subject(verb)
    return felt_by is not None and base(felt_by) in words("onlooker")


def is_unreal(text: str) -> bool:
    """Whether a sentence is about sport, a story or an exercise."""
    return bool(phrases_in("unreal", text))


def is_fiction(text: str) -> bool:
    """Whether a sentence tells a story."""
    return bool(phrases_in("fiction", text))


def is_crime(text: str) -> bool:
    """Whether a sentence speaks of everyday crime."""
    return bool(phrases_in("crime", text))


def is_accident(text: str) -> bool:
    """Whether a sentence speaks of an accident or of nature."""
    return bool(phrases_in("accident", text))


def words_of_war(text: str) -> tuple[str, ...]:
    """The words of a text that belong to armed conflict and to little else, in lower case."""
    return phrases_in("sign_of_war", literal(text))


def signs_of_war(text: str) -> int:
    """How many words of a text belong to armed conflict and to little else."""
    return len(words_of_war(text))


def literal(text: str) -> str:
    """A text without the phrases in which words of war are figures of speech: "trade war"."""
    return phrases("no_sign_of_war").sub(" ", text) if phrases_in("no_sign_of_war", text) else text


def firm_signs_of_war(text: str) -> int:
    """How many of them are not said of police work and of services as well."""
    return sum(1 for word in words_of_war(text) if word not in words("weak_sign_of_war"))


def peaceful_words(text: str) -> int:
    """How many different words of sport, business, health, party politics and other fields a text has."""
    return len(set(phrases_in("peaceful", text)))


def is_plain(token: Any) -> bool:
    """Whether a trigger's word means an act of force whatever stands around it: "killed", "bombed", "abducted"."""
    return base(token) in words("plain_act") or token.lower_ in words("plain_act")


def is_another_such(token: Any) -> bool:
    """Whether a verb only counts somebody among his like: "the third to be killed"."""
    if token.dep_ in ("relcl", "acl") and any(child.tag_ == "TO" for child in token.children):
        return token.head.lower_ in words("ordinal")
    return False


def is_one_of_series(noun: Any) -> bool:
    """Whether a noun only counts what was just told among its like: "the fourth such attack", ", the third raid this week"."""
    if any(child.lower_ == "such" for child in noun.children):
        return True
    ranked = any(child.lower_ in words("ordinal") or child.tag_ == "JJS" for child in noun.children)
    return ranked and noun.dep_ == "appos" and any(child.lower_ == "the" for child in noun.children)


def is_general(token: Any) -> bool:
    """Whether the clause tells what is done as a rule, not what was done: "they ambush and wait"."""
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    if verb.tag_ not in ("VBP", "VBZ") or verb.lower_ in irregular_forms():
        return False
    return not any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def is_addressed(token: Any) -> bool:
    """Whether the reader is told to do it: "capture the radio station", "you hold the bridge"."""
    verb = token if token.pos_ == "VERB" or token.head.pos_ != "VERB" else token.head
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if any(child.lower_ == "you" for child in subjects):
        return True
    helped = any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    return bool(verb.tag_ == "VB" and verb.dep_ in ("ROOT", "ccomp") and not subjects and not helped)


def harms_nobody(token: Any) -> bool:
    """Whether a clause says that nobody was hurt: "no sailor was hurt", "without casualties"."""
    said_of = token.head if token.dep_ in ("acomp", "oprd", "attr", "xcomp") else token
    subjects = [child for child in said_of.children if child.dep_ in ("nsubj", "nsubjpass", "dobj")]
    negated = [*subjects, token] if token.pos_ == "NOUN" else subjects
    none = ("nobody", "none", "no-one")
    return any(
        one.lower_ in none or any(child.lower_ in ("no", "neither") for child in one.children)
        for one in negated
    )


def is_the_same(token: Any) -> bool:
    """Whether a noun means the event just told: "the attack", "this raid"."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in words("act"):
        return False
    own = [
        child for child in token.children if child.dep_ in ("compound", "amod", "nmod", "poss", "prep", "acl")
    ]
    return not own and any(child.lower_ in ("the", "this", "that") for child in token.children)
