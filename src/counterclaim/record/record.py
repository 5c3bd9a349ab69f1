"""`Record`: everything that was read, claimed and concluded, in one SQLite file or PostgreSQL database."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine

from counterclaim import __version__
from counterclaim.errors import RecordError
from counterclaim.model import Claim, Document
from counterclaim.record import answers, links, query, store, withheld
from counterclaim.record.answers import Page
from counterclaim.record.digest import content_digest
from counterclaim.record.engine import locate, open_engine, reading, shown, writing
from counterclaim.record.filters import Filters
from counterclaim.record.link_store import LinkStore
from counterclaim.record.lock import database_lock, file_lock
from counterclaim.record.migrate import prepare
from counterclaim.record.query import EventDetail, Fingerprint

_EVERYTHING = Filters()


class Record:
    """An open record, from `Record.open`. Every method raises RecordError when the database fails.

    A method that writes does so in one transaction: after a crash it has happened or it has not. Methods may
    be called from several threads; a forked process must open the record anew.
    """

    def __init__(self, engine: Engine, place: Path | URL, *, readonly: bool) -> None:
        self._engine = engine
        self._place = place
        self.readonly = readonly
        self._delay = 0

    @classmethod
    def open(cls, address: str | os.PathLike[str], *, create: bool = False, readonly: bool = False) -> Record:
        """Open the record at a file's path or a ``postgresql://`` URL, and bring an older one forward.

        Args:
            address: where the record is.
            create: make it, and its folder, when there is none.
            readonly: change nothing; works on read-only media.

        Raises:
            RecordNotFound: there is none, and `create` is false.
            RecordNewer: a newer version of Counterclaim wrote it.
            RecordError: it is something else, cannot be reached, or cannot be written.
        """
        place = locate(address)
        engine = open_engine(place, create=create, readonly=readonly)
        try:
            prepare(engine, shown(place), create=create, readonly=readonly)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, place, readonly=readonly)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where the record is, without a password."""
        return shown(self._place)

    def build_lock(self) -> AbstractContextManager[None]:
        """Held by the one build that may run at a time; it ends with the process that holds it.

        Raises:
            RecordBusy: another build holds it, named by its process id and since when.
        """
        self._check_writable()
        if isinstance(self._place, Path):
            return file_lock(self._place)
        return database_lock(self._engine)

    @property
    def linking(self) -> LinkStore:
        """What linking keeps: links between claims, and the events that follow."""
        return LinkStore(self._engine, self._writing)

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one state of the record, for questions of one's own."""
        return reading(self._engine)

    def state(self) -> str:
        """A name for what the record holds: another one after every change."""
        delay = f" {withheld.today()} {self._delay}" if self._delay else ""
        with reading(self._engine) as connection:
            return links.state(connection) + delay

    def withhold(self, days: int) -> None:
        """Leave the last `days` days out of everything read from now on: see `counterclaim.record.withheld`."""
        self._delay = days
        withheld.withhold(self._engine, days)

    # Writing

    def start_run(self, *, command: str, config: Mapping[str, Any], version: str = __version__) -> str:
        """Begin a run, under the build lock; its id. Runs that never ended are marked as interrupted."""
        with self._writing() as connection:
            return store.start_run(connection, version=version, command=command, config=config)

    def finish_run(
        self,
        run_id: str,
        *,
        status: Literal["finished", "interrupted", "failed"] = "finished",
        counts: Mapping[str, Any] | None = None,
    ) -> None:
        """End a run, with whatever it counted."""
        with self._writing() as connection:
            store.finish_run(connection, run_id, status=status, counts=counts or {})

    def add_failure(self, run_id: str, *, locator: str, stage: str, reason: str) -> None:
        """Keep why an item failed; once for each locator of a run."""
        with self._writing() as connection:
            store.add_failure(connection, run_id, locator=locator, stage=stage, reason=reason)

    def save_document(
        self,
        document: Document,
        raw: bytes,
        claims: Iterable[Claim],
        *,
        reader: str,
        signature: bytes | None = None,
    ) -> None:
        """Store a document, its bytes and its claims in place of any earlier reading of it.

        `reader` names all that decides what is read from the bytes: versions, settings, reference data.
        `signature` is the MinHash of the text, null for one too short to have copies.
        """
        of_document: Sequence[Claim] = list(claims)
        with self._writing() as connection:
            store.save_document(connection, document, raw, of_document, reader=reader, signature=signature)

    def set_families(self, families: Mapping[str, str]) -> None:
        """Set the family (a document's id) of every document by its id; none for those left out."""
        with self._writing() as connection:
            store.set_families(connection, families)

    # Reading

    def has_document(self, document_id: str, reader: str) -> bool:
        """Whether the document is stored as `reader` reads it."""
        with reading(self._engine) as connection:
            return query.has_document(connection, document_id, reader)

    def iter_claims(self) -> Iterator[Claim]:
        """All claims, by id, without holding them all in memory."""
        with reading(self._engine) as connection:
            yield from query.every_claim(connection)

    def fingerprints(self) -> Iterator[Fingerprint]:
        """(document id, first day of publication, signature) of all documents that have a signature."""
        with reading(self._engine) as connection:
            yield from query.every_fingerprint(connection)

    def headers(self, only: Collection[str] | None = None) -> Iterator[query.Header]:
        """What linking needs of all documents, or of those whose ids are in `only`."""
        with reading(self._engine) as connection:
            yield from query.every_header(connection, only)

    def published_on(self, only: Collection[str]) -> dict[str, date | None]:
        """When the documents of the ids in `only` came out."""
        with reading(self._engine) as connection:
            return query.published_on(connection, only)

    def claims(self, filters: Filters = _EVERYTHING) -> Page:
        """Claims as dicts of the claim contract."""
        with reading(self._engine) as connection:
            return answers.page(connection, answers.CLAIMS, filters)

    def events(self, filters: Filters = _EVERYTHING) -> Page:
        """Events as dicts of `event_to_dict`."""
        with reading(self._engine) as connection:
            return answers.page(connection, answers.EVENTS, filters)

    def documents(self, filters: Filters = _EVERYTHING) -> Page:
        """Documents as dicts without their text, with `family`, `copy_of` and the number of `claims`."""
        with reading(self._engine) as connection:
            return answers.page(connection, answers.DOCUMENTS, filters)

    def iter_rows(
        self, of: Literal["claims", "events", "documents"], filters: Filters = _EVERYTHING
    ) -> Iterator[dict[str, Any]]:
        """The rows that `claims`, `events` or `documents` gives, without holding them all in memory."""
        kinds = {"claims": answers.CLAIMS, "events": answers.EVENTS, "documents": answers.DOCUMENTS}
        with reading(self._engine) as connection:
            yield from answers.rows(connection, kinds[of], filters)

    def event(self, id_or_prefix: str) -> EventDetail | None:
        """An event with its claims; null when there is none.

        Raises:
            UsageError: several ids begin so.
        """
        with reading(self._engine) as connection:
            return query.one_event(connection, id_or_prefix)

    def claim(self, id_or_prefix: str) -> dict[str, Any] | None:
        """A claim as a dict of the claim contract; null when there is none.

        Raises:
            UsageError: several ids begin so.
        """
        with reading(self._engine) as connection:
            return query.one_claim(connection, id_or_prefix)

    def document(self, id_or_prefix: str) -> Document | None:
        """A document with its text; null when there is none.

        Raises:
            UsageError: several ids begin so.
        """
        with reading(self._engine) as connection:
            return query.one_document(connection, id_or_prefix)

    def sentences(self, claims: Collection[str]) -> dict[str, str]:
        """The sentence of each of the claims of these ids."""
        with reading(self._engine) as connection:
            return query.sentences_of(connection, claims)

    def raw(self, sha256: str) -> bytes | None:
        """The bytes that a document was read from; null when there are none of that hash."""
        with reading(self._engine) as connection:
            return query.raw_bytes(connection, sha256)

    def runs(self) -> list[dict[str, Any]]:
        """Runs, the last one first, as dicts of their columns and the number of `failures`."""
        with reading(self._engine) as connection:
            return query.all_runs(connection)

    def failures(self, run_id: str) -> list[dict[str, Any]]:
        """Failures of a run: locator, stage, reason."""
        with reading(self._engine) as connection:
            return query.run_failures(connection, run_id)

    def counts(self) -> dict[str, int]:
        """How many documents, copies, claims, events, estimates, raw items and runs there are."""
        with reading(self._engine) as connection:
            return query.all_counts(connection)

    def meta(self) -> dict[str, str]:
        """The record's `record_id`, and when and by what it was created."""
        with reading(self._engine) as connection:
            return query.all_meta(connection)

    def digest(self) -> str:
        """SHA-256 over all content: equal for two records that hold the same, whatever runs made them."""
        with reading(self._engine) as connection:
            return content_digest(connection)

    def _check_writable(self) -> None:
        if self.readonly:
            raise RecordError(f"{self.address} was opened for reading only")

    def _writing(self) -> AbstractContextManager[Any]:
        self._check_writable()
        return writing(self._engine)
