"""What is read: an item from a source, and the document made of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from counterclaim.model.ids import content_id
from counterclaim.model.when import When


class Role(StrEnum):
    """What a block of a document is for."""

    TITLE = "title"
    DATELINE = "dateline"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"
    EDITORIAL_NOTE = "editorial_note"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"
    FURNITURE = "furniture"


CLAIM_ROLES = frozenset({Role.BODY, Role.QUOTE, Role.CAPTION, Role.EDITORIAL_NOTE})
"""The roles whose text can make claims."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about an item from outside its text: a sidecar, front matter, a table's columns.

    `published` is the text as given; the documents stage reads it into a `When` or leaves it null.
    """

    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These values, with those of `other` where this one has none."""
        return Metadata(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            authors=self.authors or other.authors,
            published=self.published or other.published,
            url=self.url or other.url,
            language=self.language or other.language,
        )


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One readable thing: a file, a row of a table, a record of an archive.

    `path` is as the user gave it; `part` is the place inside it (``row=12``, ``record=3``) or empty.
    `data` are the raw bytes of this item alone, after any transport compression.
    `media_type` is a hint (``text/html; charset=utf-8``), empty when only the bytes can tell.
    `text` is the text where the source holds it as characters (a column of a table, a field of an object);
    null when it is in `data`. `problems` are sentences for those of the document. `metadata` goes before what
    the item says of itself, `defaults` behind it.
    """

    path: str
    data: bytes = field(repr=False)
    media_type: str = ""
    part: str = ""
    metadata: Metadata = Metadata()
    text: str | None = field(default=None, repr=False)
    problems: tuple[str, ...] = ()
    defaults: Metadata = Metadata()

    @property
    def locator(self) -> str:
        """How messages name it: ``reports.csv#row=12``."""
        return f"{self.path}#{self.part}" if self.part else self.path

    @property
    def sha256(self) -> str:
        """SHA-256 of the raw bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def document_id(self) -> str:
        """Id of the document that this item becomes.

        A function of the bytes and the file's name without its folder: a moved folder gives the same ids,
        and two outlets' identical files stay two documents.
        """
        name = self.path.replace("\\", "/").rsplit("/", 1)[-1]
        return content_id("d", self.sha256, name, self.part)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of `Document.text` with one role. Blocks are in order and cover all but white space, once."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote or bibliography entry. `id` is its mark ("3") or ``r`` and its place in the list."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A mark in the body ("[3]") that points to the `Reference` of that id."""

    start: int
    end: int
    reference: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text as read. Every offset in the system is a character offset into `text`, which is never edited.

    `published` is null when nothing states it. `problems` are sentences about what was cut or doubtful.
    """

    id: str
    path: str
    text: str = field(repr=False)
    sha256: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: When | None = None
    language: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    references: tuple[Reference, ...] = field(default=(), repr=False)
    note_marks: tuple[NoteMark, ...] = field(default=(), repr=False)
    problems: tuple[str, ...] = ()
