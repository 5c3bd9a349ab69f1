"""Markdown left in a text: lines that are nothing but links, and pictures with their words."""

from __future__ import annotations

import re

_LINK = r"!?\[(?:!\[[^\[\]]{0,200}\]\([^()\s]{1,400}\)|[^\[\]]{0,200})\]\([^()]{1,400}\)"
_LINKS = re.compile(rf"(?:[-*+]\s)?{_LINK}(?:[ |·•>/,»]{{0,3}}{_LINK}){{0,40}}")
_WORDS = re.compile(r"\[([^\[\]]{0,200})\]\([^()]{1,400}\)")
_PICTURE = re.compile(r"!\[([^\[\]]{0,400})\]\([^()]{1,400}\)")
_LINK_WORDS = 5
_CAPTION_WORDS = 6


def is_links(text: str) -> bool:
    """Whether a line is one or more links of a few words, written "[words](address)"."""
    if not _LINKS.fullmatch(text):
        return False
    return all(len(words.split()) <= _LINK_WORDS for words in _WORDS.findall(text))


def is_picture(text: str) -> bool:
    """Whether a line is a picture whose words say what is to be seen: "![Burnt lorry by a bridge](1.jpg)"."""
    found = _PICTURE.fullmatch(text)
    return found is not None and len(found[1].split()) >= _CAPTION_WORDS
