"""Times of a process whose parameters are known, to fit it to."""

from __future__ import annotations

import math

import numpy as np

from counterclaim.analysis.spread.hawkes import Floats


def simulate(
    background: float, branching: float, decay: float, end: float, draw: np.random.Generator
) -> Floats:
    """Times of a Hawkes process from 0 to `end`, by thinning (Ogata 1981, IEEE Transactions on Information Theory 27, 23-31).

    Between events the rate only falls, so that its value now bounds it until the next.
    """
    times: list[float] = []
    now, left = 0.0, 0.0
    while True:
        bound = background + branching * decay * left
        wait = draw.exponential(1 / bound)
        now, left = now + wait, left * math.exp(-decay * wait)
        if now > end:
            return np.array(times)
        if draw.uniform() * bound <= background + branching * decay * left:
            times.append(now)
            left += 1.0
