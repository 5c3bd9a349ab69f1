"""Who speaks where a sentence does not say so: quotations that run over several sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from counterclaim.claims.attribution.quotations import quotations
from counterclaim.claims.sentence import RawSentence
from counterclaim.model import Attribution

_SPEAKS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|add(?:ed|s|ing)|wr(?:ote|ites?)|explain(?:ed|s)|recall(?:ed|s)|account|"
    r"recount(?:ed|s)|remember(?:ed|s)|smil(?:ed|es)|laugh(?:ed|s)|continu(?:ed|es)|state[ds]|asked|according)\b",
    re.IGNORECASE,
)
_PRONOUN_SAYS = re.compile(
    r"\b(?:he|she|it|they) (?:\w+ )?(?:sa(?:id|ys?)|adds?|added|told|puts?|wr(?:ote|ites?))\b", re.IGNORECASE
)
_DISOWNS = re.compile(r"\b(?:said|says|insist\w{0,3}|stated|maintain\w{0,3})\b.{0,60}\b(?:no|not|n['’]t)\b")
_LEADS_BACK = re.compile(r"\b(?:he|she|they|it)\b|[\"“”«»]|''", re.IGNORECASE)
_OPENING = ('"', "“", "«", "„", "''", "‘", "'")
_REACH = 2
_MOSTLY = 0.8


def near_speech(told: Sequence[RawSentence], chosen: Collection[int]) -> Iterator[int]:
    """Indices of sentences that may say who speaks in one of `chosen`: up to two before and behind it."""
    for number, sentence in enumerate(told):
        follows = number + 1 in chosen and _PRONOUN_SAYS.search(told[number + 1].span.text)
        disowned = number - 1 in chosen and _DISOWNS.search(sentence.span.text)
        if number not in chosen and (follows or disowned):
            yield number
        if number in chosen or not _SPEAKS.search(sentence.span.text) or follows or disowned:
            continue
        around = range(max(0, number - _REACH), min(len(told), number + _REACH + 1))
        if any(other in chosen and _LEADS_BACK.search(told[other].span.text) for other in around):
            yield number


def quotation_speakers(
    told: Sequence[RawSentence],
    speaker_of: Callable[[RawSentence, Attribution | None], Attribution | None],
    subject_of: Callable[[RawSentence], Attribution | None],
) -> Mapping[int, Attribution]:
    """By its first character, who speaks in each sentence that is a quotation and names no speaker itself.

    That is whoever spoke before in the paragraph, or, where a paragraph begins with the quotation, who is
    named where it ends; else who spoke last. `speaker_of` is who a sentence says to speak (given who spoke last),
    `subject_of` the person whom it is about.
    """
    found: dict[int, Attribution] = {}
    waiting: list[RawSentence] = []
    last: Attribution | None = None
    last_block, inside = -1, False
    for sentence in told:
        continues = inside and not (sentence.block != last_block and not _opens(sentence))
        stretches, inside = quotations(sentence.span.text, inside=continues)
        covered = sum(end - start for start, end in stretches)
        quoted = continues or covered >= _MOSTLY * len(sentence.span.text.strip())
        speaker = speaker_of(sentence, last)
        if speaker is not None and not (quoted and covered >= len(sentence.span.text.strip())):
            found.update((one.span.start, speaker) for one in waiting if stretches)
            waiting, last = [], speaker
        elif quoted:
            if last is not None and sentence.block - last_block <= 1:
                found[sentence.span.start] = last
            if last_block != sentence.block or waiting:
                waiting.append(sentence)
        else:
            waiting, last = [], subject_of(sentence) or last
        last_block = sentence.block
    return found


def _opens(sentence: RawSentence) -> bool:
    return sentence.span.text.lstrip().startswith(_OPENING)
