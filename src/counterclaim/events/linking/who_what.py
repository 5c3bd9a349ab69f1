"""How two claims compare in what was done, by whom, to whom, and with what result."""

from __future__ import annotations

import numpy as np

from counterclaim.events.estimates import COUNTED
from counterclaim.events.linking.columns import UNKNOWN, Columns, Floats, Ints
from counterclaim.events.linking.measures import (
    Comparison,
    Levels,
    choose,
    either_empty,
    likeness,
    shared,
    sizes,
)

_KILLED, _INJURED = COUNTED.index("killed"), COUNTED.index("injured")


def _type(table: Columns, a: Ints, b: Ints) -> Levels:
    general = table.any_violence[a] | table.any_violence[b]
    return choose(
        len(a),
        (table.type[a] == table.type[b], 0),
        (table.family[a] == table.family[b], 1),
        (table.detention[a] != table.detention[b], 4),
        (general & (table.group[a] == table.group[b]), 2),
        (table.group[a] == table.group[b], 3),
        otherwise=5,
    )


TYPE = Comparison(
    "type",
    (
        "the same type",
        "the same family",
        "one says only violence",
        "another kind of violence",
        "violence and a detention",
        "another kind",
    ),
    _type,
)


def _sides(table: Columns, a: Ints, b: Ints) -> Levels:
    """A group in common tells more than a state or civilians, who are in most events."""
    common = shared(table.sides, a, b)
    groups = shared(table.groups, a, b)
    return choose(
        len(a),
        (either_empty(table.sides, a, b), 4),
        ((groups >= 1) & (common >= 2), 0),
        (groups >= 1, 1),
        (common >= 2, 2),
        (common == 1, 3),
        (table.doers_known[a] & table.doers_known[b] & (shared(table.actors, a, b) == 0), 5),
        otherwise=6,
    )


SIDES = Comparison(
    "sides",
    (
        "a group and another side in common",
        "a group in common",
        "a state and civilians in common",
        "only a state or only civilians in common",
        "a claim names no side",
        "other doers, both of them known",
        "no side in common",
    ),
    _sides,
)


def _side_words(table: Columns, a: Ints, b: Ints) -> Levels:
    alike = likeness(table.side_words, a, b)
    return choose(
        len(a),
        (either_empty(table.side_words, a, b), 5),
        (alike >= 0.75, 0),
        (alike >= 0.5, 1),
        (alike >= 0.3, 2),
        (alike > 0, 3),
        otherwise=4,
    )


SIDE_WORDS = Comparison(
    "words of the sides",
    (
        "nearly the same words",
        "half of the words or more",
        "a third of the words",
        "few of the words",
        "other words",
        "no words of a side",
    ),
    _side_words,
)


def _roles(table: Columns, a: Ints, b: Ints) -> Levels:
    """Whether the doers agree: a side that does it here suffers it there."""
    doers, sufferers = sizes(table.actors), sizes(table.targets)
    straight = shared(table.actors, a, b) + shared(table.targets, a, b)
    crossed = _crossed(table, a, b)
    known = (doers[a] + sufferers[a] > 0) & (doers[b] + sufferers[b] > 0)
    return choose(
        len(a),
        (~known | ((straight == 0) & (crossed == 0)), 3),
        (straight >= 2, 0),
        ((straight >= 1) & (crossed == 0), 1),
        otherwise=2,
    )


def _crossed(table: Columns, a: Ints, b: Ints) -> Ints:
    one = table.actors[a].multiply(table.targets[b]).sum(axis=1)
    other = table.targets[a].multiply(table.actors[b]).sum(axis=1)
    return np.asarray(np.asarray(one).ravel() + np.asarray(other).ravel(), dtype=np.int64)


ROLES = Comparison(
    "roles",
    (
        "doer and sufferer agree",
        "the doer or the sufferer agrees",
        "who did it to whom is turned round",
        "roles not known",
    ),
    _roles,
)


def _figure(table: Columns, a: Ints, b: Ints, number: int) -> Levels:
    """An open figure says little of a far greater one: "more than 20" can be 200, and is seldom told of 200."""
    low_a, high_a = table.low[a, number], table.high[a, number]
    low_b, high_b = table.low[b, number], table.high[b, number]
    stated_a, stated_b = ~np.isnan(low_a), ~np.isnan(low_b)
    with np.errstate(invalid="ignore"):
        equal = (low_a == low_b) & (high_a == high_b)
        overlap = (low_a <= high_b) & (low_b <= high_a)
        ratio = _ratio(low_a, low_b)
    return choose(
        len(a),
        (~stated_a & ~stated_b, 7),
        (~stated_a | ~stated_b, 6),
        (equal & (low_a >= 5), 0),
        (equal & (low_a >= 2), 1),
        (equal, 2),
        ((overlap & (ratio <= 3)) | (ratio <= 1.5), 3),
        (ratio <= 3, 4),
        otherwise=5,
    )


def _ratio(one: Floats, other: Floats) -> Floats:
    return np.asarray((np.maximum(one, other) + 0.5) / (np.minimum(one, other) + 0.5))


def _killed(table: Columns, a: Ints, b: Ints) -> Levels:
    return _figure(table, a, b, _KILLED)


def _injured(table: Columns, a: Ints, b: Ints) -> Levels:
    return _figure(table, a, b, _INJURED)


KILLED = Comparison(
    "killed",
    (
        "the same number of dead, 5 or more",
        "the same number of dead, 2 to 4",
        "one dead in both",
        "numbers of dead that can agree",
        "numbers of dead up to three times apart",
        "numbers of dead further apart",
        "only one gives a number of dead",
        "no number of dead",
    ),
    _killed,
)

INJURED = Comparison(
    "injured",
    (
        "the same number of injured, 5 or more",
        "the same number of injured, 2 to 4",
        "one injured in both",
        "numbers of injured that can agree",
        "numbers of injured up to three times apart",
        "numbers of injured further apart",
        "only one gives a number of injured",
        "no number of injured",
    ),
    _injured,
)


def _others(table: Columns, a: Ints, b: Ints) -> Levels:
    """Captured, displaced and the rest, together."""
    rest = [number for number in range(len(COUNTED)) if number not in (_KILLED, _INJURED)]
    levels = np.stack([_figure(table, a, b, number) for number in rest])
    least, greatest = levels.min(axis=0), np.where(levels >= 6, -1, levels).max(axis=0)
    return choose(len(a), (least >= 6, 3), (greatest <= 2, 0), (greatest <= 3, 1), otherwise=2)


OTHER_FIGURES = Comparison(
    "other figures",
    (
        "the same other figures",
        "other figures that can agree",
        "other figures that differ",
        "no other figure to compare",
    ),
    _others,
)


def _method(table: Columns, a: Ints, b: Ints) -> Levels:
    known = (table.method[a] != UNKNOWN) & (table.method[b] != UNKNOWN)
    return choose(len(a), (~known, 2), (table.method[a] == table.method[b], 0), otherwise=1)


METHOD = Comparison(
    "method", ("the same weapon or tactic", "another weapon or tactic", "not stated"), _method
)


def _holder(table: Columns, a: Ints, b: Ints) -> Levels:
    """Whether the claims give a place to the same party, or take it from the same."""
    gain_a, gain_b, loss_a, loss_b = table.gainer[a], table.gainer[b], table.loser[a], table.loser[b]
    differ = (gain_a != UNKNOWN) & (gain_b != UNKNOWN) & (gain_a != gain_b)
    turned = ((gain_a != UNKNOWN) & (gain_a == loss_b)) | ((gain_b != UNKNOWN) & (gain_b == loss_a))
    same = ((gain_a != UNKNOWN) & (gain_a == gain_b)) | ((loss_a != UNKNOWN) & (loss_a == loss_b))
    return choose(len(a), (differ | turned, 1), (same, 0), otherwise=2)


HOLDER = Comparison(
    "holder",
    (
        "the place goes to the same party",
        "the place goes to another party",
        "no change of hands to compare",
    ),
    _holder,
)


def _denial(table: Columns, a: Ints, b: Ints) -> Levels:
    return np.where(table.denied[a] != table.denied[b], 0, 1).astype(np.int8)


DENIAL = Comparison("denial", ("one denies it", "both say it or both deny it"), _denial)
