"""The claims stage: a document in, its claims out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from counterclaim.claims.actors import Mentions, find_actors
from counterclaim.claims.assembly import Assembler
from counterclaim.claims.batching import in_batches
from counterclaim.claims.chain import Sources
from counterclaim.claims.confidence import confidences
from counterclaim.claims.control_noted import note_sentences, titled_place
from counterclaim.claims.lead_times import dated_by_what_follows
from counterclaim.claims.place_headings import headed_places
from counterclaim.claims.places import find_places
from counterclaim.claims.retelling import retold
from counterclaim.claims.selection import Selection, select, select_together
from counterclaim.claims.sentence import MAX_SENTENCE, RawSentence, forgetting, sentences
from counterclaim.claims.trace import Reason, in_order
from counterclaim.model import Claim, Document, Place, Role
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.places.publisher_home import home_country
from counterclaim.reference.places.spoken_of import countries_spoken_of

_SHARE_FOR_PARSING = 0.5
"""What follows the parse takes about as long."""
TOGETHER_CHARACTERS = 30_000
"""Characters of documents that are read together, about 5,000 words."""


@dataclass(frozen=True, slots=True)
class Resources:
    """The reference data that reading claims needs."""

    gazetteer: Gazetteer
    actors: ActorRegistry

    @classmethod
    def load(cls, gazetteer: Path | None = None, actors: Path | None = None) -> Resources:
        """Open the gazetteer (built on first use) and the registry, with a user's own actors over ours.

        Raises ReferenceDataError.
        """
        return cls(Gazetteer.open(gazetteer), ActorRegistry.load(actors))


@dataclass(frozen=True, slots=True)
class Extraction:
    """Claims in the order of the text, what was left out and why, and the reasons of each claim by its id."""

    claims: tuple[Claim, ...]
    problems: tuple[str, ...] = ()
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)


def extract(document: Document, resources: Resources, *, seconds: float | None = None) -> Extraction:
    """Claims of `document`. What `seconds` do not suffice for is left unread, and a problem says so."""
    deadline = None if seconds is None else time.monotonic() + seconds * _SHARE_FOR_PARSING
    with forgetting():
        begun = _begun(document, resources)
        return _finished(begun, select(begun.told, begun.mentions, deadline))


def extract_together(documents: Iterable[Document], resources: Resources) -> list[Extraction]:
    """What `extract` gives for each of a few short documents. Their sentences are parsed together.

    A model that reads a hundred sentences at once needs half of the time of one that reads two.
    """
    with forgetting():
        every = [_begun(document, resources) for document in documents]
        selections = select_together((begun.told, begun.mentions) for begun in every)
        return list(map(_finished, every, selections))


def extract_all(documents: Iterable[Document], resources: Resources) -> Iterator[Extraction]:
    """What `extract` gives for each document, in order, read a few short documents ahead."""
    for window in in_batches(documents, lambda document: len(document.text), TOGETHER_CHARACTERS):
        yield from extract_together(window, resources)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A document as far as it is known without a parser; one that is not in English has no sentences.

    `headed` is the place that heads a sentence, by the sentence's start; `countries` are ISO codes of those spoken of,
    the most spoken of first, and the publisher's.
    """

    document: Document
    resources: Resources
    told: list[RawSentence]
    headed: Mapping[int, Place]
    mentions: Mentions
    countries: Sequence[str]


def _begun(document: Document, resources: Resources) -> _Begun:
    if document.language not in (None, "en"):
        return _Begun(document, resources, [], {}, Mentions((), resources.actors), ())
    spoken_of = countries_spoken_of(document.text, resources.gazetteer)
    home = home_country(document.publisher, document.url, resources.actors)
    around = list(dict.fromkeys((*spoken_of, *([home] if home else []))))
    told, headed = headed_places(list(_once(sentences(document))), document.text, resources.gazetteer, around)
    headings = Counter(place.country for place in headed.values() if place.country)
    around = list(dict.fromkeys((*(country for country, _ in headings.most_common(1)), *around)))
    mentions = find_actors(
        document,
        resources.actors,
        resources.gazetteer,
        around[0] if spoken_of or headings else None,
    )
    return _Begun(document, resources, told, headed, mentions, around)


def _finished(begun: _Begun, selection: Selection) -> Extraction:
    document = begun.document
    if document.language not in (None, "en"):
        return Extraction((), (f"the text is in {document.language!r}; claims are read from English only",))
    problems: list[str] = []
    told = begun.told
    if selection.too_long:
        problems.append(f"sentences over {MAX_SENTENCE} characters were not read: {selection.too_long}")
    if selection.reached is not None:
        last = selection.parsed[selection.reached]
        problems.append(f"its claims were read up to character {last.span.end:,}, for want of time")
        told = [raw for raw in told if raw.span.start <= last.offset]
    assembler = _assembled(begun, told, selection)
    finished = retold(dated_by_what_follows(assembler.claims), document.text)
    reasons = _reasons(assembler, finished)
    claims = []
    for claim, rated in zip(finished, confidences(finished), strict=True):
        claims.append(replace(claim, confidence=rated.value))
        reasons[claim.id] = in_order((*reasons[claim.id], Reason("confidence", None, rated.rule)))
    return Extraction(tuple(claims), tuple(problems), reasons)


def _assembled(begun: _Begun, told: Sequence[RawSentence], selection: Selection) -> Assembler:
    """The claims of the sentences of `told`, in the order of the text."""
    document, resources, mentions = begun.document, begun.resources, begun.mentions
    places = find_places(list(selection.telling.values()), mentions, resources.gazetteer, begun.countries)
    sources = Sources(document, mentions, told, selection.parsed)
    assembler = Assembler(document, mentions, places, sources, begun.headed)
    titled = titled_place(document, resources.gazetteer)
    notes = note_sentences(document, told) if titled is not None else []
    for raw in told:
        if raw.span.start in selection.telling:
            assembler.add(selection.telling[raw.span.start])
        elif raw.span.start in selection.parsed:
            assembler.follow(selection.parsed[raw.span.start])
        elif len(raw.span.text) <= MAX_SENTENCE:
            assembler.pass_over(raw)
    for note in notes:
        if titled is not None:
            assembler.add_notes(note, titled.place)
    assembler.claims.sort(key=lambda one: one.sentence.start)
    return assembler


def _reasons(assembler: Assembler, claims: Sequence[Claim]) -> dict[str, tuple[Reason, ...]]:
    """The reasons of the claims, with that of the figures that are told again."""
    found = dict(assembler.reasons)
    for before, after in zip(assembler.claims, claims, strict=True):
        for number, (one, other) in enumerate(zip(before.quantities, after.quantities, strict=True)):
            if one.of != other.of:
                again = Reason(
                    f"quantities[{number}].of", other.span, "people of whom the same was told before"
                )
                found[after.id] = in_order((*found[after.id], again))
    return found


def _once(told: Iterable[RawSentence]) -> Iterator[RawSentence]:
    """Sentences without the captions that repeat one of the body."""
    every = list(told)
    body = {_plain(one) for one in every if one.role is not Role.CAPTION}
    return (one for one in every if one.role is not Role.CAPTION or _plain(one) not in body)


def _plain(sentence: RawSentence) -> str:
    return " ".join(sentence.span.text.casefold().split()).rstrip(".")
