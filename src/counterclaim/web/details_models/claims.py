"""A claim with its sentence, whose word it is, and what was read from it."""

from __future__ import annotations

from pydantic import Field

from counterclaim.web.details_models.shape import Shape


class Words(Shape):
    """Words of a document: characters `start` to `end`, null where they are not in the text."""

    text: str | None
    start: int | None
    end: int | None


class ChainLink(Words):
    """A link of a chain of sources, outermost first."""

    name: str
    type: str
    actor: str | None
    interested: bool


class Mention(Words):
    """An actor or target as a claim names it."""

    id: str | None
    name: str | None
    role: str


class Quantity(Words):
    """A figure as said; a null bound is open."""

    what: str
    of: str | None
    low: int | None
    high: int | None
    approximate: bool


class Entry(Shape):
    """An entry of the gazetteer that a place could also have been."""

    id: str
    name: str
    kind: str
    country: str
    admin1: str | None
    lat: float
    lon: float
    radius_km: float
    population: int
    source: str


class PlaceRead(Words):
    """Where a claim puts its event."""

    id: str | None
    name: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str | None
    relation: dict[str, float | None] | None
    score: float | None
    alternatives: list[Entry]


class TimeRead(Words):
    """When, as an interval of days."""

    edtf: str
    from_: str | None = Field(alias="from")
    to: str | None
    precision: str
    basis: str


class ControlRead(Shape):
    """Who holds the place."""

    change: str
    holder: str | None
    from_: str | None = Field(alias="from")
    share: float | None


class EvidenceRead(Words):
    """What the text says there is to see."""

    kind: str


class Extractor(Shape):
    """What read the claim."""

    name: str
    version: str


class DocumentHeader(Shape):
    """What identifies a document."""

    id: str
    path: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None


class FieldRead(Shape):
    """A field of a claim, its value in words, and the words that it was read from."""

    field: str
    label: str
    value: str
    start: int
    end: int
    text: str


class Piece(Shape):
    """A run of a sentence; `label` and `field` say what was read from it."""

    text: str
    label: str | None
    field: str | None


class Around(Shape):
    """The text before and after a sentence."""

    before: str
    after: str


class Certainty(Shape):
    """What the text itself says of a claim's certainty, with its words where they are near."""

    says: str
    words: str | None


class ClaimOrigin(Shape):
    """Whose word a claim is, and why; `own` where that one speaks in the claim itself."""

    key: str
    name: str
    interested: bool
    own: bool
    reason: str


class EventClaim(Shape):
    """A claim by the claim contract, with what a reader needs to judge it."""

    schema_: str = Field(alias="schema")
    id: str
    number: int
    heard: bool
    document: DocumentHeader
    sentence: Words
    trigger: Words
    kind: str
    event_type: str
    modality: str
    verification: str
    attribution: list[ChainLink]
    actors: list[Mention]
    targets: list[Mention]
    quantities: list[Quantity]
    place: PlaceRead | None
    when: TimeRead | None
    control: ControlRead | None
    method: str | None
    evidence: list[EvidenceRead]
    cites: list[str]
    confidence: float
    extractor: Extractor
    origin: ClaimOrigin
    fields: list[FieldRead]
    pieces: list[Piece]
    context: Around
    certainty: Certainty
    superseded_by: str | None
