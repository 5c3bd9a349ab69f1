"""What can be said of the changes of a series, as counts over time and as counts per report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from counterclaim.analysis.change.online import Posterior, posterior
from counterclaim.analysis.change.pelt import Break, breaks
from counterclaim.analysis.change.series import LEAST, Floats, Series
from counterclaim.analysis.change.windows import Change, changes, many_bounds
from counterclaim.analysis.rates import LEVEL, Bounds

EXPLAINED, STAYS, UNCLEAR = "explained", "stays", "unclear"
_GONE = 0.5
_NEAR = 1
"""Periods by which a change may be dated otherwise when counted per report."""


@dataclass(frozen=True, slots=True)
class Found:
    """The changes of a series: by posterior (`changes`), and by penalised likelihood (`breaks`).

    `levels` are those of each period per unit of exposure, `chances` that of a change just before it, `log_evidence`
    and `excess` as in `counterclaim.analysis.change.online.Posterior`.
    """

    series: Series
    changes: tuple[Change, ...]
    breaks: tuple[Break, ...]
    levels: tuple[Bounds, ...]
    chances: tuple[float, ...]
    log_evidence: float
    excess: float


@dataclass(frozen=True, slots=True)
class Held:
    """A change of the counts held against reporting effort.

    `p` is the chance of a change in the same direction at that time when counts are per report; `verdict` is
    ``stays`` (at least 95 %), ``explained`` (less than half: a change in collection would explain it), or ``unclear``.
    """

    p: float
    verdict: str


def find(series: Series, level: float = LEVEL) -> Found | None:
    """The changes of a series; null where it has fewer than six periods, or no event."""
    if len(series) < LEAST or not series.counts.sum():
        return None
    known = posterior(series)
    return _found(series, known, level)


def find_both(
    series: Series, effort: Floats, level: float = LEVEL
) -> tuple[Found | None, Found | None, tuple[Held, ...]]:
    """The changes over time, those per unit of `effort`, and each of the first held against effort.

    `effort` is one number a period, such as its reports; counts are then proportional to it at a steady level. Periods
    without effort take no part in the second.
    """
    over_time = find(series, level)
    per_report = series.exposed_to(effort)
    if over_time is None or len(per_report) < LEAST or not per_report.counts.sum():
        return over_time, None, ()
    known = posterior(per_report)
    held = tuple(_held(one, series, per_report, known, level) for one in over_time.changes)
    return over_time, _found(per_report, known, level), held


def dates(series: Series, first: int, last: int) -> tuple[date, date]:
    """The days between which a change lies that is just before one of the periods `first` to `last`.

    One just before a period may as well lie in the second half of the period before or in the first half of its own.
    """
    back = (series.ends[first - 1] - series.starts[first - 1]).days + 1
    on = (series.ends[last] - series.starts[last]).days
    return series.starts[first] - timedelta(days=back // 2), series.starts[last] + timedelta(days=on // 2)


def _found(series: Series, known: Posterior, level: float) -> Found:
    return Found(
        series,
        tuple(changes(known, level)),
        tuple(breaks(series, known.size, level)),
        tuple(many_bounds(known.levels, level)),
        tuple(float(chance) for chance in known.changes.mean(axis=0)),
        known.log_evidence,
        known.excess,
    )


def _held(one: Change, series: Series, per_report: Series, known: Posterior, level: float) -> Held:
    near = range(max(0, one.first - _NEAR), min(len(series), one.last + _NEAR + 1))
    days = {series.starts[at] for at in near}
    at = np.array(
        [at for at, start in enumerate(per_report.starts) if at > 0 and start in days], dtype=np.int64
    )
    if not at.size:
        return Held(0.0, UNCLEAR)
    steps = known.levels[:, at] / known.levels[:, at - 1]
    same_way = steps < 1 if one.ratio.value < 1 else steps > 1
    chance = float((known.changes[:, at] & same_way).any(axis=1).mean())
    verdict = STAYS if chance >= level else EXPLAINED if chance < _GONE else UNCLEAR
    return Held(chance, verdict)
