"""Reports read without a record, and into one: `read`, `extract` and `build`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypedDict, Unpack

from counterclaim.config import Settings, load_settings
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.model import Document
    from counterclaim.pipeline import Failure, Progress, Reading, RunSummary
    from counterclaim.sources import SourceOptions

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


class About(TypedDict, total=False):
    """What is known about reports that do not say it themselves.

    Keys:
        columns: column of a table, or key of JSON lines, by field: ``{"text": "body"}``.
        publisher: who published them.
        published: when: ``2018-05-04``, ``2018-05``.
        language: their language, such as ``en``.
        document_start: a regular expression; a text file is cut into documents where a line matches.
    """

    columns: Mapping[str, str]
    publisher: str | None
    published: str | None
    language: str | None
    document_start: str | None


def read(
    paths: Paths, *, settings: Settings | None = None, **about: Unpack[About]
) -> Iterator[Document | Failure]:
    """The documents of files and folders, and what could not be read, in order.

    Documents are read in other processes: in a script, call this under ``if __name__ == "__main__":``.

    Raises:
        UsageError: an argument cannot be one.
    """
    from counterclaim import pipeline

    settings = settings or load_settings()[0]
    return pipeline.read(_listed(paths), settings, source_options(settings, **about))


def extract(
    paths: Paths, *, settings: Settings | None = None, **about: Unpack[About]
) -> Iterator[Reading | Failure]:
    """As `read`, with the claims of each document."""
    from counterclaim import pipeline

    settings = settings or load_settings()[0]
    return pipeline.extract(_listed(paths), settings, source_options(settings, **about))


def build(
    paths: Paths,
    record: str | os.PathLike[str],
    *,
    settings: Settings | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    command: str = "",
    **about: Unpack[About],
) -> RunSummary:
    """Read files and folders into the record at `record`, made when missing, and link their claims to events.

    What is in the record already is passed over. `command` is kept with the run.

    Raises:
        UsageError: an argument cannot be one.
        RecordBusy: another build holds the record.
        RecordError: it cannot be opened or written.
    """
    from counterclaim import pipeline

    settings = settings or load_settings()[0]
    return pipeline.build(
        _listed(paths),
        os.fspath(record),
        settings,
        source_options(settings, **about),
        on_progress=on_progress,
        command=command,
    )


def source_options(settings: Settings, **about: Unpack[About]) -> SourceOptions:
    """Settings and what is known about reports, as the sources take them.

    Raises:
        UsageError: a column, date, language or expression cannot be one.
    """
    from counterclaim.model import Metadata
    from counterclaim.sources import SourceOptions
    from counterclaim.text.published import parse_published

    published = about.get("published")
    if published is not None and parse_published(published, settings.date_order) is None:
        raise UsageError(f"the date of publication {published[:60]!r} is none; write 2018-05-04 or 2018-05")
    return SourceOptions(
        columns=about.get("columns") or {},
        defaults=Metadata(
            publisher=about.get("publisher"), published=published, language=about.get("language")
        ),
        max_bytes=settings.max_bytes,
        max_expanded_bytes=settings.max_expanded_bytes,
        document_start=about.get("document_start"),
        date_order=settings.date_order,
    )


def _listed(paths: Paths) -> list[str]:
    if isinstance(paths, str | os.PathLike):
        return [os.fspath(paths)]
    return [os.fspath(path) for path in paths]
