"""The truth of a cumulative series as a random walk, in coordinates in which its equations are diagonal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Squared residuals of a series, squared steps of its walk, and what their uncertainty adds to them."""

    squares: float
    walked: float
    uncertain: float


@dataclass(frozen=True)
class Curve:
    """A series seen on `days` (m).

    With N the counts of figures by day and Q the precision of the walk, ``N^-1/2 Q N^-1/2 = U diag(bends) U'`` and
    `basis` is ``U' N^-1/2``: in these coordinates figures and walk are both diagonal, at any variances. `rows`
    (m x width) and `sums` (m) are the sums by day of the unknowns' rows and of the log figures, in them; `at` is
    the day of each figure.
    """

    days: Indices
    at: Indices
    basis: Vector
    bends: Vector
    rows: Vector
    sums: Vector

    @property
    def size(self) -> int:
        """How many days it has."""
        return len(self.days)

    def gain(self, noise: float, walk: float) -> Vector:
        """Variance of each coordinate of the truth given the biases."""
        found: Vector = 1 / (1 / noise + self.bends / walk)
        return found

    def fit(self, less: Vector, covariance: Vector, noise: float, walk: float) -> Fitted:
        """How the truth fits the figures less their biases (`less`, in the order of `at`)."""
        seen = self.basis @ np.bincount(self.at, less)
        gain = self.gain(noise, walk)
        truth = gain * seen / noise
        within = float(less @ less - seen @ seen)
        by_biases = np.sum(self.rows @ covariance * self.rows, axis=1)
        spread = gain + (gain / noise) ** 2 * by_biases
        return Fitted(
            squares=within + float(np.sum((seen - truth) ** 2)),
            walked=float(self.bends @ truth**2),
            uncertain=float(self.bends @ spread),
        )

    def truth(self, less: Vector, noise: float, walk: float) -> tuple[Vector, Vector, Vector]:
        """Log truth by day given the biases: mean and variance (m), and response to the unknowns (m x width)."""
        gain = self.gain(noise, walk)
        back = self.basis.T * gain
        mean = back @ (self.basis @ np.bincount(self.at, less)) / noise
        variance: Vector = np.sum(back * self.basis.T, axis=1)
        return mean, variance, -(back @ self.rows) / noise


def curve(days: Indices, figures: Vector, rows: Vector) -> Curve:
    """The curve of one series: the day, the log figure and the unknowns (n x width) of each statement."""
    seen, at = np.unique(days, return_inverse=True)
    pull = 1 / np.diff(np.log1p(seen))
    scale = 1 / np.sqrt(np.bincount(at))
    walk = np.diag(np.append(pull, 0.0) + np.append(0.0, pull)) - np.diag(pull, 1) - np.diag(pull, -1)
    bends, vectors = np.linalg.eigh(scale[:, None] * walk * scale)
    basis = vectors.T * scale
    sums = np.zeros((len(seen), rows.shape[1]))
    np.add.at(sums, at, rows)
    return Curve(
        days=seen.astype(np.intp),
        at=at,
        basis=basis,
        bends=np.clip(bends, 0.0, None),
        rows=basis @ sums,
        sums=basis @ np.bincount(at, figures),
    )
