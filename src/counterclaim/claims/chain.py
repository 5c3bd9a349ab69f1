"""The chain of sources of a claim: the publisher, then those of the text, each with its interest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.claims.actors import ActorSpan, Mentions
from counterclaim.claims.attribution import (
    Introduced,
    Speech,
    attribute,
    could_speak,
    find_voices,
    noted_source,
    quotation_speakers,
    reporting_subject,
)
from counterclaim.claims.lexicon import words
from counterclaim.claims.recognition import is_state
from counterclaim.claims.sentence import RawSentence, Sentence
from counterclaim.model import ActorMention, ActorRole, Attribution, Document, SourceType
from counterclaim.reference.actors.sides import side

_PART_OF_NAME = re.compile(r",| \(| (?:of|on|for|in|at) ")
_MEDIA = frozenset({"agency", "media"})
_OF_OTHERS = _MEDIA | {"government"}
"""Kinds of parties that also speak of the wars of others."""
Parsed = Mapping[int, Sentence]
"""Parsed sentences by their first character."""


class Sources:
    """Who says what in one document: in its sentences, its interviews and notes, and its publisher."""

    def __init__(
        self, document: Document, mentions: Mentions, told: Sequence[RawSentence], parsed: Parsed
    ) -> None:
        self._document = document
        self._mentions = mentions
        self._voices = find_voices(document)
        self._introduced = Introduced(mentions)

        def speaker(raw: RawSentence, last: Attribution | None) -> Attribution | None:
            sentence = parsed.get(raw.span.start)
            if sentence is None:
                return None
            self._introduced.remember(sentence)
            return reporting_subject(sentence, mentions, last)

        def subject(raw: RawSentence) -> Attribution | None:
            sentence = parsed.get(raw.span.start)
            return could_speak(sentence, mentions) if sentence is not None else None

        self._quoted = quotation_speakers(told, speaker, subject)

    def speech(self, token: Any, sentence: Sentence, previous: Attribution | None) -> Speech:
        """Who says it; what the sentence leaves out, the quotation or answer that it is part of gives."""
        speech = attribute(token, sentence, self._mentions, previous)
        chain, rules = self._in_full(speech)
        quoted = self._quoted.get(sentence.span.start)
        if not chain and quoted is not None:
            chain, rules = (
                (self._introduced.meant(quoted),),
                ("a quotation that goes on: who speaks in the sentences beside it",),
            )
        voice = self._voices.at(sentence.offset + token.idx)
        if voice is not None and (voice.type is not SourceType.PUBLISHER or not chain):
            name = voice.name.casefold()
            kept = [pair for pair in zip(chain, rules, strict=True) if pair[0].name.casefold() not in name]
            whole = "an editor's note" if voice.type is SourceType.PUBLISHER else "an answer of an interview"
            chain = (voice, *(one for one, _ in kept))
            rules = (f"{whole}: whose words the passage is", *(rule for _, rule in kept))
        return replace(speech, chain=chain, rules=rules)

    def _in_full(self, speech: Speech) -> tuple[tuple[Attribution, ...], tuple[str, ...]]:
        """Chain and rules of a speech, each source under the name that it was introduced by, once."""
        found: dict[tuple[str, str | None], tuple[Attribution, str]] = {}
        for one, rule in zip(speech.chain, speech.rules, strict=True):
            full = self._introduced.meant(one)
            again = rule if full is one else f"{rule}; '{full.name}' is meant, who was named before"
            found.setdefault((full.name.casefold(), full.actor), (full, again))
        return tuple(one for one, _ in found.values()), tuple(rule for _, rule in found.values())

    def chain(
        self,
        links: Iterable[Attribution],
        concerned: Iterable[ActorMention],
        cites: tuple[str, ...] = (),
        country: str | None = None,
    ) -> tuple[Attribution, ...]:
        """The publisher, then `links`, else the source that a footnote names.

        A party that speaks of its own war is interested. `country` is the ISO code of where it happened.
        """
        ids = {one.id for one in concerned if one.id}
        publisher = self._voices.publisher
        own = [] if publisher is None else [publisher]
        chain = [
            _with_interest(link, ids, country, self._mentions)
            for link in links
            if not _is_itself(link, publisher)
        ]
        noted = noted_source(self._document, cites) if not chain else None
        return (*own, *chain, *([noted] if noted else []))


def _is_itself(link: Attribution, publisher: Attribution | None) -> bool:
    """Whether a source is the publisher under a shorter name: "the Desk", "our correspondent"."""
    if publisher is None or link.type is SourceType.PUBLISHER:
        return False
    said = link.name.casefold().split()
    if said[:1] and said[0] in ("our", "this"):
        return True
    name = _PART_OF_NAME.split(publisher.name.casefold())[0].split()
    rest = [word for word in said if word != "the"]
    whole = said[:1] == ["the"] or rest == [word for word in name if word != "the"]
    return bool(rest) and whole and name[-len(rest) :] == rest


def _with_interest(
    link: Attribution, concerned: set[str], country: str | None, mentions: Mentions
) -> Attribution:
    """The source with its interest: a party that speaks of itself or its enemy, or of its own country or theirs.

    Who fights is taken to speak of its own war, whomever it names. A government, and a medium of a party, also speak
    of the wars of others: where they name parties, or the place is known, it must be theirs.
    """
    known = mentions.get(link.actor)
    if known is None or not known.party or known.id is None:
        return link
    parties = [one for one in map(mentions.get, concerned) if one is not None and one.party]
    home = mentions.get(f"gov.{country}") if country else None
    if known.kind not in _OF_OTHERS or (home is not None and _is_at_home(known, home)):
        return replace(link, interested=True)
    if any(_is_at_war(known, one) for one in parties):
        return replace(link, interested=True)
    unknown = home is None and not parties and known.kind not in _MEDIA
    return replace(link, interested=unknown)


def _is_at_home(speaker: ActorSpan, home: ActorSpan) -> bool:
    """Whether a government is a party's own or its enemy; a party has all enemies of the side that it belongs to."""
    if side(speaker.id or "") == side(home.id or "") or home.id in speaker.enemies:
        return True
    return bool(home.enemies) and home.enemies <= speaker.enemies


def _is_at_war(speaker: ActorSpan, other: ActorSpan) -> bool:
    """Whether two parties are one side, enemies, or have an enemy in common."""
    if speaker.id is None or other.id is None or side(speaker.id) == side(other.id):
        return True
    return other.id in speaker.enemies or speaker.id in other.enemies or bool(speaker.enemies & other.enemies)


def calls_enemy(words_of_text: str) -> bool:
    """Whether a partisan text's words for somebody are those for an enemy: "terrorists", "puppet soldiers"."""
    said = {word.strip("'’.,").removesuffix("s") for word in words_of_text.casefold().split()}
    return bool(said & words("enemy_epithet"))


def speaks_for_state(chain: Sequence[Attribution], mentions: Mentions) -> bool:
    """Whether the source is a body of a state: what it says was taken, by nobody named, its side took."""
    speaker = chain[-1] if chain else None
    if speaker is None or not speaker.interested or speaker.span is None:
        return False
    return is_state(ActorMention(speaker.span, ActorRole.CLAIMANT, speaker.actor), mentions)


def announcer(chain: Sequence[Attribution], speech: Speech, frame: str) -> tuple[ActorMention, ...]:
    """Who did it, where a party announces a deed and names nobody: itself."""
    speaker = chain[-1] if chain else None
    announced = any(verb in words("announcing_verb") for verb in speech.verbs)
    if not announced or speaker is None or not speaker.interested:
        return ()
    if speaker.actor is None or speaker.span is None:
        return ()
    role = ActorRole.HOLDER if frame == "take" else ActorRole.PERPETRATOR
    return (ActorMention(speaker.span, role, speaker.actor, speaker.name),)
