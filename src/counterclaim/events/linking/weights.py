"""What each level of each comparison is worth, and the score that follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from counterclaim.errors import ReferenceDataError
from counterclaim.events.linking.columns import Columns, Floats, Ints
from counterclaim.events.linking.comparisons import COMPARISONS, Levels

START = "start"
"""The row of the table that every pair begins with."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in log-odds (natural logarithm): of every pair, and of each level of each comparison."""

    start: float
    levels: Mapping[str, tuple[float, ...]]


@cache
def weights() -> Weights:
    """The weights of `data/link_weights.tsv`.

    Raises:
        ReferenceDataError: a level has no weight.
    """
    text = files("counterclaim.events").joinpath("data/link_weights.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    found = {(name, level): float(weight) for name, level, weight in rows[1:]}
    try:
        return Weights(
            found[START, ""],
            {one.name: tuple(found[one.name, level] for level in one.levels) for one in COMPARISONS},
        )
    except KeyError as error:
        raise ReferenceDataError(f"link_weights.tsv: no weight of {error.args[0]}") from error


def compare(table: Columns, a: Ints, b: Ints) -> list[Levels]:
    """The level of every pair, comparison by comparison."""
    return [one.compare(table, a, b) for one in COMPARISONS]


def score(levels: Sequence[Levels], by: Weights) -> Floats:
    """Log-odds that the two claims of each pair are about one event."""
    total = np.full(len(levels[0]), by.start)
    for one, found in zip(COMPARISONS, levels, strict=True):
        total += np.array(by.levels[one.name])[found]
    return total
