"""Words that look like a claim and are none, and words that stand for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.claims.lexicon import attribution_words, base, words
from counterclaim.model import ActorMention

_VERIFYING = frozenset({"verify", "confirm", "corroborate", "substantiate"})


def is_asked(token: Any, targets: Sequence[ActorMention]) -> bool:
    """Whether the claim is an open question: "how many people died", "which of them holds the town"."""
    subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
    if token.dep_ != "relcl" and any(child.tag_ in ("WDT", "WP") for child in subjects):
        return True
    return any(one.span.text.lower().startswith(("how many", "how much")) for one in targets)


def heads_a_clause(token: Any) -> bool:
    """Whether a trigger tells of its event by itself: a verb, or a noun that is subject or object."""
    return bool(token.pos_ == "VERB" or token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "ROOT"))


def denies_what_was_said(token: Any) -> bool:
    """Whether a verb of denial has "it" or "the claim" as its object."""
    if base(token) not in attribution_words()["verbs"]["deny"] or token.pos_ != "VERB":
        return False
    return any(
        child.dep_ == "dobj" and (child.pos_ == "PRON" or child.lemma_.lower() in words("statement"))
        for child in token.children
    )


def is_verified(token: Any) -> bool:
    """Whether the trigger is what a statement of doubt is about: "the capture could not be verified"."""
    return bool(token.dep_ in ("nsubjpass", "dobj") and token.head.lemma_.lower() in _VERIFYING)


def is_modifier(token: Any) -> bool:
    """Whether a noun only modifies another: "attack helicopters", "battle group"."""
    return bool(
        token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("compound", "nmod") and token.head.pos_ != "VERB"
    )
