"""Body or furniture: the evidence of each unit, and the best sequence over all of them (Viterbi, 1967)."""

from __future__ import annotations

from itertools import pairwise

from counterclaim.documents.blocks.features import Surface

_SWITCH = 1.7
_SORTS_OF_A_PAGE = 3
_MOST_TAKEN = 0.5
_PARAGRAPH = 15
_NEAR = 3
_BRIEF_LINES = 8
_LINK_WORDS = 6
_PASSING = frozenset({"advert", "button", "meta", "pager", "signup"})
_PASSING_WEIGHT = -1.0
_PLAIN = {
    "end": -5.0,
    "menu": -4.0,
    "link": -1.5,
    "number": -1.2,
    "counter": -1.0,
    "rule": -1.0,
    "time": -0.6,
    "date": -0.5,
    "byline": 0.2,
    "caption": 2.0,
    "note": 4.5,
}
_NEUTRAL_IF_CLEAN = frozenset({"link", "number", "rule", "time", "date"})


def evidence(surface: Surface, clutter: float) -> float:
    """Log-odds that the unit is text of the report. `clutter` from 0 to 1 is how much furniture there is."""
    label = surface.label.weight if surface.label else 0.0
    if is_furniture(surface) and is_passing(surface):
        return _PASSING_WEIGHT
    if surface.kind == "label" and surface.label and surface.label.whole:
        return -label if surface.label.sure else -1.5 * clutter
    against = max(label, surface.phrases) * _telling(surface)
    if surface.kind in _NEUTRAL_IF_CLEAN:
        return _PLAIN[surface.kind] * min(1.0, 3 * clutter)
    if surface.kind in _PLAIN:
        weight = {"caption": 0.4 if surface.words >= _PARAGRAPH else 1.0, "byline": 1.0}.get(
            surface.kind, 0.0
        )
        return _PLAIN[surface.kind] - weight * against
    if surface.kind == "prose":
        return 1.0 + 0.12 * min(surface.words, 45) - against
    if surface.kind == "item":
        return (0.8 if surface.words >= 4 else 0.0) - against
    return _short(surface, clutter) - against


def _telling(surface: Surface) -> float:
    """How much a label or phrase says of the whole line: less the longer the line is."""
    if surface.label and surface.label.name == "letter" and surface.words > 12:
        return 0.3
    return 1.0 if surface.words <= 25 else 0.6


def is_furniture(surface: Surface) -> bool:
    """Whether the line is furniture wherever it stands: a sure label, a count, a link to one other story."""
    if surface.kind in {"counter", "menu"}:
        return True
    label = surface.label
    return bool(
        surface.kind == "label" and label and label.sure and label.weight >= 4 and surface.words <= 25
    )


def is_passing(surface: Surface) -> bool:
    """Whether a line of furniture says nothing of what comes after it, as "Advertisement" does."""
    label = surface.label
    inline = label is not None and label.name == "related" and not label.whole and surface.says_all
    return surface.kind == "counter" or inline or bool(label and label.name in _PASSING)


def _short(surface: Surface, clutter: float) -> float:
    if surface.text.endswith(":") and surface.words >= 3:
        return 1.0
    if surface.sentence:
        return 0.8
    if surface.quote:
        return 0.6
    if surface.words >= 14 and surface.lower >= 0.55:
        return 0.1 * (min(surface.words, 30) - 10)
    return -0.5 * clutter


def is_page_lost(surfaces: list[Surface], mask: list[bool], fixed: set[int]) -> bool:
    """Whether most of a text without the furniture of a page would be taken away: lists, verse, tables."""
    sorts = {one.label.name if one.label else one.kind for one in surfaces if is_furniture(one)}
    if len(sorts) >= _SORTS_OF_A_PAGE:
        return False
    kept = taken = 0
    for index, (one, body) in enumerate(zip(surfaces, mask, strict=True)):
        if index not in fixed and not is_furniture(one):
            kept += one.words * body
            taken += one.words * (not body)
    return taken > _MOST_TAKEN * (kept + taken)


def clutter_of(surfaces: list[Surface]) -> float:
    """How much furniture a text has: 0 for a clean report.

    It is told from the share of lines that surely are furniture, and, where their wording is not known, from
    the many brief lines before the first paragraphs (and after the last, if any line is known).
    """
    sure = sum(map(is_furniture, surfaces))
    text = [index for index, one in enumerate(surfaces) if one.kind == "prose" and one.words >= _PARAGRAPH]
    near = [index for index, after in pairwise(text) if after - index <= _NEAR]
    if not near:
        return 0.0 if sure < 2 else min(1.0, 6 * sure / len(surfaces))
    brief = sum(map(_is_brief, surfaces[: near[0]]))
    if sure:
        brief += sum(map(_is_brief, surfaces[near[-1] + _NEAR :]))
    known = 6 * sure if sure >= 2 else 0
    return min(1.0, max(known, 3 * brief if brief >= _BRIEF_LINES else 0) / len(surfaces))


def _is_brief(surface: Surface) -> bool:
    """Whether a line may be a link of a menu: a few words that are no sentence, key or citation."""
    plain = surface.kind in {"short", "label", "menu", "number", "counter", "link"} and not surface.sentence
    return plain and surface.words <= _LINK_WORDS and not surface.cites and surface.text[-1] != ":"


def body_mask(scores: list[float]) -> list[bool]:
    """The sequence of states with the highest sum of scores, a change of state costing `_SWITCH`."""
    body, other = 0.3, 0.0
    from_body: list[tuple[bool, bool]] = []
    for score in scores:
        stay_body, enter_body = body, other - _SWITCH
        stay_other, enter_other = other, body - _SWITCH
        from_body.append((stay_body >= enter_body, enter_other > stay_other))
        body = max(stay_body, enter_body) + score / 2
        other = max(stay_other, enter_other) - score / 2
    state = body >= other
    mask = []
    for body_from_body, other_from_body in reversed(from_body):
        mask.append(state)
        state = body_from_body if state else other_from_body
    mask.reverse()
    return mask
