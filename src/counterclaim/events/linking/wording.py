"""The words of a sentence that tell one event from another."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from counterclaim.text.names import fold

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*\d|\d")
_NAME = re.compile(r"(?<![.!?:\"“”'’]\s)(?<!^)\b[^\W\d_][\w'’-]+")
_STEM = 6
_LEAST_LETTERS = 3
_LIMIT = 4000


def content_words(text: str) -> frozenset[str]:
    """Stems of the content words and the figures of a sentence.

    A stem is a word's first six letters, a crude stemmer that needs no language (truncation: Frakes 1992, in
    Information Retrieval: Data Structures and Algorithms, chapter 8).
    """
    common = _common_words()
    words = (word.casefold() for word in _WORD.findall(text[:_LIMIT]))
    return frozenset(word.replace(",", "")[:_STEM] for word in words if word not in common)


def stems(text: str) -> frozenset[str]:
    """Stems of all words, for a few words in which common ones count too ("was taken")."""
    words = _WORD.findall(text[:_LIMIT])
    return content_words(text) or frozenset(word.casefold()[:_STEM] for word in words)


def name_words(text: str) -> frozenset[str]:
    """The words of names in whatever spelling (`counterclaim.text.names.fold`), without common ones."""
    words = (word for word in _WORD.findall(text[:_LIMIT]) if word.casefold() not in _common_words())
    return frozenset(key for word in words if len(key := fold(word)) >= _LEAST_LETTERS)


def proper_names(text: str) -> frozenset[str]:
    """Capitalised words that do not open the sentence, casefolded. Text in capitals has none."""
    if text.isupper():
        return frozenset()
    found = (match.group() for match in _NAME.finditer(text[:_LIMIT]))
    return frozenset(word.casefold() for word in found if word[0].isupper() and not word.isupper())


@cache
def _common_words() -> frozenset[str]:
    text = files("counterclaim.events").joinpath("data/common_words.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
