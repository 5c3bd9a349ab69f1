"""Points as a Mapbox Vector Tile, after the specification 2.1 (https://github.com/mapbox/vector-tile-spec).

Only what points need: one layer, geometries of one MoveTo, values that are text, whole numbers or reals.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

Value = str | int | float

EXTENT = 4096
_VARINT, _LENGTH = 0, 2
_POINT, _MOVE_TO_ONE = 1, 9


def tile(name: str, points: Iterable[tuple[float, float, Mapping[str, Value | None]]]) -> bytes:
    """A tile with one layer. A point is x and y from 0 to 1 of the tile, y southwards, and its properties.

    Properties that are null are left out. A layer without points makes an empty tile.
    """
    keys: dict[str, int] = {}
    values: dict[tuple[type, Value], int] = {}
    features = []
    for x, y, properties in points:
        tags = bytearray()
        for key, value in properties.items():
            if value is None:
                continue
            tags += _varint(keys.setdefault(key, len(keys)))
            tags += _varint(values.setdefault((type(value), value), len(values)))
        place = _varint(_MOVE_TO_ONE) + _zigzag(round(x * EXTENT)) + _zigzag(round(y * EXTENT))
        features.append(_field(2, bytes(tags)) + _number(3, _POINT) + _field(4, place))
    if not features:
        return b""
    layer = bytearray(_number(15, 2) + _field(1, name.encode()))
    for feature in features:
        layer += _field(2, feature)
    for key in keys:
        layer += _field(3, key.encode())
    for _, value in values:
        layer += _field(4, _value(value))
    layer += _number(5, EXTENT)
    return _field(3, bytes(layer))


def _value(value: Value) -> bytes:
    if isinstance(value, str):
        return _field(1, value.encode("utf-8", "replace"))
    if isinstance(value, float):
        return bytes([3 << 3 | 1]) + struct.pack("<d", value)
    return bytes([6 << 3 | _VARINT]) + _zigzag(value)


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | _LENGTH) + _varint(len(content)) + content


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3 | _VARINT) + _varint(value)


def _zigzag(value: int) -> bytes:
    return _varint(value << 1 if value >= 0 else (-value << 1) - 1)


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)
