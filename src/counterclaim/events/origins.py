"""Whose word a claim is: claims of one origin count once, however often they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from counterclaim.model import Claim, SourceType
from counterclaim.reference.sides import side


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What linking needs of a claim's document: its family of copies, its publisher and its date."""

    family: str
    publisher: str | None
    published: date | None


Contexts = Mapping[str, DocumentContext]
"""Document contexts by document id."""


def origin(claim: Claim, contexts: Contexts) -> str:
    """The one whose word it is: the innermost named source, else the publisher, else the document family.

    Two desks that cite one monitor are one origin; so are a report and its copies. A source that nobody can
    name ("officials", "sources") is told apart by the document family.
    """
    context = contexts[claim.document_id]
    inner = claim.source
    if inner is not None and inner.type is SourceType.PUBLISHER:
        return f"publisher:{inner.name.casefold()}" if context.family == claim.document_id else context.family
    if inner is not None and inner.actor is not None:
        return f"actor:{side(inner.actor)}"
    if inner is not None and inner.span is not None and inner.span.text[:1].isupper():
        return f"name:{_bare(inner.name)}"
    return context.family


def origins(claims: Iterable[Claim], contexts: Contexts) -> dict[str, list[Claim]]:
    """Claims by origin, each list by date of publication and id, so that the last one is the newest word."""
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(origin(claim, contexts), []).append(claim)
    for same in grouped.values():
        same.sort(key=lambda claim: (contexts[claim.document_id].published or date.min, claim.id))
    return dict(sorted(grouped.items()))


def _bare(name: str) -> str:
    folded = " ".join(name.casefold().split())
    return folded.removeprefix("the ")
