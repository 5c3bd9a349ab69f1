"""Voices of an event: publishers, agencies and sources, and through which of them each claim came.

A claim's path runs from the publisher of its report inwards: over the report that it copies, the agency whose
report it is, and the sources of its chain, to the one whose word it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.events.provenance.context import Contexts, DocumentContext
from counterclaim.events.provenance.naming import behind_quotation, institution, own_name, points_to_named
from counterclaim.events.provenance.publishers import publisher_actor, publisher_key
from counterclaim.events.provenance.tables import registry
from counterclaim.model import Attribution, Claim, SourceType
from counterclaim.reference.actors.sides import side
from counterclaim.reference.actors.types import ActorKind

_OPENING = frozenset("\"“”„«'‘’.:;!?")


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whose word a claim is or who passes it on. `actor` is an id of the registry."""

    key: str
    name: str
    type: SourceType
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """The voices of a claim, outermost first.

    `relations` tell for each step from one voice to the next: copies, prints, cites, or told_by for a source
    that nobody can name.
    """

    claim: Claim
    voices: tuple[Voice, ...]
    relations: tuple[str, ...]

    @property
    def last(self) -> Voice:
        """Whose word it is, as far as this claim tells."""
        return self.voices[-1]


def paths(claims: Iterable[Claim], contexts: Contexts) -> list[Path]:
    """The path of each claim, in their order."""
    listed = list(claims)
    reports = _Reports(listed, contexts)
    named = _Named(listed, contexts, reports.desks())
    return [_path(claim, reports, named) for claim in listed]


def _path(claim: Claim, reports: _Reports, named: _Named) -> Path:
    voices, relations = reports.outer(claim.document_id)
    named_before = False
    links = [one for one in claim.attribution if one.type is not SourceType.PUBLISHER]
    for place, link in enumerate(links):
        found = named.voice(claim, link)
        if found is None and place < len(links) - 1:
            continue  # "local media, citing X": whoever passed it on, it is X's word
        if found is None and named_before:
            continue  # whom a monitor or an official has it from is that one's word
        if found is None:
            found, relation = _nameless(link, voices[-1]), "told_by"
        else:
            relation, named_before = "cites", True
        if all(found.key != voice.key for voice in voices):
            voices.append(found)
            relations.append(relation)
    return Path(claim, tuple(voices), tuple(relations))


def _nameless(link: Attribution, holder: Voice) -> Voice:
    """A source that nobody can name: one and the same for all that one outlet has from such sources."""
    sort = "party" if link.interested else "source"
    return Voice(f"unnamed {sort}:{holder.key}", f"unnamed {sort} of {holder.name}", link.type)


class _Reports:
    """The outer part of paths: who publishes a report, of whom it is a copy, and whose byline it has."""

    def __init__(self, claims: Sequence[Claim], contexts: Contexts) -> None:
        self._contexts = contexts
        self._desks: dict[str, Voice] = {}
        members: dict[str, set[str]] = {}
        for document in {claim.document_id for claim in claims}:
            family = contexts[document].family
            members.setdefault(family, {family} if family in contexts else set()).add(document)
        self._sources = {family: self._credited(same) for family, same in members.items()}
        for document in {claim.document_id for claim in claims}:
            self._desk(document)

    def outer(self, document: str) -> tuple[list[Voice], list[str]]:
        """Voices from the publisher to the agency whose report it is, and the steps between them."""
        context = self._contexts[document]
        sources = self._sources[context.family]
        desk = self._desk(document)
        keys = [one.key for one in sources]
        if desk.key in keys:
            chain = sources[keys.index(desk.key) :]
            return list(chain), ["prints"] * (len(chain) - 1)
        voices, relations = [desk], []
        if context.family in self._contexts:
            first = self._desk(context.family)
            if first.key not in (desk.key, *keys):
                voices.append(first)
                relations.append("copies")
        return [*voices, *sources], [*relations, *["prints"] * len(sources)]

    def _credited(self, documents: Iterable[str]) -> list[Voice]:
        """Agencies and outlets whose report the family's text is, by its bylines and its publishers."""
        found: dict[str, Voice] = {}
        for document in documents:
            context = self._contexts[document]
            if context.credit is not None:
                found.setdefault(publisher_key(context.credit.name), _publisher(context.credit.name))
            actor = publisher_actor(context.publisher) if context.publisher else None
            if actor is not None and actor.kind is ActorKind.AGENCY:
                desk = self._desk(document)
                found.setdefault(desk.key, desk)
        return [found[key] for key in sorted(found)]

    def desks(self) -> dict[str, Voice]:
        """The publishers of the event's reports, by key."""
        return {voice.key: voice for voice in self._desks.values()}

    def _desk(self, document: str) -> Voice:
        if document not in self._desks:
            self._desks[document] = _desk(self._contexts[document])
        return self._desks[document]


def _desk(context: DocumentContext) -> Voice:
    """The publisher of a report; a report without one speaks for its family."""
    if not context.publisher:
        return Voice(f"report:{context.family}", context.title or context.family, SourceType.DOCUMENT)
    return _publisher(context.publisher)


def _publisher(name: str) -> Voice:
    actor = publisher_actor(name)
    if actor is None:
        return Voice(publisher_key(name), name, SourceType.PUBLISHER)
    sort = SourceType.AGENCY if actor.kind is ActorKind.AGENCY else SourceType.PUBLISHER
    return Voice(publisher_key(name), actor.name, sort, actor.id)


class _Named:
    """The named sources of an event: one voice for all forms of a name."""

    def __init__(self, claims: Sequence[Claim], contexts: Contexts, desks: dict[str, Voice]) -> None:
        self._contexts = contexts
        self._desks = desks
        self._voices: dict[tuple[str, ...], Voice] = {}
        self._longer: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        self._in_document: dict[tuple[str, SourceType], set[str]] = {}
        self._by_key: dict[str, Voice] = {}
        for claim in claims:
            for link in claim.attribution:
                if link.type is not SourceType.PUBLISHER:
                    self._learn(claim, link)

    def _learn(self, claim: Claim, link: Attribution) -> None:
        if publisher_key(link.name) in self._desks:
            return
        name = own_name(link.name, _opens(claim, link))
        known = _actor(claim, link)
        if known is not None:
            voice = self._actor_voice(known, link)
        elif name:
            voice = Voice(f"name:{''.join(name)}", _shown(link.name), link.type)
        else:
            return
        best = self._by_key.get(voice.key)
        if best is None or (len(voice.name), voice.name) < (len(best.name), best.name):
            self._by_key[voice.key] = voice
        self._in_document.setdefault((claim.document_id, link.type), set()).add(voice.key)
        if name and (name not in self._voices or known is not None):
            self._voices[name] = voice
            for start in range(1, min(len(name), 8)):
                self._longer.setdefault(name[start:], set()).add(name)

    def voice(self, claim: Claim, link: Attribution) -> Voice | None:
        """The voice of a link; null for a source that nobody can name."""
        desk = self._desks.get(publisher_key(link.name))
        if desk is not None:
            return desk
        known = _actor(claim, link)
        if known is not None:
            return self._by_key[f"actor:{side(known)}"]
        name = own_name(link.name, _opens(claim, link))
        if name:
            return self._by_key[self._voices[self._fullest(name)].key]
        if points_to_named(link):
            keys = self._in_document.get((claim.document_id, link.type), set())
            if len(keys) == 1:
                return self._by_key[next(iter(keys))]
            monitors = self._contexts[claim.document_id].monitors
            if not keys and len(monitors) == 1 and link.type is SourceType.MONITOR:
                return self._actor_voice(monitors[0], link)
        return None

    def _actor_voice(self, id_: str, link: Attribution) -> Voice:
        actor = registry().get(id_)
        voice = Voice(f"actor:{side(id_)}", actor.name if actor else link.name, link.type, id_)
        return self._by_key.setdefault(voice.key, voice)

    def _fullest(self, name: tuple[str, ...]) -> tuple[str, ...]:
        """The full name that a part of it, such as a surname, stands for in this event."""
        longer = self._longer.get(name, set())
        if not longer or (len(name) == 1 and len({one[-2] for one in longer}) > 1):
            return name
        return max(longer, key=lambda one: (self._voices[one].actor is not None, len(one), one))


def _actor(claim: Claim, link: Attribution) -> str | None:
    if link.actor is not None:
        return link.actor
    country = claim.place.country if claim.place is not None else None
    return institution(link.name, country)


def _opens(claim: Claim, link: Attribution) -> bool:
    """Whether a source's words open the sentence or a quotation, where a capital letter says nothing."""
    if link.span is None:
        return False
    at = link.span.start - claim.sentence.start
    return at <= 0 or any(mark in _OPENING for mark in claim.sentence.text[max(0, at - 2) : at])


def _shown(name: str) -> str:
    said = behind_quotation(name).split()
    return " ".join(said[1:] if len(said) > 1 and said[0].casefold() == "the" else said)


def published(claim: Claim, contexts: Contexts) -> tuple[date, str]:
    """The order of claims in time: publication, then id; one without a date comes first."""
    return contexts[claim.document_id].published or date.min, claim.id
