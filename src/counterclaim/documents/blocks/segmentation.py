"""The segmentation of a text into blocks with roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from counterclaim.documents.blocks import asides, patterns
from counterclaim.documents.blocks.decode import clutter_of
from counterclaim.documents.blocks.features import Surface, surface
from counterclaim.documents.blocks.formats import read_forms
from counterclaim.documents.blocks.head_lines import is_keyed_date
from counterclaim.documents.blocks.headings import as_headings
from counterclaim.documents.blocks.heads import Head
from counterclaim.documents.blocks.lexicon import lexicon
from counterclaim.documents.blocks.lines import Unit, group_lines, split_lines
from counterclaim.documents.blocks.mail import subjects
from counterclaim.documents.blocks.marks import Entry, link_marks
from counterclaim.documents.blocks.mask import find_mask
from counterclaim.documents.blocks.notes import find_notes
from counterclaim.documents.blocks.pulls import sum_pulls
from counterclaim.documents.blocks.quotes import find_quotes
from counterclaim.documents.blocks.tables import as_rows
from counterclaim.model import CLAIM_ROLES, Block, NoteMark, Reference, Role

_MOST_LINES = 40_000
_THREAD = -3.0
_LEAST_POSTS = 3
_NETWORK = 0.6
_POSTED = {"date": Role.DATELINE, "time": Role.DATELINE, "number": Role.FURNITURE}
_SIGNED = ("(signed)", "(signed ", "signed:")
_LINES_SIGNED = 2
_NAMED = 8
_KEPT = (
    "last",
    "publi",
    "updat",
    "posted",
    "first",
    "date",
    "modif",
    "revis",
    "releas",
    "page last",
    "this page",
)


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
    lines = list(islice(split_lines(text), _MOST_LINES))
    cleaned, forms = read_forms(lines)
    known = {lines[index].start: role for index, role in forms.items()}
    units = group_lines(cleaned, forms)
    kept = [unit for unit in units if unit.start not in known]
    seen = text[: lines[-1].end] if lines else ""
    posts = sum(role is Role.DATELINE for role in known.values()) >= _LEAST_POSTS
    layout = _Layout.of(seen, kept, title, headed=not posts)
    roles = {unit.start: role for unit, role in zip(kept, layout.roles, strict=True)} | known
    references, marks = link_marks(text, kept, layout.body, layout.entries)
    blocks = [Block(unit.start, unit.end, roles[unit.start]) for unit in units]
    if len(lines) == _MOST_LINES:
        blocks.extend(_rest(text, lines[-1].end))
    return Segmentation(tuple(blocks), references, marks)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Roles of units by the layout, and the entries of their notes."""

    roles: list[Role]
    entries: tuple[Entry, ...]

    @property
    def body(self) -> set[int]:
        """Units that can make claims."""
        return {index for index, role in enumerate(self.roles) if role in CLAIM_ROLES}

    @classmethod
    def of(cls, text: str, units: list[Unit], title: str | None, *, headed: bool) -> _Layout:
        """Read the layout of `units` of `text`. Posts copied from a network are not `headed` by a title."""
        words = lexicon()
        capitals = sum(unit.text[:80].isupper() for unit in units) > 0.8 * len(units)
        surfaces = as_headings(as_rows([surface(unit, words, capitals) for unit in units]))
        notes = find_notes(text, units, surfaces, words)
        clutter = clutter_of(surfaces) if headed else max(_NETWORK, clutter_of(surfaces))
        pulls = sum_pulls(units, surfaces, set(notes.roles), clutter, words, headed=headed)
        mask = find_mask(text, units, surfaces, notes, pulls, clutter)
        layout = cls([_role(one, body) for one, body in zip(surfaces, mask, strict=True)], notes.entries)
        roles = layout.roles
        first = _first_of_body(surfaces, mask, notes.roles)
        if headed or title:
            head = Head(units, surfaces, pulls, first, title, words, clutter)
            for index, role in head.roles().items():
                roles[index] = role
        for index in list(_datelines(surfaces, pulls, mask, first, roles)):
            roles[index] = Role.DATELINE
        if not headed:
            for index, one in enumerate(surfaces):
                roles[index] = _POSTED.get(one.kind, roles[index])
        for index in subjects(surfaces):
            roles[index] = Role.TITLE
        for index, role in notes.roles.items():
            roles[index] = role
        body = layout.body
        for index in find_quotes(units, surfaces, {index for index in body if roles[index] is Role.BODY}):
            roles[index] = Role.QUOTE
        return layout


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
        stamped = one.kind == "byline" and "#" in one.folded and any(mask[max(0, index - 2) : index])
        kept = not (one.label and one.label.name == "comment_marks") and one.folded.startswith(_KEPT)
        stamped = stamped or (kept and is_keyed_date(one, lexicon()))
        named = one.kind == "byline" and told and index > first and pulls[index] > _THREAD
        if signed or credited or timed or named or (stamped and pulls[index] > _THREAD):
            yield index
        if one.folded.startswith(_SIGNED) and one.words <= _NAMED:
            below = takewhile(lambda other: _is_post(surfaces[other]), range(index + 1, len(surfaces)))
            yield from [index, *islice(below, _LINES_SIGNED)]


def _is_post(one: Surface) -> bool:
    """Whether a line below a signature may say what the signer is."""
    return one.kind == "short" and one.words <= _NAMED and not one.sentence and not one.capitals


def _rest(text: str, start: int) -> Iterator[Block]:
    """One block of what follows `start`, if anything does."""
    left = text[start:].strip()
    if left:
        first = text.index(left[0], start)
        yield Block(first, first + len(left), Role.BODY)


def _role(one: Surface, body: bool) -> Role:
    if not body or one.kind == "rule":
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
