"""Figures of one: a person, a plot or a listed thing that is named without a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.claims.carrying import Figure, is_inside, of_total
from counterclaim.claims.elliptic import gapped
from counterclaim.claims.fates import by_clause, by_own_clause
from counterclaim.claims.lexicon import modality_words
from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.claims.states import Reading
from counterclaim.claims.tallies import thing
from counterclaim.claims.verb_readings import THINGS

_PERSONS = frozenset({"people", "captives", "hostages"})


def one_person(token: Any, before: Sequence[Figure], shift: int) -> Reading | None:
    """What happened to one person named without a number: "a soldier was killed", "killed its commander".

    `shift` is between the offsets of the parse and those of the document.
    """
    if _is_plot(token):
        return Reading("plots", token.head)
    if _is_listed_thing(token):
        return thing(token)
    if not _is_one_person(token):
        return None
    if is_inside(token):
        if not _is_beside_count(token):
            return None  # "including their leader" says who was there, not how many
        return of_total(token, before, token.idx + shift) or by_clause(token, token)
    if token.dep_ == "appos" and not _is_beside_others(token):
        return None  # "a baker, a father of three"
    reading = by_clause(token, token) or by_own_clause(token)
    if reading is None:
        noun = None if is_one_more(token) else token
        start = min([token, *token.children], key=lambda part: int(part.i))
        reading = gapped(start, token, noun, before, start.idx + shift)
    if reading is None or reading.what not in quantity_words().lists["single_kinds"]:
        return None
    denied = any(child.dep_ == "neg" for child in reading.trigger.children)
    aimed = any(child.dep_ == "aux" and child.tag_ == "TO" for child in reading.trigger.children)
    if (
        denied
        or aimed
        or (
            not _has_title(token)
            and not _is_held(token)
            and lemma_of(reading.trigger) not in quantity_words().patient
        )
    ):
        return None  # "captured Abu Kamal" is a town as likely as a man
    return replace(reading, other=None, divided=False, part=reading.part and token.dep_ != "appos")


def _is_listed_thing(token: Any) -> bool:
    """Whether one vehicle or weapon stands in a counted list: "four rifles, a truck and seven mines"."""
    return (
        token.tag_ == "NN"
        and token.dep_ in ("conj", "appos")
        and quantity_words().class_of(token) in ("vehicles", "weapons")
        and any(child.lower_ in ("a", "an") for child in token.children)
        and any(part.dep_ == "nummod" for one in (token.head, *token.conjuncts) for part in one.children)
    )


def _is_beside_count(token: Any) -> bool:
    """Whether one person is listed with counted ones: "including a woman and two soldiers"."""
    listed = [token.head, *token.children] if token.dep_ == "conj" else list(token.children)
    return any(one.dep_ == "conj" or one is token.head for one in listed) and any(
        part.dep_ == "nummod" for one in listed for part in one.children
    )


def _is_beside_others(token: Any) -> bool:
    """Whether one person follows a plural, and so is no other name of it: "killed two nurses, a guard in Yei"."""
    return token.head.tag_ in ("NNS", "NNPS") and any(child.lower_ in ("a", "an") for child in token.children)


def _is_plot(token: Any) -> bool:
    """Whether one plot was foiled: "thwarted a plan to bomb"."""
    return (
        token.dep_ == "dobj"
        and lemma_of(token) in quantity_words().lists["plots"]
        and (lemma_of(token.head) in modality_words()["foiled"])
    )


def _is_one_person(token: Any) -> bool:
    words, lists = quantity_words(), quantity_words().lists
    if token.lower_ in lists["single_pronouns"] or is_one_more(token):
        return True
    if lemma_of(token) in words.classes["collectives"]:
        return False
    if token.ent_type_ == "NORP" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "conj"):
        return any(child.lower_ in ("a", "an") for child in token.children)  # "a Palestinian was killed"
    if token.tag_ not in ("NN", "NNP") or any(child.dep_ in ("nummod", "neg") for child in token.children):
        return False
    determiners = [child for child in token.children if child.dep_ in ("det", "poss", "predet")]
    if any(word.lower_ not in lists["single_determiners"] and word.pos_ == "DET" for word in determiners):
        return False
    if lemma_of(token) in lists["single_people"]:
        named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in token.children)
        return bool(determiners) or named or _is_listed_alone(token) or token.tag_ == "NNP"
    return _has_title(token) or token.ent_type_ == "PERSON" or (bool(determiners) and _is_held(token))


def _is_listed_alone(token: Any) -> bool:
    """Whether a noun without article is one more person in a list; "a commander and planner" is one man."""
    between = token.doc[token.head.i : token.i]
    return bool(token.dep_ == "conj" and any(part.text == "," for part in between))


def is_one_more(token: Any) -> bool:
    """Whether a word stands for one more of those before: "injured another", "a fifth was arrested"."""
    another = token.lower_ == "another"
    if not another and token.lower_ not in quantity_words().lists["ordinals"]:
        return False
    if token.dep_ in ("det", "amod", "advmod") or (
        token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of"
    ):
        return False
    return another or any(child.lower_ in ("a", "the") for child in token.children)


def _is_held(token: Any) -> bool:
    """Whether only a person can have it done to them: "arrested a supplier", "a fixer was killed"."""
    lists, verb = quantity_words().lists, lemma_of(token.head)
    if (
        token.pos_ != "NOUN"
        or quantity_words().class_of(token) in THINGS
        or lemma_of(token) in lists["animals"]
    ):
        return False
    if lemma_of(token) in lists["toll_heads"] | quantity_words().classes["collectives"]:
        return False  # "killing an unknown number"
    if any(quantity_words().class_of(one) in _PERSONS for one in token.conjuncts):
        return True
    if token.dep_ == "conj" and token.head.tag_ == "NN" and _is_held(token.head):
        return True
    if token.dep_ == "nsubj" and token.head.tag_ in ("VBD", "VBN"):
        return verb in lists["dying_verbs"]
    return token.dep_ in ("dobj", "nsubjpass") and verb in lists["custody_verbs"] | lists["harming_verbs"]


def _has_title(token: Any) -> bool:
    """Whether the word or one before it says that a person is meant: "a soldier", "commander Ahmed"."""
    if is_one_more(token):
        return True
    named = [token, *(child for child in token.children if child.dep_ == "compound")]
    people = quantity_words().lists["single_people"] | quantity_words().lists["single_pronouns"]
    return any(lemma_of(part) in people or part.lower_ in people for part in named)
