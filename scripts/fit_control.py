"""Fits what the model of control knows: its parameters, the chance of changing hands, and exposure to violence.

    PYTHONPATH=. python scripts/fit_control.py DATA [parameters] [fragility] [exposure] [check]

DATA holds `ukraine_control` (a table of dated changes of who holds places) and `control_nigeria` (monthly control of
hexagons with events). Rows that the evaluation hides are not used. The results replace the files in
`src/counterclaim/control/data`; without a part named all three are fitted. `check` fits the parameters on half of the
places and before 1 September 2022, prints how well each predicts the rest, and writes nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
from evaluation.suites import control_nigeria
from evaluation.suites.control import brier, calibration
from evaluation.suites.control_table import CONTESTED, rows

from counterclaim.control import fragility
from counterclaim.control.exposure import fit_exposure
from counterclaim.control.fitting import Told, chances, fit, fold, loss, priors, with_values
from counterclaim.control.logistic import Logistic, fit_logistic
from counterclaim.control.model import Control
from counterclaim.control.parameters import Parameters, flat, parameters
from counterclaim.control.statements import Statement, superseding

FOLDER = Path(__file__).parents[1] / "src" / "counterclaim" / "control" / "data"
EVERY = timedelta(30)
SPLIT = date(2022, 9, 1)
RIDGE = 1.0
FOLDS = 5
BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)


def told(data: Path) -> Told:
    """The rows that are not hidden, as statements."""
    given, points = rows(data)
    parties = tuple(sorted({row.holder for row in given} - {CONTESTED}))
    statements = tuple(superseding(row.statement for row in given if not row.hidden))
    return Told(statements, {row.place: parties for row in given}, points)


def part(whole: Told, places: set[str]) -> Told:
    """The statements on some places alone."""
    return Told(
        tuple(one for one in whole.statements if one.place in places),
        {place: some for place, some in whole.parties.items() if place in places},
        whole.points,
    )


def part_of(place: str, count: int) -> int:
    """The part, from 0, of so many that a place belongs to."""
    return hashlib.sha256(place.encode()).digest()[1] % count


def fit_parameters(data: Path) -> None:
    """Fit and write `parameters.toml`, keeping its comments and what is not fitted."""
    whole = told(data)
    found = fit(whole, parameters(), priors())
    print(f"loss {loss(whole, parameters()):.4f} -> {loss(whole, found):.4f}")
    values, table, lines = flat(found), "", []
    for line in (FOLDER / "parameters.toml").read_text(encoding="utf-8").splitlines():
        if head := re.match(r"\[(\w+)\]", line):
            table = head[1]
        name = re.match(r"(\w+) = ", line)
        fitted = name and f"{table}.{name[1]}" in priors()
        lines.append(f"{name[1]} = {values[f'{table}.{name[1]}']:.3g}" if name and fitted else line)
    (FOLDER / "parameters.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def check(data: Path) -> None:
    """How well statements are predicted on places, and in months, that a fit has not seen."""
    whole = told(data)
    start = parameters()
    print("| predicted | fitted on | ahead | held back |", "|---|---|---|---|", sep="\n")
    for number in range(2):
        seen = {place for place in whole.parties if part_of(place, 2) == number}
        found = fit(part(whole, seen), start, priors(), starts=1)
        unseen = [one for one in whole.statements if one.place not in seen]
        _compare(f"half {number + 1} of the places", "the other half", whole, unseen, found, start)
    early = replace(whole, statements=tuple(one for one in whole.statements if one.said < SPLIT))
    found = fit(early, start, priors(), starts=1)
    later = [one for one in whole.statements if one.said >= SPLIT]
    _compare(f"from {SPLIT}", "the months before", whole, later, found, start)
    without = with_values(
        start, {"neighbours.weight": 0.0, "neighbours.news": 0.0, "neighbours.reach_km": 0.0}
    )
    _compare("all", "all, neighbours taken out", whole, list(whole.statements), without, start)


def _compare(
    name: str, on: str, whole: Told, asked: list[Statement], found: Parameters, shipped: Parameters
) -> None:
    for label, given in ((on, found), ("all", shipped)):
        print(f"| {name} | {label} | {_score(whole, asked, given)} |", flush=True)


def _score(whole: Told, asked: list[Statement], given: Parameters) -> str:
    """Mean log chance, Brier score (halved) and calibration error of statements ahead and held back."""
    kept = replace(whole, statements=tuple(one for one in whole.statements if fold(one) != 0))
    back = [one for one in asked if fold(one) == 0]
    cells = []
    for told_now, some, ahead in ((whole, asked, True), (kept, back, False)):
        chance, said = chances(told_now, some, given, ahead=ahead)
        logs = np.log(chance[np.arange(len(said)), said]).mean()
        cells.append(f"{logs:.3f}, {brier(chance, said):.3f}, {calibration(chance, said):.3f} ({len(some)})")
    return " | ".join(cells)


def fit_fragility(data: Path) -> None:
    """Fit and write `fragility.json`, with its calibration by cross-validation over places."""
    whole = told(data)
    control = Control.of(whole.statements, parties=whole.parties, points=whole.points)
    past = fragility.Past.of(whole.statements, whole.points)
    first, end = min(one.said for one in whole.statements), max(one.said for one in whole.statements)
    written = {}
    for days in fragility.HORIZONS:
        xs, ys, places, on = [], [], [], first + timedelta(14)
        while on + timedelta(days) <= end:
            names, found = fragility.features(control, past, on)
            xs.append(found)
            ys.append(fragility.changed(past, names, on, days))
            places.extend(names)
            on += EVERY
        x, y = np.concatenate(xs), np.concatenate(ys)
        groups = np.unique(places, return_inverse=True)[1].astype(np.float64)
        folds = np.array([part_of(place, FOLDS) for place in places])
        held_out = np.zeros(len(y))
        for one in range(FOLDS):
            rest = folds != one
            held_out[~rest] = fit_logistic(x[rest], y[rest], RIDGE).chance(x[~rest])[0]
        model = fit_logistic(x, y, RIDGE, groups)
        auc = control_nigeria.auc(y > 0, held_out)
        print(
            f"{days} days: {len(y)} places and days, {y.mean():.3f} changed, AUC {auc:.3f}, weights",
            model.weights.round(2),
        )
        print(f"  Brier {np.mean((held_out - y) ** 2):.4f}, of the mean {np.mean((y.mean() - y) ** 2):.4f}")
        written[str(days)] = {**rounded(model), "calibration": bins(held_out, y)}
    _write("fragility.json", {"features": fragility.FEATURES, **written})


def bins(chance: np.ndarray, happened: np.ndarray) -> list[dict[str, float]]:
    """Mean chance and share that happened, by bin of the chance."""
    found = []
    for low, high in pairwise(BINS):
        here = (chance >= low) & (chance < high)
        if here.any():
            found.append(
                {
                    "chance": round(float(chance[here].mean()), 4),
                    "share": round(float(happened[here].mean()), 4),
                    "places": int(here.sum()),
                }
            )
    return found


def fit_exposures(data: Path) -> None:
    """Fit and write `exposure.json`, from all hexagons and months."""
    task = control_nigeria.Task.of(data)
    _write("exposure.json", rounded(fit_exposure(task.features, task.below.astype(np.float64), task.blocks)))


def rounded(model: Logistic) -> dict[str, object]:
    """The regression with six significant digits."""
    return {
        "weights": [float(f"{value:.6g}") for value in model.weights],
        "covariance": [[float(f"{value:.6g}") for value in row] for row in model.covariance],
    }


def _write(name: str, data: object) -> None:
    (FOLDER / name).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Fit the parts that are named, or all."""
    data, parts = Path(arguments[0]), arguments[1:] or ["parameters", "fragility", "exposure"]
    jobs = {
        "parameters": fit_parameters,
        "fragility": fit_fragility,
        "exposure": fit_exposures,
        "check": check,
    }
    for name in parts:
        jobs[name](data)


if __name__ == "__main__":
    main(sys.argv[1:])
