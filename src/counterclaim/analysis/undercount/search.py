"""Which log-linear models are looked at: all of them for up to four lists, a search for five and six."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.analysis.undercount.lists import Lists, pairs
from counterclaim.analysis.undercount.loglinear import Fit, Model, fit

LEAST_TRIPLE = 10
"""An interaction of three lists is looked at where so many people stand on all three (a convention)."""

WINDOW = 9.2
"""Models whose BIC is higher by more than this weigh less than a hundredth of the best and are left out."""

MOST_MODELS = 1500
_ALL_UP_TO = 4


@dataclass(frozen=True, slots=True)
class Found:
    """The models in the window, best first, how many were looked at, and whether none was left unlooked at."""

    fits: tuple[Fit, ...]
    looked_at: int
    complete: bool


def search(lists: Lists) -> Found:
    """The models that the counts speak for: Occam's window (Madigan and Raftery 1994).

    The best model yet whose neighbours are not known is taken, and those that have one interaction more or less are
    fitted, from the model of independence and that of all pairs. With more than four lists the search ends when no
    model within the window is left, or after `MOST_MODELS`.
    """
    every = len(lists.names) <= _ALL_UP_TO
    terms = permitted(lists)
    known: dict[Model, Fit] = {}
    queue: list[tuple[float, tuple[int, ...]]] = []
    best = float("inf")

    def look(model: Model) -> None:
        nonlocal best
        if model not in known and len(known) < MOST_MODELS:
            known[model] = found = fit(lists, model)
            heapq.heappush(queue, (found.bic, tuple(sorted(model))))
            best = min(best, found.bic)

    look(frozenset())
    look(frozenset(mask for mask in terms if mask.bit_count() == 2))
    while queue and len(known) < MOST_MODELS and (every or queue[0][0] <= best + WINDOW):
        for model in _neighbours(frozenset(heapq.heappop(queue)[1]), terms):
            look(model)
    fits = sorted((one for one in known.values() if one.bic <= best + WINDOW), key=_order)
    return Found(tuple(fits), len(known), every or len(known) < MOST_MODELS)


def permitted(lists: Lists) -> list[int]:
    """The interactions that a model may have: of pairs, and of three lists where the counts allow it.

    That of all lists is never among them: the counts cannot tell it from the number of people on no list.
    """
    number = len(lists.names)
    two = pairs(number) if number > 2 else []
    three = [mask for mask in range(2**number) if mask.bit_count() == 3 and number > 3]
    return two + [mask for mask in three if lists.together(mask) >= LEAST_TRIPLE]


def _neighbours(model: Model, terms: list[int]) -> Iterator[Model]:
    """The hierarchical models with one interaction more or less."""
    for term in terms:
        if term in model:
            if not any(other != term and other & term == term for other in model):
                yield model - {term}
        elif all(term & ~(1 << place) in model for place in range(8) if term >> place & 1) or (
            term.bit_count() == 2
        ):
            yield model | {term}


def _order(one: Fit) -> tuple[float, int, list[int]]:
    return one.bic, one.parameters, sorted(one.model)
