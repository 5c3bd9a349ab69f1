"""The marked mentions of events of ECB+ as claims, with what stands marked in their sentences.

The claim's trigger is the mention. Its place, time and actors are the marked ones of the sentence, taken through the
product's own resolvers: the nearest place that the gazetteer knows, the nearest time that can be told, all human
participants (whose part in the event is not marked). Its event type is that of the product's trigger words where its
head is one of them; a word that is none has its base form for a type. The chains of gold are in `Mention` alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from counterclaim.claims.lexicon import base, trigger_rules
from counterclaim.claims.sentence import MAX_SENTENCE, RawSentence, parse
from counterclaim.events import DocumentContext
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Kind,
    Modality,
    Place,
    Role,
    SourceType,
    Verification,
    When,
    content_id,
)
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.event_types import event_types
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.places.descriptions import Where, locate
from counterclaim.text.dates import find_dates, on_day, resolve
from evaluation.suites.ecbplus_corpus import Markable, Text, read_corpus

EXTRACTOR = "ecbplus"
VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"})
"""Event types of ACLED whose words make a topic one of conflict."""
CONFLICT_SHARE = 0.1
_PLACES = "LOC"
_TIMES = "TIME"
_PEOPLE = "HUMAN"
_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A marked mention: its claim and context, the chain that it is of, and its topic and subtopic.

    `lemma` is the base form of its head; `participants` are the words of the people and things marked in its sentence.
    """

    id: str
    claim: Claim
    context: DocumentContext
    chain: str
    topic: str
    subtopic: str
    document: str
    lemma: str
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """The word that heads a mention: its base form, and the type that it is a trigger of whatever is beside it."""

    lemma: str
    event_type: str | None


class _Resolvers:
    """The product's resolvers, asked once for the same words."""

    def __init__(self) -> None:
        gazetteer, registry = Gazetteer.open(), ActorRegistry.load()
        self.place = cache(lambda words: locate(words, gazetteer, Where()))
        self.actor = cache(registry.resolve)


def mentions(path: Path) -> list[Mention]:
    """The mentions of a folder in the layout of ECB+. Raises FileNotFoundError without texts."""
    return mentions_of(read_corpus(path))


def mentions_of(texts: Sequence[Text]) -> list[Mention]:
    """The mentions of texts, in their order."""
    resolvers = _Resolvers()
    heads = _heads(texts)
    return [mention for text in texts for mention in _mentions(text, heads, resolvers)]


def context_of(text: Text) -> DocumentContext:
    """What linking may know of a text."""
    return DocumentContext(document_id(text), text.publisher, text.published)


def document_id(text: Text) -> str:
    """Id of the document that the claims of a text are of."""
    return content_id("d", "ecbplus", text.name)


def conflict_topics(found: Sequence[Mention]) -> frozenset[str]:
    """The topics about shootings, bombings, murders, raids, riots and war, told by their words alone.

    Such a one has at least a tenth of its mentions headed by a word that is by itself a trigger of armed clashes,
    explosions, violence against people or riots. Words of death and injury do not count: people also die in bed.
    """
    violent = {name for name, one in event_types().items() if one.acled[0] in VIOLENT}
    every = Counter(one.topic for one in found)
    told = Counter(one.topic for one in found if one.claim.event_type in violent)
    return frozenset(topic for topic in every if told[topic] >= CONFLICT_SHARE * every[topic])


def _mentions(text: Text, heads: Mapping[str, _Head], resolvers: _Resolvers) -> Iterator[Mention]:
    around = {
        number: list(every)
        for number, every in groupby(
            sorted(text.markables, key=lambda one: one.sentence), lambda one: one.sentence
        )
    }
    for mark in text.events:
        beside = around[mark.sentence]
        yield Mention(
            id=mark.id,
            claim=_claim(text, mark, beside, heads[mark.id], resolvers),
            context=context_of(text),
            chain=mark.chain,
            topic=text.topic,
            subtopic=text.subtopic,
            document=text.name,
            lemma=heads[mark.id].lemma,
            participants=tuple(one.span.text for one in beside if not one.is_event),
        )


def _claim(
    text: Text, mark: Markable, beside: Sequence[Markable], head: _Head, resolvers: _Resolvers
) -> Claim:
    publisher = text.publisher
    return Claim(
        id=content_id("c", "ecbplus", mark.id),
        document_id=document_id(text),
        sentence=text.sentences[mark.sentence],
        trigger=mark.span,
        kind=Kind.EVENT,
        event_type=head.event_type or head.lemma,
        modality=Modality.DENIED if mark.negated else Modality.REPORTED,
        verification=Verification.NONE,
        attribution=(Attribution(publisher, SourceType.PUBLISHER),) if publisher else (),
        actors=tuple(_actors(beside, resolvers)),
        targets=(),
        quantities=(),
        place=_place(mark, beside, resolvers),
        when=_when(text, mark, beside),
        control=None,
        method=None,
        evidence=(),
        cites=(),
        confidence=1.0,
        extractor=EXTRACTOR,
    )


def _nearest(mark: Markable, beside: Sequence[Markable], kind: str) -> list[Markable]:
    """What is marked of a kind in the sentence, the nearest first."""
    return sorted(
        (one for one in beside if one.kind.startswith(kind)),
        key=lambda one: (abs(one.span.start - mark.span.start), one.span),
    )


def _place(mark: Markable, beside: Sequence[Markable], resolvers: _Resolvers) -> Place | None:
    named = _nearest(mark, beside, _PLACES)
    places = [replace(resolvers.place(one.span.text), span=one.span) for one in named]
    known = [place for place in places if place.lat is not None]
    return next(iter(known or places), None)


def _when(text: Text, mark: Markable, beside: Sequence[Markable]) -> When | None:
    published = on_day(text.published) if text.published else None
    for one in _nearest(mark, beside, _TIMES):
        for expression in find_dates(one.span.text):
            when = resolve(expression, published=published, anchor=None)
            if when is not None:
                return replace(when, span=one.span)
    return None


def _actors(beside: Sequence[Markable], resolvers: _Resolvers) -> Iterator[ActorMention]:
    for one in beside:
        if one.kind.startswith(_PEOPLE):
            actor = resolvers.actor(one.span.text)
            known = (actor.id, actor.name) if actor else (None, None)
            yield ActorMention(one.span, ActorRole.PARTICIPANT, *known)


def _heads(texts: Sequence[Text]) -> dict[str, _Head]:
    """The head of each scored mention, from a parse of the sentences that have any."""
    raw, marks = [], []
    for text in texts:
        for number, every in groupby(text.events, lambda one: one.sentence):
            span = text.sentences[number]
            if len(span.text) <= MAX_SENTENCE:
                raw.append(RawSentence(span, Role.BODY, 0))
                marks.append(list(every))
    heads = {
        mark.id: _head(sentence, mark)
        for sentence, every in zip(parse(raw, entities=False), marks, strict=True)
        for mark in every
    }
    return {
        mark.id: heads.get(mark.id) or _Head(mark.span.text.lower(), None)
        for text in texts
        for mark in text.events
    }


def _head(sentence: Any, mark: Markable) -> _Head | None:
    start, end = mark.span.start - sentence.offset, mark.span.end - sentence.offset
    words = [token for token in sentence.doc if token.idx < end and start < token.idx + len(token.text)]
    if not words:
        return None
    inside = {token.i for token in words}
    head = next((token for token in words if token.head.i not in inside or token.head == token), words[0])
    lemmas = {base(token) for token in words}
    pos = _POS.get(head.pos_, "")
    meant = [
        rule
        for rule in trigger_rules().get((base(head), pos), ())
        if not rule.needs and lemmas.issuperset(rule.words)
    ]
    return _Head(base(head), meant[0].event_type if meant else None)
