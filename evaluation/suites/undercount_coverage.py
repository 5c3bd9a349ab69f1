"""How often the intervals of undercount hold the truth, in worlds made by chance from the class of its models.

In each world lists have rates of .15 to .5, and each pair of lists depends on the other with some chance, with a log
odds ratio drawn from a normal distribution. ``python -m evaluation.suites.undercount_coverage`` prints the table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from counterclaim.analysis.undercount import Lists, Range, estimate

REPEATS = 400


class World(NamedTuple):
    """How lists come about: their number, all people, the chance that a pair depends, and how strongly."""

    lists: int
    people: int
    chance: float
    strength: float


WORLDS = (
    World(2, 200, 0.0, 0.0),
    World(2, 1000, 0.0, 0.0),
    World(3, 1000, 0.0, 0.0),
    World(3, 1000, 0.5, 0.5),
    World(3, 1000, 0.5, 1.0),
    World(3, 5000, 0.5, 0.5),
    World(3, 5000, 0.5, 1.0),
    World(4, 2000, 0.5, 0.5),
    World(4, 2000, 0.5, 1.0),
)


class Coverage(NamedTuple):
    """Shares of the runs: the interval held the truth, it lay above, it lay below, none was given; the same of Bayes."""

    held: float
    above: float
    below: float
    none: float
    bayes: float


def coverage(world: World, repeats: int, seed: int = 1) -> Coverage:
    """Draw worlds and lists, and see whether the ranges hold all people. Refused ones count as not held."""
    ranges = list(_ranges(world, repeats, seed))
    people = world.people
    return Coverage(
        held=sum(_holds(one, people) for one, _ in ranges) / repeats,
        above=sum(one is not None and one.low > people for one, _ in ranges) / repeats,
        below=sum(one is not None and (one.high or people) < people for one, _ in ranges) / repeats,
        none=sum(one is None for one, _ in ranges) / repeats,
        bayes=sum(_holds(other, people) for _, other in ranges) / repeats,
    )


def draw(world: World, chance: Generator) -> Lists:
    """The counts of one world."""
    cells = np.arange(2**world.lists)
    rates = chance.uniform(0.15, 0.5, world.lists)
    logs = np.zeros(len(cells))
    for place, rate in enumerate(rates):
        logs += np.log(rate / (1 - rate)) * (cells >> place & 1)
    for mask in cells[np.bitwise_count(cells) == 2]:
        if chance.random() < world.chance:
            logs += chance.normal(0, world.strength) * (cells & mask == mask)
    shares = np.exp(logs)
    counts = chance.multinomial(world.people, shares / shares.sum())
    return Lists(tuple("ABCDEF"[: world.lists]), (0, *(int(count) for count in counts[1:])))


def _ranges(world: World, repeats: int, seed: int) -> Iterator[tuple[Range | None, Range | None]]:
    chance = np.random.default_rng(seed)
    for _ in range(repeats):
        found = estimate(draw(world, chance))
        yield found.range, found.bayes


def _holds(one: Range | None, people: int) -> bool:
    return one is not None and one.low <= people and (one.high is None or people <= one.high)


def main(repeats: int) -> None:
    """Print the coverage in each world."""
    print("lists  people  chance  strength  held  low too high  high too low  refused  bayes held")
    for world in WORLDS:
        found = coverage(world, repeats)
        print(
            f"{world.lists:5}  {world.people:6}  {world.chance:6}  {world.strength:8}  {found.held:4.1%}  "
            f"{found.above:12.1%}  {found.below:12.1%}  {found.none:7.1%}  {found.bayes:10.1%}",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS)
