"""Layouts of pages in `blocks_layouts`, written for these tests: a role, a tab and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.documents.blocks import segment
from counterclaim.model import CLAIM_ROLES, Role

LAYOUTS = sorted((Path(__file__).parent / "blocks_layouts").glob("*.tsv"))
WRAPPED = ("paged", "translated")
NOTES = {Role.FOOTNOTE, Role.REFERENCE}
HEAD = {Role.TITLE, Role.DATELINE}


def group(role: Role) -> str:
    if role in CLAIM_ROLES:
        return "body"
    if role in NOTES:
        return "notes"
    return "head" if role in HEAD else "furniture"


def read(path: Path) -> tuple[list[Role], list[str]]:
    pairs = [line.split("\t", 1) for line in path.read_text("utf-8").splitlines()]
    return [Role(role) for role, _ in pairs], [line for _, line in pairs]


def given(lines: list[str], between: str) -> list[Role]:
    text = between.join(lines)
    blocks = list(segment(text).blocks)
    roles, start = [], 0
    for line in lines:
        roles.append(next(block.role for block in blocks if block.start <= start < block.end))
        start += len(line) + len(between)
    return roles


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["dense", "spaced"])
@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_lines_fall_in_their_groups(path: Path, between: str) -> None:
    if between == "\n\n" and path.stem.startswith(WRAPPED):
        pytest.skip("an empty line after each wrapped line is no text that occurs")
    gold, lines = read(path)
    wrong = [
        (wanted.value, role.value, line)
        for wanted, role, line in zip(gold, given(lines, between), lines, strict=True)
        if group(wanted) != group(role)
    ]
    lost = [item for item in wrong if item[0] == "body" and item[1] in {"furniture", "footnote", "reference"}]
    assert not lost
    assert len(wrong) <= max(2, 0.12 * len(lines)), wrong


def test_there_are_layouts() -> None:
    assert len(LAYOUTS) >= 30
