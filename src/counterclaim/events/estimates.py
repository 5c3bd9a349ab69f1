"""Low, best and high of a figure by a stated rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median_low

from counterclaim.events.origins import Contexts, origins
from counterclaim.model import Claim, Estimate, Modality, Quantity

RULE = "range/1"
"""One figure an origin, its latest; low and high are the least and greatest, best their lower median.

High stays open where somebody says "at least" more than anybody's greatest figure."""

COUNTED = (
    "killed",
    "injured",
    "captured",
    "abducted",
    "detained",
    "missing",
    "surrendered",
    "displaced",
    "evacuated",
)
_STATING = frozenset({Modality.REPORTED, Modality.CLAIMED})


def estimates(claims: Iterable[Claim], contexts: Contexts) -> tuple[Estimate, ...]:
    """Estimates of every figure that the claims state. What nobody states has no estimate: it is not zero."""
    stating = [claim for claim in claims if claim.modality in _STATING]
    by_origin = origins(stating, contexts)
    found = []
    for what in COUNTED:
        latest = []
        for same in by_origin.values():
            figures = [(claim, total(claim, what)) for claim in same]
            stated = [(claim, figure) for claim, figure in figures if figure is not None]
            if stated:
                latest.append(stated[-1])
        latest = [(claim, figure) for claim, figure in latest if figure != (None, None)]
        if latest:
            found.append(_estimate(what, [(claim, low, high) for claim, (low, high) in latest]))
    return tuple(found)


def _estimate(what: str, figures: Sequence[tuple[Claim, int | None, int | None]]) -> Estimate:
    lows = [low for _, low, _ in figures if low is not None]
    highs = [high for _, _, high in figures if high is not None]
    middles = [low if low is not None else high for _, low, high in figures]
    known = [value for value in middles if value is not None]
    at_least = max((low for _, low, high in figures if high is None and low is not None), default=0)
    high = None if not highs or at_least > max(highs) else max([*highs, *lows])
    return Estimate(
        what=what,
        of=None,
        low=min(lows) if lows else None,
        best=median_low(known) if known else None,
        high=high,
        rule=RULE,
        claims=tuple(sorted(claim.id for claim, _, _ in figures)),
    )


def total(claim: Claim, what: str) -> tuple[int | None, int | None] | None:
    """Low and high of one claim's figures of a kind; null when it states none.

    Several figures are either a total and its parts ("12 killed, including four children") or different
    people ("five soldiers and two civilians"). They are a total and parts when the first is at least the sum
    of the others.
    """
    figures = [one for one in claim.quantities if one.what == what]
    if not figures:
        return None
    first, rest = figures[0], figures[1:]
    if not rest or _value(first) >= sum(_value(one) for one in rest):
        return first.low, first.high
    lows = [one.low for one in figures]
    highs = [one.high for one in figures]
    return (
        None if any(low is None for low in lows) else sum(low for low in lows if low is not None),
        None if any(high is None for high in highs) else sum(high for high in highs if high is not None),
    )


def _value(quantity: Quantity) -> int:
    return quantity.low if quantity.low is not None else quantity.high or 0
