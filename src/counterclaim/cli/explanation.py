"""An explained report on a terminal: its text with block roles in the margin, and its claims field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from counterclaim.ask.explained import Line, Passage, Step, headline, lines, passages
from counterclaim.cli.answer import words
from counterclaim.cli.output import console, many
from counterclaim.cli.table import safe_text
from counterclaim.safe import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Json = Mapping[str, Any]
_MARGIN = 11
_LABEL = 14
_INDENT = 4
_GAP = 2
_WIDE = 112
"""Columns from which a field, its value, its words and its rule stand side by side."""
_SHORT_ROLES = {"editorial_note": "ed. note"}
_QUIET = frozenset({"furniture", "footnote", "reference"})


def show_explained(document: Json) -> None:
    """Print what `explained_dict` gave of one report."""
    out = console()
    out.print(safe_text(document["title"] or document["path"], "bold"))
    published = f"published {document['published'] or 'on a date not stated'}"
    facts = [document["publisher"], published, many(len(document["claims"]), "claims")]
    out.print(safe_text("; ".join(fact for fact in facts if fact), "dim"))
    out.print()
    for role, found in passages(document):
        _show_block(out, role, found)


def _show_block(out: Console, role: str, found: list[Passage]) -> None:
    from rich.text import Text

    margin = _SHORT_ROLES.get(role, words(role))
    text = Text()
    for passage in found:
        text.append_text(_marked(passage) if passage.claims else _plain(passage, role))
        if passage.claims:
            _print_text(out, margin, text)
            for number, claim in passage.claims:
                _show_claim(out, number, claim)
            margin, text = "", Text()
    if text.plain.strip():
        _print_text(out, margin, text)
        out.print()


def _plain(passage: Passage, role: str) -> Text:
    return safe_text(passage.text, "bold" if role == "title" else "dim" if role in _QUIET else "")


def _marked(passage: Passage) -> Text:
    """A sentence with the number of each claim behind its trigger."""
    from rich.text import Text

    text = Text()
    at = 0
    triggers = sorted(
        (claim["trigger"]["start"], claim["trigger"]["end"], number) for number, claim in passage.claims
    )
    for start, end, number in triggers:
        first, last = max(at, start - passage.start), end - passage.start
        text.append_text(safe_text(passage.text[at:first]))
        text.append_text(safe_text(passage.text[first:last], "bold underline"))
        text.append(f"[{number}]", "bold cyan")
        at = max(at, last)
    text.append_text(safe_text(passage.text[at:]))
    return text


def _print_text(out: Console, margin: str, text: Text) -> None:
    text = text[len(text.plain) - len(text.plain.lstrip()) : len(text.plain.rstrip())]
    _print_columns(out, 0, [(safe_text(margin, "dim"), _MARGIN), (text, out.width - _MARGIN)])


def _show_claim(out: Console, number: int, claim: Json) -> None:
    heading = safe_text(f"[{number}] ", "bold cyan")
    heading.append_text(safe_text(one_line(headline(claim)), "bold"))
    _print_columns(out, 2, [(heading, out.width - 2)])
    for line in lines(claim):
        for cells in _cells(line, out.width - _INDENT):
            _print_columns(out, _INDENT, cells)
    out.print()


def _cells(line: Line, width: int) -> Iterator[list[tuple[Text, int]]]:
    """Cells of a row for each step; on a narrow terminal the rule stands below the value and the words."""
    label = safe_text(("  " if line.inner else "") + line.label, "green")
    value = safe_text(one_line(line.value))
    left = width - _LABEL
    third = left * 3 // 11
    for step in line.steps:
        said, rule = _said(step), safe_text(one_line(step.rule), "dim")
        if width >= _WIDE:
            yield [(label, _LABEL), (value, third), (said, third), (rule, left - 2 * third)]
        else:
            found = value + ("  " if value.plain and said.plain else "") + said
            if found.plain:
                yield [(label, _LABEL), (found, left)]
                label = safe_text("")
            yield [(label, _LABEL), (safe_text("- ", "dim") + rule, left)]
        label, value = safe_text(""), safe_text("")


def _print_columns(out: Console, indent: int, cells: Sequence[tuple[Text, int]]) -> None:
    """Print texts side by side, each folded to its width less a gap, with nothing behind the last."""
    from rich.text import Text

    last = len(cells) - 1
    columns = [
        list(text.wrap(out, max(8, width - (_GAP if at < last else 0))))
        for at, (text, width) in enumerate(cells)
    ]
    for parts in zip_longest(*columns):
        row = Text(" " * indent)
        at = indent
        for part, (_, width) in zip(parts, cells, strict=True):
            row.append(" " * max(0, at - row.cell_len))
            row.append_text(part or Text())
            at += width
        row.rstrip()
        out.print(row, soft_wrap=True)


def _said(step: Step) -> Text:
    """The words of a step with their offsets."""
    if step.words is None:
        return safe_text("")
    text = safe_text(f'"{one_line(step.words)}"', "cyan")
    return text.append(f" {step.start}-{step.end}", "dim")
