"""Claims of losses in a war, predicted from the other claims (data of Radford et al., 2023, PNAS 120, e2307372120).

Five folds of the cumulative claims, by chance: each claim is predicted from those of the other folds, and the
error is that of the logs of one plus the figure (RMSLE). The folds are drawn anew with each seed, and the mean over
the seeds is given. Nothing is chosen on the folds: the model's variances are estimated on the training claims of
each fold. Claims of one day alone are always in training and never scored.

`without_daily` leaves out, from training and scoring, the series of the one source x whose losses that has most
claims: a party's daily bulletin about its enemy, which predicts itself.

ours      the expected figure of the source by `counterclaim.events.bias`
nearest   the claim of the same source, where there is one, for the same loss that is nearest in time
isotonic  the nearest curve of the logs that never falls, over all sources
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from counterclaim.events.bias import Statement, fit
from counterclaim.events.bias.monotone import never_falling
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.reading import missing

FOLDER = "loss_claims_ukraine"
FOLDS = 5
SEEDS = (0, 1, 2, 3, 4)

Figures = NDArray[np.float64]
Method = Callable[[Sequence[Statement], Sequence[Statement]], Figures]
"""Log figures of the second claims, predicted from the first."""


def run(data: Path, options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """RMSLE of each method on all claims and without the daily series, with the number of claims scored.

    Raises FileNotFoundError when the data is not there.
    """
    claims = read(data / FOLDER / options.corpus if options.corpus else data / FOLDER)
    return {**score(claims), "without_daily": score(without_daily(claims))}


def read(folder: Path) -> list[Statement]:
    """The claims of the CSV files of a folder, or of one file."""
    paths = [folder] if folder.is_file() else sorted(folder.glob("*.csv"))
    claims = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            claims += [_statement(row) for row in csv.DictReader(file)]
    if not claims:
        raise missing(folder)
    return claims


def without_daily(claims: Sequence[Statement]) -> list[Statement]:
    """The claims less those of the source x whose losses that states most."""
    counts = Counter((one.source, one.whose) for one in claims)
    series = min(counts, key=lambda key: (-counts[key], key))
    return [one for one in claims if (one.source, one.whose) != series]


def score(claims: Sequence[Statement]) -> dict[str, object]:
    """RMSLE of each method, mean over the seeds."""
    scored = list(filter(_cumulative, claims))
    always = [one for one in claims if not one.cumulative]
    methods: dict[str, Method] = {"ours": ours, "nearest": nearest, "isotonic": isotonic}
    found: dict[str, object] = {
        name: {"rmsle": fmean(_error(scored, always, method, seed) for seed in SEEDS)}
        for name, method in methods.items()
    }
    return {**found, "claims": len(scored)}


def ours(training: Sequence[Statement], asked: Sequence[Statement]) -> Figures:
    """What the source is expected to state by the model of bias; the median figure for a loss never seen."""
    model = fit(training)
    middle = float(np.median([_log(one) for one in training]))
    expected = [model.expected(one) if model else None for one in asked]
    return np.array([middle if value is None else value for value in expected])


def nearest(training: Sequence[Statement], asked: Sequence[Statement]) -> Figures:
    """The nearest claims in time for the same loss, of the same source where there is one."""
    by_loss: dict[tuple[str, ...], list[Statement]] = {}
    for one in filter(_cumulative, training):
        by_loss.setdefault((*_loss(one), one.source), []).append(one)
        by_loss.setdefault(_loss(one), []).append(one)
        by_loss.setdefault((), []).append(one)
    found = []
    for one in asked:
        near = by_loss.get((*_loss(one), one.source)) or by_loss.get(_loss(one)) or by_loss[()]
        gap = min(abs(_day(other) - _day(one)) for other in near)
        found.append(fmean(_log(other) for other in near if abs(_day(other) - _day(one)) == gap))
    return np.array(found)


def isotonic(training: Sequence[Statement], asked: Sequence[Statement]) -> Figures:
    """One curve a loss that never falls, through the logs of all claims of it."""
    curves = {}
    for loss in set(map(_loss, filter(_cumulative, training))):
        same = [one for one in filter(_cumulative, training) if _loss(one) == loss]
        days, at = np.unique([_day(one) for one in same], return_inverse=True)
        counts = np.bincount(at).astype(np.float64)
        curves[loss] = days, never_falling(np.bincount(at, [_log(one) for one in same]) / counts, counts)
    middle = float(np.median([_log(one) for one in training]))
    return np.array(
        [np.interp(_day(one), *curves[_loss(one)]) if _loss(one) in curves else middle for one in asked]
    )


def _error(scored: Sequence[Statement], always: Sequence[Statement], method: Method, seed: int) -> float:
    fold = np.random.default_rng(seed).permutation(len(scored)) % FOLDS
    squares = []
    for number in range(FOLDS):
        training = [one for one, at in zip(scored, fold, strict=True) if at != number] + list(always)
        asked = [one for one, at in zip(scored, fold, strict=True) if at == number]
        predicted = method(training, asked)
        said = np.array([_log(one) for one in asked])
        squares.append((np.logaddexp(0, predicted) - np.logaddexp(0, said)) ** 2)
    return float(np.sqrt(np.mean(np.concatenate(squares))))


def _statement(row: dict[str, str]) -> Statement:
    figure = float(row["loss_count"])
    return Statement(
        item="war",
        source=row["claim_source"],
        whose=row["loss_country"],
        category=row["category"],
        low=None if row["maximum"] == "1" else figure,
        high=None if row["minimum"] == "1" else figure,
        day=int(row["days"]),
        cumulative=row["time_frame"] == "Cumulative",
    )


def _cumulative(one: Statement) -> bool:
    return one.cumulative


def _loss(one: Statement) -> tuple[str, str]:
    return one.whose, one.category


def _day(one: Statement) -> int:
    return one.day or 0


def _log(one: Statement) -> float:
    return float(np.log(one.low or one.high or 1.0))
