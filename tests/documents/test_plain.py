from __future__ import annotations

import time

import pytest

from counterclaim.documents.plain import without_markdown
from tests.documents.helpers import SENTENCE, read


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Town taken #", "Town taken"),
        ("## 24 killed", "24 killed"),
        ("The **army** said *it* took __the__ _town_.", "The army said it took the town."),
        ("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name"),
        ('See [the report](https://x.example/a_b "T").', "See the report."),
        ("Killed.[3](#fn3) Said[^1] so.", "Killed.[3] Said[1] so."),
        ("[^1]: Desk A, 2017.", "[1] Desk A, 2017."),
        ("Before ![a map](map.png) after", "Before  after"),
        ("> quoted\n> twice", "quoted\ntwice"),
        ("<https://x.example>", "https://x.example"),
        ("```\ncode\n```", "\ncode\n"),
        ("a\n\n* * *\n\nb", "a\n\n\n\nb"),
        (r"\*not\* a \[link\]", "*not* a [link]"),
        ("- one\n- two", "- one\n- two"),
        ("#hashtag and #1", "#hashtag and #1"),
    ],
)
def test_marks_go_and_words_stay(markdown: str, text: str) -> None:
    assert without_markdown(markdown) == text


def test_the_first_heading_is_the_title() -> None:
    document = read(f"# Town **taken**\n\n{SENTENCE}\n\n## Background\n\n{SENTENCE}", "a.md")
    assert document.title == "Town taken"
    assert document.text.startswith("Town taken\n\nThe army")


def test_a_plain_text_is_no_markdown() -> None:
    text = f"# not a heading\n\n*** {SENTENCE} ***"
    assert read(text).text == text


@pytest.mark.parametrize(
    "piece", ["[", "[a](", "![a](", "**a", "_a", "`", "\\", "> ", "# ", "[^", "<http://", "- "]
)
def test_hostile_markdown_takes_linear_time(piece: str) -> None:
    began = time.perf_counter()
    without_markdown(piece * 100_000)
    without_markdown("\n".join([piece] * 50_000))
    assert time.perf_counter() - began < 4
