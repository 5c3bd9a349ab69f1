"""What is known of a claim's document beside the claim: its family of copies, publisher, date and byline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from counterclaim.events.provenance.credits import Credit, credit


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What linking and provenance need of a claim's document.

    `family` is the id of the first report of its family of copies; `credit` says whose report it is by its
    own words. `monitors` are the ids of the monitors that its claims name, of whatever event: "a monitor" is
    one of them.
    """

    family: str
    publisher: str | None
    published: date | None
    language: str | None = None
    title: str | None = None
    credit: Credit | None = None
    monitors: tuple[str, ...] = ()


Contexts = Mapping[str, DocumentContext]
"""Document contexts by document id."""


class _Header(Protocol):
    """What a record says of a document; `head` and `tail` are the first and last characters of its text."""

    @property
    def document_id(self) -> str: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def published(self) -> date | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def authors(self) -> Sequence[str]: ...
    @property
    def head(self) -> str: ...
    @property
    def tail(self) -> str: ...
    @property
    def monitors(self) -> Sequence[str]: ...


def document_context(header: _Header, family: str | None) -> DocumentContext:
    """The context of a document by its header; `family` is null for one without copies."""
    return DocumentContext(
        family=family or header.document_id,
        publisher=header.publisher,
        published=header.published,
        language=header.language,
        title=header.title,
        credit=credit(f"{header.head}\n{header.tail}", header.publisher, header.authors),
        monitors=tuple(header.monitors),
    )
