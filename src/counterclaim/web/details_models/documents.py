"""The answer about one document."""

from __future__ import annotations

from counterclaim.web.details_models.claims import ChainLink, DocumentHeader, FieldRead
from counterclaim.web.details_models.shape import Shape


class TextRun(Shape):
    """A run of text. `claims` are numbers of claims whose sentence it is in; `fields` pairs of a claim's and a field's."""

    start: int
    text: str
    claims: list[int]
    fields: list[list[int]]


class Block(Shape):
    """A block of a document with its role."""

    role: str
    start: int
    end: int
    runs: list[TextRun]


class EventOf(Shape):
    """An event in a line."""

    id: str
    headline: str


class Range(Shape):
    """Characters of a document."""

    start: int
    end: int


class DocumentClaim(Shape):
    """A claim beside the text that makes it."""

    number: int
    id: str
    sentence: Range
    kind: str
    event_type: str
    type_label: str
    modality: str
    verification: str
    source: str | None
    interested: bool
    attribution: list[ChainLink]
    confidence: float
    event: EventOf | None
    fields: list[FieldRead]


class DocumentLine(Shape):
    """A document in a line."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None


class Citing(DocumentLine):
    """A report that has an event from this document's publisher; `words` is how."""

    words: str
    event: str


class DocumentAnswer(DocumentHeader):
    """A page of a document as read."""

    authors: list[str]
    published_basis: str | None
    media_type: str
    sha256: str
    problems: list[str]
    publisher_key: str | None
    length: int
    start: int
    end: int
    next: int | None
    previous: int | None
    claims_total: int
    blocks: list[Block]
    claims: list[DocumentClaim]
    copy_of: DocumentLine | None
    copies: list[DocumentLine]
    cited_by: list[Citing]
