"""Names of what events have, folded to be searched, with numbers of events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Names:
    """Places, actors and sources of the events, those of most events first."""

    places: list[Name]
    actors: list[Name]
    sources: list[Name]


def names(events: Events, labels: Labels) -> Names:
    """The names of all events."""
    sources = events.words["everyone"].sources if events.words else None
    return Names(
        places=_named(((id_, place.name or "") for id_, place in events.gazetteer.items()), events.places),
        actors=_named(((id_, labels.actor(id_)) for id_ in events.sides.words.values), events.sides),
        sources=_named(events.source_names.items(), sources) if sources is not None else [],
    )


def having(of: list[Name], folded: str, most: int) -> list[Name]:
    """The first names that have a word beginning with `folded`, which may be several words."""
    found: list[Name] = []
    for one in of:
        if len(found) == most:
            break
        if folded and f" {folded}" in one.key:
            found.append(one)
    return found


def _named(pairs: Iterable[tuple[str, str]], of: Codes | Pairs) -> list[Name]:
    codes = of.codes[of.codes >= 0]
    counts = np.bincount(codes, minlength=len(of.words.values))
    many = dict(zip(of.words.values, counts.tolist(), strict=True))
    found = [Name(id_, name, name_key(name), many.get(id_, 0)) for id_, name in pairs]
    return sorted(found, key=lambda one: (-one.events, one.name, one.id))
