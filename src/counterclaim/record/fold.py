"""Text at the record's boundary: cleaned for any database, and folded so that search is forgiving."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from counterclaim.errors import RecordError

WORDS_LIMIT = 20_000
"""Most characters of a sentence or title that full-text search sees; PostgreSQL refuses a megabyte."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]+")
_WITHIN_WORDS = re.compile("['’‘ʼʻʿʾ`´ـ]")


def clean(text: str) -> str:
    """`text` with U+FFFD for NULs and lone surrogates, which no database keeps. Offsets stay right."""
    if text.isascii() and "\x00" not in text:
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def dumps(value: Any) -> str:
    """`value` as compact JSON of clean text.

    Raises:
        RecordError: a number is not finite.
    """
    text = _dumps(value)
    if "\\u0000" in text or (not text.isascii() and _UNSTORABLE.search(text)):
        return _dumps(_clean_tree(value))
    return text


def words(text: str) -> str:
    """The words of `text` in lower case without accents, one blank between them."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(text.lower()))


def fold_name(name: str) -> str:
    """`name` as `words`, but with nothing where an apostrophe stood: "Ma'arra" is "Maarra"."""
    return words(_WITHIN_WORDS.sub("", name))


def name_key(*names: str | None) -> str:
    """A search key for a thing of several names: each folded, between blanks, once."""
    folded = dict.fromkeys(fold_name(name) for name in names if name)
    return "".join(f" {name} |" for name in folded if name)


def _dumps(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError as error:
        raise RecordError(f"a value cannot be stored: {error}") from error


def _clean_tree(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _clean_tree(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean_tree(item) for item in value]
    return value
