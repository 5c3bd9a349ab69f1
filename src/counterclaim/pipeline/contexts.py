"""What the rules of events need of the documents of a record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from counterclaim.events import DocumentContext, document_context
from counterclaim.events.provenance import Contexts
from counterclaim.record import Record

_KEPT = 4096


def contexts(record: Record, documents: Collection[str]) -> Contexts:
    """The contexts of `documents` and of the first of their families, as a build gives them to the linking."""
    headers = list(record.headers(documents))
    firsts = {header.family for header in headers if header.family} - set(documents)
    headers += record.headers(firsts)
    return {header.document_id: document_context(header, header.family) for header in headers}


class EveryContext(Mapping[str, DocumentContext]):
    """The contexts of all documents of a record, read when they are asked for; few are kept."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._one = lru_cache(maxsize=_KEPT)(lambda id_: contexts(record, {id_})[id_])

    def __getitem__(self, document: str) -> DocumentContext:
        return self._one(document)

    def __iter__(self) -> Iterator[str]:
        return (header.document_id for header in self._record.headers())

    def __len__(self) -> int:
        return self._record.counts()["documents"]
