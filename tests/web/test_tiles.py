"""Vector tiles read back by the rules of protocol buffers and of the tile specification."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.web.mvt import EXTENT, tile


def varint(data: bytes, at: int) -> tuple[int, int]:
    found = shift = 0
    while True:
        found |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if not data[at - 1] & 0x80:
            return found, at


def fields(data: bytes) -> Iterator[tuple[int, Any]]:
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
        elif key & 7 == 1:
            value, at = struct.unpack("<d", data[at : at + 8])[0], at + 8
        else:
            size, at = varint(data, at)
            value, at = data[at : at + size], at + size
        yield key >> 3, value


def unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def packed(data: bytes) -> list[int]:
    found, at = [], 0
    while at < len(data):
        value, at = varint(data, at)
        found.append(value)
    return found


def read(data: bytes) -> list[tuple[int, int, dict[str, Any]]]:
    ((_, layer),) = fields(data)
    parts = list(fields(layer))
    assert {number: value for number, value in parts if number in (15, 1, 5)} == {
        15: 2,
        1: b"events",
        5: EXTENT,
    }
    keys = [value.decode() for number, value in parts if number == 3]
    values = []
    for number, value in parts:
        if number == 4:
            ((kind, content),) = fields(value)
            values.append({1: lambda c: c.decode(), 3: lambda c: c, 6: unzigzag}[kind](content))
    found = []
    for number, value in parts:
        if number == 2:
            feature = dict(fields(value))
            assert feature[3] == 1
            command, x, y = packed(feature[4])
            assert command == 9
            tags = packed(feature.get(2, b""))
            named = {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=True)}
            found.append((unzigzag(x), unzigzag(y), named))
    return found


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.integers(-(2**62), 2**62),
    st.floats(allow_nan=False),
    st.none(),
)


@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 1), st.dictionaries(st.sampled_from("abcde"), VALUES)),
        min_size=1,
    )
)
def test_what_is_written_is_read_back(points: list) -> None:
    found = read(tile("events", points))
    assert [(x, y) for x, y, _ in found] == [(round(x * EXTENT), round(y * EXTENT)) for x, y, _ in points]
    for (_, _, given_), (_, _, named) in zip(points, found, strict=True):
        assert named == {key: value for key, value in given_.items() if value is not None}


def test_nothing_makes_an_empty_tile() -> None:
    assert tile("events", []) == b""
