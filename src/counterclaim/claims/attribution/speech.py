"""Who says it: the chain of sources of a trigger, outermost first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.attribution.saying import CITING, Saying
from counterclaim.claims.attribution.sayings import sayings
from counterclaim.claims.attribution.sources import known_source, link
from counterclaim.claims.lexicon import attribution_words
from counterclaim.claims.sentence import Sentence
from counterclaim.model import Attribution, SourceType

_UNKNOWN = (SourceType.AGENCY, SourceType.OFFICIAL, SourceType.ANONYMOUS)


@dataclass(frozen=True, slots=True)
class Speech:
    """How a trigger is reported: the chain, the base forms of the words that report it, and these words' tokens.

    `rules` says for each link of the chain what made it one.
    """

    chain: tuple[Attribution, ...]
    verbs: tuple[str, ...]
    cues: tuple[Any, ...]
    rules: tuple[str, ...]


def attribute(token: Any, sentence: Sentence, mentions: Mentions, previous: Attribution | None) -> Speech:
    """Chain for the trigger `token`; `previous` is who spoke last, for "he added" and for pronouns."""
    over = sorted(_over(token, sentence), key=lambda pair: pair[0])
    deny = attribution_words()["verbs"]["deny"]
    chain: list[Attribution] = []
    rules: list[str] = []
    for number, (_, one) in enumerate(over):
        if any(outer.verb in deny for _, outer in over[:number]):
            break  # the denial is the word of who denies, not of whom he contradicts
        for source in one.sources:
            known = known_source(source, sentence, mentions, previous)
            if known is None:
                continue
            found = known.value
            if one.of_itself and found.type in _UNKNOWN:
                found = replace(found, type=SourceType.PARTY, interested=True)
            if found not in chain:
                chain.append(found)
                rules.append(f"{_cue(one, sentence)}; {known.rule}")
    cues = tuple(sentence.doc[one.head] for _, one in over)
    return Speech(tuple(chain), tuple(one.verb for _, one in over), cues, tuple(rules))


def _cue(one: Saying, sentence: Sentence) -> str:
    """What makes the sources of a saying sources, in words."""
    head = sentence.doc[one.head]
    if one.verb == ":":
        return "beside the colon of a headline"
    if one.verb == "according" or one.verb in CITING:
        return f"named with '{head.text}'"
    if head.pos_ == "NOUN":
        return f"whose '{head.text}' it is"
    return f"says of itself: '{head.text}'" if one.of_itself else f"the verb of saying is '{head.text}'"


def _over(token: Any, sentence: Sentence) -> list[tuple[tuple[int, int, int], Saying]]:
    """The sayings whose content holds a token, each with its rank: how many of the others it is said by."""
    verbs = attribution_words()["verbs"]
    themselves = verbs["deny"] | verbs["counting"]
    found = [
        one
        for one in sayings(sentence)
        if one.of_event and (token.i in one.content or (one.head == token.i and one.verb in themselves))
    ]
    by_head = {one.head: one for one in found}
    ranked = []
    for one in found:
        depth = -1 if one.outer else _depth(one, by_head)
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
    for one in reversed(sayings(sentence)):
        if one.of_event and one.verb != "according":
            for source in reversed(one.sources):
                found = link(source, sentence, mentions, previous)
                if found:
                    return found
    return None


def could_speak(sentence: Sentence, mentions: Mentions) -> Attribution | None:
    """Who is subject of a sentence that nobody says and could speak: whom "he said" means in the next."""
    nouns = attribution_words()["nouns"]
    known = frozenset().union(*(words for kind, words in nouns.items() if kind != "anonymous"))
    for token in sentence.doc:
        speaks = token.ent_type_ == "PERSON" or token.lemma_.lower() in known
        if speaks and token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("NOUN", "PROPN"):
            return link(token, sentence, mentions, None)
    return None
