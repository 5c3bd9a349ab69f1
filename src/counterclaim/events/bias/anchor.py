"""Anchors: against whose word biases are measured, since figures alone do not tell the overall level.

If every source doubled its figures, nothing in them would show it. An anchor names the sources whose biases are
nought on average in every cell (whose losses, which category); without one, the biases of the sources that speak
of a cell sum to zero there. Every bias is then a contrast: a source's less the anchor's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from counterclaim.events.bias.design import Design
from counterclaim.events.bias.statement import thing
from counterclaim.events.bias.system import Variances

Vector = NDArray[np.float64]
Cell = tuple[str, str]
"""Whose losses, and of which category."""


@dataclass(frozen=True)
class Contrast:
    """A sum of unknowns with these weights, and the variance of parts of it that no figure tells of."""

    weights: Vector
    unseen: float


class Anchoring:
    """The contrasts of one fitted design against one anchor (empty: the biases sum to zero)."""

    def __init__(self, design: Design, variances: Variances, anchor: tuple[str, ...]) -> None:
        self._design = design
        self._variances = variances
        self._anchor = anchor
        self._component = _components(design)
        self._homes = {self._component[name] for name in anchor} or {_largest(design, self._component)}
        self._heard = _heard(design)

    def compared(self, source: str) -> bool:
        """Whether chains of figures for the same things lead from `source` to the anchor."""
        return self._component[source] in self._homes

    def bias(self, source: str, cells: Mapping[Cell, int]) -> Contrast:
        """Bias of a source over cells, each by its number of figures.

        Parts that no figure tells of are taken to err together: the interval is rather too wide than too short.
        """
        figures = sum(cells.values())
        weights, unseen = np.zeros(self._design.width), 0.0
        for cell, count in cells.items():
            anchor = self.level(cell)
            weights += count / figures * (self._sum(source, cell).weights - anchor.weights)
            unseen += count / figures * sqrt(anchor.unseen)
        return Contrast(weights, 0.0 if self._anchor == (source,) else unseen**2)

    def level(self, cell: Cell) -> Contrast:
        """Mean bias of the anchor's sources in a cell: what has to be taken off biases and put on truths."""
        sources = self._anchor or tuple(filter(self.compared, self._heard[cell]))
        parts = [self._sum(source, cell) for source in sources]
        weights: Vector = np.mean([part.weights for part in parts], axis=0)
        return Contrast(weights, sum(part.unseen for part in parts) / len(parts) ** 2)

    def _sum(self, source: str, cell: Cell) -> Contrast:
        weights, unseen = np.zeros(self._design.width), 0.0
        keys = (source,), (source, cell[0]), (source, *cell)
        for key, level, variance in zip(keys, self._design.levels, self._variances.levels, strict=True):
            place = level.get(key)
            if place is not None:
                weights[place] = 1.0
            elif level:
                unseen += variance
        return Contrast(weights, unseen)


def _heard(design: Design) -> dict[Cell, tuple[str, ...]]:
    """The sources that speak of each cell."""
    found: dict[Cell, set[str]] = {}
    for one in design.statements:
        found.setdefault((one.whose, one.category), set()).add(one.source)
    return {cell: tuple(sorted(names)) for cell, names in found.items()}


def _largest(design: Design, component: Mapping[str, str]) -> str:
    """The component with most figures."""
    sizes = Counter(component[one.source] for one in design.statements)
    return min(sizes, key=lambda name: (-sizes[name], name))


def _components(design: Design) -> dict[str, str]:
    """For each source the first name of those that it can be compared with, over any number of things."""
    parent: dict[str, str] = {}
    by_thing: dict[object, set[str]] = {}
    for one in design.statements:
        parent.setdefault(one.source, one.source)
        by_thing.setdefault(thing(one), set()).add(one.source)
    for sources in by_thing.values():
        _join(parent, sources)
    return {name: _root(parent, name) for name in parent}


def _join(parent: dict[str, str], sources: Iterable[str]) -> None:
    roots = {_root(parent, name) for name in sources}
    first = min(roots)
    for root in roots:
        parent[root] = first


def _root(parent: dict[str, str], name: str) -> str:
    while parent[name] != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name
