"""How two claims compare in their words, and in where they are told."""

from __future__ import annotations

import numpy as np

from counterclaim.events.linking.columns import UNKNOWN, Columns, Ints
from counterclaim.events.linking.measures import (
    Comparison,
    Levels,
    choose,
    either_empty,
    likeness,
    shared,
)

SENTENCES_NEAR = 600
"""Characters within which two sentences of one document stand near each other."""


def _trigger(table: Columns, a: Ints, b: Ints) -> Levels:
    """The words that name the event: "killed", "air strike"."""
    alike = likeness(table.trigger, a, b)
    starts = shared(table.trigger_starts, a, b)
    return choose(
        len(a),
        (either_empty(table.trigger, a, b), 5),
        (alike == 1, 0),
        (alike >= 0.5, 1),
        (alike > 0, 2),
        (starts > 0, 3),
        otherwise=4,
    )


TRIGGER = Comparison(
    "word for it",
    (
        "the same word for it",
        "half of the words for it or more",
        "some of the words for it",
        "words for it that begin alike",
        "another word for it",
        "no word for it",
    ),
    _trigger,
)


def _wording(table: Columns, a: Ints, b: Ints) -> Levels:
    alike = likeness(table.words, a, b)
    return choose(
        len(a), (alike >= 0.8, 0), (alike >= 0.5, 1), (alike >= 0.3, 2), (alike >= 0.15, 3), otherwise=4
    )


WORDING = Comparison(
    "wording",
    (
        "nearly the same sentence",
        "half of the words",
        "a third of the words",
        "some words",
        "hardly a word in common",
    ),
    _wording,
)


def _names(table: Columns, a: Ints, b: Ints) -> Levels:
    common = shared(table.names, a, b)
    return choose(
        len(a),
        (either_empty(table.names, a, b), 4),
        (common >= 3, 0),
        (common == 2, 1),
        (common == 1, 2),
        otherwise=3,
    )


NAMES = Comparison(
    "names",
    (
        "three or more names in common",
        "two names in common",
        "one name in common",
        "no name in common",
        "a sentence without names",
    ),
    _names,
)


def _document(table: Columns, a: Ints, b: Ints) -> Levels:
    same = table.document[a] == table.document[b]
    apart = np.abs(table.sentence[a] - table.sentence[b])
    return choose(len(a), (~same, 0), (apart == 0, 1), (apart <= SENTENCES_NEAR, 2), otherwise=3)


DOCUMENT = Comparison(
    "document",
    (
        "two documents",
        "one sentence",
        "sentences near each other in one document",
        "far apart in one document",
    ),
    _document,
)


def _publisher(table: Columns, a: Ints, b: Ints) -> Levels:
    same_document = table.document[a] == table.document[b]
    known = (table.publisher[a] != UNKNOWN) & (table.publisher[b] != UNKNOWN)
    return choose(
        len(a), (same_document | ~known, 2), (table.publisher[a] == table.publisher[b], 0), otherwise=1
    )


PUBLISHER = Comparison(
    "publisher", ("two reports of one publisher", "two publishers", "publishers not known"), _publisher
)
