"""Claims of a record as statements of who holds which place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl

from counterclaim.ask.control.parties import OWN_WORDS, Parties
from counterclaim.ask.control.places import coarse, parts_of, site_of
from counterclaim.ask.control.settings import settings
from counterclaim.ask.flat import everything
from counterclaim.control.sites import AREAS, Level, Site
from counterclaim.control.statements import Says, Statement
from counterclaim.events.provenance import Contexts, Origin, trace
from counterclaim.model import ActorRole, Claim, Kind, Modality
from counterclaim.pipeline.contexts import contexts
from counterclaim.text.names import plain

if TYPE_CHECKING:
    from counterclaim.record import Record
    from counterclaim.reference.actors import ActorRegistry
    from counterclaim.reference.gazetteer import Gazetteer

Row = dict[str, Any]

_INSIDE = (ActorRole.VICTIM, ActorRole.OPPONENT, ActorRole.HOLDER)
_OF_THE_PLACE = frozenset({Says.CONTESTED, Says.BESIEGED, Says.RELIEVED})
_STATES = frozenset({Says.HELD, Says.CONTESTED, Says.BESIEGED})
_TURNED = frozenset({Modality.DENIED, Modality.FOILED})


@dataclass(frozen=True, slots=True)
class Gathered:
    """What there is to know control from.

    Attributes:
        statements: by place, then the day on which they became known.
        sites: the places that they speak of, by id.
        sources: who says each, by the statement's id, in plain values for people.
        notes: what was left out, and why.
        spelled: the names by which texts call each place, in plain letters, by its id.
    """

    statements: tuple[Statement, ...]
    sites: Mapping[str, Site]
    sources: Mapping[str, Row]
    notes: tuple[str, ...]
    spelled: Mapping[str, frozenset[str]] = field(default_factory=dict)


def gather(record: Record, registry: ActorRegistry, gazetteer: Gazetteer | None = None) -> Gathered:
    """The statements of a record.

    Control claims, and events that are signs of who holds a place, each with the origin whose word it is. Repeated
    words of one origin are one statement, from its first publication.
    """
    parties = Parties(registry)
    claims = [claim for claim in _claims(record, registry) if _speaks_of_control(claim)]
    where = contexts(record, {claim.document_id for claim in claims})
    readings, notes = _readings(claims, where, parties, gazetteer)
    statements: list[Statement] = []
    sources: dict[str, Row] = {}
    for same in _together(readings).values():
        for first, others, origin in _words(same, where):
            said = first.statement
            speaker = said.speaker if origin.interested else None
            statements.append(replace(said, source=origin.key, interested=origin.interested, speaker=speaker))
            sources.setdefault(said.id, _source(first, others, origin, where))
    sites = {one.site.id: one.site for one in readings}
    spelled: dict[str, frozenset[str]] = {}
    for one in readings:
        if one.claim.place is not None and not one.claim.place.relation:
            words = frozenset({plain(one.claim.place.span.text)})
            spelled[one.site.id] = spelled.get(one.site.id, frozenset()) | words
    return Gathered(ordered(statements), sites, sources, notes, spelled)


def spread(found: Gathered) -> tuple[Statement, ...]:
    """The statements, with those on an area as weak ones on each known place in it, and those on a city on its quarters.

    A share of the area that is stated ("about a quarter") weakens them further.
    """
    weight = settings().area_strength
    parts = _parts(found.sites)
    given: list[Statement] = []
    for one in found.statements:
        if not coarse(found.sites[one.place]):
            given.append(one)
        if one.place not in parts:
            continue
        strength = one.strength * weight * (1.0 if one.share is None else one.share)
        given += [replace(one, place=part.id, strength=strength, share=None) for part in parts[one.place]]
    return ordered(given)


def _parts(sites: Mapping[str, Site]) -> dict[str, list[Site]]:
    """The parts of each area, and of each settlement that has quarters, as `parts_of` has them."""
    in_order = dict(sorted(sites.items()))
    found = {id_: parts_of(site, in_order) for id_, site in in_order.items() if site.level in AREAS}
    for site in in_order.values():
        city = sites.get(site.within) if site.level is Level.QUARTER and site.within else None
        if city is not None and city.level not in AREAS:
            found.setdefault(city.id, []).append(site)
    return found


def _claims(record: Record, registry: ActorRegistry) -> list[Claim]:
    """The claims that can speak of control, by id: what happened only once it is a sign, counts never."""
    known = everything(record, registry).claims
    signs = pl.col("type").is_in(list(settings().signs))
    found = known.filter(
        pl.col("modality").is_in(list(settings().modality)),
        signs | ~pl.col("kind").is_in([Kind.EVENT.value, Kind.TALLY.value]),
    )
    return record.linking.claims_of(found["id"].to_list())


def _speaks_of_control(claim: Claim) -> bool:
    known = claim.modality.value in settings().modality
    return known and (claim.control is not None or claim.event_type in settings().signs)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A claim's statement before its origin is known."""

    claim: Claim
    site: Site
    statement: Statement


def _readings(
    claims: Iterable[Claim], where: Contexts, parties: Parties, gazetteer: Gazetteer | None
) -> tuple[list[_Reading], tuple[str, ...]]:
    found: list[_Reading] = []
    no_place = no_day = nobody = 0
    sites: dict[Any, Site] = {}
    for claim in claims:
        if claim.place is None:
            no_place += claim.control is not None
            continue
        key = (claim.place.id, tuple(claim.place.relation or ()), claim.place.name or claim.place.span.text)
        if key not in sites:
            sites[key] = site_of(claim.place, gazetteer)
        published = where[claim.document_id].published
        read = list(_statements(claim, sites[key], published, parties))
        if not read and claim.control is not None:
            no_day += claim.when is None and published is None
            nobody += not (claim.when is None and published is None)
        found += [_Reading(claim, sites[key], one) for one in read]
    counted = (
        (no_place, "say of no place who holds it"),
        (no_day, "have no date, and nor has their report"),
        (nobody, "name nobody who holds, takes or loses the place"),
    )
    return found, tuple(f"{count} claims {words}: left out" for count, words in counted if count)


def _statements(claim: Claim, site: Site, published: date | None, parties: Parties) -> Iterator[Statement]:
    read = _says(claim, site, published, parties)
    if read is None:
        return
    says, party, former, denied = read
    on = (claim.when.end if claim.when else None) or published
    source = claim.source
    speaker = source.actor if source is not None and source.interested else None
    strength = settings().modality[claim.modality.value] * settings().verification[claim.verification.value]
    for first, last, weight in _days(claim, says, published):
        yield Statement(
            place=site.id,
            first=first,
            last=last,
            said=published or last,
            says=says,
            party=party,
            former=former,
            denied=denied,
            strength=strength * weight * claim.confidence,
            id=claim.id,
            share=claim.control.share if claim.control else None,
            speaker=parties.key(speaker, on, site.country),
        ).dated


def _says(
    claim: Claim, site: Site, published: date | None, parties: Parties
) -> tuple[Says, str | None, str | None, bool] | None:
    """What a claim says, of whom, who was there before, and whether it is turned round; null where nobody is known."""
    on = (claim.when.end or claim.when.start if claim.when else None) or published

    def key(named: str | None) -> str | None:
        found = parties.key(named, on, site.country)
        place_itself = found is not None and found.startswith(OWN_WORDS) and plain(found[len(OWN_WORDS) :])
        return None if place_itself and place_itself in plain(site.name) else found

    def of_role(*roles: ActorRole) -> str | None:
        for one in (*claim.actors, *claim.targets):
            if one.role in roles:
                return key(one.id or one.span.text)
        return None

    turned = claim.modality in _TURNED
    if claim.control is None:
        by = of_role(ActorRole.PERPETRATOR, ActorRole.PARTICIPANT)
        return (settings().signs[claim.event_type], by, of_role(*_INSIDE), turned) if by else None
    says = Says(claim.control.change.value)
    if says in _OF_THE_PLACE:
        inside = of_role(*_INSIDE) if says is not Says.RELIEVED else of_role(ActorRole.PERPETRATOR)
        return says, inside, None, turned
    party, former = key(claim.control.holder), of_role(ActorRole.FORMER_HOLDER)
    speaker = key(claim.source.actor) if claim.source and claim.source.interested else None
    if says is Says.GAINED and turned and speaker is not None and party in (None, speaker):
        return Says.LOST, speaker, None, True  # who denies that a place was taken says that it was not lost
    if says is Says.GAINED and party is None and not turned:
        party = speaker  # who announces that a place was taken speaks of himself
    if says is Says.GAINED and party is None and former is not None and not turned:
        return Says.LOST, former, None, False  # "was taken from the group": by whom is not said
    former = None if former == party else former
    if claim.modality is Modality.ATTEMPTED:
        return (Says.FOUGHT, party, former, False) if party else None
    return (says, party, former, turned) if party else None


def _days(claim: Claim, says: Says, published: date | None) -> Iterator[tuple[date, date, float]]:
    """The days that a claim speaks of, each with a factor of strength.

    A state that lasts ("besieged since 2014") is said of its beginning and of the day on which it is told.
    """
    when, chosen = claim.when, settings()
    start, end = (when.start, when.end) if when else (None, None)
    if start is None and end is None:
        if published is not None:
            yield published - timedelta(chosen.undated_days), published, chosen.undated_strength
    elif end is None and start is not None:
        last = max(published or start, start)
        if says in _STATES:
            yield start, start, 1.0
            yield last, last, 1.0
        else:
            yield start, last, 1.0
    elif start is None and end is not None:
        yield end - timedelta(0 if says in _STATES else chosen.open_days), end, 1.0
    elif start is not None and end is not None:
        yield start, end, 1.0


def _together(readings: Iterable[_Reading]) -> dict[tuple[object, ...], list[_Reading]]:
    """Readings that say the same of one place: among them is told who has it from whom."""
    groups: dict[tuple[object, ...], list[_Reading]] = {}
    for one in readings:
        said = one.statement
        groups.setdefault((said.place, said.says, said.party, said.denied), []).append(one)
    return groups


def _words(same: list[_Reading], where: Contexts) -> Iterator[tuple[_Reading, list[_Reading], Origin]]:
    """Each statement of each origin once: its first publication, the repetitions, and the origin."""
    of = {claim.id: one for one in trace([one.claim for one in same], where).origins for claim in one.claims}
    groups: dict[tuple[object, ...], list[_Reading]] = {}
    for one in same:
        said = one.statement
        groups.setdefault((of[one.claim.id].key, said.first, said.last), []).append(one)
    for group in groups.values():
        first, *others = sorted(group, key=lambda one: (one.statement.said, one.claim.id))
        yield first, others, of[first.claim.id]


def _source(first: _Reading, others: list[_Reading], origin: Origin, where: Contexts) -> Row:
    claim, context = first.claim, where[first.claim.document_id]
    return {
        "claim": claim.id,
        "document": claim.document_id,
        "publisher": context.publisher,
        "published": context.published,
        "source": origin.name,
        "source_type": str(origin.type),
        "interested": origin.interested,
        "modality": str(claim.modality),
        "verification": str(claim.verification),
        "sentence": claim.sentence.text,
        "also": sorted({one.claim.id for one in others} - {claim.id}),
    }


def ordered(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements by place, then the day on which they became known."""
    return tuple(
        sorted(statements, key=lambda one: (one.place, one.said, one.last, one.id, one.says, one.first))
    )
