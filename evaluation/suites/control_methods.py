"""Three answers to who holds a place: the product's model, the last statement, the majority of the last 30 days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.control.model import Control
from counterclaim.control.statements import superseding
from evaluation.suites.control_table import CONTESTED, Row

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WINDOW = 30


@dataclass(frozen=True, slots=True)
class Method:
    """Functions of places (names), days and, for `then`, the days of knowledge (ordinals): shares (n, classes).

    `then` is what was known then and `now` what is known now, both as what a statement of that day would say;
    `states_then` and `states_now` are of the state itself.
    """

    then: Callable[[Sequence[str], Ints, Ints], Floats]
    now: Callable[[Sequence[str], Ints], Floats]
    states_then: Callable[[Sequence[str], Ints, Ints], Floats]
    states_now: Callable[[Sequence[str], Ints], Floats]


def ours(
    visible: Sequence[Row],
    places: Sequence[str],
    classes: Sequence[str],
    points: Mapping[str, tuple[float, float]],
) -> Method:
    """The product's filter and smoother. An unknown place has its state's share on every class alike."""
    parties = tuple(one for one in classes if one != CONTESTED)
    told = superseding(row.statement for row in visible)
    control = Control.of(told, parties=dict.fromkeys(places, parties), points=points)
    (group,) = control.groups
    order = [*control.parties(places[0]), CONTESTED]
    column = [order.index(one) for one in classes]

    def where(names: Sequence[str]) -> Ints:
        return np.array([control.where[name][1] for name in names], dtype=np.int64)

    def known(state: Floats) -> Floats:
        found = state[:, :-1] + state[:, -1:] / (state.shape[1] - 1)
        return np.asarray(found[:, column])

    return Method(
        lambda names, day, told: group.filtered.expected(where(names), day, told)[:, column],
        lambda names, day: group.smoothed.expected(where(names), day)[:, column],
        lambda names, day, told: known(group.filtered.at(where(names), day, told)),
        lambda names, day: known(group.smoothed.at(where(names), day)),
    )


def persistence(visible: Sequence[Row], classes: Sequence[str]) -> Method:
    """The last statement, for certain; every class alike where there is none."""
    return _by_rule(visible, classes, lambda _days, codes, _day: int(codes[-1]))


def majority(visible: Sequence[Row], classes: Sequence[str]) -> Method:
    """What most statements of the last 30 days say, the latest of these in a tie; the last one where there is none."""

    def most(days: Ints, codes: Ints, day: int) -> int:
        recent = codes[days > day - WINDOW]
        if not len(recent):
            return int(codes[-1])
        counts = np.bincount(recent)
        best = np.flatnonzero(counts == counts.max())
        return int(next(code for code in recent[::-1] if code in best))

    return _by_rule(visible, classes, most)


def _by_rule(
    visible: Sequence[Row], classes: Sequence[str], rule: Callable[[Ints, Ints, int], int]
) -> Method:
    told: dict[str, tuple[list[int], list[int]]] = {}
    for row in visible:
        days, codes = told.setdefault(row.place, ([], []))
        days.append(row.day.toordinal())
        codes.append(classes.index(row.holder))
    known = {place: (np.array(days), np.array(codes)) for place, (days, codes) in told.items()}
    none = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))

    def answer(names: Sequence[str], day: Ints, told: Ints) -> Floats:
        found = np.full((len(names), len(classes)), 1.0 / len(classes))
        for number, (name, when, until) in enumerate(zip(names, day.tolist(), told.tolist(), strict=True)):
            days, codes = known.get(name, none)
            count = int(np.searchsorted(days, min(when, until), side="right"))
            if count:
                found[number] = np.eye(len(classes))[rule(days[:count], codes[:count], when)]
        return found

    def now(names: Sequence[str], day: Ints) -> Floats:
        return answer(names, day, day)

    return Method(answer, now, answer, now)
