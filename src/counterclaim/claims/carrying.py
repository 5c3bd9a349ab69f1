"""What the words of one figure leave to another of its sentence: whose it is, of what it is a part.

"Killed four soldiers and wounded nine" is of nine soldiers; "17 dead: five soldiers and 12 rebels" are parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.claims.counting import Counted
from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.claims.states import Reading
from counterclaim.claims.tallies import EVENTS, FIGHTING
from counterclaim.claims.verb_readings import MAX_CLIMB, THINGS
from counterclaim.model import Quantity

NOT_PEOPLE = THINGS | EVENTS | FIGHTING | {"territory_share"}
"""Kinds of figure that are not of people to whom something was done."""
_BEFORE_NOUN = frozenset({"det", "amod", "compound", "poss", "nummod"})
_OPENING = frozenset({":", "(", "–", "—", "--"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, where the noun it counts stands, and the word that says what happened; document offsets.

    `part` marks a figure inside one that was said before it ("12 people, including four children"): it must
    not be added to that total. `bare` marks a number that no noun follows ("wounded nine").
    """

    quantity: Quantity
    noun_start: int | None
    noun_end: int | None
    trigger_start: int | None
    part: bool = False
    bare: bool = False


def carried(figures: Sequence[Figure]) -> list[Figure]:
    """The figures in the order of the text, a bare one with the people of the one before it."""
    found: list[Figure] = []
    for figure in sorted(figures, key=lambda one: one.quantity.span.start):
        before = next((one for one in reversed(found) if not one.part), None)
        if figure.bare and before is not None and figure.quantity.of is None and _may_lend(before):
            quantity = replace(figure.quantity, of=before.quantity.of)
            figure = replace(
                figure, quantity=quantity, noun_start=before.noun_start, noun_end=before.noun_end
            )
        found.append(figure)
    return found


def _may_lend(figure: Figure) -> bool:
    return (
        figure.quantity.of is not None
        and figure.quantity.what not in NOT_PEOPLE
        and figure.quantity.high != 0
    )


def is_bare(counted: Counted) -> bool:
    """Whether a number stands alone for people who were named before; not the other side's."""
    opposed = counted.root.dep_ == "pobj" and counted.root.head.lower_ == "against"
    return counted.noun is None and not opposed


def is_part(counted: Counted, before: Sequence[Figure], position: int) -> bool:
    """Whether the figure is some of a total: "including four children", "two of whom", "of whom 12 were".

    `position` is where the figure begins in the document.
    """
    words, first = quantity_words(), counted.first
    if counted.noun is not None and counted.noun.pos_ == "PRON":
        return counted.noun.lower_ in words.lists["part_pronouns"]
    if (
        first.i > 1
        and first.nbor(-1).lower_ in words.lists["part_pronouns"]
        and first.nbor(-2).lower_ == "of"
    ):
        return True
    if described_as(counted) is not None and lemma_of(counted.root.head) == "be":
        return True  # "of the 18 killed, 13 were women"
    return is_inside(counted.anchor) or _is_listed(counted, before, position)


def _is_listed(counted: Counted, before: Sequence[Figure], position: int) -> bool:
    """Whether a colon or bracket behind a total opens a list of its parts, with no verb before the figure."""
    total = next((one for one in reversed(before) if not one.part), None)
    noun = counted.noun
    if total is None or noun is None or total.quantity.what in NOT_PEOPLE:
        return False
    if quantity_words().class_of(noun) != "people":
        return False
    shift = position - counted.first.idx
    between = [
        token
        for token in counted.first.doc[: counted.first.i]
        if token.idx + shift >= total.quantity.span.end
    ]
    opened = next((at for at, token in enumerate(between) if token.text in _OPENING), None)
    if opened is None or any(token.pos_ in ("VERB", "AUX") for token in between[opened:]):
        return False
    closed = any(token.text == ")" for token in between[opened:])
    return not closed and not any(
        child.tag_ in ("VBD", "VBN") and child.dep_ == "acl" for child in noun.children
    )


def is_inside(token: Any) -> bool:
    """Whether "including" or "among them" governs a noun, or one that it is coordinated with."""
    prepositions = quantity_words().lists["part_prepositions"]
    for _ in range(MAX_CLIMB):
        edge = min([token.i, *(child.i for child in token.children if child.dep_ in _BEFORE_NOUN)])
        if [word.lower_ for word in token.doc[max(0, edge - 2) : edge]] == ["among", "them"]:
            return True
        if token.dep_ in ("pobj", "pcomp", "dobj"):
            return token.head.lower_ in prepositions or lemma_of(token.head) == "include"
        if token.dep_ not in ("conj", "appos"):
            return False
        token = token.head
    return False


def of_total(token: Any, before: Sequence[Figure], position: int) -> Reading | None:
    """The reading of the last total of people before a part at `position`; null when there is none."""
    total = next(
        (one for one in reversed(before) if not one.part and one.quantity.span.start < position), None
    )
    if total is None or total.quantity.what in THINGS | EVENTS:
        return None
    shift = position - token.idx
    trigger = next((word for word in token.doc if word.idx + shift == total.trigger_start), None)
    return Reading(total.quantity.what, trigger, part=True)


def described_as(counted: Counted) -> Any | None:
    """The people that a part is said to be: "of whom 12 were civilians", "five of them children"."""
    root = counted.root
    if root.dep_ in ("nummod", "nsubj") and root.head.i > root.i and root.head.pos_ == "NOUN":
        return root.head
    if root.dep_ == "nsubj" and lemma_of(root.head) == "be":
        said = (child for child in root.head.children if child.dep_ == "attr")
        return next((child for child in said if quantity_words().class_of(child) == "people"), None)
    return None
