"""What stands before and behind a name: titles, trades, offices, ages, prepositions of place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.text.persons.lists import Lists, fold, lists, patterns
from counterclaim.text.persons.words import Word

_KEY = re.compile(r"[\w'’-]+")
_NO_WORD = re.compile(r"\W")
_ENDS = ("; ", "\n\n", '" ', "? ", "! ")
"""Ends of clauses beside the full stop."""
_WINDOW, _NEAR, _KIN = 70, 8, 3
"""Characters on either side that are looked at; words before a name; words among which kin is told of."""
_LONGEST_SHORT = 4
_SHOWN = 4
"""Words of an apposition that can be a trade."""


class Before(NamedTuple):
    """What stands before a name: a title or role, an office, a preposition of place, "and", a word for several."""

    titled: bool
    role: bool
    office: bool
    placed: bool
    joined: bool
    group: bool


def before(text: str, words: Sequence[Word], start: int) -> Before:
    """What stands before the word `start`."""
    known = lists()
    clause = _clause(text, words[start].start)
    keys = [*map(fold, _KEY.findall(clause)[-_NEAR:])]
    last = keys[-1] if keys else ""
    beyond = keys[-2] if len(keys) > 1 else ""
    paused = clause.rstrip().endswith((",", ":"))
    role = (
        last in known.roles
        or (last in known.role_links and beyond in known.roles)
        or (last in known.led and beyond in known.private_leaders)
    )
    kin = paused and any(key in known.roles for key in keys[-_KIN:])
    return Before(
        titled=start > 0 and last in known.titles and words[start - 1].text[:1].isupper(),
        role=role or kin,
        office=_office(keys, known) and not (role and last not in known.offices),
        placed=not paused and (last in known.placing or (last in known.belonging and beyond in known.bodies)),
        joined=paused or last in known.joining,
        group=last in known.groups,
    )


def behind(text: str, end: int) -> str:
    """The text that is looked at behind a name."""
    return text[end : end + _WINDOW]


def has_age(after: str) -> bool:
    """Whether an age stands behind a name."""
    return patterns().age.match(after) is not None


def has_spoken(after: str) -> bool:
    """Whether a name is followed by what persons do or suffer."""
    return patterns().spoke.match(after) is not None


def has_trade(after: str) -> bool:
    """Whether a trade or kinship stands behind a name: ", a farmer"."""
    keys = _apposition(after)
    if not keys or not patterns().described.match(after):
        return False
    return any(key in lists().roles for key in keys[:_SHOWN])


def has_office(after: str) -> bool:
    """Whether an office stands behind a name: ", the mayor of Douma"."""
    known = lists()
    keys = _apposition(after)
    for number, key in enumerate(keys):
        if key in known.roles or key in known.no_office:
            return False
        if key in known.offices:
            return not (number and keys[number - 1] in known.private_leaders)
    return False


def _office(keys: Sequence[str], known: Lists) -> bool:
    """Whether an office stands before a name, with nothing between but what it is of, or more offices."""
    for at in range(len(keys) - 1, -1, -1):
        key, beyond = keys[at], keys[at - 1] if at else ""
        if key in known.offices and beyond not in known.private_leaders and beyond not in known.kin_of_office:
            between = keys[at + 1 :]
            return (
                not between
                or between[0] in known.office_links
                or all(one in known.offices or one in known.titles for one in between)
            )
        if key in known.roles and key not in known.titles:
            return False
    return False


def _apposition(after: str) -> list[str]:
    match = patterns().apposition.match(after)
    return [fold(one) for one in _KEY.findall(match[1])] if match else []


def _clause(text: str, end: int) -> str:
    """The text before a word, from the beginning of its clause."""
    close = _after_point(text[max(0, end - _WINDOW) : end])
    for mark in _ENDS:
        close = close.rpartition(mark)[2]
    return close


def _after_point(close: str) -> str:
    """What stands behind the last full stop that is not the point of a title or an office ("Gen. ")."""
    known = lists()
    cut = close.rfind(". ")
    while cut > 0:
        word = _NO_WORD.split(close[:cut])[-1]
        key = fold(word)
        if len(word) > _LONGEST_SHORT or not (key in known.offices or key in known.titles):
            break
        cut = close.rfind(". ", 0, cut)
    return close[cut + 2 :] if cut >= 0 else close
