"""A look at a page before it is parsed, so that hostile ones cost little.

It follows the rules of the HTML tokenizer (WHATWG, 13.2.5) as far as tags, attributes, comments and raw text
are concerned, in one pass, and stops at the first limit that is passed.
"""

from __future__ import annotations

import re

from counterclaim.documents.html.elements import END_IS_OPTIONAL, RAW_TEXT, VOID
from counterclaim.documents.options import ReadOptions
from counterclaim.errors import DocumentError

_TAG = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]{0,60}+)[^\s/>]*+|(!--))")
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")


def check(page: str, locator: str, options: ReadOptions) -> int:
    """The number of start tags of `page`.

    Raises:
        DocumentError: they are too many, or nested too deeply, or one has too many attributes.
    """
    open_tags: list[str] = []
    counts: dict[str, int] = {}
    position = tags = 0
    while match := _TAG.search(page, position):
        position = match.end()
        if match[3]:
            position = _after(page, "-->", position)
            continue
        name = match[2].lower()
        position, attributes, closed = _attributes(page, position, options.max_html_attributes)
        if attributes > options.max_html_attributes:
            raise DocumentError(locator, f"a tag of the page has more than {attributes - 1:,} attributes")
        if match[1]:
            _close(name, open_tags, counts)
            continue
        tags += 1
        if tags > options.max_html_tags:
            raise DocumentError(locator, f"the page has more than {options.max_html_tags:,} tags")
        if name in RAW_TEXT:
            end = re.compile(f"</{name}", re.IGNORECASE).search(page, position)
            position = end.start() if end else len(page)
        elif not closed and name not in VOID and name not in END_IS_OPTIONAL:
            open_tags.append(name)
            counts[name] = counts.get(name, 0) + 1
            if len(open_tags) > options.max_html_depth:
                raise DocumentError(locator, f"its tags are nested more than {options.max_html_depth} deep")
    return tags


def _after(page: str, mark: str, position: int) -> int:
    end = page.find(mark, position)
    return len(page) if end < 0 else end + len(mark)


def _attributes(page: str, position: int, limit: int) -> tuple[int, int, bool]:
    """Where the attributes of a tag end, their number (one above `limit` is enough), and if it is closed."""
    count = 0
    while count <= limit and (match := _ATTRIBUTE.match(page, position)):
        position = match.end()
        count += 1
    end = page.find(">", position, position + 1000)
    return position, count, end >= 0 and page[position:end].rstrip().endswith("/")


def _close(name: str, open_tags: list[str], counts: dict[str, int]) -> None:
    """Close the innermost open tag of that name and all inside it; an end tag without one is nothing."""
    if not counts.get(name):
        return
    while True:
        last = open_tags.pop()
        counts[last] -= 1
        if last == name:
            return
