"""Names of private persons: measured on sentences from many regions, half of them not looked at for the rules."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.text.persons import fold, persons

SENTENCES = Path(__file__).with_name("person_sentences.tsv")
TITLES = {"mr", "mrs", "dr", "sheikh", "constable"}


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A sentence without its braces, and where they were."""
    plain, spans, start = "", [], 0
    for sign in text:
        if sign == "{":
            start = len(plain)
        elif sign == "}":
            spans.append((start, len(plain)))
        else:
            plain += sign
    return plain, spans


def measured(part: str) -> tuple[int, int, int]:
    """Names, names withheld in whole, and spans withheld that are no private person's."""
    many = whole = wrong = 0
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line.startswith("#") or line.split("\t")[0] != part:
            continue
        text, names = marked(line.split("\t")[2])
        found = persons(text)
        hidden = {at for start, end in found for at in range(start, end)}
        many += len(names)
        whole += sum(_is_hidden(text, start, end, hidden) for start, end in names)
        wrong += sum(not any(a < d and c < b for c, d in names) for a, b in found)
    return many, whole, wrong


def _is_hidden(text: str, start: int, end: int, hidden: set[int]) -> bool:
    words = [one for one in re.finditer(r"[^\W\d_]+", text[start:end]) if fold(one[0]) not in TITLES]
    return all(start + at in hidden for one in words for at in range(*one.span()))


@pytest.mark.parametrize("part", ["tuned", "kept"])
def test_most_names_are_found_and_little_else(part: str) -> None:
    many, whole, wrong = measured(part)
    assert many > 50
    assert whole / many >= 0.95
    assert whole / (whole + wrong) >= 0.92


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Foreign Secretary Philip Hammond spoke. Mr Hammond said no.", []),
        ("Ali Hasan, 34, was killed. Hasan had two sons.", ["Ali Hasan", "Hasan"]),
        ("The governor of Homs, Talal Barazi, said so.", []),
        ("Khaled Omar, the mayor of Douma, said so.", []),
        ("Karim Nasser, a farmer, said so.", ["Karim Nasser"]),
        ("The Khalid ibn al-Walid Army took Ali Hasan Street.", []),
        ("The USS George Washington left for San Antonio.", []),
        ("", []),
    ],
)
def test_offices_bodies_and_later_mentions(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in persons(text)] == names


def test_a_known_place_or_body_is_no_person() -> None:
    text = "Fighters met Ali Kamal and Omar Said."
    assert len(persons(text)) == 2
    assert (
        persons(text, place=lambda name: name == "Ali Kamal", public=lambda name: name == "Omar Said") == []
    )


@given(st.text(max_size=300))
def test_spans_are_ascending_and_inside(text: str) -> None:
    at = 0
    for start, end in persons(text):
        assert at <= start < end <= len(text)
        at = end


def test_time_grows_with_the_length_alone() -> None:
    for text in ("Ali " * 50_000, "Mr. " * 50_000, "a-" * 100_000, "Ali Hasan, " * 20_000, "A" * 200_000):
        before = time.process_time()
        persons(text)
        assert time.process_time() - before < 8
