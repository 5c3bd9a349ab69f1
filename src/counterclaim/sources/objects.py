"""JSON: JSON Lines read as a stream, arrays of objects and single objects read whole."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from counterclaim.errors import SourceError, TooLarge, Unreadable
from counterclaim.model import SourceItem
from counterclaim.sources.fields import find_fields
from counterclaim.sources.records import Origin, Record, canonical, items_of
from counterclaim.sources.streams import head, mebibytes, read_whole
from counterclaim.text.decoding import decode_raw, encoding_of_start

_MOST_VALUES = 2_000_000
"""Counted by commas and brackets, those in strings too: a value takes many times its bytes in memory."""


def read_json(stream: io.BufferedReader, origin: Origin, suffix: str) -> Iterator[SourceItem | SourceError]:
    """The objects of a JSON file: one a line, an array, or a single one that may hold such an array."""
    start = head(stream)
    wide = encoding_of_start(start).startswith(("utf-16", "utf-32"))
    if not wide and (suffix != ".json" or _one_a_line(start)):
        yield from items_of(_from_lines(stream, origin), origin)
    else:
        yield from items_of(_from_whole(read_whole(stream, origin.shown, origin.options), origin), origin)


def _one_a_line(start: bytes) -> bool:
    first, end, _ = start.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not first.startswith(b"{"):
        return False
    return not end or isinstance(_parsed(first.decode("utf-8", "replace")), dict)


def _from_lines(stream: io.BufferedReader, origin: Origin) -> Iterator[Record | SourceError]:
    longest = origin.options.max_bytes
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        locator = f"{origin.shown}#line={number}"
        if len(line) > longest:
            while (rest := stream.readline(longest)) and not rest.endswith(b"\n"):
                pass
            yield TooLarge(locator, f"it is longer than {mebibytes(longest)} (max_bytes)")
            continue
        data = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not data.strip():
            continue
        decoded = decode_raw(data.strip())
        value = _parsed(decoded.text)
        if isinstance(value, dict):
            yield Record(f"line={number}", _flat(value), data.rstrip(b"\r\n"), decoded.problems)
        else:
            yield SourceError(locator, value if isinstance(value, str) else "it is no JSON object")


def _from_whole(data: bytes, origin: Origin) -> Iterator[Record | SourceError]:
    decoded = decode_raw(data)
    value = _parsed(decoded.text)
    if isinstance(value, str):
        raise Unreadable(origin.shown, value)
    if isinstance(value, dict):
        value = _objects_in(value, origin) or [value]
    if not isinstance(value, list):
        raise Unreadable(origin.shown, "it holds no JSON objects")
    for number, one in enumerate(value, 1):
        if isinstance(one, dict):
            yield Record(f"record={number}", _flat(one), canonical(one), decoded.problems)
        else:
            yield SourceError(f"{origin.shown}#record={number}", "it is no JSON object")


def _objects_in(value: dict[str, object], origin: Origin) -> list[object] | None:
    """The one list of objects that an object without a text holds, as answers of web services do."""
    if "text" in find_fields(_flat(value), origin.options).keys:
        return None
    lists = [one for one in value.values() if isinstance(one, list) and one and isinstance(one[0], dict)]
    return lists[0] if len(lists) == 1 else None


def _flat(value: dict[str, object]) -> dict[str, object]:
    """`value` with the keys of the objects in it under dotted names ("source.name")."""
    flat = dict(value)
    for key, inner in value.items():
        if isinstance(inner, dict):
            flat.update((f"{key}.{name}", one) for name, one in inner.items())
    return flat


def _parsed(text: str) -> object:
    """The JSON value, or a sentence saying why there is none; a JSON string counts as none."""
    if sum(map(text.count, "{[,")) > _MOST_VALUES:
        return f"it has more than {_MOST_VALUES:,} values"
    try:
        value = json.loads(text, strict=False)
    except RecursionError:
        return "its JSON is nested too deeply"
    except ValueError as error:
        return f"it is not valid JSON: {str(error)[:120]}"
    return "it is no JSON object" if isinstance(value, str) else value
