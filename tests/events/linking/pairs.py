"""Pairs of small claims, compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from counterclaim.events.linking.candidates import Keys, pairs
from counterclaim.events.linking.columns import Columns, columns
from counterclaim.events.linking.comparisons import COMPARISONS
from counterclaim.events.linking.facts import Facts, facts
from tests.factories import claim

BARE = replace(
    facts(claim("a")), words=frozenset(), names=frozenset(), trigger=frozenset(), side_words=frozenset()
)
"""A claim that says nothing but that something was."""


def fact(id_: str = "a", **told: object) -> Facts:
    """What linking looks at in a claim of a document of its own, with some of it told."""
    words = {name: frozenset(value) if isinstance(value, set) else value for name, value in told.items()}
    return replace(BARE, **{"id": id_, "document": id_, **words})  # type: ignore[arg-type]


def on(first: str, last: str | None = None) -> dict[str, int]:
    """The time of a claim."""
    return {
        "first": date.fromisoformat(first).toordinal(),
        "last": date.fromisoformat(last or first).toordinal(),
    }


def shows(name: str, a: Facts, b: Facts, *others: Facts) -> str:
    """The level that two claims are on."""
    table = columns([a, b, *others])
    one = next(one for one in COMPARISONS if one.name == name)
    return one.levels[int(one.compare(table, np.array([0]), np.array([1]))[0])]


def candidates(found: Sequence[Facts]) -> set[tuple[str, str]]:
    """Ids of the pairs that are compared."""
    table: Columns = columns(found)
    a, b = pairs(table, Keys(found))
    return {(table.ids[i], table.ids[j]) for i, j in zip(a.tolist(), b.tolist(), strict=True)}
