"""The word lists of this package, read from its data files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import ahocorasick

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.event_types import event_types

_COLUMNS = 6
_PREPOSITIONS = frozenset({"of", "for"})


@dataclass(frozen=True, slots=True)
class TriggerRule:
    """One row of ``data/triggers.tsv``: the base forms of its words, and what they mean."""

    words: tuple[str, ...]
    pos: str
    event_type: str
    method: str | None
    frame: str
    needs: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The word that heads the phrase: the verb, the last noun of a compound, the noun before "of"."""
        compound = self.pos == "n" and not _PREPOSITIONS.intersection(self.words)
        return self.words[-1] if compound else self.words[0]


def _text(name: str) -> str:
    return files("counterclaim.claims").joinpath("data", name).read_text("utf-8")


@cache
def trigger_rules() -> Mapping[tuple[str, str], tuple[TriggerRule, ...]]:
    """Rules by (first word, part of speech), those of more words and more conditions first."""
    rules: dict[tuple[str, str], list[TriggerRule]] = {}
    for number, line in enumerate(_text("triggers.tsv").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS or cells[2] not in event_types():
            raise ReferenceDataError(
                f"triggers.tsv, line {number}: not a row of six columns with a known type"
            )
        lemma, pos, event_type, method, frame, needs = cells
        rule = TriggerRule(
            tuple(lemma.split()),
            pos,
            event_type,
            None if method == "-" else method,
            frame,
            () if needs == "-" else tuple(needs.split("+")),
        )
        rules.setdefault((rule.anchor, pos), []).append(rule)
    return {
        key: tuple(sorted(found, key=lambda rule: (-len(rule.words), -len(rule.needs))))
        for key, found in rules.items()
    }


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``data/words.toml``, with those that it includes."""
    table = _table("words.toml")
    return frozenset(table[name]).union(*(words(one) for one in table["includes"].get(name, ())))


@cache
def phrases(name: str) -> re.Pattern[str]:
    """A pattern of the words and phrases of a list of ``data/words.toml``, whole, without case."""
    found = sorted(words(name), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, found)) + r")\b", re.IGNORECASE)


_ALSO_ASCII = re.compile("[\u0130\u0131\u017f]")
"""Letters that a pattern takes for i and s when it ignores case, and `str.lower` does not."""
_MOST_TEXTS = 512


@lru_cache(maxsize=_MOST_TEXTS)
def phrases_in(name: str, text: str) -> tuple[str, ...]:
    """What the pattern `phrases` of a list finds in a text, in lower case and in order.

    Faster than the pattern, which tries all phrases at each word; and a paragraph is asked for each of its incidents.
    """
    if _ALSO_ASCII.search(text):
        return tuple(match[0].lower() for match in phrases(name).finditer(text))
    lower = text.lower()
    ends: dict[int, int] = {}
    for last, size in _automaton(name).iter(lower):
        start, end = last + 1 - size, last + 1
        if not (_in_word(lower[start - 1 : start]) or _in_word(lower[end : end + 1])):
            ends[start] = max(end, ends.get(start, 0))
    found = []
    reached = 0
    for start, end in sorted(ends.items()):
        if start >= reached:
            found.append(lower[start:end])
            reached = end
    return tuple(found)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


@cache
def _automaton(name: str) -> Any:
    """Finds the phrases of a list wherever they stand, and gives the length of each (Aho and Corasick 1975)."""
    automaton = ahocorasick.Automaton()
    for phrase in words(name):
        automaton.add_word(phrase.lower(), len(phrase))
    automaton.make_automaton()
    return automaton


@cache
def attribution_words() -> dict[str, dict[str, frozenset[str]]]:
    """The sections of ``data/attribution.toml`` as sets."""
    table: dict[str, dict[str, list[str]]] = tomllib.loads(_text("attribution.toml"))
    return {part: {key: frozenset(words) for key, words in rows.items()} for part, rows in table.items()}


@cache
def irregular_table() -> dict[str, str]:
    """Base form of each irregular form of ``data/words.toml``."""
    table: dict[str, str] = _table("words.toml")["irregular"]
    return table


def base(token: Any) -> str:
    """Base form of a token in lower case: ours for irregular forms, else the parser's."""
    return irregular_table().get(token.lower_) or str(token.lemma_).lower()


@cache
def irregular_forms() -> frozenset[str]:
    """Inflected forms that do not begin as their base form does."""
    return frozenset(irregular_table())


def reporting_verbs() -> frozenset[str]:
    """Base forms of the verbs whose subject is a source."""
    return attribution_words()["verbs"]["report"]


@cache
def modality_words() -> dict[str, frozenset[str]]:
    """The word lists of ``data/modality.toml``."""
    table = _table("modality.toml")
    return {key: frozenset(words) for key, words in table.items() if isinstance(words, list)}


@cache
def verification_patterns() -> dict[str, re.Pattern[str]]:
    """One pattern for each stated verification."""
    table: dict[str, list[str]] = _table("modality.toml")["verification"]
    return {name: re.compile("|".join(parts), re.IGNORECASE) for name, parts in table.items()}
