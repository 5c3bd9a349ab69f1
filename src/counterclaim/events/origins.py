"""Whose word a claim is: claims of one origin count once, however often they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from counterclaim.model import Claim, SourceType
from counterclaim.reference.actors.sides import side


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

    Two desks that cite one monitor are one origin; so are a report and its copies, and a report and those
    that cite its publisher. A source that nobody can name ("officials") is told apart by the family.
    """
    context = contexts[claim.document_id]
    inner = claim.source
    if inner is None or inner.type is SourceType.PUBLISHER:
        first = contexts.get(context.family, context)
        return _named(first.publisher) if first.publisher else context.family
    if inner.actor is not None:
        return f"actor:{side(inner.actor)}"
    if inner.span is not None and inner.span.text[:1].isupper():
        return _named(inner.name)
    return context.family


def origins(claims: Iterable[Claim], contexts: Contexts) -> dict[str, list[Claim]]:
    """Claims by origin, each list by date of publication and id: the last one is the newest word.

    Who cites a publisher that names its own source for the same thing goes with that source, however long the
    chain; who cite each other in a circle are one origin.
    """
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(origin(claim, contexts), []).append(claim)
    joined: dict[str, list[Claim]] = {}
    for key, same in grouped.items():
        joined.setdefault(_followed(key, grouped, contexts), []).extend(same)
    for same in joined.values():
        same.sort(key=lambda claim: (contexts[claim.document_id].published or date.min, claim.id))
    return dict(sorted(joined.items()))


def _followed(key: str, grouped: Mapping[str, list[Claim]], contexts: Contexts) -> str:
    """The origin at the end of a chain of citations; of a circle, the one that sorts first."""
    path = [key]
    while True:
        cited = {
            other
            for other, claims in grouped.items()
            if other != path[-1] and any(_publisher(claim, contexts) == path[-1] for claim in claims)
        }
        if len(cited) != 1:
            return path[-1]
        (following,) = cited
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)


def _publisher(claim: Claim, contexts: Contexts) -> str | None:
    publisher = contexts[claim.document_id].publisher
    return _named(publisher) if publisher else None


def _named(name: str) -> str:
    folded = " ".join(name.casefold().split())
    return f"name:{folded.removeprefix('the ')}"
