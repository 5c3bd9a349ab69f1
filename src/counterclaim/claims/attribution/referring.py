"""Statements that go back to others: an outlet's reference to its source, and a statement that is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from counterclaim.claims.attribution.saying import Saying
from counterclaim.claims.attribution.speakers import is_outlet
from counterclaim.claims.attribution.standing import can_speak
from counterclaim.claims.lexicon import attribution_words, base
from counterclaim.claims.syntax import children, own_subject, prepositional

TAKEN_BACK = "retract"
"""Base form under which all verbs of taking a statement back go; it denies what was said."""


def by_reference(doc: Any, found: Sequence[Saying]) -> Iterator[Saying]:
    """ "The paper wrote, referring to the prosecutor", "reported with reference to X".

    Only an outlet refers so to where it has something from; who else refers to somebody explains whom he means.
    """
    for token in doc[:-1]:
        if token.nbor(1).lower_ != "to" or token.lower_ not in ("referring", "reference"):
            continue
        spoken = [one for one in found if one.content and one.of_event and any(map(_is_outlet, one.sources))]
        heads = [one for one in prepositional(token, "to")[:1] if _may_be_referred_to(one)]
        if spoken and heads:
            nearest = min(spoken, key=lambda one: abs(one.head - token.i))
            yield Saying("citing", (token.i,), tuple(heads), frozenset(), within=nearest.head)


def _is_outlet(token: Any) -> bool:
    return is_outlet(token) or token.lemma_.lower() in attribution_words()["nouns"]["agency"]


def _may_be_referred_to(token: Any) -> bool:
    nouns = attribution_words()["nouns"]
    if token.lemma_.lower() in nouns["party"]:
        return False
    return token.pos_ == "PROPN" or (
        can_speak(token) and any(token.lemma_.lower() in one for one in nouns.values())
    )


def taken_back(doc: Any) -> Iterator[Saying]:
    """ "The army withdrew its statement that it had taken the town": whose statement it was denies it now."""
    for verb in doc:
        speaker = own_subject(verb) if verb.pos_ == "VERB" else None
        for said in _statements(verb) if speaker is not None and speaker.i < verb.i else ():
            clauses = [part for part in children(said, "acl", "relcl", "ccomp") if _is_content(part)]
            if clauses:
                content = frozenset(part.i for clause in clauses for part in clause.subtree)
                yield Saying(TAKEN_BACK, (verb.i,), (speaker,), content)


def takes_back(verb: Any) -> bool:
    """Whether what a verb withdraws is a statement, so that nobody leaves a place."""
    return verb.pos_ == "VERB" and bool(_statements(verb))


def _statements(verb: Any) -> list[Any]:
    """The statements that a verb takes back; none where it is another verb, or its object is something else."""
    if base(verb) not in attribution_words()["verbs"]["take_back"]:
        return []
    nouns = attribution_words()["nouns_of_saying"]["claims"] | attribution_words()["nouns"]["document"]
    return [one for one in children(verb, "dobj", "nsubjpass") if one.lemma_.lower() in nouns]


def _is_content(clause: Any) -> bool:
    return any(part.dep_ == "mark" and part.lower_ == "that" for part in clause.children)
