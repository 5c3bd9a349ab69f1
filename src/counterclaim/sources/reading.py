"""Paths to items: files, folders and standard input, each by what it holds."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO

from counterclaim.errors import SourceError, Unreadable
from counterclaim.model import Metadata, SourceItem
from counterclaim.sources.archives import read_archive
from counterclaim.sources.fields import find_fields, normalised
from counterclaim.sources.files import STDIN, Found, find_files, reason_of
from counterclaim.sources.objects import read_json
from counterclaim.sources.options import SourceOptions
from counterclaim.sources.records import Origin
from counterclaim.sources.sidecars import read_sidecar
from counterclaim.sources.streams import buffered, head, open_content, read_whole, unpacked_head
from counterclaim.sources.tables import read_table
from counterclaim.sources.texts import read_text
from counterclaim.text.decoding import decode

_TABLES = frozenset({".csv", ".tsv", ".tab"})
_JSON = frozenset({".json", ".jsonl", ".ndjson"})
_NAMED = re.compile(r"[^\W\d][\w .-]{0,40}")


def read_items(paths: Iterable[str], options: SourceOptions) -> Iterator[SourceItem | SourceError]:
    """The items of `paths` in order: files, folders with all in them, ``-`` for standard input.

    What cannot be read is yielded as a SourceError in its place, not raised, and the rest goes on.
    """
    for found in find_files(paths):
        if isinstance(found, SourceError):
            yield found
        else:
            yield from _items(found, options)


def _items(found: Found, options: SourceOptions) -> Iterator[SourceItem | SourceError]:
    try:
        if found.shown == STDIN:
            yield from _from_stream(sys.stdin.buffer, found, options)
        else:
            with found.path.open("rb") as stream:
                yield from _from_stream(stream, found, options)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(found.shown, reason_of(error))
    except Exception as error:  # noqa: BLE001 - one bad file never stops a run
        yield SourceError(found.shown, f"a defect in reading it: {type(error).__name__}: {str(error)[:200]}")


def _from_stream(
    stream: BinaryIO, found: Found, options: SourceOptions
) -> Iterator[SourceItem | SourceError]:
    metadata, problems = read_sidecar(found.path, options) if found.shown != STDIN else (Metadata(), ())
    defaults, undated = normalised(options.defaults, options.date_order)
    problems += undated
    origin = Origin(found.shown, metadata, replace(options, defaults=defaults))
    for item in _by_kind(buffered(stream), found, origin):
        if problems and isinstance(item, SourceItem):
            yield replace(item, problems=(*problems, *item.problems))
        else:
            yield item


def _by_kind(stream: io.BufferedReader, found: Found, origin: Origin) -> Iterator[SourceItem | SourceError]:
    if unpacked_head(stream).startswith(b"WARC/"):
        yield from read_archive(stream, origin)
        return
    content = open_content(stream, found.shown, origin.options)
    suffix = PurePath(found.path.name.lower().removesuffix(".gz")).suffix
    if found.shown == STDIN:
        suffix = _suffix_of(head(content)[:4096], origin.options)
    if suffix not in _TABLES | _JSON:
        yield from read_text(read_whole(content, found.shown, origin.options), suffix, origin)
    elif not head(content).strip():
        yield Unreadable(found.shown, "it is empty")
    elif suffix in _TABLES:
        yield from read_table(content, origin, suffix)
    else:
        yield from read_json(content, replace(origin, keys_are="keys"), suffix)


def _suffix_of(start: bytes, options: SourceOptions) -> str:
    """The file ending that content without a name would have, empty for a text or what shows it by itself."""
    lines = decode(start).text.strip().split("\n")
    if lines[0].startswith("{") or "".join(lines[:2]).replace(" ", "").startswith("[{"):
        return ".json"
    for delimiter in ",\t;|":
        names = [name.strip(' "') for name in lines[0].split(delimiter)]
        if all(map(_NAMED.fullmatch, names)) and {"text", "title"} <= find_fields(names, options).keys.keys():
            return ".csv"
    return ""
