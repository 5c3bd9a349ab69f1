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
from multiprocessing.connection import wait
from types import TracebackType

from counterclaim.config import Settings
from counterclaim.errors import CounterclaimError, DocumentError, SourceError, TimedOut
from counterclaim.model import SourceItem
from counterclaim.workers.process import OUT_OF_MEMORY, READY, Job, Read, serve

_AHEAD = 16
_MOST_BYTES_AHEAD = 64 * 1024 * 1024
_MOST_FAILED_STARTS = 3
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(slots=True, eq=False)
class _Task:
    """An item, and what became of it once that is known."""

    item: SourceItem
    outcome: Read | SourceError | None = None


class Workers:
    """The pool. A process starts when there is something to read and the others are busy."""

    def __init__(self, settings: Settings, *, claims: bool) -> None:
        self._job = Job(
            claims, settings.timeout_seconds, settings.memory_mb, settings.gazetteer, settings.actors
        )
        self._most = settings.workers
        self._running: list[_Worker] = []
        self._failed_starts = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._running:
            worker.stop()

    def map(
        self, items: Iterable[SourceItem | SourceError]
    ) -> Iterator[tuple[SourceItem | SourceError, Read | SourceError]]:
        """Each item with what became of it, in order, read a few items ahead. A SourceError becomes itself.

        Raises:
            CounterclaimError: no process can start.
        """
        ahead: deque[SourceError | _Task] = deque()
        for item in items:
            ahead.append(item if isinstance(item, SourceError) else self._given(item))
            while ahead and (_is_known(ahead[0]) or self._too_far(ahead)):
                yield self._settled(ahead.popleft())
        while ahead:
            yield self._settled(ahead.popleft())

    def _too_far(self, ahead: deque[SourceError | _Task]) -> bool:
        size = sum(len(entry.item.data) for entry in ahead if isinstance(entry, _Task))
        return size > _MOST_BYTES_AHEAD or len(ahead) > _AHEAD * self._most

    def _settled(self, entry: SourceError | _Task) -> tuple[SourceItem | SourceError, Read | SourceError]:
        if isinstance(entry, SourceError):
            return entry, entry
        while entry.outcome is None:
            self._hear()
        return entry.item, entry.outcome

    def _given(self, item: SourceItem) -> _Task:
        """The task of an item, in the hands of a process: an idle one, a new one, or the first to be done."""
        task = _Task(item)
        while True:
            idle = next((worker for worker in self._running if worker.task is None), None)
            if idle and idle.alive:
                idle.begin(task)
                return task
            if idle:
                self._stop(idle)
            elif len(self._running) < self._most:
                self._start(task)
                return task
            else:
                self._hear()

    def _hear(self) -> None:
        """Wait until a process answers, dies or is out of time, and act on it."""
        busy = [worker for worker in self._running if worker.task]
        left = min(worker.deadline for worker in busy) - time.monotonic()
        speaking = wait([worker.pipe for worker in busy], None if left == math.inf else max(0.0, left))
        for worker in busy:
            if worker.pipe in speaking:
                self._listen(worker)
            elif time.monotonic() >= worker.deadline:
                self._stop(worker)
                reason = f"reading it took longer than {self._job.seconds:g} s (see --timeout)"
                worker.end(TimedOut(worker.locator, reason))

    def _listen(self, worker: _Worker) -> None:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if isinstance(message, Read | SourceError):
            worker.end(message)
        elif message == READY:
            self._failed_starts = 0
            worker.be_ready()
        else:
            raise message

    def _bury(self, worker: _Worker) -> None:
        """What a process was reading when it died is lost; what it had not begun goes to a new one."""
        cause = self._cause(self._stop(worker))
        if worker.ready:
            worker.end(DocumentError(worker.locator, f"the process that was reading it {cause}"))
            return
        self._failed_starts += 1
        if self._failed_starts == _MOST_FAILED_STARTS:
            raise CounterclaimError(f"no reading process can start: each {cause}")
        if worker.task:
            self._start(worker.task)

    def _cause(self, code: int | None) -> str:
        if code == OUT_OF_MEMORY:
            return f"needed more than {self._job.memory_mb} MiB of memory (see memory_mb)"
        if code is None or code >= 0:
            return f"ended (exit code {code})"
        hint = ", as the system does when memory is short" if code == -9 else ""
        return f"was stopped by signal {-code} ({signal.strsignal(-code)}){hint}"

    def _start(self, task: _Task) -> None:
        worker = _Worker(self._job)
        self._running.append(worker)
        worker.begin(task)

    def _stop(self, worker: _Worker) -> int | None:
        self._running.remove(worker)
        return worker.stop()


class _Worker:
    """A reading process and the task that it has, if any. The time of a task runs once it is `ready`."""

    def __init__(self, job: Job) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=serve, args=(theirs, job), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()
        self._seconds = job.seconds
        self.ready = False
        self.task: _Task | None = None
        self.deadline = math.inf

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    @property
    def locator(self) -> str:
        """What it reads, for messages."""
        return self.task.item.locator if self.task else ""

    def begin(self, task: _Task) -> None:
        self.task = task
        with contextlib.suppress(OSError):  # that it has just died shows when it is listened to
            self.pipe.send(task.item)
        if self.ready:
            self.deadline = time.monotonic() + self._seconds

    def be_ready(self) -> None:
        self.ready = True
        self.deadline = time.monotonic() + self._seconds

    def end(self, outcome: Read | SourceError) -> None:
        if self.task:
            self.task.outcome = outcome
        self.task = None
        self.deadline = math.inf

    def stop(self) -> int | None:
        """Kill the process; its exit code."""
        self._process.kill()
        self._process.join()
        self.pipe.close()
        return self._process.exitcode


def _is_known(entry: SourceError | _Task) -> bool:
    return isinstance(entry, SourceError) or entry.outcome is not None


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits while a process starts, who inherits that: it is for the parent alone to act on it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
