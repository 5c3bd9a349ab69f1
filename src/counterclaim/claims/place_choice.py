"""Which of the places of a sentence is an event's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.control import is_territory
from counterclaim.claims.incidents import incidents
from counterclaim.claims.lexicon import words
from counterclaim.claims.nouns import is_people
from counterclaim.claims.place_candidates import Candidate
from counterclaim.claims.place_ranker import best_place
from counterclaim.claims.places import Places
from counterclaim.claims.recognition import is_state, mention_of
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import ancestors, is_passive, objects, prepositional, subject
from counterclaim.claims.trace import Because
from counterclaim.claims.triggers import Tests, find_triggers
from counterclaim.model import ActorRole, Place, PlacePrecision


@dataclass(frozen=True, slots=True)
class EventWord:
    """A word that tells of an event: the heads of its objects, and what kind of event it is.

    `reports`: one of our triggers; `territory`: about who holds what.
    """

    token: Any
    heads: tuple[Any, ...]
    reports: bool
    territory: bool


def place_at(token: Any, sentence: Sentence, places: Places, mentions: Mentions) -> Place | None:
    """The place of the event that the word `token` of a sentence tells of, chosen as for a claim."""
    event = event_at(token, sentence, places, mentions)
    if not event.reports:
        return best_place(event.token, places.of(sentence), event.heads, reports=False)
    return choose(event.token, event.heads, sentence, places, named_object=event.territory)


def event_at(token: Any, sentence: Sentence, places: Places, mentions: Mentions) -> EventWord:
    """The event that `token` tells of. A word that is no trigger has its own objects alone to go by."""

    def names_state(part: Any) -> bool:
        return is_state(mention_of(part, ActorRole.PERPETRATOR, sentence, mentions, None), mentions)

    def names_party(part: Any) -> bool:
        known = mentions.at(sentence.offset + part.idx)
        return known is not None and known.party

    tests = Tests(places.is_place(sentence), names_state, names_party)
    for incident in incidents(find_triggers(sentence, tests)):
        if any(trigger.token.i == token.i for trigger in incident.triggers):
            rule, found = incident.main.rule, incident.arguments
            territory = is_territory(rule.frame, rule.event_type)
            return EventWord(token, tuple(found.places or found.patients), True, territory)
    undergoes = subject(token) if is_passive(token) else None
    heads = objects(token) if undergoes is None else [undergoes]
    return EventWord(token, tuple(heads), False, False)


def choose(
    token: Any, objects: Sequence[Any], sentence: Sentence, places: Places, *, named_object: bool = False
) -> Place | None:
    """The place of the event at `token`: an object that is a place, else what the ranker takes.

    With `named_object` (who holds what) a province or country counts only as the object itself: "the last town
    that they held in Iraq" says nothing of Iraq.
    """
    return chosen(token, objects, sentence, places, named_object=named_object).value


def chosen(
    token: Any, objects: Sequence[Any], sentence: Sentence, places: Places, *, named_object: bool = False
) -> Because[Place | None]:
    """As `choose`, with the rule that took it."""
    found = places.of(sentence)
    heads = {part.i for head in objects for part in (head, *_renamed(head))}
    for one, place in found:
        if _names_one_of(one.root, heads) and not _is_whence(one, place):
            return Because(place, "the object of the trigger names it")
    if named_object:
        found = [(one, place) for one, place in found if place.precision in ("exact", "near", None)]
        found = [pair for pair in found if all(_beside(pair[0], head) for head in objects)]
    best = best_place(token, found, objects)
    if best is None and not found:
        named = (
            "no place of the sentence can be the object" if places.of(sentence) else "the sentence names none"
        )
        return Because(None, named)
    if best is None:
        return Because(None, "the ranker takes none of the sentence's places")
    several = f"of the {len(found)} places" if len(found) > 1 else "of the one place"
    return Because(best, f"the ranker's choice {several} that the sentence could mean")


def _is_whence(one: Candidate, place: Place) -> bool:
    """Whether a country only says whence people are: "two U.S. citizens were kidnapped"."""
    root = one.root
    if place.precision is not PlacePrecision.COUNTRY or root.dep_ not in ("compound", "amod", "nmod"):
        return False
    return is_people(root.head) or root.head.ent_type_ == "PERSON"


def _renamed(head: Any) -> list[Any]:
    """What an apposition says again: X for the town of "X, a town that they held"."""
    return [head.head] if head.dep_ == "appos" else []


def _beside(one: Candidate, head: Any) -> bool:
    """Whether a place can be an object's: any for a pronoun, one in its noun phrase for a place noun."""
    if head.lemma_.lower() not in words("place"):
        return True
    return bool(head.left_edge.i <= one.first <= head.i + 2)


def refers_back(token: Any, objects: Sequence[Any]) -> bool:
    """Whether the objects of a territory word mean the place spoken of: "it", "the town", "part of it"."""
    if token.dep_ in ("acl", "relcl") and any(head.i == token.head.i for head in objects):
        return False
    if any(child.lower_ == "there" for child in token.subtree):
        return True
    return all(_is_anaphor(head) for head in objects if head.pos_ in ("PRON", "NOUN"))


def _is_anaphor(head: Any) -> bool:
    if head.pos_ == "PRON":
        return True
    inner = prepositional(head, "of")
    if inner:
        return all(_is_anaphor(part) for part in inner)
    modifiers = {child.lower_ for child in head.children if child.dep_ in ("amod", "compound", "nummod")}
    definite = any(child.lower_ in ("the", "this", "that") for child in head.children)
    return definite and modifiers <= words("anaphoric_modifier")


def _names_one_of(root: Any, heads: set[int]) -> bool:
    """Whether a place's name is one of the objects or its name: "the town of X", "X airport", "X, a town"."""
    if root.i in heads:
        return True
    below = root
    for above in ancestors(root):
        of = above.lower_ == "of" or below.dep_ in ("compound", "appos", "nmod", "poss", "conj")
        if not of and not (below.dep_ == "pobj" and above.lower_ == "of"):
            return False
        if above.i in heads:
            return True
        below = above
    return False
