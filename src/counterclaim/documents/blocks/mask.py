"""Which units are text of the report: their own evidence, the pulls of patterns, and what is mended after."""

from __future__ import annotations

from counterclaim.documents.blocks.decode import body_mask, evidence, is_furniture, is_page_lost
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.islands import islands
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.marks import cited_units
from counterclaim.documents.blocks.notes import Notes
from counterclaim.documents.blocks.quotes import speakers_of_quotes

_CITED = 2.0
_PLAIN_TEXT = 6.0
_NEAR_END = 4
_NEAR_POST = 12
_LEAST_MARKS = 2
_PARAGRAPH = 10


def find_mask(
    text: str, units: list[Unit], surfaces: list[Surface], notes: Notes, pulls: list[float], clutter: float
) -> list[bool]:
    """Which units are text of the report."""
    fixed = set(notes.roles)
    scores = [
        0.0 if index in notes.roles else evidence(one, clutter) + pulls[index]
        for index, one in enumerate(surfaces)
    ]
    for index in cited_units(text, units, notes.entries, fixed):
        scores[index] += _CITED
    _favour_subheads(surfaces, pulls, scores)
    for index in speakers_of_quotes(surfaces):
        scores[index] += _CITED
    mask = body_mask(scores)
    if is_page_lost(surfaces, mask, fixed):
        scores = [
            score + _PLAIN_TEXT * (not is_furniture(one)) for one, score in zip(surfaces, scores, strict=True)
        ]
        mask = body_mask(scores)
    _rescue(surfaces, pulls, scores, mask)
    if clutter > 0:
        for index in islands(surfaces, mask, fixed):
            mask[index] = False
    return [body and not is_furniture(one) for one, body in zip(surfaces, mask, strict=True)]


def _favour_subheads(surfaces: list[Surface], pulls: list[float], scores: list[float]) -> None:
    """A short line right before running text is more likely its heading than the end of what was before."""
    for index in range(len(surfaces) - 1):
        one, after = surfaces[index], surfaces[index + 1]
        if one.kind not in {"short", "label"} or one.sentence or pulls[index] != 0 or scores[index] <= -2:
            continue
        if after.kind in {"prose", "item", "note"} and scores[index + 1] > 0.5:
            scores[index] += 0.8


def _rescue(surfaces: list[Surface], pulls: list[float], scores: list[float], mask: list[bool]) -> None:
    """Captions, notes and sentences alone between labels, inside the body or right below it, are its text."""
    inside = [index for index, body in enumerate(mask) if body and surfaces[index].kind == "prose"]
    if not inside:
        return
    posts = sum(one.label is not None and one.label.name == "comment_marks" for one in surfaces[: inside[0]])
    reach = _NEAR_POST if posts >= _LEAST_MARKS else _NEAR_END
    last = max(index for index, body in enumerate(mask) if body)
    for index in range(inside[0], len(mask)):
        surface = surfaces[index]
        if index > last + reach:
            return
        if surface.kind not in {"caption", "note", "prose"} or scores[index] <= 1.5 or pulls[index] < 0:
            continue
        paragraph = surface.kind == "prose" and surface.words >= _PARAGRAPH and not surface.label
        if paragraph and not surface.phrases and surface.sentence:
            mask[index] = True
            last = max(last, index)
        elif index < inside[-1] or surface.kind == "caption":
            mask[index] = True
