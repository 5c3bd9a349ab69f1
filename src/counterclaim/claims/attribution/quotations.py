"""Where a text quotes: pairs of quotation marks, within a sentence and over several."""

from __future__ import annotations

import re

_MARK = re.compile(r"[\"“”„«»]|''|``|(?<![\w'])['‘](?=\w)|(?<=[.,!?…])['’](?!\w)")
_OPENING, _CLOSING = frozenset("“„«‘"), frozenset("”»’")


def quotations(text: str, *, inside: bool = False) -> tuple[list[tuple[int, int]], bool]:
    """Quoted stretches of `text` with their marks, and whether the last is still open at its end.

    `inside`: the text begins within a quotation. A stretch without an end runs to the end of the text. Single
    marks count only where they open before a letter and close behind a stop, so that apostrophes do not.
    """
    found: list[tuple[int, int]] = []
    start = 0 if inside else None
    single = False
    for match in _MARK.finditer(text):
        is_single = match[0] in "'‘’"
        if start is None or (single and not is_single):
            opens = _can_open(text, match)
            start, single = (match.start(), is_single) if opens else (None, False)
        elif is_single == single and match.start() > 0 and _can_close(match[0]):
            found.append((start, match.end()))
            start = None
    if start is not None and not single and start < len(text):
        found.append((start, len(text)))
    return found, start is not None and not single


def _can_open(text: str, match: re.Match[str]) -> bool:
    if match[0] in _CLOSING:
        return False
    if match[0] in _OPENING or match[0] == "``":
        return True
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return not after.isspace() and (before.isspace() or before in "([—–-:,")


def _can_close(mark: str) -> bool:
    return mark not in _OPENING and mark != "``"
