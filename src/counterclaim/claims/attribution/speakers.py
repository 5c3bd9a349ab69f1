"""Who speaks: the heads of the sources of a verb, phrase or noun of saying, and the words that name them."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.attribution.standing import can_speak, source_nouns
from counterclaim.claims.lexicon import attribution_words, base
from counterclaim.claims.syntax import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    ancestors,
    children,
    is_passive,
    prepositional,
    subject,
)

_COPY_WITHIN = 6
_ON = ("via", "through", "on", "by")


def speakers(verb: Any) -> list[Any]:
    """Heads of the sources of one verb, outermost first."""
    words = attribution_words()["verbs"]
    lemma = base(verb)
    if is_passive(verb) or _is_said_to_be(verb):
        outer = side_by_side(prepositional(verb, "by"))
        if lemma in words["quote"]:
            quoted = subject(verb) if verb.dep_ != "acl" else verb.head
            return [*outer, *([quoted] if quoted is not None else [])]
        return outer
    found = _subjects(verb)
    if lemma in words["quote"]:
        return [*found, *_hearers_of_quoted(verb), *children(verb, "dobj")]
    found = [*(outlet for one in found for outlet in holders(one)), *found]
    outlets = hearers(verb)
    outlets += [part for part in prepositional(verb, *_ON) if is_channel(part)]
    documents = [*prepositional(verb, "in"), *_opening_document(verb)]
    outlets += [outlet for one in documents for outlet in (*holders(one), *_addressed(one))]
    outlets += _spoken_to(verb, found)
    return [*outlets, *found]


def side_by_side(heads: list[Any]) -> list[Any]:
    """The heads without those joined to another: two who say the same are one link of a chain."""
    return [one for one in heads if one.dep_ != "conj" or one.head not in heads]


def hearers(verb: Any) -> list[Any]:
    """The outlets that are told something, which then report it: "told the daily Al-Rafid that"."""
    return [part for part in children(verb, "dobj", "dative") if base(verb) == "tell" and is_outlet(part)]


def is_told(token: Any) -> bool:
    """Whether a noun is the outlet that somebody speaks to: an outlet then, whatever its name."""
    above = token.head
    if token.dep_ in ("dobj", "dative"):
        return base(above) == "tell" and is_outlet(token)
    return (
        token.dep_ == "pobj"
        and above.lower_ in ("to", "with")
        and (base(above.head) in ("speak", "talk") or above.head.lemma_.lower() == "interview")
    )


def _hearers_of_quoted(verb: Any) -> list[Any]:
    """The outlet of "quoted X as telling the daily Al-Rafid that"."""
    return [
        outlet
        for preposition in children(verb, "prep")
        for clause in children(preposition, "pcomp")
        for outlet in hearers(clause)
    ]


def _is_said_to_be(verb: Any) -> bool:
    """A reduced passive that the parse takes for a past tense: "men said to be Russians"."""
    to = [one for one in children(verb, "xcomp") if any(part.lower_ == "to" for part in one.children)]
    return bool(to) and verb.lower_ in ("said", "believed", "thought", "reported")


def _subjects(verb: Any) -> list[Any]:
    """The subject; of two side by side ("the private channel Al-Rafid") the one that has the name."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
    behind = _said_by(verb)
    if behind is not None:
        return [behind]
    speaking = [one for one in own if can_speak(one)]
    near = _right_before(verb) if not speaking else None
    if near is not None:
        return [near]
    if len(own) > 1 and own[-1].pos_ == "PROPN" and own[-2].i < own[-1].i < verb.i:
        return [own[-1]]
    if speaking and speaking[0] is not own[0] and speaking[-1].i < verb.i:
        return [speaking[-1]]
    found = subject(verb)
    if found is not None and not own:
        return [found] if can_speak(found) else _speaking_above(verb)
    if found is not None and found.pos_ != "VERB":
        return [found]
    if verb.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
        written = _written_before(verb)
        if written is not None:
            return [written]
    return []


def _said_by(verb: Any) -> Any | None:
    """Who speaks behind the verb, in a sentence that ends so: "... said the governor"; who is said to is no object."""
    if base(verb) != "say" or verb.tag_ not in ("VBD", "VBZ") or children(verb, "ccomp"):
        return None
    behind = [part for part in children(verb, "dobj", "nsubj", "oprd", "attr", "npadvmod") if part.i > verb.i]
    named = [part for part in behind if part.pos_ == "PROPN" or part.lemma_.lower() in source_nouns()]
    return next((part for part in named if part.ent_type_ not in ("DATE", "TIME") and can_speak(part)), None)


def _right_before(verb: Any) -> Any | None:
    """A word for a source right before a verb whose subject is none: "... and the source added that"."""
    at = verb.i - 1
    while at > 0 and verb.doc[at].pos_ in ("ADV", "AUX"):
        at -= 1
    noun = verb.doc[at] if at >= 1 else verb
    said = verb.tag_ in ("VBD", "VBZ", "VBP") and noun.tag_ in ("NN", "NNS")
    if not said or noun.lemma_.lower() not in source_nouns() or not children(noun, "det", "amod"):
        return None
    joined = noun.dep_ == "conj" and noun.head.i < noun.i
    if joined and noun.head.pos_ in ("NOUN", "PROPN") and noun.head.left_edge.i > 0:
        first = noun.head.left_edge.i
        if verb.doc[first - 1].text == "," and not any(part.text == "," for part in verb.doc[first : verb.i]):
            return noun.head  # "police and medical sources said"
    return noun if joined or noun.dep_ in ("nsubj", "npadvmod", "dobj", "appos") else None


def _speaking_above(verb: Any) -> list[Any]:
    """Who speaks in the next verb of saying above a participle: "the mayor said shells fell, adding that"."""
    for above in ancestors(verb):
        if base(above) in attribution_words()["verbs"]["report"]:
            found = subject(above)
            if found is not None and can_speak(found):
                return [found]
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
    words = attribution_words()
    if document.lemma_.lower() not in words["nouns"]["document"] | words["hearers"]["carried"]:
        return []
    passed = [
        outlet
        for clause in (*children(document, "acl"), *_clauses_of_copy(document))
        if base(clause) in words["hearers"]["passes_on"]
        for outlet in prepositional(clause, "by", "to", "on", "in")
    ]
    seen = [
        own
        for clause in children(document, "relcl")
        if base(clause) in words["hearers"]["passes_on"]
        for own in children(clause, "nsubj")
    ]
    return [one for one in (*passed, *seen) if one.pos_ == "PROPN" or is_outlet(one) or is_channel(one)]


def _opening_document(verb: Any) -> list[Any]:
    """The document of "In a letter, a copy of which was seen by X, the mayor said", which the parse hangs on the copy."""
    clauses = [one for one in children(verb, "advcl") if any(part.lower_ == "copy" for part in one.lefts)]
    return [noun for clause in clauses for noun in prepositional(clause, "in")]


def _clauses_of_copy(document: Any) -> list[Any]:
    """The verb of "a letter, a copy of which was seen by X", wherever the parse hangs it."""
    behind = document.doc[document.i + 1 : document.i + _COPY_WITHIN]
    for word in behind:
        if word.lower_ == "copy" and word.dep_ in ("nsubjpass", "nsubj"):
            return [word.head]
    return []


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
