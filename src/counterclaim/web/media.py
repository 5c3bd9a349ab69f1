"""Which form of an answer is asked for: by the suffix of the path, else by the header Accept (RFC 9110)."""

from __future__ import annotations

from collections.abc import Sequence

GEOJSON, JSON, CSV = "application/geo+json", "application/json", "text/csv"
SUFFIXES = {"": None, ".geojson": GEOJSON, ".json": JSON, ".csv": CSV}
_MOST = 40


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The one of `offered` that the header wants most, the first of several; null where it wants none of them."""
    if not accept.strip():
        return offered[0]
    wanted = [_range(part) for part in accept.split(",")[:_MOST]]
    weights = [_weight(media, wanted) for media in offered]
    best = max(weights)
    return offered[weights.index(best)] if best > 0 else None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (one.strip().lower() for one in part.split(";"))
    quality = 1.0
    for one in parameters:
        key, _, value = one.partition("=")
        if key.strip() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    return name, quality if quality == quality else 0.0


def _weight(media: str, wanted: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that fits."""
    kind = media.partition("/")[0]
    for name in (media, f"{kind}/*", "*/*"):
        for each, quality in wanted:
            if each == name:
                return quality
    return 0.0
