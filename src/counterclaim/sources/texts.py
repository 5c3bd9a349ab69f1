"""Files that are one document each, and text files that are cut into several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from counterclaim.errors import SourceError, Unreadable
from counterclaim.model import Metadata, SourceItem
from counterclaim.sources.fields import find_fields
from counterclaim.sources.options import SourceOptions
from counterclaim.sources.records import Origin
from counterclaim.text.decoding import decode, looks_binary
from counterclaim.text.front_matter import split_front_matter

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
}
_TEXT = ("text/plain", "text/markdown")
_FENCES = re.compile(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[ \t]{0,8}\r?\n")
_HEAD = 40_000


def read_text(data: bytes, suffix: str, origin: Origin) -> Iterator[SourceItem | SourceError]:
    """The item of a file's bytes, or its parts where the options say how its documents begin.

    Front matter gives metadata and stays in the bytes; whoever makes a document of them leaves it out.
    """
    media_type = MEDIA_TYPES.get(suffix, "")
    if not data.strip(b"\0 \t\r\n"):
        yield Unreadable(origin.shown, "it is empty")
        return
    if media_type.startswith("text/") and looks_binary(data):
        yield Unreadable(origin.shown, f"it is named {suffix}, but its content is binary")
        return
    if origin.options.document_start and (media_type in _TEXT or not (media_type or looks_binary(data))):
        yield from _parts(data, media_type or _TEXT[0], origin.options.document_start, origin)
        return
    metadata, problems = (
        _front_matter(decode(data[:_HEAD]).text, origin.options)
        if _FENCES.match(data) and (media_type in _TEXT or not media_type)
        else (Metadata(), ())
    )
    yield SourceItem(
        origin.shown,
        data,
        media_type,
        metadata=origin.known(origin.metadata, metadata),
        problems=problems,
        defaults=origin.options.defaults,
    )


def _front_matter(text: str, options: SourceOptions) -> tuple[Metadata, tuple[str, ...]]:
    found = split_front_matter(text)
    if not found.end:
        return Metadata(), ()
    return find_fields(found.values, SourceOptions(date_order=options.date_order)).metadata(found.values)


def _parts(data: bytes, media_type: str, start: str, origin: Origin) -> Iterator[SourceItem]:
    """The documents of a text, cut where `start` matches; what stands before the first is one too."""
    decoded = decode(data)
    metadata, problems = _front_matter(decoded.text, origin.options)
    text = decoded.text[split_front_matter(decoded.text).end :]
    cuts = sorted({match.start() for match in re.finditer(start, text, re.MULTILINE)} | {0, len(text)})
    pieces = [text[a:b] for a, b in pairwise(cuts) if text[a:b].strip()]
    for number, piece in enumerate(pieces, 1):
        yield SourceItem(
            origin.shown,
            piece.encode("utf-8"),
            f"{media_type}; charset=utf-8",
            f"part={number}" if len(pieces) > 1 else "",
            origin.known(origin.metadata, metadata),
            problems=(*decoded.problems, *problems),
            defaults=origin.options.defaults,
        )
