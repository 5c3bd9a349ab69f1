"""Limits of reading: what a document may be before it is cut or refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Limits. A text or PDF over its limit is cut, and says so; a web page or package over one is refused.

    The limits of a page keep its reading to seconds: the time of main-text extraction grows with the square
    of the number of tags, so that of a page over `max_main_text_tags` all text is taken; the time of parsing
    grows with the square of the attributes of one tag.
    """

    max_characters: int = 5_000_000
    max_html_tags: int = 300_000
    max_main_text_tags: int = 20_000
    max_html_depth: int = 250
    max_html_attributes: int = 1_000
    max_pdf_pages: int = 2_000
    max_expanded_bytes: int = 200 * 1024 * 1024
    max_mail_parts: int = 200
