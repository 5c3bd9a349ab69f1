"""Put the parts of a claim together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from counterclaim.claims.actors import ActorSpan, Mentions, is_state, mention_of
from counterclaim.claims.attribution import Speech, attribute, reporting_subject
from counterclaim.claims.control import control, is_territory, territory_type
from counterclaim.claims.incidents import Incident, incidents
from counterclaim.claims.lexicon import attribution_words, base, words
from counterclaim.claims.modality import modality, stated_verification
from counterclaim.claims.places import Places, choose, refers_back
from counterclaim.claims.quantities import Figure, find_quantities
from counterclaim.claims.sentence import RawSentence, Sentence
from counterclaim.claims.strength import strength_figures
from counterclaim.claims.times import choose as choose_time
from counterclaim.claims.times import find_times
from counterclaim.claims.triggers import Tests, find_triggers
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Document,
    Kind,
    Modality,
    Place,
    Quantity,
    SourceType,
    Span,
    TimeBasis,
    TimePrecision,
    Verification,
    When,
    content_id,
)
from counterclaim.reference.event_types import family
from counterclaim.reference.sides import side

EXTRACTOR = "rules/1"
"""Name and version of this reader; a record reads a document again when it changes."""

_TARGET_ROLES = frozenset({ActorRole.VICTIM, ActorRole.OPPONENT, ActorRole.OBJECT, ActorRole.FORMER_HOLDER})
_COUNTS_OF_EVENTS = frozenset({"attacks", "airstrikes", "shells", "plots", "jailbreaks"})
_LONG = frozenset({TimePrecision.MONTH, TimePrecision.SEASON, TimePrecision.YEAR, TimePrecision.RANGE})
_BEFORE_PUBLICATION = timedelta(days=6)
_DENIABLE = (Kind.EVENT, Kind.CONTROL)
_QUOTES = ('"', "“", "«", "”")
_VERIFYING = frozenset({"verify", "confirm", "corroborate", "substantiate"})


@dataclass(slots=True)
class Thread:
    """What the story has said so far: who spoke, who acted, when. One a document."""

    source: Attribution | None = None
    actor: ActorSpan | None = None
    when: When | None = None
    place: Place | None = None
    place_block: int = -2
    last_claims: list[Claim] = field(default_factory=list)
    last_block: int = -1


class Assembler:
    """Turns the parsed sentences of one document into claims, in the order of the text."""

    def __init__(self, document: Document, mentions: Mentions, places: Places) -> None:
        self._document = document
        self._mentions = mentions
        self._places = places
        self._thread = Thread()
        self.claims: list[Claim] = []

    def add(self, sentence: Sentence) -> None:
        """Read one sentence."""
        thread = self._thread
        said = stated_verification(sentence.span.text)
        figures = [
            figure
            for figure in find_quantities(sentence.doc, sentence.offset, sentence.span.text)
            if not self._places.named_at(sentence, figure.noun_start)
        ]
        found = self._claims(sentence, figures, said or Verification.NONE)
        if not found and said is not None:
            self._mark(said, sentence)
        speaker = reporting_subject(sentence, self._mentions, thread.source)
        thread.source = speaker or thread.source
        self._remember_actor(sentence)
        if not found:
            self._follow_time(sentence.span)
        if found:
            self.claims += found
            thread.last_claims = found
            thread.last_block = sentence.block

    def pass_over(self, sentence: RawSentence) -> None:
        """A sentence that makes no claim can still move the story on in time: a heading "5 September"."""
        self._follow_time(sentence.span)

    def _claims(self, sentence: Sentence, figures: list[Figure], said: Verification) -> list[Claim]:
        if sentence.span.text.rstrip("\"'”’)").endswith("?"):
            return []
        times = find_times(
            sentence.span.text, sentence.offset, published=self._document.published, anchor=self._thread.when
        )
        tests = Tests(self._places.is_place(sentence), lambda token: self._is_state(token, sentence))
        found = incidents(find_triggers(sentence, tests))
        shares = _share_out(figures, found, sentence)
        claims: list[Claim] = []
        if not found:
            claims += self._bare_denial(sentence, said)
        for incident, own in zip(found, shares, strict=True):
            claim = self._event(sentence, incident, own, times, said)
            if claim is not None:
                claims.append(claim)
                self._thread.last_claims = claims
        for figure, verb in strength_figures(sentence, figures):
            claims.append(self._strength(sentence, figure, verb, times, said))
        return claims

    def _event(
        self,
        sentence: Sentence,
        incident: Incident,
        figures: list[Figure],
        times: list[When],
        said: Verification,
    ) -> Claim | None:
        token = incident.main.token
        rule = incident.main.rule
        if _is_verified(token) or _is_modifier(token):
            return None
        actors, targets = self._roles(incident, sentence)
        place = self._place(incident, sentence)
        when = choose_time(times, sentence.offset + token.idx, sentence.span.text, sentence.offset)
        quantities = tuple(self._quantity(figure) for figure in figures)
        speech = self._speech(token, sentence)
        chain = self._chain(speech, actors, targets)
        how = modality(token, speech, interested=bool(chain) and chain[-1].interested)
        if not actors and _is_announced(speech):
            actors = _announcer(chain, ActorRole.HOLDER if rule.frame == "take" else ActorRole.PERPETRATOR)
        denied = how is Modality.DENIED and bool(speech.chain)
        told = (place is not None or bool(speech.chain)) and _heads_a_clause(token)
        if not (actors or targets or quantities or denied or told) or _is_asked(token, targets):
            return None
        if place is None and any(head.lower_ == "it" for head in incident.arguments.places):
            return None
        event_type = territory_type(
            rule.frame,
            is_state(next((one for one in actors if one.role is ActorRole.HOLDER), None), self._mentions),
            sentence,
            rule.event_type,
        )
        if actors and _attacked_civilians(event_type, targets):
            event_type = "attack"
        kind = _kind(is_territory(rule.frame, event_type), quantities, when)
        when = self._when(when, how)
        if denied and (place is None or family(event_type) == "any_violence"):
            event_type, place, when = self._denied(event_type, place, when)
        if how is Modality.FORECAST:
            kind = Kind.FORECAST
        return Claim(
            id=content_id(
                "c", self._document.id, sentence.offset, sentence.offset + token.idx, kind, event_type, how
            ),
            document_id=self._document.id,
            sentence=sentence.span,
            trigger=sentence.of([token]),
            kind=kind,
            event_type=event_type,
            modality=how,
            verification=said,
            attribution=chain,
            actors=actors,
            targets=targets,
            quantities=quantities,
            place=place,
            when=when,
            control=control(event_type, rule.frame, actors, targets),
            method=incident.method,
            evidence=(),
            cites=self._cites(sentence),
            confidence=_confidence(actors, targets, quantities, place, when),
            extractor=EXTRACTOR,
        )

    def _bare_denial(self, sentence: Sentence, said: Verification) -> list[Claim]:
        """ "X denied it", "rejected the accusation": a denial of the claim just made."""
        denied = next((one for one in reversed(self._thread.last_claims) if one.kind in _DENIABLE), None)
        verb = next((token for token in sentence.doc if _denies_what_was_said(token)), None)
        if denied is None or verb is None:
            return []
        speech = attribute(verb, sentence, self._mentions, self._thread.source)
        speaker = reporting_subject(sentence, self._mentions, self._thread.source)
        links = (*speech.chain, speaker) if speaker and speaker not in speech.chain else speech.chain
        chain = self._chain(Speech(links, ()), denied.actors, denied.targets)
        how, start = Modality.DENIED, sentence.offset + verb.idx
        return [
            replace(
                denied,
                id=content_id(
                    "c", self._document.id, sentence.offset, start, denied.kind, denied.event_type, how
                ),
                sentence=sentence.span,
                trigger=sentence.of([verb]),
                modality=how,
                verification=said,
                attribution=chain,
                quantities=(),
                cites=self._cites(sentence),
            )
        ]

    def _strength(
        self, sentence: Sentence, figure: Figure, verb: Any, times: list[When], said: Verification
    ) -> Claim:
        speech = self._speech(verb, sentence)
        subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        who = subject and mention_of(
            subject, ActorRole.PARTICIPANT, sentence, self._mentions, self._thread.actor
        )
        actors = (who,) if who else ()
        chain = self._chain(speech, actors, ())
        how = modality(verb, speech, interested=bool(chain) and chain[-1].interested)
        when = choose_time(times, sentence.offset + verb.idx, sentence.span.text, sentence.offset)
        kind, event_type = Kind.STRENGTH, "armed_strength"
        start = sentence.offset + verb.idx
        return Claim(
            id=content_id("c", self._document.id, sentence.offset, start, kind, event_type, how),
            document_id=self._document.id,
            sentence=sentence.span,
            trigger=sentence.of([verb]),
            kind=kind,
            event_type=event_type,
            modality=how,
            verification=said,
            attribution=chain,
            actors=actors,
            targets=(),
            quantities=(self._quantity(figure),),
            place=choose(verb, (), sentence, self._places),
            when=self._when(when, how),
            control=None,
            method=None,
            evidence=(),
            cites=self._cites(sentence),
            confidence=_confidence(actors, (), (figure.quantity,), None, when),
            extractor=EXTRACTOR,
        )

    def _roles(
        self, incident: Incident, sentence: Sentence
    ) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
        found: list[ActorMention] = []
        for token, role in incident.arguments.with_roles():
            mention = mention_of(token, role, sentence, self._mentions, self._thread.actor)
            if mention is not None and all(_differ(mention, other) for other in found):
                found.append(mention)
        return (
            tuple(one for one in found if one.role not in _TARGET_ROLES),
            tuple(one for one in found if one.role in _TARGET_ROLES),
        )

    def _place(self, incident: Incident, sentence: Sentence) -> Place | None:
        """The place that the sentence gives the incident; where it names none, the story's so far."""
        arguments = incident.arguments
        objects = arguments.places or arguments.patients
        rule = incident.main.rule
        territory = is_territory(rule.frame, rule.event_type)
        found = choose(incident.main.token, objects, sentence, self._places, named_object=territory)
        if found is not None:
            self._thread.place, self._thread.place_block = found, sentence.block
            return found
        back = refers_back(incident.main.token, objects)
        if territory and not back:
            return None
        if not territory and (sentence.block - self._thread.place_block > 1 or self._places.of(sentence)):
            return None
        last = self._thread.place
        return replace(last, score=None if last.score is None else last.score / 2) if last else None

    def _speech(self, token: Any, sentence: Sentence) -> Speech:
        previous = self._thread.source
        speech = attribute(token, sentence, self._mentions, previous)
        in_quotation = sentence.span.text.startswith(_QUOTES)
        if not speech.chain and previous is not None and in_quotation:
            return Speech((previous,), speech.verbs)
        return speech

    def _chain(
        self, speech: Speech, actors: Sequence[ActorMention], targets: Sequence[ActorMention]
    ) -> tuple[Attribution, ...]:
        """The publisher, then the sources of the text; a party that speaks of its own war is interested."""
        concerned = {one.id for one in (*actors, *targets) if one.id}
        links = [self._with_interest(link, concerned) for link in speech.chain]
        publisher = self._document.publisher
        if publisher and all(link.name.casefold() != publisher.casefold() for link in links):
            links.insert(0, Attribution(publisher, SourceType.PUBLISHER))
        return tuple(links)

    def _with_interest(self, link: Attribution, concerned: set[str]) -> Attribution:
        known = self._mentions.get(link.actor)
        if known is None or not known.party:
            return link
        own = {side(one) for one in concerned}
        involved = not concerned or (known.id and side(known.id) in own) or bool(known.enemies & concerned)
        return replace(link, interested=bool(involved) or any(self._party(one) for one in concerned))

    def _is_state(self, token: Any, sentence: Sentence) -> bool:
        mention = mention_of(token, ActorRole.PERPETRATOR, sentence, self._mentions, self._thread.actor)
        return is_state(mention, self._mentions)

    def _party(self, actor: str) -> bool:
        known = self._mentions.get(actor)
        return known is not None and known.party

    def _quantity(self, figure: Figure) -> Quantity:
        if figure.noun_start is None or figure.noun_end is None:
            return figure.quantity
        actor = self._mentions.within(figure.noun_start, figure.noun_end)
        if actor is None or actor.id is None:
            return figure.quantity
        return replace(figure.quantity, of=actor.id)

    def _when(self, when: When | None, how: Modality) -> When | None:
        """The stated time; else the story's; else the week before publication, and its basis says so."""
        if when is not None:
            self._thread.when = when
            return when
        if how in (Modality.PLANNED, Modality.THREATENED, Modality.HYPOTHETICAL, Modality.FORECAST):
            return None
        if self._thread.when is not None and self._thread.when.precision not in _LONG:
            return replace(self._thread.when, basis=TimeBasis.NARRATIVE)
        published = self._document.published
        if published is None or published.precision is not TimePrecision.DAY or published.end is None:
            return None
        first = published.end - _BEFORE_PUBLICATION
        return When(
            f"{first.isoformat()}/{published.end.isoformat()}",
            first,
            published.end,
            TimePrecision.WEEK,
            TimeBasis.PUBLISHED,
        )

    def _cites(self, sentence: Sentence) -> tuple[str, ...]:
        end = sentence.span.end
        return tuple(
            mark.reference
            for mark in self._document.note_marks
            if sentence.span.start <= mark.start and mark.end <= end + 1
        )

    def _denied(
        self, event_type: str, place: Place | None, when: When | None
    ) -> tuple[str, Place | None, When | None]:
        """What a bare denial ("denied any losses", "denied the strike") denies: the claim just made."""
        for claim in reversed(self._thread.last_claims):
            same = family(claim.event_type) == family(event_type)
            if claim.kind in (Kind.EVENT, Kind.CONTROL) and (same or family(event_type) == "any_violence"):
                return claim.event_type, place or claim.place, claim.when
        return event_type, place, when

    def _mark(self, said: Verification, sentence: Sentence) -> None:
        """A sentence that only says how sure something is speaks of the claims of that kind, else of the last."""
        tests = Tests(self._places.is_place(sentence), lambda token: self._is_state(token, sentence))
        about = {
            family(one.rule.event_type) for one in find_triggers(sentence, tests) if _is_verified(one.token)
        }
        named = {place.id for _, place in self._places.of(sentence) if place.id}
        if about:
            meant = [one for one in self.claims if family(one.event_type) in about]
            here = [one for one in meant if one.place is not None and one.place.id in named]
            ids = {claim.id for claim in here or meant}
        else:
            ids = {claim.id for claim in self._thread.last_claims}
        self.claims = [replace(one, verification=said) if one.id in ids else one for one in self.claims]
        self._thread.last_claims = []

    def _follow_time(self, span: Span) -> None:
        times = find_times(
            span.text, span.start, published=self._document.published, anchor=self._thread.when
        )
        if times:
            self._thread.when = times[-1]

    def _remember_actor(self, sentence: Sentence) -> None:
        for token in sentence.doc:
            if token.dep_ in ("nsubj", "nsubjpass"):
                known = self._mentions.at(sentence.offset + token.idx)
                if known is not None and known.party:
                    self._thread.actor = known
                    return


def _is_asked(token: Any, targets: Sequence[ActorMention]) -> bool:
    """Whether the claim is an open question: "how many people died", "which of them holds the town"."""
    subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
    if token.dep_ != "relcl" and any(child.tag_ in ("WDT", "WP") for child in subjects):
        return True
    return any(one.span.text.lower().startswith(("how many", "how much")) for one in targets)


def _is_announced(speech: Speech) -> bool:
    return any(verb in words("announcing_verb") for verb in speech.verbs)


def _announcer(chain: Sequence[Attribution], role: ActorRole) -> tuple[ActorMention, ...]:
    """Who did it, where a party announces a deed and names nobody: itself."""
    speaker = chain[-1] if chain else None
    if speaker is None or speaker.actor is None or speaker.span is None or not speaker.interested:
        return ()
    return (ActorMention(speaker.span, role, speaker.actor, speaker.name),)


def _heads_a_clause(token: Any) -> bool:
    """Whether a trigger tells of its event by itself: a verb, or a noun that is subject or object."""
    return bool(token.pos_ == "VERB" or token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "ROOT"))


def _attacked_civilians(event_type: str, targets: Sequence[ActorMention]) -> bool:
    """Deaths by means not stated, all of civilians: an attack, after the ACLED codebook."""
    people = [_last_word(one) for one in targets]
    return (
        event_type == "unspecified_violence"
        and bool(people)
        and all(one in words("civilian") for one in people)
    )


def _last_word(mention: ActorMention) -> str:
    word = mention.span.text.split()[-1].lower()
    return word[:-1] if word.endswith("s") and word not in words("civilian") else word


def _denies_what_was_said(token: Any) -> bool:
    """Whether a verb of denial has "it" or "the claim" as its object."""
    if base(token) not in attribution_words()["verbs"]["deny"] or token.pos_ != "VERB":
        return False
    return any(
        child.dep_ == "dobj" and (child.pos_ == "PRON" or child.lemma_.lower() in words("statement"))
        for child in token.children
    )


def _kind(territory: bool, quantities: Sequence[Quantity], when: When | None) -> Kind:
    if territory:
        return Kind.CONTROL
    if any(one.what in _COUNTS_OF_EVENTS and (one.low or one.high or 0) > 1 for one in quantities):
        return Kind.TALLY
    if quantities and when is not None and when.precision in _LONG and when.basis is not TimeBasis.NARRATIVE:
        return Kind.TALLY
    return Kind.EVENT


def _differ(a: ActorMention, b: ActorMention) -> bool:
    return a.span != b.span and (a.id is None or a.id != b.id)


def _is_verified(token: Any) -> bool:
    """Whether the trigger is what a statement of doubt is about: "the capture could not be verified"."""
    return bool(token.dep_ in ("nsubjpass", "dobj") and token.head.lemma_.lower() in _VERIFYING)


def _is_modifier(token: Any) -> bool:
    """Whether a noun only modifies another: "attack helicopters", "battle group"."""
    return bool(
        token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("compound", "nmod") and token.head.pos_ != "VERB"
    )


def _share_out(figures: list[Figure], found: list[Incident], sentence: Sentence) -> list[list[Figure]]:
    """Figures of each incident: of its own words where the parse says so, else of the nearest."""
    shares: list[list[Figure]] = [[] for _ in found]
    if not found:
        return shares
    owners = {
        sentence.offset + trigger.token.idx: index
        for index, one in enumerate(found)
        for trigger in one.triggers
    }
    for figure in figures:
        anchor = figure.trigger_start if figure.trigger_start is not None else figure.quantity.span.start
        index = owners.get(anchor)
        if index is None:
            nearest = min(owners, key=lambda start: (abs(start - anchor), start))
            index = owners[nearest]
        shares[index].append(figure)
    return shares


def _confidence(
    actors: Sequence[ActorMention],
    targets: Sequence[ActorMention],
    quantities: Sequence[Quantity],
    place: object | None,
    when: When | None,
) -> float:
    """Share of the questions who, to whom, where, when, how many that have an answer. Not calibrated."""
    answered = [bool(actors), bool(targets), bool(quantities), place is not None, when is not None]
    return round(0.4 + 0.1 * sum(answered), 2)
