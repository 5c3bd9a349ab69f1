"""Put the parts of a claim together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.armed_strength import strength_claim
from counterclaim.claims.attribution import Speech, could_speak, reporting_subject, takes_back
from counterclaim.claims.bare_denial import bare_denial
from counterclaim.claims.building import Builder, Context
from counterclaim.claims.chain import Sources
from counterclaim.claims.control import control, is_territory
from counterclaim.claims.control_noted import noted_claim
from counterclaim.claims.control_notes import control_notes
from counterclaim.claims.counted_by_others import with_figures_of_others
from counterclaim.claims.event_type import METHODS, event_type_of
from counterclaim.claims.evidence import find_evidence
from counterclaim.claims.fields import share_of_other_fields
from counterclaim.claims.follow_up import is_denied_by, speaks_of_several, with_evidence, with_verification
from counterclaim.claims.gates import (
    harms_nobody,
    has_armed_subject,
    heads_a_clause,
    is_another_such,
    is_asked,
    is_figurative,
    is_modifier,
    is_verified,
    signs_of_war,
)
from counterclaim.claims.incident_links import is_outcome
from counterclaim.claims.incidents import Incident, incidents
from counterclaim.claims.kinds import kind_of
from counterclaim.claims.lexicon import base
from counterclaim.claims.modality import is_plot, modality, stated_verification
from counterclaim.claims.own_deeds import announced, claiming, is_own_deed, ourselves, without_speakers
from counterclaim.claims.participants import Participants
from counterclaim.claims.place_sharing import with_place_of_sentence
from counterclaim.claims.places import Places
from counterclaim.claims.quantities import Figure, find_quantities
from counterclaim.claims.reasons import (
    note_continued,
    note_denied,
    note_place,
    note_sources,
    note_time,
    note_triggers,
)
from counterclaim.claims.recognition import is_state, mention_of
from counterclaim.claims.relevance import judge
from counterclaim.claims.responsibility import with_toll_apart
from counterclaim.claims.sentence import RawSentence, Sentence
from counterclaim.claims.settings import setting_of
from counterclaim.claims.sharing import adopted, share_out, taken_in
from counterclaim.claims.standing_tolls import is_standing_toll
from counterclaim.claims.story import Story
from counterclaim.claims.strength import may_state_strength, strength_figures
from counterclaim.claims.told import Told
from counterclaim.claims.tools import Tools
from counterclaim.claims.trace import Notes, Reason
from counterclaim.claims.triggers import Tests, find_triggers
from counterclaim.model import (
    ActorRole,
    Claim,
    Document,
    Modality,
    Place,
    Span,
    Verification,
)
from counterclaim.reference.event_types import family

_SHORT_BLOCK = 700
"""Characters up to which a block is about one thing."""
_READ_FOR_SIGNS = 20_000
_READ_FOR_FIELDS = 6_000


class Assembler:
    """Turns the parsed sentences of one document into claims, in the order of the text."""

    def __init__(
        self,
        document: Document,
        mentions: Mentions,
        places: Places,
        sources: Sources,
        headed: Mapping[int, Place],
    ) -> None:
        """`headed`: the place that heads a sentence, by the sentence's start."""
        self._document = document
        self._headed = headed
        self._sources = sources
        self._mentions = mentions
        self._places = places
        self._signs = signs_of_war(document.text[:_READ_FOR_SIGNS])
        self._elsewhere = share_of_other_fields(document.text[:_READ_FOR_FIELDS])
        self._setting = setting_of(document.text)
        self._story = Story.of(document)
        self.claims: list[Claim] = []
        self._participants = Participants(mentions, places)
        self._builder = Builder(document, mentions)
        self._tools = Tools(self._story, mentions, places, sources, self._builder)

    @property
    def reasons(self) -> dict[str, tuple[Reason, ...]]:
        """Why each claim is what it is, by its id."""
        return self._builder.reasons

    def add(self, sentence: Sentence) -> None:
        """Read one sentence."""
        story = self._story
        self._enter(sentence.span, sentence.block)
        said = stated_verification(sentence.span.text)
        found = self._read(sentence, said or Verification.NONE)
        if not found:
            self._add_evidence(sentence)
            if said is not None:
                self._mark(said, sentence)
        self._follow_people(sentence)
        if found:
            self._dispute(found, sentence)
            self.claims += found
            story.last_claims = found
            story.block = sentence.block
        else:
            story.follow_time(sentence.span)
            story.follow_place(sentence, self._places)

    def add_notes(self, sentence: Sentence, place: Place | None) -> None:
        """Read a sentence without a subject as notes on `place`, which the title names."""
        if any(one.sentence == sentence.span and one.control is not None for one in self.claims):
            return
        chain = self._sources.chain((), (), self._builder.cites(sentence))
        said = stated_verification(sentence.span.text)
        for note in control_notes(sentence.span.text):
            context = Context(sentence, self._story.times(sentence.span), said or note.verification, ())
            self.claims.append(noted_claim(note, context, place, chain, self._tools))

    def follow(self, sentence: Sentence) -> None:
        """A parsed sentence that makes no claim: who speaks and acts in it may be meant by the next."""
        self._enter(sentence.span, sentence.block)
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
        self._enter(sentence.span, sentence.block)
        self._story.follow_time(sentence.span)

    def _enter(self, span: Span, block: int) -> None:
        if span.start in self._headed:
            self._story.enter(self._headed[span.start], block)

    def _read(self, sentence: Sentence, said: Verification) -> list[Claim]:
        if sentence.span.text.rstrip("\"'”’)").endswith("?"):
            return []
        context = Context(sentence, self._story.times(sentence.span), said, tuple(find_evidence(sentence)))
        found = incidents(find_triggers(sentence, self._tests(sentence)))
        figures = self._figures(sentence, found) if found or may_state_strength(sentence.span.text) else []
        claims = bare_denial(context, self._tools) if not found else []
        lost: list[Figure] = []
        for incident, own in zip(found, share_out(figures, found, sentence), strict=True):
            claim = self._incident(incident, own, context, together=len(found) - 1)
            if claim is not None:
                claims.append(claim)
                self._story.last_claims = claims
            else:
                lost += own
        homes = adopted(lost, claims)
        claims = [
            self._builder.with_figures(one, homes[one.id], sentence) if one.id in homes else one
            for one in claims
        ]
        claims = with_place_of_sentence(claims, self._builder.reasons)
        claims = [part for one in claims for part in self._by_source(one, sentence)]
        claims = [part for one in claims for part in with_toll_apart(one, sentence, self._builder.reasons)]
        claims += [
            strength_claim(figure, verb, context, self._tools)
            for figure, verb in strength_figures(sentence, figures)
        ]
        return claims

    def _incident(
        self, incident: Incident, figures: list[Figure], context: Context, *, together: int
    ) -> Claim | None:
        """The claim of one incident; null where its words tell of none. `together`: other incidents beside it."""
        sentence, story = context.sentence, self._story
        token, rule = incident.main.token, incident.main.rule
        if _is_no_telling(incident):
            return None
        notes = Notes(sentence)
        note_triggers(notes, incident)
        actors, targets = self._participants.of(incident, sentence, story.actor, notes)
        if is_asked(token, targets):
            return None
        where = story.place_of(incident, sentence, self._places)
        place = where.value
        notes.add("place", where.rule, span=place.span if place else None)
        actors = self._participants.in_country(actors, place, notes)
        targets = self._participants.in_country(targets, place, notes)
        speech = self._speech(incident, sentence)
        links = speech.chain or tuple(
            map(claiming, (one for one in actors if one.role is ActorRole.CLAIMANT))
        )
        links = self._participants.speakers_in_country(links, place)
        chain = self._sources.chain(
            links, (*actors, *targets), self._builder.cites(sentence), place.country if place else None
        )
        how = notes.take(
            "modality",
            modality(incident.top, speech, own_deed=is_own_deed(chain, actors, targets, rule.event_type)),
        )
        rules = speech.rules or ["who claimed responsibility"] * len(links)
        note_sources(notes, chain, zip(links, rules, strict=True))
        targets = without_speakers(targets, chain)
        actors = actors or ourselves(incident, chain, sentence, notes)
        actors = actors or announced(chain, speech, rule.frame, notes)
        denied = how is Modality.DENIED and bool(speech.chain)
        heads = heads_a_clause(incident.top) or rule.frame == "held" or rule.event_type == "siege"
        told = (place is not None or bool(speech.chain) or has_armed_subject(incident.top)) and heads
        if not (actors or targets or figures or denied or told) or _lost_object(incident, place):
            return None
        if base(token) == "toll" and not figures and not denied:
            return None
        if harms_nobody(token) and is_outcome(rule.frame):
            if not self._denies_alone(speech, sentence):
                return None
            how = Modality.DENIED
            notes.add("modality", "it is said to have harmed nobody", [token])
        event_type = event_type_of(incident, (actors, targets), chain, sentence, self._mentions, notes)
        method = incident.method or METHODS.get(event_type)
        earlier = story.continued(incident, event_type, place, sentence)
        if earlier is not None:
            note_continued(notes, earlier, method)
            event_type, method = earlier.event_type, method or earlier.method
        if how is Modality.FOILED and is_plot(token):
            event_type = "disrupted_weapons_use"
            notes.add("event_type", "what was stopped was only planned", [token])
        stated = context.time_at(token)
        placed = place is not None and bool(self._places.of(sentence))
        told_of = Told(
            incident,
            event_type,
            actors,
            targets,
            figures,
            place,
            how,
            placed=placed,
            timed=stated is not None,
            sourced=any(one.span for one in chain),
            year=stated.end.year if stated is not None and stated.end is not None else None,
            around=self._around(sentence),
            signs=self._signs,
            together=together,
            elsewhere=self._elsewhere,
            setting=self._setting,
        )
        judged = judge(told_of)
        if not judged.kept:
            return None
        notes.add("confidence", judged.rule)
        quantities = tuple(self._builder.quantity(one, sentence, notes) for one in figures)
        territory = is_territory(rule.frame, event_type)
        kind = notes.take("kind", kind_of(how, territory, quantities, stated, token))
        standing = stated is None and is_standing_toll(token)
        when = story.by_publication() if standing else story.time_of(stated, how)
        note_time(notes, when, stated, context.times)
        if denied and (place is None or family(event_type) == "any_violence"):
            meant = story.deniable(event_type)
            if meant is not None:
                note_denied(
                    notes, meant, ("event_type", "when") if place else ("event_type", "when", "place")
                )
                event_type, place, when = meant.event_type, place or meant.place, meant.when
        note_place(notes, place)
        held = control(event_type, rule.frame, actors, targets, quantities)
        return self._builder.claim(
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

    def _by_source(self, claim: Claim, sentence: Sentence) -> list[Claim]:
        """The claim, and apart from it what others in the sentence count."""
        return with_figures_of_others(
            claim, sentence, self._sources, self._story.source, self._builder.reasons
        )

    def _denies_alone(self, speech: Speech, sentence: Sentence) -> bool:
        """Whether that nobody was hurt is the sentence's own news: somebody says so of a place, and tells no more."""
        beside = any(one.sentence == sentence.span for one in self._story.last_claims)
        return not beside and bool(speech.chain and self._places.of(sentence))

    def _speech(self, incident: Incident, sentence: Sentence) -> Speech:
        """Who says it: of the incident as a whole, else of its main word ("the raid, which they blamed on X")."""
        speech = self._sources.speech(incident.top, sentence, self._story.source)
        main = incident.main.token
        if speech.chain or main.i == incident.top.i:
            return speech
        return self._sources.speech(main, sentence, self._story.source)

    def _around(self, sentence: Sentence) -> str:
        """The paragraph of a sentence where it is short, and so about one thing; else the sentence."""
        block = self._document.blocks[sentence.block]
        if block.end - block.start > _SHORT_BLOCK:
            return sentence.span.text
        return self._document.text[block.start : block.end]

    def _figures(self, sentence: Sentence, found: Sequence[Incident]) -> list[Figure]:
        """Figures of a sentence, but for those that a place's name was mistaken for."""
        read = find_quantities(sentence.doc, sentence.offset, sentence.span.text, taken_in(found))
        return [figure for figure in read if not self._places.named_at(sentence, figure.noun_start)]

    def _tests(self, sentence: Sentence) -> Tests:
        def names_state(token: Any) -> bool:
            role, thread = ActorRole.PERPETRATOR, self._story.actor
            return is_state(mention_of(token, role, sentence, self._mentions, thread), self._mentions)

        def names_party(token: Any) -> bool:
            known = self._mentions.at(sentence.offset + token.idx)
            return known is not None and known.party

        return Tests(self._places.is_place(sentence), names_state, names_party)

    def _add_evidence(self, sentence: Sentence) -> None:
        """A sentence that only says what there is to see: of the claims just made in the same block."""
        seen = tuple(find_evidence(sentence))
        ids = {claim.id for claim in self._story.last_claims if self._story.block == sentence.block}
        if seen and ids:
            self.claims = with_evidence(self.claims, ids, seen, self.reasons)

    def _dispute(self, found: Sequence[Claim], sentence: Sentence) -> None:
        """A claim that another source denies is disputed."""
        for denial in found:
            if denial.modality is Modality.DENIED and denial.source is not None:
                ids = {one.id: "what it denies" for one in self.claims if is_denied_by(one, denial)}
                self.claims = with_verification(
                    self.claims, ids, Verification.DISPUTED, sentence, self.reasons
                )

    def _told_with(self, sentence: Sentence) -> list[Claim]:
        """The claims of the sentence's paragraph, or of the one before where it opens its own."""
        blocks = self._document.blocks
        first = blocks[sentence.block].start
        if not any(one.sentence.start >= first for one in self.claims) and sentence.block:
            first = blocks[sentence.block - 1].start
        return [one for one in self.claims if one.sentence.start >= first]

    def _mark(self, said: Verification, sentence: Sentence) -> None:
        """A sentence that only says how sure something is: of the claims of that kind, else of the last."""
        triggers = find_triggers(sentence, self._tests(sentence))
        about = {family(one.rule.event_type) for one in triggers if is_verified(one.token)}
        named = {place.id for _, place in self._places.of(sentence) if place.id}
        meant = [one for one in self.claims if family(one.event_type) in about]
        here = [one for one in meant if one.place is not None and one.place.id in named]
        of = "what it names" if about else "the claims just made"
        just_made = (
            self._told_with(sentence) if speaks_of_several(sentence.span.text) else self._story.last_claims
        )
        ids = {claim.id: of for claim in (here or meant if about else just_made)}
        self.claims = with_verification(self.claims, ids, said, sentence, self.reasons)
        self._story.last_claims = []


def _is_no_telling(incident: Incident) -> bool:
    """Whether its words only doubt, modify or count an act, or are a figure of speech."""
    token, top = incident.main.token, incident.top
    if is_verified(token) or is_modifier(top) or is_another_such(token) or takes_back(token):
        return True
    return is_figurative(token) or is_figurative(top)


def _lost_object(incident: Incident, place: Place | None) -> bool:
    """Whether "it" is what was taken, and the story named no place that it could be."""
    return place is None and any(head.lower_ == "it" for head in incident.arguments.places)
