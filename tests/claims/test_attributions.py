from __future__ import annotations

import pytest

from counterclaim.claims.attribution import attributions
from counterclaim.claims.sentence import RawSentence, parse
from counterclaim.model import Role, Span

OFFSET = 100


def read(text: str) -> list[tuple[str | None, str, tuple[str, ...]]]:
    """Source, cue and content of each attribution of a sentence that starts at `OFFSET`."""
    raw = RawSentence(Span(OFFSET, OFFSET + len(text), text), Role.BODY, 0)
    (sentence,) = parse([raw])
    found = list(attributions([sentence]))
    for said in found:
        for span in (said.cue, *said.content, *([said.source] if said.source else [])):
            assert text[span.start - OFFSET : span.end - OFFSET] == span.text
    return [
        (said.source.text if said.source else None, said.cue.text, tuple(one.text for one in said.content))
        for said in found
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The minister said that the bridge was safe.",
            "The minister",
            "said",
            ("that the bridge was safe",),
        ),
        ('"We won," Smith told supporters in Ohio.', "Smith", "told", ('"We won,"',)),
        ("“It was fun,” he said, “and I liked it.”", "he", "said", ("“It was fun,”", "“and I liked it.”")),
        ("According to the ministry, ten people died.", "the ministry", "According to", ("ten people died",)),
        (
            "Ten people died, according to a spokesman for the ministry.",
            "a spokesman for the ministry",
            "according to",
            ("Ten people died",),
        ),
        (
            "The minister has accused the union of lying.",
            "The minister",
            "has accused",
            ("the union of lying",),
        ),
    ],
)
def test_who_says_what(text: str, source: str, cue: str, content: tuple[str, ...]) -> None:
    assert (source, cue, content) in read(text)


def test_nobody_is_named() -> None:
    ((source, cue, content),) = read("It was reported that he fled.")
    assert (source, cue) == (None, "was reported")
    assert "that he fled" in content


def test_a_sentence_that_attributes_nothing() -> None:
    assert read("The bridge fell on Monday and two cars were lost.") == []


def test_one_inside_another() -> None:
    found = read("The agency said the mayor had denied the rumour.")
    assert [(source, content) for source, _, content in found] == [
        ("The agency", ("the mayor had denied the rumour",)),
        ("the mayor", ("the rumour",)),
    ]
