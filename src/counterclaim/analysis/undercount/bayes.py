"""Bayesian average over decomposable graphical models (Madigan and York 1997, Biometrika 84, 19-31).

The probabilities of the patterns have a hyper-Dirichlet prior (Dawid and Lauritzen 1993): `delta` prior counts for each
pattern. Each graph has then, for N people, a likelihood in closed form: the product over its cliques, divided by that
over its separators, of

    Gamma(A) / Gamma(A + N) * product over the patterns of the marginal of Gamma(a + n) / Gamma(a),

times N! / (m! product of n!). All graphs are equally likely before the counts are seen, and the prior of N is 1 / N,
unless another is given. The complete graph is left out: under it the counts say nothing about N.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from counterclaim.analysis.undercount.averaging import LEVEL, SHOWN, Range
from counterclaim.analysis.undercount.graphs import decomposable
from counterclaim.analysis.undercount.lists import Lists
from counterclaim.analysis.undercount.loglinear import UNBOUNDED

Values = NDArray[np.float64]
Graph = tuple[tuple[int, int], ...]

_SINGLY, _STEPS, _AT_ONCE = 200, 300, 2000
_EDGE, _AT_EDGE = 0.9, 0.005


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the counts say about the number of people on no list.

    The numbers stand in runs: `missing` is the middle of each, `last` its last number, `probability` that of the run,
    all of shape (g,). `graphs` are the edges of the likeliest graphs with their probability, likeliest first.
    """

    observed: int
    missing: Values
    last: Values
    probability: Values
    graphs: tuple[tuple[Graph, float], ...]

    def range(self, level: float = LEVEL) -> Range:
        """Median and central interval of the number of all people; no ends where the prior's limit is reached."""
        heaped = np.cumsum(self.probability)
        shares = ((1 - level) / 2, 0.5, (1 + level) / 2)
        low, median, high = (self.observed + float(np.interp(share, heaped, self.last)) for share in shares)
        far = self.missing > _EDGE * self.missing[-1]
        limited = float(self.probability[far].sum()) < _AT_EDGE
        return Range(low, median if limited else None, high if limited else None)


def posterior(lists: Lists) -> Posterior:
    """The posterior of the number of people on no list, over all decomposable graphs."""
    graphs, factors = decomposable(len(lists.names))
    missing, width = _grid(UNBOUNDED * lists.observed)
    heights = [
        log_joint(lists, part, missing) + np.log(width)
        for part in np.array_split(factors, max(1, len(factors) // _AT_ONCE))
    ]
    by_graph = np.concatenate([logsumexp(part, axis=1) for part in heights])
    everything = logsumexp(by_graph)
    probability = sum(np.exp(part - everything).sum(axis=0) for part in heights)
    shares = np.exp(by_graph - everything)
    order = sorted(range(len(graphs)), key=lambda at: (-shares[at], graphs[at]))[:SHOWN]
    ranked = tuple((graphs[at], float(shares[at])) for at in order)
    return Posterior(lists.observed, missing, missing + (width - 1) / 2, np.asarray(probability), ranked)


def log_joint(
    lists: Lists,
    factors: Values,
    missing: Values,
    *,
    delta: float | None = None,
    prior: Callable[[Values], Values] | None = None,
) -> Values:
    """Log of likelihood times prior, for each graph and number of people on no list, shape (graphs, g).

    `factors`: of the graphs, see `graphs.decomposable`. `delta`: prior count of each pattern, 2**-lists unless given
    (one person in all). `prior`: log prior of N.
    """
    number = len(lists.names)
    delta = 2.0**-number if delta is None else delta
    total = lists.observed + missing
    margins = np.array([_marginal(lists, mask, missing, delta) for mask in range(2**number)])
    once = gammaln(total + 1) - gammaln(missing + 1) + (-np.log(total) if prior is None else prior(total))
    return np.asarray(factors @ margins + once)


def _marginal(lists: Lists, mask: int, missing: Values, delta: float) -> Values:
    """The log likelihood of the counts of a set of lists, for each number of people missing."""
    cells = 2 ** (len(lists.names))
    sums: dict[int, float] = {}
    for place, count in enumerate(lists.counts):
        sums[place & mask] = sums.get(place & mask, 0.0) + count
    each = delta * cells / len(sums)
    rest = sum(gammaln(each + count) - gammaln(each) for at, count in sums.items() if at)
    none = gammaln(each + sums[0] + missing) - gammaln(each)
    total = gammaln(delta * cells) - gammaln(delta * cells + lists.observed + missing)
    return np.asarray(total + none + rest)


def _grid(most: float) -> tuple[Values, Values]:
    """Whole numbers from 0 to `most`: each of the first few hundred, then runs that grow; and their widths."""
    far = np.unique(np.round(np.geomspace(_SINGLY, max(most, 2 * _SINGLY), _STEPS)))
    starts = np.concatenate([np.arange(_SINGLY), far])
    width = np.diff(np.append(starts, starts[-1] + 1))
    return starts + (width - 1) / 2, width
