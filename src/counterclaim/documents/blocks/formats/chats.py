"""Messengers' exports: lines that begin with a date, a time and a name, or end with the first two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.model import Role

_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?(?:\s?(?:UTC|GMT)[+\d:]{0,6})?"
_STAMP = rf"(?:{_DATE},?\s{{1,2}}{_TIME}|{_TIME},?\s{_DATE})"
_LINE = re.compile(
    rf"[\[(]?{_STAMP}[\])]?\s?[-–—:]?\s?(?:(?P<name>[^:]{{1,40}}):\s)?(?P<said>\S.*)", re.I | re.S
)
_HEAD = re.compile(rf"[^\[\](){{}}]{{1,60}}?,?\s?(?:[\[(]{_STAMP}[\])]|{_STAMP}):?", re.I)
_LEFT_OUT = re.compile(
    r"<[^<>]{3,60}>|\[[^\[\]]{3,40}\]|(?:(?:this|you(?:\sdeleted\sthis)?|the)\s)?message(?:\swas)?(?:\sdeleted)?\.?"
    r"|.{0,40}\((?:file|datei|fichier|archivo)\s.{2,20}\)|(?:image|video|audio|gif|sticker|document|photo)\somitted"
    r"|.{0,90}\bend-to-end encrypt.{0,120}",
    re.I,
)
_MARKS = {0x200E: None, 0x200F: None, 0x202A: None, 0x202C: None}
_LEAST = 3
_LEAST_SHARE = 0.3


def chats(texts: Sequence[str]) -> dict[int, Role]:
    """Roles of a chat's lines: messages are text, what the program says and what was left out is furniture.

    Stamped names on lines of their own head the messages below them.
    """
    plain = [text.translate(_MARKS) for text in texts]
    lines = {index: found for index, text in enumerate(plain) if (found := _LINE.fullmatch(text))}
    said = {index for index, found in lines.items() if found["name"]}
    if len(said) >= _LEAST and len(lines) >= _LEAST_SHARE * len(texts):
        return {index: _role(found) for index, found in lines.items()}
    heads = [index for index, text in enumerate(texts) if len(text) <= 120 and _is_head(text)]
    enough = len(heads) >= _LEAST and len({texts[index].split()[0] for index in heads}) < len(heads)
    return dict.fromkeys(heads, Role.DATELINE) if enough else {}


def _role(line: re.Match[str]) -> Role:
    if not line["name"] or _LEFT_OUT.fullmatch(line["said"]):
        return Role.FURNITURE
    return Role.BODY


def _is_head(text: str) -> bool:
    """Whether a name and a stamp in brackets are all of the line."""
    return text[-1] in "])" and text[:1].isalnum() and _HEAD.fullmatch(text) is not None
