"""How two claims compare, feature by feature: each comparison puts a pair on one of its levels.

Levels are words for people; `data/link_weights.tsv` says what each is worth. The form is that of probabilistic
record linkage (Fellegi & Sunter 1969, A Theory for Record Linkage), with weights that are learned together
because the features depend on each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from counterclaim.events.linking.columns import UNKNOWN, Bools, Columns, Floats, Ints
from counterclaim.events.linking.distance import kilometres
from counterclaim.events.linking.facts import FIGURES

Levels = NDArray[np.int8]
SMALL_KM = 3.0
"""Radius up to which a place is a village, a quarter or a site."""

PART_KM = 40.0
"""How far a quarter can lie from the point of its town."""

SENTENCES_NEAR = 600
"""Characters within which two sentences of one document stand near each other."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One feature of a pair: its name, its levels in words, and what puts pairs on them."""

    name: str
    levels: tuple[str, ...]
    compare: Callable[[Columns, Ints, Ints], Levels]


def _choose(size: int, *cases: tuple[Bools, int], otherwise: int) -> Levels:
    """The level of the first case that holds."""
    return np.select(
        [holds for holds, _ in cases],
        [np.full(size, level, dtype=np.int8) for _, level in cases],
        default=np.int8(otherwise),
    )


def days_between(table: Columns, a: Ints, b: Ints) -> Ints:
    """Days between two intervals, 0 where they overlap."""
    gap = np.maximum(table.first[a] - table.last[b], table.first[b] - table.last[a])
    return np.maximum(gap, 0)


def _time(table: Columns, a: Ints, b: Ints) -> Levels:
    known = table.timed[a] & table.timed[b]
    gap = days_between(table, a, b)
    lengths = table.last - table.first
    longest, shortest = np.maximum(lengths[a], lengths[b]), np.minimum(lengths[a], lengths[b])
    firm = known & ~table.guessed[a] & ~table.guessed[b]
    same = (table.first[a] == table.first[b]) & (table.last[a] == table.last[b])
    inside = (shortest == 0) & (gap == 0)
    return _choose(
        len(a),
        (~known, 10),
        (firm & same & (longest == 0), 0),
        (firm & same, 1),
        (firm & inside & (longest <= 3), 2),
        (firm & inside, 3),
        (firm & (gap == 0) & (longest <= 7), 4),
        (firm & (gap == 0), 5),
        ((gap == 0) & (longest <= 7), 6),
        (gap == 0, 7),
        (gap == 1, 8),
        otherwise=9,
    )


def _place(table: Columns, a: Ints, b: Ints) -> Levels:
    located = table.located[a] & table.located[b]
    km = kilometres(table.lat[a], table.lon[a], table.lat[b], table.lon[b])
    coarse = table.coarse[a] | table.coarse[b]
    both_coarse = table.coarse[a] & table.coarse[b]
    same = (table.place[a] == table.place[b]) & (table.place[a] != UNKNOWN)
    widest = np.maximum(table.reach_km[a], table.reach_km[b])
    reach = table.reach_km[a] + table.reach_km[b]
    words = sizes(table.place_words)
    common = shared(table.place_words, a, b)
    part = (common > 0) & (common == np.minimum(words[a], words[b])) & (km <= PART_KM)
    return _choose(
        len(a),
        ((~located | both_coarse) & same, 7),
        (~located, 11),
        (same & (widest <= SMALL_KM), 0),
        (same, 1),
        (~coarse & (km <= SMALL_KM), 2),
        (~coarse & part, 3),
        (~coarse & (common > 0) & (km <= PART_KM), 4),
        (~coarse & (km <= np.maximum(10.0, widest)), 5),
        (~coarse & (km <= np.maximum(30.0, reach)), 6),
        (coarse & (km <= widest), 8),
        (coarse & (km <= reach), 9),
        otherwise=10,
    )


def _type(table: Columns, a: Ints, b: Ints) -> Levels:
    general = table.any_violence[a] | table.any_violence[b]
    return _choose(
        len(a),
        (table.type[a] == table.type[b], 0),
        (table.family[a] == table.family[b], 1),
        (general & (table.group[a] == table.group[b]), 2),
        (table.group[a] == table.group[b], 3),
        otherwise=4,
    )


def shared(matrix: csr_array, a: Ints, b: Ints) -> Ints:
    """How many members the sets of each pair share."""
    both = matrix[a].multiply(matrix[b])
    return np.asarray(both.sum(axis=1), dtype=np.int64).ravel()


def sizes(matrix: csr_array) -> Ints:
    """How many members each set has."""
    return np.diff(matrix.indptr).astype(np.int64)


def _sides(table: Columns, a: Ints, b: Ints) -> Levels:
    """A group in common tells more than a state or civilians, who are in most events."""
    count = sizes(table.sides)
    common = shared(table.sides, a, b)
    groups = shared(table.groups, a, b)
    return _choose(
        len(a),
        (np.minimum(count[a], count[b]) == 0, 4),
        ((groups >= 1) & (common >= 2), 0),
        (groups >= 1, 1),
        (common >= 2, 2),
        (common == 1, 3),
        otherwise=5,
    )


def _roles(table: Columns, a: Ints, b: Ints) -> Levels:
    """Whether the doers agree: a side that does it here suffers it there."""
    doers, sufferers = sizes(table.actors), sizes(table.targets)
    straight = shared(table.actors, a, b) + shared(table.targets, a, b)
    crossed = _crossed(table, a, b)
    known = (doers[a] + sufferers[a] > 0) & (doers[b] + sufferers[b] > 0)
    return _choose(
        len(a),
        (~known | ((straight == 0) & (crossed == 0)), 3),
        (straight >= 2, 0),
        ((straight >= 1) & (crossed == 0), 1),
        otherwise=2,
    )


def _crossed(table: Columns, a: Ints, b: Ints) -> Ints:
    one = table.actors[a].multiply(table.targets[b]).sum(axis=1)
    other = table.targets[a].multiply(table.actors[b]).sum(axis=1)
    return (np.asarray(one).ravel() + np.asarray(other).ravel()).astype(np.int64)


def _killed(table: Columns, a: Ints, b: Ints) -> Levels:
    return _figure(table.low[a, 0], table.high[a, 0], table.low[b, 0], table.high[b, 0])


def _figure(low_a: Floats, high_a: Floats, low_b: Floats, high_b: Floats) -> Levels:
    stated_a, stated_b = ~np.isnan(low_a), ~np.isnan(low_b)
    with np.errstate(invalid="ignore"):
        equal = (low_a == low_b) & (high_a == high_b)
        overlap = (low_a <= high_b) & (low_b <= high_a)
        ratio = (np.maximum(low_a, low_b) + 0.5) / (np.minimum(low_a, low_b) + 0.5)
    return _choose(
        len(low_a),
        (~stated_a & ~stated_b, 7),
        (~stated_a | ~stated_b, 6),
        (equal & (low_a >= 5), 0),
        (equal & (low_a >= 2), 1),
        (equal, 2),
        (overlap | (ratio <= 1.5), 3),
        (ratio <= 3, 4),
        otherwise=5,
    )


def _others(table: Columns, a: Ints, b: Ints) -> Levels:
    """Injured, captured and the rest, together."""
    levels = np.stack(
        [
            _figure(table.low[a, one], table.high[a, one], table.low[b, one], table.high[b, one])
            for one in range(1, len(FIGURES))
        ]
    )
    least, greatest = levels.min(axis=0), np.where(levels >= 6, -1, levels).max(axis=0)
    return _choose(len(a), (least >= 6, 3), (greatest <= 2, 0), (greatest <= 3, 1), otherwise=2)


def _method(table: Columns, a: Ints, b: Ints) -> Levels:
    known = (table.method[a] != UNKNOWN) & (table.method[b] != UNKNOWN)
    return _choose(len(a), (~known, 2), (table.method[a] == table.method[b], 0), otherwise=1)


def likeness(matrix: csr_array, a: Ints, b: Ints) -> Floats:
    """Jaccard's index of the sets of each pair (Jaccard 1912), 0 where both are empty."""
    count = sizes(matrix)
    common = shared(matrix, a, b)
    union = count[a] + count[b] - common
    return np.divide(common, union, out=np.zeros(len(a)), where=union > 0)


def _wording(table: Columns, a: Ints, b: Ints) -> Levels:
    alike = likeness(table.words, a, b)
    return _choose(
        len(a), (alike >= 0.8, 0), (alike >= 0.5, 1), (alike >= 0.3, 2), (alike >= 0.15, 3), otherwise=4
    )


def _names(table: Columns, a: Ints, b: Ints) -> Levels:
    count = sizes(table.names)
    common = shared(table.names, a, b)
    return _choose(
        len(a), (np.minimum(count[a], count[b]) == 0, 4), (common >= 3, 0), (common == 2, 1), (common == 1, 2),
        otherwise=3,
    )  # fmt: skip


def _document(table: Columns, a: Ints, b: Ints) -> Levels:
    same = table.document[a] == table.document[b]
    apart = np.abs(table.sentence[a] - table.sentence[b])
    return _choose(
        len(a), (~same, 0), (apart == 0, 1), (apart <= SENTENCES_NEAR, 2), otherwise=3
    )  # fmt: skip


def _holder(table: Columns, a: Ints, b: Ints) -> Levels:
    """Whether the claims give a place to the same party, or take it from the same."""
    gain_a, gain_b, loss_a, loss_b = table.gainer[a], table.gainer[b], table.loser[a], table.loser[b]
    differ = (gain_a != UNKNOWN) & (gain_b != UNKNOWN) & (gain_a != gain_b)
    turned = ((gain_a != UNKNOWN) & (gain_a == loss_b)) | ((gain_b != UNKNOWN) & (gain_b == loss_a))
    same = ((gain_a != UNKNOWN) & (gain_a == gain_b)) | ((loss_a != UNKNOWN) & (loss_a == loss_b))
    return _choose(len(a), (differ | turned, 1), (same, 0), otherwise=2)


def _published(table: Columns, a: Ints, b: Ints) -> Levels:
    known = (table.published[a] != UNKNOWN) & (table.published[b] != UNKNOWN)
    gap = np.abs(table.published[a] - table.published[b])
    return _choose(
        len(a), (~known, 5), (gap == 0, 0), (gap == 1, 1), (gap <= 7, 2), (gap <= 60, 3), otherwise=4
    )


def _denial(table: Columns, a: Ints, b: Ints) -> Levels:
    return np.where(table.denied[a] != table.denied[b], 0, 1).astype(np.int8)


COMPARISONS = (
    Comparison(
        "time",
        (
            "the same day",
            "the same days, weeks or months",
            "a day within a few days",
            "a day within a longer time",
            "days that overlap",
            "weeks or months that overlap",
            "days that overlap, one of them a guess",
            "weeks that overlap, one of them a guess",
            "one day apart",
            "two days or more apart",
            "no time known",
        ),
        _time,
    ),
    Comparison(
        "place",
        (
            "the same village, quarter or site",
            "the same town or area",
            "within 3 km",
            "one named as part of the other",
            "two parts of one town",
            "within 10 km, or one inside the other",
            "within 30 km, or the two areas touch",
            "the same province, region or country",
            "a place inside the other's area",
            "areas that overlap",
            "too far apart",
            "no point known",
        ),
        _place,
    ),
    Comparison(
        "type",
        (
            "the same type",
            "the same family",
            "one says only violence",
            "another kind of violence",
            "another kind",
        ),
        _type,
    ),
    Comparison(
        "sides",
        (
            "a group and another side in common",
            "a group in common",
            "a state and civilians in common",
            "only a state or only civilians in common",
            "a claim names no side",
            "no side in common",
        ),
        _sides,
    ),
    Comparison(
        "roles",
        (
            "doer and sufferer agree",
            "the doer or the sufferer agrees",
            "who did it to whom is turned round",
            "roles not known",
        ),
        _roles,
    ),
    Comparison(
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
    ),
    Comparison(
        "other figures",
        (
            "the same other figures",
            "other figures that can agree",
            "other figures that differ",
            "no other figure to compare",
        ),
        _others,
    ),
    Comparison("method", ("the same weapon or tactic", "another weapon or tactic", "not stated"), _method),
    Comparison(
        "wording",
        (
            "nearly the same sentence",
            "half of the words",
            "a third of the words",
            "some words",
            "hardly a word in common",
        ),
        _wording,
    ),
    Comparison(
        "names",
        (
            "three or more names in common",
            "two names in common",
            "one name in common",
            "no name in common",
            "a sentence without names",
        ),
        _names,
    ),
    Comparison(
        "document",
        (
            "two documents",
            "one sentence",
            "sentences near each other in one document",
            "far apart in one document",
        ),
        _document,
    ),
    Comparison(
        "publication",
        (
            "published on the same day",
            "published a day apart",
            "published within a week",
            "published within two months",
            "published longer apart",
            "publication not dated",
        ),
        _published,
    ),
    Comparison(
        "holder",
        (
            "the place goes to the same party",
            "the place goes to another party",
            "no change of hands to compare",
        ),
        _holder,
    ),
    Comparison("denial", ("one denies it", "both say it or both deny it"), _denial),
)
"""Every comparison, in the order in which a pair is explained."""
