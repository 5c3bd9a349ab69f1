"""Plain text and Markdown: the text behind the front matter, without marks of markup."""

from __future__ import annotations

import re

from counterclaim.documents.html import html_text, looks_like_html
from counterclaim.documents.media import MARKDOWN, PLAIN
from counterclaim.documents.options import ReadOptions
from counterclaim.documents.reading import Reading
from counterclaim.model import Metadata
from counterclaim.text.decoding import decode, make_safe
from counterclaim.text.front_matter import split_front_matter

_TITLE = re.compile(r"^[ \t]{0,3}#[ \t]{1,9}([^\n#][^\n]{0,300})$", re.MULTILINE)
_TARGET = r"\((?:<[^<>\n]{0,2000}>|[^()\s]{0,2000})(?:\s[\"'][^\"'\n]{0,300}[\"'])?\)"
_MARKDOWN = (
    (re.compile(r"^[ \t]{0,3}(?:```|~~~)[^\n]{0,100}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:[-*_][ \t]?){3,80}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]{1,9}([^\n]*?)[ \t]{0,9}#{0,6}$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"!\[[^\[\]\n]{0,500}\]" + _TARGET), ""),
    (re.compile(r"\[(\^?\d{1,4})\]" + _TARGET), r"[\1]"),
    (re.compile(r"\[([^\[\]\n]{1,500})\]" + _TARGET), r"\1"),
    (re.compile(r"^\[\^([\w-]{1,40})\]:", re.MULTILINE), r"[\1]"),
    (re.compile(r"\[\^([\w-]{1,40})\]"), r"[\1]"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(?<!\\)\*\*([^*\n]{1,500})\*\*|(?<![\w\\])__([^_\n]{1,500})__(?!\w)"), r"\1\2"),
    (
        re.compile(
            r"(?<![\w*\\])\*([^*\s][^*\n]{0,500})\*(?![\w*])|(?<![\w\\])_([^_\s][^_\n]{0,500})_(?!\w)"
        ),
        r"\1\2",
    ),
    (re.compile(r"(?<!`)`([^`\n]{1,300})`(?!`)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>|~-])"), r"\1"),
)


def read_plain(data: bytes, charset: str | None, media_type: str) -> Reading:
    """A text or Markdown file. The title is that of the front matter, for Markdown else its first heading."""
    decoded = decode(data, charset)
    text = decoded.text[split_front_matter(decoded.text).end :]
    metadata = Metadata()
    if media_type == MARKDOWN:
        if match := _TITLE.search(text):
            metadata = Metadata(title=without_markdown(match[1]).strip())
        text = without_markdown(text)
    return Reading(text, media_type, metadata, decoded.problems)


def read_string(text: str, locator: str, options: ReadOptions) -> Reading:
    """A text that is characters already, which may be HTML: a column of a table, a field of an object."""
    safe, problems = make_safe(text)
    if looks_like_html(safe):
        safe = html_text(safe, locator, options)
    return Reading(safe, PLAIN, problems=problems)


def without_markdown(text: str) -> str:
    """`text` with the marks of Markdown (CommonMark and footnotes) gone and what they mark kept."""
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return text
