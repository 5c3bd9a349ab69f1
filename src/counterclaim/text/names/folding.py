"""The key of a name that its romanisations share, and the parts that it is made of.

The rules follow how the romanisations of Arabic in use (BGN/PCGN 1956, IJMES, French survey spelling, press
usage) differ from one another; they change names of other languages alike on both sides, so matching stays an
equivalence.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from counterclaim.text.names.letters import latin, plain, sounded
from counterclaim.text.names.tables import table

_ARTICLE = frozenset({"al", "el", "il", "ul", "ol"})
_SUN_ARTICLE = re.compile(r"[aeiou](?:[csdt]h|[sdtznrlj])")
_LINK = frozenset({"a", "e", "i", "l"})
_JOINED_ARTICLE = re.compile(r"^[ae](?:l(?=[bcdfghjkmnqtwz]..)|([tdrznsl])(?=\1))")
_ARABIC_FEMININE = re.compile(r"(?<=..)ه$")
_ARABIC_ARTICLE = re.compile(r"^ال(?=...)")

_DOUBLED = re.compile(r"(.)\1+")
_SERVANT = re.compile(r"^abd[aeou](?:l|([rznsdt])(?=\1))(?=..)")
_RELIGION = re.compile(r"(?<=..)[aeu]dd[ei][ey]?ne?$")
# In this order: "ch" is a spelling of "sh" before "c" becomes free to stand for it.
_CONSONANTS = (
    ("ch", "sh"), ("tsh", "sh"), ("ssh", "sh"), ("c", "k"), ("sh", "c"), ("dj", "j"), ("kh", "x"), ("gh",
    "g"), ("dh", "z"), ("th", "z"), ("ph", "f"),
)  # fmt: skip
_FRENCH_K = re.compile(r"(?<=.)qu(?=[ei])")
_SINGLE = str.maketrans("qv", "kw")
_FEMININE = re.compile(r"(?<=..)(?:(?:iyy?|ie|y|i)(?:ah|eh|ih|a|e)|(ah|eh|ih|a|e))$")
_BOUND_FEMININE = re.compile(r"(?<=...)[ae]t$")
_INITIAL_W = re.compile(r"^ou?(?=[aei])|^u(?=[aei])")
_U = re.compile(r"[aou][uw]|o")
_DIPHTHONG = re.compile(r"[ae]y(?![aeiu])|[ae]i")
_I = re.compile(r"iy+|ie|y(?![aeiu])")
_GLIDE = re.compile(r"i(?=[au])")
_W = re.compile(r"u(?=[aiy])")
_SKELETON = re.compile(r"(?<=.)[aiuwy]")


class Parts(NamedTuple):
    """A folded name: a first word that may be left out, the rest, and letters for east, upper, big and so on.

    `fold` is the three together.
    """

    head: str
    base: str
    tail: str

    @property
    def key(self) -> str:
        """The folded name: doubled letters are levelled across the seam too."""
        head = self.head[:-1] if self.head[-1:] == self.base[:1] else self.head
        return f"{head}{self.base}{self.tail}"


def fold(name: str) -> str:
    """One key for the spellings of a name: article, ta marbuta, hamza, q/k, ou/u/o, dh/z/th and so on are
    levelled.

    A name that is nothing but an article keeps it; one without letters gives an empty key.
    """
    return parts(name).key


def name_keys(name: str) -> set[str]:
    """The keys of a name's `readings`."""
    return {reading.key for reading in readings(name)}


def parts(name: str) -> Parts:
    """The name's key taken apart. In Arabic script the consonants only, in Arabic letters."""
    return readings(name)[0]


def readings(name: str) -> tuple[Parts, ...]:
    """The name as it sounds, and where its marks say something else, as it looks to those who drop them."""
    letters = plain(name)
    written = sounded(name)
    return (_parts(letters),) if written is None else (_parts(written), _parts(letters))


def skeleton(folded: str) -> str:
    """The first letter and the consonants after it, of a key that `fold` gave."""
    return _DOUBLED.sub(r"\1", _SKELETON.sub("", folded))


def _parts(letters: str) -> Parts:
    words = latin(letters).split(" ")
    if len(words) == 1:
        return Parts("", _fold_word(words[0], True, True), "")
    kept = [word for index, word in enumerate(words) if not _is_article(words, index)]
    last = len(kept) - 1
    folded = [_fold_word(word, i == 0, i == last) for i, word in enumerate(kept)]
    modifiers = _modifiers()
    tail = [modifiers[word] for word in folded if word in modifiers]
    if tail and len(tail) < len(folded):
        folded = [word for word in folded if word not in modifiers]
    else:
        tail = []
    head = folded.pop(0) if len(folded) > 1 and folded[0] in _heads() else ""
    base = _DOUBLED.sub(r"\1", "".join(folded))
    return Parts(head, base, "".join(sorted(tail)))


def _is_article(words: list[str], index: int) -> bool:
    """Whether a word is an article (al-, ez-), or the linking letter left of one ("Deir e-Zor", "Sar-e
    Pol").
    """
    word = words[index]
    if len(word) > 3 or index + 1 == len(words):
        return False
    if word in _ARTICLE:
        return True
    if index and word in _LINK:
        return True
    # A sun-letter article repeats the letter that follows: "ash-Shaddadi", but not "As Pontes".
    return bool(_SUN_ARTICLE.fullmatch(word)) and words[index + 1].startswith(word[1])


@lru_cache(maxsize=1 << 14)
def _fold_word(word: str, first: bool, last: bool) -> str:
    same = _same_words()
    word = same.get(word, word)
    if not word.isascii():
        bare = _ARABIC_ARTICLE.sub("", word)
        return _fold_letters(same[bare], last) if bare in same else _ARABIC_FEMININE.sub("", bare)
    # "Ezzor" behind another word is an article written together; at the head "Azzaz" could be a plain name.
    text = word if first else _JOINED_ARTICLE.sub("", word)
    text = _RELIGION.sub("din", _SERVANT.sub("abd", same.get(text, text)))
    return _fold_letters(text, last)


def _fold_letters(text: str, last: bool) -> str:
    text = _FEMININE.sub(lambda match: "a" if match.group(1) else "ia", text)
    if not last:
        text = _BOUND_FEMININE.sub("a", text)
    text = _DOUBLED.sub(r"\1", _FRENCH_K.sub("k", text).replace("ee", "i").replace("oo", "u"))
    for digraph, letter in _CONSONANTS:
        text = text.replace(digraph, letter)
    text = _U.sub("u", _INITIAL_W.sub("w", text.translate(_SINGLE)))
    text = _DIPHTHONG.sub("Y", text)
    text = _W.sub("w", _I.sub("i", text).replace("e", "a").replace("Y", "y"))
    return _DOUBLED.sub(r"\1", _GLIDE.sub("y", text))


@cache
def _same_words() -> dict[str, str]:
    known: dict[str, str] = {}
    for word, spellings in table("words").items():
        known.update(dict.fromkeys((plain(spelling) for spelling in spellings), word))
    return known


@cache
def _heads() -> frozenset[str]:
    listed = table("heads")
    return frozenset(_fold_word(word, False, False) for word in listed["words"])


@cache
def _modifiers() -> dict[str, str]:
    known = {}
    for letter, words in table("modifiers").items():
        for word in words:
            for last in (True, False):
                known[_fold_word(plain(word), False, last)] = letter
    return known
