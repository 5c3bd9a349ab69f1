"""Fitting the model of control to statements, and how reliable each source is.

The parameters are those that make the statements likely that the model has not seen: each one given what was known the
day before (the prequential likelihood of Dawid 1984, Journal of the Royal Statistical Society A 147, 278-292), and
each of a part that is held back given all others. No truth is needed, and where there are no neighbours the first
of the two is the likelihood of the hidden Markov model.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
from scipy.special import expit, logit

from counterclaim.control.emissions import evidence
from counterclaim.control.filter import run
from counterclaim.control.model import Control
from counterclaim.control.neighbours import spread
from counterclaim.control.parameters import Parameters, flat
from counterclaim.control.smooth import smooth
from counterclaim.control.statements import Says, Statement
from counterclaim.control.states import CONTESTED, Floats, Ints

_POSITIVE = frozenset(
    {"emission.prior", "emission.half_life_days", "news.loudness", "news.prior", "neighbours.scale_km"}
)
STARTS = 3
"""Points that a fit begins from."""
SEED = 1974
_FEW, _ROUNDS = 1, 8
_STEP = 1e-4
_TRIES = 5
_ENOUGH = 1e-4
_FAR = 12.0
FOLDS = 5
PRIOR = 5.0
"""Statements that a source is thought to have made before it is heard, and the share of them that is right."""
PRIOR_RIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Prior:
    """What a parameter is thought to be before any data: normal in logits or logarithms, where `spread` is."""

    middle: float
    spread: float


@cache
def priors() -> dict[str, Prior]:
    """The priors of all parameters that are fitted, by ``table.name``."""
    path = files("counterclaim.control") / "data" / "priors.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {f"{table}.{name}": Prior(*two) for table, some in data.items() for name, two in some.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """Statements that name a holder or say contested, with the parties and points of their places."""

    statements: tuple[Statement, ...]
    parties: Mapping[str, tuple[str, ...]]
    points: Mapping[str, tuple[float, float]]


def chances(told: Told, asked: Sequence[Statement], given: Parameters, *, ahead: bool) -> tuple[Floats, Ints]:
    """Chances (n, K + 1) of what each asked statement may say, and the column (n) of what it says.

    As known the day before it was said, or from all of `told`.
    """
    found = spread(evidence(told.statements, given, told.parties), told.points, given.neighbours)
    index = {place: number for number, place in enumerate(found.places)}
    place = np.array([index[one.place] for one in asked], dtype=np.int64)
    day = np.array([one.said.toordinal() for one in asked], dtype=np.int64)
    expected = (
        run(found, given).expected(place, day - 1) if ahead else smooth(found, given).expected(place, day)
    )
    return expected, _codes(asked, told.parties)


def _codes(asked: Sequence[Statement], parties: Mapping[str, tuple[str, ...]]) -> Ints:
    return np.array(
        [
            len(parties[one.place])
            if one.says is Says.CONTESTED or one.party is None
            else parties[one.place].index(one.party)
            for one in asked
        ],
        dtype=np.int64,
    )


def loss(told: Told, given: Parameters) -> float:
    """Mean negative logarithm of the chance of a statement, ahead and held back together. Lower is better."""
    return float(-sum(part.mean() for part in _logs(told, given)))


def _logs(told: Told, given: Parameters) -> list[Floats]:
    """Logarithms of the chance of each statement ahead, and of each that is held back, where there are any."""
    found = [_log(*chances(told, told.statements, given, ahead=True))]
    kept = tuple(one for one in told.statements if fold(one) != 0)
    back = [one for one in told.statements if fold(one) == 0]
    if back and kept:
        found.append(_log(*chances(replace(told, statements=kept), back, given, ahead=False)))
    return found


def _log(chance: Floats, said: Ints) -> Floats:
    return np.asarray(np.log(chance[np.arange(len(said)), said]))


def reliabilities(
    statements: Sequence[Statement],
    given: Parameters,
    points: Mapping[str, tuple[float, float]] | None = None,
    rounds: int = 3,
) -> dict[str, float]:
    """How reliable each source is, from 0 to 1, by how far the smoother agrees with it: a few rounds of EM.

    A round takes the mean chance of what each source says to be so, on the days it speaks of, with `PRIOR` statements
    of which a share of `PRIOR_RIGHT` is right besides; denials and what is known of no party do not count. A source
    that nobody else speaks beside is believed a little more each round, so few rounds are made.
    """
    found = dict.fromkeys(sorted({one.source for one in statements}), PRIOR_RIGHT)
    for _ in range(rounds):
        control = Control.of(statements, points=points, reliability=found, given=given)
        right = dict.fromkeys(found, PRIOR * PRIOR_RIGHT)
        count = dict.fromkeys(found, PRIOR)
        for one in statements:
            state = CONTESTED if one.says is Says.CONTESTED else one.party
            if one.denied or state is None or one.says not in (Says.HELD, Says.GAINED, Says.CONTESTED):
                continue
            chances = control.now(one.place, [one.dated.last])[0]
            names = control.states(one.place)
            known = 1.0 - chances[-1]
            right[one.source] += one.strength * float(chances[names.index(state)] / max(known, 1e-9))
            count[one.source] += one.strength
        found = {source: right[source] / count[source] for source in found}
    return found


def fold(one: Statement) -> int:
    """A fold from 0 to 4, by place and day."""
    return hashlib.sha256(f"fit|{one.place}|{one.said}".encode()).digest()[0] % FOLDS


def fit(told: Told, start: Parameters, prior: Mapping[str, Prior], starts: int = STARTS) -> Parameters:
    """The parameters that `prior` names, by their highest posterior; the others stay as in `start`.

    The prior is normal in logits and logarithms. The climb begins at its middle and at `starts` - 1 draws from it with a
    fixed seed; the best after one step goes on. What `start` has for a fitted parameter is not read.
    """
    climb = _Climb(told, start, prior)
    draws = np.random.default_rng(SEED).standard_normal((starts, len(prior)))
    draws[0] = 0.0
    begun = [climb.up(climb.middle + climb.spread * row, _FEW) for row in draws]
    point = climb.up(min(begun, key=climb.value), _ROUNDS)
    return climb.parameters(point)


class _Climb:
    """Steps of Berndt, Hall, Hall and Hausman (1974, Annals of Economic and Social Measurement 3, 653-665).

    They take the curvature from the gradients of the single statements, and are damped until the loss falls.
    """

    def __init__(self, told: Told, start: Parameters, prior: Mapping[str, Prior]) -> None:
        self.told, self.start, self.names = told, start, tuple(prior)
        self.middle = np.array([_free(name, prior[name].middle) for name in self.names])
        self.spread = np.array([prior[name].spread for name in self.names])
        self.inverse = self.spread**-2.0 / max(len(told.statements), 1)

    def parameters(self, point: Floats) -> Parameters:
        """All parameters at a point of logits and logarithms."""
        return with_values(self.start, _bound(self.names, point))

    def value(self, point: Floats) -> float:
        """What is minimised: the loss and the prior's share of it."""
        return self._value(point, self._logs(point))

    def up(self, point: Floats, rounds: int) -> Floats:
        """At most so many steps from a point; fewer when the last one gained next to nothing."""
        logs, damping = self._logs(point), 0.01
        best = self._value(point, logs)
        for _ in range(rounds):
            slope, curve = self._slope(point, logs)
            before = best
            for _ in range(_TRIES):
                damped = curve + damping * np.diag(np.diag(curve))
                trial = np.clip(point - np.linalg.solve(damped, slope), -_FAR, _FAR)
                found = self._logs(trial)
                if (now := self._value(trial, found)) < best:
                    point, logs, best, damping = trial, found, now, damping / 4.0
                    break
                damping *= 8.0
            if before - best < _ENOUGH:
                break
        return point

    def _logs(self, point: Floats) -> list[Floats]:
        return _logs(self.told, self.parameters(point))

    def _value(self, point: Floats, logs: list[Floats]) -> float:
        found = 0.5 * self.inverse @ (point - self.middle) ** 2 - sum(part.mean() for part in logs)
        return float(found) if np.isfinite(found) else float("inf")

    def _slope(self, point: Floats, logs: list[Floats]) -> tuple[Floats, Floats]:
        slope, curve = self.inverse * (point - self.middle), np.diag(self.inverse)
        moved = [self._logs(point + row) for row in _STEP * np.eye(len(point))]
        for number, part in enumerate(logs):
            scores = np.stack([other[number] - part for other in moved], axis=1) / _STEP
            slope = slope - scores.mean(axis=0)
            curve = curve + scores.T @ scores / len(part)
        return slope, curve


def _free(name: str, value: float) -> float:
    return float(np.log(value)) if name in _POSITIVE else float(logit(np.clip(value, 1e-5, 1 - 1e-5)))


def _bound(names: Sequence[str], point: Floats) -> dict[str, float]:
    return {
        name: float(np.exp(at) if name in _POSITIVE else expit(at))
        for name, at in zip(names, point, strict=True)
    }


def with_values(given: Parameters, values: Mapping[str, float]) -> Parameters:
    """The parameters with some ``table.name`` changed."""
    tables: dict[str, dict[str, float]] = {}
    for name, value in {**flat(given), **values}.items():
        table, _, key = name.partition(".")
        tables.setdefault(table, {})[key] = value
    return Parameters.read(tables)
