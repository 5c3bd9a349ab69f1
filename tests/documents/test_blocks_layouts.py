"""Layouts of pages in `blocks_layouts`, written for these tests: a role, a tab and the line.

Those with empty lines are read as they are, the others once without empty lines and once with one after each.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.documents.blocks import segment
from counterclaim.model import CLAIM_ROLES, Role

LAYOUTS = sorted((Path(__file__).parent / "blocks_layouts").glob("*.tsv"))
WRAPPED = ("paged", "translated-notebook")
NOTES = {Role.FOOTNOTE, Role.REFERENCE}
HEAD = {Role.TITLE, Role.DATELINE}


def group(role: Role) -> str:
    if role in CLAIM_ROLES:
        return "body"
    if role in NOTES:
        return "notes"
    return "head" if role in HEAD else "furniture"


def read(path: Path) -> list[tuple[Role, str] | None]:
    pairs = [line.partition("\t") for line in path.read_text("utf-8").splitlines()]
    return [(Role(role), line) if role else None for role, _, line in pairs]


def spaced(path: Path, lines: list[tuple[Role, str] | None]) -> list[list[tuple[Role, str] | None]]:
    """The ways in which the lines are read."""
    if None in lines or path.stem.startswith(WRAPPED):
        return [lines]
    return [lines, [part for line in lines for part in (line, None)]]


def wrong_lines(lines: list[tuple[Role, str] | None]) -> list[tuple[Role, Role, str]]:
    """Wanted role, given role and text of the lines whose roles fall in different groups."""
    blocks = segment("\n".join(line[1] if line else "" for line in lines)).blocks
    wrong, start = [], 0
    for line in lines:
        text = line[1] if line else ""
        if line:
            at = start + len(text) - len(text.lstrip())
            given = next(block.role for block in blocks if block.start <= at < block.end)
            if group(line[0]) != group(given):
                wrong.append((line[0], given, text))
        start += len(text) + 1
    return wrong


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_no_line_of_text_is_lost(path: Path) -> None:
    for way in spaced(path, read(path)):
        assert not [item for item in wrong_lines(way) if item[0] is Role.BODY and item[1] not in HEAD]


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_lines_fall_in_their_groups(path: Path) -> None:
    lines = read(path)
    count = sum(line is not None for line in lines)
    for way in spaced(path, lines):
        wrong = wrong_lines(way)
        assert len(wrong) <= max(2, 0.12 * count), wrong


def test_there_are_layouts() -> None:
    assert len(LAYOUTS) >= 120
