"""The actors that a document names, found once and asked for by position."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from counterclaim.claims.capitals import given_names
from counterclaim.claims.lexicon import words
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import ancestors, noun_phrase, own_subject, prepositional
from counterclaim.claims.trace import Because
from counterclaim.model import CLAIM_ROLES, ActorMention, ActorRole, Document, Span
from counterclaim.reference.actors import Actor, ActorMatch, ActorRegistry
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.text.sentences import split_sentences

_PRONOUNS = frozenset({"it", "they", "he", "she", "them", "him", "its", "their", "who", "which", "that"})
_PEOPLE_ENDINGS = ("man", "men", "woman", "women", "people", "folk", "ist", "ian", "children")
_DOERS = frozenset({ActorRole.PERPETRATOR, ActorRole.PARTICIPANT, ActorRole.CLAIMANT, ActorRole.HOLDER})
_PERSONAL = frozenset({"they", "them", "he", "she", "him", "her"})
_GROUPS = frozenset({"group", "organisation", "organization"})
_POSSESSIVE = frozenset({"its", "their"})
_STATE_KINDS = frozenset({"state_forces", "government", "external_forces", "police", "coalition"})


@dataclass(frozen=True, slots=True)
class ActorSpan:
    """One place in the text where an actor is named. `id` is null for a group that the registry lacks."""

    start: int
    end: int
    id: str | None
    name: str | None
    kind: str | None
    party: bool
    enemies: frozenset[str]


class Mentions:
    """Actor spans of a document in the order of the text. `on` is its date, for who is at war then."""

    def __init__(self, spans: Sequence[ActorSpan], registry: ActorRegistry, on: date | None = None) -> None:
        self._registry = registry
        self._on = on
        self._spans = sorted(spans, key=lambda span: (span.start, -span.end))
        self._starts = [span.start for span in self._spans]

    def state(self, name: str) -> ActorSpan | None:
        """The government that a country's name, or its capital's, stands for where it speaks or acts."""
        known = countries()
        country = known.named(name) or known.seat(name)
        actor = self._registry.get(f"gov.{country.code}") if country else None
        if actor is None:
            return None
        return self._known(actor)

    def at(self, position: int) -> ActorSpan | None:
        """The actor named at a character of the document."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and self._spans[index].end > position:
            return self._spans[index]
        return None

    def within(self, start: int, end: int) -> ActorSpan | None:
        """The first actor named between two characters."""
        index = bisect_right(self._starts, start - 1)
        if index < len(self._spans) and self._spans[index].end <= end:
            return self._spans[index]
        return None

    def group_before(self, position: int) -> ActorSpan | None:
        """The armed group (no state's forces) named last before a character: whom "the group" means."""
        index = bisect_right(self._starts, position) - 1
        while index >= 0:
            span = self._spans[index]
            if span.party and span.kind is not None and span.kind not in _STATE_KINDS:
                return span
            index -= 1
        return None

    def only_group_before(self, position: int) -> ActorSpan | None:
        """The one armed group (no state's forces) named before a character; null where there are several."""
        index = bisect_right(self._starts, position)
        groups = {
            span.id: span
            for span in self._spans[:index]
            if span.id and span.party and span.kind is not None and span.kind not in _STATE_KINDS
        }
        return next(iter(groups.values())) if len(groups) == 1 else None

    def people_of(self, name: str) -> ActorSpan | None:
        """The state that its people's name stands for where they act: "the Emiratis"."""
        plain = name.removeprefix("the ").removeprefix("The ")
        country = countries().demonym(plain) if plain[:1].isupper() and plain.endswith("s") else None
        actor = self._registry.get(f"gov.{country.code}") if country else None
        return self._known(actor) if actor else None

    def get(self, actor: str | None) -> ActorSpan | None:
        """What is known of the actor of that id."""
        known = self._registry.get(actor) if actor is not None else None
        return self._known(known) if known is not None else None

    def of_country(self, words_of_text: str, country: str) -> ActorSpan | None:
        """Whose "the army" is in a country; null for words that name their state themselves."""
        if " ".join(words_of_text.lower().split()) not in words("body_of_state"):
            return None
        found = self._registry.find(words_of_text, country=country)
        return self._known(found[0].actor) if found and found[0].actor is not None else None

    def _known(self, actor: Actor) -> ActorSpan:
        return _span(0, 0, actor, self._registry, self._on)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Start and end of every mention, in order."""
        return [(span.start, span.end) for span in self._spans]

    @property
    def ids(self) -> Counter[str]:
        """How often each known actor is named."""
        return Counter(span.id for span in self._spans if span.id)


def find_actors(
    document: Document, registry: ActorRegistry, gazetteer: Gazetteer, country: str | None
) -> Mentions:
    """All actors that the telling part of `document` names.

    "The army" is that of the country that its sentence names, else its block, else of `country`, where the
    report plays.
    """
    on = document.published.end if document.published else None
    known = registry.definitions(document.text, on=on, country=country)
    spans = []
    for block in document.blocks:
        if block.role not in CLAIM_ROLES:
            continue
        around = _only(gazetteer.countries_in(document.text[block.start : block.end])) or country
        for start, end in split_sentences(document.text, block.start, block.end):
            text = document.text[start:end]
            here = _only(gazetteer.countries_in(text)) or around
            found = registry.find(text, on=on, country=here, definitions=known)
            spans += [_shifted(match, start, registry, on) for match in found]
    return Mentions(spans, registry, on)


def _only(found: Sequence[str]) -> str | None:
    """The country of a text that names one and no other."""
    return found[0] if len(set(found)) == 1 else None


def _span(start: int, end: int, actor: Actor, registry: ActorRegistry, on: date | None) -> ActorSpan:
    enemies = registry.opponents(actor.id, on)
    return ActorSpan(start, end, actor.id, actor.name, actor.kind, actor.party, enemies)


def _shifted(match: ActorMatch, offset: int, registry: ActorRegistry, on: date | None) -> ActorSpan:
    start, end = match.start + offset, match.end + offset
    if match.actor is not None:
        return _span(start, end, match.actor, registry, on)
    return ActorSpan(start, end, None, match.name, None, False, frozenset())


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
    position = sentence.offset + token.idx
    known = mentions.at(position)
    phrase = sentence.of(noun_phrase(token)) if token.pos_ != "PRON" else sentence.of([token])
    rule = "named: words of the registry of actors"
    if known is None and token.pos_ in ("NOUN", "PROPN"):
        acts = mentions.state(phrase.text) or mentions.people_of(phrase.text) if role in _DOERS else None
        inside = mentions.within(phrase.start, phrase.end)
        known = inside or acts
        rule = (
            "an actor of the registry is named in the phrase"
            if inside
            else "a country or capital for its state"
        )
    if known is not None:
        return Because(ActorMention(phrase, role, known.id, known.name), rule)
    lemma = token.lemma_.lower()
    owner = _owner(token, sentence, mentions, thread) if _is_somebody(token, role) else None
    if owner is not None:
        return Because(
            ActorMention(phrase, role, owner.id, owner.name), "'its' or 'their': whoever was spoken of"
        )
    member = _member_of(token, sentence, mentions) if lemma in words("people") | words("armed") else None
    if member is not None:
        return Because(
            ActorMention(phrase, role, member.id, member.name), "people 'of' or 'from' a named actor"
        )
    if lemma in _GROUPS and _definite(token):
        meant = mentions.group_before(position) or thread
        return _as(meant, phrase, role, f"'the {lemma}': the armed group named last") if meant else None
    if lemma in words("band") and _definite(token):
        meant = mentions.only_group_before(position)
        if meant is not None:
            return _as(meant, phrase, role, "the one armed group named so far")
    if token.lower_ in _PRONOUNS:
        meant = _speaker_above(token, sentence, mentions) or thread
        if meant is not None and meant.id is None and token.lower_ not in _PERSONAL:
            return None
        return (
            _as(meant, phrase, role, "a pronoun: who speaks, else the actor spoken of last")
            if meant
            else None
        )
    if _is_somebody(token, role):
        return Because(ActorMention(phrase, role), "people or arms that the registry does not name")
    if role is ActorRole.VICTIM and token.pos_ in ("NOUN", "PROPN") and _is_something(token):
        return Because(ActorMention(phrase, ActorRole.OBJECT), "a thing or place that is harmed")
    return None


def _as(meant: ActorSpan, phrase: Span, role: ActorRole, rule: str) -> Because[ActorMention]:
    return Because(ActorMention(phrase, role, meant.id, meant.name), rule)


def _is_somebody(token: Any, role: ActorRole) -> bool:
    lemma = token.lemma_.lower()
    if lemma in words("people") | words("armed") or token.ent_type_ in ("NORP", "ORG", "PERSON"):
        return True
    if (
        token.pos_ == "NOUN"
        and role in _DOERS
        and lemma in words("aircraft") | words("object") | words("projectile")
    ):
        return any(
            child.dep_ in ("compound", "poss", "amod") or child.lower_ == "of" for child in token.children
        )
    if token.pos_ == "NOUN":
        return lemma.endswith(_PEOPLE_ENDINGS) and lemma not in words("object") | words("weapon")
    if token.pos_ == "PROPN" and any(part.lower_ in given_names() for part in token.lefts):
        return True
    return bool(token.pos_ == "PROPN" and role in _DOERS and not token.ent_type_)


def _is_something(token: Any) -> bool:
    return token.lemma_.lower() in words("object") | words("place")


def _owner(token: Any, sentence: Sentence, mentions: Mentions, thread: ActorSpan | None) -> ActorSpan | None:
    """Whose people or arms they are: "two of its men", "their boats", "the group's fighters"."""
    possessive = next((part for part in token.children if part.dep_ == "poss"), None)
    if possessive is None:
        return None
    if possessive.lemma_.lower() in _GROUPS and _definite(possessive):
        return mentions.group_before(sentence.offset + possessive.idx) or thread
    if possessive.lower_ not in _POSSESSIVE:
        return None
    meant = _speaker_above(possessive, sentence, mentions) or thread
    return meant if meant is not None and meant.id is not None else None


def _speaker_above(token: Any, sentence: Sentence, mentions: Mentions) -> ActorSpan | None:
    """The actor that is subject of a clause above: "the group denied that it lost the town"."""
    for above in ancestors(token):
        speaker = own_subject(above) if above.pos_ in ("VERB", "AUX") else None
        if speaker is not None and speaker.i != token.i:
            known = mentions.at(sentence.offset + speaker.idx)
            if known is not None:
                return known
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
        return known.kind in _STATE_KINDS
    whose = mention.span.text.lower().rpartition(" of ")[2]
    return bool(words("of_state") & set(whose.split()))
