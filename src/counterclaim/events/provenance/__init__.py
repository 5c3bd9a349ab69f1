"""Provenance: whose word a claim is, who has it from whom, and who cites whom in a circle."""

from counterclaim.events.provenance.citations import Citation, Step
from counterclaim.events.provenance.context import Contexts, DocumentContext, document_context
from counterclaim.events.provenance.credits import Credit, CreditKind, credit
from counterclaim.events.provenance.origins import Circle, Origin, Provenance, origins, trace
from counterclaim.events.provenance.voices import Path, Voice

__all__ = [
    "Circle",
    "Citation",
    "Contexts",
    "Credit",
    "CreditKind",
    "DocumentContext",
    "Origin",
    "Path",
    "Provenance",
    "Step",
    "Voice",
    "credit",
    "document_context",
    "origins",
    "trace",
]
