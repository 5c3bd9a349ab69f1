"""Fitting the model of control to statements, and how reliable each source is.

The parameters are those that make the statements likely that the model has not seen: each one given what was known the
day before (the prequential likelihood of Dawid 1984, Journal of the Royal Statistical Society A 147, 278-292), and
each of a part that is held back given all others. No truth is needed, and where there are no neighbours the first
of the two is the likelihood of the hidden Markov model.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit

from counterclaim.control.emissions import evidence
from counterclaim.control.filter import run
from counterclaim.control.model import Control
from counterclaim.control.neighbours import spread
from counterclaim.control.parameters import Parameters, flat
from counterclaim.control.smooth import smooth
from counterclaim.control.statements import Says, Statement
from counterclaim.control.states import CONTESTED, Floats, Ints

FITTED = (
    "change.party",
    "change.contested",
    "change.forgetting",
    "change.recovery",
    "change.contested_share",
    "news.party",
    "news.contested",
    "news.unknown",
    "news.contested_share",
    "emission.wrong",
    "emission.held_for_contested",
    "emission.half_life_days",
    "neighbours.weight",
    "neighbours.news",
    "neighbours.scale_km",
)
"""What is fitted; the rest is judgement, as the data file says."""
_POSITIVE = frozenset({"emission.prior", "emission.half_life_days", "neighbours.scale_km"})
_RIDGE = 0.02
"""Weight of the squared distance from the start, in logits or logarithms: what the data does not tell stays put."""
FOLDS = 5
PRIOR = 5.0
"""Statements that a source is thought to have made before it is heard, and the share of them that is right."""
PRIOR_RIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Told:
    """Statements that name a holder or say contested, with the parties and points of their places."""

    statements: tuple[Statement, ...]
    parties: Mapping[str, tuple[str, ...]]
    points: Mapping[str, tuple[float, float]]


def chances(told: Told, asked: Sequence[Statement], given: Parameters, *, ahead: bool) -> Floats:
    """Chance (n) of what each asked statement says: as known the day before it was said, or from all of `told`."""
    found = spread(evidence(told.statements, given, told.parties), told.points, given.neighbours)
    index = {place: number for number, place in enumerate(found.places)}
    place = np.array([index[one.place] for one in asked], dtype=np.int64)
    day = np.array([one.said.toordinal() for one in asked], dtype=np.int64)
    said = _codes(asked, told.parties)
    expected = (
        run(found, given).expected(place, day - 1) if ahead else smooth(found, given).expected(place, day)
    )
    return np.asarray(expected[np.arange(len(asked)), said])


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
    ahead = -np.log(chances(told, told.statements, given, ahead=True)).mean()
    kept = tuple(one for one in told.statements if fold(one) != 0)
    back = [one for one in told.statements if fold(one) == 0]
    if not back or not kept:
        return float(ahead)
    behind = -np.log(chances(replace(told, statements=kept), back, given, ahead=False)).mean()
    return float(ahead + behind)


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


def fit(told: Told, start: Parameters, names: Sequence[str] = FITTED, rounds: int = 40) -> Parameters:
    """The parameters `names`, from `start`, by quasi-Newton steps (L-BFGS-B) in logits and logarithms."""
    values = flat(start)
    begin = np.array([_free(name, values[name]) for name in names])

    def penalised(point: Floats) -> float:
        return loss(told, with_values(start, _bound(names, point))) + _RIDGE * float(
            np.mean((point - begin) ** 2)
        )

    found = minimize(_finite(penalised), begin, method="L-BFGS-B", options={"maxiter": rounds, "eps": 1e-3})
    return with_values(start, _bound(names, found.x))


def _finite(function: Callable[[Floats], float]) -> Callable[[Floats], float]:
    def safe(point: Floats) -> float:
        value = function(np.clip(point, -12.0, 12.0))
        return value if np.isfinite(value) else 1e6

    return safe


def _free(name: str, value: float) -> float:
    return float(np.log(value)) if name in _POSITIVE else float(logit(np.clip(value, 1e-5, 1 - 1e-5)))


def _bound(names: Sequence[str], point: Floats) -> dict[str, float]:
    clipped = np.clip(point, -12.0, 12.0)
    return {
        name: float(np.exp(at) if name in _POSITIVE else expit(at))
        for name, at in zip(names, clipped, strict=True)
    }


def with_values(given: Parameters, values: Mapping[str, float]) -> Parameters:
    """The parameters with some ``table.name`` changed."""
    tables: dict[str, dict[str, float]] = {}
    for name, value in {**flat(given), **values}.items():
        table, _, key = name.partition(".")
        tables.setdefault(table, {})[key] = value
    return Parameters.read(tables)
