"""The fitted model: biases of sources with their intervals, and truths of what they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import UsageError
from counterclaim.events.bias.anchor import Anchoring
from counterclaim.events.bias.design import Design, Level, columns, design, levels_of
from counterclaim.events.bias.monotone import never_falling
from counterclaim.events.bias.reml import variances
from counterclaim.events.bias.statement import Statement, Thing, thing
from counterclaim.events.bias.system import System

MIN_FIGURES = 5
"""Figures that a source must have beside others' figures for the same things before its bias is stated."""

Z_95 = 1.959964
Vector = NDArray[np.float64]
Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Bias:
    """By how much a source's figures differ from the anchor's: `estimate` in natural log, `factor` its exponential.

    `low` and `high` bound the estimate with 95 %. `whose` and `category` are null where the bias is of all.
    `n` counts the figures that stand beside another source's. Where there is no estimate, `reason` says why.
    """

    source: str
    whose: str | None
    category: str | None
    n: int
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    factor: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """What the figures come to at the anchor's level: middle (a median) and 95 % bounds, as figures."""

    thing: Thing
    day: int | None
    value: float
    low: float
    high: float
    n: int


class BiasModel:
    """Biases and truths given the figures, from `fit`. The variances are taken as known once estimated."""

    def __init__(self, system: System, anchor: tuple[str, ...]) -> None:
        self.design: Design = system.design
        self.anchor = anchor
        self.variances = variances(system)
        self._system = system
        self._solution = system.solve(self.variances)
        self._anchoring = Anchoring(self.design, self.variances, anchor)
        self._less = system.without_biases(self._solution.values)
        self._lines: dict[tuple[int, bool], tuple[Vector, Vector, Vector]] = {}
        self._number = {key: number for number, key in enumerate(self.design.things)}

    def biases(self) -> tuple[Bias, ...]:
        """Of every source: in all, by whose losses, by whose losses and category."""
        cells = sorted({cell for one in self.design.statements for cell in levels_of(one)})
        return tuple(self._bias(cell) for cell in cells)

    def truths(self) -> tuple[Truth, ...]:
        """Of everything that is stated, a series at its last day."""
        last = (int(self.design.days[rows].max()) for rows in self.design.rows_of)
        found = (self._truth(number, day) for number, day in enumerate(last))
        return tuple(truth for truth in found if truth)

    def truth(
        self, item: str, whose: str, category: str, day: int | None = None, *, series: bool = False
    ) -> Truth | None:
        """Of one thing; of a series on `day`. Null when nobody who can be compared with the anchor states it."""
        key = Thing(item, whose, category, None if series else day, series)
        number = self._number.get(key)
        return None if number is None else self._truth(number, day or 0)

    def expected(self, statement: Statement) -> float | None:
        """The natural log of the figure that the source is expected to state, whatever figure it does state.

        Null when nobody states the thing. It does not depend on the anchor.
        """
        number = self._number.get(thing(statement))
        if number is None:
            return None
        (row,) = columns([statement], self.design.levels)
        return self._log_truth(number, statement.day)[0] + float(
            np.append(self._solution.values, 0.0)[row].sum()
        )

    def _bias(self, cell: Level) -> Bias:
        whose, category = (*cell[1:], None, None)[:2]
        n = self.design.compared[cell]
        if n < MIN_FIGURES:
            reason = f"too few figures beside others' for the same thing: {n} of {MIN_FIGURES}"
            return Bias(cell[0], whose, category, n, reason=reason)
        if not self._anchoring.compared(cell[0]):
            return Bias(cell[0], whose, category, n, reason="never beside the anchor, nor beside who is")
        inside = {
            (key[1], key[2]): count
            for key, count in self.design.compared.items()
            if len(key) == 3 and key[: len(cell)] == cell
        }
        contrast = self._anchoring.bias(cell[0], inside)
        estimate = float(contrast.weights @ self._solution.values)
        reach = Z_95 * sqrt(contrast.weights @ self._solution.covariance @ contrast.weights + contrast.unseen)
        return Bias(cell[0], whose, category, n, estimate, estimate - reach, estimate + reach, exp(estimate))

    def _truth(self, number: int, day: int) -> Truth | None:
        if not self._anchoring.compared(self.design.statements[self.design.rows_of[number][0]].source):
            return None
        middle, low, high = self._log_truth(number, day, anchored=True)
        key = self.design.things[number]
        n = len(self.design.rows_of[number])
        return Truth(key, day if key.series else key.day, exp(middle), exp(low), exp(high), n)

    def _log_truth(self, number: int, day: int | None, *, anchored: bool = False) -> Triple:
        """Mean and 95 % bounds of a log truth, at the anchor's level where that is asked for."""
        if number not in self._system.curves:
            return self._event_truth(number, anchored=anchored)
        if (number, anchored) not in self._lines:
            self._lines[number, anchored] = self._curve_truth(number, anchored=anchored)
        at, times = log1p(day or 0), np.log1p(self._system.curves[number].days)
        middle, low, high = (float(np.interp(at, times, line)) for line in self._lines[number, anchored])
        return middle, low, high

    def _event_truth(self, number: int, *, anchored: bool) -> Triple:
        rows = self.design.rows_of[number]
        shift, unseen = self._shift(number, anchored=anchored)
        response = shift - self.design.matrix(rows).mean(axis=0)
        mean = float(self._less[rows].mean() + shift @ self._solution.values)
        reach = Z_95 * sqrt(self.variances.noise / len(rows) + self._spread(response[None, :])[0] + unseen)
        return mean, mean - reach, mean + reach

    def _curve_truth(self, number: int, *, anchored: bool) -> tuple[Vector, Vector, Vector]:
        """Mean and bounds by day, none of which ever falls."""
        less = self._less[self.design.rows_of[number]]
        noise, walk = self.variances.noise, self.variances.walk
        means, own, responses = self._system.curves[number].truth(less, noise, walk)
        shift, unseen = self._shift(number, anchored=anchored)
        means = means + float(shift @ self._solution.values)
        reaches = Z_95 * np.sqrt(own + self._spread(responses + shift) + unseen)
        return never_falling(means), never_falling(means - reaches), never_falling(means + reaches)

    def _shift(self, number: int, *, anchored: bool) -> tuple[Vector, float]:
        """What the anchor adds to a log truth: weights of the unknowns, and variance that no figure tells of."""
        if not anchored:
            return np.zeros(self.design.width), 0.0
        key = self.design.things[number]
        level = self._anchoring.level((key.whose, key.category))
        return level.weights, level.unseen

    def _spread(self, weights: Vector) -> Vector:
        spread: Vector = np.sum(weights @ self._solution.covariance * weights, axis=1)
        return spread


def fit(statements: Iterable[Statement], anchor: Sequence[str] = ()) -> BiasModel | None:
    """The model of `statements`, with `anchor` the sources whose biases are nought on average.

    Without an anchor the biases sum to zero over the sources that speak of a cell. Null when no two sources
    state a figure above zero for the same thing, so that there is nothing to compare.

    Raises:
        UsageError: a source of the anchor states no figure.
    """
    made = design(statements)
    sources = {one.source for one in made.statements}
    for name in anchor:
        if name not in sources:
            raise UsageError(f"the anchor {name[:100]!r} states no figure that can be compared")
    if not made.compared:
        return None
    return BiasModel(System(made), tuple(sorted(set(anchor))))
