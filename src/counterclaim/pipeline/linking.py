"""Links a record's new claims: what they do not touch stays as it is.

The result is that of linking the whole record at once, whatever came in which order: a link depends on its two
claims alone, and an event on the claims that links join. Claims are read by their days, so that only those of
a few weeks are held at a time, and every step can be cut off and done again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from counterclaim import __version__
from counterclaim.events.estimates import total
from counterclaim.events.hearing import words_of
from counterclaim.events.linking import (
    CLOSE_DAYS,
    Facts,
    can_link,
    clusters,
    facts,
    fingerprint,
    groups,
    interval,
    links,
    summarise,
)
from counterclaim.events.provenance import Provenance, trace
from counterclaim.events.relations import relate
from counterclaim.model import Claim, Event, Heard, Link
from counterclaim.pipeline.contexts import EveryContext, contexts
from counterclaim.pipeline.pieces import piece_of
from counterclaim.record import Record
from counterclaim.record.links import Days
from counterclaim.record.rows import Said
from counterclaim.record.schema import TOLLS

_CHUNK = 10_000
_SEEDS = 2000
_GROUPS = 1000
_ROWS = 2000
_LINKS = 100_000
"""How many links are stored at once. Their ids lie all over the table, so that few large batches cost less."""


def link_record(store: Record) -> None:
    """Bring the events of a record up to date with its claims."""
    store.linking.begin(hashlib.sha256(f"{__version__} {fingerprint()}".encode()).hexdigest()[:16])
    _find_words(store)
    _find_days(store)
    days = store.linking.days_without_event()
    if not days and store.linking.is_related():
        return
    found: list[Link] = []
    for some in _found_links(store, days):
        found += some
        if len(found) >= _LINKS:
            store.linking.add_links(found)
            found = []
    store.linking.add_links(found)
    _make_events(store)
    store.linking.put_relations(relate(store.linking.iter_events(), _Claims(store), EveryContext(store)))


def _find_days(store: Record) -> None:
    """Note when the event of each new claim may have been."""
    for claims in store.linking.claims_without_days(_ROWS):
        published = store.published_on({claim.document_id for claim in claims if can_link(claim)})
        of_documents = contexts(store, {claim.document_id for claim in claims if not can_link(claim)})
        rows = []
        for claim in claims:
            if can_link(claim):
                first, last, _ = interval(claim.when, published[claim.document_id])
                rows.append(Days(claim.id, True, first, last))
            else:
                (origin,) = trace([claim], of_documents).origins
                rows.append(Days(claim.id, False, None, None, origin.key, origin.interested))
        store.linking.add_days(rows)


def _found_links(store: Record, days: Sequence[tuple[int | None, int | None]]) -> Iterator[list[Link]]:
    """Links of the claims of `days` that have no event, to each other and to those that the record has."""
    dated = [(first, last) for first, last in days if first is not None and last is not None]
    if len(dated) < len(days):
        claims = list(store.linking.undated_claims())
        yield _links_among(_facts(store, claims), _new(store, claims))
    for first, last in _spells(dated):
        window = _Window(last_of_before=first)
        for claims in store.linking.claims_between(first, last, _CHUNK):
            window.add(_facts(store, claims), _new(store, claims))
            yield _links_among(window.facts, window.new, window.fresh)


def _new(store: Record, claims: Sequence[Claim]) -> set[str]:
    """The ids of those that have no event."""
    ids = {claim.id for claim in claims}
    return ids - store.linking.events_of(ids).keys()


def _spells(dated: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches of days in which the claims to be linked lie, with the days around them; they come by first day."""
    start = end = None
    for first, last in dated:
        if start is None or end is None:
            start, end = first, last
        elif first - CLOSE_DAYS > end + CLOSE_DAYS:
            yield start - CLOSE_DAYS, end + CLOSE_DAYS
            start, end = first, last
        else:
            end = max(end, last)
    if start is not None and end is not None:
        yield start - CLOSE_DAYS, end + CLOSE_DAYS


class _Claims:
    """The claims of a record, read anew each time that they are gone through."""

    def __init__(self, store: Record) -> None:
        self._store = store

    def __iter__(self) -> Iterator[Claim]:
        return self._store.iter_claims()


@dataclass(slots=True)
class _Window:
    """The claims that those to come can still meet. They come by first day."""

    last_of_before: int
    facts: list[Facts] = field(default_factory=list)
    fresh: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)

    def add(self, chunk: list[Facts], new: set[str]) -> None:
        """Take in the next claims, those of `new` to be linked, and leave out what lies too long before them."""
        begins = min((one.first for one in chunk if one.first is not None), default=self.last_of_before)
        kept = [one for one in self.facts if one.last is not None and one.last >= begins - CLOSE_DAYS]
        self.facts = kept + chunk
        self.fresh = {one.id for one in chunk}
        self.new = {one.id for one in kept if one.id in self.new} | new


def _links_among(
    found: list[Facts], new: Collection[str], fresh: Collection[str] | None = None
) -> list[Link]:
    """Links in which a claim is new, and one is `fresh` if given: pairs of earlier chunks are known."""
    ordered = sorted(found, key=lambda one: one.id)
    is_new = np.array([one.id in new for one in ordered], dtype=bool)
    is_fresh = np.array([fresh is None or one.id in fresh for one in ordered], dtype=bool)
    return links(ordered, lambda a, b: (is_new[a] | is_new[b]) & (is_fresh[a] | is_fresh[b]))


def _make_events(store: Record) -> None:
    """Make the events of the claims that have none, and of all that links join to them.

    Most claims of a dense war are joined by some chain of links, so that what is joined is held as numbers; the claims
    themselves are read a few events at a time.
    """
    for seeds in store.linking.claims_without_event(_SEEDS):
        ids, linked = piece_of(store, seeds)
        made = groups(ids, clusters(linked))
        for start in range(0, len(made), _GROUPS):
            _put_events(store, _changed(store, made[start : start + _GROUPS]))


def _changed(store: Record, made: Sequence[list[str]]) -> list[list[str]]:
    """Those of the groups of claims that are no event yet."""
    home = store.linking.events_of({id_ for group in made for id_ in group})
    held = store.linking.claims_in(set(home.values()))
    return [group for group in made if sorted(held.get(home.get(group[0], ""), ())) != group]


def _put_events(store: Record, groups: Sequence[Sequence[str]]) -> None:
    """Make one event of each group of claims, in place of those that they are in."""
    members = {id_ for group in groups for id_ in group}
    claims = {claim.id: claim for claim in store.linking.claims_of(members)}
    of_documents = contexts(store, {claim.document_id for claim in claims.values()})
    events: list[Event] = []
    heard: dict[str, tuple[Heard, ...]] = {}
    said: dict[str, list[Said]] = {}
    for group in groups:
        of_event = [claims[id_] for id_ in group]
        provenance = trace(of_event, of_documents)
        event = summarise(of_event, of_documents, provenance=provenance)
        events.append(event)
        heard[event.id] = words_of(of_event, of_documents, provenance=provenance)
        said[event.id] = _said(provenance)
    store.linking.put_events(members, events, heard, said)


def _find_words(store: Record) -> None:
    """Find what each word leaves of events that an older version made, and whose word each of their claims is."""
    while found := store.linking.events_without_words(_SEEDS):
        claims = {
            one.id: one for one in store.linking.claims_of({id_ for of in found.values() for id_ in of})
        }
        of_documents = contexts(store, {claim.document_id for claim in claims.values()})
        heard: dict[str, tuple[Heard, ...]] = {}
        said: dict[str, list[Said]] = {}
        for event, of in found.items():
            of_event = [claims[id_] for id_ in of]
            provenance = trace(of_event, of_documents)
            heard[event] = words_of(of_event, of_documents, provenance=provenance)
            said[event] = _said(provenance)
        store.linking.put_words(heard, said)


def _said(provenance: Provenance) -> list[Said]:
    """Whose word each claim of an event is, and how many of everyone it counts."""
    return [
        Said(
            claim.id,
            origin.key,
            origin.interested,
            {what: of for what in TOLLS if (of := total(claim, what))},
        )
        for origin in provenance.origins
        for claim in origin.claims
    ]


def _facts(store: Record, claims: Iterable[Claim]) -> list[Facts]:
    held = list(claims)
    published = store.published_on({claim.document_id for claim in held})
    return [facts(claim, published[claim.document_id]) for claim in held]
