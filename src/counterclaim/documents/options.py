"""Limits of reading: what a document may be before it is cut or refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Limits. A text or PDF over its limit is cut, and says so; a web page or package over one is refused.

    The limits of a page keep its reading to seconds: the time that main-text extraction takes grows with the
    square of the number of paragraphs, and that of parsing with the square of the attributes of one tag.
    """

    max_characters: int = 5_000_000
    max_html_tags: int = 100_000
    max_html_depth: int = 250
    max_html_attributes: int = 1_000
    max_pdf_pages: int = 2_000
    max_expanded_bytes: int = 200 * 1024 * 1024
    max_mail_parts: int = 200
