"""Who says it: the chain of sources of a trigger, outermost first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.attribution.sayings import Saying, is_saying, sayings
from counterclaim.claims.attribution.sources import link
from counterclaim.claims.attribution.speakers import speakers
from counterclaim.claims.lexicon import attribution_words
from counterclaim.claims.sentence import Sentence
from counterclaim.model import Attribution


@dataclass(frozen=True, slots=True)
class Speech:
    """How a trigger is reported: the chain, and the base forms of the verbs that report it."""

    chain: tuple[Attribution, ...]
    verbs: tuple[str, ...]


def attribute(token: Any, sentence: Sentence, mentions: Mentions, previous: Attribution | None) -> Speech:
    """Chain for the trigger `token`; `previous` is who spoke last, for "he added" and for pronouns."""
    over = sorted(_over(token, sentence), key=lambda pair: pair[0])
    chain: list[Attribution] = []
    for _, one in over:
        for source in one.sources:
            found = link(source, sentence, mentions, previous)
            if found and found not in chain:
                chain.append(found)
    return Speech(tuple(chain), tuple(one.verb for _, one in over))


def _over(token: Any, sentence: Sentence) -> list[tuple[tuple[int, int, int], Saying]]:
    """The sayings whose content holds a token, each with its rank: how many of the others it is said by."""
    deny = attribution_words()["verbs"]["deny"]
    found = [
        one
        for one in sayings(sentence)
        if one.of_event and (token.i in one.content or (one.head == token.i and one.verb in deny))
    ]
    by_head = {one.head: one for one in found}
    ranked = []
    for one in found:
        depth = _depth(one, by_head)
        root = _root(one, by_head)
        outside = sum(root.head in other.content for other in found if other is not one and other is not root)
        ranked.append(((outside, depth, one.head), one))
    return ranked


def _depth(one: Saying, by_head: dict[int, Saying]) -> int:
    depth, seen = 0, one
    while seen.within in by_head and depth < len(by_head):
        seen, depth = by_head[seen.within], depth + 1
    return depth


def _root(one: Saying, by_head: dict[int, Saying]) -> Saying:
    for _ in range(_depth(one, by_head)):
        one = by_head[one.within] if one.within is not None else one
    return one


def reporting_subject(
    sentence: Sentence, mentions: Mentions, previous: Attribution | None
) -> Attribution | None:
    """Who speaks in a sentence as a whole, whatever it says; the thread that "she added" hangs on."""
    for token in sentence.doc:
        if token.dep_ == "ROOT" and is_saying(token):
            for speaker in reversed(speakers(token)):
                found = link(speaker, sentence, mentions, previous)
                if found:
                    return found
    return None
