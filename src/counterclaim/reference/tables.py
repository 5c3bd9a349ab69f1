"""Readable tables: tab-separated text with comment lines, gzipped or not, and errors that name file and
line.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from counterclaim.errors import ReferenceDataError

MAX_BYTES = 64 * 1024 * 1024
DATA: Traversable = files("counterclaim.reference") / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values by column, and where it stands."""

    file: str
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a column that lists several, parted by ``|``."""
        return tuple(part for value in self.values[column].split("|") if (part := value.strip()))

    def number(self, column: str) -> float:
        """The column as a number. Raises `ReferenceDataError` when it is none."""
        try:
            return float(self.values[column])
        except ValueError:
            raise self.error(f"{column} must be a number, not {self.values[column]!r}") from None

    def error(self, reason: str) -> ReferenceDataError:
        """An error about this row, to be raised."""
        return ReferenceDataError(f"{self.file}, line {self.line}: {reason}")


def packaged(name: str) -> Traversable:
    """A table of the package, by file name."""
    return DATA / name


def read_table(source: Traversable | Path, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table whose first line that is no comment names exactly `columns`.

    Lines that start with ``#`` and empty lines are skipped. Raises `ReferenceDataError` when the file is
    missing, too large, not UTF-8, or a line has another number of columns.
    """
    header: list[str] | None = None
    for number, line in enumerate(_lines(source), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != list(columns):
                raise ReferenceDataError(
                    f"{source.name}, line {number}: the columns must be {', '.join(columns)}; "
                    f"found {', '.join(header)}"
                )
            continue
        row = Row(source.name, number, dict(zip(header, cells, strict=False)))
        if len(cells) != len(header):
            raise row.error(f"{len(header)} columns expected, {len(cells)} found")
        yield row
    if header is None:
        raise ReferenceDataError(f"{source.name}: the table has no header line")


def _lines(source: Traversable | Path) -> Iterator[str]:
    try:
        with source.open("rb") as raw:
            data = raw.read(MAX_BYTES + 1)
        if source.name.endswith(".gz"):
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                data = packed.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ReferenceDataError(f"{source.name}: larger than {MAX_BYTES >> 20} MiB")
        text = data.decode("utf-8-sig")
    except (OSError, EOFError) as error:
        raise ReferenceDataError(f"{source}: cannot be read: {error}") from error
    except UnicodeDecodeError as error:
        raise ReferenceDataError(f"{source.name}: not UTF-8 text at byte {error.start}") from error
    return (line.rstrip("\r") for line in text.split("\n"))
