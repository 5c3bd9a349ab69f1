"""A place's history on one line: a letter for who holds it, a capital where that is firm."""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.control.states import CONTESTED, UNKNOWN, Floats

FIRM = 0.8
"""From this probability on the letter is a capital."""
_MARKS = {CONTESTED: "x", UNKNOWN: "."}


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a strip: its first day, what stands there, the state and its probability."""

    day: date
    mark: str
    state: str
    probability: float


def back(day: date, days: int) -> date:
    """So many days before a day, or the first day that there is."""
    return date.fromordinal(max(day.toordinal() - days, 1))


def days_of(start: date, end: date, width: int) -> list[date]:
    """At most `width` days from `start` to `end`, both included, evenly apart."""
    length = (end - start).days
    if length < width:
        return [start + timedelta(number) for number in range(length + 1)]
    return [start + timedelta(round(number * length / (width - 1))) for number in range(width)]


def letters(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A letter for each party of (key, name): one of its name that no other has, in the order of the alphabet of keys."""
    found: dict[str, str] = {}
    taken = {mark.casefold() for mark in _MARKS.values()}
    for key, name in sorted(names):
        initials = [word[0] for word in name.split() if word[:1].isalpha() and word[0].isupper()]
        inside = [letter for letter in name if letter.isascii() and letter.isalpha()]
        last = initials[-1:] if name.startswith("Government of ") else []
        for letter in (*last, *initials, *inside, *string.ascii_lowercase, *string.digits):
            if letter.isascii() and letter.casefold() not in taken:
                found[key] = letter.upper()
                taken.add(letter.casefold())
                break
    return found


def strip(
    days: Sequence[date], states: Sequence[str], probabilities: Floats, marks: dict[str, str]
) -> list[Cell]:
    """The cells of a strip: the likeliest state of each day (days, states)."""
    found = []
    for day, row in zip(days, probabilities, strict=True):
        best = int(row.argmax())
        state, probability = states[best], float(row[best])
        mark = _MARKS.get(state) or marks.get(state, "?")
        found.append(
            Cell(day, mark if probability >= FIRM or state in _MARKS else mark.lower(), state, probability)
        )
    return found
