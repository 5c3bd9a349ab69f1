"""The claim that somebody has so many fighters, troops or arms."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.building import Context
from counterclaim.claims.lexicon import words
from counterclaim.claims.modality import modality
from counterclaim.claims.own_deeds import is_own_deed
from counterclaim.claims.place_choice import chosen
from counterclaim.claims.quantities import Figure
from counterclaim.claims.reasons import note_place, note_sources, note_time
from counterclaim.claims.recognition import recognised
from counterclaim.claims.syntax import children, prepositional, subject
from counterclaim.claims.tools import Tools
from counterclaim.claims.trace import Because, Notes
from counterclaim.model import ActorRole, Claim, Kind, Modality


def _owner(verb: Any) -> Any | None:
    """Whose strength a verb estimates: "put the number of the group's fighters at", "the militia's strength is put at"."""
    for estimated in children(verb, "dobj", "nsubjpass"):
        if estimated.lemma_.lower() in words("estimated"):
            counted = prepositional(estimated, "of")
            owners = [one for noun in (*counted, estimated) for one in children(noun, "poss")]
            owners += [one for noun in counted for one in prepositional(noun, "of", "in", "with")]
            return next(iter((*owners, *counted)), None)
    return None


def strength_claim(figure: Figure, verb: Any, context: Context, tools: Tools) -> Claim:
    """The claim that somebody has so many fighters, troops or arms."""
    sentence, story = context.sentence, tools.story
    has = _owner(verb) or subject(verb)
    who = has and recognised(has, ActorRole.PARTICIPANT, sentence, tools.mentions, story.actor)
    actors = (who.value,) if who else ()
    speech = tools.sources.speech(verb, sentence, story.source)
    chain = tools.sources.chain(speech.chain, actors, tools.builder.cites(sentence))
    notes = Notes(sentence)
    for name in ("trigger", "kind", "event_type"):
        notes.add(name, "the verb says how many fighters or troops there are", [verb])
    if who:
        notes.about(who.value, "the subject of the verb, or whose strength it estimates")
        notes.about(who.value, who.rule, part=".id")
    note_sources(notes, chain, zip(speech.chain, speech.rules, strict=True))
    how = notes.take(
        "modality", modality(verb, speech, own_deed=is_own_deed(chain, actors, (), "armed_strength"))
    )
    if how is Modality.HYPOTHETICAL and any(one.lower_ == "can" for one in children(verb, "aux")):
        how = notes.take("modality", Because(Modality.REPORTED, "what somebody can field he has"))
    where = chosen(verb, (), sentence, tools.places)
    notes.add("place", where.rule, span=where.value.span if where.value else None)
    note_place(notes, where.value)
    stated = context.time_at(verb)
    when = story.time_of(stated, how)
    note_time(notes, when, stated, context.times)
    return tools.builder.claim(
        context,
        verb,
        notes,
        kind=Kind.STRENGTH,
        event_type="armed_strength",
        modality=how,
        chain=chain,
        roles=(actors, ()),
        quantities=(tools.builder.quantity(figure, sentence, notes),),
        place=where.value,
        when=when,
    )
