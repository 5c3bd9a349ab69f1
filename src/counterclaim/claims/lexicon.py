"""The word lists of this package, read from its data files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

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
    """A list of ``data/words.toml``."""
    return frozenset(_table("words.toml")[name])


@cache
def phrases(name: str) -> re.Pattern[str]:
    """A pattern of the words and phrases of a list of ``data/words.toml``, whole, without case."""
    found = sorted(words(name), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, found)) + r")\b", re.IGNORECASE)


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
