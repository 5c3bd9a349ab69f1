"""Tables: cells between bars or wide gaps on a line, or each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.documents.blocks.features import Surface

_GAP = re.compile(r"\t|\s{3,}")
_LEAST_CELLS = 3
_LEAST_ROWS = 3
_LEAST_TOLD = 0.5
_LEAST_LINES = 8
_MOST_COLUMNS = 8
_CELL_WORDS = 6
_NEAR = 4
_FAVOUR = 3.5
_CELLS = frozenset({"short", "item", "date", "number", "label"})


def as_rows(surfaces: list[Surface]) -> list[Surface]:
    """The surfaces, with rows of tables as items: lines in a row with as many cells, most with a figure.

    Rows of links look alike, but they are one or two, and differ in number.
    """
    rows: set[int] = set()
    for parted in (_between_bars, _between_gaps):
        cells = [parted(one.text) for one in surfaces]
        rows.update(index for run in _runs(cells) if _is_table(run, cells, surfaces) for index in run)
    return [
        replace(one, kind="item", label=None, phrases=0.0) if index in rows else one
        for index, one in enumerate(surfaces)
    ]


def _between_bars(text: str) -> list[str]:
    return [cell.strip() for cell in text.strip("| ").split("|")]


def _between_gaps(text: str) -> list[str]:
    return [] if "|" in text else [cell for cell in _GAP.split(text) if cell]


def _runs(cells: list[list[str]]) -> Iterator[range]:
    """Runs of lines with three cells or more, and as many as the line before or one more or less."""
    start = 0
    for index in range(1, len(cells) + 1):
        goes_on = index < len(cells) and abs(len(cells[index]) - len(cells[index - 1])) <= 1
        if goes_on and len(cells[index]) >= _LEAST_CELLS and len(cells[start]) >= _LEAST_CELLS:
            continue
        if index - start >= _LEAST_ROWS:
            yield range(start, index)
        start = index


def _is_table(run: range, cells: list[list[str]], surfaces: list[Surface]) -> bool:
    told = sum(any(map(str.isdigit, surfaces[index].text)) for index in run)
    different = len({surfaces[index].folded for index in run})
    inside = [cell for index in run for cell in cells[index] if cell]
    lower = sum(cell[0].islower() for cell in inside)
    figures = told >= _LEAST_TOLD * len(run)
    return different > 1 and (figures or (len(run) > _LEAST_ROWS and lower >= _LEAST_TOLD * len(inside)))


def columns(surfaces: list[Surface]) -> dict[int, float]:
    """Favours for tables with a cell on each line: dates or numbers come again at a steady distance.

    A paragraph stands closely above and below, and no label of the page is among the cells.
    """
    favours: dict[int, float] = {}
    start = 0
    for index in range(len(surfaces) + 1):
        if index < len(surfaces) and _is_cell(surfaces[index]):
            continue
        run = range(start, index)
        if len(run) >= _LEAST_LINES and _stands_in_text(run, surfaces) and _is_periodic(run, surfaces):
            favours.update(dict.fromkeys(run, _FAVOUR))
        start = index + 1
    return favours


def _is_cell(surface: Surface) -> bool:
    sure = surface.label is not None and surface.label.sure
    return surface.words <= _CELL_WORDS and not sure and surface.kind in _CELLS and not surface.links


def _stands_in_text(run: range, surfaces: list[Surface]) -> bool:
    above = surfaces[max(0, run.start - _NEAR) : run.start]
    below = surfaces[run.stop : run.stop + _NEAR]
    return all(any(one.kind == "prose" for one in side) for side in (above, below))


def _is_periodic(run: range, surfaces: list[Surface]) -> bool:
    """Whether the last lines of the run, three times or more, have a date or number at each n-th place."""
    kinds = [surfaces[index].kind in {"date", "number"} for index in run]
    for width in range(2, _MOST_COLUMNS + 1):
        for offset in range(width):
            column = kinds[offset::width]
            filled = sum(column)
            if filled >= _LEAST_ROWS and filled >= len(column) - 1 and sum(kinds) < len(kinds):
                return True
    return False
