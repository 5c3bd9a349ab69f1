"""Names of what events have, folded to be searched, with numbers of events."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from counterclaim.ask.index.columns import Codes, Events, Pairs
from counterclaim.ask.index.labels import Labels
from counterclaim.record.fold import name_key


@dataclass(frozen=True, slots=True)
class Name:
    """Something with a name. `key` is the name folded: words between blanks."""

    id: str
    name: str
    key: str
    events: int


class Listed:
    """Names in an order, to be searched: their keys are one text, so that a search is one of that text."""

    def __init__(self, names: list[Name]) -> None:
        self._names = names
        self._text = "\n".join(one.key for one in names)
        self._starts = [0, *accumulate(len(one.key) + 1 for one in names)]

    def having(self, folded: str, most: int) -> list[Name]:
        """The first names that have a word beginning with `folded`, which may be several words."""
        found: list[Name] = []
        at = self._text.find(f" {folded}") if folded else -1
        while at >= 0 and len(found) < most:
            number = bisect_right(self._starts, at) - 1
            found.append(self._names[number])
            at = self._text.find(f" {folded}", self._starts[number + 1])
        return found


@dataclass(frozen=True, slots=True)
class Names:
    """Places, actors and sources of the events, those of most events first."""

    places: Listed
    actors: Listed
    sources: Listed


def names(events: Events, labels: Labels) -> Names:
    """The names of all events."""
    sources = events.words["everyone"].sources if events.words else None
    return Names(
        places=_named(((id_, place.name or "") for id_, place in events.gazetteer.items()), events.places),
        actors=_named(((id_, labels.actor(id_)) for id_ in events.sides.words.values), events.sides),
        sources=_named(events.source_names.items(), sources) if sources is not None else Listed([]),
    )


def _named(pairs: Iterable[tuple[str, str]], of: Codes | Pairs) -> Listed:
    codes = of.codes[of.codes >= 0]
    counts = np.bincount(codes, minlength=len(of.words.values))
    many = dict(zip(of.words.values, counts.tolist(), strict=True))
    found = [Name(id_, name, name_key(name), many.get(id_, 0)) for id_, name in pairs]
    return Listed(sorted(found, key=lambda one: (-one.events, one.name, one.id)))
