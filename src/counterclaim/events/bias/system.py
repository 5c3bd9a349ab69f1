"""Henderson's mixed-model equations, with the truths of all things eliminated.

The truth of an event is one free unknown. The log truth of a cumulative series is a random walk over log(1 + day)
that starts anywhere: a curve that bends where figures ask for it. Eliminating the truths (a Schur complement,
thing by thing) leaves a small dense system of the biases, so that time grows with the number of figures.

C. R. Henderson (1975), Best linear unbiased estimation and prediction under a selection model, Biometrics 31.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.events.bias.curve import Curve, curve
from counterclaim.events.bias.design import Design, Indices

FLAG_VARIANCE = 1.0
"""Prior variance of what "at least" and "at most" do to a log figure, as in Radford et al. (2023)."""

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Variances:
    """Of the noise of one figure, of the biases level by level, and of the walk a unit of log time."""

    noise: float
    levels: tuple[float, ...]
    walk: float

    def prior(self, sizes: tuple[int, ...]) -> Vector:
        """Variance of each unknown beside the truths, before the figures are seen."""
        parts = [np.full(size, variance) for size, variance in zip(sizes, self.levels, strict=True)]
        return np.concatenate([*parts, np.full(2, FLAG_VARIANCE)])


@dataclass(frozen=True)
class Solution:
    """Best predictions given the variances.

    `values` and `covariance` are of the unknowns beside the truths; `squares` the squared residuals, `used` the
    degrees of freedom that the fit takes; `walked` the expected squared steps of the walks a unit of log time.
    """

    values: Vector
    covariance: Vector
    squares: float
    used: float
    walked: float


class System:
    """The equations of one design; what does not hang on the variances is computed once."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.sizes = tuple(map(len, design.levels))
        self.events: list[Indices] = []
        self.curves: dict[int, Curve] = {}
        for number, (thing, rows) in enumerate(zip(design.things, design.rows_of, strict=True)):
            if thing.series:
                self.curves[number] = curve(design.days[rows], design.y[rows], design.matrix(rows))
            else:
                self.events.append(rows)
        self.steps = sum(one.size - 1 for one in self.curves.values())
        self._products, self._right = self._sums()

    def solve(self, variances: Variances) -> Solution:
        """Predictions of all biases at the given variances."""
        noise, prior = variances.noise, variances.prior(self.sizes)
        left = self._products / noise + np.diag(1 / prior)
        right = self._right / noise
        for one in self.curves.values():
            gain = one.gain(noise, variances.walk)
            pulled = one.rows * (gain / noise**2)[:, None]
            left -= one.rows.T @ pulled
            right -= pulled.T @ one.sums
        covariance: Vector = np.linalg.inv(left).astype(np.float64)
        values = covariance @ right
        less = self.without_biases(values)
        squares, walked = self._event_squares(less), 0.0
        used = len(prior) + len(self.events) - float(np.sum(np.diag(covariance) / prior))
        for number, one in self.curves.items():
            fitted = one.fit(less[self.design.rows_of[number]], covariance, noise, variances.walk)
            squares += fitted.squares
            walked += fitted.walked + fitted.uncertain
            used += one.size - fitted.uncertain / variances.walk
        return Solution(values, covariance, squares, used, walked)

    def without_biases(self, values: Vector) -> Vector:
        """The log figures less what the biases and flags add to them."""
        less: Vector = self.design.y - np.append(values, 0.0)[self.design.columns].sum(axis=1)
        return less

    def _event_squares(self, less: Vector) -> float:
        return float(sum(np.sum((less[rows] - less[rows].mean()) ** 2) for rows in self.events))

    def _sums(self) -> tuple[Vector, Vector]:
        """Products of the rows of the unknowns, less those of the means of events: (width x width) and (width)."""
        design, width = self.design, self.design.width + 1
        products, right = np.zeros((width, width)), np.zeros(width)
        for rows in self.events:
            used = design.columns[rows]
            flat = used.ravel()
            np.add.at(right, flat, np.repeat(design.y[rows] - design.y[rows].mean(), used.shape[1]))
            np.add.at(products, (flat[:, None], flat[None, :]), -1 / len(rows))
            np.add.at(products, (used[:, :, None], used[:, None, :]), 1.0)
        products, right = products[:-1, :-1], right[:-1]
        for number in self.curves:
            rows = design.rows_of[number]
            dense = design.matrix(rows)
            products += dense.T @ dense
            right += dense.T @ design.y[rows]
        return products, right
