"""A pool of reading processes. One that hangs or dies costs the document that it was reading, and no more.

Each process has a pipe of its own, so that one that is killed in the middle of a message blocks no other.
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType

from counterclaim.config import Settings
from counterclaim.errors import CounterclaimError, DocumentError, SourceError, TimedOut
from counterclaim.model import SourceItem
from counterclaim.workers.process import READY, Job, Read, serve

_AHEAD = 16
_MOST_BYTES_AHEAD = 64 * 1024 * 1024
_MOST_FAILED_STARTS = 3
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class _Task:
    """An item, and what became of it once that is known."""

    item: SourceItem | SourceError
    outcome: Read | SourceError | None = None

    @property
    def size(self) -> int:
        """Bytes of the item."""
        return len(self.item.data) if isinstance(self.item, SourceItem) else 0


class Workers:
    """The pool. Its processes start when there is something to read, as many as the settings allow."""

    def __init__(self, settings: Settings, *, claims: bool) -> None:
        job = Job(
            claims, settings.timeout_seconds, settings.memory_mb, settings.gazetteer, settings.actors
        )
        self._all = [_Worker(job) for _ in range(settings.workers)]
        self._failed_starts = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._all:
            worker.stop()

    def map(
        self, items: Iterable[SourceItem | SourceError]
    ) -> Iterator[tuple[SourceItem | SourceError, Read | SourceError]]:
        """Each item with what became of it, in order. A SourceError becomes itself.

        Raises:
            CounterclaimError: the processes cannot start.
        """
        tasks: deque[_Task] = deque()
        for item in items:
            tasks.append(_Task(item, item if isinstance(item, SourceError) else None))
            if tasks[-1].outcome is None:
                self._give(tasks[-1])
            while tasks and (tasks[0].outcome or self._too_far(tasks)):
                yield self._settled(tasks.popleft())
        while tasks:
            yield self._settled(tasks.popleft())

    def _too_far(self, tasks: deque[_Task]) -> bool:
        return len(tasks) > _AHEAD * len(self._all) or sum(task.size for task in tasks) > _MOST_BYTES_AHEAD

    def _settled(self, task: _Task) -> tuple[SourceItem | SourceError, Read | SourceError]:
        while task.outcome is None:
            self._hear()
        return task.item, task.outcome

    def _give(self, task: _Task) -> None:
        """Give a task to a process that is idle, or to one not started yet; wait for one when all are busy."""
        while not (idle := [worker for worker in self._all if worker.task is None]):
            self._hear()
        max(idle, key=lambda worker: worker.ready).begin(task)

    def _hear(self) -> None:
        """Wait until a process answers, dies or is out of time, and act on it."""
        busy = [worker for worker in self._all if worker.task]
        nearest = min(worker.deadline for worker in busy) - time.monotonic()
        spoken = wait([worker.pipe for worker in busy], None if nearest == math.inf else max(0.0, nearest))
        for worker in busy:
            if worker.pipe in spoken:
                self._listen(worker)
            elif time.monotonic() >= worker.deadline:
                worker.give_up()

    def _listen(self, worker: _Worker) -> None:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            self._lost(worker)
            return
        if worker.ready:
            worker.end(message)
        elif message == READY:
            self._failed_starts = 0
            worker.be_ready()
        else:
            raise message

    def _lost(self, worker: _Worker) -> None:
        """A process died: its document is lost if it had begun to read, and goes to a new process if not."""
        ...
