"""The claims stage: a document in, its claims out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from counterclaim.claims.actors import find_actors
from counterclaim.claims.assembly import Assembler
from counterclaim.claims.attribution import near_speech
from counterclaim.claims.chain import Sources
from counterclaim.claims.lead_times import dated_by_what_follows
from counterclaim.claims.modality import stated_verification
from counterclaim.claims.places import find_places
from counterclaim.claims.retelling import retold
from counterclaim.claims.sentence import MAX_SENTENCE, RawSentence, Sentence, parse, sentences
from counterclaim.claims.strength import may_state_strength
from counterclaim.claims.trace import Reason, in_order
from counterclaim.claims.triggers import cheap_filter
from counterclaim.model import Claim, Document, Role
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import Gazetteer

_CHUNK = 64
_DATELINE = 60
"""Characters in which the place of a dateline ends."""
_SHARE_FOR_PARSING = 0.5
"""What follows the parse takes about as long."""


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
    if document.language not in (None, "en"):
        return Extraction((), (f"the text is in {document.language!r}; claims are read from English only",))
    deadline = None if seconds is None else time.monotonic() + seconds * _SHARE_FOR_PARSING
    problems: list[str] = []
    told = list(_once(sentences(document)))
    chosen = _chosen(told)
    readable = [one for one in chosen if len(one.span.text) <= MAX_SENTENCE]
    if len(readable) < len(chosen):
        problems.append(
            f"{len(chosen) - len(readable)} sentences over {MAX_SENTENCE} characters were not read"
        )
    spoken_of = _countries(document, resources.gazetteer)
    mentions = find_actors(
        document, resources.actors, resources.gazetteer, spoken_of[0] if spoken_of else None
    )
    parsed: dict[int, Sentence] = {}
    for number, sentence in enumerate(parse(readable, mentions.spans)):
        parsed[sentence.offset] = sentence
        if deadline is not None and number % _CHUNK == 0 and time.monotonic() > deadline:
            problems.append(f"its claims were read up to character {sentence.span.end:,}, for want of time")
            told = [raw for raw in told if raw.span.start <= sentence.offset]
            break
    places = find_places(list(parsed.values()), mentions, resources.gazetteer, spoken_of)
    assembler = Assembler(document, mentions, places, Sources(document, mentions, told, parsed))
    for raw in told:
        if raw.span.start in parsed:
            assembler.add(parsed[raw.span.start])
        elif len(raw.span.text) <= MAX_SENTENCE:
            assembler.pass_over(raw)
    claims = tuple(retold(dated_by_what_follows(assembler.claims), document.text))
    return Extraction(claims, tuple(problems), _reasons(assembler, claims))


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


def _chosen(told: Sequence[RawSentence]) -> list[RawSentence]:
    """Sentences that may make a claim, or say who speaks in one that does."""
    chosen = {number for number, one in enumerate(told) if _may_matter(one)}
    chosen |= set(near_speech(told, chosen))
    return [told[number] for number in sorted(chosen)]


def _may_matter(sentence: RawSentence) -> bool:
    text = sentence.span.text
    told = cheap_filter().search(text) is not None or may_state_strength(text)
    return told or stated_verification(text) is not None


def _countries(document: Document, gazetteer: Gazetteer) -> list[str]:
    """ISO codes of the countries that the text names, most named first, and that of a capital it is datelined."""
    counts = Counter(gazetteer.countries_in(document.text))
    found = [code for code, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    seat = countries().seat(document.text[:_DATELINE].partition(",")[0])
    return list(dict.fromkeys((*found, *([seat.code] if seat is not None else ()))))
