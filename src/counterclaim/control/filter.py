"""What was known on a day: the forward pass over evidence in the order in which it became known.

A place's chain has a node on each day that evidence tells of. Evidence that becomes known late is put at its own day
and the chain is walked again from there, so that the answer on any day rests on all that was known by then, and on
nothing else. Between nodes nothing is computed: the closed form of `states` gives any day when it is asked for.
All places are walked side by side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterclaim.control.emissions import Evidence, says_what
from counterclaim.control.parameters import Parameters
from counterclaim.control.states import LONGEST, Floats, Ints, Kernel, brought, days

FAR = 1 << 32
"""More than any ordinal of a day: place times this plus day is one key in the order of both."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The nodes (G) of all places, by place and day, and what is known at them.

    `start` (P + 1) is where each place's nodes begin. `likelihood` (G, K + 2), `news` (G) and `named` (G, K + 1) are
    of the evidence at a node; `faded` and `ever` (G, K + 1) count who was named until then, with and without fading,
    `entering` and `weights` (G, K) are the weights of the parties as next ones before and after the node's own
    evidence, `contest` (G) the chance that what comes next before it is a contest, and `alpha` (G, K + 2) the filter.
    A node is `told` when some of its evidence is known and `begun` when it or one before it is; one that is not told
    changes nothing.
    """

    place: Ints
    day: Ints
    start: Ints
    likelihood: Floats
    news: Floats
    named: Floats
    faded: Floats
    ever: Floats
    entering: Floats
    contest: Floats
    weights: Floats
    alpha: Floats
    told: NDArray[np.bool_]
    begun: NDArray[np.bool_]

    @classmethod
    def of(cls, evidence: Evidence) -> tuple[Grid, Ints]:
        """The empty nodes of all days in the evidence, and the node of each row."""
        states = evidence.likelihood.shape[1]
        keys, node = np.unique(evidence.place * FAR + evidence.day, return_inverse=True)
        place, day = keys // FAR, keys % FAR
        start = np.searchsorted(place, np.arange(len(evidence.places) + 1))
        size, parties = len(keys), states - 2
        grid = cls(
            place,
            day,
            start.astype(np.int64),
            np.ones((size, states)),
            np.zeros(size),
            np.zeros((size, parties + 1)),
            np.zeros((size, parties + 1)),
            np.zeros((size, parties + 1)),
            np.zeros((size, parties)),
            np.zeros(size),
            np.zeros((size, parties)),
            np.zeros((size, states)),
            np.zeros(size, dtype=np.bool_),
            np.zeros(size, dtype=np.bool_),
        )
        return grid, node.astype(np.int64)

    @property
    def key(self) -> Ints:
        """Place and day of each node as one rising number."""
        return self.place * FAR + self.day


@dataclass(frozen=True, slots=True)
class Chain:
    """What a pass needs besides the evidence: the kernel of days and the table of what is said."""

    given: Parameters
    days: Kernel
    says: Floats

    @classmethod
    def of(cls, given: Parameters, parties: int, longest: int) -> Chain:
        """The chain of places with that many parties, for gaps of up to `longest` days."""
        return cls(given, days(given, longest), says_what(parties, given))

    def steps(self, gap: Ints) -> Ints:
        """Gaps as the kernel of days can take them."""
        return np.minimum(np.maximum(gap, 0), len(self.days.kept) - 1)

    def drawn(self, faded: Floats, ever: Floats, gap: Ints | None = None) -> tuple[Floats, Floats]:
        """Weights (m, K) of the parties and chance (m) of a contest, `gap` (m) days after who was named was counted."""
        e, n = self.given.emission, self.given.news
        if gap is not None:
            faded = faded * self.fade(gap)
        count = (1.0 - e.lasting) * faded + e.lasting * ever
        contest = (n.prior * n.contested_share + count[:, -1]) / (n.prior + count.sum(axis=1))
        return shares(count[:, :-1] + e.prior), contest

    def weights(self, faded: Floats, ever: Floats) -> Floats:
        """The weights (m, K) alone, on the day of the count."""
        e = self.given.emission
        return shares((1.0 - e.lasting) * faded[:, :-1] + e.lasting * ever[:, :-1] + e.prior)

    def fade(self, gap: Ints) -> Floats:
        """The part (m, 1) of a naming that is left after so many days, but for what lasts."""
        return np.asarray(0.5 ** (gap / self.given.emission.half_life_days))[:, None]


@dataclass(frozen=True, slots=True)
class Filtered:
    """The filter's answers. A version holds from the day `known` until the next one of its place.

    `alpha` (V, K + 2) are the probabilities on the day `base`, the last that the version's evidence tells of.
    """

    evidence: Evidence
    chain: Chain
    grid: Grid
    place: Ints
    known: Ints
    base: Ints
    alpha: Floats
    weights: Floats
    faded: Floats
    ever: Floats
    key: Ints
    """Place and day of knowledge of each version as one rising number."""

    def at(self, place: ArrayLike, day: ArrayLike, known: ArrayLike | None = None) -> Floats:
        """Probabilities (m, K + 2) at places (index) on days (ordinal), as known on `known`, which is `day` if null.

        A place of which nothing was known is `unknown`. A day before all that was known is answered as the first.
        """
        where, when = np.asarray(place, dtype=np.int64), np.asarray(day, dtype=np.int64)
        found, version, gap = self._versions(where, when, known)
        state = nobody_knows(len(where), self.alpha.shape[1])
        if found.any():
            state[found] = shares(
                self.chain.days.forward(self.alpha[version], self.chain.steps(gap), self.weights[version])
            )
        return state

    def expected(self, place: ArrayLike, day: ArrayLike, known: ArrayLike | None = None) -> Floats:
        """Chances (m, K + 1) of what a statement of that day, if one is made, would say: each party, contested."""
        where = np.asarray(place, dtype=np.int64)
        state = self.at(where, day, known)
        found, version, gap = self._versions(where, np.asarray(day, dtype=np.int64), known)
        faded, ever = np.zeros((2, len(where), state.shape[1] - 1))
        since = np.zeros(len(where), dtype=np.int64)
        faded[found], ever[found], since[found] = self.faded[version], self.ever[version], np.maximum(gap, 0)
        drawn = self.chain.drawn(faded, ever, since)
        return shares(brought(self.chain.given.news, np.ones(len(where)), state, *drawn) @ self.chain.says)

    def _versions(
        self, where: Ints, when: Ints, known: ArrayLike | None
    ) -> tuple[NDArray[np.bool_], Ints, Ints]:
        told = when if known is None else np.broadcast_to(np.asarray(known, dtype=np.int64), when.shape)
        version = np.searchsorted(self.key, where * FAR + told, side="right") - 1
        found = np.zeros(len(where), dtype=np.bool_)
        if len(self.place):
            found = (version >= 0) & (self.place[np.maximum(version, 0)] == where)
        version = version[found]
        return found, version, when[found] - self.base[version]


def shares(value: Floats) -> Floats:
    """Rows that sum to 1."""
    return np.asarray(value / value.sum(axis=1, keepdims=True))


def nobody_knows(count: int, states: int) -> Floats:
    """What holds before anything is said: `unknown`, for certain."""
    state = np.zeros((count, states))
    state[:, -1] = 1.0
    return state


def run(
    evidence: Evidence, given: Parameters, kernel: int | None = None, *, versions: bool = True
) -> Filtered:
    """Filter all places. Without `versions` there is one answer a place, of all evidence at once: for smoothing.

    `kernel` is the length of the kernel of days, where it is not that of this evidence.
    """
    grid, node = Grid.of(evidence)
    if kernel is None:
        kernel = longest(int(grid.day.min()), int(grid.day.max())) if len(grid.day) else longest(0, 0)
    chain = Chain.of(given, evidence.likelihood.shape[1] - 2, kernel)
    if len(evidence.said):
        latest = np.zeros(len(evidence.places), dtype=np.int64)
        np.maximum.at(latest, evidence.place, evidence.said)
    told = evidence.said if versions or not len(evidence.said) else latest[evidence.place]
    pairs, version = np.unique(evidence.place * FAR + told, return_inverse=True)
    place, known = pairs // FAR, pairs % FAR
    order = np.argsort(version, kind="stable")
    first = np.searchsorted(version[order], np.arange(len(pairs)))
    begin, before, end = _reach(node[order], first, place, grid)
    late = node[order] <= before[version[order]]
    _put(grid, evidence, order[~late], node[order[~late]])
    order = order[late]
    rows = np.searchsorted(version[order], np.arange(len(pairs) + 1))
    size, states = len(pairs), evidence.likelihood.shape[1]
    alpha, weights = np.zeros((size, states)), np.zeros((size, states - 2))
    faded, ever = np.zeros((2, size, states - 1))
    now = np.flatnonzero(np.diff(place, prepend=-1))
    at = begin[now]
    fresh = now
    while len(now):
        if len(fresh) and (rows[fresh + 1] > rows[fresh]).any():
            some = order[_ranges(rows[fresh], rows[fresh + 1])]
            _put(grid, evidence, some, node[some])
        _step(grid, chain, at)
        done = at == end[now]
        whole, last = now[done], at[done]
        alpha[whole], weights[whole] = grid.alpha[last], grid.weights[last]
        faded[whole], ever[whole] = grid.faded[last], grid.ever[last]
        more = whole + 1
        going = (more < size) & (place[np.minimum(more, size - 1)] == place[whole])
        fresh = more[going]
        now = np.concatenate([now[~done], fresh])
        at = np.concatenate([at[~done] + 1, begin[fresh]])
    return Filtered(evidence, chain, grid, place, known, grid.day[end], alpha, weights, faded, ever, pairs)


def longest(first: int, last: int) -> int:
    """Days that the kernel is made for: the time between two days (ordinals) and a year, in whole thousands of days."""
    return min(LONGEST, -(-(last - first + 366) // 1000) * 1000)


def _put(grid: Grid, evidence: Evidence, rows: Ints, node: Ints) -> None:
    """Add rows of evidence to their nodes; rows of one node multiply."""
    np.multiply.at(grid.likelihood, node, evidence.likelihood[rows])
    np.add.at(grid.named, node, evidence.named[rows])
    grid.told[node] = True
    quiet = np.empty_like(grid.news)
    quiet[node] = 1.0 - grid.news[node]
    np.multiply.at(quiet, node, 1.0 - evidence.news[rows])
    grid.news[node] = 1.0 - quiet[node]
    scale = grid.likelihood[node].max(axis=1, keepdims=True)
    grid.likelihood[node] /= scale


def _reach(node: Ints, first: Ints, place: Ints, grid: Grid) -> tuple[Ints, Ints, Ints]:
    """Where the walk of each version, whose rows begin at `first`, starts, where the one before ended, and where it ends.

    It starts at the earliest node of its evidence, at the latest after the one before, and ends at no earlier day. What it
    tells of nodes that no version before has walked can be put there at once.
    """
    if not len(first):
        return first, first, first
    end = np.maximum.accumulate(np.maximum.reduceat(node, first))
    before = np.concatenate([[-1], end[:-1]])
    before = np.where(np.diff(place, prepend=-1) != 0, grid.start[place] - 1, before)
    return np.minimum(np.minimum.reduceat(node, first), before + 1), before, end


def _ranges(low: Ints, high: Ints) -> Ints:
    """All whole numbers from each low up to its high."""
    count = high - low
    return np.repeat(high - np.cumsum(count), count) + np.arange(int(count.sum()))


def _step(grid: Grid, chain: Chain, at: Ints) -> None:
    first = grid.start[grid.place[at]] == at
    back = np.where(first, at, at - 1)
    start = first | ~grid.begun[back]
    gap = grid.day[at] - grid.day[back]
    faded, ever = grid.faded[back] * chain.fade(gap), grid.ever[back]
    state, before = grid.alpha[back], grid.weights[back]
    if start.any():
        faded[start] = ever[start] = 0.0
        state[start] = nobody_knows(1, state.shape[1])
        gap[start] = 0
    entering, contest = chain.drawn(faded, ever)
    before[start] = entering[start]
    state = chain.days.forward(state, chain.steps(gap), before)
    state = brought(chain.given.news, grid.news[at], state, entering, contest)
    state *= grid.likelihood[at]
    faded += grid.named[at]
    ever += grid.named[at]
    grid.alpha[at] = shares(state)
    grid.faded[at], grid.ever[at] = faded, ever
    grid.entering[at], grid.contest[at] = entering, contest
    told = grid.told[at]
    quiet = ~told
    weights = chain.weights(faded, ever)
    weights[quiet] = before[quiet]
    grid.weights[at] = weights
    grid.begun[at] = told | ~start
