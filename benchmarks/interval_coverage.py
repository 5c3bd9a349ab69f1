"""How often intervals and tests of `spread` are right on simulated events so many that they are found the fast way.

    python -m benchmarks.interval_coverage [--runs 200]

A JSON object on standard output: of the drift of a mean centre from 5,000 events a side on, how often each 95 % interval
holds the true drift, and how often a still centre is called moved at p below .05; of the Knox test by
mean and variance, for more than 300,000 close pairs, how often it calls events without near repeats to have some, and with
a few put in.
"""

from __future__ import annotations

import argparse
import json
import sys

import numpy as np

from counterclaim.analysis.spread.centre import MANY, drift
from counterclaim.analysis.spread.knox import knox

KM_A_DEGREE = 111.2
EVENTS, REPEATS = 1_500, 300
_AREA_KM, _DAYS = 12.0, 365


def of_drift(runs: int, draw: np.random.Generator) -> dict[str, float]:
    """Shares of runs: each interval holds a drift of 1 km to the east and 2 to the north; a still centre is called moved."""
    held, moved = np.zeros(2), 0
    for run in range(runs):
        before, still, after = (_clustered(draw, shift) for shift in ((0.0, 0.0), (0.0, 0.0), (1.0, 2.0)))
        found, none = drift(before, after, seed=run), drift(before, still, seed=run)
        if found is None or none is None:
            raise ValueError("too few events")
        for number, (one, true) in enumerate(((found.east, 1.0), (found.north, 2.0))):
            held[number] += one.low <= true <= one.high
        moved += none.p < 0.05
    return {"east": held[0] / runs, "north": held[1] / runs, "called moved": moved / runs}


def _clustered(draw: np.random.Generator, shift: tuple[float, float]) -> np.ndarray:
    """Points near 10° north in a long cloud with far ones, as the centre of each is known: rows of latitude, longitude."""
    km = draw.standard_t(5, (MANY, 2)) * (60.0, 25.0) + shift
    return np.column_stack([10.0 + km[:, 1] / KM_A_DEGREE, km[:, 0] / KM_A_DEGREE / np.cos(np.radians(10.0))])


def of_knox(runs: int, draw: np.random.Generator) -> dict[str, float]:
    """Shares of runs in which near repeats are called at p below .05, without any and with `REPEATS` put in."""
    called = np.zeros(2)
    for run in range(runs):
        for number, repeats in enumerate((0, REPEATS)):
            points, days = _events(repeats, draw)
            found = knox(points, days, seed=run)
            if found is None or found.permutations:
                raise ValueError("too few close pairs")
            called[number] += found.p < 0.05
    return {"without": called[0] / runs, "with": called[1] / runs}


def _events(repeats: int, draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Events anywhere on any day; so many of them again up to 3 km and 5 days away."""
    km, days = draw.uniform(0, _AREA_KM, (EVENTS, 2)), draw.integers(0, _DAYS, EVENTS)
    which = draw.integers(0, EVENTS, repeats)
    again = km[which] + draw.uniform(-3, 3, (repeats, 2))
    km, days = np.concatenate([km, again]), np.concatenate([days, days[which] + draw.integers(0, 6, repeats)])
    return km / KM_A_DEGREE, days


def main(argv: list[str] | None = None) -> int:
    """Simulate and print."""
    parser = argparse.ArgumentParser(prog="interval_coverage", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=200)
    runs = parser.parse_args(argv).runs
    draw = np.random.default_rng(5)
    print(json.dumps({"runs": runs, "drift": of_drift(runs, draw), "knox": of_knox(runs, draw)}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
