"""Who speaks at the end of a sentence that sets no comma before him: "... in Gao said the mayor", "... the paper added"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from counterclaim.claims.attribution.closing import is_tail, may_speak
from counterclaim.claims.attribution.saying import Saying
from counterclaim.claims.attribution.speakers import speakers
from counterclaim.claims.attribution.standing import can_speak, source_nouns
from counterclaim.claims.lexicon import attribution_words, base
from counterclaim.claims.syntax import noun_phrase, own_subject

_LONGEST_TAIL, _LEAST_CONTENT = 14, 5
_FINITE = ("VBD", "VBZ", "VBP")


def without_comma(doc: Any, found: Sequence[Saying]) -> Iterator[Saying]:
    """The saying that closes a sentence without a comma; none where one that governs the rest was found."""
    if len(doc) < _LEAST_CONTENT or any(part.text in (",", ";", ":") or part.is_quote for part in doc[:-1]):
        return
    for verb in doc[max(_LEAST_CONTENT, len(doc) - _LONGEST_TAIL) :]:
        if base(verb) not in attribution_words()["verbs"]["report"] or not may_speak(verb):
            continue
        if any(one.head == verb.i and one.content and one.sources for one in found):
            continue
        head, first = _behind(verb) or _before(verb) or (None, 0)
        if head is None or not any(part.tag_ in _FINITE for part in doc[:first]):
            continue
        heard = [one for one in speakers(verb) if one.i > verb.i and one.i != head.i]
        yield Saying(base(verb), (verb.i,), (*heard, head), frozenset(range(first)))
        return


def _behind(verb: Any) -> tuple[Any, int] | None:
    """Who speaks behind "said", with nothing but his name up to the end, and where what he says ends."""
    speaker = own_subject(verb)
    if base(verb) != "say" or (speaker is not None and speaker.i < verb.i and can_speak(speaker)):
        return None
    behind = verb.doc[verb.i + 1 :]
    if any(part.tag_ in (*_FINITE, "MD", "WDT", "WP") for part in behind):
        return None
    named = [part for part in behind if part.head.i == verb.i and _is_source(part)]
    return (named[0], verb.i) if named else None


def _before(verb: Any) -> tuple[Any, int] | None:
    """Who speaks right before the verb that ends the sentence but for when and to whom, and where he begins."""
    at = verb.i - 1
    while at > 0 and verb.doc[at].pos_ in ("ADV", "AUX"):
        at -= 1
    noun = _head_of_phrase(verb.doc[at])
    if not is_tail(verb) or not _is_source(noun) or _modifies_statement(verb):
        return None
    words = {part.i for part in noun_phrase(noun)}
    first = noun.i
    while first - 1 in words:
        first -= 1
    opens = verb.doc[first - 1].lower_ if first else ""
    no_speaker = attribution_words()["closing"]["no_speaker"]
    return (noun, first) if first >= _LEAST_CONTENT and opens not in no_speaker else None


def _head_of_phrase(noun: Any) -> Any:
    """The source whose name a noun ends: "a source at the command"."""
    above = noun.head.head if noun.dep_ == "pobj" else noun
    joined = above.i < noun.i and above.pos_ in ("NOUN", "PROPN") and above.lemma_.lower() in source_nouns()
    return above if joined else noun


def _is_source(noun: Any) -> bool:
    if noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ in ("DATE", "TIME") or not can_speak(noun):
        return False
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in source_nouns()


def _modifies_statement(verb: Any) -> bool:
    """Whether a verb with an object of its own kind tells of a noun before it: "the losses the army reported"."""
    return verb.dep_ == "relcl" and base(verb) in attribution_words()["verbs"]["report_noun"]
