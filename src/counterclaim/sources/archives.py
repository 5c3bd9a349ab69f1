"""Web archives (WARC, ISO 28500): the pages and PDF files in their responses."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from counterclaim.errors import SourceError, TooLarge, Unreadable
from counterclaim.model import Metadata, SourceItem
from counterclaim.sources.records import Origin
from counterclaim.sources.streams import mebibytes

_MEDIA_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_LONGEST_TYPE = 200


def read_archive(stream: BinaryIO, origin: Origin) -> Iterator[SourceItem | SourceError]:
    """The responses with status 200 whose body is a page, a plain text or a PDF file.

    The address is that of the record. The date of the record says when it was fetched, not when it was
    published, and is not used.
    """
    records = iter(ArchiveIterator(stream))
    empty = True
    for number in itertools.count(1):
        locator = f"{origin.shown}#record={number}"
        try:
            record = next(records, None)
            if record is None:
                if empty:
                    yield Unreadable(origin.shown, "the archive holds no page, text or PDF file")
                return
            item = _item(record, number, origin)
        except SourceError as error:
            empty = False
            yield error
        except Exception as error:  # noqa: BLE001 - a damaged archive can fail in any way inside its parser
            reason = f": {str(error)[:200]}" if isinstance(error, ArchiveLoadFailed) else ""
            yield Unreadable(locator, f"the archive is damaged here{reason}")
            return
        else:
            if item is not None:
                empty = False
                yield item


def _item(record: Any, number: int, origin: Origin) -> SourceItem | None:
    if record.rec_type not in {"response", "resource"}:
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    stated = headers.get_header("Content-Type") if headers is not None else record.content_type
    media_type = re.sub(r"\s+", " ", (stated or "")[:_LONGEST_TYPE]).strip().lower()
    if not media_type.startswith(_MEDIA_TYPES):
        return None
    part = f"record={number}"
    locator = f"{origin.shown}#{part}"
    limit = min(origin.options.max_bytes, origin.options.max_expanded_bytes)
    data = _payload(record, limit)
    if len(data) > limit:
        raise TooLarge(locator, f"it is larger than {mebibytes(limit)} (max_bytes)")
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise Unreadable(locator, "the archive ends inside this record")
    if not data.strip():
        raise Unreadable(locator, "it is empty")
    url = record.rec_headers.get_header("WARC-Target-URI")
    metadata = origin.known(Metadata(url=url.strip("<>") if url else None), origin.metadata)
    return SourceItem(origin.shown, data, media_type, part, metadata, defaults=origin.options.defaults)


def _payload(record: Any, limit: int) -> bytes:
    """The body without its transfer and content encodings, cut one byte above `limit`."""
    stream = record.content_stream()
    parts: list[bytes] = []
    size = 0
    while size <= limit and (part := stream.read(min(65536, limit + 1 - size))):
        parts.append(part)
        size += len(part)
    return b"".join(parts)
