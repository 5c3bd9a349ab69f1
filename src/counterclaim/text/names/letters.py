"""The letters of a name: case, marks and scripts."""

from __future__ import annotations

import re
import unicodedata

from counterclaim.text.names import tables

_APOSTROPHES = "'`´’‘‛ʹʻʼʽʾʿˈ′＇"
_LETTERS = {
    "ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a",
    "ħ": "h", "ŋ": "n",
    # Arabic script: forms of one letter, and the Persian, Urdu and Kurdish code points for it.
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ھ": "ه", "ہ": "ه", "ە": "ه", "ک": "ك", "ڪ": "ك",
    "ء": "",
}  # fmt: skip
_TABLE = str.maketrans({**dict.fromkeys(_APOSTROPHES, ""), **_LETTERS})
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f]"
)
_WORDS = re.compile(r"[^\W_]+")

_CARONS = str.maketrans({"š": "sh", "ž": "zh", "č": "ch", "ç": "ch"})
# The Kurdish and Turkish alphabets write x, c and ş for kh, j and sh; romanised Arabic has ş for an s.
_KURDISH_TURKISH = re.compile("[êîûşğı]")
_ARABIC_MARKS = re.compile("[āīūḩţḑ]|[\u0304\u0327]")
_KURDISH_LETTERS = str.maketrans({"ş": "sh", "x": "kh", "c": "j", "ç": "ch"})


def plain(name: str) -> str:
    """The name's letters: lower case, without marks and apostrophes, its words parted by one space."""
    text = name.lower() if name.isascii() else _unmarked(name)
    return " ".join(_WORDS.findall(text.translate(_TABLE)))


def sounded(name: str) -> str | None:
    """As `plain`, with letters whose marks change their sound written out: "Qamişlo" is "qamishlo".

    Null where no mark does.
    """
    if name.isascii():
        return None
    text = unicodedata.normalize("NFC", name).lower()
    kurdish = _KURDISH_TURKISH.search(text) and not _ARABIC_MARKS.search(text)
    written = text.translate(_KURDISH_LETTERS if kurdish else _CARONS)
    return plain(written) if written != text else None


def is_arabic(letters: str) -> bool:
    """Whether a plain name is in Arabic script."""
    return "\u0600" <= letters[:1] <= "\u06ff"


def is_cyrillic(letters: str) -> bool:
    """Whether a plain name is in Cyrillic script."""
    return "\u0400" <= letters[:1] <= "\u052f"


def latin(letters: str) -> str:
    """A plain name with its Cyrillic letters romanised."""
    return letters.translate(tables.letters("cyrillic")) if is_cyrillic(letters) else letters


def _unmarked(name: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKD", name).casefold())
