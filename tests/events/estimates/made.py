"""Claims whose figures stand in a sentence of their own, for tests that do not read text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counterclaim.events.provenance import DocumentContext
from counterclaim.model import ActorMention, ActorRole, Claim, Quantity, Span
from tests.factories import claim

Contexts = dict[str, DocumentContext]


def told(
    document: str, sentence: str, *counted: tuple[str, int | None, int | None, str | None], **how
) -> Claim:
    """A claim of `sentence` with (words, low, high, of) for each figure of killed, in the order of the text."""
    whole = claim(document, **how)
    quantities, at = [], 0
    for words, low, high, of in counted:
        start = sentence.index(words, at)
        at = start + len(words)
        quantities.append(Quantity("killed", of, low, high, low != high, Span(start, at, words)))
    return replace(whole, sentence=Span(0, len(sentence), sentence), quantities=tuple(quantities))


def with_actors(made: Claim, **roles: str) -> Claim:
    """The claim with one mention for each role: ``victim="islamic_state"``."""
    mentions = [ActorMention(Span(900, 901, "x"), ActorRole(role), id_, id_) for role, id_ in roles.items()]
    targets = tuple(one for one in mentions if one.role in (ActorRole.VICTIM, ActorRole.OPPONENT))
    actors = tuple(one for one in mentions if one not in targets)
    return replace(made, actors=actors, targets=targets)


def contexts(*claims: Claim) -> Contexts:
    """Each document of its own family, published on the day of its number."""
    return {
        one.document_id: DocumentContext(one.document_id, None, date(2017, 10, int(one.document_id)))
        for one in claims
    }
