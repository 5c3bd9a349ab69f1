"""One key for the Ukrainian, Russian and Belarusian forms of a name, by how the languages differ regularly.

h and g are one letter (Luhansk, Lugansk), o, i, e and y one vowel (Rivne, Rovno; Chornobyl, Chernobyl), and an
ending is left out (Popasna, Popasnaya).
"""

from __future__ import annotations

import re
from functools import cache

from counterclaim.text.names.letters import is_cyrillic, latin, plain
from counterclaim.text.names.tables import table

_DIGRAPHS = (
    ("shch", "S"), ("zh", "Z"), ("kh", "X"), ("ch", "C"), ("sh", "S"), ("ts", "T"), ("tz", "T"), ("x", "ks"),
)  # fmt: skip
_LETTERS = str.maketrans({"h": "g", "w": "v", "j": "i"})
_VOWELS = re.compile("[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")
_LEAST_ENDING = 4
_LEAST_KEY = 3


def is_slavic(country: str) -> bool:
    """Whether names of the country with this ISO 3166-1 alpha-2 code are written in such doublets."""
    return country in _countries()


def slavic(name: str) -> str:
    """The key; empty for a name in another script than Latin and Cyrillic, or too short for one."""
    letters = plain(name)
    if not (letters.isascii() or is_cyrillic(letters)):
        return ""
    key = "".join(_word(word) for word in latin(letters).split(" "))
    return _DOUBLED.sub(r"\1", key) if len(key) >= _LEAST_KEY else ""


def _word(word: str) -> str:
    for start, other in table("east_slavic")["stems"].items():
        if word.startswith(start):
            word = other + word[len(start) :]
    for digraph, letter in _DIGRAPHS:
        word = word.replace(digraph, letter)
    word = _VOWELS.sub(lambda run: "u" if "u" in run[0] else "a", word.translate(_LETTERS))
    return word.rstrip("au") if len(word) >= _LEAST_ENDING else word


@cache
def _countries() -> frozenset[str]:
    return frozenset(table("east_slavic")["countries"])
