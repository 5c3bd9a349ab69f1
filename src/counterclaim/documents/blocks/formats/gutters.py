"""Marks that a program put into the lines: numbers in a margin, numbers before links, angles of quoted mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from counterclaim.documents.blocks.lines import Line, ends_sentence

_MARGIN = re.compile(r"(\d{1,2})(?:\s{1,80}(?=\S)|$)")
_LINK = re.compile(r"(?:(?<=\s)|^|(?<=[(\"“*]))\[(\d{1,4})\](?=\S)")
_LEAST_RUN = 6
_LEAST_LONE_RUN = 20
_LEAST_LAST = 3
_LEAST_LOWER = 0.15
_LEAST_PARTED = 0.5
_LEAST_APART = 4
_LINES_BETWEEN = 3
_LEAST_LINKS = 5
_QUOTED = re.compile(r">\s{0,8}(?=[^\s>])")
_LEAST_QUOTED = 6
_LEAST_QUOTED_SHARE = 0.5
_LEAST_INSIDE = 3


def without_gutters(lines: list[Line]) -> list[Line]:
    """The lines with their texts freed of these marks; offsets stay."""
    quoted = sum(_QUOTED.match(line.text) is not None for line in lines)
    if quoted >= max(_LEAST_QUOTED, _LEAST_QUOTED_SHARE * len(lines)):
        lines = [replace(line, text=_QUOTED.sub("", line.text, count=1) or line.text) for line in lines]
    margin = _margin(lines)
    links = _is_dump(lines)
    return [
        replace(line, text=_cleaned(line.text, index in margin, links)) if index in margin or links else line
        for index, line in enumerate(lines)
    ]


def _cleaned(text: str, numbered: bool, links: bool) -> str:
    cleaned = _MARGIN.sub("", text, count=1) if numbered else text
    return (_LINK.sub("", cleaned) if links else cleaned).strip() or text


def _margin(lines: Sequence[Line]) -> set[int]:
    """Lines that begin with the number of the line on its page: 1, 2, 3 ... again and again."""
    runs: list[range] = []
    start = expected = 0
    for index in range(len(lines) + 1):
        found = _MARGIN.match(lines[index].text) if index < len(lines) else None
        if found and expected and int(found[1]) == expected:
            expected += 1
            continue
        if expected > _LEAST_LAST:
            runs.append(range(start, index))
        expected = 2 if found and int(found[1]) == 1 else 0
        start = index
    longest = max(map(len, runs), default=0)
    if longest < _LEAST_RUN or (len(runs) == 1 and longest < _LEAST_LONE_RUN):
        return set()
    numbered = [index for run in runs for index in run]
    rests = [rest for index in numbered if (rest := _MARGIN.sub("", lines[index].text, count=1))]
    goes_on = sum(after[:1].islower() or not ends_sentence(rest) for rest, after in pairwise(rests))
    lower = sum(rest[:1].islower() for rest in rests)
    parted = lower >= _LEAST_LOWER * len(rests) and goes_on >= _LEAST_PARTED * len(rests)
    return set(numbered) if parted else set()


def _is_dump(lines: Sequence[Line]) -> bool:
    """Whether the text was printed by a text browser: "[1]Home", with links inside lines that count on."""
    numbers: list[int] = []
    inside = 0
    for line in lines:
        for found in _LINK.finditer(line.text):
            numbers.append(int(found[1]))
            inside += found.start() > 0
    rising = sum(after > number for number, after in pairwise(numbers))
    return (
        len(numbers) >= _LEAST_LINKS
        and inside >= _LEAST_INSIDE
        and numbers[0] <= _LEAST_LINKS
        and rising >= 0.8 * (len(numbers) - 1)
    )


def numbers_apart(texts: Sequence[str]) -> set[int]:
    """Line numbers of a filing that stand alone on lines: 1, 2, 3 ..., a few lines apart, on page after page."""
    runs: list[list[int]] = []
    for index, text in enumerate(texts):
        if not (text.isdecimal() and len(text) <= 2):
            continue
        run = runs[-1] if runs else []
        if run and int(text) == int(texts[run[-1]]) + 1 and index - run[-1] <= _LINES_BETWEEN:
            run.append(index)
        elif int(text) == 1:
            runs.append([index])
    long = [run for run in runs if len(run) >= _LEAST_APART]
    return {index for run in long for index in run} if len(long) > 1 else set()
