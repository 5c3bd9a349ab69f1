"""What an actor is, and a mention of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ActorKind(StrEnum):
    """What sort of actor it is; the names of the first ones are those of ACLED's inter codes."""

    STATE_FORCES = "state_forces"
    REBEL_GROUP = "rebel_group"
    POLITICAL_MILITIA = "political_militia"
    IDENTITY_MILITIA = "identity_militia"
    PROTESTERS = "protesters"
    CIVILIANS = "civilians"
    EXTERNAL_FORCES = "external_forces"
    POLICE = "police"
    GOVERNMENT = "government"
    COALITION = "coalition"
    MONITOR = "monitor"
    MEDIA = "media"
    AGENCY = "agency"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    AID_ORGANISATION = "aid_organisation"


PLACELESS = frozenset(
    {
        ActorKind.COALITION,
        ActorKind.MONITOR,
        ActorKind.MEDIA,
        ActorKind.AGENCY,
        ActorKind.INTERNATIONAL_ORGANISATION,
        ActorKind.AID_ORGANISATION,
    }
)
"""Kinds that are met outside their own country as often as in it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the registry.

    `start` and `end` are the first and last year that it existed under this name, null when open or not
    known. `side` is the actor that it fights or speaks for, `parent` the one that it belongs to, `after` the
    one that it came out of; all are ids. `party` says that it can be an interested party. `opponents` are
    ids, those of the actors that belong to its enemies included.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    start: int | None = None
    end: int | None = None
    side: str | None = None
    parent: str | None = None
    after: str | None = None
    party: bool = False
    opponents: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()

    def active(self, on: date) -> bool:
        """Whether the actor existed, as far as is known, in the year of `on`."""
        return (self.start is None or self.start <= on.year) and (self.end is None or on.year <= self.end)


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """An actor named at characters `start` to `end` (exclusive).

    `actor` is null when the name is not in the registry or could be several actors'; `name` is then the
    text's.
    """

    start: int
    end: int
    name: str
    actor: Actor | None = None
