"""Which names of places a running text has, by the gazetteer alone and without a parser.

The names of the index are kept as two checksums each, sorted, in one array: eight bytes a name, so that a text's many
candidates are looked up at once and nearly all that are no name end here. Two names of the same checksums are taken for
one another; among a hundred million candidates that is to be expected less than once a name.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterclaim.text.names import plain

_RUN = re.compile(
    r"(?:(?:[aeu][ltdrszn]|ash|esh)[-‘’' ])?[^\W\d_a-z][^\W_]*"
    r"(?:(?:[ \-‘’'ʿ/.]{1,2}|\n)(?:(?:[aeu][ltdrszn]|ash|esh|de|du|la|le|of|bin|wa|e|i)[ \-‘’'])*[^\W\d_a-z][^\W_]*)*"
)
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 4
"""Words of a name that are looked for together."""
_LEAST_LETTERS = 3
_REMEMBERED = 1 << 18
_SEED = 0x9E3779B9


class Spotted(NamedTuple):
    """A name at characters `start` to `end` (exclusive), and its plain letters."""

    start: int
    end: int
    plain: str


def checksums(names: Iterable[str]) -> NDArray[np.uint64]:
    """The sorted array of the plain letters of names, as `Spotter` takes it."""
    found = np.fromiter(map(_checksum, names), np.uint64)
    found.sort()
    return found


class Spotter:
    """Finds the names of an array of checksums in texts. It may be used from several threads."""

    def __init__(self, known: NDArray[np.uint64]) -> None:
        self._known = known
        self._answers: dict[str, bool] = {}

    def has(self, name: str) -> bool:
        """Whether a name, in plain letters, is known."""
        return self._answer([name])[name]

    def find(self, text: str) -> list[Spotted]:
        """The known names among the capitalised words of a text, from left to right, the longest first."""
        runs = []
        wanted = []
        for run in _RUN.finditer(text):
            words = list(_WORD.finditer(text, run.start(), run.end()))
            letters = [_plain(word[0]) for word in words]
            every = range(len(words))
            names = [
                [
                    " ".join(letters[first:stop])
                    for stop in range(min(len(words), first + _LONGEST), first, -1)
                ]
                for first in every
            ]
            runs.append((words, names))
            wanted += [name for longer in names for name in longer]
        answers = self._answer(wanted)
        found = []
        for words, names in runs:
            first = 0
            while first < len(words):
                length = len(names[first])
                for shorter, name in enumerate(names[first]):
                    last = words[first + length - shorter - 1]
                    if answers[name] and text[last.start()].isupper() and len(name) >= _LEAST_LETTERS:
                        found.append(Spotted(words[first].start(), last.end(), name))
                        first += length - shorter
                        break
                else:
                    first += 1
        return found

    def _answer(self, names: Iterable[str]) -> dict[str, bool]:
        """Whether each name is known, from a memory that is emptied when it is full."""
        answers = self._answers
        new = [name for name in dict.fromkeys(names) if name not in answers]
        if not new:
            return answers
        if len(answers) + len(new) > _REMEMBERED:
            answers = self._answers = {name: answers[name] for name in names if name in answers}
        checks = np.fromiter(map(_checksum, new), np.uint64, len(new))
        at = np.minimum(np.searchsorted(self._known, checks), max(0, len(self._known) - 1))
        known = self._known[at] == checks if len(self._known) else np.zeros(len(new), bool)
        answers.update(zip(new, known.tolist(), strict=True))
        return answers


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    return plain(word)


def _checksum(name: str) -> int:
    letters = name.encode()
    return zlib.crc32(letters) << 32 | zlib.crc32(letters, _SEED)
