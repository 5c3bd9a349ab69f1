"""Who holds which place on which day, from a table of dated changes: the filter, the smoother, two simple rules.

Every row of the table is a statement; a fifth of them, by a hash of place and snapshot, is hidden from all methods.
Figures are on places that ever change, under `all` on every place.

- `hidden_brier`: the smoother's chances of what the hidden statements say, at their dates.
- `ahead_brier`: the filter's chances of what a statement says, as known the day before, where there was an earlier
  one. Both are the Brier score over all holders and contested, halved so that it lies from 0 to 1. A statement is
  made more often when something has changed; the model counts that in, so the chances are of what is said if
  something is said. `hidden_state_brier` and `ahead_state_brier` are those of the states alone.
- `right_1`, `right_7`, `right_30`: share of statements so many days after which the likeliest answer, with nothing
  known that was said after them, is what the whole table says.
- `delay_days`: median days from a change, as the whole table dates it (the as-of date of the first row that has it),
  to the first day from which the likeliest answer of what is known now has it, early or late; `delay_then_days`
  the same for what was known then, where early is 0. `mean_delay_days` and `mean_delay_then_days` are means, with
  90 days for what took longer or never came. The model is given as-of dates, the rules take a row for its snapshot.
- `calibration_error`: expected calibration error of the likeliest answer, hidden and ahead together, in ten bins.
- `calibration_chosen` (ours): the mean calibration error of a forecaster that is right about every chance, on as many
  statements of places that are chosen in the same way. It is not 0: bins are small, and a place counts as one that
  changes because of what the statement asked about says, so that the first change of each is never foreseen. In 200
  draws of what is said, by the model's own chances; `calibration_chosen_most` is exceeded by one draw in twenty.
- `false_changes`: changes of the likeliest answer of what was known then to a holder that the table does not have
  within 30 days, per place and year.

The rules are the last statement by its snapshot and the majority of the last 30 days; where nothing was said they
give all holders the same chance. The model's parameters were fitted by `scripts/fit_control.py` on the rows that are
not hidden and nothing is fitted here; later rows are unseen by it, places too when they are new.

`extraction` is of the sentences beside the rows: `control_sentences`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.suites import control_sentences
from evaluation.suites.control_methods import Floats, Ints, Method, majority, ours, persistence
from evaluation.suites.control_table import CONTESTED, Row, rows

Timeline = tuple[Ints, Ints]
_BINS = 10
_NEAR = 30
_LONGEST = 90
_HORIZONS = (1, 7, 30)
_DRAWS = 200
_SEED = 15


def run(data: Path, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """All figures. Raises FileNotFoundError when the table is missing."""
    given, points = rows(data)
    return {**scores(given, points), "extraction": control_sentences.figures(given)}


def scores(given: Sequence[Row], points: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    """The figures of the three methods on rows and the points of their places."""
    classes = (*sorted({row.holder for row in given} - {CONTESTED}), CONTESTED)
    visible = [row for row in given if not row.hidden]
    places = sorted({row.place for row in given})
    task = Task(given, classes)
    methods = {
        "ours": ours(visible, places, classes, points),
        "persistence": persistence(visible, classes),
        "majority": majority(visible, classes),
    }
    figures: dict[str, Any] = {}
    everywhere = {}
    for name, method in methods.items():
        figures[name] = task.figures(method, task.changing)
        everywhere[name] = task.figures(method, frozenset(places))
    figures["ours"].update(task.chosen(methods["ours"]))
    figures["all"] = everywhere
    figures["places"] = {"all": len(places), "changing": len(task.changing)}
    return figures


class Task:
    """The rows, what the whole table says of each day, and the scores of a method."""

    def __init__(self, given: Sequence[Row], classes: Sequence[str]) -> None:
        self.given = given
        self.classes = classes
        self.code = {name: number for number, name in enumerate(classes)}
        self.end = max(row.day for row in given).toordinal()
        self.by_place: dict[str, list[Row]] = {}
        for row in given:
            self.by_place.setdefault(row.place, []).append(row)
        self.changing = frozenset(
            place for place, some in self.by_place.items() if len({row.holder for row in some}) > 1
        )

    def figures(self, method: Method, places: frozenset[str]) -> dict[str, float | None]:
        """The figures of a method on some places."""
        hidden = [row for row in self.given if row.hidden and row.place in places]
        later = self._later(places)
        found: dict[str, float | None] = {}
        names, day, said = self._ask(hidden)
        behind = method.now(names, day)
        found["hidden_brier"] = brier(behind, said)
        found["hidden_state_brier"] = brier(method.states_now(names, day), said)
        names, day, later_said = self._ask(later)
        ahead = method.then(names, day - 1, day - 1)
        found["ahead_brier"] = brier(ahead, later_said)
        found["ahead_state_brier"] = brier(method.states_then(names, day - 1, day - 1), later_said)
        for horizon in _HORIZONS:
            found[f"right_{horizon}"] = self._right(method, places, horizon)
        found["calibration_error"] = calibration(
            np.concatenate([behind, ahead]), np.concatenate([said, later_said])
        )
        found["calibration_hidden"] = calibration(behind, said)
        found["calibration_ahead"] = calibration(ahead, later_said)
        return {**found, **self.changes(method, places)}

    def chosen(self, method: Method) -> dict[str, float]:
        """Calibration error, mean and 95 % quantile, were the chances right, with places chosen by what is drawn."""
        everywhere = frozenset(self.by_place)
        hidden, later = [row for row in self.given if row.hidden], self._later(everywhere)
        asked = [*hidden, *later]
        names, day, _ = self._ask(hidden)
        behind = method.now(names, day)
        names, day, _ = self._ask(later)
        chances = np.concatenate([behind, method.then(names, day - 1, day - 1)])
        others = [{one.holder for one in self.by_place[row.place] if one is not row} for row in asked]
        changes = np.array([len(one) > 1 for one in others])
        only = np.array([self.code[min(one)] if len(one) == 1 else -1 for one in others])
        rng, found = np.random.default_rng(_SEED), []
        for _ in range(_DRAWS):
            drawn = (rng.random((len(asked), 1)) > chances.cumsum(axis=1)[:, :-1]).sum(axis=1)
            here = changes | ((only >= 0) & (drawn != only))
            if (error := calibration(chances[here], drawn[here])) is not None:
                found.append(error)
        if not found:
            return {}
        return {
            "calibration_chosen": float(np.mean(found)),
            "calibration_chosen_most": float(np.quantile(found, 0.95)),
        }

    def _later(self, places: frozenset[str]) -> list[Row]:
        """Statements that are not hidden and have an earlier one."""
        first: dict[str, Row] = {}
        return [
            row
            for row in self.given
            if not row.hidden and row.place in places and first.setdefault(row.place, row).day < row.day
        ]

    def _ask(self, asked: Sequence[Row]) -> tuple[list[str], Ints, Ints]:
        day = np.array([row.day.toordinal() for row in asked], dtype=np.int64)
        return (
            [row.place for row in asked],
            day,
            np.array([self.code[row.holder] for row in asked], dtype=np.int64),
        )

    def truth(self, place: str, day: int) -> int | None:
        """What the whole table says of a place on a day: its last row until then."""
        said = [row for row in self.by_place[place] if row.day.toordinal() <= day]
        return self.code[said[-1].holder] if said else None

    def _right(self, method: Method, places: frozenset[str], horizon: int) -> float | None:
        asked = [
            row
            for row in self.given
            if not row.hidden and row.place in places and row.day.toordinal() + horizon <= self.end
        ]
        if not asked:
            return None
        names, day, _ = self._ask(asked)
        top = method.states_then(names, day + horizon, day).argmax(axis=1)
        gold = [self.truth(name, when) for name, when in zip(names, (day + horizon).tolist(), strict=True)]
        return float(np.mean(top == np.array(gold)))

    def changes(self, method: Method, places: frozenset[str]) -> dict[str, float | None]:
        """Delays of both answers, and false changes."""
        then, now, wrong, days = [], [], 0, 0
        for place in sorted(places):
            said = self.by_place[place]
            start = min(row.day for row in said).toordinal()
            span = np.arange(start, self.end + 1)
            names = [place] * len(span)
            known = method.states_then(names, span, span).argmax(axis=1)
            seen = method.states_now(names, span).argmax(axis=1)
            wrong += self._false(place, span, known)
            days += len(span)
            for at, (before, after) in enumerate(pairwise(said)):
                if before.holder == after.holder:
                    continue
                until = min(
                    (row.day.toordinal() for row in said[at + 2 :] if row.holder != after.holder),
                    default=self.end + 1,
                )
                code, on = self.code[after.holder], _dated(before, after)
                then.append(_delay(span, known, code, on, until))
                now.append(abs(_nearest(span, seen, code, on)))
        return {
            "delay_days": float(np.median(now)) if now else None,
            "delay_then_days": float(np.median(then)) if then else None,
            "mean_delay_days": float(np.mean(np.minimum(now, _LONGEST))) if now else None,
            "mean_delay_then_days": float(np.mean(np.minimum(then, _LONGEST))) if then else None,
            "false_changes": wrong / (days / 365.2425) if days else None,
        }

    def _false(self, place: str, span: Ints, top: NDArray[np.int64]) -> int:
        changes = np.flatnonzero(np.diff(top)) + 1
        wrong = 0
        for at in changes:
            low, high = int(span[at]) - _NEAR, int(span[at]) + _NEAR
            said = {
                self.code[row.holder] for row in self.by_place[place] if low <= row.day.toordinal() <= high
            }
            said.add(before) if (before := self.truth(place, low)) is not None else None
            wrong += int(top[at]) not in said
        return wrong


def _dated(before: Row, after: Row) -> int:
    """The day of a change: the as-of date of the row that has it, not before what the row before it tells of."""
    since = min(before.as_of or before.day, before.day)
    return max(since, min(after.as_of or after.day, after.day)).toordinal()


def _delay(span: Ints, top: Ints, code: int, on: int, until: int) -> int:
    """Days from a change until the answer has it, at most until the next change."""
    right = span[(span >= on) & (span < max(until, on + 1)) & (top == code)]
    return int(right[0]) - on if len(right) else max(until - on, 1)


def _nearest(span: Ints, top: Ints, code: int, on: int) -> int:
    """Days from a change to the nearest day on which the answer turns to it; the whole time where it never does."""
    turns = span[(top == code) & np.concatenate([[True], np.diff(top) != 0])]
    return int(turns[np.abs(turns - on).argmin()]) - on if len(turns) else len(span)


def brier(chances: Floats, said: Ints) -> float | None:
    """Brier score over all classes, halved (0 to 1); null where nothing was said."""
    if not len(said):
        return None
    return float(((chances - np.eye(chances.shape[1])[said]) ** 2).sum(axis=1).mean() / 2.0)


def calibration(chances: Floats, said: Ints) -> float | None:
    """Expected calibration error of the likeliest class: |chance - share right|, weighted over ten equal bins."""
    if not len(said):
        return None
    top = chances.argmax(axis=1)
    sure, right = chances.max(axis=1), top == said
    bins = np.minimum((sure * _BINS).astype(np.int64), _BINS - 1)
    gaps = [
        abs(sure[bins == one].mean() - right[bins == one].mean()) * (bins == one).mean()
        for one in np.unique(bins)
    ]
    return float(np.sum(gaps))
