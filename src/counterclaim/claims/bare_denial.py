"""A sentence that only denies what was said just before."""

from __future__ import annotations

from counterclaim.claims.attribution import reporting_subject
from counterclaim.claims.building import Context
from counterclaim.claims.gates import denies_what_was_said
from counterclaim.claims.reasons import note_denied, note_sources
from counterclaim.claims.tools import Tools
from counterclaim.claims.trace import Notes
from counterclaim.model import Claim, Modality


def bare_denial(context: Context, tools: Tools) -> list[Claim]:
    """ "X denied it", "rejected the accusation": a denial of the claim just made."""
    sentence, story = context.sentence, tools.story
    meant = story.deniable()
    verb = next((token for token in sentence.doc if denies_what_was_said(token)), None)
    if meant is None or verb is None:
        return []
    speech = tools.sources.speech(verb, sentence, story.source)
    speaker = reporting_subject(sentence, tools.mentions, story.source)
    links = (*speech.chain, speaker) if speaker and speaker not in speech.chain else speech.chain
    concerned = (*meant.actors, *meant.targets)
    chain = tools.sources.chain(links, concerned)
    notes = Notes(sentence)
    notes.add("trigger", "it denies what was said just before", [verb])
    notes.add("modality", "it denies what was said just before", [verb])
    note_denied(notes, meant, ("kind", "event_type", "place", "when", "control", "method"))
    for one in concerned:
        notes.about(one, "named in the claim that is denied")
    rules = (*speech.rules, "who speaks in the sentence")
    note_sources(notes, chain, zip(links, rules, strict=False))
    claim = tools.builder.claim(
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
