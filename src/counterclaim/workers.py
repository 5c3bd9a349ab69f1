"""Worker processes that read documents, each with a limit of time and memory."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from pebble import ProcessExpired, ProcessPool

from counterclaim.claims import Resources, extract
from counterclaim.config import Settings
from counterclaim.documents import ReadOptions, read_document, signature
from counterclaim.errors import CounterclaimError, DocumentError, SourceError, TimedOut
from counterclaim.model import CLAIM_ROLES, Claim, Document, SourceItem

_AHEAD = 4
_SHARE_FOR_CLAIMS = 0.8
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to know once."""

    claims: bool
    seconds: float
    memory_mb: int
    gazetteer: str | None
    actors: str | None


@dataclass(frozen=True, slots=True)
class Read:
    """What a worker gives back for an item."""

    document: Document
    claims: tuple[Claim, ...]
    signature: bytes | None


class Workers:
    """A pool of reading processes. `map` keeps the order of the items and looks only a few ahead."""

    def __init__(self, settings: Settings, *, claims: bool) -> None:
        self._job = Job(
            claims,
            settings.timeout_seconds,
            settings.memory_mb,
            settings.gazetteer,
            settings.actors,
        )
        self._count = settings.workers
        self._pool: Any = None

    def __enter__(self) -> Workers:
        if self._job.claims:
            Resources.load(_path(self._job.gazetteer), _path(self._job.actors))
        self._pool = ProcessPool(
            max_workers=self._count,
            initializer=_start,
            initargs=(self._job,),
            context=multiprocessing.get_context("spawn"),
        )
        with _interrupts_held():
            self._pool.schedule(_ready).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._pool.stop()
        else:
            self._pool.close()
        self._pool.join()

    def map(
        self, items: Iterable[SourceItem | SourceError]
    ) -> Iterator[tuple[SourceItem | SourceError, Read | SourceError]]:
        """Each item with what became of it, in order. A SourceError becomes itself."""
        waiting: deque[SourceError | tuple[SourceItem, Future[Read]]] = deque()
        for item in items:
            waiting.append(item if isinstance(item, SourceError) else (item, self._schedule(item)))
            while len(waiting) > self._count * _AHEAD:
                yield self._settled(waiting.popleft())
        while waiting:
            yield self._settled(waiting.popleft())

    def _schedule(self, item: SourceItem) -> Future[Read]:
        future: Future[Read] = self._pool.schedule(_read, args=[item], timeout=self._job.seconds)
        return future

    def _settled(
        self, entry: SourceError | tuple[SourceItem, Future[Read]]
    ) -> tuple[SourceItem | SourceError, Read | SourceError]:
        if isinstance(entry, SourceError):
            return entry, entry
        item, future = entry
        return item, self._outcome(item, future)

    def _outcome(self, item: SourceItem, future: Future[Read]) -> Read | SourceError:
        try:
            return future.result()
        except TimeoutError:
            return TimedOut(item.locator, f"took longer than {self._job.seconds:g} s (see --timeout)")
        except ProcessExpired as error:
            return DocumentError(item.locator, f"the reading process died (exit code {error.exitcode})")
        except MemoryError:
            return DocumentError(item.locator, f"needed more than {self._job.memory_mb} MiB of memory")
        except SourceError as error:
            return error
        except CounterclaimError as error:
            return DocumentError(item.locator, str(error))
        except Exception as error:  # noqa: BLE001 - one bad document never stops a run
            return DocumentError(item.locator, f"{type(error).__name__}: {error}")


_job: Job | None = None
_resources: Resources | None = None


def _start(job: Job) -> None:
    """Set a worker up: limits first, then the models, so that their loading is no document's time."""
    global _job, _resources  # noqa: PLW0603
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _job = job
    _limit_memory(job.memory_mb)
    if job.claims:
        _resources = Resources.load(_path(job.gazetteer), _path(job.actors))


def _ready() -> None:
    """A first task, so that the pool starts its processes now."""


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits while processes start, who inherit that: it is for the parent alone to act on it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _limit_memory(mebibytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (mebibytes * _MIB, mebibytes * _MIB))


def _read(item: SourceItem) -> Read:
    assert _job is not None  # noqa: S101
    document = read_document(item, ReadOptions())
    if _resources is None:
        return Read(document, (), None)
    found = extract(document, _resources, seconds=_job.seconds * _SHARE_FOR_CLAIMS)
    if found.problems:
        document = replace(document, problems=document.problems + found.problems)
    return Read(document, found.claims, signature(_told(document)))


def _told(document: Document) -> str:
    """The text that tells the story: a copy under another outlet's menus is a copy all the same."""
    return "\n".join(document.text[one.start : one.end] for one in document.blocks if one.role in CLAIM_ROLES)


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None
