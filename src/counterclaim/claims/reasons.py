"""Rules of the claims stage in words, for what is known of them when a claim is put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from counterclaim.claims.carrying import Figure
from counterclaim.claims.incidents import Incident
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.trace import Notes
from counterclaim.claims.triggers import Trigger
from counterclaim.model import (
    Attribution,
    Claim,
    Place,
    Quantity,
    SourceType,
    Span,
    TimeBasis,
    When,
)

_PARTS = {
    "nsubj": "the subject",
    "nsubjpass": "the subject of the passive",
    "dobj": "the object",
    "conj": "joined by 'and'",
    "poss": "the possessor",
    "compound": "a word of its name",
    "amod": "an adjective",
    "nmod": "a noun before it",
    "appos": "an apposition",
}
_POS = {"v": "verb", "n": "noun", "a": "adjective"}
_OWN_TIME = {
    TimeBasis.STATED: "stated in the sentence",
    TimeBasis.RELATIVE: "counted from the publication",
    TimeBasis.NARRATIVE: "counted from the time told before",
    TimeBasis.PUBLISHED: "the time of publication",
}


def note_triggers(notes: Notes, incident: Incident) -> None:
    """The rows of the table of triggers that the words met, and those that tell of the same incident."""
    main = incident.main
    notes.add("trigger", _row(main), [main.token])
    for other in incident.triggers:
        if other is not main:
            notes.add("trigger", f"the same incident: {_row(other)}", [other.token])
    notes.add("event_type", f"{main.rule.event_type}: type of the trigger '{main.token.text}'", [main.token])
    if incident.means is not None:
        word = incident.means.token
        notes.add("method", f"method of the trigger '{word.text}'", [word])


def _row(trigger: Trigger) -> str:
    rule = trigger.rule
    needs = f", needs {' and '.join(rule.needs)}" if rule.needs else ""
    method = f", method {rule.method}" if rule.method else ""
    name = f"'{' '.join(rule.words)}' ({_POS[rule.pos]})"
    return f"row {name} of triggers.tsv: {rule.event_type}{method}, frame {rule.frame}{needs}"


def argument(token: Any, incident: Incident) -> str:
    """What made a word an argument of the incident."""
    trigger = incident.givers[token.i]
    part = f"after '{token.head.text}'" if token.dep_ == "pobj" else _PARTS.get(token.dep_, token.dep_)
    return f"{part}, for the trigger '{trigger.token.text}' (frame {trigger.rule.frame})"


def note_sources(
    notes: Notes, chain: Sequence[Attribution], links: Iterable[tuple[Attribution, str]]
) -> None:
    """What made each link of the chain a source; `links` are those that the text gave, with their rules.

    The chain has the publisher besides, and where it has no other the source that a footnote names.
    """
    given = {(one.name, one.span): rule for one, rule in links}
    for link in chain:
        publisher = link.type is SourceType.PUBLISHER and link.span is None
        other = "the publisher of the report" if publisher else "named by the note that the sentence cites"
        notes.about(link, given.get((link.name, link.span), other))
        if link.interested and link.actor is not None:
            notes.about(link, "a party of the registry that speaks of its own war", part=".interested")


def note_continued(notes: Notes, earlier: Claim, method: str | None) -> None:
    """What an incident takes over from the act that it goes on with."""
    notes.add("event_type", f"{earlier.event_type}: goes on with the act told before", span=earlier.trigger)
    if method is None and earlier.method is not None:
        notes.add("method", "that of the act told before", span=earlier.trigger)


def note_denied(notes: Notes, meant: Claim, fields: Iterable[str]) -> None:
    """What a denial takes over from the claim that it denies."""
    for name in fields:
        if getattr(meant, name) is not None:
            notes.add(name, "that of the claim that is denied", span=meant.trigger)


def note_figure(notes: Notes, quantity: Quantity, figure: Figure, sentence: Sentence) -> None:
    """The word that says what a figure counts, and the noun that says whose it is."""
    start = figure.trigger_start
    word = next(
        (part for part in sentence.doc if start is not None and part.idx == start - sentence.offset), None
    )
    what = f"'{word.text}' says what is counted" if word is not None else "its noun says what is counted"
    part = "; a part of the figure before it" if figure.part else ""
    notes.about(quantity, what + part)
    if quantity.of is None or figure.noun_start is None or figure.noun_end is None:
        return
    first, last = figure.noun_start - sentence.offset, figure.noun_end - sentence.offset
    noun = Span(figure.noun_start, figure.noun_end, sentence.span.text[first:last])
    named = figure.quantity.of != quantity.of
    rule = "an actor of the registry is named in its noun phrase" if named else "the noun that is counted"
    if figure.bare:
        rule += "; the number stands alone and takes it from the figure before it"
    notes.about(quantity, rule, part=".of", span=noun)


def note_place(notes: Notes, place: Place | None) -> None:
    """How the words of the chosen place became a point."""
    if place is None:
        return
    if place.id is None:
        notes.add("place.id", "no entry of the gazetteer has this name", span=place.span)
    else:
        others = len(place.alternatives)
        rivals = f"the likeliest of {others + 1} entries" if others else "the only entry"
        notes.add("place.id", f"{rivals} of the gazetteer with this name", span=place.span)
    for relation, km in (place.relation or {}).items():
        far = "" if km is None else f" {km:g} km"
        notes.add("place.relation", f"the words beside the name: '{relation}'{far}", span=place.span)


def note_time(notes: Notes, when: When | None, stated: When | None, times: Sequence[When]) -> None:
    """Where the time comes from."""
    if stated is not None and when is not None:
        several = (
            f"; the nearest to the trigger of {len(times)} times of the sentence" if len(times) > 1 else ""
        )
        notes.add("when", _OWN_TIME[stated.basis] + several, span=stated.span)
    elif when is None:
        notes.add("when", "no time is stated, and none can be taken from the story or the publication")
    elif when.basis is TimeBasis.PUBLISHED:
        notes.add("when", "nothing says when: the week that ends with the publication")
    else:
        notes.add("when", "the sentence states no time: the one that the story spoke of last", span=when.span)
