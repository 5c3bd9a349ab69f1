"""Which sentences of a document are read, and how far.

The words decide what is parsed (`prefilter`), the parse decides in what entities are looked for, which is half of the
work of the model. Sentences that say who speaks in one that tells of something come along.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.attribution import near_speech
from counterclaim.claims.evidence import find_evidence
from counterclaim.claims.gates import denies_what_was_said
from counterclaim.claims.modality import stated_verification
from counterclaim.claims.prefilter import may_report, may_show
from counterclaim.claims.sentence import MAX_SENTENCE, RawSentence, Sentence, find_entities, parse
from counterclaim.claims.strength import may_state_strength
from counterclaim.claims.triggers import may_trigger

_CHUNK = 64
_SAYS_WHERE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]f|[Oo]utside)\s(?:the\s)?[A-Z]\w")


@dataclass(slots=True)
class Selection:
    """Sentences by their first character.

    `parsed` are all that were parsed; `telling` those of them that may make or change a claim, or say who speaks in
    one that does: only these have entities. `too_long` counts those that should have been parsed and were not.
    `reached` is the first character of the last sentence that there was time for, null where there was enough.
    """

    parsed: dict[int, Sentence] = field(default_factory=dict)
    telling: dict[int, Sentence] = field(default_factory=dict)
    too_long: int = 0
    reached: int | None = None


def select(told: Sequence[RawSentence], mentions: Mentions, deadline: float | None = None) -> Selection:
    """Parse the sentences of `told` that matter, until `deadline` on the monotonic clock."""
    found = Selection()
    chosen = _chosen(told, mentions)
    readable = [one for one in chosen if len(one.span.text) <= MAX_SENTENCE]
    found.too_long = len(chosen) - len(readable)
    numbers = {one.span.start: number for number, one in enumerate(told)}
    tell: set[int] = set()
    for at in range(0, len(readable), _CHUNK):
        chunk = readable[at : at + _CHUNK]
        for sentence in parse(chunk, mentions.spans, entities=False):
            found.parsed[sentence.offset] = sentence
            if _may_tell(sentence, mentions):
                tell.add(numbers[sentence.offset])
        beside = tell.union(near_speech(told, tell), _scenes(told, tell))
        wanted = (told[number].span.start for number in sorted(beside))
        fresh = {
            start: found.parsed[start]
            for start in wanted
            if start in found.parsed and start not in found.telling
        }
        find_entities(fresh.values())
        found.telling.update(fresh)
        if deadline is not None and time.monotonic() > deadline and at + _CHUNK < len(readable):
            found.reached = chunk[-1].span.start
            break
    return found


def _chosen(told: Sequence[RawSentence], mentions: Mentions) -> list[RawSentence]:
    """Sentences whose words may tell of something, say who speaks, or show it in the paragraph of one that tells."""
    chosen: set[int] = set()
    block = None
    for number, one in enumerate(told):
        text = one.span.text
        names_actor = mentions.within(one.span.start, one.span.end) is not None
        if may_report(text, names_actor=names_actor) or _says_more(text):
            block = one.block
            chosen.add(number)
        elif one.block == block and may_show(text):
            chosen.add(number)
    chosen = chosen.union(near_speech(told, chosen), _scenes(told, chosen))
    return [told[number] for number in sorted(chosen)]


def _scenes(told: Sequence[RawSentence], chosen: Collection[int]) -> Iterator[int]:
    """Sentences that say where, right before one that tells of something and does not."""
    for number in chosen:
        before = number - 1
        if before < 0 or before in chosen or told[number].block - told[before].block > 1:
            continue
        if _SAYS_WHERE.search(told[before].span.text) and not _SAYS_WHERE.search(told[number].span.text):
            yield before


def _says_more(text: str) -> bool:
    return may_state_strength(text) or stated_verification(text) is not None


def _may_tell(sentence: Sentence, mentions: Mentions) -> bool:
    """Whether a parsed sentence may make a claim or change one."""

    def names_actor(token: Any) -> bool:
        return mentions.at(sentence.offset + token.idx) is not None

    if may_trigger(sentence, names_actor) or _says_more(sentence.span.text):
        return True
    return any(map(denies_what_was_said, sentence.doc)) or bool(find_evidence(sentence))
