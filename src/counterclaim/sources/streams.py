"""Bytes of files and of gzip, within limits."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Protocol

from counterclaim.errors import TooLarge, Unreadable
from counterclaim.sources.options import SourceOptions

GZIP_MAGIC = b"\x1f\x8b"
_HEAD = 128 * 1024
_RATIO = 200
_RATIO_HOLDS_FROM = 8 * 1024 * 1024
"""Text packs 3 to 20 times; a small file of one repeated line may pack more, and harms nobody."""


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""


class _Filled(io.RawIOBase):
    """A raw stream whose reads are short only at the end, as those of a pipe are not."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        got = 0
        while got < len(buffer):
            part = self._read(len(buffer) - got)
            if not part:
                break
            buffer[got : got + len(part)] = part
            got += len(part)
        return got

    def _read(self, size: int) -> bytes:
        return self._stream.read(size)


class _Expanded(_Filled):
    """The content of a gzip stream. Raises TooLarge when it expands too far, Unreadable when it is broken."""

    def __init__(self, stream: Readable, locator: str, options: SourceOptions) -> None:
        self._packed = _Counted(stream)
        super().__init__(gzip.GzipFile(fileobj=self._packed, mode="rb"))
        self._locator = locator
        self._limit = options.max_expanded_bytes
        self._size = 0

    def _read(self, size: int) -> bytes:
        try:
            part = super()._read(min(size, _HEAD))
        except EOFError as error:
            raise Unreadable(self._locator, "its gzip data end too early") from error
        except (zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable(self._locator, f"its gzip data are damaged: {error}") from error
        self._size += len(part)
        if self._size > self._limit:
            raise TooLarge(
                self._locator, f"it expands to more than {mebibytes(self._limit)} (max_expanded_bytes)"
            )
        if self._size > _RATIO_HOLDS_FROM and self._size > _RATIO * self._packed.count:
            raise TooLarge(self._locator, f"it expands more than {_RATIO} times, as no text does")
        return part


class _Counted(io.RawIOBase):
    """A stream that counts the bytes read from it."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1, /) -> bytes:
        part = self._stream.read(size)
        self.count += len(part)
        return part


def buffered(stream: Readable) -> io.BufferedReader:
    """`stream` with its first bytes to be seen by `head` before it is read."""
    return io.BufferedReader(_Filled(stream), _HEAD)


def open_content(stream: io.BufferedReader, locator: str, options: SourceOptions) -> io.BufferedReader:
    """`stream`, unpacked if it is gzip."""
    if stream.peek(2)[:2] != GZIP_MAGIC:
        return stream
    return io.BufferedReader(_Expanded(stream, locator, options), _HEAD)


def head(stream: io.BufferedReader) -> bytes:
    """The first 64 KiB or more of a stream that nobody has read from yet."""
    return stream.peek(_HEAD)


def unpacked_head(stream: io.BufferedReader) -> bytes:
    """The first bytes of a stream that nobody has read from yet, unpacked if it is gzip."""
    start = stream.peek(512)[:512]
    if not start.startswith(GZIP_MAGIC):
        return start
    try:
        return zlib.decompressobj(31).decompress(start, 512)
    except zlib.error:
        return start


def read_whole(stream: Readable, locator: str, options: SourceOptions) -> bytes:
    """All of `stream`. Raises TooLarge when it is over `max_bytes`."""
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise TooLarge(locator, f"it is larger than {mebibytes(options.max_bytes)} (max_bytes)")
    return data


def mebibytes(size: int) -> str:
    """A size for a message."""
    return f"{size / 1024**2:g} MiB" if size >= 1024**2 else f"{size} bytes"
