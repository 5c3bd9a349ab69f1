"""The gold set of short texts (see `hand/claims/README.md`): read and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

_QUANTITY = re.compile(r"(?P<what>\w+) (?P<about>~?)(?P<low>\d*)-~?(?P<high>\d*)(?: (?P<of>.+))?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a gold claim; `of` is null where it is not scored."""

    what: str
    low: int | None
    high: int | None
    approximate: bool
    of: str | None


@dataclass(frozen=True, slots=True)
class Text:
    """One short text. `claims` are the tables of the file; none of them makes it a trap."""

    id: str
    style: str
    about: str
    text: str
    title: str | None
    published: date | None
    publisher: str | None
    claims: tuple[Mapping[str, Any], ...]
    nothing: tuple[str, ...]


def read_texts(folder: Path) -> list[Text]:
    """All texts of the TOML files of `folder`, by file name.

    Raises:
        FileNotFoundError: it holds no such file.
        ValueError: a text breaks the rules of the README; the message names it.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise FileNotFoundError(2, "no gold texts", str(folder))
    return [
        _text(row, path) for path in files for row in tomllib.loads(path.read_text("utf-8")).get("text", [])
    ]


def read_figure(text: str) -> Figure:
    """Read ``"killed ~10-15 soldiers"``; raises ValueError."""
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no quantity")
    low, high = match["low"], match["high"]
    return Figure(
        match["what"],
        int(low) if low else None,
        int(high) if high else None,
        bool(match["about"]),
        match["of"],
    )


def pattern(fragment: str) -> re.Pattern[str]:
    """The words of a fragment with any white space between them."""
    return re.compile(r"\s+".join(re.escape(word) for word in fragment.split()))


def _text(row: Mapping[str, Any], path: Path) -> Text:
    where = f"{path.name}: {row.get('id')}"
    claims = tuple(row.get("claims", ()))
    nothing = tuple(row.get("nothing", ()))
    for fragment in [*(one["in"] for one in claims), *nothing]:
        if len(pattern(fragment).findall(row["text"])) != 1:
            raise ValueError(f"{where}: {fragment!r} does not stand once in the text")
    for one in claims:
        for quantity in one.get("quantities", ()):
            read_figure(quantity)
    published = row.get("published") or None
    return Text(
        row["id"],
        row["style"],
        row.get("about", ""),
        row["text"],
        row.get("title"),
        date.fromisoformat(str(published)) if published else None,
        row.get("publisher") or None,
        claims,
        nothing,
    )
