"""The words of numbers, and the tokens in which they are looked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple


class Token(NamedTuple):
    """A word, sign or number in lower case, at `start` to `end` of the text; `value` where it is a number.

    What has digits and is no number (a date, "T-72") has the word NUL, which no phrase has.
    """

    word: str
    start: int
    end: int
    value: float | None = None


Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases as words, by their first word, the longest first."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The sections of ``data/numbers.toml``; its comments say what each holds."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    collectives: Mapping[str, int]
    plurals: Mapping[str, int]
    vague: Mapping[str, Mapping[str, Any]]
    phrases: Mapping[str, Phrases]
    not_counts: Phrases
    changes: frozenset[str]
    singular_fractions: frozenset[str]
    plural_fractions: frozenset[str]
    parts: Mapping[str, int]
    zero: Mapping[str, frozenset[str]]
    zero_leads: Phrases
    zero_pronouns: Phrases
    leads: frozenset[str]
    measures: frozenset[str]
    currencies: frozenset[str]


def _phrases(phrases: Iterable[str]) -> Phrases:
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        index.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in index.items()}


def _leads(data: Mapping[str, Any]) -> frozenset[str]:
    """The words that a number, with what modifies it, or the lack of one can begin with."""
    leads = {"a", "an", "half", "between", "from", "anywhere"}
    for name in ("units", "tens", "scales", "collectives", "plurals", "vague"):
        leads.update(data[name])
    for phrases in (*data["phrases"].values(), data["zero"]["negatives"], data["zero"]["pronouns"]):
        leads.update(phrase.split()[0] for phrase in phrases)
    return frozenset(leads)


@cache
def number_words() -> NumberWords:
    """The words of numbers, read once."""
    data = tomllib.loads(files("counterclaim.text").joinpath("data/numbers.toml").read_text("utf-8"))
    phrases = data["phrases"]
    return NumberWords(
        units=data["units"],
        tens=data["tens"],
        scales=data["scales"],
        collectives=data["collectives"],
        plurals=data["plurals"],
        vague=data["vague"],
        phrases={name: _phrases(found) for name, found in phrases.items()},
        not_counts=_phrases(phrases["not_counts"]),
        changes=frozenset(phrases["changes"]),
        singular_fractions=frozenset(data["fractions"]["singular"]),
        plural_fractions=frozenset(data["fractions"]["plural"]),
        parts=data["fractions"]["parts"],
        zero={
            name: frozenset(data["zero"][name]) for name in ("adjectives", "nouns", "participles", "hurting")
        },
        zero_leads=_phrases(data["zero"]["negatives"]),
        zero_pronouns=_phrases(data["zero"]["pronouns"]),
        leads=_leads(data),
        measures=frozenset(data["measures"]["units"]),
        currencies=frozenset(data["measures"]["currencies"]),
    )


# A run of letters and digits with single marks inside ("10-15", "1,200", "T-72", "10:30"), or one sign.
_RUN = re.compile(r"\w+(?:[-–.,:/'’]\w+)*|[^\w\s]")
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|\W|_")
_LITERAL = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d{1,15}(?:\.\d{1,9})?"
_GROUP_SPACES = frozenset({" ", "\u00a0", "\u202f", "\u2009"})
_LEADING_GROUPS = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})*")
_DOTTED_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_MAX_GROUPED = 20
_MOST_TEXTS = 8
"""A sentence is asked for its numbers, and at once for its fractions."""
_NUMERIC = re.compile(rf"({_LITERAL})(?:([-–])({_LITERAL}))?((?:-[^\W\d_]+)*)")


@lru_cache(maxsize=_MOST_TEXTS)
def tokenize(text: str) -> list[Token]:
    """The tokens of `text`, which nobody may change: "twenty-three" is three, "10-15" is three, "1 200" is one."""
    tokens: list[Token] = []
    for run in _RUN.finditer(text):
        start, word = run.start(), run.group()
        if word.isalpha():
            tokens.append(Token(word.lower(), start, run.end()))
            continue
        if not any(map(str.isdigit, word)):
            tokens += _pieces(word, start)
            continue
        parts = _NUMERIC.fullmatch(word)
        if parts is None or _not_a_range(parts):
            tokens.append(Token("\0", start, run.end()))
        else:
            for group in (1, 2, 3):
                if parts[group]:
                    value = _value(parts[group]) if group != 2 else None
                    at = start + parts.start(group)
                    tokens.append(Token(parts[group], at, at + len(parts[group]), value))
            tokens += _pieces(parts[4], start + parts.start(4))
    return _join_groups(text, tokens)


def _pieces(run: str, at: int) -> Iterator[Token]:
    for piece in _PIECE.finditer(run):
        yield Token(piece.group().lower(), at + piece.start(), at + piece.end())


def _not_a_range(parts: re.Match[str]) -> bool:
    return parts[3] is not None and _value(parts[1]) >= _value(parts[3])


def _value(literal: str) -> float:
    if literal.count(".") > 1:
        literal = literal.replace(".", "")
    return float(literal.replace(",", ""))


def _join_groups(text: str, tokens: list[Token]) -> list[Token]:
    """Read "1 200" as one number, and "1.200" when what follows can only be counted."""
    joined: list[Token] = []
    for i, token in enumerate(tokens):
        last = joined[-1] if joined else None
        if last is not None and _continues(text, last, token):
            value = (last.value or 0) * 1000 + (token.value or 0)
            joined[-1] = Token(text[last.start : token.end], last.start, token.end, value)
        elif _DOTTED_GROUP.fullmatch(token.word) and _is_counted(tokens, i + 1):
            joined.append(token._replace(value=float(token.word.replace(".", ""))))
        else:
            joined.append(token)
    return joined


def _continues(text: str, last: Token, token: Token) -> bool:
    if last.value is None or token.value is None or len(last.word) > _MAX_GROUPED:
        return False
    return bool(
        text[last.end : token.start] in _GROUP_SPACES
        and _LEADING_GROUPS.fullmatch(last.word)
        and len(token.word) == 3
        and token.word.isdigit()
    )


def _is_counted(tokens: list[Token], i: int) -> bool:
    word, words = word_at(tokens, i), number_words()
    return word.isalpha() and word not in words.measures and word not in words.scales


def word_at(tokens: list[Token], i: int) -> str:
    """The word of token `i`, empty outside the text."""
    return tokens[i].word if 0 <= i < len(tokens) else ""


def match_phrase(tokens: list[Token], i: int, phrases: Phrases) -> int:
    """Where the longest of `phrases` at token `i` ends, 0 when none begins there. Hyphens may join words."""
    for phrase in phrases.get(word_at(tokens, i), ()):
        j = i + 1
        for word in phrase[1:]:
            if word_at(tokens, j) == "-" and word != "-":
                j += 1
            if word_at(tokens, j) != word:
                break
            j += 1
        else:
            return j
    return 0
