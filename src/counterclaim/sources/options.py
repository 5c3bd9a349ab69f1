"""What a caller can say about the things to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.errors import UsageError
from counterclaim.model import Metadata
from counterclaim.text.published import ORDERS

FIELDS = ("text", "title", "publisher", "authors", "published", "url", "language")
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How sources are read.

    columns: names of columns or JSON keys by field (``{"text": "body"}``); others are found by their name.
    defaults: metadata of items that have none of their own in a sidecar, front matter or a column.
    max_bytes: size of the largest item: a file, a table's row, an archive's record.
    max_expanded_bytes: size to which one compressed file or archive record may expand.
    document_start: a regular expression; text files are cut into documents where it matches a line.
    date_order: how dates of numbers alone are written where they leave it open: dmy, mdy or ymd.

    Raises UsageError for a field, order or expression that cannot be.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Metadata = field(default_factory=Metadata)
    max_bytes: int = 50 * _MIB
    max_expanded_bytes: int = 200 * _MIB
    document_start: str | None = None
    date_order: str | None = None

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.columns) - set(FIELDS)):
            raise UsageError(f"a column cannot be {unknown[0]!r}; it can be one of {', '.join(FIELDS)}")
        if self.date_order is not None and self.date_order not in ORDERS:
            raise UsageError(f"the date order {self.date_order!r} is not one of {', '.join(ORDERS)}")
        if self.document_start is not None:
            try:
                re.compile(self.document_start)
            except re.error as error:
                raise UsageError(
                    f"the expression for the start of a document is malformed: {error}"
                ) from error
