"""Records drawn from the model itself, with the biases that they were drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.events.bias import Statement


@dataclass(frozen=True)
class Drawn:
    statements: list[Statement]
    total: NDArray[np.float64]
    """Log bias (sources x whose)."""


def drawn(seed: int, sources: int = 6, events: int = 25, noise: float = 0.3) -> Drawn:
    """Events with one to four sources each and the dead of two sides."""
    rng = np.random.default_rng(seed)
    total = rng.normal(0, 0.3, (sources, 1)) + rng.normal(0, 0.2, (sources, 2))
    statements = []
    for event in range(events):
        for whose in range(2):
            truth = rng.normal(3, 1)
            for source in rng.choice(sources, size=rng.integers(1, 5), replace=False):
                figure = float(np.exp(truth + total[source, whose] + rng.normal(0, noise)))
                statements.append(
                    Statement(f"event {event}", f"source {source}", f"side {whose}", "killed", figure, figure)
                )
    return Drawn(statements, total)
