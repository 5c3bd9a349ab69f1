"""The linear model of a set of statements: which unknowns each figure rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from counterclaim.events.bias.statement import Statement, Thing, log_figure, thing

MAX_LEVELS = 1500
"""Biases that are estimated together: a dense matrix of this order is solved some dozen times."""

Vector = NDArray[np.float64]
Indices = NDArray[np.intp]
Level = tuple[str, ...]
"""A source; a source and whose losses; a source, whose losses and category."""


def levels_of(statement: Statement) -> tuple[Level, Level, Level]:
    """The three biases that a statement carries, coarse to fine."""
    source, whose, category = statement.source, statement.whose, statement.category
    return (source,), (source, whose), (source, whose, category)


@dataclass(frozen=True)
class Design:
    """Statements as a linear model: log figure = truth of its thing + biases of its source + flags + noise.

    `levels` are the biases, level by level; `columns` (n x 5) are the unknowns that a statement has beside the
    truth: its three biases and, where it says "at least" or "at most", that. A statement that lacks one has
    `width` there. `things` and `of` tell what each figure is of, `days` (n) the day of a cumulative one.
    """

    y: Vector
    statements: tuple[Statement, ...]
    levels: tuple[dict[Level, int], ...]
    columns: Indices
    things: tuple[Thing, ...]
    of: Indices
    days: Indices
    left_out: dict[str, int]

    @property
    def biases(self) -> int:
        """How many biases are unknown."""
        return sum(map(len, self.levels))

    @property
    def width(self) -> int:
        """How many unknowns there are beside the truths: the biases and the two flags."""
        return self.biases + 2

    @cached_property
    def rows_of(self) -> tuple[Indices, ...]:
        """The rows of each thing."""
        order = np.argsort(self.of, kind="stable")
        ends = np.cumsum(np.bincount(self.of, minlength=len(self.things)))[:-1]
        return tuple(np.split(order, ends))

    @cached_property
    def compared(self) -> Counter[Level]:
        """Figures of each level that stand beside another source's figure for the same thing."""
        sources: dict[Thing, set[str]] = {}
        for one in self.statements:
            sources.setdefault(thing(one), set()).add(one.source)
        beside = (one for one in self.statements if len(sources[thing(one)]) > 1)
        return Counter(level for one in beside for level in levels_of(one))

    def matrix(self, rows: Indices) -> Vector:
        """The dense rows (k x width) of the unknowns beside the truths."""
        dense = np.zeros((len(rows), self.width + 1))
        for column in self.columns[rows].T:
            dense[np.arange(len(rows)), column] = 1.0
        return dense[:, :-1]


def design(statements: Iterable[Statement]) -> Design:
    """The model of `statements`, the same in whatever order they come."""
    given = sorted(statements, key=repr)
    usable = [(one, value) for one in given if (value := log_figure(one)) is not None]
    kept = _most_heard([one for one, _ in usable])
    rows = [(one, value) for one, value in usable if one.source in kept]
    chosen = tuple(one for one, _ in rows)
    levels = _numbered(chosen)
    things = {key: number for number, key in enumerate(sorted(set(map(thing, chosen)), key=repr))}
    return Design(
        y=np.array([value for _, value in rows], dtype=np.float64),
        statements=chosen,
        levels=levels,
        columns=columns(chosen, levels),
        things=tuple(things),
        of=np.array([things[thing(one)] for one in chosen], dtype=np.intp),
        days=np.array([one.day or 0 for one in chosen], dtype=np.intp),
        left_out={"no figure or zero": len(given) - len(usable), "too many sources": len(usable) - len(rows)},
    )


def columns(statements: Sequence[Statement], levels: Sequence[dict[Level, int]]) -> Indices:
    """The unknowns of each statement (n x 5); one that the model does not have is the number of all."""
    flags = sum(map(len, levels))
    none = flags + 2
    table = [
        [level.get(key, none) for level, key in zip(levels, levels_of(one), strict=True)]
        + [flags if one.minimum else none, flags + 1 if one.maximum else none]
        for one in statements
    ]
    return np.array(table, dtype=np.intp).reshape(-1, 5)


def _numbered(statements: Sequence[Statement]) -> tuple[dict[Level, int], ...]:
    """The unknown of each bias. A finer level that only repeats the coarser one is left out."""
    every = [sorted({levels_of(one)[depth] for one in statements}) for depth in range(3)]
    numbered: list[dict[Level, int]] = []
    start = 0
    for depth, keys in enumerate(every):
        repeats = depth > 0 and len(keys) == len(every[depth - 1])
        numbered.append({} if repeats else {key: start + number for number, key in enumerate(keys)})
        start += len(numbered[-1])
    return tuple(numbered)


def _most_heard(statements: Sequence[Statement]) -> set[str]:
    """The sources with most figures, as many as the model can hold."""
    figures = Counter(one.source for one in statements)
    sizes = Counter(level[0] for level in {level for one in statements for level in levels_of(one)})
    kept: set[str] = set()
    room = MAX_LEVELS
    for source in sorted(figures, key=lambda name: (-figures[name], name)):
        room -= sizes[source]
        if room < 0:
            break
        kept.add(source)
    return kept
