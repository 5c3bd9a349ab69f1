"""The small language of full-text questions, and its translation for each database.

``mosul "car bomb" suicid*``: every word, phrase and beginning must be there. All else is plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.errors import UsageError
from counterclaim.record.fold import words

MOST_TERMS = 50

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand one after another; the last may be only a word's beginning."""

    words: tuple[str, ...]
    prefix: bool = False


def parse(asked: str) -> list[Term]:
    """The terms of a question, none for one without words.

    Raises:
        UsageError: it has too many of them.
    """
    terms = []
    for phrase, word in _TERM.findall(asked):
        if found := tuple(words(phrase or word).split()):
            terms.append(Term(found, prefix=word.endswith("*")))
    if len(terms) > MOST_TERMS:
        raise UsageError(f"a full-text question may have {MOST_TERMS} words at most")
    return terms


def to_sqlite(terms: list[Term]) -> str:
    """The terms in the language of FTS5."""
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.prefix else ""}' for term in terms)


def to_postgresql(terms: list[Term]) -> str:
    """The terms in the language of `to_tsquery`."""
    return " & ".join(f"({_phrase(term)})" for term in terms)


def _phrase(term: Term) -> str:
    quoted = [f"'{word}'" for word in term.words]
    return " <-> ".join(quoted) + (":*" if term.prefix else "")
