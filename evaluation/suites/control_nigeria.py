"""Whether the government wholly controls a hexagon in a month, from events: northern Nigeria, 2008 to 2017.

`auc` and `ap` (average precision) of the product's exposure model for "government control below 1", by
cross-validation in space: blocks of two by two degrees, whole, go to five folds by a hash, the regression is fitted
without a fold and scores it. Events up to and including the month count, put at the middle of their hexagon as the
labels are; no label of any place or month is a feature. `blocked` is the mean over the folds of AUC within a fold.
`hmm` is the published hidden Markov model, its five states in order; `exposure` is the number of events so far
in the hexagon, which ranks better than the sum that was published (AUC .856, AP .347).
"""

from __future__ import annotations

import calendar
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.stats import rankdata

from counterclaim.control.exposure import Events, exposure, fit_exposure
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.reading import missing

FOLDER = "control_nigeria"
FILES = {
    "labels": "acledtesting_*.csv.gz",
    "events": "events_*.csv.gz",
    "grid": "grids_*.csv.gz",
    "hmm": "hmm_*.csv.gz",
}
FOLDS = 5
_BLOCK = 2.0
_STATES = {"G": 0, "DG": 1, "D": 2, "DR": 3, "R": 4}
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Task:
    """One row for each hexagon and month: exposures, whether control is below 1, and its block and fold."""

    labels: pl.DataFrame
    events: pl.DataFrame
    features: Floats
    below: Bools
    blocks: Floats
    folds: NDArray[np.int64]

    @classmethod
    def of(cls, data: Path) -> Task:
        """The task of a folder. Raises FileNotFoundError when a table is missing."""
        table = {name: _read(data / FOLDER, pattern) for name, pattern in FILES.items()}
        states = table["hmm"].select("gid", "year", "month", state="control")
        labels = table["labels"].join(table["grid"].select("gid", "X", "Y"), on="gid")
        labels = labels.join(states, on=["gid", "year", "month"], how="left")
        labels = labels.with_columns(number=pl.col("year") * 12 + pl.col("month") - 1)
        labels = labels.filter(pl.col("control").is_not_null()).sort("gid", "number")
        cells = labels.select("gid", "X", "Y").unique(maintain_order=True)
        months = labels["number"].unique().sort().to_list()
        events = _events(table["events"], table["grid"])
        found = exposure(events, cells.select("Y", "X").to_numpy(), [_last_day(month) for month in months])
        at = _positions(labels["gid"], cells["gid"].to_list())
        blocks = [f"{x}|{y}" for x, y in np.floor(cells.select("X", "Y").to_numpy() / _BLOCK).astype(int)]
        folds = np.array([hashlib.sha256(block.encode()).digest()[0] % FOLDS for block in blocks])
        number = np.unique(blocks, return_inverse=True)[1].astype(np.float64)
        below = (labels["control"] < 1.0).to_numpy()
        features = found[at, _positions(labels["number"], months)]
        return cls(labels, table["events"], features, below, number[at], folds[at])


def run(data: Path, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """The figures. Raises FileNotFoundError when a table is missing."""
    task = Task.of(data)
    below, chances = task.below, np.zeros(len(task.below))
    for one in np.unique(task.folds):
        here = task.folds == one
        model = fit_exposure(task.features[~here], below[~here].astype(np.float64))
        chances[here] = model.chance(task.features[here])[0]
    within = [auc(below[task.folds == one], chances[task.folds == one]) for one in np.unique(task.folds)]
    published = np.array([_STATES.get(state, 0) for state in task.labels["state"]], dtype=np.float64)
    return {
        **_figures(below, chances),
        "blocked": float(np.mean(within)),
        "hmm": _figures(below, published),
        "exposure": _figures(below, _so_far(task.labels, task.events)),
        "cells": task.labels["gid"].n_unique(),
        "rows": len(below),
    }


def _positions(values: pl.Series, order: list[Any]) -> NDArray[np.int64]:
    place = {value: number for number, value in enumerate(order)}
    return np.array([place[value] for value in values], dtype=np.int64)


def _read(folder: Path, pattern: str) -> pl.DataFrame:
    path = next(iter(sorted(folder.glob(pattern))), None)
    if path is None:
        raise missing(folder / pattern)
    frame = pl.read_csv(path, infer_schema_length=None)
    whole = [name for name in ("year", "month", "day") if name in frame.columns]
    return frame.with_columns(pl.col(whole).cast(pl.Int32)) if whole else frame


def _events(events: pl.DataFrame, grid: pl.DataFrame) -> Events:
    placed = events.join(grid.select("gid", "X", "Y"), on="gid").drop_nulls(["year", "month"])
    day = [
        date(year, month, min(max(number or 1, 1), calendar.monthrange(year, month)[1])).toordinal()
        for year, month, number in placed.select("year", "month", "day").iter_rows()
    ]
    return Events.of(
        placed["Y"].to_numpy(), placed["X"].to_numpy(), day, (placed["type"] == "conventional").to_numpy()
    )


def _so_far(labels: pl.DataFrame, events: pl.DataFrame) -> Floats:
    monthly = events.group_by("gid", "year", "month").len()
    counted = labels.join(monthly, on=["gid", "year", "month"], how="left", maintain_order="left")
    return (
        counted.select(pl.col("len").fill_null(0).cum_sum().over("gid"))["len"].to_numpy().astype(np.float64)
    )


def _last_day(month: int) -> int:
    year, number = divmod(month, 12)
    return date(year, number + 1, calendar.monthrange(year, number + 1)[1]).toordinal()


def _figures(gold: Bools, score: Floats) -> dict[str, float]:
    return {"auc": auc(gold, score), "ap": average_precision(gold, score)}


def auc(gold: Bools, score: Floats) -> float:
    """Area under the ROC curve, ties as half (the Mann-Whitney statistic)."""
    ranks, count = rankdata(score), int(gold.sum())
    return float((ranks[gold].sum() - count * (count + 1) / 2) / (count * (len(gold) - count)))


def average_precision(gold: Bools, score: Floats) -> float:
    """Precision at each threshold weighted by the recall that it adds; rows with one score are one threshold."""
    order = np.argsort(-score, kind="stable")
    ends = np.flatnonzero(np.append(np.diff(score[order]) != 0, True))
    right = np.cumsum(gold[order])[ends]
    return float(np.sum(np.diff(right, prepend=0) / gold.sum() * right / (ends + 1)))
