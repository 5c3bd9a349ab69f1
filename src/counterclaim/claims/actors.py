"""The actors that a document names, found once and asked for by position."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.claims.lexicon import phrases, words
from counterclaim.model import CLAIM_ROLES, Document
from counterclaim.reference.actors import Actor, ActorMatch, ActorRegistry
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.text.sentences import split_sentences

STATE_KINDS = frozenset({"state_forces", "government", "external_forces", "police", "coalition"})
_NATIONAL = STATE_KINDS - {"coalition", "external_forces"}


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
        if not any(letter.isupper() for letter in name):
            return None
        name = name.removeprefix("the ").removeprefix("The ")
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
            if span.party and span.kind is not None and span.kind not in STATE_KINDS:
                return span
            index -= 1
        return None

    def the_group(self, position: int, thread: ActorSpan | None) -> ActorSpan | None:
        """Whom "the group" means at a character: the group that was subject last, else the one named last."""
        if thread is not None and thread.party and thread.kind is not None and thread.kind not in STATE_KINDS:
            return thread
        return self.group_before(position) or thread

    def only_group_before(self, position: int) -> ActorSpan | None:
        """The one armed group (no state's forces) named before a character; null where there are several."""
        index = bisect_right(self._starts, position)
        groups = {
            span.id: span
            for span in self._spans[:index]
            if span.id and span.party and span.kind is not None and span.kind not in STATE_KINDS
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

    def resolved(self, name: str, country: str | None) -> ActorSpan | None:
        """The one actor that all of `name` stands for, in whatever block it stands."""
        actor = self._registry.resolve(name, on=self._on, country=country)
        return self._known(actor) if actor is not None else None

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

    def homes(self) -> list[str]:
        """ISO codes of the countries of the armed groups (no state's forces) named, the most named first."""
        named = (self._registry.get(one) for one, _ in self.ids.most_common())
        groups = (one for one in named if one is not None and one.party and one.kind not in STATE_KINDS)
        return list(dict.fromkeys(one.country for one in groups if one.country is not None))

    @property
    def ids(self) -> Counter[str]:
        """How often each known actor is named."""
        return Counter(span.id for span in self._spans if span.id)


def find_actors(
    document: Document, registry: ActorRegistry, gazetteer: Gazetteer, country: str | None
) -> Mentions:
    """All actors that the telling part of `document` names.

    "The army" is that of the country that its sentence is about, else the army named last with its country, else that
    of the country that its block names, else of `country`, where the report plays.
    """
    on = document.published.end if document.published else None
    known = registry.definitions(document.text, on=on, country=country)
    spans = []
    last: dict[str, str] = {}
    for block in document.blocks:
        if block.role not in CLAIM_ROLES:
            continue
        around = _only(gazetteer.countries_in(document.text[block.start : block.end])) or country
        for start, end in split_sentences(document.text, block.start, block.end):
            text = document.text[start:end]
            here = _scene(text) or _named_last(text, last) or _only(gazetteer.countries_in(text)) or around
            found = registry.find(text, on=on, country=here, definitions=known)
            spans += [_shifted(match, start, registry, on) for match in found]
            for match in found:
                if body := _body(match, text):
                    last[body[0]] = body[1]
    return Mentions(spans, registry, on)


def _only(found: Sequence[str]) -> str | None:
    """The country of a text that names one and no other."""
    return found[0] if len(set(found)) == 1 else None


def _scene(text: str) -> str | None:
    """The one country that a text names by its name: "Russian jets" say of no country that something happens there."""
    known = countries()
    named = [one for one in known.find(text) if known.demonym(text[one.start : one.end]) is None]
    return _only([one.values[0] for one in named])


def _named_last(text: str, last: Mapping[str, str]) -> str | None:
    """The country of the body that a text calls "the army", when an army was named with its country before."""
    if not last:
        return None
    called = (match[0].lower().split() for match in phrases("body_of_state").finditer(text))
    return next((last[one[-1]] for one in called if one[0] == "the" and one[-1] in last), None)


def _body(match: ActorMatch, text: str) -> tuple[str, str] | None:
    """The noun and the country of a body named with its state: "army", "SY" of "the Syrian army"."""
    if match.actor is None or match.actor.country is None or match.actor.kind not in _NATIONAL:
        return None
    called = text[match.start : match.end].lower()
    if called.removeprefix("the ") in words("body_of_state"):
        return None
    return called.split()[-1], match.actor.country


def _span(start: int, end: int, actor: Actor, registry: ActorRegistry, on: date | None) -> ActorSpan:
    enemies = registry.opponents(actor.id, on)
    return ActorSpan(start, end, actor.id, actor.name, actor.kind, actor.party, enemies)


def _shifted(match: ActorMatch, offset: int, registry: ActorRegistry, on: date | None) -> ActorSpan:
    start, end = match.start + offset, match.end + offset
    if match.actor is not None:
        return _span(start, end, match.actor, registry, on)
    return ActorSpan(start, end, None, match.name, None, False, frozenset())
