"""What is known now of any day: forward and backward together (Rabiner 1989, Proceedings of the IEEE 77, 257-286)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterclaim.control.emissions import Evidence
from counterclaim.control.filter import FAR, Filtered, nobody_knows, run, shares
from counterclaim.control.parameters import Parameters
from counterclaim.control.states import Floats, Ints, brought, brought_back


@dataclass(frozen=True, slots=True)
class Smoothed:
    """The smoother's answers: `beta` (G, K + 2) is how likely all later evidence is, by the state at a node.

    That nobody speaks after the last node is evidence, too, until `end` (ordinal), the last day on which anything
    became known.
    """

    forward: Filtered
    beta: Floats
    end: int

    def at(self, place: ArrayLike, day: ArrayLike) -> Floats:
        """Probabilities (m, K + 2) at places (index) on days (ordinal), from all that is known now."""
        state, later, _ = self.both(np.asarray(place, dtype=np.int64), np.asarray(day, dtype=np.int64))
        return shares(state * later)

    def expected(self, place: ArrayLike, day: ArrayLike) -> Floats:
        """Chances (m, K + 1) of what one more statement of that day, if it is made, would say."""
        where, when = np.asarray(place, dtype=np.int64), np.asarray(day, dtype=np.int64)
        state, later, _ = self.both(where, when)
        chain = self.forward.chain
        moved = brought(chain.given.news, np.ones(len(state)), state, *self._drawn(where, when))
        return shares((moved * later) @ chain.says)

    def _drawn(self, where: Ints, when: Ints) -> tuple[Floats, Floats]:
        """Weights of the parties and chance of a contest on days that need not be nodes."""
        grid = self.forward.grid
        faded, ever = np.zeros((2, len(where), grid.named.shape[1]))
        gap = np.zeros(len(where), dtype=np.int64)
        left, behind = self._behind(where, when)
        one = left[behind]
        faded[behind], ever[behind], gap[behind] = (
            grid.faded[one],
            grid.ever[one],
            when[behind] - grid.day[one],
        )
        return self.forward.chain.drawn(faded, ever, gap)

    def _behind(self, where: Ints, when: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """The last node of each place up to a day, and whether there is one."""
        grid = self.forward.grid
        left = np.searchsorted(grid.key, where * FAR + when, side="right") - 1
        if not len(grid.day):
            return left, np.zeros(len(where), dtype=np.bool_)
        return left, (left >= 0) & (grid.place[np.maximum(left, 0)] == where)

    def both(self, where: Ints, when: Ints) -> tuple[Floats, Floats, Floats]:
        """Forward and backward on days that need not be nodes, and the weights of the parties there."""
        grid, chain = self.forward.grid, self.forward.chain
        states = grid.alpha.shape[1]
        state, later = nobody_knows(len(where), states), np.ones((len(where), states))
        weights = np.full((len(where), states - 2), 1.0 / (states - 2))
        if not len(grid.day):
            return state, later, weights
        left, behind = self._behind(where, when)
        one = left[behind]
        gap = chain.steps(when[behind] - grid.day[one])
        state[behind] = chain.days.forward(grid.alpha[one], gap, grid.weights[one])
        weights[behind] = grid.weights[one]
        right = left + 1
        ahead = (right < len(grid.day)) & (grid.place[np.minimum(right, len(grid.day) - 1)] == where)
        one = right[ahead]
        gap = chain.steps(grid.day[one] - when[ahead])
        before = np.where(behind[ahead][:, None], weights[ahead], grid.entering[one])
        later[ahead] = chain.days.backward(self.arriving(one), gap, before)
        quiet = behind & ~ahead
        gap = chain.steps(self.end - when[quiet])
        later[quiet] = chain.days.backward(later[quiet], gap, weights[quiet])
        return state, later, weights

    def arriving(self, node: Ints) -> Floats:
        """How likely the evidence at a node and after is, by the state on its day before any news of it."""
        grid, chain = self.forward.grid, self.forward.chain
        value = grid.likelihood[node] * self.beta[node]
        return brought_back(chain.given.news, grid.news[node], value, grid.entering[node], grid.contest[node])


def smooth(
    evidence: Evidence, given: Parameters, end: int | None = None, kernel: int | None = None
) -> Smoothed:
    """Smooth all places, from all the evidence given. `end` and `kernel` are those of more evidence, where this is a part."""
    forward = run(evidence, given, kernel, versions=False)
    grid, chain = forward.grid, forward.chain
    beta = np.ones_like(grid.alpha)
    if end is None:
        end = int(evidence.said.max()) if len(evidence.said) else 0
    at = grid.start[1:][np.diff(grid.start) > 0] - 1
    beta[at] = chain.days.backward(beta[at], chain.steps(end - grid.day[at]), grid.weights[at])
    while len(at):
        at = at[grid.start[grid.place[at]] < at]
        value = grid.likelihood[at] * beta[at]
        value = brought_back(chain.given.news, grid.news[at], value, grid.entering[at], grid.contest[at])
        gap = chain.steps(grid.day[at] - grid.day[at - 1])
        value = chain.days.backward(value, gap, grid.weights[at - 1])
        beta[at - 1] = value / value.max(axis=1, keepdims=True)
        at = at - 1
    return Smoothed(forward, beta, end)
