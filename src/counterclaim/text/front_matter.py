"""Front matter: a block of ``key: value`` lines between ``---``, or TOML between ``+++``, before a text.

Of YAML only what such blocks use is read: scalars, quoted or not, and lists of scalars. Nested values are
passed over. Nothing in it is ever executed or expanded.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

_LONGEST = 32_768
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = re.compile(r"([^\W\d][\w.-]{0,40})\s{0,20}:(?:\s(.*))?")
_ITEM = re.compile(r"\s{0,40}-\s(.*)")
_COMMENT = re.compile(r"\s#.*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of a block of front matter, and the offset at which the text behind it begins."""

    end: int
    values: dict[str, object] = field(default_factory=dict)


def split_front_matter(text: str) -> FrontMatter:
    """The front matter that `text` begins with; its end is 0 when there is none or it is malformed."""
    head = text[:_LONGEST].removeprefix("\ufeff")
    skipped = len(text[:_LONGEST]) - len(head)
    lines = head.split("\n")
    closing = _FENCES.get(lines[0].rstrip())
    if closing is None:
        return FrontMatter(0)
    last = next((i for i, line in enumerate(lines) if i and line.rstrip() in closing), None)
    if last is None or (last == len(lines) - 1 and len(text) > _LONGEST):
        return FrontMatter(0)
    values = _toml(lines[1:last]) if closing == ("+++",) else _yaml(lines[1:last])
    if values is None:
        return FrontMatter(0)
    end = skipped + sum(len(line) + 1 for line in lines[: last + 1])
    while end < len(text) and text[end] in "\r\n":
        end += 1
    return FrontMatter(min(end, len(text)), values)


def _toml(lines: list[str]) -> dict[str, object] | None:
    try:
        return tomllib.loads("\n".join(line.rstrip("\r") for line in lines) + "\n")
    except (ValueError, RecursionError):
        return None


def _yaml(lines: list[str]) -> dict[str, object] | None:
    """Null when the lines are no mapping: then the dashes were a rule, and the text is all text."""
    values: dict[str, object] = {}
    key = ""
    folded: list[str] = []
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if item := _ITEM.match(line):
            if key:
                _append(values, key, _scalar(item[1]))
        elif line[0] in " \t":
            if key and values.get(key) is None:
                folded.append(line.strip())
        elif match := _KEY.fullmatch(line.rstrip()):
            _close(values, key, folded)
            key = match[1].strip()
            values[key] = _value(match[2] or "")
        else:
            return None
    _close(values, key, folded)
    return values or None


def _append(values: dict[str, object], key: str, item: str) -> None:
    found = values.get(key)
    if found is None:
        values[key] = [item]
    elif isinstance(found, list):
        found.append(item)


def _close(values: dict[str, object], key: str, folded: list[str]) -> None:
    """Give `key` the indented lines that followed it, joined, unless they are a nested mapping."""
    if key and folded and values.get(key) is None and not all(_KEY.fullmatch(line) for line in folded):
        values[key] = " ".join(folded)
    folded.clear()


def _value(text: str) -> object:
    text = text.strip()
    if text in {"", "|", ">", "|-", ">-", "~", "null"}:
        return None
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(part) for part in _split_list(text[1:-1]) if part.strip()]
    return _scalar(text)


def _split_list(text: str) -> list[str]:
    """The parts of a list in brackets, with the commas inside quotation marks left alone."""
    return re.findall(r"""\s*+("[^"]*+"|'[^']*+'|[^,]++)\s*+""", text)


def _scalar(text: str) -> str:
    text = text.strip()
    if text[:1] in {'"', "'"}:
        quote = text[0]
        end = text.rfind(quote)
        if end > 0:
            inside = text[1:end]
            return (
                inside.replace('\\"', '"').replace("\\\\", "\\")
                if quote == '"'
                else inside.replace("''", "'")
            )
    return _COMMENT.sub("", text).strip()
