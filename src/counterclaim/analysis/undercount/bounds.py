"""What two lists say, and a lower bound that any number of lists gives.

Chapman (1951): with n and k people on two independent lists and m on both, N = (n + 1)(k + 1) / (m + 1) - 1, all but
unbiased where m is 7 or more (Robson and Regier 1964; Seber 1982, section 3.1). The interval is the transformed-logit
one of Sadinle (2009): with 0.5 added to the three counts, the log of the number missing is normal.

The lower bound of Chao (1987) in its form for lists of unequal size (Rivest and Baillargeon 2007): with s people on one
list alone and d on exactly two, missing >= sum over pairs of lists of s s' / (sum of d + 1). It holds where some people
are easier to record than others; with two lists it is Chapman's estimate. It fails where lists shun each other.
"""

from __future__ import annotations

import math
from itertools import combinations

from scipy.stats import norm

from counterclaim.analysis.undercount.averaging import LEVEL, Range
from counterclaim.analysis.undercount.lists import Lists


def chapman(lists: Lists, level: float = LEVEL) -> Range:
    """Chapman's estimate of the number of all people by two independent lists, with its interval."""
    _, first, second, both = lists.counts
    z = float(norm.ppf((1 + level) / 2))
    middle = (first + 0.5) * (second + 0.5) / (both + 0.5)
    spread = math.sqrt(1 / (first + 0.5) + 1 / (second + 0.5) + 1 / (both + 0.5) + 1 / middle)
    low, high = (lists.observed - 0.5 + middle * math.exp(sign * z * spread) for sign in (-1, 1))
    estimate = (first + both + 1) * (second + both + 1) / (both + 1) - 1
    return Range(max(low, float(lists.observed)), estimate, high)


def lower_bound(lists: Lists) -> float:
    """Chao's lower bound of the number of all people, with its correction for few overlaps."""
    alone = [lists.counts[1 << place] for place in range(len(lists.names))]
    products = sum(one * other for one, other in combinations(alone, 2))
    return lists.observed + products / (lists.on(2) + 1)


def independence(lists: Lists) -> float | None:
    """The estimate if all lists were independent of each other and everyone as easy to record; null without limit.

    The number N for which the product of the shares of N not on each list is the share of N on none (Darroch 1958).
    """
    sizes = [lists.together(1 << place) for place in range(len(lists.names))]
    if lists.observed >= sum(sizes):
        return None
    low, high = float(lists.observed), 2.0 * lists.observed

    def excess(total: float) -> float:
        return total * math.prod(1 - size / total for size in sizes) - (total - lists.observed)

    while excess(high) > 0:
        high *= 2
    while high - low > 1e-9 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2
