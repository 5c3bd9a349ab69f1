"""Sources scored against each other: what each says, held against what all others make of it.

No source is called the truth. A source's statements are taken out, the smoother is made of the others, and each of the
statements is compared with it on the day that it speaks of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from scipy.stats import norm
from scipy.stats import t as student

from counterclaim.control.model import Control
from counterclaim.control.statements import Says, Statement
from counterclaim.control.states import CONTESTED, UNKNOWN, Floats
from counterclaim.errors import UsageError

MOST_SOURCES = 30
"""Sources that are scored, those that say most: each takes a model of its own."""
SURE = 0.5
"""How sure the others must be of what is so."""
LONGEST = 90
"""Days between a change and its word that count at most; what is told later is another change's."""
FEWEST = 6
"""Places below which a median has no interval of 95 %: all of five draws lie on one side of it once in 16 times."""
_Z = float(norm.ppf(0.975))


@dataclass(frozen=True, slots=True)
class Score:
    """How a source fares against the others.

    `statements` are those that name who holds a place, or say contested, and `compared` those on which the others say
    anything. `agreed` of these say the others' likeliest state, the share of them with a 95 % interval from `low` to
    `high` that takes the statements on one place as one draw; `chance` is the mean probability that the others give to
    what it says. `delay` is the median number of days by which it tells of a change later than the others' filter turns
    to it, less than 0 where it is earlier, over the `changes` that both have, with a 95 % interval from `delay_low` to
    `delay_high`. Null where there is nothing to count, intervals also where there is one place alone, and those of
    delays where there are fewer than `FEWEST`.
    """

    source: str
    statements: int
    compared: int
    agreed: int
    share: float | None
    low: float | None
    high: float | None
    chance: float | None
    changes: int
    delay: float | None
    delay_low: float | None
    delay_high: float | None


def scores(
    statements: Sequence[Statement],
    points: Mapping[str, tuple[float, float]] | None = None,
    reliability: Mapping[str, float] | None = None,
) -> list[Score]:
    """The scores of the sources that say most, up to `MOST_SOURCES`, by number of statements.

    Raises:
        UsageError: there are fewer than two sources.
    """
    spoken = Counter(one.source for one in statements if _state(one) is not None)
    if len({one.source for one in statements}) < 2:
        raise UsageError("there are fewer than two sources to score against each other")
    most = sorted(spoken, key=lambda source: (-spoken[source], source))[:MOST_SOURCES]
    return [_score(source, statements, points, reliability) for source in most]


def _score(
    source: str,
    statements: Sequence[Statement],
    points: Mapping[str, tuple[float, float]] | None,
    reliability: Mapping[str, float] | None,
) -> Score:
    own = [one.dated for one in statements if one.source == source and _state(one) is not None]
    others = [one for one in statements if one.source != source]
    control = Control.of(others, points=points, reliability=reliability)
    control.ready({one.place for one in own})
    right: list[float] = []
    chances: list[float] = []
    places: list[str] = []
    for place, said in _by_place(own).items():
        if place not in control.where:
            continue
        states = control.states(place)
        table = control.now(place, [one.last for one in said])
        for one, row in zip(said, table, strict=True):
            known = dict(zip(states, row.tolist(), strict=True))
            if known.pop(UNKNOWN) > SURE:
                continue
            whole = sum(known.values())
            right.append(float(max(known, key=lambda state: known[state]) == _state(one)))
            chances.append(known.get(str(_state(one)), 0.0) / whole)
            places.append(place)
    late, late_places = _delays(own, control)
    share, low, high = _share(np.array(right), places)
    delay, delay_low, delay_high = _median(np.array(late, dtype=np.float64), late_places)
    return Score(
        source,
        len(own),
        len(right),
        int(sum(right)),
        share,
        low,
        high,
        float(np.mean(chances)) if chances else None,
        len(late),
        delay,
        delay_low,
        delay_high,
    )


def _state(one: Statement) -> str | None:
    """The state that a statement names; null for one that names none, or denies it."""
    if one.denied:
        return None
    if one.says is Says.CONTESTED:
        return CONTESTED
    return one.party if one.says in (Says.HELD, Says.GAINED) else None


def _by_place(told: Sequence[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for one in sorted(told, key=lambda one: (one.place, one.said, one.last, one.id)):
        found.setdefault(one.place, []).append(one)
    return found


def _changes(told: Sequence[Statement]) -> list[tuple[str, date]]:
    """The changes that are told of one place, with the day on which each was first published."""
    named = [(str(_state(one)), one.said) for one in told]
    return [after for before, after in pairwise(named) if before[0] != after[0]]


def _delays(own: Sequence[Statement], control: Control) -> tuple[list[int], list[str]]:
    """Days by which each change of a source comes after the turn of the others' filter to the same state.

    A turn is one change's at most, the nearest one's: a source that takes its word back and then repeats it has not
    told of the change twice.
    """
    days, places = [], []
    for place, told in _by_place(own).items():
        turns = control.turns(place)[1:] if place in control.where else []
        found = _matched(_changes(told), turns)
        days.extend(found)
        places.extend([place] * len(found))
    return days, places


def _matched(changes: Sequence[tuple[str, date]], turns: Sequence[tuple[str, date]]) -> list[int]:
    """Days from turns to changes to the same state, in pairs, the nearest first; each has one partner at most."""
    apart = sorted(
        (abs((on - turned).days), at, number)
        for at, (state, on) in enumerate(changes)
        for number, (name, turned) in enumerate(turns)
        if name == state and abs((on - turned).days) <= LONGEST
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, number in apart:
        if at not in found and number not in taken:
            taken.add(number)
            found[at] = (changes[at][1] - turns[number][1]).days
    return [found[at] for at in sorted(found)]


Estimate = tuple[float | None, float | None, float | None]


def _share(right: Floats, places: Sequence[str]) -> Estimate:
    """A share with its 95 % interval, the values on one place taken as one draw.

    Wilson's interval (1927, Journal of the American Statistical Association 22, 209-212) of as many draws as the
    variance between places leaves (Kish 1965, Survey Sampling); of as many as there are places where all are alike.
    """
    share, low, _ = _mean(right, places)
    if share is None or low is None:
        return share, None, None
    size = float(len(set(places)))
    spread = ((share - low) / float(student.ppf(0.975, size - 1))) ** 2
    if spread > 0.0:
        size = min(float(len(right)), share * (1.0 - share) / spread)
    middle = (share + _Z**2 / (2 * size)) / (1 + _Z**2 / size)
    half = _Z / (1 + _Z**2 / size) * (share * (1 - share) / size + _Z**2 / (4 * size**2)) ** 0.5
    return share, max(middle - half, 0.0), min(middle + half, 1.0)


def _mean(values: Floats, places: Sequence[str]) -> Estimate:
    """A mean with its 95 % interval, the values on one place taken as one draw: a ratio of sums over places.

    The variance is that of Cochran (1977, Sampling Techniques, section 6.4), the quantile Student's.
    """
    if not len(values):
        return None, None, None
    mean = float(values.mean())
    group = np.unique(np.array(places), return_inverse=True)[1]
    count = int(group.max()) + 1
    if count < 2:
        return mean, None, None
    sums = np.bincount(group, values - mean)
    error = (float(sums @ sums) * count / (count - 1)) ** 0.5 / len(values)
    half = float(student.ppf(0.975, count - 1)) * error
    return mean, mean - half, mean + half


def _median(values: Floats, places: Sequence[str]) -> Estimate:
    """A median with its 95 % interval, the values on one place taken as one draw.

    The interval is the quantiles at the ends of that of the share below the median (Woodruff 1952, Journal of the
    American Statistical Association 47, 635-646), values equal to it counted half. It holds where a few delays are
    very long, which that of a mean does not; from fewer than `FEWEST` places no quantiles are far enough apart.
    """
    if not len(values):
        return None, None, None
    median = float(np.median(values))
    _, low, high = _mean((values < median) + 0.5 * (values == median), places)
    if low is None or high is None or len(set(places)) < FEWEST:
        return median, None, None
    half = (high - low) / 2.0
    below = float(np.quantile(values, max(0.5 - half, 0.0), method="inverted_cdf"))
    above = float(np.quantile(values, min(0.5 + half, 1.0), method="higher"))
    return median, min(below, median), max(above, median)
