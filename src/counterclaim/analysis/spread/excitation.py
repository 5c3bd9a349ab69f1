"""Self-excitation from events that are dated by day, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.analysis.rates import Bounds
from counterclaim.analysis.spread.hawkes import LEAST, LONGEST, MOST, MOST_BRANCHING, chance_of_gain, fit
from counterclaim.analysis.words import number

JITTERS = 9
DUPLICATES_DAYS = 1.0
"""A half-life below this is that of copies of one event, rather than of one event that calls forth another."""
_FALSE = 0.05
_SEED = 20170603
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Excitation:
    """A fit to events by day. `p` is how often a steady rate looks as excited; `steady` says that it may well be one.

    `same_day` is how many events have another on their day. `half_life` is null where `steady`: nothing has one then.
    """

    branching: Bounds
    half_life: Bounds | None
    background: float
    p: float
    ks: float
    events: int
    same_day: int
    days: int

    @property
    def steady(self) -> bool:
        """Whether a steady rate cannot be left out (p of .05 or more)."""
        return self.p >= _FALSE


def excitation(days: Whole, span: int, *, jitters: int = JITTERS, seed: int = _SEED) -> Excitation | None:
    """Fit self-excitation to the days of events, from 0 to ``span - 1``; null for less than 40 events.

    The hour of an event is not known: each gets one at random in its day, `jitters` times over, and each of the figures is the
    median of these fits. What excites within a day cannot be seen so, and is no part of the answer.

    Raises:
        UsageError: there are more than 5,000 events.
    """
    draw = np.random.default_rng(seed)
    fits = [fit(np.sort(days + draw.uniform(size=len(days))), float(span)) for _ in range(jitters)]
    known = [one for one in fits if one is not None]
    if not known:
        return None
    p = chance_of_gain(_median([one.gain for one in known]), len(days), float(span))
    _, many = np.unique(days, return_counts=True)
    branching = _middle([one.branching for one in known])
    return Excitation(
        branching if p < _FALSE else Bounds(branching.value, 0.0, branching.high),
        _middle([one.half_life for one in known]) if p < _FALSE else None,
        _median([one.background for one in known]),
        p,
        _median([one.ks for one in known]),
        len(days),
        int(many[many > 1].sum()),
        span,
    )


def sentence(found: Excitation | None, events: int) -> str:
    """What the fit says, with its figures."""
    if found is None and events > MOST:
        return (
            f"Whether events call forth others is not looked at for more than {MOST:,} events, and there are {events:,}: a sample"
            " would break the chains, so ask for a smaller area or a shorter time."
        )
    if found is None:
        return f"Whether events call forth others cannot be told from {events:,} events: {LEAST} are needed."
    if found.steady or found.half_life is None:
        return (
            f"No self-excitation can be told from a steady rate ({found.events:,} events in {found.days:,} days; branching ratio"
            f" {_interval(found.branching)}; p {found.p:.2g})."
        )
    low, high = (round(100 * end) for end in (found.branching.low, found.branching.high))
    return (
        f"Events come in clusters as if each called forth others: {low} to {high} of 100 (95 %) followed from an earlier one,"
        f" half of them within {_days(found.half_life.value)} (95 % interval {_days(found.half_life.low)} to"
        f" {_days(found.half_life.high)}; {found.events:,} events in {found.days:,} days)."
    )


def warnings(found: Excitation | None) -> list[str]:
    """What speaks against reading a fit as one event calling forth another."""
    if found is None or found.steady or found.half_life is None:
        return []
    said = [
        "a rate that rises, falls or has seasons looks like self-excitation: a steady background is taken for granted",
        "days are known, and no hours: each event has a time of its day by chance",
    ]
    if found.half_life.value < DUPLICATES_DAYS:
        said.append(
            f"a half-life of {_days(found.half_life.value)} smells of duplicates: reports of one event that were not linked look"
            f" like this ({found.same_day:,} of {found.events:,} events share their day with another)"
        )
    if found.half_life.high >= 0.95 * LONGEST * found.days:
        said.append(
            "the half-life has no upper end that these days can show: a slow change of the rate looks the same"
        )
    if found.branching.high >= MOST_BRANCHING:
        said.append("the branching ratio has no upper end below 1 that these days can show")
    if found.ks < _FALSE:
        said.append(f"the model does not fit the times (Kolmogorov-Smirnov p {found.ks:.2g})")
    return said


def _interval(of: Bounds) -> str:
    return f"{number(of.value)}, 95 % interval {number(of.low)} to {number(of.high)}"


def _days(value: float) -> str:
    return f"{round(24 * value)} hours" if value < 1 else f"{number(value)} days"


def _middle(of: Sequence[Bounds]) -> Bounds:
    return Bounds(*(_median([getattr(one, end) for one in of]) for end in ("value", "low", "high")))


def _median(values: Sequence[float]) -> float:
    return float(np.median(values))
