"""The reading process: it answers each item with a document or an error, until its parent is gone."""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NoReturn

from counterclaim.errors import CounterclaimError, DocumentError, SourceError
from counterclaim.model import CLAIM_ROLES, Claim, Document, SourceItem

if TYPE_CHECKING:
    from counterclaim.claims import Reason

READY = "ready"
OUT_OF_MEMORY = errno.ENOMEM
"""Exit code of a process that went over its limit of memory, and starts afresh."""
_SHARE_OF_TIME = 0.8
_GRACE_SECONDS = 5.0
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Job:
    """What a reading process needs to know once. The limits are those of one document."""

    claims: bool
    seconds: float
    memory_mb: int
    gazetteer: str | None
    actors: str | None


@dataclass(frozen=True, slots=True)
class Read:
    """A document as read. `signature` is null where no claims were asked for, or the text is short.

    `reasons` are those of each claim, by its id.
    """

    document: Document
    claims: tuple[Claim, ...]
    signature: bytes | None
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)


def serve(pipe: Connection, job: Job) -> NoReturn:
    """Load what `job` needs and send READY, or the error; then a Read or SourceError for each item received.

    The process ends here, without a word: its exit code is all that its parent learns of a defect.
    """
    code = 1
    try:
        _limit(job)
        Thread(target=_leave_with_parent, daemon=True).start()
        _answer(pipe, job)
        code = 0
    except (EOFError, ConnectionError):  # the parent is gone
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _limit(job: Job) -> None:
    """Libraries keep to one thread, as there is a process for each core; Ctrl-C is the parent's to act on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (job.memory_mb * _MIB, job.memory_mb * _MIB))


def _leave_with_parent() -> None:
    """End at once when the parent was killed, so that no process is left behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(pipe: Connection, job: Job) -> None:
    try:
        read = _reader(job)  # before all documents, so that loading is no document's time
    except CounterclaimError as error:
        pipe.send(error)
        return
    except OSError as error:  # a model is unpacked in the folder of temporary files
        pipe.send(CounterclaimError(f"no reading process can start: {error}"))
        return
    pipe.send(READY)
    while True:
        item = pipe.recv()
        with _alarm(job.seconds + _GRACE_SECONDS):
            outcome = _outcome(read, item)
        pipe.send(outcome)


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Let the system end a process that hangs where no thread can run, when no parent is there to do it."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


def _reader(job: Job) -> Callable[[SourceItem], Read]:
    """The function that reads an item, with all loaded that it needs."""
    from counterclaim.documents import ReadOptions, read_document, signature
    from counterclaim.text.language import detect

    detect("A text that loads the model of languages.")
    if not job.claims:
        return lambda item: Read(read_document(item, ReadOptions()), (), None)

    from counterclaim.claims import Resources, extract
    from counterclaim.claims.sentence import language_model

    resources = Resources.load(_path(job.gazetteer), _path(job.actors))
    language_model()

    def with_claims(item: SourceItem) -> Read:
        began = time.monotonic()
        document = read_document(item, ReadOptions())
        left = job.seconds * _SHARE_OF_TIME - (time.monotonic() - began)
        found = extract(document, resources, seconds=left)
        document = replace(document, problems=document.problems + found.problems)
        return Read(document, found.claims, signature(_told(document)), found.reasons)

    return with_claims


def _outcome(read: Callable[[SourceItem], Read], item: SourceItem) -> Read | SourceError:
    try:
        return read(item)
    except SourceError as error:
        return error
    except MemoryError:
        raise
    except RecursionError:
        return DocumentError(item.locator, "it is nested too deeply to be read")
    except Exception as error:  # noqa: BLE001 - one bad document never stops a run
        return DocumentError(item.locator, f"a defect in reading it: {type(error).__name__}: {error}")


def _told(document: Document) -> str:
    """The text that tells the story: a copy under another outlet's menus is a copy all the same."""
    return "\n".join(document.text[one.start : one.end] for one in document.blocks if one.role in CLAIM_ROLES)


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None
