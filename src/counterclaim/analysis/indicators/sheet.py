"""A sheet of indicators of two periods, from counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.analysis.compare import compare
from counterclaim.analysis.dispersion import MOST_MONTHS, dispersion
from counterclaim.analysis.indicators.reach import reach
from counterclaim.analysis.mix.shares import difference, discoveries, equal, share
from counterclaim.analysis.rates import Bounds, Count, rate

FALSE = 0.05


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of A and of B, with the change from B to A.

    `unit` says what it is: ``a month``, ``share``, ``places``. `change` is a ratio where `is_ratio`, else a difference;
    null where it cannot be told. `counts` are (count, of) of A and of B: of days, of events. `q` is p adjusted over all
    indicators of all sheets of an answer.
    """

    key: str
    label: str
    unit: str
    a: Bounds | None
    b: Bounds | None
    counts: tuple[tuple[int, float], tuple[int, float]]
    change: Bounds | None
    is_ratio: bool
    p: float | None
    q: float | None = None
    note: str = ""

    @property
    def differs(self) -> bool:
        """Whether it changed, at the rate of false discoveries."""
        return self.q is not None and self.q < FALSE


def of_rate(
    key: str, label: str, a: Count, b: Count, months: tuple[Sequence[Count], Sequence[Count]] = ((), ())
) -> Indicator:
    """A rate a month and the ratio of both: `counterclaim.analysis.compare.compare`.

    With the `months` of both sides, the interval allows for clusters where they scatter by more than chance.
    """
    known = [list(side) for side in months if side]
    found = dispersion(*known) if 0 < sum(map(len, known)) <= MOST_MONTHS else None
    phi = found.value if found is not None and found.over else 1.0
    against = compare(a, b, dispersion=(phi, phi))
    return Indicator(
        key,
        label,
        "a month",
        rate(a, "month", dispersion=phi),
        rate(b, "month", dispersion=phi),
        ((a.count, a.days), (b.count, b.days)),
        against.ratio,
        True,
        against.p,
        note=f"widened for clusters ({phi:.1f})" if phi > 1 else "",
    )


def of_share(key: str, label: str, a: tuple[int, int], b: tuple[int, int]) -> Indicator:
    """A share (count, total) and the difference of both: Wilson's and Newcombe's intervals, Fisher's test."""
    return Indicator(key, label, "share", share(*a), share(*b), (a, b), difference(a, b), False, equal(a, b))


def of_reach(key: str, label: str, a: Sequence[int], b: Sequence[int]) -> Indicator:
    """Places at the same number of events, from the events by place: `counterclaim.analysis.indicators.reach.reach`."""
    found = reach(a, b)
    counts = ((sum(count > 0 for count in a), float(sum(a))), (sum(count > 0 for count in b), float(sum(b))))
    if found is None:
        return Indicator(key, label, "places", None, None, counts, None, False, None)
    events, of_a, of_b, change, p = found
    known = not math.isclose(change.low, change.high)
    return Indicator(
        key,
        label,
        "places",
        of_a,
        of_b,
        counts,
        change if known else None,
        False,
        p if known else None,
        note=f"at {events:,} events a side",
    )


def adjusted(sheets: Sequence[Sequence[Indicator]]) -> list[tuple[Indicator, ...]]:
    """The sheets with q over all of their indicators (Benjamini and Hochberg)."""
    found = iter(discoveries([one.p for sheet in sheets for one in sheet]))
    return [tuple(replace(one, q=next(found)) for one in sheet) for sheet in sheets]
