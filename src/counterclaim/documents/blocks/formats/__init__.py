"""Forms of text with marks of their own, read before the layout is: their lines need no further evidence.

Each reader takes the lines of a text and returns the roles of those it is sure of.
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.documents.blocks.formats.chats import chats
from counterclaim.documents.blocks.formats.gutters import numbers_apart, without_gutters
from counterclaim.documents.blocks.formats.posts import post_heads
from counterclaim.documents.blocks.formats.running import running_lines
from counterclaim.documents.blocks.formats.symbols import symbols
from counterclaim.documents.blocks.formats.telegrams import telegram_lines
from counterclaim.documents.blocks.formats.wikitext import wikitext, without_equals
from counterclaim.documents.blocks.lines import Line
from counterclaim.model import Role

__all__ = ["read_forms"]


def read_forms(lines: list[Line]) -> tuple[list[Line], dict[int, Role]]:
    """The lines without what programs put into them, and the roles that the form of the text gives to some.

    These are running heads, headers of telegrams and posts, and mark-up; keys are indexes of lines.
    """
    lines = without_gutters(lines)
    texts = [line.text for line in lines]
    found = dict.fromkeys([*running_lines(texts), *numbers_apart(texts)], Role.FURNITURE)
    for reader in (symbols, wikitext, telegram_lines, chats, post_heads):
        found |= reader(texts)
    return [replace(line, text=without_equals(line.text)) for line in lines], found
