"""The labels and set phrases of `data/blocks*.toml` and `data/notes.toml`, compiled for look-up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import ahocorasick

_FILES = ("blocks.toml", "blocks_languages.toml", "blocks_services.toml", "blocks_sites.toml", "notes.toml")
_DIGITS = re.compile(r"\d+")
_SPELLINGS: dict[str, str | None] = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "\u00a0": " ",
    "\u200e": None,
    "\u200f": None,
    "\u0307": None,  # left by the lower case of the Turkish dotted capital
    "\u0640": None,
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "\u200c": " ",
}
_VOWEL_SIGNS: dict[str, str | None] = dict.fromkeys(map(chr, range(0x064B, 0x0653)))
_FOLD = str.maketrans(_SPELLINGS | _VOWEL_SIGNS)
_PICTOGRAMS = re.compile(
    r"^[\s\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+|[\s\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+$"
)
_DECORATION = " \t|•·*»«›‹<>←→↑↓▶►▸…-_=:.,;!?'\"“”‘’+✕×"


@dataclass(frozen=True, slots=True)
class Label:
    """What the wording of a line says of it.

    `weight` is log-odds against body text, `opens` the section that begins here, `whole` whether the label is
    all of the line, `sure` is false for a label that may as well be a heading of the report.
    """

    name: str
    weight: float
    opens: str
    whole: bool
    sure: bool = True


def fold(text: str) -> str:
    """Lower case, straight quotes and hyphens, each run of digits as ``#``, single spaces."""
    return " ".join(_DIGITS.sub("#", text.casefold().translate(_FOLD)).split())


def bare(folded: str) -> str:
    """`folded` without the marks that decorate a label at either end."""
    stripped = folded.strip(_DECORATION)
    return stripped if stripped.isascii() else _PICTOGRAMS.sub("", stripped).strip(_DECORATION) or stripped


class Prefixes:
    """A set of beginnings, looked up by first word."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[tuple[str, Label | None]]] = {}

    def add(self, phrase: str, label: Label | None = None) -> None:
        """Add one beginning. A phrase that ends in a letter matches at the end of a word only."""
        self._by_word.setdefault(phrase.split(maxsplit=1)[0], []).append((phrase, label))

    def find(self, folded: str) -> tuple[str, Label | None] | None:
        """The longest beginning of `folded` that is in the set."""
        word = folded.split(" ", 1)[0]
        best: tuple[str, Label | None] | None = None
        for key in {word, word.rstrip(":,.)")}:
            for phrase, label in self._by_word.get(key, ()):
                if folded.startswith(phrase) and (best is None or len(phrase) > len(best[0])):
                    rest = folded[len(phrase) : len(phrase) + 1]
                    if not (rest.isalnum() and phrase[-1].isalnum()):
                        best = (phrase, label)
        return best


class Lexicon:
    """Look-up of folded lines. One instance serves all texts."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._whole: dict[str, Label] = {}
        self._start = Prefixes()
        self._within: Any = ahocorasick.Automaton()
        self._ambiguous = frozenset(_spelt(data["ambiguous"]))
        for name, entry in data["classes"].items():
            self._add(name, entry)
        self._within.make_automaton()
        self.footnote_headings = frozenset(_spelt(data["headings"]["footnote"]))
        self.reference_headings = frozenset(_spelt(data["headings"]["reference"]))
        self.footnote_words = frozenset(data["headings"]["footnote_words"])
        single = {heading for heading in self.reference_headings if " " not in heading}
        self.reference_words = frozenset(data["headings"]["reference_words"]) | single
        self.things = frozenset(data["headings"]["things"])
        self.uses = frozenset(data["headings"]["uses"])
        self.heading_words = frozenset(data["headings"]["words"]) | self.things | self.uses
        self.citations = _whole_words(data["citation"]["words"])
        self.records = _whole_words(data["citation"]["records"])
        self.reference_links = frozenset(data["citation"]["links"])
        self.editorial = _prefixes(data["roles"]["editorial_note"])
        self.editorial_end = tuple(data["roles"]["editorial_note_end"])
        self.caption = _prefixes(data["roles"]["caption"])
        self.credit = tuple(data["roles"]["credit"])
        self.agencies = tuple(data["roles"]["agencies"])
        self.byline = _prefixes(data["roles"]["byline"])
        self.counters = frozenset(_spelt(data["counters"]["nouns"]))
        self.content_headings = frozenset(_spelt(data["content"]["headings"]))
        self.content_keys = _prefixes(data["content"]["keys"])
        self.page_words = frozenset(_spelt(data["pages"]["words"]))
        self.months = frozenset(_spelt(data["dates"]["words"]))
        self.days = frozenset(_spelt(data["dates"]["days"]))
        self.around_dates = frozenset(_spelt(data["dates"]["around"]))

    def _add(self, name: str, entry: dict[str, Any]) -> None:
        weight, opens = float(entry["weight"]), entry.get("opens", "")
        for phrase in _spelt(entry.get("whole", ())):
            known = self._whole.get(phrase)
            if known is None or (opens and not known.opens):
                self._whole[phrase] = Label(name, weight, opens, True, phrase not in self._ambiguous)
        for phrase in _spelt(entry.get("start", ())):
            self._start.add(phrase, Label(name, weight, opens, False))
        for phrase in _spelt(entry.get("within", ())):
            self._within.add_word(phrase, (phrase, Label(name, weight, "", False)))

    def whole(self, folded: str) -> Label | None:
        """The class of which the line as a whole is a label."""
        key = bare(folded)
        return self._whole.get(key) or self._whole.get(key.strip("[]()"))

    def start(self, folded: str) -> Label | None:
        """The class of which the line has a beginning."""
        found = self._start.find(folded.lstrip(_DECORATION + "["))
        return found[1] if found else None

    def within(self, folded: str) -> list[Label]:
        """The classes of which the line holds a phrase, each phrase once."""
        seen: dict[str, Label] = {}
        for end, (phrase, label) in self._within.iter(folded):
            start = end - len(phrase) + 1
            if not (folded[start - 1 : start].isalnum() or folded[end + 1 : end + 2].isalnum()):
                seen[phrase] = label
        return list(seen.values())


def _spelt(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases in the spelling of folded lines."""
    return (phrase.translate(_FOLD) for phrase in phrases)


def _prefixes(phrases: list[str]) -> Prefixes:
    result = Prefixes()
    for phrase in _spelt(phrases):
        result.add(phrase)
    return result


def _whole_words(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon, loaded once."""
    folder = resources.files("counterclaim.documents") / "data"
    data: dict[str, Any] = {}
    for name in _FILES:
        _merge(data, tomllib.loads((folder / name).read_text(encoding="utf-8")))
    return Lexicon(data)


def _merge(data: dict[str, Any], more: dict[str, Any]) -> None:
    """Add the tables and lists of `more` to those of `data`."""
    for key, value in more.items():
        if isinstance(value, dict):
            _merge(data.setdefault(key, {}), value)
        elif isinstance(value, list):
            data[key] = [*data.get(key, ()), *value]
        else:
            data[key] = value
