"""Variances by restricted maximum likelihood, with a weak prior that keeps them above zero."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.events.bias.system import System, Variances

Vector = NDArray[np.float64]
_LEAST, _MOST = 1e-8, 1e4
_START_NOISE, _START_LEVEL, _START_WALK = 0.1, 0.1, 1.0


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known of a variance of biases beforehand: as if `count` biases of `variance` had been seen.

    Few sources tell little of how far biases spread, and their likelihood is often highest at zero, where every
    interval would be too short (Chung et al., 2013, Psychometrika 78). A standard deviation of 0.5 is a factor of
    1.6 either way.
    """

    count: float = 1.0
    variance: float = 0.25


@dataclass(frozen=True, slots=True)
class Stop:
    """When the search ends: steps of the logs of all variances below `tolerance`, or `rounds` rounds."""

    tolerance: float = 1e-3
    rounds: int = 100


PRIOR, STOP = Prior(), Stop()


def variances(system: System, prior: Prior = PRIOR, stop: Stop = STOP) -> Variances:
    """The variances of a model by expectation-maximisation, its steps lengthened by SQUAREM.

    EM: Dempster, Laird and Rubin (1977); of a mixed model with flat truths it climbs the restricted likelihood.
    Lengthening, scheme S3: Varadhan and Roland (2008), Scandinavian Journal of Statistics 35.
    """

    def step(logs: Vector) -> Vector:
        return _step(system, prior, logs)

    levels = [_START_LEVEL] * len(system.sizes)
    logs = np.log(np.array([_START_NOISE, *levels, _START_WALK]))
    for _ in range(stop.rounds):
        after = _lengthened(step, logs)
        moved = float(np.max(np.abs(after - logs)))
        logs = after
        if moved < stop.tolerance:
            break
    return _from_logs(logs)


def _lengthened(step: Callable[[Vector], Vector], logs: Vector) -> Vector:
    """Two steps of EM, carried on in their direction, and a third that mends what the leap spoilt."""
    first = step(logs)
    second = step(first)
    once, bend = first - logs, second - first - (first - logs)
    size = float(np.linalg.norm(bend))
    if size == 0.0:
        return second
    length = min(max(float(np.linalg.norm(once)) / size, 1.0), 16.0)
    leap = logs + 2 * length * once + length**2 * bend
    return step(np.clip(leap, np.log(_LEAST), np.log(_MOST)))


def _step(system: System, prior: Prior, logs: Vector) -> Vector:
    """One round of expectation-maximisation, on the logs of the variances."""
    now = _from_logs(logs)
    found = system.solve(now)
    squares = found.values**2 + np.diag(found.covariance)
    ends = np.cumsum(system.sizes)
    levels = [
        _pooled(float(part.sum()), len(part), prior) if len(part) else variance
        for part, variance in zip(np.split(squares[: ends[-1]], ends[:-1]), now.levels, strict=True)
    ]
    noise = (found.squares + now.noise * found.used) / len(system.design.y)
    walk = found.walked / system.steps if system.steps else now.walk
    logs_after: Vector = np.log(np.clip(np.array([noise, *levels, walk]), _LEAST, _MOST))
    return logs_after


def _pooled(squares: float, count: int, prior: Prior) -> float:
    return (squares + prior.count * prior.variance) / (count + prior.count)


def _from_logs(logs: Vector) -> Variances:
    noise, *levels, walk = (float(value) for value in np.exp(logs))
    return Variances(noise, tuple(levels), walk)
