"""The chain of sources of a claim: the publisher, then those of the text, each with its interest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.attribution import (
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

        def speaker(raw: RawSentence, last: Attribution | None) -> Attribution | None:
            sentence = parsed.get(raw.span.start)
            return reporting_subject(sentence, mentions, last) if sentence is not None else None

        def subject(raw: RawSentence) -> Attribution | None:
            sentence = parsed.get(raw.span.start)
            return could_speak(sentence, mentions) if sentence is not None else None

        self._quoted = quotation_speakers(told, speaker, subject)

    def speech(self, token: Any, sentence: Sentence, previous: Attribution | None) -> Speech:
        """Who says it; what the sentence leaves out, the quotation or answer that it is part of gives."""
        speech = attribute(token, sentence, self._mentions, previous)
        chain, rules = speech.chain, speech.rules
        quoted = self._quoted.get(sentence.span.start)
        if not chain and quoted is not None:
            chain, rules = (quoted,), ("a quotation that goes on: who speaks in the sentences beside it",)
        voice = self._voices.at(sentence.offset + token.idx)
        if voice is not None and (voice.type is not SourceType.PUBLISHER or not chain):
            name = voice.name.casefold()
            kept = [pair for pair in zip(chain, rules, strict=True) if pair[0].name.casefold() not in name]
            whole = "an editor's note" if voice.type is SourceType.PUBLISHER else "an answer of an interview"
            chain = (voice, *(one for one, _ in kept))
            rules = (f"{whole}: whose words the passage is", *(rule for _, rule in kept))
        return replace(speech, chain=chain, rules=rules)

    def chain(
        self, links: Iterable[Attribution], concerned: Iterable[ActorMention], cites: tuple[str, ...] = ()
    ) -> tuple[Attribution, ...]:
        """The publisher, then `links`, else the source that a footnote names.

        A party that speaks of its own war is interested.
        """
        ids = {one.id for one in concerned if one.id}
        publisher = self._voices.publisher
        own = [] if publisher is None else [publisher]
        chain = [
            _with_interest(link, ids, self._mentions) for link in links if not _is_itself(link, publisher)
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


def _with_interest(link: Attribution, concerned: set[str], mentions: Mentions) -> Attribution:
    known = mentions.get(link.actor)
    if known is None or not known.party or known.id is None:
        return link
    own = side(known.id) in {side(one) for one in concerned}
    against = bool(known.enemies & concerned)
    among_parties = any(other is not None and other.party for other in map(mentions.get, concerned))
    return replace(link, interested=not concerned or own or against or among_parties)


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
