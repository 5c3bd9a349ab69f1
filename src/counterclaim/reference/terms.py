"""Many fixed terms found in a text at once, with word boundaries and rules for capitals (Aho and Corasick
1975).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from operator import itemgetter
from typing import Generic, TypeVar

import ahocorasick

T = TypeVar("T")

_DASHES = "-‐‑‒–—―−"
_QUOTES = "'`´’‘‛ʹʻʼʽʾʿˈ′＇"
_RUN = re.compile(r" {2,}")
_AROUND = 40
_ACRONYM_LETTERS = 8
_MIXED_ACRONYM_LETTERS = 4


class _Levelled(dict[int, int]):
    """Characters to themselves without case and marks, hyphens to spaces: one for one, so that offsets
    stay.
    """

    def __missing__(self, code: int) -> int:
        char = chr(code)
        base = unicodedata.normalize("NFKD", char).casefold()[:1] if char.isalpha() else char
        if char.isspace():
            base = " "
        self[code] = ord(base or char)
        return self[code]


_LEVELLED = _Levelled({**{ord(c): ord(" ") for c in _DASHES}, **{ord(c): ord("'") for c in _QUOTES}})


@dataclass(frozen=True, slots=True)
class TermMatch(Generic[T]):
    """A term at characters `start` to `end` (exclusive) of the text, and everything it stands for."""

    start: int
    end: int
    values: tuple[T, ...]


class Case(Enum):
    """How a term must be written in the text."""

    EXACT = 1
    CAPITAL = 2
    ANY = 3


@dataclass(frozen=True, slots=True)
class LevelledText:
    """A text, the same without case, marks and runs of white space, and where each of its characters was.

    `origin` is null where nothing was taken out. Made once and handed to several `Terms`.
    """

    text: str
    level: str
    origin: list[int] | None

    @classmethod
    def of(cls, text: str) -> LevelledText:
        """Level `text`."""
        level = text.translate(_LEVELLED)
        if "  " not in level:
            return cls(text, level, None)
        origin: list[int] = []
        parts = []
        at = 0
        for run in _RUN.finditer(level):
            parts.append(level[at : run.start() + 1])
            origin.extend(range(at, run.start() + 1))
            at = run.end()
        parts.append(level[at:])
        origin.extend(range(at, len(level)))
        return cls(text, "".join(parts), origin)


class Terms(Generic[T]):
    """A set of terms, each standing for one or more values.

    A term of up to eight capitals ("IS", "U.S.") or much like one ("LeT") is met only in that case; a
    term that begins with a capital is met only with a capital in front; others are met in any case. In a
    passage that is written all in capitals terms of three letters and more are met.
    """

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        known: dict[str, list[tuple[Case, str, T]]] = {}
        for term, value in terms:
            key = _RUN.sub(" ", term.translate(_LEVELLED))
            if key:
                known.setdefault(key, []).append((_case(term), term, value))
        self._automaton = ahocorasick.Automaton()
        for key, entries in known.items():
            self._automaton.add_word(key, (len(key), entries))
        self._automaton.make_automaton()
        self._empty = not known

    def find(self, text: str | LevelledText) -> list[TermMatch[T]]:
        """The longest terms from left to right; none overlap."""
        if self._empty:
            return []
        source = text if isinstance(text, LevelledText) else LevelledText.of(text)
        level, origin, written = source.level, source.origin, source.text
        size = len(level)
        found = []
        for last, (length, entries) in self._automaton.iter(level):
            first, end = last + 1 - length, last + 1
            if (first and level[first - 1].isalnum()) or (end < size and level[end].isalnum()):
                continue
            start, stop = (first, end) if origin is None else (origin[first], origin[last] + 1)
            found.append((start, -stop, entries))
        found.sort(key=itemgetter(0, 1))
        chosen: list[TermMatch[T]] = []
        reached = 0
        for start, minus_stop, entries in found:
            if start < reached:
                continue
            values = [
                value
                for case, term, value in entries
                if case is Case.ANY or _fits(written, start, -minus_stop, case, term)
            ]
            if values:
                reached = -minus_stop
                chosen.append(TermMatch(start, reached, tuple(dict.fromkeys(values))))
        return chosen


def _case(term: str) -> Case:
    letters = "".join(filter(str.isalpha, term))
    if term.upper() == term and 0 < len(letters) <= _ACRONYM_LETTERS:
        return Case.EXACT
    if len(term) <= _MIXED_ACRONYM_LETTERS and sum(map(str.isupper, letters)) > 1:
        return Case.EXACT
    return Case.CAPITAL if letters and letters[0].isupper() else Case.ANY


def _fits(text: str, start: int, end: int, case: Case, term: str) -> bool:
    """Whether the text writes the term with the capitals that it needs."""
    if case is Case.EXACT:
        return text[start:end] == term and (len(term) > 2 or not _in_capitals(text, start, end))
    first = text[start]
    return first.isupper() if first.isalpha() else text[start:end] != text[start:end].lower()


def _in_capitals(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _AROUND) : start] + text[end : end + _AROUND]
    letters = "".join(filter(str.isalpha, around))
    return len(letters) > 10 and sum(map(str.isupper, letters)) > 0.9 * len(letters)
