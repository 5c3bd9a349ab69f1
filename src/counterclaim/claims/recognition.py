"""Who is meant by a head noun or pronoun, as the document and the registry know them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.claims.actors import STATE_KINDS, ActorSpan, Mentions
from counterclaim.claims.lexicon import words
from counterclaim.claims.nouns import DOERS, is_hurt, is_people, is_somebody, is_thing
from counterclaim.claims.pronouns import meant_before
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import ancestors, noun_phrase, own_subject, prepositional
from counterclaim.claims.trace import Because
from counterclaim.model import ActorMention, ActorRole, Span
from counterclaim.reference.countries import countries

_PRONOUNS = frozenset({"it", "they", "he", "she", "them", "him", "its", "their", "who", "which", "that"})
_PERSONAL = frozenset({"they", "them", "he", "she", "him", "her"})
_GROUPS = frozenset({"group", "organisation", "organization"})
_POSSESSIVE = frozenset({"its", "their"})
_UNARMED = frozenset(
    {"civilians", "monitor", "media", "agency", "international_organisation", "aid_organisation"}
)


def mention_of(
    token: Any, role: ActorRole, sentence: Sentence, mentions: Mentions, thread: ActorSpan | None
) -> ActorMention | None:
    """The actor that a head token stands for; null when it is neither a known actor nor people.

    `thread` is who was spoken of last; pronouns and "the group" lead to it.
    """
    found = recognised(token, role, sentence, mentions, thread)
    return found.value if found is not None else None


def recognised(
    token: Any, role: ActorRole, sentence: Sentence, mentions: Mentions, thread: ActorSpan | None
) -> Because[ActorMention] | None:
    """As `mention_of`, with the rule that found who it is."""
    phrase = sentence.of(noun_phrase(token)) if token.pos_ != "PRON" else sentence.of([token])
    named = _named(token, phrase, role, sentence, mentions)
    if named is not None:
        return named
    owner = _owner(token, sentence, mentions, thread) if is_somebody(token, role) else None
    if owner is not None:
        return _as(owner, phrase, role, "'its' or 'their': whoever was spoken of")
    belongs = token.lemma_.lower() in words("people") | words("armed")
    member = _member_of(token, sentence, mentions) if belongs else None
    if member is not None:
        return _as(member, phrase, role, "people 'of' or 'from' a named actor")
    meant = _band(token, phrase, role, sentence, mentions, thread)
    if meant is not None:
        return meant
    if token.lower_ in _PRONOUNS:
        return _pronoun(token, phrase, role, sentence, mentions, thread)
    if is_somebody(token, role):
        return Because(ActorMention(phrase, role), "people or arms that the registry does not name")
    if role is ActorRole.VICTIM and is_hurt(token):
        return Because(ActorMention(phrase, role), "the object of a verb that has only people for its object")
    if role is ActorRole.VICTIM and is_thing(token):
        return Because(ActorMention(phrase, ActorRole.OBJECT), "a thing or place that is harmed")
    return None


def _named(
    token: Any, phrase: Span, role: ActorRole, sentence: Sentence, mentions: Mentions
) -> Because[ActorMention] | None:
    """The actor whose name the phrase has, or the state of the country, people or capital that it names."""
    known = mentions.at(sentence.offset + token.idx)
    if known is not None:
        return _as(known, phrase, role, "named: words of the registry of actors")
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    inside = mentions.within(phrase.start, phrase.end)
    if inside is not None:
        return _as(inside, phrase, role, "an actor of the registry is named in the phrase")
    if token.dep_ == "compound" and countries().named(phrase.text) is None:
        return None  # "the Mogadishu blast"
    acts = mentions.state(phrase.text) or mentions.people_of(phrase.text) if role in DOERS else None
    return _as(acts, phrase, role, "a country or capital for its state") if acts is not None else None


def _band(
    token: Any,
    phrase: Span,
    role: ActorRole,
    sentence: Sentence,
    mentions: Mentions,
    thread: ActorSpan | None,
) -> Because[ActorMention] | None:
    """Whom "the group" or "the rebels" means."""
    position, lemma = sentence.offset + token.idx, token.lemma_.lower()
    if lemma in _GROUPS and _definite(token):
        meant = mentions.the_group(position, thread)
        if meant is not None:
            return _as(meant, phrase, role, f"'the {lemma}': the armed group spoken of last")
    if lemma in words("band") and _definite(token):
        meant = mentions.only_group_before(position)
        if meant is not None:
            return _as(meant, phrase, role, "the one armed group named so far")
    return None


def _pronoun(
    token: Any,
    phrase: Span,
    role: ActorRole,
    sentence: Sentence,
    mentions: Mentions,
    thread: ActorSpan | None,
) -> Because[ActorMention] | None:
    """Whom a pronoun means: people named before it, who speaks, else the actor spoken of last."""
    before = meant_before(token)
    found = recognised(before, role, sentence, mentions, thread) if before is not None else None
    if found is not None:
        one = found.value
        name = one.name or one.span.text
        return Because(replace(one, span=phrase, name=name), "a pronoun: the people named before it")
    speaker = _speaker_above(token, sentence, mentions)
    meant = speaker or thread
    nameless = speaker is None and meant is not None and meant.id is None
    if meant is None or (nameless and token.lower_ not in _PERSONAL):
        return None
    return _as(meant, phrase, role, "a pronoun: who speaks, else the actor spoken of last")


def _as(meant: ActorSpan, phrase: Span, role: ActorRole, rule: str) -> Because[ActorMention]:
    return Because(ActorMention(phrase, role, meant.id, meant.name), rule)


def _owner(token: Any, sentence: Sentence, mentions: Mentions, thread: ActorSpan | None) -> ActorSpan | None:
    """Whose people or arms they are: "two of its men", "their boats", "the group's fighters"."""
    possessive = next((part for part in token.children if part.dep_ == "poss"), None)
    if possessive is None:
        return None
    if possessive.lemma_.lower() in _GROUPS and _definite(possessive):
        return mentions.the_group(sentence.offset + possessive.idx, thread)
    if possessive.lower_ not in _POSSESSIVE:
        return None
    return _speaker_above(possessive, sentence, mentions) or thread


def _speaker_above(token: Any, sentence: Sentence, mentions: Mentions) -> ActorSpan | None:
    """The armed side that is subject of a clause above: "the group denied that it lost the town"."""
    for above in ancestors(token):
        speaker = own_subject(above) if above.pos_ in ("VERB", "AUX") else None
        if speaker is None or speaker.i >= token.i:
            continue
        known = mentions.at(sentence.offset + speaker.idx)
        if known is not None and known.kind in _UNARMED:
            continue
        if known is not None:
            return known
        state = mentions.state(sentence.of(noun_phrase(speaker)).text)
        if state is not None:
            return state
        if is_people(speaker) or (speaker.pos_ == "PROPN" and speaker.ent_type_ != "PERSON"):
            span = sentence.of(noun_phrase(speaker))
            return ActorSpan(span.start, span.end, None, span.text, None, False, frozenset())
    return None


def _member_of(token: Any, sentence: Sentence, mentions: Mentions) -> ActorSpan | None:
    """Whose people they are: "fighters from X", "members of X"."""
    for belonging in prepositional(token, "from", "of", "with", "belonging"):
        owner = mentions.at(sentence.offset + belonging.idx)
        if owner is not None:
            return owner
    return None


def _definite(token: Any) -> bool:
    return any(child.lower_ == "the" for child in token.children) and not any(
        child.dep_ in ("compound", "amod") for child in token.children
    )


def is_state(mention: ActorMention | None, mentions: Mentions) -> bool:
    """Whether an actor is a state's: by the registry, else by its noun."""
    if mention is None:
        return False
    known = mentions.get(mention.id)
    if known is not None and known.kind is not None:
        return known.kind in STATE_KINDS
    whose = (mention.name or mention.span.text).lower().rpartition(" of ")[2]
    return bool(words("of_state") & set(whose.split()))
