"""What the counts cannot say: reasons to give no estimate, and things to be warned of."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.stats import chi2

from counterclaim.analysis.undercount.averaging import Average, Range
from counterclaim.analysis.undercount.lists import LEAST_LISTS, MOST_LISTS, Lists, pairs

LEAST_OVERLAP = 7
"""Least number of people on two or more lists: below, even Chapman's estimate is biased by more than a few percent
(Robson and Regier 1964; Seber 1982, section 3.1)."""

LEAST_COVERAGE = 0.55
"""Below this estimated coverage, Chao et al. (2001) advise to take the estimate for a lower bound."""

LARGEST_RATIO = 10.0
DOMINANT = 0.9
MISFIT = 0.001
"""Chance of counts so far from the best model, below which it is said not to fit (likelihood-ratio test)."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Reasons to refuse, which forbid an estimate, and warnings, which go with it."""

    refused: tuple[str, ...]
    warnings: tuple[str, ...]


def check(lists: Lists) -> Checked:
    """What can be said before any model is fitted."""
    number = len(lists.names)
    if not LEAST_LISTS <= number <= MOST_LISTS:
        return Checked((f"{number} lists; an estimate needs {LEAST_LISTS} to {MOST_LISTS}",), ())
    sizes = {name: lists.together(1 << place) for place, name in enumerate(lists.names)}
    refused = [f"list {name} is empty: leave it out" for name, size in sizes.items() if not size]
    refused += [
        f"list {name} shares nobody with any other list: it cannot be told how much it covers; leave it out or match again"
        for place, name in enumerate(lists.names)
        if sizes[name] and not _shared(lists, 1 << place)
    ]
    overlap = lists.observed - lists.on(1)
    if overlap < LEAST_OVERLAP:
        refused.append(
            f"{overlap} people are on two or more lists, fewer than the {LEAST_OVERLAP} that an estimate needs; only the "
            "lower bound is given"
        )
    if lists.observed and not lists.on(1):
        refused.append(
            "nobody is on one list alone: the lists are copies of each other or were matched too freely"
        )
    return Checked(tuple(refused), tuple(_warnings(lists)))


def check_average(lists: Lists, average: Average) -> Checked:
    """What is to be said of an estimate."""
    refused, warnings = [], []
    given = average.range
    if given.high is None:
        refused.append(
            f"models that put no upper limit to the number carry {average.limitless:.0%} of the weight: the counts bound "
            "it from below only"
        )
    elif given.high > LARGEST_RATIO * given.low:
        warnings.append(
            f"the high end is {given.high / given.low:.0f} times the low end: the counts say little more than a lower bound"
        )
    best = average.models[0]
    free = len(lists.counts) - 1 - best.fitted.parameters
    if free > 0 and chi2.sf(best.fitted.deviance, free) < MISFIT:
        warnings.append(
            "no model fits the counts well: people differ more, or lists depend more on each other, than the models "
            "allow, and the range is too narrow"
        )
    if given.high is not None and given.high < lists.observed + 1:
        said = "by these counts nobody is missing: that rests on patterns that happen to be empty"
        (refused if warnings else warnings).append(said)
    if best.weight > DOMINANT and len(lists.names) > 2:
        warnings.append(
            f"one model carries {best.weight:.0%} of the weight: the range rests on its assumptions"
        )
    if not average.found.complete:
        warnings.append(
            f"{average.found.looked_at} models were looked at, not all: others might widen the range"
        )
    return Checked(tuple(refused), tuple(warnings))


def check_other(given: Range, other: Range) -> Checked:
    """A warning where the other method excludes what this one says: it knows fewer models."""
    apart = (other.high or given.low) < given.low or (given.high or other.low) < other.low
    said = "the ranges of the two methods exclude each other: the answer hangs on which models are allowed"
    return Checked((), (said,) if apart else ())


def coverage(lists: Lists) -> float:
    """Estimated share of all people that the lists cover: 1 less the mean share of each list that is on it alone.

    The sample coverage of Chao and Tsay (1998), for lists that are not empty.
    """
    sizes = [lists.together(1 << place) for place in range(len(lists.names))]
    alone = [lists.counts[1 << place] for place in range(len(lists.names))]
    shares = [one / size for one, size in zip(alone, sizes, strict=True) if size]
    return 1 - sum(shares) / len(shares) if shares else 0.0


def _shared(lists: Lists, mask: int) -> bool:
    return any(count for place, count in enumerate(lists.counts) if place & mask and place != mask)


def _warnings(lists: Lists) -> list[str]:
    found = []
    apart = [mask for mask in pairs(len(lists.names)) if not lists.together(mask)]
    if apart and len(lists.names) > 2:
        named = ", ".join(" and ".join(lists.named(mask)) for mask in apart)
        found.append(f"lists that share nobody: {named}")
    empty = sum(count == 0 for count in lists.counts[1:])
    if 2 * empty > len(lists.counts) - 1:
        found.append(f"{empty} of {len(lists.counts) - 1} patterns are empty")
    share = coverage(lists)
    if share < LEAST_COVERAGE:
        found.append(
            f"the lists overlap little (estimated coverage {share:.0%}, under {LEAST_COVERAGE:.0%}): read the low end as "
            "a lower bound and the high end with doubt"
        )
    return found
