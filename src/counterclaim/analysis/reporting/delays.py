"""How long events take to be reported, from events that may not all have been reported yet.

Of a recent event only short delays can have been seen, so that delays are truncated on the right. The estimate by
reverse-time hazards allows for it (Kalbfleisch and Lawless 1991, Statistica Sinica 1, 19-32; Lawless 1994, Canadian
Journal of Statistics 22, 15-31). It is the chain ladder of insurers, in days.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.analysis.change.series import Floats, Whole
from counterclaim.errors import UsageError

LONGEST = 183
"""Days after which an event that is still unreported is not waited for: the count is of those reported by then."""
LEAST = 20
"""Events that an estimate of delays needs."""


@dataclass(frozen=True, slots=True)
class Delays:
    """Delays of 0 to ``len(new) - 1`` days as far as they can be seen.

    `new[d]` events had the delay d; `within[d]` had that or less, of those that happened long enough ago that a delay
    of d could be seen.
    """

    new: Whole
    within: Whole

    @property
    def longest(self) -> int:
        """The longest delay that is allowed for."""
        return len(self.new) - 1

    def reached(self) -> Floats:
        """F(d): the share reported within d days, of all that are within the longest delay.

        ``F(d) = product over j > d of (1 - new[j] / within[j])``.
        """
        return _product(self.new / np.maximum(self.within, 1))

    def draw(self, random: np.random.Generator, times: int) -> Floats:
        """Draws of F (draws x days): each hazard from its beta posterior with Jeffreys' prior; sure where none is seen."""
        other = self.within - self.new
        drawn = random.beta(self.new + 0.5, np.maximum(other, 0) + 0.5, size=(times, len(self.new)))
        return _product(np.where(self.new > 0, drawn, 0.0))


def delays(happened: Whole, reported: Whole, now: int, longest: int = LONGEST) -> Delays:
    """The delays of events by the ordinals of the days on which they happened and were first reported.

    What is reported before its day has a delay of 0; what was reported after `now` is not known yet. A delay is allowed
    for only where at least 20 of the events happened long enough ago to show it: hazards of few make wild estimates.

    Raises:
        UsageError: there are fewer than 20 events.
    """
    seen = (reported <= now) & (happened <= now)
    first, delay = happened[seen], np.maximum(reported - happened, 0)[seen]
    if first.size < LEAST:
        raise UsageError(f"delays of reports cannot be told from {first.size} events: {LEAST} at least")
    old_enough = now - int(np.sort(first)[LEAST - 1])
    longest = max(1, min(longest, old_enough))
    inside = delay <= longest
    first, delay = first[inside], delay[inside]
    new = np.bincount(delay, minlength=longest + 1)
    age, size = np.minimum(now - first, longest), longest + 1
    table = np.bincount(age * size + delay, minlength=size * size).reshape(size, size)
    as_old = table[::-1].cumsum(axis=0)[::-1].cumsum(axis=1)
    within = np.diagonal(as_old).copy()
    return Delays(np.minimum(new, within), within)


def _product(hazards: Floats) -> Floats:
    stay = 1 - np.asarray(hazards, dtype=np.float64)
    after = np.cumprod(stay[..., ::-1], axis=-1)[..., ::-1]
    ones = np.ones((*after.shape[:-1], 1))
    return np.concatenate([after[..., 1:], ones], axis=-1)
