"""Claims: sentence-anchored statements by a named chain of sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.model.place import Place
from counterclaim.model.span import Span
from counterclaim.model.when import When


class Kind(StrEnum):
    """What sort of statement a claim is."""

    EVENT = "event"
    TALLY = "tally"
    CONTROL = "control"
    STRENGTH = "strength"
    FORECAST = "forecast"


class Modality(StrEnum):
    """How the source puts it."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    DENIED = "denied"
    FOILED = "foiled"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"
    FORECAST = "forecast"


class Verification(StrEnum):
    """What the text itself says of the claim's certainty."""

    NONE = "none"
    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    DISPUTED = "disputed"


class SourceType(StrEnum):
    """What sort of source a link of an attribution chain is."""

    PUBLISHER = "publisher"
    AGENCY = "agency"
    OFFICIAL = "official"
    PARTY = "party"
    MONITOR = "monitor"
    WITNESS = "witness"
    ANALYST = "analyst"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


class ActorRole(StrEnum):
    """What an actor or target does in the claim."""

    PERPETRATOR = "perpetrator"
    PARTICIPANT = "participant"
    CLAIMANT = "claimant"
    HOLDER = "holder"
    VICTIM = "victim"
    OPPONENT = "opponent"
    OBJECT = "object"
    FORMER_HOLDER = "former_holder"


class ControlChange(StrEnum):
    """What a control claim says of who holds a place."""

    GAINED = "gained"
    LOST = "lost"
    HELD = "held"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    RELIEVED = "relieved"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of a chain of sources. The publisher has no span when it is not named in the text.

    `actor` is the id of the party that speaks; `interested` marks a party to the conflict speaking of itself
    or its enemy.
    """

    name: str
    type: SourceType
    actor: str | None = None
    interested: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor as the text names it. `id` and `name` are those of the registry, null when it is not in it."""

    span: Span
    role: ActorRole
    id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as said: `low` null is open below ("up to 30"), `high` null is open above ("more than 250").

    `of` is an actor id or a noun ("civilians"), null when the text does not say whose.
    """

    what: str
    of: str | None
    low: int | None
    high: int | None
    approximate: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Control:
    """Who holds the claim's place. `share` is a part of a territory from 0 to 1 when one is stated."""

    change: ControlChange
    holder: str | None
    since: str | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the text says there is to see: photo, video, satellite, witness, body_count ..."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement. `attribution` is outermost first and never empty when the document has a publisher.

    `trigger` is the word that made the reader see the event, kept for `explain`.
    """

    id: str
    document_id: str
    sentence: Span
    trigger: Span
    kind: Kind
    event_type: str
    modality: Modality
    verification: Verification
    attribution: tuple[Attribution, ...]
    actors: tuple[ActorMention, ...]
    targets: tuple[ActorMention, ...]
    quantities: tuple[Quantity, ...]
    place: Place | None
    when: When | None
    control: Control | None
    method: str | None
    evidence: tuple[Evidence, ...]
    cites: tuple[str, ...]
    confidence: float
    extractor: str

    @property
    def source(self) -> Attribution | None:
        """The innermost named source: the one whose word it is."""
        return self.attribution[-1] if self.attribution else None
