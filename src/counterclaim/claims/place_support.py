"""Whether a sentence treats a name as a place."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.control import TERRITORY_FRAMES
from counterclaim.claims.lexicon import reporting_verbs, trigger_rules
from counterclaim.claims.place_candidates import Candidate, Known
from counterclaim.claims.place_kinds import introduced_kind
from counterclaim.claims.place_words import place_words

HYPHENS = frozenset({"-", "–", "—"})
JOINTS = frozenset({"-", "'", "’", "‘", "`", "–", "ʿ"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_LABELS = frozenset({"EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "PRODUCT", "MONEY", "PERCENT"})


def treated_as_place(one: Candidate, known: Known) -> bool:
    """Whether the sentence can mean the known place by the words."""
    doc, first, last, well = one.sentence.doc, one.first, one.last, known.well(one.name)
    labels = {token.ent_type_ for token in doc[first : last + 1]}
    head = one.root
    if _locative(one, labels) or _of_territory(head):
        return True
    if "NORP" in labels and head.dep_ in ("amod", "compound") and one.kind is None:
        return False
    speaks = head.dep_ == "nsubj" and head.head.lemma_.lower() in reporting_verbs()
    if one.kind is not None or (labels & PLACE_LABELS and not (speaks and first == last and not well)):
        return True
    if speaks:
        return False
    if "PERSON" in labels:
        taken = head.dep_ == "dobj" and _may_be_taken(head)
        return (
            _stands_as_place(head)
            or taken
            or _falls(head)
            or (well and not (head.dep_ == "nsubjpass" and _placed(head.head)))
        )
    if head.dep_ in ("compound", "poss", "nmod"):
        if known.so_spelt(one.name) and head.head.text in place_words("belonging"):
            return True
        if well:
            return "ORG" not in labels or is_time(head.head)
    if head.dep_ == "nsubjpass":
        return _stands_as_place(head) or _may_be_taken(head)
    if head.dep_ in ("dobj", "pobj"):
        return True
    return known.so_spelt(one.name) and head.dep_ in ("nsubj", "conj", "appos")


def is_unlocated(one: Candidate) -> bool:
    """Whether neither a preposition of place, a verb of territory nor a noun beside it speaks for a place."""
    return not (one.kind is not None or _locative(one, set()) or is_of_territory(one.root))


def _locative(one: Candidate, labels: set[str]) -> bool:
    """Whether a preposition of place governs the name."""
    doc, first, root = one.sentence.doc, one.first, one.root
    at = first - 1
    article = False
    while at > 0 and (
        doc[at].lower_ in place_words("directions") or doc[at].text in JOINTS or doc[at].lower_ == "the"
    ):
        article = article or doc[at].lower_ == "the"
        at -= 1
    before = doc[at] if at >= 0 else None
    if root.dep_ == "pobj" and root.head.i < first:
        before = root.head
    if before is None or before.lower_ not in place_words("locatives"):
        return False
    aimed = before.lower_ in ("at", "in") and before.head.lemma_.lower() in place_words("aiming")
    return not (aimed and "PERSON" in labels) and not (article and labels & {"ORG", "PERSON"})


def _stands_as_place(head: Any) -> bool:
    """Whether a verb takes the name as a place: "entered X", "X was shelled"."""
    takes = head.head.lemma_.lower() in place_words("verbs_of_places")
    return takes and head.dep_ in ("dobj", "nsubjpass")


def is_of_territory(head: Any) -> bool:
    """Whether a verb or noun of territory has the name as what is taken, held or besieged."""
    return _stands_as_place(head) or _may_be_taken(head) or _falls(head) or _of_territory(head)


def _of_territory(head: Any) -> bool:
    """Whether a noun of territory or siege has the name behind it: "the siege of X", "the battle for X"."""
    if head.dep_ != "pobj" or head.head.lower_ not in ("of", "for", "on"):
        return False
    rules = trigger_rules().get((head.head.head.lemma_.lower(), "n"), ())
    return any(rule.frame in TERRITORY_FRAMES or rule.event_type == "siege" for rule in rules)


def _falls(head: Any) -> bool:
    """Whether the name is the subject of a verb that says to whom a place goes: "X fell", "X changed hands"."""
    rules = trigger_rules().get((head.head.lemma_.lower(), "v"), ())
    return head.dep_ == "nsubj" and any(rule.frame == "fall" for rule in rules)


def _is_contested(head: Any) -> bool:
    """Whether a name is what two sides fight for: "X is still contested"."""
    rules = trigger_rules().get((head.head.lemma_.lower(), "v"), ())
    return head.dep_ == "nsubjpass" and any(rule.frame == "contested" for rule in rules)


def _may_be_taken(head: Any) -> bool:
    """Whether a verb of territory takes the name, and may take people as well: "captured X"."""
    rules = trigger_rules().get((head.head.lemma_.lower(), "v"), ())
    territory = any(rule.frame in TERRITORY_FRAMES for rule in rules)
    return territory and head.dep_ in ("dobj", "nsubjpass") and not _placed(head.head)


def _placed(verb: Any) -> bool:
    """Whether a verb says where by itself: then "X was captured in Y" is said of a person."""
    inside = [
        child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("in", "at", "near")
    ]
    parts = (part for child in inside for part in child.subtree)
    return any(
        part.ent_type_ in PLACE_LABELS or (part.pos_ == "PROPN" and not is_time(part)) for part in parts
    )


def is_place_unknown(one: Candidate, *, ends_as_place: bool) -> bool:
    """Whether a name that the gazetteer lacks is a place all the same."""
    doc, first, last = one.sentence.doc, one.first, one.last
    names = [token for token in doc[first : last + 1] if token.is_alpha and token.text[0].isupper()]
    if not names or all(token.pos_ not in ("PROPN", "NOUN", "ADJ") for token in names):
        return False
    labels = {token.ent_type_ for token in doc[first : last + 1]}
    head = one.root
    if (
        one.kind in place_words("sure_kinds")
        or ends_as_place
        or introduced_kind(doc, first, head) is not None
    ):
        return True
    if first < last and doc[first].lower_ in place_words("leading"):
        return True
    if labels & _OTHER_LABELS or (labels & {"NORP"} and head.dep_ in ("amod", "compound")):
        return False
    locative = _locative(one, labels)
    if labels & PLACE_LABELS:
        return (
            locative
            or one.kind is not None
            or head.dep_ in ("pobj", "conj", "appos", "dobj", "nsubjpass", "poss")
        )
    if one.kind is not None and head.dep_ in ("compound", "nmod", "amod"):
        return locative or "PERSON" not in labels
    if (_stands_as_place(head) or _of_territory(head)) and "ORG" not in labels:
        return True
    if _is_contested(head):
        return True
    loose = (
        not labels - {""} and head.dep_ == "pobj" and head.head.lower_ in place_words("loose_prepositions")
    )
    return (
        (locative or loose)
        and head.dep_ in ("pobj", "conj")
        and all(token.pos_ == "PROPN" for token in names)
    )


def is_time(token: Any) -> bool:
    """Whether a word is a day, a month or a feast, which ends a name."""
    return token.lower_.rstrip(".") in place_words("times") and (
        token.ent_type_ in ("DATE", "TIME", "") or token.lower_ != "may"
    )
