"""The types that flow between the stages: frozen dataclasses, and what their values are in other codebooks."""

from counterclaim.model.claim import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Control,
    ControlChange,
    Evidence,
    Kind,
    Modality,
    Quantity,
    SourceType,
    Verification,
)
from counterclaim.model.decision import Decision, Link
from counterclaim.model.document import (
    CLAIM_ROLES,
    Block,
    Document,
    Metadata,
    NoteMark,
    Reference,
    Role,
    SourceItem,
)
from counterclaim.model.event import Estimate, Event, Heard, Relation, RelationKind
from counterclaim.model.ids import content_id
from counterclaim.model.place import (
    GazetteerEntry,
    Place,
    PlacePrecision,
    acled_geo_precision,
    ucdp_where_prec,
)
from counterclaim.model.span import Span
from counterclaim.model.when import TimeBasis, TimePrecision, When

__all__ = [
    "CLAIM_ROLES",
    "ActorMention",
    "ActorRole",
    "Attribution",
    "Block",
    "Claim",
    "Control",
    "ControlChange",
    "Decision",
    "Document",
    "Estimate",
    "Event",
    "Evidence",
    "GazetteerEntry",
    "Heard",
    "Kind",
    "Link",
    "Metadata",
    "Modality",
    "NoteMark",
    "Place",
    "PlacePrecision",
    "Quantity",
    "Reference",
    "Relation",
    "RelationKind",
    "Role",
    "SourceItem",
    "SourceType",
    "Span",
    "TimeBasis",
    "TimePrecision",
    "Verification",
    "When",
    "acled_geo_precision",
    "content_id",
    "ucdp_where_prec",
]
