"""PDF files: the text of their pages, put together as running text."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

from pypdf import PdfReader

from counterclaim.documents.media import PDF
from counterclaim.documents.options import ReadOptions
from counterclaim.documents.reading import Reading, quiet
from counterclaim.errors import Unreadable
from counterclaim.model import Metadata
from counterclaim.text.decoding import make_safe

_EDGE = 2
"""Lines at the top and bottom of a page among which running heads are looked for."""
_PAGE_NUMBER = re.compile(r"^\W{0,5}\d{1,5}\b|\d{1,5} of \d{1,5}$|\b\d{1,5}\W{0,2}$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010]\n(?=[a-zà-öø-ÿа-яё])")
_ENDS = re.compile(r"[.!?:;\"”’»)\]0-9]$")
_TITLE_WITHIN = 3000


def read_pdf(data: bytes, locator: str, options: ReadOptions) -> Reading:
    """The text of the pages, without running heads and page numbers, words joined where a line cut them.

    Raises:
        Unreadable: the file is encrypted or damaged, or its pages hold no text.
    """
    quiet("pypdf")
    problems: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(locator, "the PDF is encrypted and needs a password")
        pages = list(_pages(reader, locator, options, problems))
        stated = (reader.metadata.title if reader.metadata else None) or ""
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(
            locator, f"the PDF cannot be read: {str(error)[:200] or type(error).__name__}"
        ) from error
    text, changed = make_safe(_running_text(_without_heads(pages)))
    if not text.strip():
        raise Unreadable(
            locator, f"the {len(pages)} pages of the PDF hold no text; they may be scanned images"
        )
    return Reading(text, PDF, Metadata(title=title_in(stated, text)), (*problems, *changed))


def title_in(stated: str, text: str) -> str | None:
    """The title in a file's properties if its text begins with it: many are left from another file."""
    title = " ".join(stated.split())[:300]
    return (
        title
        if len(title) > 3 and title.casefold() in " ".join(text[:_TITLE_WITHIN].split()).casefold()
        else None
    )


def _pages(reader: PdfReader, locator: str, options: ReadOptions, problems: list[str]) -> Iterator[str]:
    count = len(reader.pages)
    if count > options.max_pdf_pages:
        problems.append(f"only the first {options.max_pdf_pages:,} of {count:,} pages were read")
    size = 0
    failed: list[int] = []
    for number in range(min(count, options.max_pdf_pages)):
        try:
            text = reader.pages[number].extract_text()
        except Exception:  # noqa: BLE001 - one damaged page does not cost the others
            failed.append(number + 1)
            continue
        yield text
        size += len(text)
        if size > options.max_characters:
            break
    if failed and len(failed) == min(count, options.max_pdf_pages):
        raise Unreadable(locator, "no page of the PDF can be read")
    if failed:
        problems.append(f"pages that cannot be read: {', '.join(map(str, failed[:20]))}")


def _without_heads(pages: list[str]) -> list[list[str]]:
    """The lines of each page without those that come again at the edge of most pages, and page numbers."""
    lines = [[line.rstrip() for line in page.split("\n")] for page in pages]
    lines = [_trimmed(page) for page in lines]
    if len(lines) < 3:
        return lines
    seen = Counter(key for page in lines for key in {_key(line) for line in _edges(page)})
    heads = {key for key, count in seen.items() if count > max(2, 0.4 * len(lines))}
    return [
        [
            line
            for place, line in enumerate(page)
            if not ((place < _EDGE or place >= len(page) - _EDGE) and _key(line) in heads)
        ]
        for page in lines
    ]


def _trimmed(page: list[str]) -> list[str]:
    while page and not page[-1].strip():
        page.pop()
    start = next((i for i, line in enumerate(page) if line.strip()), 0)
    return page[start:]


def _edges(page: list[str]) -> list[str]:
    return page[:_EDGE] + page[-_EDGE:]


def _key(line: str) -> str:
    """A line without the page number that it begins or ends with."""
    return _PAGE_NUMBER.sub("#", " ".join(line.split())).casefold()


def _running_text(pages: list[list[str]]) -> str:
    """The pages one behind the other; a sentence that goes over a page stays one paragraph."""
    parts: list[str] = []
    for page in pages:
        text = "\n".join(page).strip()
        if not text:
            continue
        if parts:
            goes_on = not _ENDS.search(parts[-1]) and text[:1].islower()
            parts.append("\n" if goes_on else "\n\n")
        parts.append(text)
    return _HYPHEN.sub("", "".join(parts))
