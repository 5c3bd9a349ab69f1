"""The texts that speed is measured on, read by the product into documents in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from counterclaim.documents import ReadOptions, read_document
from counterclaim.model import Document, SourceItem

_NO_SPACE_BEFORE = frozenset({".", ",", ";", ":", "?", "!", ")", "]", "%", "''", "'s", "’s", "n't", "'", "’"})
_NO_SPACE_BEHIND = frozenset({"(", "[", "$", "£", "``"})
_PLAIN = {"``": '"', "''": '"'}


def ecbplus(data: Path) -> Iterator[str]:
    """General news: the articles of EventCorefBank+ (Cybulska and Vossen 2014), a sentence a line."""
    paths = sorted((data / "ecbplus").glob("*/*.xml"))
    if not paths:
        raise FileNotFoundError(data / "ecbplus")
    for path in paths:
        sentences: dict[str, list[str]] = {}
        for token in ElementTree.parse(path).getroot().iter("token"):  # noqa: S314 - a benchmark's own files
            sentences.setdefault(token.attrib["sentence"], []).append(token.text or "")
        yield "\n\n".join(map(_joined, sentences.values()))


def isaf(data: Path) -> Iterator[str]:
    """Dense conflict text: the press releases of isaf_press_releases.jsonl."""
    with (data / "isaf_press_releases.jsonl").open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


TEXTS: dict[str, Callable[[Path], Iterator[str]]] = {"ecbplus": ecbplus, "isaf": isaf}


def documents(texts: Iterator[str], words: int) -> list[Document]:
    """About `words` words of the texts, drawn evenly, each as a document; texts in no words are left out."""
    every = [text for text in texts if text.strip()]
    total = sum(len(text.split()) for text in every)
    step = max(1, round(total / words))
    return [as_document(text, number) for number, text in enumerate(every[::step])]


def as_document(text: str, number: int) -> Document:
    """A text as the product reads it from the field of a row."""
    return read_document(SourceItem("texts", b"", part=f"row={number}", text=text), ReadOptions())


def _joined(tokens: list[str]) -> str:
    """A line of running text from tokens."""
    text = ""
    glue = True
    for token in tokens:
        text += token if glue or token in _NO_SPACE_BEFORE else f" {token}"
        glue = token in _NO_SPACE_BEHIND
    for mark, plain in _PLAIN.items():
        text = text.replace(mark, plain)
    return text
