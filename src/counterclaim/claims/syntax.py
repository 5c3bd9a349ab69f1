"""Small questions about a dependency parse (labels of spaCy's English models, after ClearNLP)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.claims.lexicon import base, modality_words, reporting_verbs, words

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_NAME_PARTS = frozenset(
    {"det", "compound", "amod", "nummod", "poss", "quantmod", "nmod", "case", "advmod", "punct"}
)
_MAX_CLIMB = 12
ACCUSING = frozenset({"accuse", "blame", "suspect"})
"""Verbs whose object does what their complement says: "accused the army of shelling"."""


def children(token: Any, *labels: str) -> list[Any]:
    """Children of `token` with one of the dependency `labels`."""
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Any) -> Iterator[Any]:
    """`token` and what is coordinated with it."""
    yield token
    for child in children(token, "conj"):
        if not _speaks_behind(child):
            yield from conjuncts(child)


def _speaks_behind(noun: Any) -> bool:
    """Whether a noun behind a comma speaks, and only the parse joins it: "killing 13, police and doctors said"."""
    edge, doc = noun.left_edge.i, noun.doc
    if edge < 1 or doc[edge - 1].text != ",":
        return False
    after = max(part.i for part in noun.subtree) + 1
    if after >= len(doc):
        return False
    verb = doc[after]
    return verb.tag_ in ("VBD", "VBZ") and base(verb) in reporting_verbs() and own_subject(verb) is None


def ancestors(token: Any) -> Iterator[Any]:
    """Heads of `token` from the nearest to the root, a bounded number."""
    for _ in range(_MAX_CLIMB):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def is_passive(verb: Any) -> bool:
    """Whether a verb is in the passive, reduced relatives ("wounded in the blast") included."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    active = any(child.dep_ == "ccomp" for child in verb.children)
    return (
        bool(verb.tag_ == "VBN" and verb.dep_ in ("acl", "oprd") and not active)
        or _is_cut_short(verb)
        or _shares_passive(verb)
    )


def _shares_passive(verb: Any) -> bool:
    """Whether a verb shares the auxiliary of a passive before it: "were lined up and shot"."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBN", "VBD") or not is_passive(verb.head):
        return False
    if any(child.dep_ in ("nsubj", "dobj", "aux", "ccomp", "xcomp") for child in verb.children):
        return False
    return bool(verb.tag_ == "VBN" or base(verb) in words("needs_object") | words("shares_passive"))


def _is_cut_short(verb: Any) -> bool:
    """Whether a passive has lost its auxiliary, as in notes and lists: "bombs dropped by helicopters", "five killed"."""
    if verb.tag_ not in ("VBN", "VBD") or verb.dep_ in ("xcomp", "relcl", "acl", "pcomp"):
        return False
    named = children(verb, "nsubj")
    if not named or named[0].i > verb.i or named[0].pos_ == "PRON" or named[0].dep_ == "csubj":
        return False
    if any(child.dep_ in ("dobj", "aux", "ccomp", "dative", "prt") for child in verb.children):
        return False
    shares = any(child.dep_ == "conj" and children(child, "dobj") for child in verb.children)
    if any(child.dep_ == "agent" for child in verb.children):
        return True
    return base(verb) in words("needs_object") and not shares


def subject(verb: Any) -> Any | None:
    """The subject as written: of the verb, or of the verb that it shares one with."""
    seen = verb
    for _ in range(_MAX_CLIMB):
        found = own_subject(seen) or _swallowed(seen)
        if found is not None:
            return found
        if seen.dep_ == "oprd" and not is_passive(seen.head):
            return next(iter(objects(seen.head)), None)
        if seen.dep_ == "oprd":
            seen = seen.head
            continue
        if seen.dep_ == "acl" and any(child.tag_ == "TO" for child in seen.children):
            return _intending(seen.head)
        if seen.dep_ in ("relcl", "acl"):
            return seen.head
        if seen.dep_ == "pcomp":
            accused = _accused(seen.head)
            if accused is not None:
                return accused
        if seen.dep_ in ("xcomp", "advcl", "pcomp") and (_is_stopped(seen) or _is_means(seen)):
            return None
        if seen.dep_ in ("conj", "xcomp", "advcl", "pcomp"):
            seen = seen.head if seen.dep_ != "pcomp" else seen.head.head
            if seen.pos_ not in ("VERB", "AUX"):
                return None
            continue
        return None
    return None


def _swallowed(verb: Any) -> Any | None:
    """A subject that the parse takes into the phrase before it: "On 8 February units of the front ambushed"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ not in ("ROOT", "ccomp"):
        return None
    for preposition in children(verb, "prep"):
        for noun in children(preposition, "pobj"):
            apart = [
                one
                for one in children(noun, "appos")
                if one.i < verb.i and one.lemma_.lower() in words("armed")
            ]
            if preposition.i == 0 and apart:
                return apart[0]  # "By the grace of God the fighters of the front ambushed"
            before = [
                part for part in noun.lefts if part.ent_type_ in ("DATE", "TIME") or part.pos_ == "PROPN"
            ]
            somebody = noun.lemma_.lower() in words("people") | words("armed") | words("aircraft")
            if preposition.i < verb.i and before and before[0].i <= preposition.i + 2 and somebody:
                return noun
    return None


def _intending(noun: Any) -> Any | None:
    """Who is to do what hangs on a noun: "an attempt by prisoners to escape", "the group's plan to attack"."""
    owners = [*prepositional(noun, "by"), *children(noun, "poss")]
    if owners:
        return owners[0]
    verb = noun.head
    if noun.dep_ in ("dobj", "attr") and verb.lemma_.lower() not in modality_words()["foiled"]:
        return own_subject(verb)
    if noun.dep_ == "pobj" and verb.head.lemma_.lower() in reporting_verbs():
        return own_subject(verb.head)
    return None


def _is_stopped(verb: Any) -> bool:
    """Whether the verb is what another one stops ("foiled a plot to bomb"), whose subject is not its own."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return above.lemma_.lower() in modality_words()["foiled"]


def _is_means(verb: Any) -> bool:
    """Whether the verb is the means of a passive one ("killed by shelling"), whose subject is not its own."""
    return bool(verb.dep_ == "pcomp" and verb.head.lower_ == "by" and is_passive(verb.head.head))


def _accused(preposition: Any) -> Any | None:
    """Who is said to have done it in "accused X of shelling", wherever the parse hangs the preposition."""
    if preposition.lower_ not in ("of", "for"):
        return None
    above = preposition.head
    while above.dep_ == "conj" and above.head.i != above.i and base(above) not in ACCUSING:
        above = above.head
    if above.dep_ == "dobj" and base(above.head) in ACCUSING:
        return above
    if base(above) in ACCUSING:
        return next(iter(children(above, "dobj")), None)
    return None


def held_to_account(noun: Any) -> list[Any]:
    """Who is said to have done what a noun names: "blamed X for the attack", "the attack was blamed on X"."""
    above = noun.head
    if above.lower_ in ("of", "for", "over"):
        accused = _accused(above)
        if accused is not None:
            return list(conjuncts(accused))
        verb = above.head
        if verb.lemma_.lower() in ACCUSING and is_passive(verb):
            found = subject(verb)
            return list(conjuncts(found)) if found is not None else []
    if noun.dep_ == "nsubj" and above.lemma_ == "be":
        told = (
            one for one in children(above, "attr") if one.lemma_.lower() in ("work", "doing", "handiwork")
        )
        return [doer for one in told for doer in prepositional(one, "of")]
    if above.lemma_.lower() in ACCUSING and noun.dep_ in ("dobj", "nsubjpass"):
        blamed = [
            one for part in noun.subtree if part.dep_ == "prep" for one in prepositional(part.head, "on")
        ]
        return prepositional(above, "on") or (blamed[-1:] if above.lemma_.lower() != "accuse" else [])
    return []


def owned_by(token: Any) -> list[Any]:
    """Whose hands are meant in "at the hands of X", "in X's hands"; any other token itself."""
    if token.lemma_.lower() != "hand":
        return [token]
    return [*prepositional(token, "of"), *children(token, "poss", "amod", "compound")] or [token]


def antecedent(token: Any) -> Any:
    """The noun that a relative pronoun stands for ("which fell", "whose capture"); any other token itself."""
    if token.lower_ not in ("who", "which", "that", "whose"):
        return token
    clause = token.head if token.lower_ != "whose" else token.head.head
    return clause.head if clause.dep_ == "relcl" else token


def own_subject(verb: Any) -> Any | None:
    """The verb's own subject only, relative pronouns resolved."""
    found = [child for child in verb.children if child.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
    return antecedent(found[0]) if found else None


def objects(verb: Any) -> list[Any]:
    """Direct objects, coordinated ones included."""
    direct = children(verb, "dobj", "obj", "dative", "oprd")
    return [part for found in direct for part in conjuncts(found)]


def prepositional(token: Any, *prepositions: str) -> list[Any]:
    """Objects of the prepositions that hang on `token`, coordinated ones included."""
    found = []
    for child in token.children:
        if child.dep_ in ("prep", "agent", "advmod", "prt") and child.lower_ in prepositions:
            found += [part for target in children(child, "pobj") for part in conjuncts(target)]
            for inner in children(child, "prep"):
                found += [part for target in children(inner, "pobj") for part in conjuncts(target)]
    return found


def noun_phrase(token: Any) -> list[Any]:
    """`token` with its determiners, modifiers and an "of" part, without clauses and other attachments."""
    chosen = [token]
    for child in token.children:
        if child.dep_ in _NAME_PARTS and child.pos_ != "PUNCT":
            chosen += list(child.subtree)
        elif child.dep_ == "prep" and (
            child.lower_ == "of" or (child.lower_ == "for" and token.pos_ == "PROPN")
        ):
            inner = [part for target in children(child, "pobj") for part in noun_phrase(target)]
            chosen += [child, *inner] if inner else []
    whole = sorted(set(chosen), key=lambda part: int(part.i))
    while len(whole) > 1 and whole[0].i != token.i and whole[0].ent_type_ in ("DATE", "TIME"):
        whole.pop(0)  # "11 October Russian jets"
    if len(whole) > 2 and whole[0].lower_ == "dead" and whole[1].like_num:
        whole.pop(0)  # "shot dead seven traders"
    while len(whole) > 1 and whole[-1].i > token.i and whole[-1].tag_ == "POS":
        whole.pop()
    return whole
