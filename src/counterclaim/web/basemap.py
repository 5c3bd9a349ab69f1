"""Tiles that the operator sets to be drawn under the explorer's own outlines: of another server, or of a file here."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from counterclaim.config import is_url
from counterclaim.errors import UsageError

OWN = "/basemap.pmtiles"
"""Where a file of this machine is served."""
_FORMS = "give http(s)://HOST/{z}/{x}/{y}.png, http(s)://HOST/FILE.pmtiles, or the path of a PMTiles file"
_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9-]{1,63}){0,20}|\[[0-9a-f:.]{2,45}\])", re.ASCII
)
_PRINTED = re.compile(r"[!-~]{1,2000}")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}?|\}")
_AXES = ["{x}", "{y}", "{z}"]
_MAGIC = b"PMTiles"
_VERSION, _TILE_TYPE, _HEADER = 7, 99, 127
"""Offsets into the header of a PMTiles archive, and its length: github.com/protomaps/PMTiles, spec/v3."""
_DRAWN = range(1, 6)
"""Kinds of tiles that the maps draw: vector tiles (MVT), PNG, JPEG, WebP, AVIF."""


@dataclass(frozen=True, slots=True)
class Basemap:
    """Tiles to be drawn: `kind` is ``raster`` for a template of addresses, ``pmtiles`` for an archive at `url`."""

    kind: str
    url: str
    origin: str = ""
    """The origin that browsers ask; empty where it is this server."""
    attribution: str = ""
    path: Path | None = None
    """The archive's file where this server has it."""

    @property
    def host(self) -> str:
        """Who is asked, without scheme; empty where it is this server."""
        return self.origin.partition("://")[2]

    def as_json(self) -> str:
        """What the explorer's page is told."""
        return json.dumps(
            {"kind": self.kind, "url": self.url, "host": self.host, "attribution": self.attribution}
        )


def read_basemap(text: str | None, attribution: str | None = None) -> Basemap | None:
    """The base map that a setting names, or null.

    Nothing is asked of another server here.

    Raises:
        UsageError: it is neither a template nor an archive, or the file is none that the maps draw.
    """
    if text is None:
        return None
    credit = " ".join((attribution or "").split())
    if "://" in text or is_url(text) or "{" in text:
        return _remote(text, credit)
    path = Path(text)
    _check(path)
    return Basemap("pmtiles", OWN, attribution=credit, path=path.resolve())


def _remote(text: str, credit: str) -> Basemap:
    if not _PRINTED.fullmatch(text):
        raise _wrong(text, "it has blanks, control characters or letters outside ASCII, or is too long")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _wrong(text, "it is no address") from error
    if parts.scheme not in ("http", "https"):
        raise _wrong(text, "it does not begin with http:// or https://")
    if "@" in parts.netloc:
        raise _wrong(text, "it has a name or password in it, which every reader would see")
    placeholders = sorted(_PLACEHOLDER.findall(text))
    kind = "raster" if placeholders else "pmtiles"
    before_and_after = parts.netloc + parts.fragment
    if placeholders and (placeholders != _AXES or _PLACEHOLDER.search(before_and_after)):
        raise _wrong(text, "it must have {z}, {x} and {y} once each behind the host, and no other braces")
    if not placeholders and not parts.path.lower().endswith(".pmtiles"):
        raise _wrong(text, "it has no {z}, {x} and {y}, and does not end in .pmtiles")
    if not parts.hostname or not _HOST.fullmatch(_host(parts)):
        raise _wrong(text, "it names no host")
    origin = f"{parts.scheme}://{_host(parts)}" + (f":{port}" if port else "")
    return Basemap(kind, text, origin, credit)


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    return f"[{name}]" if ":" in name else name


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        raise _wrong(str(path), f"the file cannot be read: {reason}") from error
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise _wrong(str(path), "the file is not a PMTiles archive")
    if head[_VERSION] != 3:
        raise _wrong(
            str(path), "the archive is not of version 3; `pmtiles convert` of its makers brings it there"
        )
    if head[_TILE_TYPE] not in _DRAWN:
        raise _wrong(str(path), "its tiles are neither vector tiles nor PNG, JPEG, WebP or AVIF")


def _wrong(text: str, why: str) -> UsageError:
    return UsageError(f"basemap {ascii(text)[:200]}: {why}; {_FORMS}")
