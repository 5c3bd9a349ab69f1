"""What a story has said so far, for what a sentence leaves out: who spoke, who acted, where, when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from counterclaim.claims.actors import ActorSpan, Mentions
from counterclaim.claims.control import is_territory
from counterclaim.claims.gates import is_the_same
from counterclaim.claims.incidents import Incident
from counterclaim.claims.kinds import LONG
from counterclaim.claims.lexicon import phrases, words
from counterclaim.claims.place_choice import chosen, refers_back
from counterclaim.claims.places import Places
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import noun_phrase
from counterclaim.claims.times import find_times
from counterclaim.claims.trace import Because
from counterclaim.model import (
    Attribution,
    Claim,
    Document,
    Kind,
    Modality,
    Place,
    PlacePrecision,
    Role,
    Span,
    TimeBasis,
    TimePrecision,
    When,
)
from counterclaim.reference.event_types import family

_BEFORE_PUBLICATION = timedelta(days=6)
_VIOLENT = frozenset({"explosion", "battle", "one_sided", "unrest"})
_DENIABLE = (Kind.EVENT, Kind.CONTROL)
_NOT_YET = (Modality.PLANNED, Modality.THREATENED, Modality.HYPOTHETICAL, Modality.FORECAST)


@dataclass(slots=True)
class Story:
    """The thread of one document."""

    published: When | None
    source: Attribution | None = None
    actor: ActorSpan | None = None
    when: When | None = None
    last_claims: list[Claim] = field(default_factory=list)
    block: int = -2
    _place: Place | None = None
    _place_block: int = -2

    @classmethod
    def of(cls, document: Document) -> Story:
        """The thread of a document. A day in its title is that of what is told first: "Daily log, 28 January"."""
        story = cls(document.published)
        for block in document.blocks:
            if block.role is Role.TITLE:
                text = document.text[block.start : block.end]
                story._follow_day(Span(block.start, block.end, text))
        return story

    def times(self, span: Span) -> list[When]:
        """The times of a sentence, read against the publication and the story."""
        return find_times(span.text, span.start, published=self.published, anchor=self.when)

    def follow_time(self, span: Span) -> None:
        """A sentence without claims can still move the story on: a heading "5 September"."""
        found = self.times(span)
        stated = [when for when in found if when.basis is not TimeBasis.NARRATIVE]
        if found:
            self.when = (stated or found)[-1]

    def follow_actor(self, sentence: Sentence, mentions: Mentions) -> None:
        """The first party that is a subject is whom "it" and "they" mean next."""
        for token in sentence.doc:
            if token.dep_ in ("nsubj", "nsubjpass"):
                known = mentions.at(sentence.offset + token.idx)
                if known is not None and known.party:
                    self.actor = known
                    return
                if token.tag_ == "NNS" and token.lemma_.lower() in words("armed") | words("people"):
                    span = sentence.of(noun_phrase(token))
                    self.actor = ActorSpan(span.start, span.end, None, span.text, None, False, frozenset())
                    return

    def place_of(self, incident: Incident, sentence: Sentence, places: Places) -> Because[Place | None]:
        """The place that the sentence gives the incident; where it names none, the story's so far."""
        rule, token = incident.main.rule, incident.main.token
        objects = incident.arguments.places or incident.arguments.patients
        territory = is_territory(rule.frame, rule.event_type)
        found = chosen(token, objects, sentence, places, named_object=territory)
        if found.value is not None:
            self._place, self._place_block = found.value, sentence.block
            return found
        if territory and not refers_back(token, objects):
            return Because(None, "no object of the trigger names a place or means the one spoken of")
        if not territory and sentence.block - self._place_block > 1:
            return Because(None, f"{found.rule}, nor does the paragraph before")
        last = self._place
        if last is None:
            return Because(None, f"{found.rule}, and none was told of before")
        last = replace(last, score=None if last.score is None else last.score / 2)
        return Because(last, f"{found.rule}: the place that the story told of last")

    def enter(self, place: Place, block: int) -> None:
        """The place that heads a line or paragraph is that of what is told there."""
        self._place, self._place_block = place, block

    def follow_place(self, sentence: Sentence, places: Places) -> None:
        """A sentence without claims can still set the scene: "a force searched a compound in X district"."""
        named = [place for one, place in places.of(sentence) if place.precision is not PlacePrecision.COUNTRY]
        if named:
            self._place, self._place_block = named[-1], sentence.block

    def _follow_day(self, span: Span) -> None:
        days = [when for when in self.times(span) if when.precision is TimePrecision.DAY]
        if days:
            self.when = days[-1]

    def time_of(self, stated: When | None, how: Modality) -> When | None:
        """The stated time; else the story's; else the week before publication, and its basis says so."""
        if stated is not None:
            self.when = stated if how in _NOT_YET else self._told_by_publication(stated)
            return self.when
        if how in _NOT_YET:
            return None
        if self.when is not None and self.when.precision not in LONG:
            return replace(self.when, basis=TimeBasis.NARRATIVE)
        if self.published is None or self.published.precision is not TimePrecision.DAY:
            return None
        last = self.published.end
        if last is None:
            return None
        first = last - _BEFORE_PUBLICATION
        edtf = f"{first.isoformat()}/{last.isoformat()}"
        return When(edtf, first, last, TimePrecision.WEEK, TimeBasis.PUBLISHED)

    def by_publication(self) -> When | None:
        """Any time up to the day of the report."""
        last = self.published.end if self.published else None
        if last is None:
            return None
        return When(f"../{last.isoformat()}", None, last, TimePrecision.RANGE, TimeBasis.PUBLISHED)

    def _told_by_publication(self, when: When) -> When:
        """What has happened did so by the day of the report: "this week" ends there."""
        last = self.published.end if self.published else None
        if last is None or when.start is None or when.end is None or not when.start <= last < when.end:
            return when
        if when.precision is TimePrecision.DAY:
            return when
        edtf = (
            when.start.isoformat() if when.start == last else f"{when.start.isoformat()}/{last.isoformat()}"
        )
        return replace(when, edtf=edtf, end=last)

    def continued(
        self, incident: Incident, event_type: str, place: Place | None, sentence: Sentence
    ) -> Claim | None:
        """The act of violence just told that a sentence goes on with: "two of the attackers died".

        Only what names no means of its own goes on with it, in the same block or the next, at the same place.
        """
        outcome = event_type == "unspecified_violence"
        if not (outcome or is_the_same(incident.main.token)) or sentence.block - self.block > 1:
            return None
        if phrases("elsewhere").search(sentence.span.text):
            return None
        for claim in reversed(self.last_claims):
            if claim.kind is not Kind.EVENT or family(claim.event_type) not in _VIOLENT:
                continue
            elsewhere = (
                place is not None and claim.place is not None and place.span.text != claim.place.span.text
            )
            return None if elsewhere else claim
        return None

    def deniable(self, event_type: str | None = None) -> Claim | None:
        """The claim just made that a denial can mean: of the family of `event_type`, if one is given."""
        for claim in reversed(self.last_claims):
            same = event_type is None or family(event_type) in ("any_violence", family(claim.event_type))
            if claim.kind in _DENIABLE and same:
                return claim
        return None
