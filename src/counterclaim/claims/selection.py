"""Which sentences of a document are read, and how far.

The words decide what is parsed (`prefilter`), the parse decides in what entities are looked for, which is half of the
work of the model. Sentences that say who speaks in one that tells of something come along.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.attribution import near_speech
from counterclaim.claims.batching import in_batches
from counterclaim.claims.evidence import find_evidence
from counterclaim.claims.gates import denies_what_was_said
from counterclaim.claims.modality import stated_verification
from counterclaim.claims.prefilter import may_report, may_show
from counterclaim.claims.sentence import (
    BATCH_CHARACTERS,
    MAX_SENTENCE,
    RawSentence,
    Readable,
    Sentence,
    find_entities,
    parse_readable,
    readable,
)
from counterclaim.claims.strength import may_state_strength
from counterclaim.claims.triggers import may_trigger

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
    reader = _Reader(told, mentions)
    batches = list(_batches([reader]))
    for batch in batches:
        _read(batch)
        if deadline is not None and time.monotonic() > deadline and batch is not batches[-1]:
            reader.found.reached = batch[-1][1].sentence.span.start
            break
    return reader.found


def select_together(pages: Iterable[tuple[Sequence[RawSentence], Mentions]]) -> list[Selection]:
    """What `select` gives for each document of `pages`, whose sentences are parsed together, which is faster."""
    readers = [_Reader(told, mentions) for told, mentions in pages]
    for batch in _batches(readers):
        _read(batch)
    return [reader.found for reader in readers]


class _Reader:
    """Reads one document: what is to be parsed of it, and what came of that."""

    def __init__(self, told: Sequence[RawSentence], mentions: Mentions) -> None:
        self._told = told
        self._mentions = mentions
        chosen = _chosen(told, mentions)
        parseable = [one for one in chosen if len(one.span.text) <= MAX_SENTENCE]
        self.asked = readable(parseable, mentions.spans)
        self.found = Selection(too_long=len(chosen) - len(parseable))
        self._numbers = {one.span.start: number for number, one in enumerate(told)}
        self._tell: set[int] = set()

    def take(self, sentence: Sentence) -> None:
        """Keep a parsed sentence."""
        self.found.parsed[sentence.offset] = sentence
        if _may_tell(sentence, self._mentions):
            self._tell.add(self._numbers[sentence.offset])

    def newly_telling(self) -> list[Sentence]:
        """The sentences that were not known to tell before; they have no entities yet."""
        beside = self._tell.union(near_speech(self._told, self._tell), _scenes(self._told, self._tell))
        found = self.found
        fresh = {
            start: found.parsed[start]
            for start in (self._told[number].span.start for number in sorted(beside))
            if start in found.parsed and start not in found.telling
        }
        found.telling.update(fresh)
        return list(fresh.values())


_Asked = tuple[_Reader, Readable]


def _batches(readers: Iterable[_Reader]) -> Iterator[list[_Asked]]:
    every = ((reader, asked) for reader in readers for asked in reader.asked)
    return in_batches(every, lambda one: len(one[1]), BATCH_CHARACTERS)


def _read(batch: Sequence[_Asked]) -> None:
    """Parse a batch, and find the entities of what tells of something."""
    parsed = parse_readable(asked for _, asked in batch)
    for (reader, _), sentence in zip(batch, parsed, strict=True):
        reader.take(sentence)
    readers = dict.fromkeys(reader for reader, _ in batch)
    find_entities(sentence for reader in readers for sentence in reader.newly_telling())


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
