"""Reports into a record: what is read is written in this process, one transaction a document, and then linked."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from counterclaim import __version__
from counterclaim.claims import EXTRACTOR
from counterclaim.config import Settings, public_settings
from counterclaim.documents import families
from counterclaim.errors import RecordError, SourceError
from counterclaim.model import Metadata, SourceItem
from counterclaim.pipeline.linking import link_record
from counterclaim.pipeline.reading import Failure, Reading, through
from counterclaim.record import Record
from counterclaim.sources import SourceOptions, read_items
from counterclaim.workers import Workers


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is. `total` is null while nobody knows; copies are known once all is read."""

    done: int
    total: int | None
    documents: int
    copies: int
    failed: int
    claims: int


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a build did. `read` counts items that gave a document; `unchanged` were in the record already."""

    run_id: str
    seconds: float
    read: int
    new: int
    unchanged: int
    copies: int
    failed: int
    claims: int
    events: int
    failures: tuple[Failure, ...]
    interrupted: bool = False


def build(
    paths: Iterable[str],
    record: str,
    settings: Settings,
    source_options: SourceOptions,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    command: str = "",
) -> RunSummary:
    """Read `paths` into the record at `record`, made when missing, and link its claims to events.

    It can be killed at any point and run again: documents already read are passed over, and the record ends
    as an undisturbed run leaves it. Raises RecordError (RecordBusy when another build holds it).
    """
    began = time.monotonic()
    paths = list(paths)
    reader = reader_fingerprint(source_options, settings)
    with (
        Record.open(record, create=True) as store,
        store.build_lock(),
        Workers(settings, claims=True) as workers,
    ):
        run_id = store.start_run(version=__version__, command=command, config=public_settings(settings))
        tally = _Tally()
        count = _Count(paths, source_options)
        try:
            for result in through(workers, _fresh(read_items(paths, source_options), store, reader, tally)):
                tally.add(result)
                if isinstance(result, Failure):
                    store.add_failure(
                        run_id, locator=result.locator, stage=result.stage, reason=result.reason
                    )
                else:
                    store.save_document(
                        result.document,
                        result.raw,
                        result.claims,
                        reader=_reader(reader, result.metadata),
                        signature=result.signature,
                    )
                if on_progress:
                    on_progress(tally.progress(count.total))
            copies, events = _conclude(store, tally.ids)
        except KeyboardInterrupt:
            summary = tally.summary(run_id, time.monotonic() - began, interrupted=True)
            store.finish_run(run_id, status="interrupted", counts=_counts(summary))
            return summary
        except BaseException:
            with contextlib.suppress(RecordError):  # what stopped the run may stop this too
                store.finish_run(run_id, status="failed", counts=tally.counts())
            raise
        summary = tally.summary(run_id, time.monotonic() - began, copies=copies, events=events)
        store.finish_run(run_id, counts=_counts(summary))
        return summary


def reader_fingerprint(options: SourceOptions, settings: Settings) -> str:
    """Changes when the same bytes could give another document or other claims."""
    actors = Path(settings.actors).read_bytes() if settings.actors else b""
    given = hashlib.sha256(repr((options, settings.gazetteer, actors)).encode()).hexdigest()[:12]
    return f"{__version__} {EXTRACTOR} {given}"


def _reader(reader: str, metadata: Metadata) -> str:
    """The reader of one item: a corrected sidecar or column makes it be read again."""
    return f"{reader} {hashlib.sha256(repr(metadata).encode('utf-8', 'replace')).hexdigest()[:12]}"


def _fresh(
    items: Iterable[SourceItem | SourceError], store: Record, reader: str, tally: _Tally
) -> Iterator[SourceItem | SourceError]:
    """Items that the record does not have yet, as this reader reads them."""
    for item in items:
        if isinstance(item, SourceItem) and store.has_document(
            item.document_id, _reader(reader, item.metadata)
        ):
            tally.unchanged += 1
            tally.ids.add(item.document_id)
        else:
            yield item


def _conclude(store: Record, ids: set[str]) -> tuple[int, int]:
    """Find copies and link claims over the whole record; numbers of copies among `ids` and of events."""
    family_of = families(store.fingerprints())
    store.set_families(family_of)
    link_record(store)
    copies = sum(1 for one in ids if family_of.get(one, one) != one)
    return copies, store.counts()["events"]


class _Count:
    """Counts the items beside the reading, to tell the time left. A pipe can be read only once."""

    def __init__(self, paths: Sequence[str], options: SourceOptions) -> None:
        self.total: int | None = None
        if "-" not in paths and not any(Path(path).is_fifo() for path in paths):
            Thread(target=self._run, args=(paths, options), daemon=True).start()

    def _run(self, paths: Sequence[str], options: SourceOptions) -> None:
        with contextlib.suppress(Exception):  # what stops the reading is told by the reading
            self.total = sum(1 for _ in read_items(paths, options))


@dataclass(slots=True)
class _Tally:
    documents: int = 0
    unchanged: int = 0
    failed: int = 0
    claims: int = 0
    ids: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)

    def add(self, result: Reading | Failure) -> None:
        if isinstance(result, Failure):
            self.failed += 1
            self.failures.append(result)
            return
        self.documents += 1
        self.claims += len(result.claims)
        self.ids.add(result.document.id)

    def progress(self, total: int | None) -> Progress:
        done = self.documents + self.unchanged + self.failed
        return Progress(done, total, self.documents, 0, self.failed, self.claims)

    def counts(self) -> dict[str, int]:
        return {
            "new": self.documents,
            "unchanged": self.unchanged,
            "failed": self.failed,
            "claims": self.claims,
        }

    def summary(
        self, run_id: str, seconds: float, *, copies: int = 0, events: int = 0, interrupted: bool = False
    ) -> RunSummary:
        return RunSummary(
            run_id=run_id,
            seconds=seconds,
            read=self.documents + self.unchanged,
            new=self.documents,
            unchanged=self.unchanged,
            copies=copies,
            failed=self.failed,
            claims=self.claims,
            events=events,
            failures=tuple(self.failures),
            interrupted=interrupted,
        )


def _counts(summary: RunSummary) -> dict[str, int]:
    return {
        name: getattr(summary, name)
        for name in ("read", "new", "unchanged", "copies", "failed", "claims", "events")
    }
