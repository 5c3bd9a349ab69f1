"""Names of private persons: measured on sentences from many regions, half of them not looked at for the rules."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

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


def letters(number: int) -> str:
    """Another ending for each number."""
    return "".join(chr(97 + int(digit)) for digit in str(number))


SHAPES: dict[str, Callable[[str], str]] = {
    "one name": lambda _: "Ali ",
    "persons": lambda one: f"Ali Hasan{one}, 34, died. ",
    "persons and officials": lambda one: f"Minister Ali H{one} met Omar S{one}, 34. ",
    "officials of long names": lambda one: (
        f"Minister Ali Omar Said Kamal Yusuf Nasser H{one} met Mr Omar Said. "
    ),
    "persons who are officials": lambda one: f"Minister Ali O{one} spoke. Mr Ali said no. ",
    "titles": lambda _: "Mr. Dr. Sheikh ",
    "titles and names": lambda one: f"Mr. Ali{one} Mr. Hasan ",
    "initials": lambda _: "A. B. ",
    "everything in capitals": lambda one: f"ALI HASAN{one.upper()} ",
    "particles": lambda _: "Ali al bin de ",
}
PATTERNS = {"hyphens": "a-", "one word": "A", "blanks": "Ali          \n\n", "commas": "Ali, the, the, the "}


def text_of(shape: str, length: int) -> str:
    """A text of one shape, each time with another word in it."""
    parts: list[str] = []
    size = 0
    while size < length:
        parts.append(SHAPES[shape](letters(len(parts))))
        size += len(parts[-1])
    return "".join(parts)


def calls(text: str) -> int:
    """How many functions are called, and how often generators go on, to find the names in a text."""
    many = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal many
        many += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        persons(text)
    finally:
        sys.setprofile(None)
    return many


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_as_the_text_does(shape: str) -> None:
    small, large = text_of(shape, 4_000), text_of(shape, 16_000)
    persons(large)
    assert calls(large) < 5.5 * calls(small)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_of_patterns_grows_as_the_text_does(pattern: str) -> None:
    def seconds(times: int) -> float:
        text = PATTERNS[pattern] * times
        before = time.process_time()
        persons(text)
        return time.process_time() - before

    assert min(seconds(16_000) for _ in range(3)) < 64 * max(0.002, *(seconds(1_000) for _ in range(3)))
