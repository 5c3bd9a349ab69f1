"""Which changes can be told from chance, between which dates, from which level to which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.analysis.change.online import Posterior
from counterclaim.analysis.change.series import Floats
from counterclaim.analysis.rates import LEVEL, Bounds


@dataclass(frozen=True, slots=True)
class Change:
    """A change of level.

    It lies just before a period from `first` to `last`, most likely `at`, with the chance `p`. `before` and `after`
    are levels per unit of exposure, `ratio` the second over the first. `known` is the period after which it could be
    told, with what was seen until then; null where it takes what came later.
    """

    first: int
    at: int
    last: int
    p: float
    before: Bounds
    after: Bounds
    ratio: Bounds
    known: int | None


def changes(found: Posterior, level: float = LEVEL) -> list[Change]:
    """The changes in order: the narrowest spans of periods that hold one or more with at least the chance `level`.

    Spans do not overlap. A series without change has one reported with a chance of about ``1 - level`` at most.
    """
    chances, ends = _spans(found, level)
    taken: list[tuple[int, int]] = []
    for first in sorted(range(len(ends)), key=lambda at: (ends[at] - at, -chances[at])):
        last = int(ends[first])
        if chances[first] < level or any(first <= high and low <= last for low, high in taken):
            continue
        taken.append((first, last))
    return [_change(found, first, last, level) for first, last in sorted(taken)]


def _spans(found: Posterior, level: float) -> tuple[Floats, Floats]:
    """For each period, the first one by which a change from here on has the chance `level`, and its chance."""
    draws, periods = found.changes.shape
    following = np.where(found.changes, np.arange(periods), periods)
    following = np.minimum.accumulate(following[:, ::-1], axis=1)[:, ::-1]
    ends = np.quantile(following, level, axis=0, method="inverted_cdf")
    return (following <= np.minimum(ends, periods - 1)).sum(axis=0) / draws, ends


def _change(found: Posterior, first: int, last: int, level: float) -> Change:
    inside = found.changes[:, first : last + 1]
    with_one = inside.any(axis=1)
    # Of a draw with several changes in the span, levels are those before the first and after the last.
    starts = first + inside.argmax(axis=1)[with_one]
    ends = last - inside[:, ::-1].argmax(axis=1)[with_one]
    levels, rows = found.levels[with_one], np.arange(int(with_one.sum()))
    before, after = levels[rows, starts - 1], levels[rows, ends]
    known = np.flatnonzero(found.runs[first:, first:].sum(axis=1) >= level)
    return Change(
        first,
        first + int(inside.sum(axis=0).argmax()),
        last,
        float(with_one.mean()),
        bounds(before, level),
        bounds(after, level),
        bounds(after / before, level),
        first + int(known[0]) if known.size else None,
    )


def bounds(drawn: Floats, level: float = LEVEL) -> Bounds:
    """Median and central interval of draws."""
    low, middle, high = np.quantile(drawn, [(1 - level) / 2, 0.5, (1 + level) / 2])
    return Bounds(float(middle), float(low), float(high))


def many_bounds(drawn: Floats, level: float = LEVEL) -> list[Bounds]:
    """`bounds` of each column of draws."""
    low, middle, high = np.quantile(drawn, [(1 - level) / 2, 0.5, (1 + level) / 2], axis=0)
    return [Bounds(*ends) for ends in zip(middle.tolist(), low.tolist(), high.tolist(), strict=True)]
