"""Word files (.docx, Office Open XML): paragraphs and tables in the order of the text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.table import Table

from counterclaim.documents.media import DOCX
from counterclaim.documents.options import ReadOptions
from counterclaim.documents.reading import Reading
from counterclaim.errors import TooLarge, Unreadable
from counterclaim.model import Metadata
from counterclaim.text.decoding import make_safe

_MOST_ENTRIES = 10_000
_RATIO = 200
_RATIO_HOLDS_FROM = 8 * 1024 * 1024


def read_docx(data: bytes, locator: str, options: ReadOptions) -> Reading:
    """The text, a blank line between paragraphs, the rows of a table line by line. Notes are not read.

    Raises:
        TooLarge: the package would expand over the limit.
        Unreadable: it is encrypted or damaged.
    """
    try:
        _check_package(data, locator, options)
        document = docx.Document(io.BytesIO(data))
        title = next((p.text for p in document.paragraphs[:20] if _is_title(p)), None)
        blocks = list(_blocks(document))
        notes = any(
            part.partname.endswith(("/footnotes.xml", "/endnotes.xml"))
            for part in document.part.package.iter_parts()
        )
    except (TooLarge, Unreadable):
        raise
    except Exception as error:
        reason = str(error)[:200] or type(error).__name__
        raise Unreadable(locator, f"the Word file cannot be read: {reason}") from error
    text, problems = make_safe("\n\n".join(blocks))
    if notes:
        problems += ("the notes of the Word file were not read",)
    return Reading(text, DOCX, Metadata(title=" ".join(title.split())[:300] if title else None), problems)


def _check_package(data: bytes, locator: str, options: ReadOptions) -> None:
    """Look at the sizes that the package states before anything in it is expanded."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable(locator, "the Word file is encrypted")
        size = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or size > options.max_expanded_bytes:
        raise TooLarge(locator, "the Word file is too large when unpacked")
    if size > _RATIO_HOLDS_FROM and size > _RATIO * len(data):
        raise TooLarge(locator, f"the Word file expands more than {_RATIO} times, as no text does")


def _is_title(paragraph: Any) -> bool:
    style = paragraph.style
    return bool(paragraph.text.strip()) and style is not None and style.name in {"Title", "Heading 1"}


def _blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = (" | ".join(_cells(row)) for row in block.rows)
            yield "\n".join(row for row in rows if row.strip(" |"))
        elif text := block.text.strip():
            yield text


def _cells(row: Any) -> Iterator[str]:
    """The texts of a row; a cell that spans several columns comes once."""
    before = None
    for cell in row.cells:
        if cell._tc is not before:
            yield " ".join(cell.text.split())
        before = cell._tc
