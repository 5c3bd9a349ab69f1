"""A claim made of its parts, with the reasons that the sentence as a whole gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.modality import verification_words
from counterclaim.claims.participants import Roles
from counterclaim.claims.quantities import Figure
from counterclaim.claims.reasons import note_figure
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.times import choose
from counterclaim.claims.trace import Notes, Reason, in_order
from counterclaim.claims.version import EXTRACTOR
from counterclaim.model import (
    Attribution,
    Claim,
    Control,
    Document,
    Evidence,
    Kind,
    Modality,
    NoteMark,
    Place,
    Quantity,
    Span,
    Verification,
    When,
    content_id,
)

_TO_NOUN = frozenset({"", "of", "of the", "of his", "of its", "of their", "more", "other"})
"""What may stand between a number and the noun that it counts."""


@dataclass(frozen=True, slots=True)
class Context:
    """What all claims of one sentence share."""

    sentence: Sentence
    times: list[When]
    said: Verification
    evidence: tuple[Evidence, ...]

    def time_at(self, token: Any) -> When | None:
        """The stated time of the event at `token`."""
        span = self.sentence.span
        return choose(self.times, span.start + token.idx, span.text, span.start)


class Builder:
    """Makes the claims of one document. `reasons` are those of every claim made, by its id."""

    def __init__(self, document: Document, mentions: Mentions) -> None:
        self._document = document
        self._mentions = mentions
        self.reasons: dict[str, tuple[Reason, ...]] = {}

    def claim(
        self,
        context: Context,
        token: Any,
        notes: Notes,
        *,
        kind: Kind,
        event_type: str,
        modality: Modality,
        chain: tuple[Attribution, ...],
        roles: Roles,
        quantities: tuple[Quantity, ...] = (),
        place: Place | None,
        when: When | None,
        control: Control | None = None,
        method: str | None = None,
    ) -> Claim:
        """The claim whose trigger is `token`, and its reasons kept."""
        sentence = context.sentence
        actors, targets = roles
        trigger = sentence.of([token])
        counted = quantities[0].span.start if quantities else None
        claim = Claim(
            id=content_id("c", self._document.id, trigger.start, counted, kind, event_type, modality),
            document_id=self._document.id,
            sentence=sentence.span,
            trigger=trigger,
            kind=kind,
            event_type=event_type,
            modality=modality,
            verification=context.said,
            attribution=chain,
            actors=actors,
            targets=targets,
            quantities=quantities,
            place=place,
            when=when,
            control=control,
            method=method,
            evidence=context.evidence,
            cites=self.cites(sentence),
            confidence=0.0,  # given when the document's claims are complete: see claims.confidence
            extractor=EXTRACTOR,
        )
        self._note_rest(notes, claim, sentence)
        self.reasons[claim.id] = notes.of(claim)
        return claim

    def quantity(self, figure: Figure, sentence: Sentence, notes: Notes) -> Quantity:
        """The figure as the text has it, with its noun and whose it is."""
        quantity = self._named(figure)
        note_figure(notes, quantity, figure, sentence)
        return quantity

    def with_figures(self, claim: Claim, figures: Sequence[Figure], sentence: Sentence) -> Claim:
        """The claim with further figures of its sentence."""
        notes = Notes(sentence)
        more = (self.quantity(one, sentence, notes) for one in figures)
        fuller = replace(claim, quantities=(*claim.quantities, *more))
        self.reasons[claim.id] = in_order((*self.reasons[claim.id], *notes.of(fuller)))
        return fuller

    def cites(self, sentence: Sentence) -> tuple[str, ...]:
        """References whose mark stands in the sentence or right behind it."""
        return tuple(one.reference for one in self._note_marks(sentence))

    def _note_rest(self, notes: Notes, claim: Claim, sentence: Sentence) -> None:
        """Reasons of what all claims of a sentence share."""
        words = verification_words(claim.verification, sentence)
        said = "the sentence says so" if words else "the sentence says nothing of its certainty"
        notes.add("verification", said, span=words)
        for one in claim.evidence:
            notes.about(one, f"a word for {one.kind.replace('_', ' ')} that the sentence presents as seen")
        for mark in self._note_marks(sentence):
            span = Span(mark.start, mark.end, self._document.text[mark.start : mark.end])
            notes.add("cites", "a mark in the sentence or right behind it", span=span)

    def _named(self, figure: Figure) -> Quantity:
        """The figure with the noun behind it ("12 Syrian soldiers"), and the actor that the noun names."""
        quantity = figure.quantity
        if figure.noun_start is None or figure.noun_end is None:
            return quantity
        span, text = quantity.span, self._document.text
        if text[span.end : figure.noun_start].strip() in _TO_NOUN:
            span = Span(span.start, max(span.end, figure.noun_end), text[span.start : figure.noun_end])
            quantity = replace(quantity, span=span) if figure.noun_start >= quantity.span.end else quantity
        actor = self._mentions.within(figure.noun_start, figure.noun_end)
        return replace(quantity, of=actor.id) if actor is not None and actor.id is not None else quantity

    def _note_marks(self, sentence: Sentence) -> Iterator[NoteMark]:
        span = sentence.span
        return (one for one in self._document.note_marks if span.start < one.start <= span.end + 1)
