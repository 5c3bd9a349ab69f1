"""The fatality rules of ACLED and of UCDP, as far as a rule can follow them without a coder's judgement.

Both ask for the most reliable source and leave it to a coder which that is. Here reliability is what the text says of
the source: its interest, and whether it calls the claim verified, unverified or disputed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from counterclaim.events.estimates.conclusion import Conclusion
from counterclaim.events.estimates.figures import About, Figure
from counterclaim.events.estimates.intervals import hull
from counterclaim.model import Verification

_LEAST = 3


def tier(figure: Figure) -> int:
    """How little a figure can be relied on, from 0.

    0: an observer's, called verified; 1: an observer's; 2: an observer's, called unverified, or a party's of other
    than its enemy's losses; 3: a party's of its enemy's losses, or called disputed.
    """
    if figure.verification is Verification.DISPUTED or figure.about is About.ENEMY:
        return _LEAST
    if figure.interested or figure.verification is Verification.UNVERIFIED:
        return 2
    return 0 if figure.verification is Verification.VERIFIED else 1


def acled_value(figure: Figure) -> int:
    """The number ACLED writes for a figure: its words' value where vague, the low end, "up to" where that is all."""
    return figure.vague if figure.vague is not None else figure.floor


def conclude_acled(figures: Sequence[Figure]) -> Conclusion:
    """The most conservative reliable figure, unless a better corroborated one has appeared.

    Reliable are observers' figures that no text calls unverified or disputed; where there are none, those of the next
    tier. A sum that leaves out a side gives way to whole ones.
    """
    whole = [one for one in figures if not one.partial] or list(figures)
    best_tier = max(1, min(map(tier, whole)))
    reliable = [one for one in whole if max(1, tier(one)) == best_tier]
    stated = [one for one in reliable if one.low is not None] or reliable
    agreed = Counter(map(acled_value, stated))
    most = max(agreed.values())
    if most > 1:
        best = min(value for value, times in agreed.items() if times == most)
        reason = f"{most} reliable origins agree on it"
    else:
        best, reason = min(agreed), "the lowest figure of a reliable origin"
    chosen = tuple(one for one in stated if acled_value(one) == best)
    return Conclusion(None, best, None, best_from=chosen, reason=reason)


def conclude_ucdp(figures: Sequence[Figure]) -> Conclusion:
    """Best of the most reliable tier, its lowest figure; low and high over all figures that can be relied on."""
    whole = [one for one in figures if not one.partial] or list(figures)
    reliable = [one for one in whole if tier(one) < _LEAST] or whole
    first = min(map(tier, reliable))
    top = [one for one in reliable if tier(one) == first]
    best = min(one.floor for one in top)
    low, high = hull([one.bounds for one in reliable])
    return Conclusion(
        low,
        best,
        high,
        low_from=tuple(one for one in reliable if one.low == low and low is not None),
        best_from=tuple(one for one in top if one.floor == best),
        high_from=tuple(one for one in reliable if one.bounds[1] == high and high is not None),
        reason="the lowest figure of the most reliable origins",
    )
