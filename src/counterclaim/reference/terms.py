"""Many fixed terms found in a text at once, with word boundaries and rules for capitals (Aho and Corasick 1975)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

T = TypeVar("T")

_DASHES = "‐‑‒–—―−"
_QUOTES = "'`´’‘‛ʹʻʼʽʾʿˈ′＇"
_RUN = re.compile(r" {2,}")
_AROUND = 40
_ACRONYM_LETTERS = 8


class _Levelled(dict[int, int]):
    """Characters to themselves without case and marks, one for one, so that offsets stay."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        base = unicodedata.normalize("NFKD", char).casefold()[:1] if char.isalpha() else char
        if char.isspace():
            base = " "
        self[code] = ord(base or char)
        return self[code]


_LEVELLED = _Levelled({**{ord(c): ord("-") for c in _DASHES}, **{ord(c): ord("'") for c in _QUOTES}})


@dataclass(frozen=True, slots=True)
class TermMatch(Generic[T]):
    """A term at characters `start` to `end` (exclusive) of the text, and everything it stands for."""

    start: int
    end: int
    values: tuple[T, ...]


class Terms(Generic[T]):
    """A set of terms, each standing for one or more values.

    A term without lower-case letters and of up to eight letters ("IS", "U.S.") is met only in that case; a term that
    begins with a capital is met only with a capital in front; others are met in any case. In a passage that is
    written all in capitals terms of three letters and more are met.
    """

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        known: dict[str, list[tuple[str, T]]] = {}
        for term, value in terms:
            key = _RUN.sub(" ", term.translate(_LEVELLED))
            if key:
                known.setdefault(key, []).append((term, value))
        self._automaton = ahocorasick.Automaton()
        for key, entries in known.items():
            self._automaton.add_word(key, (len(key), entries))
        self._automaton.make_automaton()
        self._empty = not known

    def find(self, text: str) -> list[TermMatch[T]]:
        """The longest terms from left to right; none overlap."""
        if self._empty:
            return []
        level, origin = _level(text)
        found = []
        for last, (length, entries) in self._automaton.iter(level):
            first = last + 1 - length
            if not _is_word(level, first, last + 1):
                continue
            start, end = (first, last + 1) if origin is None else (origin[first], origin[last] + 1)
            values = tuple(
                dict.fromkeys(value for term, value in entries if _written(text, start, end, term))
            )
            if values:
                found.append(TermMatch(start, end, values))
        found.sort(key=lambda match: (match.start, -match.end))
        chosen: list[TermMatch[T]] = []
        for match in found:
            if not chosen or match.start >= chosen[-1].end:
                chosen.append(match)
        return chosen


def _level(text: str) -> tuple[str, list[int] | None]:
    """The text without case and marks, runs of white space as one, and where each character was (null: the same)."""
    level = text.translate(_LEVELLED)
    if "  " not in level:
        return level, None
    origin: list[int] = []
    parts = []
    at = 0
    for run in _RUN.finditer(level):
        parts.append(level[at : run.start() + 1])
        origin.extend(range(at, run.start() + 1))
        at = run.end()
    parts.append(level[at:])
    origin.extend(range(at, len(level)))
    return "".join(parts), origin


def _is_word(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def _written(text: str, start: int, end: int, term: str) -> bool:
    """Whether the text writes the term with the capitals that it needs."""
    seen = text[start:end]
    if term.upper() == term and sum(char.isalpha() for char in term) <= _ACRONYM_LETTERS:
        return seen == term and (len(term) > 2 or not _in_capitals(text, start, end))
    first = next((char for char in term if char.isalpha()), "")
    if not first.isupper():
        return True
    return next((char for char in seen if char.isalpha()), "").isupper()


def _in_capitals(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _AROUND) : start] + text[end : end + _AROUND]
    letters = [char for char in around if char.isalpha()]
    return len(letters) > 10 and sum(char.isupper() for char in letters) > 0.9 * len(letters)
