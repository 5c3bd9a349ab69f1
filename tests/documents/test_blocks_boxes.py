"""Cards, mail and boxes: what stands around the text of a report, told by its shape."""

from __future__ import annotations

import time

import pytest

from counterclaim.model import CLAIM_ROLES, Role
from tests.documents.test_blocks_shapes import inside, page, paragraphs, roles

CARDS = [
    *("ON THE MOVE", "Why films went from a quarter of an hour to three hours", "cinema.example Long reads"),
    "Producers once feared that nobody would sit through anything longer than one reel of celluloid.",
    *("BAKED", "The sourdough starter that crossed two oceans", "kitchen.example Food"),
    "A jar of flour paste has been fed daily since great-grandmother boarded her steamer.",
    *("JACKPOT", "Many many rounds of bingo", "leisure.example Games"),
    "It is the one pastime where money becomes more magical the less of it anybody wins.",
    *("BARK", "A new way to reckon how old your dog is", "animals.example Science"),
    "Multiplying by seven was never right, geneticists believe after sequencing labradors.",
]
MAIL = [
    *("Date: Mon, 19 Feb 2024 08:12:40 +0200", "From: Amal Deng <amal@river.example>"),
    *("To: field@river.example", "Subject: [Field] The ford at Um Serdiba"),
]


def test_repeated_cards_of_other_stories_are_furniture() -> None:
    more = [line[:-1] + f", on day {day}." for day in (1, 2) for line in paragraphs()]
    text, start = page(*more)
    end = text.index("Most read")
    found = roles([*text[:end], *CARDS, *text[end:]])
    assert set(found[end : end + len(CARDS)]) == {Role.FURNITURE}
    assert set(found[start : start + 8]) == {Role.BODY}


def test_entries_that_speak_of_the_same_are_kept() -> None:
    shapes = [
        line
        for place in ("NORTH", "SOUTH", "EAST", "WEST")
        for line in (
            place,
            f"The families at the ford in the {place.lower()}",
            "Told to this writer",
            f"Residents of the village in the {place.lower()} buried seven people, drivers and a teacher said.",
        )
    ]
    prose = [role for line, role in zip(shapes, inside(*shapes), strict=True) if line.endswith(".")]
    assert set(prose) <= CLAIM_ROLES


def test_header_lines_and_signatures_of_mail() -> None:
    found = roles(
        [*paragraphs(), "", *MAIL, "", *paragraphs(), "", "Amal", "--", "Amal Deng", "Field monitor"]
    )
    assert found[5:9] == [Role.FURNITURE] * 3 + [Role.TITLE]
    assert set(found[-4:]) == {Role.FURNITURE}
    assert set(found[:4]) == set(found[10:14]) == {Role.BODY}


def test_two_lines_like_those_of_a_header_are_no_mail() -> None:
    assert set(inside("From: the ford", "To: the mill, by night and without lights.")) <= CLAIM_ROLES


@pytest.mark.parametrize(
    ("name", "role"),
    [("Amal Deng", Role.FURNITURE), ("Rahel Tessema", Role.FURNITURE), ("Yusuf Odeh", Role.BODY)],
)
def test_writers_at_the_end_are_furniture_and_people_of_the_report_are_not(name: str, role: Role) -> None:
    text, _ = page("The list was begun by Yusuf Odeh, whom the families of the dead trust most of all.")
    last = text.index(paragraphs()[-1]) + 1
    line = f"{name} is a journalist who lives by the river and has written two novels."
    assert roles([*text[:last], line, *text[last:]])[last] is role


def test_counts_of_a_page_open_no_list_of_references() -> None:
    text, _ = page()
    top = [
        "Damage to health posts: a census",
        "Published: 9 May 2023",
        "12 Citations",
        "Abstract",
        "Background",
    ]
    found = roles([*text[:4], *top, *paragraphs("(1)", "(2)", "(3)"), *text[-5:]])
    assert Role.REFERENCE not in found


def test_running_heads_with_page_numbers_inside_wrapped_paragraphs() -> None:
    words = " ".join(paragraphs()).split()
    lines, line = [], ""
    for word in words * 3:
        if len(line) + len(word) > 64:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    lines.insert(4, "2 | Fuel, Salt and Silence")
    lines.insert(15, "Centre for Studies | 3")
    found = roles(lines)
    assert [index for index, role in enumerate(found) if role is Role.FURNITURE] == [4, 15]


@pytest.mark.parametrize("line", ["[a](b) " * 60 + "![" * 300, "[a](b)   " * 70 + "x", "![a" * 200])
def test_lines_made_to_be_slow_are_read_at_once(line: str) -> None:
    started = time.perf_counter()
    roles([line] * 20)
    assert time.perf_counter() - started < 2
