"""Complete what is said: quotations, and what one source takes over from another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.claims.attribution.closing import is_tail
from counterclaim.claims.attribution.quotations import quotations
from counterclaim.claims.attribution.saying import CITING, Saying
from counterclaim.claims.lexicon import attribution_words
from counterclaim.claims.sentence import Sentence

_LEAST_SPEECH = 3


def with_quotations(found: list[Saying], sentence: Sentence) -> list[Saying]:
    """The sayings, each with the quotations that it covers in part or that stand next to it."""
    stretches, _ = quotations(sentence.span.text)
    doc = sentence.doc
    for start, end in stretches:
        inside = [token.i for token in doc if start <= token.idx < end]
        words = [at for at in inside if not doc[at].is_punct]
        if not words:
            continue
        spoken = [one for one in found if one.of_event and one.head not in inside]
        owner = max(spoken, key=lambda one: len(one.content & set(words)), default=None)
        if owner is None or not owner.content & set(words):
            if len(words) < _LEAST_SPEECH or not _is_speech(doc, inside):
                continue
            near = [one for one in spoken if one.verb not in CITING]
            owner = min(near, key=lambda one: min(abs(one.head - at) for at in inside), default=None)
        elif len(owner.content & set(words)) < len(words) / 2:
            continue
        if owner is not None:
            taken = frozenset(inside) - set(owner.cue)
            found = [replace(one, content=one.content | taken) if one is owner else one for one in found]
    return found


def _is_speech(doc: Any, inside: list[int]) -> bool:
    """Whether a quotation is a remark, not a word in quotation marks: it ends with a stop or a comma."""
    last = [at for at in inside if not doc[at].is_quote and doc[at].text not in ("''", "'", "’")]
    after = doc[inside[-1] + 1].text if inside[-1] + 1 < len(doc) else "."
    return bool(last) and (doc[last[-1]].text in (".", ",", "!", "?", "…", "—") or after in (".", ","))


def inherited(found: list[Saying]) -> list[Saying]:
    """ "X, citing Y, said": what Y says is what X says; so too of a source that "in turn quoted" another."""
    by_head = {one.head: one for one in found}
    for number, one in enumerate(found):
        above = by_head.get(one.within) if one.within is not None else None
        if above is not None:
            found[number] = replace(one, content=above.content - set(one.cue))
    quote = attribution_words()["verbs"]["quote"]
    for number, one in enumerate(found):
        if not one.content and one.verb in quote:
            above = next((other for other in found if other.content and _speaks_in(one, other)), None)
            if above is not None:
                found[number] = replace(
                    one,
                    content=above.content - set(one.cue),
                    within=above.head,
                    outer=_quotes_speaker(one, above),
                )
    return found


def _speaks_in(one: Saying, other: Saying) -> bool:
    """Whether a source of `one` is one of `other`: "the site, which in turn quoted a colonel"."""
    mine = {source.i for source in one.sources}
    return any(source.i in mine for source in other.sources)


def _quotes_speaker(one: Saying, other: Saying) -> bool:
    """Whether `one` quotes who speaks in `other`, and does not go on from it."""
    return bool(one.sources) and one.sources[-1].i in {source.i for source in other.sources}


def around_the_rest(found: list[Saying], doc: Any) -> list[Saying]:
    """Who closes a sentence reports what others say in it: "X said it fell, the paper reported"."""
    for outer in found:
        if doc[outer.head].pos_ != "VERB" or not outer.content or not is_tail(doc[outer.head]):
            continue
        begins = min((*outer.cue, *(source.left_edge.i for source in outer.sources)))
        before = {at for at in outer.content if at < begins}
        if not before or min(before) > 0 or max(before) < begins - 2:
            continue
        for number, one in enumerate(found):
            if one.head in before and outer.head in one.content:
                found[number] = replace(one, content=frozenset(at for at in one.content if at < begins))
    return found
