"""What relating keeps of the claims that it has seen: those that tell of wholes, that count, or that point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from counterclaim.events.provenance import Contexts
from counterclaim.events.relations.cues import has_cue
from counterclaim.events.relations.rows import Row
from counterclaim.events.relations.umbrellas import Telling, telling
from counterclaim.model import Claim, Kind, Modality

_STANDS = frozenset({Modality.REPORTED, Modality.CLAIMED})


class Book:
    """Claims that relations are read from. `rows` are the events by id, `event_of` those of claims kept here."""

    def __init__(self, claims: Iterable[Claim], contexts: Contexts) -> None:
        """Go through `claims` twice: what points needs the other claims of its document beside it."""
        self.tellings: dict[str, Telling] = {}
        self.tallies: list[Claim] = []
        pointing: set[str] = set()
        for claim in claims:
            if claim.kind is Kind.TALLY:
                if claim.modality in _STANDS:
                    self.tallies.append(claim)
                continue
            told = telling(claim, contexts)
            if told is not None:
                self.tellings[claim.id] = told
            if has_cue(claim.sentence.text):
                pointing.add(claim.document_id)
        self._documents: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.document_id in pointing and claim.kind is not Kind.TALLY:
                self._documents[claim.document_id].append(claim)
        self.rows: dict[str, Row] = {}
        self.event_of: dict[str, str] = {}

        self._kept = {claim.id for told in self._documents.values() for claim in told}

    def enter(self, row: Row) -> None:
        """Put an event beside the claims that make it."""
        self.rows[row.id] = row
        self.event_of.update((id_, row.id) for id_ in row.claims if id_ in self._kept)

    def knows(self, claim: str) -> bool:
        """Whether a claim is one of those kept here."""
        return claim in self.tellings or claim in self._kept

    def sentences(self) -> Iterator[Sequence[Claim]]:
        """The claims of each sentence that points, by document and place in it; those of events alone."""
        for document in sorted(self._documents):
            by_start: defaultdict[int, list[Claim]] = defaultdict(list)
            for claim in self._documents[document]:
                if claim.id in self.event_of:
                    by_start[claim.sentence.start].append(claim)
            for start in sorted(by_start):
                told = sorted(by_start[start], key=lambda one: (one.trigger.start, one.id))
                if has_cue(told[0].sentence.text):
                    yield told

    def event(self, claim: Claim) -> Row:
        """The event of a claim of a sentence that points."""
        return self.rows[self.event_of[claim.id]]

    def events_of(self, document: str) -> Mapping[str, Row]:
        """The events that a document tells of, by id."""
        told = (self.event_of.get(claim.id) for claim in self._documents[document])
        return {id_: self.rows[id_] for id_ in told if id_ is not None}
