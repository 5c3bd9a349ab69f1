"""Whether an act is only spoken of: in a work or a ceremony, in law and policy, as what somebody can or should do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.claims.lexicon import base, irregular_forms, words
from counterclaim.claims.syntax import ancestors, objects, prepositional, subject

_UPWARD = frozenset(
    {
        "prep",
        "pobj",
        "pcomp",
        "dobj",
        "compound",
        "poss",
        "acl",
        "relcl",
        "conj",
        "appos",
        "nmod",
        "xcomp",
        "advmod",
    }
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOT_FINITE = frozenset({"VB", "VBG", "VBN"})


def is_subject_matter(token: Any) -> bool:
    """Whether the trigger stands below a word for what is about it: "a film on the siege", "a ban on torture"."""
    return any(part.pos_ in ("NOUN", "PROPN") and base(part) in words("about") for part in _above(token))


def is_remembered(token: Any) -> bool:
    """Whether its clause speaks of a museum, a monument or a day of memory, or of keeping one."""
    verb = next((one for one in (token, *ancestors(token)) if one.pos_ in ("VERB", "AUX")), None)
    while verb is not None:
        if base(verb) in words("remember") and verb.i != token.i:
            return True
        beside = [child for child in verb.children if child.dep_ in (*_SUBJECTS, "dobj", "attr", "advcl")]
        if verb.i != token.i and any(base(one) in words("remembrance") for one in beside):
            return True
        if verb.dep_ not in ("relcl", "acl", "advcl", "xcomp", "ccomp"):
            return False
        verb = next((one for one in ancestors(verb) if one.pos_ in ("VERB", "AUX")), None)
    return False


def is_ability(token: Any) -> bool:
    """Whether it is what somebody can, may or should do: "ready to fight", "trained to storm", "must defend"."""
    if any(_is_duty(child, token) for child in token.children):
        return True
    below = token
    for above in ancestors(token):
        infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in below.children)
        gerund = below.dep_ == "pcomp" and above.lower_ in ("of", "for", "in", "from", "at")
        if infinitive and below.dep_ in ("xcomp", "acl", "ccomp", "advcl") and _is_able(above):
            return True
        if gerund and _is_able(above.head):
            return True
        if below.dep_ not in ("dobj", "pobj", "prep", "xcomp", "conj"):
            return False
        below = above
    return False


def is_repeated(token: Any) -> bool:
    """Whether the clause that it hangs in tells what is done as a rule: "guerrillas seldom win by taking cities"."""
    verb = next(
        (one for one in (token, *ancestors(token)) if one.pos_ in ("VERB", "AUX") and _is_finite(one)), None
    )
    if verb is None or verb.tag_ not in ("VBP", "VBZ") or verb.lower_ in irregular_forms():
        return False
    doer = subject(verb)
    anybody = doer is not None and doer.lower_ in ("anyone", "anybody", "whoever", "everyone", "everybody")
    return anybody or any(child.lower_ in words("as_a_rule") for child in verb.children)


def is_career(token: Any) -> bool:
    """Whether it is part of somebody's life, or a fight for something: "his uncle fought at Gallipoli"."""
    if token.pos_ != "VERB" or base(token) not in words("career"):
        return False
    if any(child.dep_ == "xcomp" for child in token.children):
        return True  # "are fighting to save"
    doer = subject(token)
    one_person = doer is not None and (doer.lower_ in ("he", "she", "i", "who") or base(doer) in words("kin"))
    one_person = one_person or (doer is not None and token.dep_ == "relcl" and doer.tag_ == "NN")
    return bool(one_person and not objects(token) and not prepositional(token, "against", "between"))


def leaves_in_a_state(token: Any) -> bool:
    """Whether "leave" tells what became of something: "leaving the town without water", "left it in ruins"."""
    if base(token) != "leave":
        return False
    parts = [
        *token.children,
        *(part for child in token.children if child.dep_ == "dobj" for part in child.children),
    ]
    stated = any(child.dep_ == "prep" and child.lower_ in ("without", "in", "with") for child in parts)
    return any(child.dep_ in ("oprd", "acomp") for child in token.children) or (
        stated and token.tag_ == "VBG"
    )


def is_mistaken(token: Any) -> bool:
    """Whether something else was taken for it: "thunder that many mistook for shelling"."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return token.pos_ == "NOUN" and base(verb) in words("mistake")


def is_unclaimed(token: Any) -> bool:
    """Whether nobody says that he did it: "no group has claimed the attack"."""
    verb = next((one for one in ancestors(token) if one.pos_ in ("VERB", "AUX")), None)
    if token.pos_ != "NOUN" or verb is None or base(verb) not in ("claim", "take", "accept", "admit"):
        return False
    doers = [child for child in verb.children if child.dep_ == "nsubj"]
    return any(
        one.lower_ in ("nobody", "none") or any(child.lower_ == "no" for child in one.children)
        for one in doers
    )


def is_without(token: Any) -> bool:
    """Whether something else was done without it: "without firing a shot"."""
    return bool(token.dep_ == "pcomp" and token.head.lower_ == "without")


def is_done_to_oneself(token: Any) -> bool:
    """Whether the doer is who suffers it: "hanged himself"."""
    return any(one.lower_ in words("self") for one in objects(token))


def is_backdrop(token: Any) -> bool:
    """Whether a noun only dates something: "before the offensive", "since the invasion", "during the siege"."""
    if token.pos_ != "NOUN" or token.dep_ != "pobj":
        return False
    head = token.head
    return bool(head.lower_ in words("dating") and not any(child.dep_ == "relcl" for child in token.children))


def _above(token: Any) -> Iterator[Any]:
    """The words over a trigger as far as its noun phrase reaches; of its verb, the subject is not one."""
    below = token
    for above in ancestors(token):
        if below.dep_ not in _UPWARD or above.pos_ in ("VERB", "AUX"):
            return
        yield above
        below = above


def _is_duty(auxiliary: Any, verb: Any) -> bool:
    """Whether an auxiliary says what must be done; one before the subject opens a condition."""
    if auxiliary.tag_ != "MD" or auxiliary.lower_ not in words("duty_modal"):
        return False
    return all(child.i < auxiliary.i for child in verb.children if child.dep_ in _SUBJECTS)


def _is_able(word: Any) -> bool:
    return base(word) in words("able")


def _is_finite(verb: Any) -> bool:
    return verb.tag_ not in _NOT_FINITE or any(child.dep_ in ("aux", "auxpass") for child in verb.children)
