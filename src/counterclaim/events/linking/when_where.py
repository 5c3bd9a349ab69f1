"""How the times and places of two claims compare."""

from __future__ import annotations

import numpy as np

from counterclaim.events.linking.columns import UNKNOWN, Columns, Floats, Ints
from counterclaim.events.linking.distance import kilometres
from counterclaim.events.linking.measures import (
    Comparison,
    Levels,
    choose,
    days_between,
    either_empty,
    likeness,
    shared,
    sizes,
)

SITE_KM, VILLAGE_KM, TOWN_KM = 1.5, 3.0, 12.0
"""Radii up to which a place is a site, a village or a quarter, a town."""

PART_KM = 40.0
"""How far a quarter can lie from the point of its town."""

SOON, LATER = 3, 31
"""Days after the event within which a report of it is news, and within which it looks back."""


def _overlap(table: Columns, a: Ints, b: Ints) -> Floats:
    """The days that two spells share, as a part of all their days."""
    both = np.minimum(table.last[a], table.last[b]) - np.maximum(table.first[a], table.first[b]) + 1
    lengths = table.last - table.first + 1
    shared_days = np.maximum(both, 0)
    return np.asarray(shared_days / (lengths[a] + lengths[b] - shared_days))


def _time(table: Columns, a: Ints, b: Ints) -> Levels:
    timed_a, timed_b = table.timed[a], table.timed[b]
    gap, overlap = days_between(table, a, b), _overlap(table, a, b)
    lengths = table.last - table.first
    longest, shortest = np.maximum(lengths[a], lengths[b]), np.minimum(lengths[a], lengths[b])
    guess = table.guessed[a] | table.guessed[b]
    firm = ~guess & (gap == 0)
    same = firm & (table.first[a] == table.first[b]) & (table.last[a] == table.last[b])
    return choose(
        len(a),
        (~timed_a & ~timed_b, 13),
        (timed_a != timed_b, 14),
        (same & (longest == 0), 0),
        (same & (longest <= 7), 1),
        (same, 2),
        (firm & (shortest == 0) & (longest <= 3), 3),
        (firm & (shortest == 0) & (longest <= 7), 4),
        (firm & (shortest == 0), 5),
        (firm & (overlap >= 0.5), 6),
        (firm & (overlap >= 0.2), 7),
        (firm, 8),
        ((gap == 0) & (longest <= 7), 9),
        (gap == 0, 10),
        (gap == 1, 11),
        otherwise=12,
    )


TIME = Comparison(
    "time",
    (
        "the same day",
        "the same few days",
        "the same weeks or months",
        "a day within three or four days",
        "a day within a week",
        "a day within a longer time",
        "spells of which half or more is shared",
        "spells that share some days",
        "a spell within a far longer one",
        "days that overlap, one of them a guess",
        "weeks that overlap, one of them a guess",
        "one day apart",
        "two days or more apart",
        "neither has a time",
        "only one has a time",
    ),
    _time,
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
    return choose(
        len(a),
        ((~located | both_coarse) & same, 9),
        (~located, 13),
        (same & (widest <= SITE_KM), 0),
        (same & (widest <= VILLAGE_KM), 1),
        (same & (widest <= TOWN_KM), 2),
        (same, 3),
        (~coarse & (km <= VILLAGE_KM), 4),
        (~coarse & part, 5),
        (~coarse & (common > 0) & (km <= PART_KM), 6),
        (~coarse & (km <= np.maximum(10.0, widest)), 7),
        (~coarse & (km <= np.maximum(30.0, reach)), 8),
        (coarse & (km <= widest), 10),
        (coarse & (km <= reach), 11),
        otherwise=12,
    )


PLACE = Comparison(
    "place",
    (
        "the same site",
        "the same village or quarter",
        "the same town",
        "the same area",
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
)


def _place_words(table: Columns, a: Ints, b: Ints) -> Levels:
    """What a province or country is called tells no event from another."""
    alike = likeness(table.place_words, a, b)
    return choose(
        len(a),
        (table.coarse[a] | table.coarse[b] | either_empty(table.place_words, a, b), 5),
        (alike == 1, 0),
        (alike >= 0.5, 1),
        (alike >= 0.3, 2),
        (alike > 0, 3),
        otherwise=4,
    )


PLACE_WORDS = Comparison(
    "words of the place",
    (
        "the same words",
        "half of the words or more",
        "a third of the words",
        "few of the words",
        "other words",
        "no words of a town or a site to compare",
    ),
    _place_words,
)


def _published(table: Columns, a: Ints, b: Ints) -> Levels:
    known = (table.published[a] != UNKNOWN) & (table.published[b] != UNKNOWN)
    gap = np.abs(table.published[a] - table.published[b])
    return choose(
        len(a), (~known, 5), (gap == 0, 0), (gap == 1, 1), (gap <= 7, 2), (gap <= 60, 3), otherwise=4
    )


PUBLICATION = Comparison(
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
)


def _delay(table: Columns, a: Ints, b: Ints) -> Levels:
    known = (table.published != UNKNOWN) & table.timed & ~table.guessed
    delay = table.published - table.last
    soonest, latest = np.minimum(delay[a], delay[b]), np.maximum(delay[a], delay[b])
    return choose(
        len(a),
        (~(known[a] & known[b]), 6),
        (latest < SOON, 0),
        ((soonest < SOON) & (latest <= LATER), 1),
        (soonest < SOON, 2),
        (latest <= LATER, 3),
        (soonest <= LATER, 4),
        otherwise=5,
    )


DELAY = Comparison(
    "delay",
    (
        "both told as news",
        "one told as news, one within a month",
        "one told as news, one later",
        "both told within a month",
        "one told within a month, one later",
        "both told later",
        "delay not known",
    ),
    _delay,
)
