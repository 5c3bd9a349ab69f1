"""The main text of a web page: trafilatura (Barbaresi, 2021), and the paragraphs that it loses.

Of a page that cuts an article into several containers, with advertisements between them, trafilatura keeps
one. A paragraph that it lost is put back where its path of tags and classes is that of paragraphs that it
kept: by them the page itself says that they are of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import trafilatura
from lxml.html import HtmlElement

from counterclaim.documents.html.visible import visible_text
from counterclaim.documents.reading import quiet

_SHORTEST = 80
"""Characters of a paragraph that can be put back: shorter ones are captions, bylines and links."""
_MOST_LINKED = 0.5
_LONGEST_PATH = 30
_SHINGLE = 5
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""Words, or the characters of scripts that write without spaces."""
_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(r"[-|]\s?")

Path = tuple[tuple[str, str], ...]
Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    path: Path
    shingles: tuple[Shingle, ...]


def main_text(tree: HtmlElement) -> str:
    """The main text of a parsed page, a blank line between paragraphs; all of its text when none stands out.

    `tree` is changed.
    """
    quiet("trafilatura", "htmldate", "justext", "readability")
    paragraphs = list(_paragraphs(tree))
    fallback = visible_text(tree, furniture=False)
    extracted = trafilatura.extract(tree, include_comments=False, include_tables=True, favor_precision=True)
    lines = [line.strip() for line in (extracted or "").split("\n") if line.strip()]
    if not lines:
        return fallback
    return _joined(_completed(lines, paragraphs))


def _paragraphs(tree: HtmlElement) -> Iterator[_Paragraph]:
    for element in tree.iter("p"):
        text = " ".join(visible_text(element).split())
        if len(text) < _SHORTEST:
            continue
        linked = sum(len(link.text_content()) for link in element.iter("a"))
        if linked < _MOST_LINKED * len(text):
            yield _Paragraph(text, _path(element), _shingles(text))


def _path(element: HtmlElement) -> Path:
    """Tags and classes from the element upwards, with the numbers in them left out."""
    steps = []
    for step in islice((element, *element.iterancestors()), _LONGEST_PATH):
        if step.tag == "body":
            break
        classes = " ".join(sorted((step.get("class") or "").split()))
        steps.append((str(step.tag), _DIGITS.sub("#", classes)))
    return tuple(steps)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(text: str) -> tuple[Shingle, ...]:
    words = _words(text)
    return tuple(tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))


def _completed(lines: list[str], paragraphs: list[_Paragraph]) -> list[str]:
    """`lines` with the paragraphs that are lost, each behind the one that precedes it on the page."""
    words = [(word, number) for number, line in enumerate(lines) for word in _words(line)]
    line_of = {
        tuple(word for word, _ in words[i : i + _SHINGLE]): words[min(i + _SHINGLE, len(words)) - 1][1]
        for i in range(max(1, len(words) - _SHINGLE + 1))
        if words
    }
    kept = [_is_kept(paragraph, line_of) for paragraph in paragraphs]
    paths = {paragraph.path for paragraph, known in zip(paragraphs, kept, strict=True) if known}
    behind: dict[int, list[str]] = {}
    position = -1
    for paragraph, known in zip(paragraphs, kept, strict=True):
        if known:
            position = line_of.get(paragraph.shingles[-1], position)
        elif paragraph.path in paths:
            behind.setdefault(position, []).append(paragraph.text)
    completed = behind.get(-1, [])
    for number, line in enumerate(lines):
        completed.append(line)
        completed.extend(behind.get(number, ()))
    return completed


def _is_kept(paragraph: _Paragraph, line_of: dict[Shingle, int]) -> bool:
    found = sum(shingle in line_of for shingle in paragraph.shingles)
    return found >= 0.5 * len(paragraph.shingles)


def _joined(lines: list[str]) -> str:
    """Paragraphs apart, the items of a list and the rows of a table line by line."""
    parts = lines[:1]
    for before, line in pairwise(lines):
        parts.append("\n" if _ITEM.match(before) and _ITEM.match(line) else "\n\n")
        parts.append(line)
    return "".join(parts)
