"""What a noun in a role can stand for: people, somebody's arms, or a thing that is struck."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.capitals import given_names
from counterclaim.claims.lexicon import attribution_words, words
from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.model import ActorRole

DOERS = frozenset({ActorRole.PERPETRATOR, ActorRole.PARTICIPANT, ActorRole.CLAIMANT, ActorRole.HOLDER})
_PEOPLE_ENDINGS = ("man", "men", "woman", "women", "people", "folk", "ist", "ian", "children")
_DOER_ENDINGS = ("ers", "eers", "ors")
_THINGS = frozenset({"vehicles", "weapons", "sites"})
_MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})


def is_people(token: Any) -> bool:
    """Whether a noun is one for people, armed or not."""
    lemma = token.lemma_.lower()
    return lemma in words("people") | words("armed") or lemma in attribution_words()["nouns"]["party"]


def is_somebody(token: Any, role: ActorRole) -> bool:
    """Whether a head in `role` stands for people, or for arms whose words say whose they are."""
    lemma = token.lemma_.lower()
    if (
        is_people(token)
        or (lemma in words("armed_body") and token.dep_ not in ("compound", "amod"))
        or token.ent_type_ in ("NORP", "ORG", "PERSON")
    ):
        return True
    if (
        token.pos_ == "NOUN"
        and role in DOERS
        and lemma in words("aircraft") | words("object") | words("projectile") | words("craft")
    ):
        return any(_names_owner(child) for child in token.children)
    if token.tag_ == "NNS" and token.lower_.endswith(_DOER_ENDINGS):
        things = words("object") | words("weapon") | words("place") | words("craft") | words("projectile")
        return lemma not in things | words("not_doer")
    if token.pos_ == "NOUN":
        return lemma.endswith(_PEOPLE_ENDINGS) and lemma not in words("object") | words("weapon")
    if token.pos_ == "PROPN" and any(part.lower_ in given_names() for part in token.lefts):
        return True
    return bool(token.pos_ == "PROPN" and role in DOERS and not token.ent_type_)


def _is_named_thing(token: Any) -> bool:
    return bool({token.lemma_.lower(), token.lower_} & (words("object") | words("place")))


def _names_owner(part: Any) -> bool:
    """Whether a word beside an aircraft or a gun says whose it is: "Cuban jets", "the boats of the navy"."""
    if part.dep_ == "poss" or part.lower_ == "of":
        return True
    named = part.pos_ == "PROPN" or bool(part.ent_type_ in ("NORP", "ORG", "GPE"))
    return part.dep_ in ("compound", "amod", "nmod") and (named or is_people(part))


def _is_struck(token: Any) -> bool:
    """Whether a common noun is what a verb of harm has for its object: "shelled a kindergarten"."""
    if token.pos_ != "NOUN" or token.dep_ not in ("dobj", "nsubjpass") or token.ent_type_ in _MEASURES:
        return False
    lemma = token.lemma_.lower()
    return token.head.pos_ == "VERB" and lemma not in words("act") | words("statement") | words(
        "plot"
    ) | words("intangible")


def is_thing(token: Any) -> bool:
    """Whether a noun stands for a thing or place that can be harmed."""
    if token.pos_ not in ("NOUN", "PROPN") or _takes_place(token):
        return False
    return _is_named_thing(token) or _is_struck(token)


def _takes_place(token: Any) -> bool:
    """Whether a noun only says that something happens: "the attack took place"."""
    return bool(token.lower_ == "place" and token.head.lemma_.lower() == "take")


def is_hurt(token: Any) -> bool:
    """Whether a noun is the object of a verb that only people can be the object of: "the prelate was murdered"."""
    known = quantity_words()
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ not in ("dobj", "nsubjpass"):
        return False
    if lemma_of(token.head) not in known.lists["custody_verbs"] | known.lists["harming_verbs"]:
        return False
    lemma = lemma_of(token)
    things = known.lists["animals"] | known.lists["toll_heads"] | words("intangible") | words("act")
    return token.ent_type_ not in _MEASURES and lemma not in things and known.class_of(token) not in _THINGS
