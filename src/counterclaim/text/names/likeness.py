"""How safe it is that two names are one place's: keys that are equal, or a bounded distance between spellings.

The distance is that of Levenshtein over a spelling in which a vowel is one letter and a consonant two, its class
and itself: a vowel costs half a consonant, and so does a consonant of the same class (k for q or g, s for sh).
What the distance is worth was learned from places that have several names (scripts/train_name_likeness.py).
"""

from __future__ import annotations

import math
import re

from rapidfuzz.distance import Levenshtein

from counterclaim.text.names.folding import Parts, fold, parts, skeleton
from counterclaim.text.names.letters import is_arabic, plain
from counterclaim.text.names.slavic import is_slavic, slavic
from counterclaim.text.names.tables import letters, likeness_weights

FEATURES = ("alike", "length", "same_bones", "same_first", "other_head", "other_tail", "unvoweled")
"""Names of the features of a pair, in the order of `features`."""
FOLDED = 0.9
SLAVIC = 0.85
_CLASSES = {
    "b": "B", "p": "B", "f": "F", "t": "D", "d": "D", "s": "S", "z": "S", "c": "S", "j": "J",
    "k": "K", "g": "K", "x": "K", "l": "L", "m": "M", "n": "N", "r": "R",
}  # fmt: skip
_SPREAD = str.maketrans({letter: kind + letter for letter, kind in _CLASSES.items()})
_BONES = str.maketrans({**_CLASSES, **dict.fromkeys("aiuwyh")})
_FIRST = {**_CLASSES, **dict.fromkeys("aiuy", "A"), "w": "W", "h": "H"}
_LONG = 8
_DOUBLED = re.compile(r"(.)\1+")


def bones(base: str) -> str:
    """The classes of the consonants of a name's `Parts.base`; whatever vowel it begins with is one."""
    first = _FIRST.get(base[:1], base[:1])
    return _DOUBLED.sub(r"\1", first + base[1:].translate(_BONES))


def spread(base: str) -> str:
    """A name's base as the distance reads it: two letters a consonant, one a vowel."""
    return base.translate(_SPREAD)


def consonantal(name: str) -> Parts:
    """As `parts`, with what is in Arabic script romanised, which leaves the short vowels out."""
    found = parts(name)
    return found if found.base.isascii() else Parts(found.head, _romanised(found.base), found.tail)


def features(one: Parts, other: Parts, *, voweled: bool = True) -> tuple[float, ...]:
    """What speaks for two names being one, in the order of `FEATURES`. See `near`."""
    own, others = bones(one.base), bones(other.base)
    spelt = (one.base, other.base) if voweled else (skeleton(one.base), skeleton(other.base))
    return (
        Levenshtein.normalized_similarity(*map(spread, spelt)),
        float(min(len(own), len(others), _LONG)),
        float(own == others),
        float(one.base[:1] == other.base[:1]),
        float(one.head != other.head),
        float(one.tail != other.tail),
        float(not voweled),
    )


def near(one: Parts, other: Parts, *, voweled: bool = True) -> float:
    """How safe it is that two names of one country are the same one, from 0 to 1, by their distance.

    `voweled` is false where one of them was written without short vowels. Two that say east and west are never
    the same.
    """
    if one.tail and other.tail and one.tail != other.tail:
        return 0.0
    weights = likeness_weights()
    total = weights["bias"]
    for name, value in zip(FEATURES, features(one, other, voweled=voweled), strict=True):
        total += weights[name] * value
    return 1.0 / (1.0 + math.exp(-total))


def likeness(one: str, other: str, country: str = "") -> float:
    """How safe it is that two names met in one country are one place's, from 0 to 1.

    `country` is the ISO 3166-1 alpha-2 code; it says which languages' doublets are expected.
    """
    if plain(one) == plain(other):
        return 1.0
    if fold(one) == fold(other) != "":
        return FOLDED
    if is_slavic(country) and slavic(one) == slavic(other) != "":
        return SLAVIC
    voweled = is_arabic(plain(one)) == is_arabic(plain(other))
    return near(consonantal(one), consonantal(other), voweled=voweled)


def _romanised(base: str) -> str:
    return _DOUBLED.sub(r"\1", base.translate(letters("arabic")))
