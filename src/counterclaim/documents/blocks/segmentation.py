"""The segmentation of a text into blocks with roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from counterclaim.documents.blocks import asides, boxes, offers, patterns, repetition
from counterclaim.documents.blocks.cards import cards, single_teasers
from counterclaim.documents.blocks.decode import (
    body_mask,
    clutter_of,
    evidence,
    is_furniture,
    is_page_lost,
)
from counterclaim.documents.blocks.features import Surface, surface
from counterclaim.documents.blocks.forms import forms
from counterclaim.documents.blocks.heads import Head
from counterclaim.documents.blocks.islands import islands
from counterclaim.documents.blocks.lexicon import Lexicon, lexicon
from counterclaim.documents.blocks.lines import Unit, group_lines, split_lines
from counterclaim.documents.blocks.listings import listings
from counterclaim.documents.blocks.mail import mail, subjects
from counterclaim.documents.blocks.marks import cited_units, link_marks
from counterclaim.documents.blocks.measures import prose_before
from counterclaim.documents.blocks.notes import Notes, find_notes
from counterclaim.documents.blocks.quotes import find_quotes, speakers_of_quotes
from counterclaim.documents.blocks.sections import Sections
from counterclaim.model import CLAIM_ROLES, Block, NoteMark, Reference, Role

_MOST_LINES = 40_000
_CITED = 2.0
_THREAD = -3.0
_PLAIN_TEXT = 6.0


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Blocks in order, entries of notes and bibliography, and the marks in the body that cite them."""

    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    note_marks: tuple[NoteMark, ...]


def segment(text: str, *, title: str | None = None) -> Segmentation:
    """Split `text` into blocks that cover all but white space, once and in order.

    A block is a line, or the lines of a paragraph where the text is broken at a column. `title` is what is
    known of it from elsewhere. Time grows linearly: all after 40,000 lines is one block of body.
    """
    words = lexicon()
    lines = list(islice(split_lines(text), _MOST_LINES))
    units = group_lines(lines)
    capitals = sum(unit.text[:80].isupper() for unit in units) > 0.8 * len(units)
    surfaces = [surface(unit, words, capitals) for unit in units]
    seen = text[: lines[-1].end] if lines else ""
    notes = find_notes(seen, units, surfaces, words)
    clutter = clutter_of(surfaces)
    fixed = set(notes.roles)
    pulls = _pulls(units, surfaces, fixed, clutter, words)
    mask = _mask(text, units, surfaces, notes, pulls, clutter)
    roles = [_role(one, body) for one, body in zip(surfaces, mask, strict=True)]
    first = _first_of_body(surfaces, mask, notes.roles)
    for index, role in Head(units, surfaces, pulls, first, title, words, clutter).roles().items():
        roles[index] = role
    for index in list(_datelines(surfaces, pulls, mask, first, roles)):
        roles[index] = Role.DATELINE
    for index in subjects(surfaces):
        roles[index] = Role.TITLE
    for index, role in notes.roles.items():
        roles[index] = role
    body = {index for index, role in enumerate(roles) if role in CLAIM_ROLES}
    for index in find_quotes(units, surfaces, {index for index in body if roles[index] is Role.BODY}):
        roles[index] = Role.QUOTE
    references, marks = link_marks(text, units, body, notes.entries)
    blocks = [Block(unit.start, unit.end, role) for unit, role in zip(units, roles, strict=True)]
    if len(lines) == _MOST_LINES:
        blocks.extend(_rest(text, lines[-1].end))
    return Segmentation(tuple(blocks), references, marks)


def _mask(
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


def _datelines(
    surfaces: list[Surface], pulls: list[float], mask: list[bool], first: int, roles: list[Role]
) -> Iterator[int]:
    """Names of the authors, credits and times of day in or below the text."""
    names = patterns.authors(surfaces)
    for index, one in enumerate(surfaces):
        signs = names and first < index and one.kind == "short" and one.words <= 8
        signed = signs and pulls[index] > _THREAD and one.text.startswith(names)
        credited = asides.is_credits(one) and any(mask[max(0, index - 2) : index])
        told = any(role in CLAIM_ROLES for role in roles[index + 1 : index + 3])
        timed = one.kind == "time" and pulls[index] > _THREAD and told
        if signed or credited or timed:
            yield index


def _rest(text: str, start: int) -> Iterator[Block]:
    """One block of what follows `start`, if anything does."""
    left = text[start:].strip()
    if left:
        first = text.index(left[0], start)
        yield Block(first, first + len(left), Role.BODY)


def _pulls(
    units: list[Unit], surfaces: list[Surface], fixed: set[int], clutter: float, words: Lexicon
) -> list[float]:
    """The sum of what sections and patterns say of each unit."""
    pulls = Sections(units, surfaces, fixed, clutter, words).pulls
    before = prose_before(surfaces, fixed | {index for index, pull in enumerate(pulls) if pull < -1})
    for pattern in (
        patterns.records(surfaces),
        listings(surfaces),
        repetition.repeated(surfaces, clutter),
        repetition.page_numbers(surfaces),
        patterns.thread(surfaces, before),
        patterns.biographies(surfaces, before),
        patterns.headline_runs(surfaces, clutter),
        patterns.truncated(surfaces, clutter),
        repetition.buttons(surfaces),
        offers.teasers(surfaces, clutter),
        offers.promotions(surfaces, clutter),
        patterns.fact_box(surfaces, words),
        patterns.entries_of_a_day(surfaces),
        asides.addresses(surfaces, clutter),
        asides.after_the_end(surfaces, before, fixed),
        asides.of_the_site(surfaces, before),
        boxes.lives(surfaces, before, clutter),
    ):
        for index, pull in pattern.items():
            pulls[index] += pull if pulls[index] <= 0 else 0.0
    for sure in (
        repetition.contents(surfaces),
        patterns.link_groups(units, surfaces, clutter),
        patterns.controls(surfaces, clutter),
        offers.appeals(surfaces, clutter),
        forms(surfaces, clutter),
        mail(surfaces),
        cards(surfaces, clutter),
        single_teasers(surfaces, clutter),
        boxes.method_boxes(units, surfaces),
        boxes.picture_controls(surfaces, clutter),
    ):
        for index, pull in sure.items():
            pulls[index] = min(pulls[index], pull)
    return pulls


def _favour_subheads(surfaces: list[Surface], pulls: list[float], scores: list[float]) -> None:
    """A short line right before running text is more likely its heading than the end of what was before."""
    for index in range(len(surfaces) - 1):
        one, after = surfaces[index], surfaces[index + 1]
        if one.kind not in {"short", "label"} or one.sentence or pulls[index] != 0 or scores[index] <= -2:
            continue
        if after.kind in {"prose", "item", "note"} and scores[index + 1] > 0.5:
            scores[index] += 0.8


def _rescue(surfaces: list[Surface], pulls: list[float], scores: list[float], mask: list[bool]) -> None:
    """Captions, notes and sentences alone between labels, inside the body, are text of the report."""
    inside = [index for index, body in enumerate(mask) if body and surfaces[index].kind == "prose"]
    if not inside:
        return
    for index in range(inside[0], min(len(mask), inside[-1] + 4)):
        if surfaces[index].kind in {"caption", "note", "prose"} and scores[index] > 1.5 and pulls[index] >= 0:
            mask[index] = mask[index] or index < inside[-1] or surfaces[index].kind == "caption"


def _role(one: Surface, body: bool) -> Role:
    if not body:
        return Role.FURNITURE
    if one.kind == "note":
        return Role.EDITORIAL_NOTE
    if one.kind == "caption":
        return Role.CAPTION
    if one.kind == "byline":
        return Role.DATELINE
    return Role.BODY


def _first_of_body(surfaces: list[Surface], mask: list[bool], fixed: dict[int, Role]) -> int:
    """The first line of running text, or 0 when there is none. What a blog says of itself above is none."""
    found: list[int] = []
    for index, one in enumerate(surfaces):
        question = one.text.endswith("?") and one.words <= 15
        if mask[index] and index not in fixed and one.kind == "prose" and not question:
            found.append(index)
    if not found:
        return 0
    after = mask[found[0] + 1 : found[0] + 4]
    alone = len(found) > 2 and surfaces[found[0]].words <= 40 and len(after) == 3 and not any(after)
    return found[1] if alone and _is_signed(surfaces[found[0] + 1 : found[1]]) else found[0]


def _is_signed(between: list[Surface]) -> bool:
    """Whether a date or byline stands between a sentence of a side column and the text."""
    return any(one.kind in {"date", "byline"} for one in between)
