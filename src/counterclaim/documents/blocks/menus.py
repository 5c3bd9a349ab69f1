"""Lines of a page's menus by their form: rows of links, breadcrumbs, arrows, files to fetch, tables of contents."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.lexicon import Lexicon, fold
from counterclaim.documents.blocks.lines import ends_sentence

_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\s\.){4,})\s*\d{1,4}$")
_SPLIT = re.compile(r"\s[|•·›»>/]\s|\s»\s|\s{3,}|\|")
_PLACEHOLDER = re.compile(
    r"(?:[\[<{]\s?(?:image|img|inline|logo|icon|button|banner|video|audio|embed|embedded|gif|advert|ad|tweet|post"
    r"|poll|quiz|form|link|signature|spacer|divider|play|cid|slideshow|widget|player|podcast|read|watch|listen"
    r"|more|share|subscribe|photo|map|chart)\b(?:(?<!photo)(?<!map)(?<!chart)[^\[\]]{1,120})?\s?[\]>}]\s?){1,8}",
    re.I,
)
_CRUMB = re.compile(r"\s[»›>]\s")
_IMAGE_FILE = re.compile(
    r"\[[^\[\]]{1,80}\.(?:gif|jpe?g|png|webp|svg|bmp)\]|\(BUTTON\).{0,40}|\[(?:INLINE|LINK|IMG|EMBED)\].{0,20}",
    re.I,
)
_FILE_SIZE = re.compile(
    r".{2,60}[(\[](?:PDF|ZIP|CSV|XLSX?|DOCX?|MP3|KMZ|JSON|PNG|JPE?G)\b[^()\[\]]{0,30}[)\]]|.{2,60}\b\d[\d.,]*\s?[KMG]B\b.{0,3}",
    re.I,
)
_ARROWS = re.compile(r"(?:<<|«|‹|←|◄|◀|<\s)[^»›]{1,80}|[^«‹\"“]{1,80}(?:>>|»|›|→|►|▶)")
_BRACKETS = re.compile(r"(?:\[[^\[\]]{1,34}\]\s{0,3}){3,20}")
_ARROW_WORDS = 12
_PART_WORDS = 3


def has_leader(text: str) -> bool:
    """Whether dots lead to a page number: "II. Armed groups ..... 4"."""
    return _LEADER.search(text[-40:]) is not None


def is_control(text: str) -> bool:
    """Whether the line stands for a picture or button, points onward by arrows, or names a file to fetch."""
    if _PLACEHOLDER.fullmatch(text) or _IMAGE_FILE.fullmatch(text) or _BRACKETS.fullmatch(text):
        return True
    if len(text.split()) > _ARROW_WORDS or ends_sentence(text):
        return False
    return _ARROWS.fullmatch(text) is not None or _FILE_SIZE.fullmatch(text) is not None


def is_row_of_links(text: str, folded: str, tokens: list[str], lexicon: Lexicon) -> bool:
    """A row of links: short parts between separators, or a run of words that name sections."""
    if ends_sentence(text):
        return False
    parts = [part for part in _SPLIT.split(text) if part.strip()]
    if len(parts) >= 2:
        known = sum(lexicon.whole(fold(part)) is not None for part in parts)
        brief = all(len(part.split()) <= 4 for part in parts)
        if len(parts) >= 3 and "|" in text and "#" not in folded and all(_is_link(part) for part in parts):
            return True
        if "«" not in text and _CRUMB.search(text) and all(len(part.split()) <= 5 for part in parts):
            return len(tokens) <= _ARROW_WORDS + 4
        return known >= 0.5 * len(parts) or (len(parts) >= 3 and brief and known > 0)
    if 3 <= len(tokens) <= 40:
        labels = [lexicon.whole(token) for token in folded.split()]
        sure = sum(label is not None and label.sure for label in labels)
        return sure >= 0.6 * len(tokens) and "#" not in folded
    return False


def _is_link(part: str) -> bool:
    return len(part.split()) <= _PART_WORDS and part.strip()[:1].isupper()
