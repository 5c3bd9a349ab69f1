"""Who speaks at the end of a sentence, "..., the committee wrote in a letter.", whatever the parse makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from counterclaim.claims.attribution.saying import Saying
from counterclaim.claims.attribution.speakers import phrase, speakers
from counterclaim.claims.lexicon import attribution_words, base

_LONGEST_SPEAKER, _LONGEST_TAIL = 14, 22
_FINITE = ("VBD", "VBZ", "VBP")
_HEARD = ("tell", "inform")


def at_the_end(doc: Any, found: Sequence[Saying]) -> Iterator[Saying]:
    """The saying that closes a sentence behind its last comma but those of the tail, unless it was found before."""
    yield from _before_semicolons(doc, found)
    spoken = {one.head for one in found if one.content and min(one.content) < one.head}
    for verb in doc[max(2, len(doc) - _LONGEST_TAIL) :]:
        if not may_speak(verb) or base(verb) not in attribution_words()["verbs"]["report"]:
            continue
        head = _speaker(verb)
        if head is None or not is_tail(verb):
            continue
        if verb.i in spoken:
            return
        first = _start(verb)
        behind = [one for one in speakers(verb) if one.i > verb.i and one.i != head.i]
        content = frozenset(range(first)) - {part for one in behind for part in phrase(one, verb)}
        if any(doc[at].pos_ in ("VERB", "AUX") for at in content):
            yield Saying(base(verb), (verb.i,), (*behind, head), content)
            return


def _before_semicolons(doc: Any, found: Sequence[Saying]) -> Iterator[Saying]:
    """The sayings right before a semicolon whose verb the parse takes for a noun: "..., the ministry estimates; ..."."""
    known = {one.head for one in found}
    first = 0
    for sign in doc:
        if sign.text != ";":
            continue
        verb = doc[sign.i - 1]
        if sign.i > first + 1 and verb.i not in known and _is_taken_for_noun(verb):
            head, start = _speaker(verb), _start(verb)
            content = frozenset(range(first, start))
            if head is not None and any(doc[at].pos_ in ("VERB", "AUX") for at in content):
                yield Saying(base(verb), (verb.i,), (head,), content)
        first = sign.i + 1


def _is_taken_for_noun(verb: Any) -> bool:
    return verb.tag_ == "NNS" and verb.lower_ in attribution_words()["closing"]["taken_for_nouns"]


def may_speak(verb: Any) -> bool:
    """Whether a token is a finite verb; of those taken for nouns, only at the very end."""
    if _is_taken_for_noun(verb):
        return all(part.is_punct for part in verb.doc[verb.i + 1 :])
    return verb.tag_ in _FINITE


def _start(verb: Any) -> int:
    """Index of the comma that the speaker's words begin behind; 0 where there is none.

    A name set between commas belongs to what stands before it: "the mayor, Ali Aba, said".
    """
    commas = [part.i for part in verb.doc[: verb.i] if part.text == ","]
    if len(commas) >= 2 and commas[-1] == verb.i - 1:
        commas.pop()
        beside = verb.doc[commas[-2] + 1 : commas[-1]] if len(commas) >= 2 else verb.doc[:0]
        named = 0 < len(beside) <= _LONGEST_SPEAKER and not any(
            part.pos_ in ("VERB", "AUX") for part in beside
        )
        if named and any(part.pos_ in ("NOUN", "PROPN") for part in beside):
            commas.pop()
    return commas[-1] if commas else 0


def _speaker(verb: Any) -> Any | None:
    """The noun between a comma and the verb, with no other verb between them."""
    first = _start(verb)
    inside = verb.doc[first + 1 : verb.i]
    beside = [
        part for part in inside if part.dep_ == "appos" and part.pos_ == "PROPN" and part.nbor(1).text == ","
    ]
    if not first or not 0 < len(inside) <= _LONGEST_SPEAKER or _cannot_speak(inside):
        return None
    described = {part.i for clause in inside if clause.dep_ == "relcl" for part in clause.subtree}
    if any(_is_of_clause(part) and part.i not in described for part in inside):
        return None
    within = {part.i for part in inside}
    nouns = [part for part in inside if part.pos_ in ("NOUN", "PROPN", "PRON") and part.dep_ != "compound"]
    if beside:
        return beside[-1]
    heads = [noun for noun in nouns if noun.head.i not in within] or nouns[:1]
    if len(heads) > 1 and heads[-1].dep_ != "appos" and heads[-1].ent_type_ == "PERSON":
        return heads[-1]
    return heads[0] if heads else None


def _is_of_clause(token: Any) -> bool:
    return bool(token.tag_ in ("VBD", "VBZ", "VBP", "MD", "TO", "WDT", "WP") or token.is_quote)


def _cannot_speak(inside: Any) -> bool:
    """Whether words open another clause or phrase, or join a pronoun on: "and he also"."""
    opens = inside[0]
    joined = any(part.pos_ == "PRON" for part in inside[1:]) and any(part.dep_ == "cc" for part in inside)
    return (
        opens.lower_ in attribution_words()["closing"]["no_speaker"]
        or opens.pos_ in ("ADP", "VERB")
        or joined
    )


def is_tail(verb: Any) -> bool:
    """Whether what follows only says when, where and to whom it was said."""
    rest = [part for part in verb.doc[verb.i + 1 :] if not part.is_punct]
    if not rest:
        return True
    opens = rest[0]
    to_whom = base(verb) in _HEARD and opens.pos_ in ("NOUN", "PROPN", "DET", "ADJ", "PRON")
    when = opens.ent_type_ in ("DATE", "TIME") or opens.lower_ in attribution_words()["closing"]["opens_tail"]
    if not (to_whom or when) or any(part.text in (":", ";") or part.is_quote for part in verb.doc[verb.i :]):
        return False
    return not any(part.tag_ in ("VBD", "VBZ", "VBP", "MD") or part.lower_ == "that" for part in rest)
