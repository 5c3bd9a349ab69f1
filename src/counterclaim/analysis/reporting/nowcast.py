"""How many events of the last periods there will be once all reports are in.

With the share F of a period's events that should have been reported by now, and a gamma prior of its mean, the number
still to come is negative binomial (Lawless 1994; Höhle and an der Heiden 2014, Biometrics 70, 993-1002). The prior is
what the periods before were like, which are complete: their mean, and how much they scatter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.analysis.change.series import Floats, Whole
from counterclaim.analysis.rates import LEVEL
from counterclaim.analysis.reporting.delays import Delays

COMPLETE = 0.98
"""A period with at least this share of its events reported needs no nowcast."""
DRAWS = 4000
_SEED = 20170914
_BEFORE = 12
"""Complete periods that the prior is taken from, the latest ones."""
_LEAST = 0.02
"""A period of which less than this should be known is not told."""


@dataclass(frozen=True, slots=True)
class Nowcast:
    """A period that is not complete: events known, the share that this should be, and how many there will be.

    `low`, `median` and `high` are null where too little of it can be known yet.
    """

    at: int
    known: int
    share: float
    low: int | None
    median: int | None
    high: int | None


def nowcast(
    counts: Whole,
    firsts: Whole,
    lasts: Whole,
    now: int,
    found: Delays,
    level: float = LEVEL,
    draws: int = DRAWS,
) -> list[Nowcast]:
    """The periods that are not complete, of those from `firsts` to `lasts` (ordinals of days, both included).

    `counts` are of events known on the day `now`. Draws carry the doubt on the delays, on how much weeks scatter, and
    chance. It assumes that reports come as fast as they did, and that what is reported within the longest delay is all.
    """
    share_of = shares(found.reached()[None, :], firsts, lasts, now)[0]
    open_ones = np.flatnonzero(share_of < COMPLETE)
    if open_ones.size == 0:
        return []
    random = np.random.default_rng(_SEED)
    drawn = shares(found.draw(random, draws), firsts, lasts, now)
    days = (np.minimum(lasts, now) - firsts + 1).astype(np.float64)
    shape, per_day = _before(counts, days, np.flatnonzero(share_of >= COMPLETE)[-_BEFORE:])
    found_ones = []
    for at in (int(one) for one in open_ones if days[one] > 0):
        if share_of[at] < _LEAST:
            found_ones.append(Nowcast(at, int(counts[at]), float(share_of[at]), None, None, None))
            continue
        share = np.clip(drawn[:, at], 1e-6, 1.0)
        rest = random.standard_gamma(shape + counts[at], size=draws) / (shape / (per_day * days[at]) + share)
        total = counts[at] + random.poisson(rest * (1 - share))
        low, middle, high = np.quantile(total, [(1 - level) / 2, 0.5, (1 + level) / 2], method="inverted_cdf")
        found_ones.append(Nowcast(at, int(counts[at]), float(share_of[at]), int(low), int(middle), int(high)))
    return found_ones


def shares(reached: Floats, firsts: Whole, lasts: Whole, now: int) -> Floats:
    """The share reported of each period, its days alike, by draw; 0 of one that has not begun."""
    padded = np.concatenate([np.zeros((len(reached), 1)), np.cumsum(reached, axis=1)], axis=1)
    longest = reached.shape[1] - 1
    newest, oldest = now - np.minimum(lasts, now), now - firsts
    low, high = np.minimum(newest, longest), np.minimum(oldest, longest)
    inside = padded[:, np.maximum(high + 1, 0)] - padded[:, low]
    later = oldest - high
    earlier = newest - low
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (inside + later - earlier) / (oldest - newest + 1)
    return np.where(firsts <= now, np.clip(share, 0.0, 1.0), 0.0)


def _before(counts: Whole, days: Floats, at: Whole) -> tuple[float, float]:
    """Shape and mean a day of the gamma prior, from complete periods by their moments (Jeffreys' where there are few)."""
    if len(at) < 4 or counts[at].sum() == 0:
        total, watched = float(counts.sum()), float(np.maximum(days, 0).sum())
        return 0.5, (total + 0.5) / max(watched, 1.0)
    expected = counts[at].sum() * days[at] / days[at].sum()
    excess = ((counts[at] - expected) ** 2 - expected).sum() / (expected**2).sum()
    shape = 1 / excess if excess > 0 else np.inf
    return float(np.clip(shape, 0.5, len(at))), float((counts[at].sum() + 0.5) / days[at].sum())
