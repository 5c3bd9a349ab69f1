"""The answers of the index worked out the slow way, event by event from their claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterclaim.ask import RecordView
from counterclaim.ask.index import Asked
from counterclaim.events.hearing import Hearing, hear, source_key
from counterclaim.events.provenance.publishers import publisher_key
from counterclaim.model import Claim, Event
from counterclaim.model.serialize import claim_from_dict
from counterclaim.pipeline.contexts import contexts

EPOCH = date(1970, 1, 1)


@dataclass
class Plain:
    """An event with what a word lets one hear of it."""

    event: Event
    heard: Hearing
    publishers: dict[str, str | None]

    @property
    def killed(self) -> tuple[int | None, int | None, int | None] | None:
        for one in self.heard.figures:
            if one.estimate.what == "killed" and one.estimate.of is None:
                return one.estimate.low, one.estimate.best, one.estimate.high
        return None

    def values(self, name: str) -> set[str]:
        """The values that an event has for a filter."""
        event, claims = self.event, self.heard.claims
        place = event.place
        own = {
            "type": {event.event_type},
            "status": {event.status},
            "country": {place.country} if place else set(),
            "admin1": {f"{place.country}/{place.admin1}"} if place and place.admin1 else set(),
            "place": {place.id} if place else set(),
            "actor": set(event.actors),
            "target": set(event.targets),
            "side": {*event.actors, *event.targets},
            "method": {claim.method for claim in claims},
            "modality": {claim.modality.value for claim in claims},
            "kind": {claim.kind.value for claim in claims},
            "source": {key for claim in claims for key in self._sources(claim)},
        }
        return {value for value in own[name] if value is not None}

    def _sources(self, claim: Claim) -> set[str]:
        publisher = self.publishers[claim.document_id]
        found = {source_key(link) for link in claim.attribution}
        return {key for key in (*found, publisher_key(publisher) if publisher else None) if key}


def plain_events(view: RecordView, word: str) -> list[Plain]:
    """All events of which the word lets one hear anything, by id."""
    found = []
    for row in sorted(view.iter_events(), key=lambda one: one["id"]):
        detail = view.record.event(row["id"])
        assert detail is not None
        claims = [claim_from_dict(one) for one in detail.claims]
        where = contexts(view.record, {claim.document_id for claim in claims})
        heard = hear(claims, where, word)
        if heard.claims:
            found.append(Plain(detail.event, heard, {id_: one.publisher for id_, one in where.items()}))
    return found


def meets(one: Plain, asked: Asked, lists: tuple[str, ...], leave_out: str = "") -> bool:
    """Whether an event meets every filter but the one left out."""
    for name in lists:
        wanted = getattr(asked, name)
        if wanted and name != leave_out and not set(wanted) & one.values(name):
            return False
    place, when = one.event.place, one.event.when
    point = place is not None and place.lat is not None and place.lon is not None
    if asked.located is not None and point is not asked.located:
        return False
    if asked.bbox is not None:
        if not point:
            return False
        west, south, east, north = asked.bbox
        across = west <= place.lon <= east if west <= east else place.lon >= west or place.lon <= east
        if not (across and south <= place.lat <= north):
            return False
    if leave_out != "period" and (asked.first, asked.last) != (None, None):
        if when is None or (when.start is None and when.end is None):
            return False
        if asked.first is not None and when.end is not None and (when.end - EPOCH).days < asked.first:
            return False
        if asked.last is not None and when.start is not None and (when.start - EPOCH).days > asked.last:
            return False
    return True
