"""Events: reversible clusters of claims, and what follows from them by a named rule."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.place import Place
from counterclaim.model.when import When


@dataclass(frozen=True, slots=True)
class Estimate:
    """Low, best and high of one figure, with the rule and the claims that made it. Null is "not stated"."""

    what: str
    of: str | None
    low: int | None
    best: int | None
    high: int | None
    rule: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Claims that are about one thing. `place` and `when` are the most precise ones that its claims give.

    `origins` counts independent families of documents, `documents` all of them, copies included.
    """

    id: str
    event_type: str
    status: str
    claims: tuple[str, ...]
    place: Place | None
    when: When | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    documents: int
    origins: int
