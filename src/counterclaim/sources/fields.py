"""Which key of a table, a JSON object, a sidecar or front matter is which field of the metadata."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files

from counterclaim.model import Metadata
from counterclaim.sources.options import FIELDS, SourceOptions
from counterclaim.text.language import language_code
from counterclaim.text.published import infer_order, parse_published

_LONGEST = 1000
_APART = re.compile(r"[\s_\-.:]")
_SPACES = re.compile(r"\s+")
_BETWEEN_AUTHORS = re.compile(r"\s?[;|]\s?|\s+and\s+")


@dataclass(frozen=True, slots=True)
class FieldKeys:
    """The key of each field that has one, and the order in which the source writes dates of numbers."""

    keys: Mapping[str, str]
    date_order: str | None = None

    def text(self, record: Mapping[str, object]) -> str | None:
        """The text of `record`, null when it has none."""
        value = record.get(self.keys["text"]) if "text" in self.keys else None
        return value if isinstance(value, str) and value.strip() else None

    def metadata(self, record: Mapping[str, object]) -> tuple[Metadata, tuple[str, ...]]:
        """The metadata of `record`, its date normalised, and what was doubtful in it."""
        given = {name: record.get(key) for name, key in self.keys.items() if name != "text"}
        return normalised(
            Metadata(
                title=_string(given.get("title")),
                publisher=_string(given.get("publisher")),
                authors=_strings(given.get("authors")),
                published=_string(given.get("published")),
                url=_string(given.get("url")),
                language=language_code(_string(given.get("language"))),
            ),
            self.date_order,
        )


def find_fields(keys: Iterable[str], options: SourceOptions) -> FieldKeys:
    """The keys of the fields: those that the options name, then by the aliases of the data file."""
    present = list(keys)
    by_name: dict[str, str] = {}
    for key in present:
        by_name.setdefault(_plain(key), key)
    found = {name: key for name, key in options.columns.items() if key in present}
    for name in FIELDS:
        if name not in options.columns:
            alias = next((by_name[alias] for alias in _aliases()[name] if alias in by_name), None)
            if alias is not None and alias not in found.values():
                found[name] = alias
    return FieldKeys(found, options.date_order)


def with_date_order(fields: FieldKeys, records: Iterable[Mapping[str, object]]) -> FieldKeys:
    """`fields` with the date order that the values of the whole column ask for, unless one is given."""
    key = fields.keys.get("published")
    if key is None or fields.date_order is not None:
        return fields
    return replace(fields, date_order=infer_order(_string(record.get(key)) or "" for record in records))


def missing_columns(keys: Iterable[str], options: SourceOptions) -> list[str]:
    """The columns that the options name and the source does not have."""
    present = set(keys)
    return sorted({key for key in options.columns.values() if key not in present})


def normalised(metadata: Metadata, date_order: str | None) -> tuple[Metadata, tuple[str, ...]]:
    """`metadata` with its date as EDTF text, or without one and a sentence that says why."""
    if metadata.published is None:
        return metadata, ()
    if when := parse_published(metadata.published, date_order):
        return replace(metadata, published=when.edtf), ()
    shown = metadata.published[:60]
    return replace(metadata, published=None), (
        f"the date of publication {shown!r} cannot be read, or in more ways than one",
    )


def _string(value: object) -> str | None:
    if isinstance(value, bool) or not (isinstance(value, str | int | float) or _is_date(value)):
        return None
    text = _SPACES.sub(" ", str(value)[:_LONGEST]).strip()
    return text or None


def _is_date(value: object) -> bool:
    """TOML has dates of its own."""
    return hasattr(value, "isoformat")


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text for one in value[:50] if (text := _string(one)))
    text = _string(value)
    return tuple(part for part in _BETWEEN_AUTHORS.split(text) if part)[:50] if text else ()


def _plain(key: str) -> str:
    return _APART.sub("", key).casefold()


@functools.cache
def _aliases() -> dict[str, list[str]]:
    table = tomllib.loads(files("counterclaim.sources").joinpath("data/fields.toml").read_text("utf-8"))
    return {name: [_plain(alias) for alias in aliases] for name, aliases in table.items()}
