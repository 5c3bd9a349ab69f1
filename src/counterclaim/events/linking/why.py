"""Why a claim is in an event or is not: the score of each pair, taken apart into words and weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from counterclaim.events.linking.candidates import Keys, pairs
from counterclaim.events.linking.clustering import ABSENT, JOIN
from counterclaim.events.linking.columns import columns
from counterclaim.events.linking.comparisons import COMPARISONS
from counterclaim.events.linking.facts import can_link, facts
from counterclaim.events.linking.linking import POSSIBLE, mark
from counterclaim.events.linking.weights import START, compare, score, weights
from counterclaim.events.provenance import Contexts
from counterclaim.model import Claim

_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Factor:
    """One step of a score: what the two claims show, and what it is worth in log-odds."""

    comparison: str
    shows: str
    weight: float


@dataclass(frozen=True, slots=True)
class Pair:
    """How a claim stands to another one.

    `score` is the sum of the factors, in log-odds; `counted` is what it counts for in the event: pairs that no
    block brings together, or that score too low to be kept, count the same. `listed` marks two incidents of one
    sentence, which are never one event.
    """

    other: str
    score: float
    counted: float
    listed: bool
    factors: tuple[Factor, ...]

    @property
    def chance(self) -> float:
        """The score as a chance that the two are about one event."""
        return 1.0 / (1.0 + exp(-self.score))


@dataclass(frozen=True, slots=True)
class Why:
    """How a claim stands to the claims of an event: the mean of the pairs decides. The best pair comes first."""

    claim: str
    mean: float
    joins: bool
    pairs: tuple[Pair, ...]


def why(claim: Claim, others: Sequence[Claim], contexts: Contexts) -> Why | None:
    """How `claim` stands to `others`, the other claims of an event; null for a claim that is no incident, or alone.

    The numbers are those that linking uses: they say whether the claim and all the others are one event, were the
    others one already.
    """
    others = [other for other in others if other.id != claim.id and can_link(other)]
    if not can_link(claim) or not others:
        return None
    found = [facts(one, contexts[one.document_id].published) for one in (claim, *others)]
    table = columns(found)
    first, second = np.zeros(len(others), dtype=np.int64), np.arange(1, len(found))
    levels = compare(table, first, second)
    scores = score(levels, weights())
    met = set(zip(*(side.tolist() for side in pairs(table, Keys(found))), strict=True))
    made = [
        Pair(
            other=other.id,
            score=float(scores[row]),
            counted=float(scores[row]) if (0, row + 1) in met and scores[row] >= POSSIBLE else ABSENT,
            listed=mark(other) == mark(claim),
            factors=_factors([int(level[row]) for level in levels]),
        )
        for row, other in enumerate(others)
    ]
    mean = sum(pair.counted for pair in made) / len(made)
    joins = mean > JOIN and not any(pair.listed for pair in made)
    return Why(claim.id, mean, joins, tuple(sorted(made, key=lambda pair: (-pair.score, pair.other))))


def _factors(levels: Sequence[int]) -> tuple[Factor, ...]:
    by = weights()
    steps = [Factor(START, "where every pair begins", by.start)]
    steps += [
        Factor(one.name, one.levels[level], by.levels[one.name][level])
        for one, level in zip(COMPARISONS, levels, strict=True)
    ]
    return tuple(step for step in steps if step.comparison == START or abs(step.weight) > _NOTHING)
