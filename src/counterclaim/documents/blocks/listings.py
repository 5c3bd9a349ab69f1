"""Favours for short lines that belong to the report: tables, figures and what they count, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from counterclaim.documents.blocks.features import Surface

_GAP = re.compile(r"\t|\s{2,}")
_AGED = re.compile(r"[^\W\d_a-z][^\d,]{2,60},\s(?:aged?\s)?\d{1,3}(?:[,;(]\s?.{0,60})?")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s")
_FAVOUR = 3.0
_LEAST_ROWS = 3
_LEAST_PROSE = 15
_LEAST_FIGURES = 2
_COUNTED_WORDS = 8
_LISTED_WORDS = 25
_MOST_LISTED = 60
_BETWEEN = 4
_BESIDE = 3
_LEAST_ITEMS = 5
_ITEM_WORDS = 7


def listings(surfaces: list[Surface]) -> dict[int, float]:
    """Favours of lines that are short and no sentences, but part of the text they stand in.

    They are rows of a table, names with ages, figures each with a line that says of what, and what stands
    below a line that ends with a colon. A paragraph stands closely above: a page's own tables do not count.
    """
    found: set[int] = set()
    for is_row in (_is_row, _is_aged):
        for run in _runs(surfaces, is_row):
            if len(run) >= _LEAST_ROWS and _in_text(run.start, surfaces):
                found.update(run)
    for run in _runs(surfaces, _is_brief):
        if _is_list(run, surfaces):
            found.update(run)
    for run in _numbered(surfaces):
        if _in_text(run.start, surfaces):
            found.update(run)
    for run in _figures(surfaces):
        if _in_text(run.start, surfaces) or _opens_text(run, surfaces):
            found.update(run)
    for index, surface in enumerate(surfaces):
        if _introduces(surface) and (surface.kind == "prose" or _in_text(index, surfaces)):
            found.update(_introduced(index, surfaces))
    return dict.fromkeys(found, _FAVOUR)


def _runs(surfaces: list[Surface], holds: Callable[[Surface], bool]) -> Iterator[range]:
    start = 0
    for index in range(len(surfaces) + 1):
        if index == len(surfaces) or not holds(surfaces[index]):
            if index > start:
                yield range(start, index)
            start = index + 1


def _is_row(surface: Surface) -> bool:
    """Whether a line has cells: parts between tabs or wide gaps, and no bars as menus have."""
    cells = len(_GAP.split(surface.text))
    return cells >= 2 and "|" not in surface.text and surface.label is None and surface.kind != "prose"


def _is_aged(surface: Surface) -> bool:
    return surface.words <= _COUNTED_WORDS * 2 and _AGED.fullmatch(surface.text) is not None


def _is_brief(surface: Surface) -> bool:
    plain = surface.kind in {"short", "item"} and not (surface.sentence or surface.label or surface.phrases)
    return plain and surface.words <= _LISTED_WORDS // 2 and not surface.links


def _is_list(run: range, surfaces: list[Surface]) -> bool:
    """Whether brief lines between two paragraphs are a list of the report: names, goods, terms.

    There are more of them than a page puts links inside a text, and they are briefer than headlines.
    """
    words = sum(surfaces[index].words for index in run)
    if len(run) < _LEAST_ITEMS or words > _ITEM_WORDS * len(run):
        return False
    above = surfaces[max(0, run.start - _BESIDE) : run.start][::-1]
    return _reaches_text(above) and _reaches_text(surfaces[run.stop : run.stop + _BESIDE])


def _reaches_text(near: list[Surface]) -> bool:
    """Whether a paragraph is the first of some units, a caption, quotation or subhead aside."""
    for surface in near:
        if surface.phrases or surface.label or surface.kind not in {"prose", "caption", "short"}:
            return False
        if surface.kind == "prose" and surface.words >= _LEAST_PROSE:
            return True
    return False


def _numbered(surfaces: list[Surface]) -> Iterator[range]:
    """Items numbered one after the other, "2) ...", "3) ...", with a line at most between two."""
    start = end = number = count = 0
    for index, surface in enumerate(surfaces):
        found = (
            _NUMBERED.match(surface.text) if not surface.label and surface.words <= _LISTED_WORDS else None
        )
        if not found:
            continue
        if count and int(found[1]) == number + 1 and index - end <= 1:
            count += 1
        else:
            if count >= _LEAST_ITEMS:
                yield range(start, end)
            start, count = index, 1
        number, end = int(found[1]), index + 1
    if count >= _LEAST_ITEMS:
        yield range(start, end)


def _figures(surfaces: list[Surface]) -> Iterator[range]:
    """Runs of a number and a short line in turn. Ranks (1, 2, 3) of lists of links are none."""
    start = 0
    while start < len(surfaces):
        end = start
        while (
            end + 1 < len(surfaces)
            and surfaces[end].kind == "number"
            and surfaces[end + 1].kind == "short"
            and surfaces[end + 1].words <= _COUNTED_WORDS
        ):
            end += 2
        numbers = [surfaces[index].text for index in range(start, end, 2)]
        ranks = all(b.isdecimal() and a.isdecimal() and int(b) == int(a) + 1 for a, b in pairwise(numbers))
        if end - start >= 2 * _LEAST_FIGURES and not ranks:
            yield range(start, end)
        start = max(start + 1, end)


def _opens_text(run: range, surfaces: list[Surface]) -> bool:
    """Whether figures stand right above the first paragraph, with no label of the page closely above."""
    near = surfaces[max(0, run.start - _BESIDE) : run.start]
    below = surfaces[run.stop : run.stop + 1]
    if below and below[0].kind == "short" and (below[0].capitals or below[0].words <= _BESIDE):
        below = surfaces[run.stop + 1 : run.stop + 2]
    paragraph = bool(below) and below[0].kind in {"prose", "item"} and below[0].words >= _LEAST_PROSE // 2
    return paragraph and not any(one.label is not None or one.kind == "menu" for one in near)


def _introduces(surface: Surface) -> bool:
    plain = surface.kind in {"prose", "short"} and not surface.label and not surface.phrases
    return plain and surface.words >= 3 and surface.text.endswith(":")


def _introduced(index: int, surfaces: list[Surface]) -> Iterator[int]:
    """The short lines below a line that ends with a colon, up to the next paragraph or label."""
    for position in range(index + 1, min(index + 1 + _MOST_LISTED, len(surfaces))):
        surface = surfaces[position]
        if surface.kind not in {"short", "item", "number"} or surface.label or surface.phrases:
            return
        listed = surfaces[index + 1].kind == "item"
        if surface.words > _LISTED_WORDS or surface.links or (listed and surface.kind == "short"):
            return
        yield position


def _in_text(start: int, surfaces: list[Surface]) -> bool:
    """Whether a paragraph stands closely above, with no label of the page between."""
    for surface in reversed(surfaces[max(0, start - _BETWEEN) : start]):
        if surface.kind == "prose" and surface.words >= _LEAST_PROSE and not surface.phrases:
            return True
        if surface.kind in {"menu", "counter", "end"} or (surface.label and surface.label.sure):
            return False
    return False
