"""Note marks: how they are written in running text and before entries, and which entry each one cites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.documents.blocks.lines import Unit
from counterclaim.model import NoteMark, Reference

_SYMBOL = r"(?:\d{1,3}|[A-Za-z]|[ivxlc]{2,7}|[IVXLC]{2,7}|[a-z]{1,2}\d{0,2})"
_ENTRY = re.compile(
    rf"(?:\[\^?(?P<square>{_SYMBOL})\]:?"
    r"|\((?P<round>[a-z]|[ivxl]{2,6}|\d{1,3})\)|(?P<dotted>\d{1,3})[.)](?=\s)"
    r"|(?P<slash>\d{1,3})/(?=\s)|[Nn]ote\s(?P<named>\d{1,2})[.:]"
    r"|(?P<letter>[a-z]|[ivxl]{2,6})[.)](?=\s)"
    r"|(?P<bare>\d{1,3})(?=\s|[\"“]?[^\W\d_a-z][a-z])|(?P<star>\*{1,4}(?!\w[^*]{0,60}\*)|[†‡§]{1,3})(?=\s{0,4}\w)|(?P<caret>[\^↑])"
    r"|(?P<super>[⁰¹²³⁴-⁹]{1,3}))"
)
_MARK = re.compile(
    rf"(?P<square>\[\^?{_SYMBOL}(?:[,–-]\s?\d{{1,3}})*\])"
    r"|(?P<super>[⁰¹²³⁴-⁹]{1,3})"
    r"|\((?P<round>[a-z]|[ivxl]{2,6}|\d{1,2})\)(?=[\s.,;:]|$)"
    r"|(?<=\s)(?P<slash>\d{1,3})/(?=\s|$)"
    r"|(?<=[a-z]{2}[.!?,;])(?P<letter>[a-h])(?=\s|$)"
    r"|(?<=[^\s(\[\d])(?:(?P<star>\*{1,4}|[†‡§]{1,3})|(?P<bare>\d{1,3}))(?![\w.,:%]\w|\w)"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_STYLES = ("square", "round", "dotted", "slash", "named", "letter", "bare", "star", "caret", "super")
_CITED_BY = {
    "square": frozenset({"square", "dotted", "bare", "caret", "round", "letter", "super", "alone"}),
    "bare": frozenset({"bare", "dotted", "super", "square", "alone"}),
    "super": frozenset({"bare", "dotted", "super", "square", "alone"}),
    "round": frozenset({"round", "dotted", "bare", "letter", "alone"}),
    "star": frozenset({"star"}),
    "slash": frozenset({"slash"}),
    "letter": frozenset({"letter", "round"}),
}
_WIDEST_RANGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list of notes: its units `first` to `last`, its mark, and how that is written."""

    first: int
    last: int
    mark: str | None
    style: str


def entry_mark(text: str) -> tuple[str, str]:
    """The style and mark an entry begins with: ("square", "3") for "[3] Text". Empty when it has none."""
    found = _ENTRY.match(text)
    style = next((name for name in _STYLES if found and found[name]), "")
    return style, found[style].translate(_SUPERSCRIPTS) if found and style else ""


def marks_in(text: str) -> Iterable[tuple[int, str, str]]:
    """(offset, style, mark) of what may be note marks in running text."""
    for found in _MARK.finditer(text):
        style = found.lastgroup or ""
        value = found[style].translate(_SUPERSCRIPTS)
        if style == "bare" and not _after_word(text, found.start()):
            continue
        for number in _numbers(value) if style == "square" else (value,):
            yield found.start(), "bare" if style == "super" else style, number


def _numbers(value: str) -> list[str]:
    """The marks in "[3]", "[3, 5]" and "[3-5]"."""
    marks: list[str] = []
    for part in value.strip("[]^").split(","):
        low, dash, high = part.strip().replace("–", "-").partition("-")
        if dash and low.isdecimal() and high.isdecimal() and 0 < int(high) - int(low) < _WIDEST_RANGE:
            marks.extend(str(number) for number in range(int(low), int(high) + 1))
        else:
            marks.append(low)
    return marks


def _after_word(text: str, start: int) -> bool:
    """Whether digits at `start` are glued to the end of a word or of a sentence, as note numbers are."""
    before = text[max(0, start - 8) : start]
    stripped = before.rstrip(".,;:!?\"'”’»)]")
    if not stripped:
        return False
    if stripped == before:
        return len(before) >= 3 and before[-3:].isalpha() and before[-3:].islower()
    return stripped[-1].isalpha() or (stripped[-1].isdecimal() and before[-1] in '.)"”’»')


def cited_units(text: str, units: list[Unit], entries: tuple[Entry, ...], fixed: set[int]) -> set[int]:
    """Units that hold a mark of one of the entries, outside the lists themselves (`fixed`)."""
    styles = {entry.mark: entry.style for entry in entries if entry.mark}
    if not styles:
        return set()
    found: set[int] = set()
    for position, unit in enumerate(units):
        if position not in fixed:
            piece = text[unit.start : unit.end]
            if any(_note_marks(piece, match, unit.start, styles) for match in _MARK.finditer(piece)):
                found.add(position)
    return found


def link_marks(
    text: str, units: list[Unit], body: set[int], entries: tuple[Entry, ...]
) -> tuple[tuple[Reference, ...], tuple[NoteMark, ...]]:
    """References, whose ids are their marks where they have one, and the marks in `body` that cite them."""
    references: list[Reference] = []
    styles: dict[str, str] = {}
    for place, entry in enumerate(entries, start=1):
        identity = entry.mark if entry.mark and entry.mark not in styles else f"r{place}"
        styles[identity] = entry.style
        references.append(Reference(identity, units[entry.first].start, units[entry.last].end))
    marks: list[NoteMark] = []
    for position in sorted(body):
        unit = units[position]
        piece = text[unit.start : unit.end]
        for found in _MARK.finditer(piece):
            marks.extend(_note_marks(piece, found, unit.start, styles))
    return tuple(references), tuple(marks)


def _note_marks(piece: str, found: re.Match[str], offset: int, styles: dict[str, str]) -> list[NoteMark]:
    style = found.lastgroup or ""
    if style == "bare" and not _after_word(piece, found.start()):
        return []
    value = found[style].translate(_SUPERSCRIPTS)
    start, end = offset + found.start(style), offset + found.end(style)
    if style == "round":
        start, end = start - 1, end + 1
    numbers = _numbers(value) if style == "square" else [value]
    return [
        NoteMark(start, end, number)
        for number in numbers
        if number in styles and styles[number] in _CITED_BY[style]
    ]
