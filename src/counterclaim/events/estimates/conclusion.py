"""What a rule concludes, with the figures that made each bound."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.events.estimates.figures import Figure


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Low, best and high, with the figures that gave each. Null is not stated.

    `weights` are the figures that had a say in best, with how much; `reason` says in words how best was
    chosen where no median did.
    """

    low: int | None
    best: int | None
    high: int | None
    low_from: tuple[Figure, ...] = ()
    best_from: tuple[Figure, ...] = ()
    high_from: tuple[Figure, ...] = ()
    weights: tuple[tuple[Figure, int], ...] = ()
    reason: str = ""
