"""All text that a page or a piece of HTML shows, in blocks: for pieces that have no furniture around them."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from counterclaim.documents.html.elements import BLOCK, FURNITURE, UNSEEN

_CELLS = frozenset({"td", "th"})
_SPACES = re.compile(r"[^\S\n]+|\n")


def visible_text(tree: HtmlElement, *, furniture: bool = True) -> str:
    """The text of `tree`, a blank line between blocks; menus, footers and forms only with `furniture`."""
    skipped = UNSEEN if furniture else UNSEEN | FURNITURE
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        known = isinstance(tag, str)  # comments and processing instructions have a function for a tag
        if event == "start":
            if not known or tag in skipped:
                walk.skip_subtree()
                continue
            _open(tag, parts)
            parts.append(_SPACES.sub(" ", element.text or ""))
        else:
            if known and tag in BLOCK:
                parts.append("\n\n")
            if element is not tree:
                parts.append(_SPACES.sub(" ", element.tail or ""))
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _open(tag: str, parts: list[str]) -> None:
    if tag in BLOCK:
        parts.append("\n\n")
    elif tag == "br":
        parts.append("\n")
    elif tag in _CELLS:
        parts.append(" ")
