"""Units of a text: lines, with those of a hard-wrapped paragraph put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

_SENTENCE_END = frozenset(".!?…。！？؟۔।")
_DIGITS = "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹"
_CLOSERS = "\"'”’»)]}*†‡↩↑^■□▪◼◾◆\ufe0e\ufe0f " + _DIGITS
_NOTE_MARKS = re.compile(
    r"(?:\[[^\[\]\s]{1,6}\](?::[\d–-]{1,9})?|(?<=[.!?])\[[^\[\]]{7,24}\]|\([a-z\d]{1,3}\)|(?<=[a-z]{2}[.!?])[a-h]|\s\d{1,3}/\d{0,3})+$"
)
_ABBREVIATIONS = (
    " p.m.",
    " a.m.",
    " p. m.",
    " a. m.",
    " Jr.",
    " Sr.",
    " U.S.",
    " U.N.",
    " Inc.",
    " Ltd.",
    " Co.",
    " St.",
)
_NOTE_NUMBER = re.compile(r"(\d{1,3})\s[^\W\d_a-z]")
_LETTERED = re.compile(r"[a-z]|[ivx]{2,6}")
_PAGE_FOOT = re.compile(r"\d{1,4}\s\|\s\S.{0,80}|\S.{0,80}\s\|\s\d{1,4}")
_BRIEF = 10
_WRAPPED_AT_MOST = 100
_LINES_TO_ONE_LONGER = 12
_YEAR_DIGITS = 4
_NARROW = 40
_NARROWEST = 22
_SLACK = 10
_LEAST_FULL = 4
_LEAST_FULL_SHARE = 0.06
COLUMNS = re.compile(r"\S\s{6,}\S")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line: its characters without the white space around them, and the empty lines before it."""

    start: int
    end: int
    text: str
    gap: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more lines that make one paragraph, heading or list item. `text` has the breaks as spaces."""

    start: int
    end: int
    text: str
    gap: int


def split_lines(text: str) -> Iterator[Line]:
    """The non-empty lines of `text`, in order."""
    position = gap = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            yield Line(start, start + len(stripped), stripped, gap)
            gap = 0
        else:
            gap += 1
        position += len(raw)


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does, closing quotes, brackets and note marks aside."""
    if text.endswith(_ABBREVIATIONS) and text.count(" ") < _BRIEF:
        return False
    tail = _NOTE_MARKS.sub("", text[-48:])
    bare = tail.rstrip(_CLOSERS)
    if not bare or bare[-1] not in _SENTENCE_END:
        return False
    glued = tail[len(bare) :].strip(_CLOSERS.strip(_DIGITS))
    return not (glued and bare[-2:-1].isdigit() and not bare[-4:-1].isdigit())


def group_lines(lines: list[Line], known: Collection[int] = ()) -> list[Unit]:
    """Units of the lines: one a line, but wrapped lines joined when the text was broken at a column.

    Lines that come again and lines without letters (page numbers, rules) stay on their own, as do those at the
    indexes `known`, such as running heads.
    """
    width = _wrap_width([line for index, line in enumerate(lines) if index not in known])
    times = Counter(line.text for line in lines)
    units: list[Unit] = []
    run: list[Line] = []
    alone = True
    for index, line in enumerate(lines):
        was_alone, alone = alone, index in known or times[line.text] > 1 or _is_alone(line.text)
        if run and (alone or was_alone or not (width and _continues(run[0], run[-1], line, width))):
            units.append(_unit(run))
            run = []
        run.append(line)
    if run:
        units.append(_unit(run))
    return units


def _is_alone(text: str) -> bool:
    """Whether a line has no letters or stands at the foot of a page: "12 | Title of the paper"."""
    return not any(map(str.isalpha, text)) or _PAGE_FOOT.fullmatch(text) is not None


def _unit(run: list[Line]) -> Unit:
    return Unit(run[0].start, run[-1].end, " ".join(line.text for line in run), run[0].gap)


def _wrap_width(lines: list[Line]) -> int:
    """The column at which the text was broken, or 0 when its lines are whole paragraphs.

    A few longer lines, such as heads of pages, do not hide it.
    """
    plain = [line for line in lines if "://" not in line.text and not COLUMNS.search(line.text)]
    lengths = sorted((len(line.text) for line in plain), reverse=True)
    if len(lengths) < 2:
        return 0
    tried = dict.fromkeys([lengths[len(lengths) // 50], *lengths[: max(3, len(lengths) // 10)]])
    return next((width for width in tried if _is_broken_at(width, lines)), 0)


def _is_broken_at(width: int, lines: list[Line]) -> bool:
    """Whether the lines that fill `width` go on in the next line, most of them within a sentence."""
    if not _NARROWEST <= width <= _WRAPPED_AT_MOST:
        return False
    broken = candidates = longer = 0
    for line, after in pairwise(lines):
        longer += len(line.text) > width and "://" not in line.text and not COLUMNS.search(line.text)
        if after.gap == 0 and width - _SLACK < len(line.text) <= width:
            candidates += 1
            broken += after.text[:1].islower() or not ends_sentence(line.text)
    lower = sum(b.gap == 0 and b.text[:1].islower() for b in lines[1:])
    capitals = sum(line.text.isupper() for line in lines) > 0.8 * len(lines)
    if longer > len(lines) // _LINES_TO_ONE_LONGER:
        return False
    if width < _NARROW and lower < 0.4 * len(lines):
        return False
    enough = candidates >= (_LEAST_FULL if len(lines) > 3 * _LEAST_FULL else 1)
    many = candidates >= _LEAST_FULL_SHARE * len(lines)
    return enough and many and broken > 0.7 * candidates and (capitals or 4 * lower > candidates)


def _continues(first: Line, line: Line, after: Line, width: int) -> bool:
    if after.gap or _starts_item(after.text) or COLUMNS.search(line.text) or COLUMNS.search(after.text):
        return False
    if ends_sentence(line.text) and _next_number(first.text, after.text):
        return False
    if after.text[:1].islower() and not ends_sentence(line.text):
        return True
    if len(line.text) > 0.75 * width and not ends_sentence(line.text):
        return True
    word = len(after.text.split(maxsplit=1)[0])
    return len(line.text) + 1 + word > width - _SLACK // 2 and len(line.text) > 0.6 * width


def _starts_item(text: str) -> bool:
    head = text.split(maxsplit=1)[0]
    if head in {"-", "*", "•", "·", "–", "—", "^", "↑", "o", "**", "***"} or head[0] in "†‡⁰¹²³⁴⁵⁶⁷⁸⁹":
        return True
    mark = head.strip("[]().:")
    numbered = mark.isdigit() and len(mark) < _YEAR_DIGITS
    return head[-1] in "]).:" and (numbered or bool(_LETTERED.fullmatch(mark)))


def _next_number(first: str, text: str) -> bool:
    """Whether `text` begins with the number after that of a note, as "2 See ..." does after "1 See ..."."""
    before, after = _NOTE_NUMBER.match(first), _NOTE_NUMBER.match(text)
    return before is not None and after is not None and int(after[1]) == int(before[1]) + 1
