"""A pool of reading processes. One that hangs or dies costs the document that it was reading, and no more.

Small documents that wait for a process are read together, which is faster: what tells of an event in them is parsed at
once. Where that takes too long or ends the process, each is read again by itself.

Each process has a pipe of its own, so that one that is killed in the middle of a message blocks no other.
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from types import TracebackType

from counterclaim.config import Settings
from counterclaim.errors import CounterclaimError, DocumentError, SourceError, TimedOut
from counterclaim.model import SourceItem
from counterclaim.workers.process import OUT_OF_MEMORY, READY, Job, Read, serve

_AHEAD = 64
_MOST_TOGETHER = 16
_MOST_BYTES_TOGETHER = 32 * 1024
_UNHURRIED = 10.0
"""Seconds for a document from which on several small ones can share them."""
_MOST_BYTES_AHEAD = 64 * 1024 * 1024
_MOST_FAILED_STARTS = 3
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(slots=True, eq=False)
class _Task:
    """An item, and what became of it once that is known. `alone`: it is not to be read with others."""

    item: SourceItem
    alone: bool
    outcome: Read | SourceError | None = None

    @property
    def size(self) -> int:
        """Bytes of what is to be read."""
        return len(self.item.data) + len(self.item.text or "")


class Workers:
    """The pool. A process starts when there is something to read and the others are busy."""

    def __init__(self, settings: Settings, *, claims: bool) -> None:
        self._job = Job(
            claims, settings.timeout_seconds, settings.memory_mb, settings.gazetteer, settings.actors
        )
        self._most = settings.workers
        self._hurried = settings.timeout_seconds < _UNHURRIED
        self._waiting: deque[_Task] = deque()
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
            if isinstance(item, SourceError):
                ahead.append(item)
            else:
                task = _Task(item, self._hurried)
                ahead.append(task)
                self._waiting.append(task)
                self._hear(0.0)
            while ahead and (_is_known(ahead[0]) or self._too_far(ahead)):
                yield self._settled(ahead.popleft())
        while ahead:
            yield self._settled(ahead.popleft())

    def _too_far(self, ahead: deque[SourceError | _Task]) -> bool:
        size = sum(entry.size for entry in ahead if isinstance(entry, _Task))
        return size > _MOST_BYTES_AHEAD or len(ahead) > _AHEAD * self._most

    def _settled(self, entry: SourceError | _Task) -> tuple[SourceItem | SourceError, Read | SourceError]:
        if isinstance(entry, SourceError):
            return entry, entry
        while entry.outcome is None:
            self._hear()
        return entry.item, entry.outcome

    def _hear(self, seconds: float = math.inf) -> None:
        """Wait at most `seconds` until a process answers, dies or is out of time; act on it, and hand out tasks."""
        self._hand_out()
        busy = [worker for worker in self._running if worker.tasks]
        left = min(seconds, min(worker.deadline for worker in busy) - time.monotonic())
        speaking = wait([worker.pipe for worker in busy], None if left == math.inf else max(0.0, left))
        for worker in busy:
            if worker.pipe in speaking:
                self._listen(worker)
            elif time.monotonic() >= worker.deadline:
                self._stop(worker)
                reason = f"reading it took longer than {self._job.seconds:g} s (see --timeout)"
                self._lose(worker, TimedOut, reason)
        self._hand_out()

    def _hand_out(self) -> None:
        """Give what waits to the idle processes, and to new ones while there are too few."""
        while self._waiting:
            worker = next((worker for worker in self._running if not worker.tasks), None)
            if worker is not None and not worker.alive:
                self._stop(worker)
            elif worker is not None:
                worker.begin(self._next_tasks())
            elif len(self._running) < self._most:
                self._start(self._next_tasks())
            else:
                return

    def _next_tasks(self) -> list[_Task]:
        """The first of what waits, and what can be read with it; a fair share of small ones for each process."""
        tasks = [self._waiting.popleft()]
        share = min(_MOST_TOGETHER, 1 + len(self._waiting) // self._most)
        size = tasks[0].size
        while self._waiting and len(tasks) < share and not (tasks[0].alone or self._waiting[0].alone):
            size += self._waiting[0].size
            if size > _MOST_BYTES_TOGETHER:
                break
            tasks.append(self._waiting.popleft())
        return tasks

    def _lose(self, worker: _Worker, kind: type[DocumentError], reason: str) -> None:
        """What a process was reading when it ended is lost; of several, each is read again by itself."""
        tasks = worker.tasks
        if len(tasks) == 1:
            worker.end([kind(tasks[0].item.locator, reason)])
            return
        for task in reversed(tasks):
            task.alone = True
            self._waiting.appendleft(task)

    def _listen(self, worker: _Worker) -> None:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if isinstance(message, list):
            worker.end(message)
        elif message == READY:
            self._failed_starts = 0
            worker.be_ready()
        else:
            raise message

    def _bury(self, worker: _Worker) -> None:
        """Act on the death of a process; what it had not begun to read goes to a new one."""
        cause = self._cause(self._stop(worker))
        if worker.ready:
            self._lose(worker, DocumentError, f"the process that was reading it {cause}")
            return
        self._failed_starts += 1
        if self._failed_starts == _MOST_FAILED_STARTS:
            raise CounterclaimError(f"no reading process can start: each {cause}")
        self._start(worker.tasks)

    def _cause(self, code: int | None) -> str:
        if code == OUT_OF_MEMORY:
            return f"needed more than {self._job.memory_mb} MiB of memory (see memory_mb)"
        if code is None or code >= 0:
            return f"ended (exit code {code})"
        hint = ", as the system does when memory is short" if code == -9 else ""
        return f"was stopped by signal {-code} ({signal.strsignal(-code)}){hint}"

    def _start(self, tasks: Sequence[_Task]) -> None:
        worker = _Worker(self._job)
        self._running.append(worker)
        worker.begin(tasks)

    def _stop(self, worker: _Worker) -> int | None:
        self._running.remove(worker)
        return worker.stop()


class _Worker:
    """A reading process and the tasks that it has, if any. Their time runs once it is `ready`."""

    def __init__(self, job: Job) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=serve, args=(theirs, job), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()
        self._seconds = job.seconds
        self.ready = False
        self.tasks: list[_Task] = []
        self.deadline = math.inf

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def begin(self, tasks: Sequence[_Task]) -> None:
        self.tasks = list(tasks)
        with contextlib.suppress(OSError):  # that it has just died shows when it is listened to
            self.pipe.send([task.item for task in tasks])
        if self.ready:
            self.deadline = time.monotonic() + self._seconds

    def be_ready(self) -> None:
        self.ready = True
        self.deadline = time.monotonic() + self._seconds

    def end(self, outcomes: Sequence[Read | SourceError]) -> None:
        for task, outcome in zip(self.tasks, outcomes, strict=True):
            task.outcome = outcome
        self.tasks = []
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
