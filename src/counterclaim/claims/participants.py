"""Who takes part in an incident, as the document and the registry know them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.claims.actors import ActorSpan, Mentions
from counterclaim.claims.companions import named_together
from counterclaim.claims.incidents import Incident
from counterclaim.claims.nouns import is_people
from counterclaim.claims.places import Places
from counterclaim.claims.reasons import argument
from counterclaim.claims.recognition import mention_of, recognised
from counterclaim.claims.roles import sought
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import noun_phrase
from counterclaim.claims.trace import Notes
from counterclaim.claims.triggers import measured
from counterclaim.model import ActorMention, ActorRole, Attribution, Place
from counterclaim.reference.event_types import family

TARGET_ROLES = frozenset({ActorRole.VICTIM, ActorRole.OPPONENT, ActorRole.OBJECT, ActorRole.FORMER_HOLDER})
_OPERATIONS = frozenset({"detention", "any_violence", "battle", "offensive", "disrupted", "explosion"})

Roles = tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]
"""Actors, and targets."""


class Participants:
    """Finds the participants of incidents in one document."""

    def __init__(self, mentions: Mentions, places: Places) -> None:
        self._mentions = mentions
        self._places = places

    def of(self, incident: Incident, sentence: Sentence, thread: ActorSpan | None, notes: Notes) -> Roles:
        """Actors and targets that the words of `incident` name; `thread` is who was spoken of last."""
        found: list[ActorMention] = []
        for token, role in incident.arguments.with_roles():
            position = sentence.offset + token.idx
            if self._is_only_place(token, role, sentence, position) or self._only_describes(token, position):
                continue
            named = (recognised(part, role, sentence, self._mentions, thread) for part in measured(token))
            known = next((one for one in named if one is not None), None)
            together = named_together(token, sentence, self._mentions)
            for span, actor in together:
                one = ActorMention(span, role, actor.id, actor.name)
                if all(_differ(one, other) for other in found):
                    found.append(one)
                    notes.about(one, argument(token, incident))
                    notes.about(one, "one of several actors in the phrase", part=".id")
            if known is not None and not together and all(_differ(known.value, other) for other in found):
                found.append(known.value)
                notes.about(known.value, argument(token, incident))
                notes.about(known.value, known.rule, part=".id")
        if family(incident.main.rule.event_type) in _OPERATIONS:
            for one in self._sought(incident, sentence, found):
                found.append(one)
                notes.about(one, f"whom '{incident.main.token.text}' was after")
        return (
            tuple(one for one in found if one.role not in TARGET_ROLES),
            tuple(one for one in found if one.role in TARGET_ROLES),
        )

    def in_country(
        self, found: tuple[ActorMention, ...], place: Place | None, notes: Notes
    ) -> tuple[ActorMention, ...]:
        """Mentions in which "the army" is that of the country where the event is."""
        if place is None or place.country is None:
            return found
        placed = [(one, self._mentions.of_country(one.span.text, place.country)) for one in found]
        for one, body in placed:
            if body is not None:
                notes.about(one, f"that of {place.country}, the country of the place", part=".id")
        return tuple(replace(one, id=body.id, name=body.name) if body else one for one, body in placed)

    def speakers_in_country(
        self, links: Iterable[Attribution], place: Place | None
    ) -> tuple[Attribution, ...]:
        """Sources, in which "the army" that speaks is that of the country where the event is."""
        found = []
        for link in links:
            words = link.span.text if link.span is not None else ""
            body = self._mentions.of_country(words, place.country) if place and place.country else None
            name = body.name if body and link.actor and body.name else link.name
            found.append(replace(link, actor=body.id, name=name) if body else link)
        return tuple(found)

    def _is_only_place(self, token: Any, role: ActorRole, sentence: Sentence, position: int) -> bool:
        """Whether a place's name is meant as the place: not where a country acts ("Azerbaijan launched")."""
        if not self._places.named_at(sentence, position) or self._mentions.at(position) is not None:
            return False
        whole = sentence.of(noun_phrase(token)).text
        return role in TARGET_ROLES or self._mentions.state(whole) is None

    def _only_describes(self, token: Any, position: int) -> bool:
        """Whether a modifier names nobody: the "barrel" of "barrel bombs", not the group of "an IS attack"."""
        if token.dep_ not in ("compound", "amod", "nmod") or token.ent_type_ in ("NORP", "ORG"):
            return False
        if is_people(token):
            return False
        return self._mentions.at(position) is None and self._mentions.state(token.text) is None

    def _sought(
        self, incident: Incident, sentence: Sentence, found: Sequence[ActorMention]
    ) -> Iterator[ActorMention]:
        """The party whose people an operation was after, where those whom it struck are of no party named."""
        if any(one.id for one in found if one.role in TARGET_ROLES):
            return
        for token in sought(incident.main.token):
            one = mention_of(token, ActorRole.OPPONENT, sentence, self._mentions, None)
            if one is not None and one.id is not None and all(_differ(one, other) for other in found):
                yield one


def _differ(a: ActorMention, b: ActorMention) -> bool:
    return a.span != b.span and (a.id is None or a.id != b.id)
