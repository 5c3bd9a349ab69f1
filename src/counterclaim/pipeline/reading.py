"""Reports to documents and claims, in worker processes.

A document that hangs, crashes or fills the memory costs itself and nothing else. What reads stays in those processes:
nothing here loads a parser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from counterclaim.config import Settings
from counterclaim.errors import SourceError
from counterclaim.model import Claim, Document, Metadata, SourceItem
from counterclaim.sources import SourceOptions, read_items
from counterclaim.workers import Read, Workers

if TYPE_CHECKING:
    from counterclaim.claims import Reason


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that gave no document. `stage` is source or document."""

    locator: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its claims, why they say what they say, and the raw bytes that it was read from."""

    item_locator: str
    document: Document
    claims: tuple[Claim, ...]
    raw: bytes = field(repr=False)
    metadata: Metadata = field(default_factory=Metadata)
    signature: bytes | None = field(default=None, repr=False)
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict, repr=False)


def read(
    paths: Iterable[str], settings: Settings, source_options: SourceOptions
) -> Iterator[Document | Failure]:
    """The documents of `paths`, in order, and what could not be read."""
    with Workers(settings, claims=False) as workers:
        for result in through(workers, read_items(paths, source_options)):
            yield result if isinstance(result, Failure) else result.document


def extract(
    paths: Iterable[str], settings: Settings, source_options: SourceOptions
) -> Iterator[Reading | Failure]:
    """The documents of `paths` with their claims, in order, and what could not be read."""
    with Workers(settings, claims=True) as workers:
        yield from through(workers, read_items(paths, source_options))


def through(workers: Workers, items: Iterable[SourceItem | SourceError]) -> Iterator[Reading | Failure]:
    """What became of each item, in order."""
    for item, outcome in workers.map(items):
        if isinstance(item, SourceError):
            yield Failure(item.locator, "source", item.reason)
        elif isinstance(outcome, Read):
            yield Reading(
                item.locator,
                outcome.document,
                outcome.claims,
                item.data,
                item.metadata,
                outcome.signature,
                outcome.reasons,
            )
        else:
            yield Failure(item.locator, "document", outcome.reason)
