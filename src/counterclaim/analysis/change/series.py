"""A series of counts by period, with what each was exposed to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import UsageError

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

LEAST, MOST = 6, 520
"""Periods that a change can be looked for in: ten years of weeks at most."""


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of periods that follow one another.

    `starts` and `ends` are the first and last day of each; `counts` whole numbers from 0; `exposure` what each count
    is a rate of, above 0: days, or reports.
    """

    starts: tuple[date, ...]
    ends: tuple[date, ...]
    counts: Whole
    exposure: Floats

    def __post_init__(self) -> None:
        lengths = {len(self.starts), len(self.ends), len(self.counts), len(self.exposure)}
        if len(lengths) > 1:
            raise UsageError("a series needs as many counts and exposures as periods")
        if len(self.starts) > MOST:
            raise UsageError(
                f"{len(self.starts):,} periods: {MOST} at most; ask for longer ones or fewer days"
            )
        if (np.asarray(self.counts) < 0).any():
            raise UsageError("counts are whole numbers from 0")
        if not (np.isfinite(self.exposure) & (self.exposure > 0)).all():
            raise UsageError("every period needs an exposure above 0; leave out those that nobody watched")

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def rate(self) -> float:
        """All counts over all exposure."""
        return float(self.counts.sum() / self.exposure.sum())

    def exposed_to(self, effort: Floats) -> Series:
        """The same counts with `effort` as exposure, without the periods that had none."""
        kept = np.flatnonzero(np.asarray(effort) > 0)
        return replace(
            self,
            starts=tuple(self.starts[at] for at in kept),
            ends=tuple(self.ends[at] for at in kept),
            counts=self.counts[kept],
            exposure=np.asarray(effort, dtype=np.float64)[kept],
        )
