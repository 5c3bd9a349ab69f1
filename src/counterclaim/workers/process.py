"""The reading process: it answers each item with a document or an error, until its parent is gone."""

from __future__ import annotations

import contextlib
import errno
import gc
import multiprocessing
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NoReturn, TypeVar

from counterclaim.errors import CounterclaimError, DocumentError, SourceError
from counterclaim.model import CLAIM_ROLES, Claim, Document, SourceItem

if TYPE_CHECKING:
    from counterclaim.claims import Extraction, Reason

_T = TypeVar("_T")

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
    """Load what `job` needs and send READY, or the error; then for each list of items one of Read or SourceError.

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
        reader = _reader(job)  # before all documents, so that loading is no document's time
    except CounterclaimError as error:
        pipe.send(error)
        return
    except OSError as error:  # a model is unpacked in the folder of temporary files
        pipe.send(CounterclaimError(f"no reading process can start: {error}"))
        return
    gc.collect()
    gc.freeze()  # what is loaded stays; to look through it for garbage again and again takes a fifth of the time
    pipe.send(READY)
    while True:
        items = pipe.recv()
        with _alarm(job.seconds + _GRACE_SECONDS):
            outcomes = _outcomes(reader, items)
        pipe.send(outcomes)


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Let the system end a process that hangs where no thread can run, when no parent is there to do it."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


def _reader(job: Job) -> _Reader:
    """What reads items, with all loaded that it needs."""
    from counterclaim.text.language import detect

    detect("A text that loads the model of languages.")
    return _ClaimsReader(job) if job.claims else _Reader()


class _Reader:
    """Reads items to documents without claims."""

    def together(self, items: Sequence[SourceItem]) -> list[Read | SourceError]:
        """What becomes of each of several items."""
        return [_outcome(self.alone, item) for item in items]

    def alone(self, item: SourceItem) -> Read:
        """What becomes of an item. Raises SourceError."""
        return Read(_document(item), (), None)


class _ClaimsReader(_Reader):
    """Reads items to documents with their claims."""

    def __init__(self, job: Job) -> None:
        from counterclaim.claims import Resources
        from counterclaim.claims.sentence import language_model

        self._seconds = job.seconds * _SHARE_OF_TIME
        self._resources = Resources.load(_path(job.gazetteer), _path(job.actors))
        language_model()

    def together(self, items: Sequence[SourceItem]) -> list[Read | SourceError]:
        from counterclaim.claims import extract_together

        documents = [_outcome(_document, item) for item in items]
        found = iter(
            extract_together((one for one in documents if isinstance(one, Document)), self._resources)
        )
        return [_read(one, next(found)) if isinstance(one, Document) else one for one in documents]

    def alone(self, item: SourceItem) -> Read:
        from counterclaim.claims import extract

        began = time.monotonic()
        document = _document(item)
        left = self._seconds - (time.monotonic() - began)
        return _read(document, extract(document, self._resources, seconds=left))


def _document(item: SourceItem) -> Document:
    from counterclaim.documents import ReadOptions, read_document

    return read_document(item, ReadOptions())


def _read(document: Document, found: Extraction) -> Read:
    from counterclaim.documents import signature

    document = replace(document, problems=document.problems + found.problems)
    return Read(document, found.claims, signature(_told(document)), found.reasons)


def _outcomes(reader: _Reader, items: Sequence[SourceItem]) -> list[Read | SourceError]:
    """What becomes of each item; where reading them together fails, each is read alone, so that one fails alone."""
    if len(items) > 1:
        try:
            return reader.together(items)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S110 - which of them is at fault shows below
            pass
    return [_outcome(reader.alone, item) for item in items]


def _outcome(read: Callable[[SourceItem], _T], item: SourceItem) -> _T | SourceError:
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
