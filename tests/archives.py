"""Small PMTiles archives (github.com/protomaps/PMTiles, spec/v3), and pictures and tiles to put into them."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from typing import Any

from counterclaim.web.mvt import EXTENT, _field, _number, _varint, _zigzag

PNG, MVT = 2, 1
Tile = tuple[int, int, int]


def png(colour: tuple[int, int, int], side: int = 256) -> bytes:
    """A square of one colour."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    row = b"\0" + bytes(colour) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(row * side))
        + chunk(b"IEND", b"")
    )


def areas(**layers: tuple[float, float, float, float]) -> bytes:
    """A vector tile with a rectangle in each layer, from west, north, east, south as shares of the tile."""
    tile = b""
    for name, box in layers.items():
        west, north, east, south = (round(side * EXTENT) for side in box)
        path = b"".join(
            (
                _varint(9), _zigzag(west), _zigzag(north),
                _varint(3 << 3 | 2), _zigzag(east - west), _zigzag(0), _zigzag(0), _zigzag(south - north),
                _zigzag(west - east), _zigzag(0), _varint(15),
            )
        )  # fmt: skip
        feature = _number(3, 3) + _field(4, path)
        tile += _field(3, _number(15, 2) + _field(1, name.encode()) + _field(2, feature) + _number(5, EXTENT))
    return tile


def archive(tiles: Mapping[Tile, bytes], kind: int, metadata: Mapping[str, Any] | None = None) -> bytes:
    """An archive of tiles by zoom, x and y, of the whole world, with nothing compressed."""
    found = sorted((_number_of(*tile), content) for tile, content in tiles.items())
    numbers = [number for number, _ in found]
    steps = [after - before for before, after in zip([0, *numbers], numbers, strict=False)]
    sizes = [len(content) for _, content in found]
    offsets = [sum(sizes[:at]) + 1 for at in range(len(sizes))]
    columns = ([len(found)], steps, [1] * len(found), sizes, offsets)
    directory = b"".join(_varint(value) for column in columns for value in column)
    described = json.dumps(metadata or {}).encode()
    content = b"".join(content for _, content in found)
    leaf = 127 + len(directory) + len(described)
    zooms = [zoom for zoom, _, _ in tiles]
    places = (127, len(directory), 127 + len(directory), len(described), leaf, 0, leaf, len(content))
    header = struct.pack(
        "<7sB11Q6B4iB2i",
        b"PMTiles", 3, *places, *[len(found)] * 3, 1, 1, 1, kind, min(zooms), max(zooms),
        *(round(degrees * 10**7) for degrees in (-180, -85, 180, 85)), 0, 0, 0,
    )  # fmt: skip
    return header + directory + described + content


def _number_of(zoom: int, x: int, y: int) -> int:
    """A tile's place on the Hilbert curve, after those of the zooms before."""
    number = (4**zoom - 1) // 3
    side = 2**zoom >> 1
    while side:
        right, low = int(bool(x & side)), int(bool(y & side))
        number += side * side * (3 * right ^ low)
        x, y = x & (side - 1), y & (side - 1)
        if not low:
            x, y = (side - 1 - y, side - 1 - x) if right else (y, x)
        side >>= 1
    return number
