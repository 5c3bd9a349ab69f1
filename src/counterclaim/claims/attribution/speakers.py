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
    found = [*(outlet for one in found for outlet in holders(one)), *found]
    outlets = [part for part in children(verb, "dobj", "dative") if lemma == "tell" and is_outlet(part)]
    outlets += [part for part in prepositional(verb, *_ON) if is_channel(part)]
    outlets += [outlet for one in prepositional(verb, "in") for outlet in (*holders(one), *_addressed(one))]
    outlets += _spoken_to(verb, found)
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
        return [*(outlet for one in direct for outlet in holders(one)), *direct]
    behind = [part.lower_ for part in cue.doc[cue.i + 1 : cue.i + 3]]
    if behind == ["to", "which"]:
        nouns = attribution_words()["nouns"]["document"]
        return [part for part in cue.doc[: cue.i] if part.lemma_.lower() in nouns][-1:]
    found = [target for to in children(cue, "prep") if to.lower_ == "to" for target in children(to, "pobj")]
    return [*(outlet for one in found for outlet in holders(one)), *found]


def _addressed(occasion: Any) -> list[Any]:
    """The outlet that has a letter or an interview: "in an e-mail to X", "in an interview with X"."""
    words = attribution_words()
    if occasion.lemma_.lower() not in words["nouns"]["document"] | words["hearers"]["occasion"]:
        return []
    return [one for one in prepositional(occasion, "to", "with") if is_outlet(one)]


def _spoken_to(verb: Any, speaking: list[Any]) -> list[Any]:
    """The outlet of "speaking to X, he said" and of "he said, speaking on local radio"."""
    clauses = [*children(verb, "advcl"), *(clause for one in speaking for clause in children(one, "acl"))]
    return [
        one
        for clause in clauses
        if base(clause) in ("speak", "talk", "write") and clause.tag_ == "VBG"
        for one in (
            *filter(is_outlet, prepositional(clause, "to", "with")),
            *filter(is_channel, prepositional(clause, "on")),
        )
    ]


def holders(document: Any) -> list[Any]:
    """The outlet through which a document comes: "a report seen by X", "in a statement carried by X"."""
    if document.lemma_.lower() not in attribution_words()["nouns"]["document"]:
        return []
    return [
        outlet
        for clause in children(document, "acl")
        if base(clause) in attribution_words()["hearers"]["passes_on"]
        for outlet in prepositional(clause, "by", "to", "on", "in")
        if outlet.pos_ == "PROPN" or is_outlet(outlet) or is_channel(outlet)
    ]


def owners(noun: Any) -> list[Any]:
    """Whose words they are: "X's claim", "the words of X", "a report by X"."""
    return [*children(noun, "poss"), *prepositional(noun, "of", "by", "from")[:1]]


def is_outlet(token: Any) -> bool:
    """Whether somebody who is told something is an outlet that reports it, not those who were in the room."""
    if token.pos_ != "PROPN" and token.lemma_.lower() in attribution_words()["nouns"]["agency"]:
        return token.lemma_.lower() not in attribution_words()["hearers"]["people"]
    if token.pos_ != "PROPN":
        return False
    name = [part.lower_ for part in token.subtree if part.i <= token.i]
    return token.ent_type_ != "PERSON" or bool(
        {"the", "al", "le", "la", "el", "der", "die", "das"} & set(name)
    )


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
