"""How what is known of an event grew: its status and figures after each day on which somebody reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.ask.details.feature import bounds
from counterclaim.ask.rows import Row
from counterclaim.events.hearing import Hearing, estimates_of, hear
from counterclaim.events.provenance import Contexts, Provenance, trace
from counterclaim.events.status import Conclusion, conclude
from counterclaim.model import Claim

MOST = 40
"""Days told of, the last ones."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an event: whose words its claims are, how it stands, and what a word lets one hear of it."""

    provenance: Provenance
    conclusion: Conclusion
    hearing: Hearing

    @classmethod
    def of(cls, claims: Sequence[Claim], contexts: Contexts, word: str) -> Known:
        """What is known from `claims`."""
        found = trace(claims, contexts)
        concluded = conclude(claims, contexts, provenance=found)
        return cls(found, concluded, hear(claims, contexts, word, provenance=found))


def revisions(claims: Sequence[Claim], contexts: Contexts, today: Known) -> list[Row]:
    """``{published, claims, documents, origins, status, reason, figures, changed}`` by day of report.

    `today` is what is known from all `claims`; days on which nobody spoke whom its word hears are left out. What has
    no date stands first. `changed` names what the day changed: ``status`` and kinds of figures.
    """
    heard = {claim.id for claim in today.hearing.claims}
    days: dict[date, list[Claim]] = {}
    for claim in claims:
        days.setdefault(contexts[claim.document_id].published or date.min, []).append(claim)
    ordered = sorted(days)
    told = [day for day in ordered if any(claim.id in heard for claim in days[day])][-MOST:]
    found: list[Row] = []
    known: list[Claim] = []
    for day in ordered:
        known += days[day]
        if day not in told:
            continue
        then = today if len(known) == len(claims) else Known.of(known, contexts, today.hearing.word)
        found.append(_revision(day, [one for one in days[day] if one.id in heard], then, found))
    return found


def _revision(day: date, new: Sequence[Claim], then: Known, before: Sequence[Row]) -> Row:
    figures = {what: value for what, value in bounds(estimates_of(then.hearing)).items() if value is not None}
    return {
        "published": None if day == date.min else day.isoformat(),
        "claims": [claim.id for claim in new],
        "documents": len({claim.document_id for claim in new}),
        "origins": len(then.hearing.origins),
        "status": then.conclusion.status,
        "reason": then.conclusion.reason,
        "figures": figures,
        "changed": _changed(before[-1] if before else None, then.conclusion.status, figures),
    }


def _changed(before: Row | None, status: str, figures: Row) -> list[str]:
    if before is None:
        return []
    kinds = [what for what in figures if figures[what] != before["figures"].get(what)]
    return (["status"] if before["status"] != status else []) + kinds
