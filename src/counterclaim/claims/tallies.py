"""Figures that a noun explains by itself: tolls, deaths, attacks, shells, weapons, fighters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.claims.counting import Counted
from counterclaim.claims.fates import MAX_BACK
from counterclaim.claims.lexicon import words
from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.claims.states import SUBJECTS, Reading, custody
from counterclaim.claims.syntax import ancestors, children, subject
from counterclaim.claims.verb_readings import MAX_CLIMB, THINGS

FIGHTING = frozenset({"fighters", "troops"})
_NO_FORCES = frozenset({"PERSON", "GPE", "LOC"})
EVENTS = frozenset({"attacks", "airstrikes", "shells", "plots", "jailbreaks"})


def toll(counted: Counted) -> Reading | None:
    """A toll or count of something: "the death toll rose to 40", "the number of wounded is now 45"."""
    lists, token = quantity_words().lists, counted.anchor
    if token.dep_ == "nsubj" and lemma_of(token.head) != "be":
        return None  # "three officials put the toll at 25"
    if (beside := _state_before(counted) or _in_custody(counted)) is not None:
        return beside
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i:
            break
        token = token.head
        if lemma_of(token) in lists["toll_verbs"] | lists["toll_heads"] and token.pos_ in (
            "VERB",
            "AUX",
            "NOUN",
        ):
            near = [token, *(child for child in token.children if child.dep_ in SUBJECTS | {"dobj", "attr"})]
            heads = [
                head
                for head in near
                if lemma_of(head) in lists["toll_heads"]
                or _are_events(head, token)
                or _is_harm(head, counted)
            ]
            found = next((reading for head in heads if (reading := _toll_of(head))), None)
            return found or _toll_before(counted)
        if token.pos_ == "VERB":
            break
    return _toll_before(counted)


def _is_harm(head: Any, counted: Counted) -> bool:
    """Whether a bare number says how many dead or hurt there are: "brought the dead in Marjah to 21"."""
    noun = counted.noun
    bare = (
        (noun is None or quantity_words().class_of(noun) == "people")
        and head.i < counted.first.i
        and head.dep_ in SUBJECTS | {"dobj"}
    )
    return bare and (
        head.lower_ in quantity_words().toll_kinds or lemma_of(head) in quantity_words().toll_kinds
    )


def _state_before(counted: Counted) -> Reading | None:
    """The state right before a bare number: "put the dead at 43 and that of the wounded at 92"."""
    first, states = counted.first, quantity_words().state
    if counted.noun is not None or first.i < 2 or first.nbor(-1).lower_ not in ("at", "to", "as"):
        return None
    word = first.nbor(-2)
    return Reading(states[word.lower_], word) if word.lower_ in states and word.dep_ != "acl" else None


def _in_custody(counted: Counted) -> Reading | None:
    """Where the phrase itself says people are: "the toll rose to 101, with 57 still in hospital"."""
    return custody(counted.root if counted.noun is None else counted.noun)


def _are_events(head: Any, verb: Any) -> bool:
    """Whether a number is how many attacks there were: "attacks rose to 19"."""
    changed = lemma_of(verb) in quantity_words().lists["growing"] and head.dep_ == "nsubj"
    return changed and head.tag_ == "NNS" and quantity_words().counted.get(lemma_of(head)) in EVENTS


def _toll_before(counted: Counted) -> Reading | None:
    """The toll that the words before a number name, where the parse does not join them."""
    lists, first = quantity_words().lists, counted.first
    if counted.noun is not None and quantity_words().class_of(counted.noun) != "people":
        return None
    if first.i == 0:
        return None
    link = first.nbor(-1)
    if link.lower_ not in ("to", "at", "of", "as") and lemma_of(link) not in lists["toll_verbs"]:
        return None
    for token in reversed(first.doc[max(0, first.i - MAX_BACK) : first.i - 1]):
        if token.lower_ in (",", ";", ".", "and", "but") or token.like_num:
            return None
        if lemma_of(token) in lists["toll_heads"]:
            return _toll_of(token)
    return None


def _toll_of(head: Any) -> Reading | None:
    """What a toll counts: of deaths by itself, else by the noun before it or behind its "of"."""
    words = quantity_words()
    if words.counted.get(lemma_of(head)) in EVENTS:
        return Reading(words.counted[lemma_of(head)], head)
    kinds = [_kind(head), *(_kind(token) for token in inside(head))]
    whose = next((token for token in inside(head) if lemma_of(token) in words.classes["people"]), None)
    default = "killed" if lemma_of(head) == "toll" else _force_of(head)
    what = next((kind for kind in kinds if kind), default)
    return Reading(what, head, noun=whose) if what else None


def _force_of(head: Any) -> str | None:
    """What a number of armed people counts: "the number of fighters", "of men under arms", "the militia's strength"."""
    words = quantity_words()
    for noun in inside(head):
        if words.counted.get(lemma_of(noun)) in FIGHTING:
            return words.counted[lemma_of(noun)]
        if lemma_of(noun) == "man" and (_is_armed(noun) or lemma_of(head) in words.lists["strengths"]):
            return "fighters"
    owners = [*(child for child in head.children if child.dep_ == "poss"), *inside(head)]
    strong = lemma_of(head) in words.lists["strengths"]
    return "fighters" if strong and any(lemma_of(one) in words.lists["armed"] for one in owners) else None


def _kind(token: Any) -> str | None:
    words = quantity_words()
    return (
        words.toll_kinds.get(token.lower_)
        or words.toll_kinds.get(lemma_of(token))
        or words.state.get(token.lower_)
    )


def inside(head: Any) -> Iterator[Any]:
    """What a noun of counting is about: the words before it and those behind its "of"."""
    yield from (child for child in head.children if child.dep_ in ("compound", "amod", "nmod", "acl"))
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for"):
            for target in child.children:
                yield target
                yield from (
                    part for part in target.children if part.dep_ in ("acl", "amod", "conj", "compound")
                )


def itself(counted: Counted) -> Reading | None:
    """What the counted noun is: "14 deaths", "52 attacks", "30 shells", "600 fighters"."""
    words, noun, number = quantity_words(), counted.noun, counted.number
    if noun is None:
        return None
    lemma = lemma_of(noun)
    pair = _pair(noun)
    if pair in words.compound:
        return Reading(words.compound[pair], noun)
    if number.low == number.high == 0 and lemma in words.lists["losses"]:
        return Reading("killed", noun)
    if words.class_of(noun) in THINGS or _is_fired(noun, pair):
        return thing(noun)
    what = "attacks" if _is_campaign(noun) else words.counted.get(lemma)
    if what == "attacks" and _flies(noun):
        what = "airstrikes"
    if what in EVENTS and number.high == 1 and counted.anchor.i != noun.i:
        return None  # "one of the attacks" is no count of them
    if what in FIGHTING and number.high == 1:
        return None  # "one soldier" is no strength
    if what in FIGHTING and noun.dep_ in ("compound", "nmod", "poss") and noun.head.i > noun.i:
        return None  # "two militant leaders"
    if what is None and lemma in ("man", "member") and (_is_armed(noun) or _is_force_of(noun)):
        what = "troops" if _has_subject(noun, quantity_words().lists["state_bodies"]) else "fighters"
    return Reading(what, noun) if what else None


def _pair(noun: Any) -> str:
    """A noun with the word before it."""
    return f"{noun.nbor(-1).lower_ if noun.i > 0 else ''} {lemma_of(noun)}"


def times(counted: Counted) -> Reading | None:
    """How many times something was struck: "drones struck the area 122 times"."""
    token = counted.root
    for _ in range(MAX_CLIMB):
        if token.pos_ == "VERB" or token.head.i == token.i:
            break
        token = token.head
    if token.pos_ != "VERB" or lemma_of(token) not in quantity_words().lists["struck"]:
        return None
    return Reading("airstrikes" if _flies(counted.root) else "attacks", token)


def size(counted: Counted) -> Reading | None:
    """A number that says how large a force is: "is 5,000 strong", "has grown from 40 men to 1,200"."""
    words, root = quantity_words(), counted.root
    behind = counted.last.doc[counted.last.i + 1 : counted.last.i + 3]
    if counted.noun is None and any(token.lower_ == "strong" for token in behind):
        verb = next((one for one in ancestors(root) if one.pos_ in ("VERB", "AUX")), None)
        return Reading("fighters", verb) if verb is not None and lemma_of(verb) in ("be", "number") else None
    if counted.noun is None and root.dep_ in ("dobj", "attr") and lemma_of(root.head) == "number":
        owner = subject(root.head)
        armed = owner is not None and lemma_of(owner) in quantity_words().lists["armed"]
        return Reading("fighters", root.head) if armed else None
    grown = root.dep_ == "pobj" and root.head.lower_ == "to" and root.head.head.pos_ == "VERB"
    verb = root.head.head if grown else None
    if verb is not None and lemma_of(verb) in words.lists["growing"]:
        for token in verb.subtree:
            if token.i < root.i and token.head.lower_ == "from" and _counts_fighters(token):
                return Reading("fighters", verb, noun=token)
    sized = _sized(counted)
    return Reading("fighters", sized, noun=counted.noun) if sized is not None else None


def _sized(counted: Counted) -> Any | None:
    """The verb that puts a force at so many, or lets it grow to so many: "the garrison was put at 2,000 men"."""
    noun = counted.noun
    root = counted.root if noun is None else noun
    if noun is not None and lemma_of(noun) not in ("man", "member"):
        return None
    if root.dep_ != "pobj" or root.head.head.pos_ not in ("VERB", "AUX"):
        return None
    verb = root.head.head
    verbs = {"at": "estimating_verb", "to": "resizing_verb"}.get(root.head.lower_)
    if verbs is None or lemma_of(verb) not in words(verbs):
        return None
    sized = next(iter(children(verb, "nsubjpass", "nsubj")), None)
    forces = quantity_words().lists["forces"] | words("estimated") | words("formation")
    return verb if sized is not None and lemma_of(sized) in forces - {"number"} else None


def _counts_fighters(noun: Any) -> bool:
    lemma = lemma_of(noun)
    return lemma in ("man", "member") or quantity_words().counted.get(lemma) in FIGHTING


def _is_campaign(noun: Any) -> bool:
    """Whether operations are attacks: somebody carries them out, and they are of no other kind."""
    lists = quantity_words().lists
    if lemma_of(noun) not in lists["operations"] or noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    kinds = [child for child in noun.children if child.dep_ in ("amod", "compound", "nmod")]
    return lemma_of(noun.head) in lists["operating"] and all(
        lemma_of(kind) in lists["own_operations"] for kind in kinds
    )


def _flies(token: Any) -> bool:
    """Whether aircraft are the subject of the verb above a token."""
    return _has_subject(token, quantity_words().lists["aircraft"])


def _has_subject(token: Any, nouns: frozenset[str]) -> bool:
    """Whether one of `nouns` is in the subject of the verb above a token."""
    for _ in range(MAX_CLIMB):
        if token.pos_ == "VERB" or token.head.i == token.i:
            break
        token = token.head
    subjects = [child for child in token.children if child.dep_ in SUBJECTS]
    return any(lemma_of(part) in nouns for one in subjects for part in (one, *one.children))


def _is_armed(noun: Any) -> bool:
    behind = [token.lower_ for token in noun.doc[noun.i + 1 : noun.i + 3]]
    of_force = noun.head.lower_ == "of" and lemma_of(noun.head.head) in quantity_words().lists["forces"]
    return (
        of_force
        or behind in (["under", "arms"], ["in", "arms"])
        or any(child.lower_ == "armed" for child in noun.children)
    )


def _is_force_of(noun: Any) -> bool:
    """Whether men are somebody's who has them under arms: "the militia has about 1,500 men", "with 900 men, the militia"."""
    verb, with_them = noun.head, noun.dep_ == "pobj" and noun.head.lower_ == "with"
    if with_them:
        verb = noun.head.head
        if verb.i < noun.i:
            return False
    elif noun.dep_ != "dobj" or verb.lemma_.lower() not in words("strength_verb"):
        return False
    owner = subject(verb)
    if owner is None:
        return False
    named = owner.pos_ == "PROPN" or (owner.pos_ == "PRON" and not with_them)
    if lemma_of(noun) == "member":
        named = owner.pos_ == "PROPN" and owner.ent_type_ not in _NO_FORCES
    return named or lemma_of(owner) in quantity_words().lists["armed"]


def _is_fired(noun: Any, pair: str) -> bool:
    lists = quantity_words().lists
    return lemma_of(noun) in lists["shells"] or pair in lists["shell_compounds"]


def thing(noun: Any) -> Reading | None:
    """Vehicles, weapons and sites that a verb takes, loses or destroys; rounds that it fires."""
    pair = _pair(noun)
    lists, kind = quantity_words().lists, quantity_words().class_of(noun)
    for governor in _governors(noun):
        name = lemma_of(governor)
        if _is_fired(noun, pair) and name in lists["firing"]:
            return None if _flies(noun) else Reading("shells", governor)  # a drone's missiles are its strike
        if kind == "weapons" and name == "make" and "safe" in (part.lower_ for part in governor.subtree):
            return Reading(kind, governor)
        if kind == "sites" and (governor.dep_ == "amod" or name in lists["attacked"]):
            continue  # "besieged towns" counts no siege
        if kind in THINGS and name in lists["things"] | lists["thing_nouns"]:
            return None if _acts(noun, governor) else Reading(kind, governor)
    return Reading("shells", noun) if kind not in THINGS else None


def _governors(noun: Any) -> Iterator[Any]:
    """The participles on a noun, then the words above it up to its verb."""
    for child in noun.children:
        if child.dep_ in ("acl", "relcl", "amod") and child.pos_ in ("VERB", "ADJ"):
            yield child
    token = noun
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i:
            return
        token = token.head
        if token.pos_ in ("VERB", "NOUN"):
            yield token
        if token.pos_ == "VERB":
            return


def _acts(noun: Any, verb: Any) -> bool:
    """Whether the thing does the deed or is its means: "two tanks attacked", "attacked with two tanks"."""
    token = noun
    for _ in range(MAX_CLIMB):
        if token.head.i == verb.i:
            means = token.dep_ in ("agent", "prep") and token.lower_ in ("by", "with", "from", "in")
            cut_short = verb.tag_ == "VBN" and not any(part.dep_ in ("aux", "dobj") for part in verb.children)
            return bool(means or (token.dep_ == "nsubj" and not cut_short))
        token = token.head
    return False
