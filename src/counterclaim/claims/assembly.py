"""Put the parts of a claim together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.claims.actors import Mentions, is_state, mention_of, recognised
from counterclaim.claims.attribution import Speech, could_speak, reporting_subject
from counterclaim.claims.chain import Sources, announcer, calls_enemy, speaks_for_state
from counterclaim.claims.control import control, is_territory, territory_type
from counterclaim.claims.evidence import find_evidence
from counterclaim.claims.gates import (
    denies_what_was_said,
    harms_nobody,
    heads_a_clause,
    is_another_such,
    is_asked,
    is_figurative,
    is_modifier,
    is_verified,
    signs_of_war,
)
from counterclaim.claims.incidents import Incident, incidents, is_outcome
from counterclaim.claims.kinds import by_victims, kind_of
from counterclaim.claims.modality import is_plot, modality, stated_verification, verification_words
from counterclaim.claims.place_choice import chosen
from counterclaim.claims.places import Places
from counterclaim.claims.quantities import Figure, find_quantities
from counterclaim.claims.reasons import (
    argument,
    note_continued,
    note_denied,
    note_figure,
    note_place,
    note_sources,
    note_time,
    note_triggers,
)
from counterclaim.claims.relevance import Told, is_no_war
from counterclaim.claims.roles import sought
from counterclaim.claims.sentence import RawSentence, Sentence
from counterclaim.claims.sharing import share_out
from counterclaim.claims.story import Story
from counterclaim.claims.strength import may_state_strength, strength_figures
from counterclaim.claims.times import choose as choose_time
from counterclaim.claims.trace import Notes, Reason, in_order
from counterclaim.claims.triggers import Tests, find_triggers, measured
from counterclaim.model import (
    ActorMention,
    ActorRole,
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
    SourceType,
    Span,
    Verification,
    When,
    content_id,
)
from counterclaim.reference.event_types import family
from counterclaim.reference.sides import side

EXTRACTOR = "rules/2"
"""Name and version of this reader; a record reads a document again when it changes."""

_SHORT_BLOCK = 700
"""Characters up to which a block is about one thing."""
_READ_FOR_SIGNS = 20_000
_METHOD_OF_TYPE = {
    "abduction_forced_disappearance": "abduction",
    "suicide_bomb": "suicide",
    "chemical_weapon": "chemical",
}
_TO_NOUN = frozenset({"", "of", "of the", "of his", "of its", "of their", "more", "other"})
"""What may stand between a number and the noun that it counts."""
_OPERATIONS = frozenset({"detention", "any_violence", "battle", "offensive", "disrupted", "explosion"})
_TARGET_ROLES = frozenset({ActorRole.VICTIM, ActorRole.OPPONENT, ActorRole.OBJECT, ActorRole.FORMER_HOLDER})

Roles = tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]


@dataclass(frozen=True, slots=True)
class _Context:
    """What all claims of one sentence share."""

    sentence: Sentence
    times: list[When]
    said: Verification
    evidence: tuple[Evidence, ...]

    def time_at(self, token: Any) -> When | None:
        """The stated time of the event at `token`."""
        span = self.sentence.span
        return choose_time(self.times, span.start + token.idx, span.text, span.start)


class Assembler:
    """Turns the parsed sentences of one document into claims, in the order of the text."""

    def __init__(self, document: Document, mentions: Mentions, places: Places, sources: Sources) -> None:
        self._document = document
        self._sources = sources
        self._mentions = mentions
        self._places = places
        self._signs = signs_of_war(document.text[:_READ_FOR_SIGNS])
        self._story = Story(document.published)
        self.claims: list[Claim] = []
        self.reasons: dict[str, tuple[Reason, ...]] = {}

    def add(self, sentence: Sentence) -> None:
        """Read one sentence."""
        story = self._story
        said = stated_verification(sentence.span.text)
        found = self._read(sentence, said or Verification.NONE)
        if not found:
            if said is not None:
                self._mark(said, sentence)
            self._add_evidence(sentence)
        self._follow_people(sentence)
        if found:
            self.claims += found
            story.last_claims = found
            story.block = sentence.block
        else:
            story.follow_time(sentence.span)
            story.follow_place(sentence, self._places)

    def follow(self, sentence: Sentence) -> None:
        """A parsed sentence that makes no claim: who speaks and acts in it may be meant by the next."""
        self._follow_people(sentence)
        self._story.follow_time(sentence.span)
        self._story.follow_place(sentence, self._places)

    def _follow_people(self, sentence: Sentence) -> None:
        story = self._story
        speaker = reporting_subject(sentence, self._mentions, story.source)
        story.source = speaker or could_speak(sentence, self._mentions) or story.source
        story.follow_actor(sentence, self._mentions)

    def pass_over(self, sentence: RawSentence) -> None:
        """A sentence that was not worth parsing."""
        self._story.follow_time(sentence.span)

    def _read(self, sentence: Sentence, said: Verification) -> list[Claim]:
        if sentence.span.text.rstrip("\"'”’)").endswith("?"):
            return []
        context = _Context(sentence, self._story.times(sentence.span), said, tuple(find_evidence(sentence)))
        found = incidents(find_triggers(sentence, self._tests(sentence)))
        figures = self._figures(sentence) if found or may_state_strength(sentence.span.text) else []
        claims = self._bare_denial(context) if not found else []
        for incident, own in zip(found, share_out(figures, found, sentence), strict=True):
            claim = self._incident(incident, own, context)
            if claim is not None:
                claims.append(claim)
                self._story.last_claims = claims
        claims += [
            self._strength(figure, verb, context) for figure, verb in strength_figures(sentence, figures)
        ]
        return claims

    def _incident(self, incident: Incident, figures: list[Figure], context: _Context) -> Claim | None:
        """The claim of one incident; null where its words tell of none."""
        sentence, story = context.sentence, self._story
        token, rule = incident.main.token, incident.main.rule
        if (
            is_verified(token)
            or is_modifier(incident.top)
            or is_figurative(token)
            or is_figurative(incident.top)
        ):
            return None
        if is_another_such(token):
            return None
        notes = Notes(sentence)
        note_triggers(notes, incident)
        actors, targets = self._roles(incident, sentence, notes)
        if is_asked(token, targets):
            return None
        where = story.place_of(incident, sentence, self._places)
        place = where.value
        notes.add("place", where.rule, span=place.span if place else None)
        actors = self._in_country(actors, place, notes)
        targets = self._in_country(targets, place, notes)
        speech = self._sources.speech(incident.top, sentence, story.source)
        links = speech.chain or tuple(
            map(self._claiming, (one for one in actors if one.role is ActorRole.CLAIMANT))
        )
        chain = self._sources.chain(links, (*actors, *targets), self._cites(sentence))
        how = notes.take(
            "modality", modality(incident.top, speech, own_deed=self._is_own_deed(chain, actors, targets))
        )
        rules = speech.rules or ["who claimed responsibility"] * len(links)
        note_sources(notes, chain, zip(links, rules, strict=True))
        actors = actors or self._ourselves(incident, chain, sentence, notes)
        actors = actors or self._announcer(chain, speech, rule.frame, notes)
        denied = how is Modality.DENIED and bool(speech.chain)
        told = (place is not None or bool(speech.chain)) and heads_a_clause(incident.top)
        if not (actors or targets or figures or denied or told) or _lost_object(incident, place):
            return None
        if harms_nobody(token) and is_outcome(rule.frame):
            if not (speech.chain and self._places.of(sentence)):
                return None
            how = Modality.DENIED
            notes.add("modality", "it is said to have harmed nobody", [token])
        event_type = self._event_type(incident, (actors, targets), chain, sentence, notes)
        method = incident.method or _METHOD_OF_TYPE.get(event_type)
        earlier = story.continued(incident, event_type, place, sentence)
        if earlier is not None:
            note_continued(notes, earlier, method)
            event_type, method = earlier.event_type, method or earlier.method
        if how is Modality.FOILED and is_plot(token):
            event_type = "disrupted_weapons_use"
            notes.add("event_type", "what was stopped was only planned", [token])
        stated = context.time_at(token)
        placed = place is not None and bool(self._places.of(sentence))
        around, timed = self._around(sentence), stated is not None
        if is_no_war(Told(incident, event_type, actors, targets, figures, placed, timed, around, self._signs)):
            return None
        quantities = tuple(self._quantity(one, sentence, notes) for one in figures)
        territory = is_territory(rule.frame, event_type)
        kind = notes.take("kind", kind_of(how, territory, quantities, stated, token))
        when = story.time_of(stated, how)
        note_time(notes, when, stated, context.times)
        if denied and (place is None or family(event_type) == "any_violence"):
            meant = story.deniable(event_type)
            if meant is not None:
                note_denied(
                    notes, meant, ("event_type", "when") if place else ("event_type", "when", "place")
                )
                event_type, place, when = meant.event_type, place or meant.place, meant.when
        note_place(notes, place)
        held = control(event_type, rule.frame, actors, targets)
        return self._claim(
            context,
            token,
            notes,
            kind=kind,
            event_type=event_type,
            modality=how,
            chain=chain,
            roles=(actors, targets),
            quantities=quantities,
            place=place,
            when=when,
            control=notes.take("control", held) if held is not None else None,
            method=method,
        )

    def _ourselves(
        self, incident: Incident, chain: Sequence[Attribution], sentence: Sentence, notes: Notes
    ) -> tuple[ActorMention, ...]:
        """Who speaks of "we": the innermost source, or its side."""
        speaker = chain[-1] if chain else None
        for token, role in incident.arguments.with_roles():
            ours = token.lower_ in ("we", "us") or any(child.lower_ == "our" for child in token.children)
            if ours and role not in _TARGET_ROLES and speaker is not None and speaker.actor is not None:
                found = ActorMention(sentence.of([token]), role, speaker.actor, speaker.name)
                notes.about(found, "'we' or 'our': who speaks")
                return (found,)
        return ()

    def _announcer(
        self, chain: Sequence[Attribution], speech: Speech, frame: str, notes: Notes
    ) -> tuple[ActorMention, ...]:
        found = announcer(chain, speech, frame)
        for one in found:
            notes.about(one, "it announces the deed, and nobody else is named")
        return found

    def _claiming(self, claimant: ActorMention) -> Attribution:
        """Who took responsibility, as the source of the claim."""
        name = claimant.name or claimant.span.text
        return Attribution(name, SourceType.PARTY, claimant.id, True, claimant.span)

    def _is_own_deed(
        self, chain: Sequence[Attribution], actors: Sequence[ActorMention], targets: Sequence[ActorMention]
    ) -> bool:
        """Whether an interested source speaks of what its own side did."""
        speaker = chain[-1] if chain else None
        if speaker is None or not speaker.interested:
            return False
        if speaker.type is SourceType.PUBLISHER:
            return not any(calls_enemy(one.span.text) for one in actors)
        if speaker.actor is None:
            return False
        sides = {side(one.id) for one in actors if one.id and one.role is not ActorRole.PARTICIPANT}
        hurt = {side(one.id) for one in targets if one.id}
        return side(speaker.actor) in (sides if actors else {side(speaker.actor)} - hurt)

    def _around(self, sentence: Sentence) -> str:
        """The paragraph of a sentence where it is short, and so about one thing; else the sentence."""
        block = self._document.blocks[sentence.block]
        if block.end - block.start > _SHORT_BLOCK:
            return sentence.span.text
        return self._document.text[block.start : block.end]

    def _bare_denial(self, context: _Context) -> list[Claim]:
        """ "X denied it", "rejected the accusation": a denial of the claim just made."""
        sentence, story = context.sentence, self._story
        meant = story.deniable()
        verb = next((token for token in sentence.doc if denies_what_was_said(token)), None)
        if meant is None or verb is None:
            return []
        speech = self._sources.speech(verb, sentence, story.source)
        speaker = reporting_subject(sentence, self._mentions, story.source)
        links = (*speech.chain, speaker) if speaker and speaker not in speech.chain else speech.chain
        concerned = (*meant.actors, *meant.targets)
        chain = self._sources.chain(links, concerned)
        notes = Notes(sentence)
        notes.add("trigger", "it denies what was said just before", [verb])
        notes.add("modality", "it denies what was said just before", [verb])
        note_denied(notes, meant, ("kind", "event_type", "place", "when", "control", "method"))
        for one in concerned:
            notes.about(one, "named in the claim that is denied")
        rules = (*speech.rules, "who speaks in the sentence")
        note_sources(notes, chain, zip(links, rules, strict=False))
        claim = self._claim(
            context,
            verb,
            notes,
            kind=meant.kind,
            event_type=meant.event_type,
            modality=Modality.DENIED,
            chain=chain,
            roles=(meant.actors, meant.targets),
            place=meant.place,
            when=meant.when,
            control=meant.control,
            method=meant.method,
        )
        return [claim]

    def _strength(self, figure: Figure, verb: Any, context: _Context) -> Claim:
        sentence, story = context.sentence, self._story
        subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        who = subject and recognised(subject, ActorRole.PARTICIPANT, sentence, self._mentions, story.actor)
        actors = (who.value,) if who else ()
        speech = self._sources.speech(verb, sentence, story.source)
        chain = self._sources.chain(speech.chain, actors, self._cites(sentence))
        notes = Notes(sentence)
        for name in ("trigger", "kind", "event_type"):
            notes.add(name, "the verb says how many fighters or troops there are", [verb])
        if who:
            notes.about(who.value, "the subject of the verb")
            notes.about(who.value, who.rule, part=".id")
        note_sources(notes, chain, zip(speech.chain, speech.rules, strict=True))
        how = notes.take("modality", modality(verb, speech, own_deed=self._is_own_deed(chain, actors, ())))
        where = chosen(verb, (), sentence, self._places)
        notes.add("place", where.rule, span=where.value.span if where.value else None)
        note_place(notes, where.value)
        stated = context.time_at(verb)
        when = story.time_of(stated, how)
        note_time(notes, when, stated, context.times)
        return self._claim(
            context,
            verb,
            notes,
            kind=Kind.STRENGTH,
            event_type="armed_strength",
            modality=how,
            chain=chain,
            roles=(actors, ()),
            quantities=(self._quantity(figure, sentence, notes),),
            place=where.value,
            when=when,
        )

    def _claim(
        self,
        context: _Context,
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
            cites=self._cites(sentence),
            confidence=0.0,  # given when the document's claims are complete: see claims.confidence
            extractor=EXTRACTOR,
        )
        self._note_rest(notes, claim, sentence)
        self.reasons[claim.id] = notes.of(claim)
        return claim

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

    def _figures(self, sentence: Sentence) -> list[Figure]:
        """Figures of a sentence, but for those that a place's name was mistaken for."""
        found = find_quantities(sentence.doc, sentence.offset, sentence.span.text)
        return [figure for figure in found if not self._places.named_at(sentence, figure.noun_start)]

    def _tests(self, sentence: Sentence) -> Tests:
        def names_state(token: Any) -> bool:
            role, thread = ActorRole.PERPETRATOR, self._story.actor
            return is_state(mention_of(token, role, sentence, self._mentions, thread), self._mentions)

        def names_party(token: Any) -> bool:
            known = self._mentions.at(sentence.offset + token.idx)
            return known is not None and known.party

        return Tests(self._places.is_place(sentence), names_state, names_party)

    def _roles(self, incident: Incident, sentence: Sentence, notes: Notes) -> Roles:
        found: list[ActorMention] = []
        for token, role in incident.arguments.with_roles():
            position = sentence.offset + token.idx
            if self._is_only_place(token, role, sentence, position):
                continue
            thread = self._story.actor
            named = (recognised(part, role, sentence, self._mentions, thread) for part in measured(token))
            known = next((one for one in named if one is not None), None)
            if known is not None and all(_differ(known.value, other) for other in found):
                found.append(known.value)
                notes.about(known.value, argument(token, incident))
                notes.about(known.value, known.rule, part=".id")
        if family(incident.main.rule.event_type) in _OPERATIONS:
            for one in self._sought(incident, sentence, found):
                found.append(one)
                notes.about(one, f"whom '{incident.main.token.text}' was after")
        return (
            tuple(one for one in found if one.role not in _TARGET_ROLES),
            tuple(one for one in found if one.role in _TARGET_ROLES),
        )

    def _is_only_place(self, token: Any, role: ActorRole, sentence: Sentence, position: int) -> bool:
        """Whether a place's name is meant as the place: not where a country acts ("Azerbaijan launched")."""
        if not self._places.named_at(sentence, position) or self._mentions.at(position) is not None:
            return False
        return role in _TARGET_ROLES or self._mentions.state(token.text) is None

    def _sought(
        self, incident: Incident, sentence: Sentence, found: Sequence[ActorMention]
    ) -> Iterator[ActorMention]:
        """The party whose people an operation was after, where those whom it struck are of no party named."""
        if any(one.id for one in found if one.role in _TARGET_ROLES):
            return
        for token in sought(incident.main.token):
            one = mention_of(token, ActorRole.OPPONENT, sentence, self._mentions, None)
            if one is not None and one.id is not None and all(_differ(one, other) for other in found):
                yield one

    def _in_country(
        self, found: tuple[ActorMention, ...], place: Place | None, notes: Notes
    ) -> tuple[ActorMention, ...]:
        """Mentions in which "the army" is that of the country where the event is."""
        if place is None or place.country is None:
            return found
        placed = [(one, self._mentions.of_country(one.span.text, place.country)) for one in found]
        for one, body in placed:
            if body is not None:
                notes.about(one, f"that of {place.country}, the country of the place", part=".id")
        return tuple(replace(one, id=body.id, name=body.name) if body else one for one, body in placed)

    def _event_type(
        self,
        incident: Incident,
        roles: Roles,
        chain: Sequence[Attribution],
        sentence: Sentence,
        notes: Notes,
    ) -> str:
        actors, targets = roles
        rule = incident.main.rule
        holder = next((one for one in actors if one.role is ActorRole.HOLDER), None)
        by_state = is_state(holder, self._mentions) if holder else speaks_for_state(chain, self._mentions)
        territory = territory_type(rule.frame, by_state, sentence)
        found = notes.take("event_type", territory) if territory is not None else rule.event_type
        agents = [one for one in actors if one.role is ActorRole.PERPETRATOR]
        if found == "arrests" and agents and not any(is_state(one, self._mentions) for one in agents):
            notes.add("event_type", "who arrests is no state's forces")
            return "abduction_forced_disappearance"
        official = all(is_state(one, self._mentions) for one in agents)
        hurt = by_victims(found, agents, targets, official=official) if rule.frame != "mutual" else None
        return notes.take("event_type", hurt) if hurt is not None else found

    def _quantity(self, figure: Figure, sentence: Sentence, notes: Notes) -> Quantity:
        quantity = self._named(figure)
        note_figure(notes, quantity, figure, sentence)
        return quantity

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

    def _cites(self, sentence: Sentence) -> tuple[str, ...]:
        """References whose mark stands in the sentence or right behind it."""
        return tuple(one.reference for one in self._note_marks(sentence))

    def _note_marks(self, sentence: Sentence) -> Iterator[NoteMark]:
        span = sentence.span
        return (one for one in self._document.note_marks if span.start < one.start <= span.end + 1)

    def _add_evidence(self, sentence: Sentence) -> None:
        """A sentence that only says what there is to see: of the claims just made in the same block."""
        seen = tuple(find_evidence(sentence))
        ids = {claim.id for claim in self._story.last_claims if self._story.block == sentence.block}
        if seen and ids:
            self.claims = [
                replace(one, evidence=(*one.evidence, *seen)) if one.id in ids else one for one in self.claims
            ]
            for claim in self.claims:
                first = len(claim.evidence) - len(seen)
                for number, one in enumerate(seen if claim.id in ids else ()):
                    rule = "a sentence behind it in the block says so"
                    self._add_reason(claim, Reason(f"evidence[{first + number}]", one.span, rule))

    def _mark(self, said: Verification, sentence: Sentence) -> None:
        """A sentence that only says how sure something is: of the claims of that kind, else of the last."""
        triggers = find_triggers(sentence, self._tests(sentence))
        about = {family(one.rule.event_type) for one in triggers if is_verified(one.token)}
        named = {place.id for _, place in self._places.of(sentence) if place.id}
        meant = [one for one in self.claims if family(one.event_type) in about]
        here = [one for one in meant if one.place is not None and one.place.id in named]
        ids = {claim.id for claim in (here or meant if about else self._story.last_claims)}
        self.claims = [replace(one, verification=said) if one.id in ids else one for one in self.claims]
        rule = f"a sentence behind it says so of {'what it names' if about else 'the claims just made'}"
        for one in self.claims:
            if one.id in ids:
                self._add_reason(one, Reason("verification", verification_words(said, sentence), rule))
        self._story.last_claims = []

    def _add_reason(self, claim: Claim, reason: Reason) -> None:
        self.reasons[claim.id] = in_order((*self.reasons[claim.id], reason))


def _lost_object(incident: Incident, place: Place | None) -> bool:
    """Whether "it" is what was taken, and the story named no place that it could be."""
    return place is None and any(head.lower_ == "it" for head in incident.arguments.places)


def _differ(a: ActorMention, b: ActorMention) -> bool:
    return a.span != b.span and (a.id is None or a.id != b.id)
