"""How good forecasts by samples were: CRPS, ignorance, interval score, coverage and PIT, by the VIEWS rules.

The rules are those of the 2023/24 VIEWS Prediction Challenge (Hegre et al. 2024, arXiv:2407.11045): 1,000 samples a unit
and month, CRPS of the samples as they are, ignorance in bins with a pseudo-count, and the interval score at 90 %.
In all functions samples lie along the first axis, and the rest has the shape of `observed`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.analysis.forecast.panel import Floats

SAMPLES = 1_000
LEVEL = 0.90
BINS = (0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5)
"""Inner edges of the bins of the ignorance score: 0, 1-2, 3-5, 6-10, ..., 501-1000, above."""
PSEUDO = 2 / 3
"""What is added to the samples in the bin and to all samples, so that an empty bin has a finite score."""
PIT_BINS = 10


def crps(samples: Floats, observed: Floats) -> Floats:
    """Continuous ranked probability score of the empirical distribution of the samples; of a point, the absolute error.

    ``mean|x - y| - mean|x - x'| / 2`` over all pairs, from sorted samples (Gneiting and Raftery 2007, Journal of the
    American Statistical Association 102, 359-378, eq. 20). The same as `scoringrules.crps_ensemble` with ``nrg``.
    """
    count = len(samples)
    ordered = np.sort(samples, axis=0)
    rank = np.arange(1 - count, count, 2, dtype=np.float64)
    spread = np.tensordot(rank, ordered, axes=1) / count**2
    return np.asarray(np.abs(ordered - observed).mean(axis=0) - spread)


def ignorance(samples: Floats, observed: Floats) -> Floats:
    """Minus the binary logarithm of the share of samples in the bin of what came.

    ``-log2((c + 2/3) / (n + 2/3))`` with c of n samples in the bin of `BINS`: the challenge's evaluation code, after
    ensemble ignorance with Tukey's plotting position (Roulston and Smith 2002, Monthly Weather Review 130, 1653-1660,
    for the score).
    """
    edges = np.array([-np.inf, *BINS, np.inf])
    bin_ = np.digitize(observed, BINS)
    inside = (samples >= edges[bin_]) & (samples < edges[bin_ + 1])
    return np.asarray(-np.log2((inside.sum(axis=0) + PSEUDO) / (len(samples) + PSEUDO)))


def interval(samples: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Low and high end of the central interval: quantiles of the samples, linear between them."""
    tail = (1 - level) / 2
    low, high = np.quantile(samples, [tail, 1 - tail], axis=0)
    return low, high


def interval_score(samples: Floats, observed: Floats, level: float = LEVEL) -> Floats:
    """Width of the interval, and ``2 / (1 - level)`` times by how far what came lies outside (Winkler 1972)."""
    return _interval_score(interval(samples, level), observed, level)


def _interval_score(ends: tuple[Floats, Floats], observed: Floats, level: float) -> Floats:
    low, high = ends
    missed = np.maximum(low - observed, 0) + np.maximum(observed - high, 0)
    return np.asarray(high - low + 2 / (1 - level) * missed)


def covered(samples: Floats, observed: Floats, level: float = LEVEL) -> NDArray[np.bool_]:
    """Whether what came lies in the interval, ends included."""
    return _covered(interval(samples, level), observed)


def _covered(ends: tuple[Floats, Floats], observed: Floats) -> NDArray[np.bool_]:
    low, high = ends
    return np.asarray((low <= observed) & (observed <= high))


def pit_histogram(samples: Floats, observed: Floats, bins: int = PIT_BINS) -> list[float]:
    """Share of observations in each tenth of their forecast distribution; all are 1 / `bins` of a calibrated one.

    The non-randomised PIT of counts: an observation is spread evenly between ``P(X < y)`` and ``P(X <= y)`` (Czado,
    Gneiting and Held 2009, Biometrics 65, 1254-1261). A U shape says too narrow, a hump too wide, a slope too low or high.
    """
    below = (samples < observed).mean(axis=0).ravel()
    upto = (samples <= observed).mean(axis=0).ravel()
    edges = np.linspace(0, 1, bins + 1)[:, None]
    width = upto - below
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.where(width > 0, (edges - below) / np.where(width > 0, width, 1), edges > below)
    inside = np.clip(inside, 0, 1)
    inside[-1] = 1.0
    return [float(share) for share in np.diff(inside.mean(axis=1))]


@dataclass(frozen=True, slots=True)
class Scores:
    """Mean scores of forecasts, with the share that the 90 % interval held among active units, null if none is."""

    crps: float
    ign: float
    mis: float
    coverage90: float | None
    forecasts: int

    def to_dict(self) -> dict[str, float | int | None]:
        """JSON-ready."""
        return asdict(self)


def score(samples: Floats, observed: Floats, active: NDArray[np.bool_] | None = None) -> Scores:
    """Mean scores over all that was observed (not NaN); coverage over what is `active`, everything if not given."""
    there = np.isfinite(observed)
    drawn, came = samples[:, there], observed[there]
    counted = (
        np.ones_like(came, dtype=bool) if active is None else np.broadcast_to(active, observed.shape)[there]
    )
    ends = interval(drawn)
    inside = _covered(ends, came)[counted]
    return Scores(
        crps=float(crps(drawn, came).mean()),
        ign=float(ignorance(drawn, came).mean()),
        mis=float(_interval_score(ends, came, LEVEL).mean()),
        coverage90=float(inside.mean()) if inside.size else None,
        forecasts=int(came.size),
    )
