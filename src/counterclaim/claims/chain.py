"""The chain of sources of a claim: the publisher, then those of the text, each with its interest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.claims.actors import Mentions, is_state
from counterclaim.claims.attribution import Speech, attribute
from counterclaim.claims.lexicon import words
from counterclaim.claims.sentence import Sentence
from counterclaim.model import ActorMention, ActorRole, Attribution, SourceType
from counterclaim.reference.sides import side

_QUOTES = ('"', "“", "«", "”")


def speech_of(token: Any, sentence: Sentence, mentions: Mentions, previous: Attribution | None) -> Speech:
    """Who says it; a quotation without a speaker goes on from the one who spoke last."""
    speech = attribute(token, sentence, mentions, previous)
    if not speech.chain and previous is not None and sentence.span.text.startswith(_QUOTES):
        return Speech((previous,), speech.verbs)
    return speech


def chain_of(
    links: Iterable[Attribution], publisher: str | None, concerned: Iterable[ActorMention], mentions: Mentions
) -> tuple[Attribution, ...]:
    """The publisher, then `links`; a party that speaks of its own war is interested."""
    ids = {one.id for one in concerned if one.id}
    chain = [_with_interest(link, ids, mentions) for link in links]
    if publisher and all(link.name.casefold() != publisher.casefold() for link in chain):
        chain.insert(0, Attribution(publisher, SourceType.PUBLISHER))
    return tuple(chain)


def _with_interest(link: Attribution, concerned: set[str], mentions: Mentions) -> Attribution:
    known = mentions.get(link.actor)
    if known is None or not known.party or known.id is None:
        return link
    own = side(known.id) in {side(one) for one in concerned}
    against = bool(known.enemies & concerned)
    among_parties = any(other is not None and other.party for other in map(mentions.get, concerned))
    return replace(link, interested=not concerned or own or against or among_parties)


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
