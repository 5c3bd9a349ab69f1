"""Kind of a claim, and event types that follow from who was hurt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from counterclaim.claims.lexicon import words
from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.claims.syntax import ancestors
from counterclaim.claims.trace import Because
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Kind,
    Modality,
    Quantity,
    TimeBasis,
    TimePrecision,
    When,
)

LONG = frozenset({TimePrecision.MONTH, TimePrecision.SEASON, TimePrecision.YEAR, TimePrecision.RANGE})
"""Precisions of a time over which things are counted more often than one thing happens."""

HARMS = frozenset({"killed", "injured", "captured", "abducted", "missing", "detained"})
"""What figures of people say was done to them."""

_BY_VICTIMS = frozenset({"unspecified_violence", "armed_clash", "attack"})
_BY_CROWDS = frozenset({"unspecified_violence", "armed_clash", "looting_property_destruction"})
_SEPARATE = frozenset({"attacks", "plots", "jailbreaks"})
_ONE_BOMBARDMENT = 10
"""Below this, airstrikes told without a long time may be one bombardment: "hit by several air strikes"."""


def kind_of(
    how: Modality, territory: bool, quantities: Sequence[Quantity], when: When | None, trigger: Any
) -> Because[Kind]:
    """A forecast by its modality; control for territory; a tally for counts over several incidents or over a
    long time; else an event.

    `trigger` is the token that tells what happened.
    """
    if how is Modality.FORECAST:
        return Because(Kind.FORECAST, "the modality is forecast")
    if territory:
        return Because(Kind.CONTROL, "the trigger is about who holds a place")
    several = [one for one in quantities if (one.low or one.high or 0) > 1]
    if any(one.what in _SEPARATE for one in several):
        return Because(Kind.TALLY, "it counts several incidents")
    if any(one.what == "airstrikes" and (one.low or one.high or 0) >= _ONE_BOMBARDMENT for one in several):
        return Because(Kind.TALLY, f"it counts {_ONE_BOMBARDMENT} airstrikes or more")
    long = (
        when is not None
        and when.precision in LONG - {TimePrecision.MONTH}
        and when.basis is not TimeBasis.NARRATIVE
    )
    if several and ((long and not _is_single(trigger)) or _is_over_time(trigger)):
        return Because(Kind.TALLY, "it counts over a long time")
    return Because(Kind.EVENT, "one thing that happened: no count over incidents or a long time")


def _is_single(trigger: Any) -> bool:
    """Whether one incident is told, however vague its date: "a car bomb in 2004 killed 30"."""
    doers = [child for child in trigger.children if child.dep_ in ("nsubj", "agent", "nsubjpass")]
    doers += [part for child in doers if child.dep_ == "agent" for part in child.children]
    happened = [trigger] if trigger.pos_ == "NOUN" else [one for one in doers if one.ent_type_ == ""]
    known = quantity_words().classes["people"] | quantity_words().classes["collectives"]
    begins = any(child.lower_ == "when" for child in trigger.children)
    return begins or any(
        one.tag_ == "NN"
        and lemma_of(one) not in known
        and any(child.lower_ in ("a", "an", "another", "one") for child in one.children)
        for one in happened
    )


def _is_over_time(trigger: Any) -> bool:
    """Whether the clause counts to the present or over months: "since May", "over the past year"."""
    clause = next((one for one in ancestors(trigger) if one.pos_ in ("VERB", "AUX")), None)
    joined = trigger.dep_ in ("acl", "advcl", "xcomp", "pcomp", "dobj", "pobj", "nsubjpass")
    heads = [trigger, *([clause] if clause is not None and joined else [])]
    return any(_is_span(child) or _is_since(child) for head in heads for child in _near(head))


def _near(head: Any) -> Iterator[Any]:
    """What hangs on a word, and on the nouns that are its arguments."""
    for child in head.children:
        yield child
        if child.pos_ in ("NOUN", "NUM", "PRON"):
            yield from (part for part in child.children if part.dep_ in ("prep", "advmod"))


def _is_since(clause: Any) -> bool:
    """Whether a clause says since when, not why: "1,305 have been killed since the operation began"."""
    marks = any(child.dep_ == "mark" and child.lower_ == "since" for child in clause.children)
    return marks and any(child.dep_ == "aux" and child.lemma_ == "have" for child in clause.head.children)


def _is_span(token: Any) -> bool:
    if token.lower_ == "since":
        perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in token.head.children)
        return bool(token.dep_ == "prep" or (token.dep_ == "advmod" and perfect))
    if token.dep_ == "advmod" and token.lower_ == "far" and token.i > 0:
        return bool(token.nbor(-1).lower_ == "so")
    if token.dep_ != "prep" or token.lower_ not in ("during", "over", "in", "throughout", "within", "for"):
        return False
    return any(
        target.lemma_.lower() in quantity_words().lists["long_times"] and _is_past(target)
        for target in token.children
        if target.dep_ == "pobj"
    )


def _is_past(target: Any) -> bool:
    """Whether a length of time is that of a count: "the past four months", "two years"."""
    described = [child for child in target.children if child.pos_ in ("ADJ", "NUM", "NOUN", "VERB")]
    return any(child.dep_ in ("amod", "nummod") for child in described) or any(
        child.dep_ == "prep" and child.lower_ == "of" for child in target.children
    )


def by_victims(
    event_type: str,
    agents: Sequence[ActorMention],
    targets: Sequence[ActorMention],
    *,
    method: str | None,
    official: bool,
) -> Because[str] | None:
    """The type that follows from who was hurt, after the ACLED codebook.

    Armed force against civilians alone is an attack on them; against protesters it is excessive force, where
    `official`: no agent is other than a state's. Null where the type stays.
    """
    hurt = (_last_word(one) for one in targets if one.role is not ActorRole.OBJECT)
    people = [one for one in hurt if one not in words("anybody")]
    doers = [_last_word(one) for one in agents]
    if event_type in _BY_CROWDS and doers and all(one in words("rioter") for one in doers):
        return Because("violent_demonstration", "who did it were rioters or protesters")
    if not people or event_type not in _BY_VICTIMS:
        return None
    if official and all(one in words("protester") for one in people):
        return Because("excessive_force_against_protesters", "all who were hurt were protesters")
    if event_type == "attack" and method == "small_arms" and all(one in words("armed") for one in people):
        return Because("armed_clash", "all who were shot were of an armed side")
    civilian = all(one in words("civilian") for one in people)
    if civilian and (agents or event_type != "unspecified_violence"):
        return Because("attack", "all who were hurt were civilians")
    return None


def _last_word(mention: ActorMention) -> str:
    word = mention.span.text.split()[-1].lower()
    if word.endswith("men") and word not in words("civilian"):
        return f"{word[:-3]}man"
    return word[:-1] if word.endswith("s") and word not in words("civilian") else word
