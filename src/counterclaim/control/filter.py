"""What was known on a day: the forward pass over evidence in the order in which it became known.

A place's chain has a node on each day that evidence tells of. Evidence that becomes known late is put at its own day
and the chain is walked again from there, so that the answer on any day rests on all that was known by then, and on
nothing else. Between nodes nothing is computed: the closed form of `states` gives any day when it is asked for.
All places are walked side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterclaim.control.emissions import Evidence, says_what
from counterclaim.control.parameters import Parameters
from counterclaim.control.states import LONGEST, Floats, Ints, Kernel, days, mixed, news

FAR = 1 << 32
"""More than any ordinal of a day: place times this plus day is one key in the order of both."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The nodes (G) of all places, by place and day, and what is known at them.

    `start` (P + 1) is where each place's nodes begin. `likelihood` (G, K + 2), `news` (G) and `named` (G, K) are of
    the evidence at a node; `faded` (G, K) counts who was named until then, `entering` and `weights` (G, K) are the
    weights of the parties as next ones before and after the node's own evidence, and `alpha` (G, K + 2) is the filter.
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
    entering: Floats
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
            np.zeros((size, parties)),
            np.zeros((size, parties)),
            np.zeros((size, parties)),
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
    """What a pass needs besides the evidence: the kernels of days and of news, and the table of what is said."""

    given: Parameters
    days: Kernel
    news: Kernel
    says: Floats

    @classmethod
    def of(cls, given: Parameters, parties: int, longest: int) -> Chain:
        """The chain of places with that many parties, for gaps of up to `longest` days."""
        return cls(given, days(given, longest), news(given), says_what(parties, given))

    def steps(self, gap: Ints) -> Ints:
        """Gaps as the kernel of days can take them."""
        return np.clip(gap, 0, len(self.days.kept) - 1)

    def spread(self, named: Floats) -> Floats:
        """Weights of the parties from how often they were named, each with its prior besides."""
        found = named + self.given.emission.prior
        return np.asarray(found / found.sum(axis=1, keepdims=True))


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

    def at(self, place: ArrayLike, day: ArrayLike, known: ArrayLike | None = None) -> Floats:
        """Probabilities (m, K + 2) at places (index) on days (ordinal), as known on `known`, which is `day` if null.

        A place of which nothing was known is `unknown`. A day before all that was known is answered as the first.
        """
        where, when = np.asarray(place, dtype=np.int64), np.asarray(day, dtype=np.int64)
        found, version, gap = self._versions(where, when, known)
        state = nobody_knows(len(where), self.alpha.shape[1])
        if found.any():
            state[found] = self.chain.days.forward(
                self.alpha[version], self.chain.steps(gap), self.weights[version]
            )
        return state

    def expected(self, place: ArrayLike, day: ArrayLike, known: ArrayLike | None = None) -> Floats:
        """Chances (m, K + 1) of what a statement of that day, if one is made, would say: each party, contested."""
        where = np.asarray(place, dtype=np.int64)
        state = self.at(where, day, known)
        found, version, _ = self._versions(where, np.asarray(day, dtype=np.int64), known)
        weights = np.full((len(where), state.shape[1] - 2), 1.0 / (state.shape[1] - 2))
        weights[found] = self.weights[version]
        moved = mixed(self.chain.news, np.ones(len(where)), state, weights)
        return np.asarray(moved @ self.chain.says)

    def _versions(
        self, where: Ints, when: Ints, known: ArrayLike | None
    ) -> tuple[NDArray[np.bool_], Ints, Ints]:
        told = when if known is None else np.broadcast_to(np.asarray(known, dtype=np.int64), when.shape)
        version = np.searchsorted(self.place * FAR + self.known, where * FAR + told, side="right") - 1
        found = np.zeros(len(where), dtype=np.bool_)
        if len(self.place):
            found = (version >= 0) & (self.place[np.maximum(version, 0)] == where)
        version = version[found]
        return found, version, when[found] - self.base[version]


def nobody_knows(count: int, states: int) -> Floats:
    """What holds before anything is said: `unknown`, for certain."""
    state = np.zeros((count, states))
    state[:, -1] = 1.0
    return state


def run(evidence: Evidence, given: Parameters, *, versions: bool = True) -> Filtered:
    """Filter all places. Without `versions` there is one answer a place, of all evidence at once: for smoothing."""
    grid, node = Grid.of(evidence)
    longest = _longest(grid.day)
    chain = Chain.of(given, evidence.likelihood.shape[1] - 2, longest)
    if len(evidence.said):
        latest = np.zeros(len(evidence.places), dtype=np.int64)
        np.maximum.at(latest, evidence.place, evidence.said)
    told = evidence.said if versions or not len(evidence.said) else latest[evidence.place]
    pairs, version = np.unique(evidence.place * FAR + told, return_inverse=True)
    place, known = pairs // FAR, pairs % FAR
    size, states = len(pairs), evidence.likelihood.shape[1]
    base, alpha, weights = (
        np.zeros(size, dtype=np.int64),
        np.zeros((size, states)),
        np.zeros((size, states - 2)),
    )
    first = np.searchsorted(place, np.arange(len(evidence.places) + 1))
    rank = np.arange(size) - first[place] if size else np.zeros(0, dtype=np.int64)
    order = np.argsort(rank[version], kind="stable")
    bounds = np.searchsorted(rank[version][order], np.arange(int(rank.max()) + 2 if size else 1))
    done = grid.start[:-1] - 1
    for low, high in pairwise(bounds.tolist()):
        rows = order[low:high]
        _put(grid, evidence, rows, node[rows])
        now = np.unique(version[rows])
        begin, end = _reach(node[rows], version[rows], now)
        where = place[now]
        begin = np.minimum(begin, done[where] + 1)
        end = np.maximum(end, done[where])
        _walk(grid, chain, begin, end)
        done[where] = end
        base[now], alpha[now], weights[now] = grid.day[end], grid.alpha[end], grid.weights[end]
    return Filtered(evidence, chain, grid, place, known, base, alpha, weights)


def _longest(day: Ints) -> int:
    """Days that the kernel is made for: the time between the nodes and a year, in whole thousands of days."""
    span = int(day.max() - day.min()) + 366 if len(day) else 1
    return min(LONGEST, -(-span // 1000) * 1000)


def _put(grid: Grid, evidence: Evidence, rows: Ints, node: Ints) -> None:
    """Add rows of evidence to their nodes; rows of one node multiply."""
    np.multiply.at(grid.likelihood, node, evidence.likelihood[rows])
    np.add.at(grid.named, node, evidence.named[rows])
    grid.told[node] = True
    quiet = 1.0 - grid.news
    np.multiply.at(quiet, node, 1.0 - evidence.news[rows])
    grid.news[node] = 1.0 - quiet[node]
    scale = grid.likelihood[node].max(axis=1, keepdims=True)
    grid.likelihood[node] /= scale


def _reach(node: Ints, version: Ints, now: Ints) -> tuple[Ints, Ints]:
    """First and last node of the rows of each version."""
    at = np.searchsorted(now, version)
    begin = np.full(len(now), np.iinfo(np.int64).max)
    end = np.full(len(now), -1)
    np.minimum.at(begin, at, node)
    np.maximum.at(end, at, node)
    return begin, end


def _walk(grid: Grid, chain: Chain, begin: Ints, end: Ints) -> None:
    """Compute the nodes from `begin` to `end` of each place, one node of every place at a time."""
    at = begin.copy()
    while len(at):
        _step(grid, chain, at)
        at = at + 1
        going = at <= end
        at, end = at[going], end[going]


def _step(grid: Grid, chain: Chain, at: Ints) -> None:
    first = grid.start[grid.place[at]] == at
    back = np.where(first, at, at - 1)
    start = (first | ~grid.begun[back])[:, None]
    gap = grid.day[at] - grid.day[back]
    fade = 0.5 ** (gap / chain.given.emission.half_life_days)
    faded = np.where(start, 0.0, grid.faded[back] * fade[:, None])
    entering = chain.spread(faded)
    state = np.where(start, nobody_knows(len(at), grid.alpha.shape[1]), grid.alpha[back])
    before = np.where(start, entering, grid.weights[back])
    state = chain.days.forward(state, np.where(start[:, 0], 0, chain.steps(gap)), before)
    state = mixed(chain.news, grid.news[at], state, entering)
    state *= grid.likelihood[at]
    faded = faded + grid.named[at]
    grid.alpha[at] = state / state.sum(axis=1, keepdims=True)
    grid.faded[at] = faded
    grid.entering[at] = entering
    grid.weights[at] = np.where(grid.told[at][:, None], chain.spread(faded), before)
    grid.begun[at] = grid.told[at] | ~start[:, 0]
