"""Templates of MUC-4 from the claims of a document, by the tables of muc4.toml.

One template is made for each incident type that a document's claims have: a report seldom tells of two
incidents of one type, and tells the one it has in many sentences. A template for each claim, and one for each
event of `counterclaim.events.link`, both did worse: within one report most claims lack the place or the date
that linking goes by.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from counterclaim.model import ActorMention, ActorRole, Claim, Document, Quantity, TimeBasis
from counterclaim.reference.actors import ActorRegistry
from counterclaim.text.numbers import find_numbers
from evaluation.suites.muc4_roles import Template, normal, template
from evaluation.suites.muc4_slots import Days, Place, Response, Tagged

_DOES = frozenset({ActorRole.PERPETRATOR, ActorRole.CLAIMANT})


@dataclass(frozen=True, slots=True)
class Answer:
    """One incident in the two forms in which it is scored."""

    roles: Template
    slots: Response


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("muc4.toml").read_text("utf-8"))


def answers(document: Document, claims: Sequence[Claim], registry: ActorRegistry) -> list[Answer]:
    """The templates that the claims of a document amount to, in the order of the text."""
    published = document.published.end if document.published else None
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        kind = _type(claim)
        if kind is not None and claim.modality in _tables()["stages"]:
            groups.setdefault(kind, []).append(claim)
    return [_answer(kind, group, published, registry) for kind, group in groups.items()]


def _type(claim: Claim) -> str | None:
    if any(one.role is ActorRole.PARTICIPANT for one in claim.actors):
        return None
    found = _tables()["types"].get(claim.event_type)
    return _tables()["methods"].get(claim.method, found) if found else None


def _answer(kind: str, claims: Sequence[Claim], published: date | None, registry: ActorRegistry) -> Answer:
    does = [(one, claim) for claim in claims for one in claim.actors if one.role in _DOES]
    hit = [(one, claim) for claim in claims for one in claim.targets if one.role is ActorRole.VICTIM]
    things = [one for claim in claims for one in claim.targets if one.role is ActorRole.OBJECT]
    organisations = {name: claim for one, claim in does if (name := _organisation(one, registry))}
    names = {normal(name) for name in organisations}
    individuals = [_plain(one.span.text) for one, _ in does if not _stands_for_organisation(one, names)]
    roles = template(
        kind,
        {
            "PerpInd": _entities(individuals),
            "PerpOrg": _entities(organisations),
            "Target": _entities(_plain(one.span.text) for one in things),
            "Victim": _entities(_plain(one.span.text) for one, _ in hit if _is_name(one)),
        },
    )
    stage = _tables()["stages"][claims[0].modality]
    named = [_plain(one.span.text) for one, _ in (*does, *hit)] + [_plain(one.span.text) for one in things]
    return Answer(
        roles,
        Response(
            type=kind.upper(),
            named=tuple(named),
            days=_days(claims, published),
            place=_place(claims),
            stage=stage,
            confidences=tuple(Tagged(_confidence(claim), (name,)) for name, claim in organisations.items()),
            numbers=tuple(_numbers(hit)),
        ),
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _entities(texts: Iterable[str]) -> list[list[str]]:
    """Each string once, an entity of its own."""
    return [[text] for text in {normal(text): text for text in texts}.values()]


def _organisation(mention: ActorMention, registry: ActorRegistry) -> str | None:
    """The name of a known actor as the mention has it; its own name where the mention is a pronoun."""
    if mention.id is None:
        return None
    text = _plain(mention.span.text)
    found = next((one for one in registry.find(text) if one.actor and one.actor.id == mention.id), None)
    return text[found.start : found.end] if found else mention.name


def _stands_for_organisation(mention: ActorMention, names: Iterable[str]) -> bool:
    """Whether a mention is an organisation alone ("the FMLN", "they"), not people of it ("FMLN rebels")."""
    words = normal(mention.span.text)
    return mention.id is not None and (words in names or not any(name in words for name in names))


def _is_name(mention: ActorMention) -> bool:
    words = mention.span.text.lower().split()
    return mention.id is None and len(words) > 1 and words[0] not in _tables()["descriptions"]["first"]


def _days(claims: Iterable[Claim], published: date | None) -> Days | None:
    """The first stated time; else MUC-4's default, up to the day of the report."""
    for when in (one.when for one in claims):
        if when is not None and when.basis is not TimeBasis.PUBLISHED and (when.start or when.end):
            return when.start, when.end or when.start
    return (None, published) if published else None


def _place(claims: Iterable[Claim]) -> Place | None:
    place = next((one.place for one in claims if one.place), None)
    if place is None:
        return None
    if place.precision == "country":
        return Place(place.country, ())
    return Place(place.country, tuple(name for name in (place.span.text, place.name) if name))


def _confidence(claim: Claim) -> str:
    table = _tables()["confidence"]
    source = claim.source
    if source is None:
        return str(table["other"])
    if source.actor and any(one.id == source.actor for one in claim.actors):
        return str(table["own"])
    return str(table.get(source.type, table["other"]))


def _numbers(hit: Iterable[tuple[ActorMention, Claim]]) -> Iterator[Tagged]:
    """How many each target of people is, and its description without the number."""
    seen = set()
    for mention, claim in hit:
        text = _plain(mention.span.text)
        if text not in seen:
            seen.add(text)
            yield Tagged(_number(mention, claim.quantities), (_without_number(text), text))


def _number(mention: ActorMention, quantities: Iterable[Quantity]) -> str:
    for one in quantities:
        if one.span.start < mention.span.end and mention.span.start < one.span.end and one.low is not None:
            if one.high is None:
                return "PLURAL"
            figure = str(one.low) if one.low == one.high else f"{one.low} - {one.high}"
            return f"~{figure}" if one.approximate else figure
    return "PLURAL" if mention.span.text.lower().endswith("s") and not _is_name(mention) else "1"


def _without_number(text: str) -> str:
    numbers = find_numbers(text)
    return text[numbers[0].end :].strip() if numbers and numbers[0].start == 0 else text
