"""Find what a sentence attributes: the words that say so, who speaks, and what is said.

Rules over a dependency parse, with punctuation where parsers err: direct quotation, clauses beside the verb
of saying, "according to", nouns of saying, and the colons of headlines. The parts are those of the literature on
attribution (source, cue, content: Pareti 2012, *A database of attribution relations*).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from counterclaim.claims.attribution.closing import at_the_end
from counterclaim.claims.attribution.content import around, content_of, who_turned
from counterclaim.claims.attribution.headlines import by_colon
from counterclaim.claims.attribution.joining import around_the_rest, inherited, with_quotations
from counterclaim.claims.attribution.referring import by_reference, taken_back
from counterclaim.claims.attribution.saying import CITING, Saying
from counterclaim.claims.attribution.speakers import named_after, owners, phrase, side_by_side, speakers
from counterclaim.claims.attribution.standing import can_speak
from counterclaim.claims.attribution.unmarked import without_comma
from counterclaim.claims.lexicon import attribution_words, base, words
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import ancestors, children, own_subject, prepositional

_CUE_LINKS = ("aux", "auxpass", "neg", "prt")
_LONGEST_SOURCE = 15
_FIGURES = frozenset({"number", "toll", "figure", "estimate", "count", "loss", "casualty", "total"})


@lru_cache(maxsize=128)
def sayings(sentence: Sentence) -> tuple[Saying, ...]:
    """All attributions of a sentence, in the order of their cues."""
    doc = sentence.doc
    found = [*_by_verb(doc), *_by_preposition(doc), *_by_noun(doc), *_between_commas(doc), *_as_reported(doc)]
    found += taken_back(doc)
    for last in (*at_the_end(doc, found), *without_comma(doc, found)):
        found = [*(one for one in found if one.head != last.head), last]
    found += by_reference(doc, found)
    found = with_quotations(found, sentence)
    found = around_the_rest(inherited(found), doc)
    found += by_colon(sentence.doc, found)
    return tuple(sorted((one for one in found if one.content), key=lambda one: one.cue))


def is_saying(token: Any) -> bool:
    """Whether a token is a verb whose subject is a source of events."""
    return token.pos_ == "VERB" and base(token) in attribution_words()["verbs"]["report"]


def claims_of_responsibility(sentence: Sentence) -> list[int]:
    """Indices of the verbs with which somebody claims a deed: "claimed the attack", "took responsibility for it"."""
    return [one.head for one in sayings(sentence) if _claims_deed(sentence.doc[one.head])]


def _claims_deed(verb: Any) -> bool:
    if _takes_responsibility(verb):
        return True
    deed = children(verb, "dobj", "nsubjpass")
    return base(verb) == "claim" and bool(deed) and not children(verb, "ccomp", "xcomp")


def _by_verb(doc: Any) -> Iterator[Saying]:
    for token in doc:
        if (
            token.pos_ not in ("VERB", "AUX")
            or _as_saying(token)
            or _is_as_reported(token)
            or token.lower_ in CITING
        ):
            continue
        responsible = _takes_responsibility(token)
        if responsible:
            yield Saying("claim", (token.i,), tuple(speakers(token)), frozenset(responsible), of_itself=True)
            continue
        of_event = is_saying(token)
        holds = not of_event and _holds_opinion(token)
        if (not of_event and not holds) or _is_own_act(token) or _is_not_said(token):
            continue
        heads = [one for one in speakers(who_turned(token)) if can_speak(one)]
        content = content_of(token, clauses_only=not of_event and not _takes_noun(token))
        cue = (token.i, *(child.i for child in children(token, *_CUE_LINKS)))
        left_out = {part for head in heads for part in phrase(head, token)} | set(cue)
        yield Saying(
            base(token),
            cue,
            tuple(heads),
            frozenset(content) - left_out,
            of_event,
            of_itself=_own_deed(token),
        )


def _takes_responsibility(verb: Any) -> set[int]:
    """The deed in "claimed responsibility for the attack", whatever the verb; empty for a denial of it."""
    if base(verb) in attribution_words()["verbs"]["deny"]:
        return set()
    named = [
        child for child in children(verb, "dobj") if child.lemma_.lower() in ("responsibility", "credit")
    ]
    return {
        part.i
        for one in (verb, *named)
        for to in children(one, "prep")
        if named and to.lower_ == "for"
        for part in to.subtree
    }


def _is_not_said(verb: Any) -> bool:
    """What is still to be said ("wants to say"), or a verb in another sense ("put on", "raised money")."""
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "acl", "advcl", "relcl"):
        said = base(verb.head) in attribution_words()["verbs"]["leads_to_saying"]
        return any(part.lower_ == "to" and part.dep_ == "aux" for part in verb.children) and not said
    taken = attribution_words()["mute"]["taken"]
    if base(verb) == "claim" and any(part.lemma_.lower() in taken for part in children(verb, "dobj")):
        return True
    if base(verb) in attribution_words()["verbs"]["of_figures"]:
        if any(part.lemma_.lower() in words("act") for part in children(verb, "dobj")):
            return False
        figures = [part for part in verb.subtree if part.like_num or part.lemma_.lower() in _FIGURES]
        return not figures and not any(part.dep_ == "ccomp" or part.lower_ == "it" for part in verb.children)
    return False


def _own_deed(verb: Any) -> bool:
    claims = base(verb) in attribution_words()["verbs"]["claim"]
    return claims and not children(verb, "dobj") and bool(children(verb, "xcomp"))


def _is_own_act(verb: Any) -> bool:
    """A threat or promise told as an act ("threatened to shell the town"), not as somebody's words."""
    return base(verb) == "threaten" and bool(children(verb, "xcomp"))


def _holds_opinion(verb: Any) -> bool:
    """A verb of thinking or judging, or any with a full clause as its object ("knows that")."""
    words = attribution_words()["verbs"]
    if base(verb) in words["stance"]:
        return True
    if base(verb) in words["causing"]:
        return False
    return any(
        child.dep_ == "ccomp"
        and own_subject(child) is not None
        and (child.i > verb.i or child.head.i == verb.i)
        and any(mark.dep_ == "mark" and mark.lower_ in ("that", "whether") for mark in child.children)
        for child in verb.children
    )


def _takes_noun(verb: Any) -> bool:
    return base(verb) in attribution_words()["verbs"]["stance"]


def _as_saying(verb: Any) -> bool:
    """The second half of "quoted X as saying", whose speaker is the object of the first."""
    return bool(
        verb.dep_ == "pcomp"
        and verb.head.lower_ == "as"
        and base(verb.head.head) in attribution_words()["verbs"]["quote"] | {"describe", "report"}
        and verb.lower_ not in CITING
    )


def _by_preposition(doc: Any) -> Iterator[Saying]:
    """ "According to X", "citing X", "in the words of X", "by X's count"."""
    for token in doc:
        if token.lower_ == "according" or token.lower_ in CITING:
            heads = [one for one in named_after(token) if can_speak(one)]
            cue = (token.i, *(child.i for child in children(token, "prep") if child.lower_ in ("to", "as")))
            if not heads:
                continue
            content = content_of(token, clauses_only=True) if token.lower_ in CITING else around(token, heads)
            within = _saying_above(token) if token.lower_ in CITING and not content else None
            if within is None and not content:
                within = _phrase_before(token)
            if within is None and not content:
                content = around(token, heads)
            if "which" in {part.lower_ for part in token.doc[token.i : token.i + 3]}:
                content = set(range(token.i + 3, len(token.doc)))
            yield Saying(token.lower_, cue, tuple(heads), frozenset(content), within=within)
        elif token.lower_ == "so" and token.i > 0 and token.nbor(-1).text == "(":
            yield from _in_brackets(token)
        elif token.dep_ in ("prep", "agent") and token.lower_ in ("in", "by", "on", "from", "per"):
            for noun in children(token, "pobj"):
                whose = _whose_words(token, noun)
                if whose:
                    content = around(token, ())
                    cue = tuple(part.i for part in (noun, token))
                    yield Saying("according", cue, tuple(whose), frozenset(content))


def _between_commas(doc: Any) -> Iterator[Saying]:
    """ "By summer, the brigadier predicts, the town will fall", where the parse takes the verb for a noun."""
    for token in doc[1:-1]:
        if (
            token.pos_ != "NOUN"
            or token.nbor(1).text != ","
            or base(token) not in attribution_words()["verbs"]["report"]
        ):
            continue
        speaker, first = token.nbor(-1), token.left_edge.i
        after_comma = first > 0 and doc[first - 1].text == ","
        if (
            after_comma
            and first < speaker.i < token.i
            and speaker.dep_ == "compound"
            and speaker.tag_ in ("NN", "NNP", "NNS")
        ):
            content = frozenset(range(len(doc))) - set(range(first, token.i + 1))
            yield Saying(base(token), (token.i,), (speaker,), content)


def _as_reported(doc: Any) -> Iterator[Saying]:
    """ "As reported by X, ..."."""
    for token in doc:
        if _is_as_reported(token):
            heads = side_by_side(prepositional(token, "by"))
            if heads:
                yield Saying("according", (token.i,), tuple(heads), frozenset(around(token, heads)))


def _is_as_reported(verb: Any) -> bool:
    passive = verb.tag_ == "VBN" and base(verb) in ("report", "state", "say", "announce")
    return (
        passive
        and any(mark.lower_ == "as" for mark in children(verb, "mark"))
        and bool(prepositional(verb, "by"))
    )


def _in_brackets(so: Any) -> Iterator[Saying]:
    """ "Ten men died (so the agency)": what stands outside the brackets."""
    doc = so.doc
    end = next((at for at in range(so.i, len(doc)) if doc[at].text == ")"), len(doc) - 1)
    nouns = [doc[at] for at in range(so.i + 1, end) if doc[at].pos_ in ("NOUN", "PROPN")]
    heads = [noun for noun in nouns if noun.dep_ != "compound"]
    if heads:
        outside = frozenset(at for at in range(len(doc)) if at < so.i - 1 or at > end)
        yield Saying("according", (so.i,), (heads[0],), outside)


def _whose_words(preposition: Any, noun: Any) -> list[Any]:
    nouns = attribution_words()["nouns_of_saying"]
    lemma = noun.lemma_.lower()
    if preposition.lower_ == "in" and lemma in nouns["words"]:
        return owners(noun)
    if preposition.lower_ == "by" and lemma in nouns["counts"]:
        return _possessor(noun)
    return []


def _possessor(noun: Any) -> list[Any]:
    """Whose words they are; "its own account" is that of the subject of its clause."""
    found = owners(noun)
    if len(found) == 1 and found[0].lower_ in ("its", "their", "his", "her"):
        verb = next((above for above in ancestors(noun) if above.pos_ in ("VERB", "AUX")), None)
        speaker = own_subject(verb) if verb is not None else None
        return [speaker] if speaker is not None else []
    return found


def _saying_above(token: Any) -> int | None:
    """Index of the verb of saying that "citing X" hangs on, on itself or on its subject."""
    for above in ancestors(token):
        if is_saying(above):
            return int(above.i)
        if above.pos_ in ("VERB", "AUX"):
            return None
    return None


def _phrase_before(token: Any) -> int | None:
    """Index of the "according" or "so" whose source goes on to cite another: "according to X, citing Y"."""
    for part in reversed(token.doc[max(0, token.i - _LONGEST_SOURCE) : token.i]):
        if part.pos_ in ("VERB", "AUX") and part.lower_ != "according":
            return None
        if part.lower_ == "according" or (part.lower_ == "so" and part.nbor(-1).text == "("):
            return int(part.i)
    return None


def _by_noun(doc: Any) -> Iterator[Saying]:
    """ "X's claim that", "a report by X that"; "reports that" have no source."""
    nouns = attribution_words()["nouns_of_saying"]
    for token in doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in nouns["claims"]:
            continue
        clause = [
            part.i
            for child in children(token, "acl", "ccomp", "relcl")
            if any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in child.children)
            for part in child.subtree
        ]
        if clause:
            heads = owners(token)
            yield Saying(token.lemma_.lower(), (token.i,), tuple(heads), frozenset(clause))
