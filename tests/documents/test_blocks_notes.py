"""Styles of notes, in the texts of `blocks_notes.txt`: N note, B body, F furniture, blank any."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.documents.blocks import segment
from counterclaim.model import Role

TEXTS = {
    name: body.strip("\n").split("\n")
    for part in (Path(__file__).parent / "blocks_notes.txt").read_text("utf-8").split("=== ")[1:]
    for name, _, body in [part.partition("\n")]
}
KINDS = {Role.FOOTNOTE: "N", Role.REFERENCE: "N", Role.FURNITURE: "F"}
SPACED = [(name, gap) for name in TEXTS for gap in ("\n", "\n\n") if not name.endswith("(wrapped)")]
WRAPPED = [(name, "\n") for name in TEXTS if name.endswith("(wrapped)")]


@pytest.mark.parametrize(("name", "between"), SPACED + WRAPPED)
def test_lines_of_notes(name: str, between: str) -> None:
    kinds = [line[:1] for line in TEXTS[name]]
    lines = [line[2:] for line in TEXTS[name]]
    text = between.join(lines)
    blocks = segment(text).blocks
    wrong: list[str] = []
    start = 0
    for kind, line in zip(kinds, lines, strict=True):
        if line.strip():
            offset = start + len(line) - len(line.lstrip())
            role = next(block.role for block in blocks if block.start <= offset < block.end)
            if kind != " " and KINDS.get(role, "B") != kind:
                wrong.append(f"{kind} taken as {role}: {line}")
        start += len(line) + len(between)
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "references", "cited"),
    [
        ("number alone on its line", ["1", "2", "3"], ["1", "2"]),
        ("roman numerals", ["i", "ii", "iii", "iv"], ["i", "ii", "iii"]),
        ("round numbers, first note beside the heading", ["1", "2", "3"], ["1", "2"]),
        ("stars and daggers", ["*", "†", "‡"], ["*", "†", "‡"]),
        ("superscripts", ["1", "2", "3"], ["1", "2", "3"]),
    ],
)
def test_marks_in_the_text_cite_their_notes(name: str, references: list[str], cited: list[str]) -> None:
    result = segment("\n\n".join(line[2:] for line in TEXTS[name]))
    assert [reference.id for reference in result.references] == references
    assert [mark.reference for mark in result.note_marks] == cited
