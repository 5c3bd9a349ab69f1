"""Records with named fields (rows of a table, JSON objects) to items."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterclaim.errors import SourceError, TooLarge, Unreadable
from counterclaim.model import Metadata, SourceItem
from counterclaim.sources.fields import FieldKeys, find_fields, missing_columns, with_date_order
from counterclaim.sources.options import SourceOptions
from counterclaim.sources.streams import mebibytes

_LOOK_AHEAD = 10_000
_LOOK_AHEAD_BYTES = 16 * 1024 * 1024
_SHOWN_KEYS = 20


@dataclass(frozen=True, slots=True)
class Record:
    """One record, with its raw bytes. `part` names it in its file ("row=12")."""

    part: str
    values: Mapping[str, object]
    data: bytes
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that items are of. `metadata` is what its sidecar says; `keys_are` is its word for fields."""

    shown: str
    metadata: Metadata
    options: SourceOptions
    keys_are: str = "columns"

    def known(self, *metadata: Metadata) -> Metadata:
        """The values of `metadata`, those before going first."""
        known = Metadata()
        for one in metadata:
            known = known.over(one)
        return known


def canonical(values: Mapping[str, object]) -> bytes:
    """A JSON object whose bytes depend on the values alone, not on how the file writes them."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def items_of(
    records: Iterator[Record | SourceError], origin: Origin, keys: Iterable[str] | None = None
) -> Iterator[SourceItem | SourceError]:
    """The items of `records`; one error when no field can hold the text.

    Up to 10,000 records are read ahead, to see which fields there are (for a table `keys` says it) and in
    which order dates of numbers are written.
    """
    ahead = list(_look_ahead(records))
    good = [record for record in ahead if isinstance(record, Record)]
    names = (
        list(keys)
        if keys is not None
        else list(dict.fromkeys(key for record in good for key in record.values))
    )
    if not good:
        yield from (record for record in ahead if isinstance(record, SourceError))
        if not ahead or next(records, None) is not None:
            yield Unreadable(origin.shown, "it holds no record that can be read")
        return
    if problem := _unusable(names, origin):
        yield Unreadable(origin.shown, problem)
        return
    fields = with_date_order(find_fields(names, origin.options), (record.values for record in good))
    for record in itertools.chain(ahead, records):
        yield record if isinstance(record, SourceError) else _item(record, fields, origin)


def _look_ahead(records: Iterator[Record | SourceError]) -> Iterator[Record | SourceError]:
    size = 0
    for record in itertools.islice(records, _LOOK_AHEAD):
        yield record
        size += len(record.data) if isinstance(record, Record) else 0
        if size > _LOOK_AHEAD_BYTES:
            return


def _unusable(names: list[str], origin: Origin) -> str | None:
    shown = ", ".join(name[:40] for name in names[:_SHOWN_KEYS]) + (
        ", ..." if len(names) > _SHOWN_KEYS else ""
    )
    if absent := missing_columns(names, origin.options):
        return f"there is no column {', '.join(map(repr, absent))}; the {origin.keys_are} are: {shown}"
    if "text" not in find_fields(names, origin.options).keys:
        return (
            f"none of its {origin.keys_are} is known to hold the text (name it: text=...); they are: {shown}"
        )
    return None


def _item(record: Record, fields: FieldKeys, origin: Origin) -> SourceItem | SourceError:
    locator = f"{origin.shown}#{record.part}"
    if len(record.data) > origin.options.max_bytes:
        return TooLarge(locator, f"it is larger than {mebibytes(origin.options.max_bytes)} (max_bytes)")
    text = fields.text(record.values)
    if text is None:
        return Unreadable(locator, f"its {fields.keys['text']!r} is empty or no text")
    metadata, problems = fields.metadata(record.values)
    return SourceItem(
        path=origin.shown,
        data=record.data,
        part=record.part,
        metadata=origin.known(metadata, origin.metadata),
        text=text,
        problems=(*record.problems, *problems),
        defaults=origin.options.defaults,
    )
