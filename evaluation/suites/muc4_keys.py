"""The official MUC-4 files: texts, and answer keys of 24 numbered slots a template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.reading import missing

_MESSAGE = re.compile(r"^((?:DEV|TST\d+)-MUC\d-\d{4})\b[^\n]*$", re.MULTILINE)
_SLOT = re.compile(r"(\d{1,2})\.\s+[A-Z ]{4,9}: [A-Z ()]{1,30}?(?:\s{2,}|\s*$)(.*)")
_NONE = frozenset({"", "-", "*"})

Slots = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Key:
    """One template of the key: the fillers of each slot as written, without those that say "none"."""

    document: str
    optional: bool
    slots: Slots


def folders(data: Path, split: str | None) -> list[Path]:
    """Folders of the split ("tst1+tst2"), or all of them."""
    raw = data / "raw"
    if split is None:
        found = sorted(path for path in raw.glob("*") if path.is_dir())
    else:
        found = [raw / name for name in split.split("+")]
    for folder in found or [raw]:
        if not folder.is_dir() or not found:
            raise missing(folder)
    return found


def read_texts(folder: Path) -> dict[str, str]:
    """Texts of a folder by message id, in order."""
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("key-"):
            parts = _MESSAGE.split(path.read_text(encoding="latin-1"))
            found.update(zip(parts[1::2], (part.strip("\n") for part in parts[2::2]), strict=True))
    return found


def read_keys(folder: Path) -> list[Key]:
    """Templates of all answer keys of a folder; messages without an incident have none."""
    lines = (
        line
        for path in sorted(folder.glob("key-*"))
        for line in path.read_text(encoding="latin-1").splitlines()
    )
    return [key for fillers in _templates(lines) if (key := _key(fillers)) is not None]


def _templates(lines: Iterable[str]) -> Iterator[dict[int, list[str]]]:
    """Fillers by slot number, one line a filler; slot 0 begins a template."""
    current: dict[int, list[str]] = {}
    slot = 0
    for line in lines:
        match = _SLOT.match(line)
        if match:
            slot = int(match[1])
            if slot == 0:
                if current:
                    yield current
                current = {}
            current.setdefault(slot, []).append(match[2].strip())
        elif line[:1].isspace() and line.strip() and slot in current:
            _continue(current[slot], line.strip())
    if current:
        yield current


def _continue(fillers: list[str], more: str) -> None:
    """A further filler, or the rest of one that a line was too short for."""
    unfinished = fillers[-1] not in _NONE and fillers[-1].endswith(("/", ":", "-"))
    if unfinished or more.startswith("/"):
        fillers[-1] = f"{fillers[-1]} {more}"
    else:
        fillers.append(more)


def _key(fillers: Mapping[int, list[str]]) -> Key | None:
    number = " ".join(fillers.get(1, ["*"]))
    if number.startswith("*"):
        return None
    kept = {slot: tuple(one for one in values if one not in _NONE) for slot, values in fillers.items()}
    return Key(fillers[0][0].split()[0], "OPTIONAL" in number, kept)


def alternatives(filler: str) -> list[str]:
    """The answers that a filler accepts: "(A) / (B)", "A / B"; slashes inside brackets and quotes stay."""
    parts, depth, quoted, start = [], 0, False, 0
    for index, char in enumerate(filler):
        if char == '"' and filler[index - 1 : index] != "\\":
            quoted = not quoted
        elif not quoted:
            depth += (char == "(") - (char == ")")
            if char == "/" and depth <= 0:
                parts.append(filler[start:index])
                start = index + 1
    parts.append(filler[start:])
    return [_unwrapped(part.strip()) for part in parts if part.strip()]


def _unwrapped(text: str) -> str:
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text


def quoted_strings(filler: str) -> list[str]:
    """The strings between quotation marks."""
    return [text.replace('\\"', '"') for text in re.findall(r'"((?:[^"\\]|\\.)*)"', filler)]
