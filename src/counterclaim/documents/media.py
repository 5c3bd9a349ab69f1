"""What an item is: by its bytes first, by its name and the source's hint where bytes leave it open."""

from __future__ import annotations

import functools
import io
import re
import tomllib
import zipfile
from importlib.resources import files
from pathlib import PurePath

from counterclaim.errors import Unreadable
from counterclaim.model import SourceItem
from counterclaim.text.decoding import looks_binary

HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL = "message/rfc822"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

_BY_SUFFIX = {
    ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".pdf": PDF, ".docx": DOCX, ".eml": MAIL,
    ".md": MARKDOWN, ".markdown": MARKDOWN, ".txt": PLAIN, ".text": PLAIN,
}  # fmt: skip
_ALSO = {"application/xhtml+xml": HTML}
_PAGE = re.compile(
    rb"\s{0,200}(?:<!--[^>]{0,500}-->\s{0,50})?<(?:!doctype\s{1,5}html|html|head|body)[\s>]", re.I
)
_BOM = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_XML = re.compile(rb"\s{0,200}<\?xml[^>]{0,300}\?>", re.IGNORECASE)
_CHARSET = re.compile(r";\s{0,5}charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def media_type_of(item: SourceItem) -> str:
    """The media type of `item`, one of those of this module.

    Raises:
        Unreadable: its bytes are of no format that is read, or not of the one that it is named as.
    """
    data = item.data
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04") and _is_docx(data):
        return DOCX
    named = _named(item)
    if named in {PDF, DOCX}:
        what = "PDF" if named == PDF else "Word (.docx)"
        raise Unreadable(item.locator, f"it is named as {what}, but its content is not: {_signature(data)}")
    if name := _signature_name(data):
        raise Unreadable(item.locator, f"its content is {name}, which is not read")
    if named != MAIL and looks_binary(data):
        raise Unreadable(item.locator, "its content is binary and of no known format")
    start = _BOM.sub(b"", data[:2048]).replace(b"\0", b"")  # so that UTF-16 is seen, too
    declaration = _XML.match(start)
    if _PAGE.match(start[declaration.end() :] if declaration else start):
        return HTML if named != MAIL else MAIL
    if declaration and named != HTML:
        raise Unreadable(item.locator, "it is XML, but no web page")
    return named or PLAIN


def charset_of(media_type: str) -> str | None:
    """The charset parameter of a media type."""
    match = _CHARSET.search(media_type)
    return match[1] if match else None


def _named(item: SourceItem) -> str:
    hint = item.media_type.split(";")[0].strip().lower()
    hint = _ALSO.get(hint, hint)
    if hint in _BY_SUFFIX.values():
        return hint
    return _BY_SUFFIX.get(PurePath(item.path.lower().removesuffix(".gz")).suffix, "")


def _is_docx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "word/document.xml" in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _signature(data: bytes) -> str:
    if name := _signature_name(data):
        return f"it is {name}"
    return "it is binary" if looks_binary(data) else "it is text"


def _signature_name(data: bytes) -> str | None:
    return next((name for offset, magic, name in _signatures() if data.startswith(magic, offset)), None)


@functools.cache
def _signatures() -> tuple[tuple[int, bytes, str], ...]:
    table = tomllib.loads(files("counterclaim.documents").joinpath("data/signatures.toml").read_text("utf-8"))
    return tuple(
        (entry.get("offset", 0), bytes.fromhex(entry["bytes"]), entry["name"]) for entry in table["signature"]
    )
