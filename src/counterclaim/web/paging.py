"""Opaque tokens for the next page of a list."""

from __future__ import annotations

import base64
import binascii

from counterclaim.errors import UsageError

_MOST = 2**53


def token(offset: int) -> str:
    """The token that stands for `offset` rows passed over."""
    return base64.urlsafe_b64encode(f"o{offset}".encode()).decode().rstrip("=")


def offset_of(text: str) -> int:
    """The offset of a token; 0 for none.

    Raises:
        UsageError: it is none of ours.
    """
    if not text:
        return 0
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        plain = ""
    digits = plain[1:]
    if (
        plain[:1] != "o"
        or not digits.isascii()
        or not digits.isdigit()
        or len(digits) > 16
        or int(digits) > _MOST
    ):
        raise UsageError("the paging token is not one that this server gave")
    return int(digits)
