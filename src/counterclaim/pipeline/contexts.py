"""What the rules of events need of the documents of a record."""

from __future__ import annotations

from collections.abc import Collection

from counterclaim.events import document_context
from counterclaim.events.provenance import Contexts
from counterclaim.record import Record


def contexts(record: Record, documents: Collection[str]) -> Contexts:
    """The contexts of `documents` and of the first of their families, as a build gives them to the linking."""
    headers = list(record.headers(documents))
    firsts = {header.family for header in headers if header.family} - set(documents)
    headers += record.headers(firsts)
    return {header.document_id: document_context(header, header.family) for header in headers}


def every_context(record: Record) -> Contexts:
    """The contexts of all documents of a record."""
    return {header.document_id: document_context(header, header.family) for header in record.headers()}
