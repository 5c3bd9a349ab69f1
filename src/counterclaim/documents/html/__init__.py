"""Web pages: guarded, parsed, and read for their main text and what they say of themselves."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from counterclaim.documents.html.guard import check
from counterclaim.documents.html.main_text import main_text
from counterclaim.documents.html.metadata import read_metadata
from counterclaim.documents.html.visible import visible_text
from counterclaim.documents.media import HTML
from counterclaim.documents.options import ReadOptions
from counterclaim.documents.reading import Reading
from counterclaim.errors import DocumentError
from counterclaim.text.decoding import decode, make_safe, within_marks

__all__ = ["html_text", "looks_like_html", "read_html"]

_META_CHARSET = re.compile(
    rb"<meta[^>]{1,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{1,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{1,100}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{1,40})")
_HEAD = 4096
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|strong|em|b|i|a|ul|ol|li|h[1-6]|blockquote|table|td)(?:\s[^<>]{0,300})?/?>", re.I
)


def read_html(data: bytes, charset: str | None, locator: str, options: ReadOptions) -> Reading:
    """The main text of a page and its metadata. `charset` is what the source states, over the page's own.

    Raises:
        DocumentError: the page is over a limit, or cannot be parsed.
    """
    decoded = decode(data, charset or _declared(data[:_HEAD]))
    tags = check(decoded.text, locator, options)
    tree = _parse(decoded.text, locator)
    if tree is None:
        return Reading("", HTML, problems=decoded.problems)
    metadata = read_metadata(tree)
    problems = decoded.problems
    if tags > options.max_main_text_tags:
        text = visible_text(tree, furniture=False)
        problems += (f"all text of the page was taken: it has {tags:,} tags",)
    else:
        text = main_text(tree)
    text, changed = make_safe(text)  # what stood as character references is seen only now
    return Reading(text, HTML, metadata, (*problems, *changed))


def _within_marks(text: str | None) -> str | None:
    return within_marks(text) if text else text


def html_text(markup: str, locator: str, options: ReadOptions) -> str:
    """All text of a piece of HTML that is no page of its own: the body of a feed entry or of a mail."""
    check(markup, locator, options)
    tree = _parse(markup, locator)
    return make_safe(visible_text(tree))[0] if tree is not None else ""


def looks_like_html(text: str) -> bool:
    """Whether a text from a table or a feed is HTML: it has at least two tags of running text."""
    return len(_MARKUP.findall(text[:20_000])) > 1


def _declared(start: bytes) -> str | None:
    match = _META_CHARSET.search(start) or _XML_ENCODING.search(start)
    return match[1].decode("ascii", "replace") if match else None


def _parse(markup: str, locator: str) -> HtmlElement | None:
    """The tree, null for a page without content. The parser fetches nothing and expands no entities."""
    parser = HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=False,
        collect_ids=False,
    )
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # "Document is empty"
        return None
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise DocumentError(locator, f"the page cannot be parsed: {str(error)[:200]}") from error
    for element in tree.iter():
        element.text, element.tail = _within_marks(element.text), _within_marks(element.tail)
    return tree
