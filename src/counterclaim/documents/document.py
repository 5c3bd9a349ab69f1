"""Items to documents: read by format, cleaned, dated, and segmented into blocks."""

from __future__ import annotations

import re

from counterclaim.documents.blocks import Segmentation, segment
from counterclaim.documents.dateline import stated_date
from counterclaim.documents.media import DOCX, HTML, MAIL, PDF, charset_of, media_type_of
from counterclaim.documents.options import ReadOptions
from counterclaim.documents.plain import read_plain, read_string
from counterclaim.documents.reading import Reading
from counterclaim.errors import DocumentError, Unreadable
from counterclaim.model import Document, Metadata, Role, SourceItem, When
from counterclaim.text.decoding import make_safe
from counterclaim.text.language import detect, language_code
from counterclaim.text.published import parse_published

_LONGEST_NAME = 500
_LONGEST_URL = 2000
_SPACES = re.compile(r"\s+")


def read_document(item: SourceItem, options: ReadOptions) -> Document:
    """The document of an item. What the source knows of it goes before what the file says of itself.

    Raises:
        Unreadable: damaged, encrypted, empty or of no known format.
        TooLarge: a package inside it expands over the limit.
        DocumentError: it holds no text, or is a page over a limit.
    """
    reading = _read(item, options)
    text, cut = _within(reading.text, options.max_characters)
    if not text.strip():
        raise DocumentError(item.locator, "it holds no text")
    known = _clean(item.metadata.over(reading.metadata).over(item.defaults))
    layout = segment(text, title=known.title)
    published, undated = _published(item.metadata, reading.metadata, item.defaults)
    return Document(
        id=item.document_id,
        path=item.locator,
        text=text,
        sha256=item.sha256,
        media_type=reading.media_type,
        title=known.title or _title(text, layout),
        publisher=known.publisher,
        authors=known.authors,
        published=published or stated_date(text, layout),
        language=language_code(item.metadata.language or item.defaults.language)
        or detect(text)
        or reading.metadata.language,
        url=known.url,
        blocks=layout.blocks,
        references=layout.references,
        note_marks=layout.note_marks,
        problems=(*item.problems, *reading.problems, *cut, *undated),
    )


def _read(item: SourceItem, options: ReadOptions) -> Reading:
    if item.text is not None:
        return read_string(item.text, item.locator, options)
    if not item.data:
        raise Unreadable(item.locator, "it is empty")
    media_type = media_type_of(item)
    charset = charset_of(item.media_type)
    # What reads a format is loaded with the first document that has it: most have none of these.
    if media_type == HTML:
        from counterclaim.documents.html import read_html

        return read_html(item.data, charset, item.locator, options)
    if media_type == PDF:
        from counterclaim.documents.pdf import read_pdf

        return read_pdf(item.data, item.locator, options)
    if media_type == DOCX:
        from counterclaim.documents.word import read_docx

        return read_docx(item.data, item.locator, options)
    if media_type == MAIL:
        from counterclaim.documents.mail import read_mail

        return read_mail(item.data, item.locator, options)
    return read_plain(item.data, charset, media_type)


def _within(text: str, limit: int) -> tuple[str, tuple[str, ...]]:
    """`text` up to the last line that ends within `limit`, and a sentence that says so."""
    if len(text) <= limit:
        return text, ()
    end = text.rfind("\n", limit // 2, limit)
    cut = text[: end if end > 0 else limit]
    return cut, (f"the text was cut after {len(cut):,} of {len(text):,} characters",)


def _published(stated: Metadata, own: Metadata, default: Metadata) -> tuple[When | None, tuple[str, ...]]:
    given = stated.published
    if not given and own.published and (when := parse_published(own.published)):
        return when, ()
    given = given or default.published
    if not given:
        return None, ()
    if when := parse_published(given):
        return when, ()
    return None, (f"the date of publication {given[:60]!r} cannot be read",)


def _title(text: str, layout: Segmentation) -> str | None:
    """The first block that is a title, on one line."""
    block = next((block for block in layout.blocks if block.role is Role.TITLE), None)
    return _one_line(text[block.start : block.end], _LONGEST_NAME) if block else None


def _clean(metadata: Metadata) -> Metadata:
    url = _one_line(metadata.url, _LONGEST_URL)
    authors = (_one_line(author, _LONGEST_NAME) for author in metadata.authors)
    return Metadata(
        title=_one_line(metadata.title, _LONGEST_NAME),
        publisher=_one_line(metadata.publisher, _LONGEST_NAME),
        authors=tuple(author for author in authors if author),
        url=url if url and url.lower().startswith(("http://", "https://")) else None,
    )


def _one_line(value: str | None, longest: int) -> str | None:
    return _SPACES.sub(" ", make_safe(value[: 4 * longest])[0]).strip()[:longest] or None if value else None
