"""Claims made of the notes on the place that a title names: see `control_notes`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from counterclaim.claims.actors import Mentions
from counterclaim.claims.building import Context
from counterclaim.claims.control import noted_type
from counterclaim.claims.control_notes import ControlNote, control_notes
from counterclaim.claims.recognition import is_state
from counterclaim.claims.sentence import RawSentence, Sentence, parse_readable, readable
from counterclaim.claims.tools import Tools
from counterclaim.claims.trace import Notes
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Control,
    ControlChange,
    Document,
    Kind,
    Place,
    Role,
    Span,
)
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.places.resolve import ToponymMention, resolve
from counterclaim.text.sentences import split_sentences

_MOST_WORDS = 5
_CELL = 1_500
"""Characters of a text that may be a cell of a table."""
_LIKE_NOTES = frozenset({Role.DATELINE, Role.FURNITURE})
_SIDES = re.compile(r"\s*[/&]\s*|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Titled:
    """What a title names: a place; null where it is not known and its name stands outside the text."""

    place: Place | None


def titled_place(document: Document, gazetteer: Gazetteer) -> Titled | None:
    """The place that a document's title is the name of, and nothing else; null where it says more.

    The countries that the text speaks of say nothing here: they are those of who took it. A name that the gazetteer
    lacks is a place's where the text is no longer than a table's cell.
    """
    title = (document.title or "").strip()
    words = title.split()
    if not words or len(words) > _MOST_WORDS or not all(word[:1].isupper() for word in (words[0], words[-1])):
        return None
    block = next((one for one in document.blocks if one.role is Role.TITLE), None)
    start = document.text.find(title, block.start, block.end) if block is not None else -1
    span = Span(start, start + len(title), title) if start >= 0 else None
    mention = ToponymMention(title, max(start, 0), max(start, 0) + len(title))
    found = resolve([mention], gazetteer)[0]
    if found.id is not None:
        return Titled(replace(found, span=span or Span(0, 0, "")))
    if len(document.text) > _CELL:
        return None
    return Titled(Place(span) if span is not None else None)


def note_sentences(document: Document, told: Iterable[RawSentence]) -> list[Sentence]:
    """The sentences that are notes, parsed.

    Of a text no longer than a table's cell every line is read: "Captured by X" alone looks like a byline or a credit.
    """
    every = list(told)
    if len(document.text) <= _CELL:
        known = {one.span.start for one in every}
        every += [
            RawSentence(Span(start, end, document.text[start:end]), block.role, index)
            for index, block in enumerate(document.blocks)
            if block.role in _LIKE_NOTES
            for start, end in split_sentences(document.text, block.start, block.end)
            if start not in known
        ]
        every.sort(key=lambda one: one.span.start)
    return list(parse_readable(readable([one for one in every if control_notes(one.span.text)])))


def noted_claim(
    note: ControlNote,
    context: Context,
    place: Place | None,
    chain: tuple[Attribution, ...],
    tools: Tools,
) -> Claim:
    """The claim of one note on `place`."""
    sentence = context.sentence
    token = next(one for one in sentence.doc if one.idx + len(one.text) > note.start)
    notes = Notes(sentence)
    words = sentence.chars(note.start, note.end)
    for name in ("trigger", "kind"):
        notes.add(name, "a note without a subject says who took or holds a place", span=words)
    holder = _holder(note, sentence, tools.mentions, place.country if place else None)
    actors = (holder,) if holder is not None else ()
    if holder is not None:
        notes.about(holder, "the name behind 'by'")
    event_type = notes.take(
        "event_type", noted_type(note.change, holder is not None and is_state(holder, tools.mentions))
    )
    notes.add("modality", "how the note puts it", span=words)
    notes.add("place", "the place that the title names", span=place.span if place else None)
    stated = context.time_at(token)
    when = tools.story.time_of(stated, note.modality)
    held = Control(note.change, (holder.id or holder.span.text) if holder is not None else None)
    notes.add("control", f"the words of the note say {note.change}", span=words)
    return tools.builder.claim(
        context,
        token,
        notes,
        kind=Kind.CONTROL,
        event_type=event_type,
        modality=note.modality,
        chain=chain,
        roles=(actors, ()),
        place=place,
        when=when,
        control=held,
    )


def _holder(
    note: ControlNote, sentence: Sentence, mentions: Mentions, country: str | None
) -> ActorMention | None:
    """Who is named, as the registry knows him; of two joined by a stroke the first that it knows."""
    if note.holder is None:
        return None
    span = sentence.chars(*note.holder)
    role = ActorRole.FORMER_HOLDER if note.change is ControlChange.LOST else ActorRole.HOLDER
    known = None
    for part in (span.text, *_SIDES.split(span.text)):
        known = known or mentions.state(part) or mentions.resolved(part, country)
    known = known or mentions.within(span.start, span.end)
    return ActorMention(span, role, known.id, known.name) if known else ActorMention(span, role)
