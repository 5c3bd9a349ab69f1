"""Ids that follow from content: the same input has the same id on every machine and in every run."""

from __future__ import annotations

import hashlib

_SEPARATOR = b"\x1f"


def content_id(prefix: str, *parts: str | int | None) -> str:
    """Id of 24 hexadecimal digits behind `prefix`, a function of `parts` and their order alone."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"\x00" if part is None else str(part).encode("utf-8", "surrogatepass"))
        digest.update(_SEPARATOR)
    return f"{prefix}_{digest.hexdigest()[:24]}"
