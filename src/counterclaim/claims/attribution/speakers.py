"""Who speaks: the heads of the sources of a verb, phrase or noun of saying, and the words that name them."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.lexicon import attribution_words, base
from counterclaim.claims.syntax import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    children,
    is_passive,
    prepositional,
    subject,
)

_ON = ("via", "through", "on", "by")


def speakers(verb: Any) -> list[Any]:
    """Heads of the sources of one verb, outermost first."""
    words = attribution_words()["verbs"]
    lemma = base(verb)
    if is_passive(verb) or _is_said_to_be(verb):
        outer = prepositional(verb, "by")
        if lemma in words["quote"]:
            quoted = subject(verb) if verb.dep_ != "acl" else verb.head
            return [*outer, *([quoted] if quoted is not None else [])]
        return outer
    found = _subjects(verb)
    if lemma in words["quote"]:
        return [*found, *children(verb, "dobj")]
    outlets = [part for part in children(verb, "dobj", "dative") if lemma == "tell" and is_outlet(part)]
    outlets += [part for part in prepositional(verb, *_ON) if is_channel(part)]
    return [*outlets, *found]


def _is_said_to_be(verb: Any) -> bool:
    """A reduced passive that the parse takes for a past tense: "men said to be Russians"."""
    to = [one for one in children(verb, "xcomp") if any(part.lower_ == "to" for part in one.children)]
    return bool(to) and verb.lower_ in ("said", "believed", "thought", "reported")


def _subjects(verb: Any) -> list[Any]:
    """The subject; of two side by side ("the private channel Al-Rafid") the one that has the name."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
    if len(own) > 1 and own[-1].pos_ == "PROPN" and own[-2].i < own[-1].i < verb.i:
        return [own[-1]]
    found = subject(verb)
    if found is not None and not own:
        return [found]
    if found is not None and found.pos_ != "VERB":
        return [found]
    if verb.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
        written = _written_before(verb)
        if written is not None:
            return [written]
    return []


def _written_before(verb: Any) -> Any | None:
    """The noun between the last comma and a verb of saying, where the parse gives the verb no subject."""
    first = verb.i
    while first > 0 and not verb.doc[first - 1].is_punct:
        first -= 1
    inside = range(first, verb.i)
    if first == 0 or not inside:
        return None
    nouns = [verb.doc[at] for at in inside if verb.doc[at].pos_ in ("NOUN", "PROPN", "PRON")]
    return next((noun for noun in nouns if noun.head.i not in inside), None)


def named_after(cue: Any) -> list[Any]:
    """Heads of the sources behind "according to", "citing" or "quoting"."""
    direct = children(cue, "dobj") if cue.lower_ != "according" else []
    if direct:
        return direct
    behind = [part.lower_ for part in cue.doc[cue.i + 1 : cue.i + 3]]
    if behind == ["to", "which"]:
        nouns = attribution_words()["nouns"]["document"]
        return [part for part in cue.doc[: cue.i] if part.lemma_.lower() in nouns][-1:]
    return [target for to in children(cue, "prep") if to.lower_ == "to" for target in children(to, "pobj")]


def owners(noun: Any) -> list[Any]:
    """Whose words they are: "X's claim", "the words of X", "a report by X"."""
    return [*children(noun, "poss"), *prepositional(noun, "of", "by", "from")[:1]]


def is_outlet(token: Any) -> bool:
    """Whether somebody who is told something is an outlet that reports it, not those who were in the room."""
    if token.lemma_.lower() in attribution_words()["nouns"]["agency"]:
        return token.lemma_.lower() not in attribution_words()["hearers"]["people"]
    return bool(token.pos_ == "PROPN" and token.ent_type_ != "PERSON")


def is_channel(token: Any) -> bool:
    """Whether something is said through it: "via its news agency", "on state television"."""
    words = attribution_words()["hearers"]
    parts = [part for part in token.subtree if part.i <= token.i]
    on_platform = any(part.lower_ in words["platform"] for part in parts)
    nameless = any(part.tag_ == "PRP$" for part in parts) and not any(part.pos_ == "PROPN" for part in parts)
    return token.lemma_.lower() in words["channel"] and not (on_platform or nameless)


def phrase(head: Any, cue: Any) -> set[int]:
    """Indices of all words of a source: its modifiers, clauses and appositions, without what it says."""
    left_out = {cue.i}
    if cue.i != head.i and head.i in {part.i for part in cue.ancestors}:
        left_out |= {part.i for part in cue.subtree}
    words = {part.i for part in head.subtree} - left_out
    first = last = head.i
    while first - 1 in words:
        first -= 1
    while last + 1 in words:
        last += 1
    while last > head.i and head.doc[last].is_punct:
        last -= 1
    return set(range(first, last + 1))
