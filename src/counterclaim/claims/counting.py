"""Which noun a number counts, by the dependency parse; and which numbers count nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.claims.no_counts import PERCENT, TIMES, is_no_count
from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.text.dates import find_dates
from counterclaim.text.numbers import Number, find_fractions, find_numbers, measure_units

_MODIFIERS = frozenset(
    {"nummod", "quantmod", "amod", "compound", "det", "nmod", "predet", "advmod", "poss", "neg"}
)
_NOUN_PARTS = frozenset({"amod", "compound", "nmod"})
_MAX_STEPS = 8
_AGED = re.compile(r"\bage[ds]?\s(?:between\s|about\s)?\Z", re.IGNORECASE)
_LIST = frozenset({" and ", ", ", ", and ", " to "})


@dataclass(frozen=True, slots=True)
class Counted:
    """A number, its root and end tokens in the parse, and the noun it counts (null for "killed 12")."""

    number: Number
    root: Any
    first: Any
    last: Any
    noun: Any | None
    percent: bool = False
    times: bool = False

    @property
    def anchor(self) -> Any:
        """The token whose place in the clause gives the meaning: of "dozens of men" it is "dozens"."""
        noun = self.noun
        if noun is None:
            return self.root
        after_of = noun.dep_ == "pobj" and self.first.i < noun.head.i <= self.last.i + 2
        return _above(noun.head, self) if after_of else noun


def counted_numbers(tokens: Sequence[Any], text: str, base: int) -> Iterator[Counted]:
    """The numbers of a sentence that may count something.

    `tokens` are the sentence's, `text` its characters, `base` the offset of the first in spaCy's document.
    """
    verbs = {token.idx + len(token.text) - base for token in tokens if token.pos_ == "VERB"}
    dates = [(date.start, date.end) for date in find_dates(text)]
    previous: Number | None = None
    aged = False
    for number in find_numbers(text):
        joined = aged and previous is not None and text[previous.end : number.start] in _LIST
        aged = joined or _AGED.search(text, max(0, number.start - 24), number.start) is not None
        if not aged and not is_no_count(number, text, dates, previous, verbs):
            counted = _counted(number, tokens, base, PERCENT.match(text, number.end) is not None)
            if counted is not None:
                yield replace(counted, times=TIMES.match(text, number.end) is not None)
        previous = number
    for number in find_fractions(text):
        inside = _inside(number, tokens, base)
        if inside:
            yield Counted(number, inside[-1], inside[0], inside[-1], None, percent=True)


def _counted(number: Number, tokens: Sequence[Any], base: int, percent: bool) -> Counted | None:
    inside = _inside(number, tokens, base)
    if not inside:
        return None
    root = _root(inside)
    noun = _of_noun(inside[-1]) or _modified(root, inside, number.end + base)
    noun = _without_state(noun, number)
    if noun is not None and _is_of_next(inside[-1], noun):
        noun = None
    if noun is not None and noun.lower_ in measure_units() - {"times"} and not percent:
        return None
    if noun is None and root.dep_ == "appos" and root.head.tag_ in ("NNP", "NN"):
        return None  # an age: "Ahmed, 30, was killed"
    if noun is not None and (noun.lower_ == "head" or lemma_of(noun) in quantity_words().lists["animals"]):
        return None  # "600 head of livestock"
    if root.lower_ == "both" and _is_of_a_pair(root, noun):
        return None  # "both soldiers and civilians"
    return Counted(number, root, inside[0], inside[-1], noun, percent)


def _is_of_next(last: Any, noun: Any) -> bool:
    """Whether a noun belongs to the next entry of a list: "five dead, dozens hurt"."""
    between = last.doc[last.i + 1 : noun.i]
    return len(between) > 1 and between[-1].text == "," and between[0].lower_ in quantity_words().state


def _is_of_a_pair(both: Any, noun: Any | None) -> bool:
    if noun is None:
        return both.dep_ not in ("nsubj", "nsubjpass", "dobj")
    return any(child.dep_ == "conj" for child in noun.children)


def _above(of: Any, counted: Counted) -> Any:
    """The counting word before an "of": "total" in "a total of 154 men", "dozens" in "dozens of men"."""
    return of.head if counted.first.i <= of.head.i <= counted.last.i + 1 else counted.root


def _inside(number: Number, tokens: Sequence[Any], base: int) -> list[Any]:
    return [
        token
        for token in tokens
        if token.idx - base < number.end and token.idx + len(token.text) - base > number.start
    ]


def _root(inside: Sequence[Any]) -> Any:
    """The last token of the number whose head is outside it."""
    places = {token.i for token in inside}
    outside = [token for token in inside if token.head.i not in places or token.head.i == token.i]
    if outside and all(token.pos_ == "VERB" for token in outside):
        outside = [token for token in inside if token.like_num]  # "had passed 400"
    numeric = [token for token in outside if token.like_num or token.pos_ in ("NUM", "NOUN")]
    return (numeric or outside or list(inside))[-1]


def _modified(root: Any, inside: Sequence[Any], end: int) -> Any | None:
    """The noun behind a number that modifies it, as the parse has it, or else as the words stand."""
    places = {token.i for token in inside}
    head = root
    for _ in range(_MAX_STEPS):
        if head.dep_ not in _MODIFIERS or head.head.i == head.i:
            break
        head = head.head
        if head.pos_ in ("NOUN", "PROPN") and head.idx >= end and head.i not in places:
            return _whole(head)
    return _follower(inside[-1])


def _follower(last: Any) -> Any | None:
    """The head of the run of adjectives and nouns right behind a number."""
    noun = None
    token = last
    for _ in range(_MAX_STEPS):
        if token.i + 1 >= len(token.doc):
            break
        token = token.nbor(1)
        if token.pos_ in ("NOUN", "PROPN") and token.lower_ not in quantity_words().state:
            noun = token
        elif noun is None and _is_description(token):
            continue
        elif token.lower_ in ("more", "other", "others", "additional", "further") and noun is None:
            if token.lower_ == "others":
                return token
        else:
            break
    return noun


def _is_description(token: Any) -> bool:
    """An adjective, or a participle that stands for one: "three dozen suspected insurgents"."""
    participle = token.tag_ == "VBN" and token.dep_ == "amod" and token.head.i > token.i
    return participle or (token.pos_ == "ADJ" and token.lower_ not in ("more", "other"))


def _whole(noun: Any) -> Any:
    """The head of a compound ("air strikes") that the parse cut in two."""
    for _ in range(_MAX_STEPS):
        if noun.dep_ in ("compound", "nmod") and noun.head.pos_ in ("NOUN", "PROPN") and noun.head.i > noun.i:
            noun = noun.head
        else:
            break
    return noun


def _of_noun(last: Any) -> Any | None:
    """The noun of "dozens of people" and "12 of the soldiers"; `last` is the number's last token."""
    if last.i + 2 < len(last.doc) and last.nbor(1).lower_ in ("more", "others", "other"):
        last = last.nbor(1)
    if last.i + 1 >= len(last.doc) or last.nbor(1).lower_ != "of":
        return None
    found = next((part for part in last.nbor(1).children if part.dep_ == "pobj"), None)
    if found is not None and found.lower_ in ("number", "ranks"):
        return None  # "eight of their number"
    for token in last.doc[last.i + 2 : last.i + 4]:
        if (
            token.lower_ in ("dead", "wounded", "missing")
            and token.dep_ == "amod"
            and token.head.pos_ == "ADV"
        ):
            return token  # "dozens of its dead"
    return found if found is not None and found.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "VERB") else None


def _without_state(noun: Any | None, number: Number) -> Any | None:
    """Of "12 soldiers prisoner" the noun is "soldiers", whatever the parse makes of it."""
    if noun is None or noun.tag_ != "NN" or noun.lower_ not in quantity_words().state or noun.i == 0:
        return noun
    before = noun.nbor(-1)
    return before if before.tag_ == "NNS" and before.idx >= number.end else noun


def noun_span(noun: Any, after: int) -> tuple[int, int]:
    """Start and end of a counted noun phrase in spaCy's document, without what stands before `after`.

    A phrase with "of" behind the noun ("members of the militia") belongs to it.
    """
    parts = [
        child.idx for child in noun.children if child.dep_ in _NOUN_PARTS and after <= child.idx < noun.idx
    ]
    end = noun.idx + len(noun.text)
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i > noun.i:
            target = next((part for part in child.children if part.dep_ == "pobj"), None)
            end = target.idx + len(target.text) if target is not None else end
    return min([noun.idx, *parts]), end
