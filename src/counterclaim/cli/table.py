"""Tables for people: in columns where they fit, else one entry below the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from counterclaim.cli.output import console, flat, number, published, say
from counterclaim.safe import one_line, visible

if TYPE_CHECKING:
    from rich.text import Text

Row = Mapping[str, Any]
_GAP = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` of the row, or `show` for what is made of it; heading; style.

    `ratio` marks a column of long text, and is its share of the width that the others leave.
    """

    key: str
    heading: str
    style: str = ""
    numeric: bool = False
    ratio: int | None = None
    show: Callable[[Row], str] | None = None

    def text(self, row: Row) -> str:
        """What stands in the column, on one line and harmless."""
        if self.show is not None:
            return one_line(self.show(row))
        value = row[self.key]
        figure = self.numeric and isinstance(value, int | float)
        return one_line(number(value) if figure else flat(value))


def safe_text(text: str, style: str = "") -> Text:
    """`text` for a rich console, with nothing in it read as markup or as an escape sequence."""
    from rich.text import Text

    return Text(visible(text), style=style)


def write_table(rows: Iterable[Row], columns: Sequence[Column], *, title: str = "", empty: str = "") -> int:
    """Print a table; how many rows it has. Columns without any value are left out.

    Nothing to show is said on standard error.
    """
    cells = [[column.text(row) for column in columns] for row in map(published, rows)]
    if not cells:
        if empty:
            say(empty)
        return 0
    kept = [place for place in range(len(columns)) if any(line[place] for line in cells)]
    shown = [columns[place] for place in kept]
    lines = [[line[place] for place in kept] for line in cells]
    if title:
        console().print(safe_text(title, "italic"))
    if _width(shown, lines) <= console().width:
        _print_columns(shown, lines)
    else:
        _print_entries(shown, lines)
    return len(cells)


def _width(columns: Sequence[Column], lines: Sequence[Sequence[str]]) -> int:
    """Least width at which the columns can be read."""
    from rich.cells import cell_len

    natural = [max(map(cell_len, texts)) for texts in zip(*lines, strict=True)]
    return sum(
        _GAP + max(cell_len(column.heading), min(width, 12 + 6 * column.ratio) if column.ratio else width)
        for column, width in zip(columns, natural, strict=True)
    )


def _print_columns(columns: Sequence[Column], lines: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.table import Table

    wide = any(column.ratio for column in columns)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=wide)
    for column in columns:
        table.add_column(
            column.heading,
            style=column.style or None,
            justify="right" if column.numeric else "left",
            ratio=column.ratio,
            overflow="fold",
        )
    for line in lines:
        table.add_row(*(safe_text(text) for text in line))
    console().print(table)


def _print_entries(columns: Sequence[Column], lines: Sequence[Sequence[str]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    out.print()
    for line in lines:
        head = Text()
        below = []
        for column, text in zip(columns, line, strict=True):
            if not text:
                continue
            named = safe_text(text, column.style)
            if column.ratio:
                below.append(named)
                continue
            if head:
                head.append("  ")
            if column.numeric and column.heading:
                head.append(f"{column.heading} ", "dim")
            head.append_text(named)
        out.print(head)
        for long in below:
            out.print(Padding(long, (0, 0, 0, 2), expand=False))
        out.print()
