"""What an actor is, and a mention of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.reference.actors.intervals import ALWAYS, Interval


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

ARMED_GROUPS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
"""Kinds that "the group" can mean."""


class RelationKind(StrEnum):
    """How one actor stands to another. The last two hold in both directions."""

    PART_OF = "part_of"
    SIDES_WITH = "sides_with"
    SUCCESSOR_OF = "successor_of"
    SPLIT_FROM = "split_from"
    MERGED_INTO = "merged_into"
    BACKS = "backs"
    ALLIED_WITH = "allied_with"
    AT_WAR_WITH = "at_war_with"


MUTUAL = frozenset({RelationKind.ALLIED_WITH, RelationKind.AT_WAR_WITH})
BELONGING = (RelationKind.PART_OF, RelationKind.SIDES_WITH)
"""Relations that put an actor on the other's side."""
DESCENT = (RelationKind.SUCCESSOR_OF, RelationKind.SPLIT_FROM)
"""Relations to what an actor came out of."""
_LASTING = frozenset({*DESCENT, RelationKind.MERGED_INTO})
"""Relations whose date is that of what happened once, and that are true ever after."""


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name that an actor is called by.

    `language` is an ISO 639 code, null for English and for names used in many languages. `period` is null for
    a name of all its time. `home_only` names are met only in documents about the actor's country.
    """

    name: str
    language: str | None = None
    period: Interval | None = None
    home_only: bool = False

    def borne(self, on: date | None) -> bool:
        """Whether it bore the name on that day; true where either is not known."""
        return self.period is None or on is None or self.period.contains(on)


@dataclass(frozen=True, slots=True)
class Relation:
    """How an actor stands to the actor `to`; `period` is null where no dates are given."""

    kind: RelationKind
    to: str
    period: Interval | None = None

    def holds(self, on: date | None) -> bool:
        """Whether it holds on that day; true where either is not known."""
        if self.period is None or on is None:
            return True
        if self.kind in _LASTING:
            return self.period.start is None or self.period.start <= on
        return self.period.contains(on)


@dataclass(frozen=True, slots=True)
class UcdpActor:
    """The same actor in the actor list of the Uppsala Conflict Data Program."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the registry, as its entry says.

    `period` is when it existed. `names` are its other names, `relations` those written in its own entry (see
    `ActorRegistry.relations` for all that hold). `party` says that it can be an interested party, `sources`
    what the entry can be checked against, `uncertain` what is not sure about it.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    period: Interval = ALWAYS
    party: bool = False
    names: tuple[ActorName, ...] = ()
    relations: tuple[Relation, ...] = ()
    ucdp: tuple[UcdpActor, ...] = ()
    acled: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    uncertain: str | None = None

    def active(self, on: date) -> bool:
        """Whether the actor existed, as far as is known, on that day."""
        return self.period.contains(on)


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
