"""Several actors in one phrase: "Nigerian and Chadian troops", "fighters from Hamas and Fatah"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.claims.actors import ActorSpan, Mentions
from counterclaim.claims.lexicon import words
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import children, conjuncts, noun_phrase, prepositional
from counterclaim.model import Span
from counterclaim.reference.countries import countries

_FORCES = "armed forces"


def named_together(token: Any, sentence: Sentence, mentions: Mentions) -> list[tuple[Span, ActorSpan]]:
    """The actors that the modifiers or the origin of one noun name, each with its words; none where only one does."""
    if token.lemma_.lower() not in words("people") | words("armed") | words("craft"):
        return []
    found: dict[str, tuple[Span, ActorSpan]] = {}
    for part, whole in _parts(token):
        named = mentions.at(sentence.offset + part.idx)
        known = named or _forces_of(part, token, mentions)
        span = sentence.of(whole)
        if named is not None:
            span = sentence.chars(named.start - sentence.offset, named.end - sentence.offset)
        if known is None and part.pos_ == "PROPN":
            known = ActorSpan(span.start, span.end, None, span.text, None, False, frozenset())
        if known is not None:
            found.setdefault(known.id or str(known.name), (span, known))
    several = len(found) > 1 and any(known.id is not None for _, known in found.values())
    return list(found.values()) if several else []


def _parts(token: Any) -> Iterator[tuple[Any, list[Any]]]:
    for child in children(token, "amod", "compound", "nmod", "poss"):
        joined = list(conjuncts(child))
        for one in joined if len(joined) > 1 else ():
            yield one, [one]
        if len(joined) > 1:
            yield token, [token]
    origins = prepositional(token, "from", "of")
    for one in origins if len(origins) > 1 else ():
        yield one, noun_phrase(one)


def _forces_of(part: Any, token: Any, mentions: Mentions) -> ActorSpan | None:
    """The forces of the state that a word of a people or country stands for beside "troops"."""
    if token.lemma_.lower() not in words("state_arms"):
        return None
    country = countries().demonym(part.text) or countries().named(part.text)
    return mentions.of_country(_FORCES, country.code) if country is not None else None
