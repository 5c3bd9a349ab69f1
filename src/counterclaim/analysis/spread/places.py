"""Places newly active, active again, silent and still active between two periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.analysis.mix.shares import discoveries
from counterclaim.analysis.rates import Bounds

NEW, AGAIN, SILENT, STILL = "newly active", "active again", "silent", "still active"
STATES = (NEW, AGAIN, SILENT, STILL)
_DRAWS = 4000
_SEED = 20170603
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlaceState:
    """A place with its events in the former (`before`) and the later period (`after`).

    `state`: newly active has none before and none known earlier; active again has none before and some earlier; silent has
    none after. `chance` is how often all of a place's events fall into the same one of the periods at one steady rate, null
    where it has some in both; `q` is that adjusted over all places (Benjamini and Hochberg).
    """

    key: str
    state: str
    before: int
    after: int
    chance: float | None
    q: float | None


@dataclass(frozen=True, slots=True)
class Turnover:
    """The places, and how many of each state there are against how many chance alone would make.

    `by_chance` has for each of the states but the last the mean and the middle 95 % of the number at steady rates; newly
    active and active again are one there, as chance does not tell them apart.
    """

    places: tuple[PlaceState, ...]
    counts: Mapping[str, int]
    by_chance: Mapping[str, Bounds]


def turnover(
    before: Mapping[str, int],
    after: Mapping[str, int],
    days: tuple[float, float],
    *,
    earlier: Iterable[str] = (),
    dispersion: float = 1.0,
) -> Turnover:
    """What became of each place from one period to the next.

    Args:
        before: events by place in the former period.
        after: the same in the later one.
        days: how many days the former and the later period have.
        earlier: places with an event before the former period.
        dispersion: variance over mean of a place's counts, where events come in clusters.

    A place with n events in both periods together, at one steady Poisson rate, has all of them in a given one with the
    chance ``(days of it / days of both) ** n``: n is given, so that the former rate need not be known, and choosing the
    places that were active before does not bias it (Przyborowski and Wilenski 1940, Biometrika 31, 313-323). With the
    rate taken as known it would be ``exp(-rate x days)``, which is too small for few events. With a dispersion above
    1, n is divided by it, but is 1 at least: one cluster.
    """
    share = days[1] / (days[0] + days[1])
    known = set(earlier)
    phi = max(dispersion, 1.0)
    rows: list[tuple[str, str, int, int, float | None]] = []
    for key in sorted({**before, **after}):
        one, other = before.get(key, 0), after.get(key, 0)
        state = STILL if one and other else SILENT if one else AGAIN if key in known else NEW
        alone = share if other else 1 - share
        chance = None if state == STILL else alone ** max((one + other) / phi, 1.0)
        rows.append((key, state, one, other, chance))
    adjusted = discoveries([row[4] for row in rows])
    places = tuple(PlaceState(*row, q) for row, q in zip(rows, adjusted, strict=True))
    counts = {state: sum(place.state == state for place in places) for state in STATES}
    totals = np.array([place.before + place.after for place in places], dtype=np.float64)
    return Turnover(places, counts, _by_chance(np.maximum(totals / phi, 1.0), share))


def _by_chance(totals: Floats, share: float) -> dict[str, Bounds]:
    """How many places have events in one period alone, where each has one steady rate."""
    draw = np.random.default_rng(_SEED)
    found = {}
    for name, alone in ((NEW, share), (SILENT, 1 - share)):
        chances = alone**totals
        drawn = np.zeros(_DRAWS)
        for chance, many in zip(*np.unique(chances, return_counts=True), strict=True):
            drawn += draw.binomial(int(many), float(chance), size=_DRAWS)
        low, high = np.quantile(drawn, (0.025, 0.975), method="inverted_cdf")
        found[name] = Bounds(float(chances.sum()), float(low), float(high))
    return found
