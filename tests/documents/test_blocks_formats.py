"""Forms of text with marks of their own: running heads, margins, wiki source, telegrams, chats, posts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.documents.blocks.formats import read_forms
from counterclaim.documents.blocks.formats.chats import chats
from counterclaim.documents.blocks.formats.gutters import numbers_apart
from counterclaim.documents.blocks.formats.posts import post_heads
from counterclaim.documents.blocks.formats.running import running_lines
from counterclaim.documents.blocks.formats.symbols import symbols
from counterclaim.documents.blocks.formats.telegrams import telegram_lines
from counterclaim.documents.blocks.formats.wikitext import wikitext
from counterclaim.documents.blocks.lines import split_lines
from counterclaim.model import Role

TEXT = ["The bridge was blown up at night.", "Two guards died.", "Nobody claimed it.", "The road is closed."]


def pages(*feet: str) -> list[str]:
    """Four lines of text before each foot."""
    return [line for foot in feet for line in (*TEXT, foot)]


@pytest.mark.parametrize(
    "feet",
    [
        ("Case 12-1    2/5    14 May 2003", "Case 12-1    3/5    14 May 2003"),
        ("2016] DETENTION AT SEA 113", "2016] DETENTION AT SEA 115"),
        ("34 MERIDIAN May 1988", "May 1988 MERIDIAN 35"),
        ("p.4411", "p.4410"),
        ("https://a.example/raid     1/3", "https://a.example/raid     2/3"),
    ],
)
def test_feet_count_pages(feet: tuple[str, str]) -> None:
    assert running_lines(pages(*feet)) == {4, 9}


@pytest.mark.parametrize(
    "feet",
    [("Day 3", "Day 4"), ("Killed: 3", "Killed: 4"), ("12 May 2003", "13 May 2003"), ("1. Raid", "2. Raid")],
)
def test_other_numbers_are_no_pages(feet: tuple[str, str]) -> None:
    assert running_lines(pages(*feet)) == set()


def test_the_head_of_the_even_page_is_found_by_its_number() -> None:
    lines = pages("2016] DETENTION AT SEA 113", "114 COASTAL LAW REVIEW", "2016] DETENTION AT SEA 115")
    assert running_lines(lines) == {4, 9, 14}


def test_numbers_in_the_margin_are_dropped() -> None:
    page = "\n".join(f"{number}  the shells fell and went on" for number in range(1, 9))
    cleaned, _ = read_forms(list(split_lines(f"{page}\n{page}")))
    assert {line.text for line in cleaned} == {"the shells fell and went on"}


def test_a_numbered_list_keeps_its_numbers() -> None:
    page = "\n".join(f"{number}  Shells fell on Haras." for number in range(1, 9))
    cleaned, _ = read_forms(list(split_lines(page)))
    assert cleaned[0].text.startswith("1 ")


def test_numbers_apart_come_again_on_every_page() -> None:
    lines = [line for _ in range(2) for number in "1234" for line in (number, TEXT[0])]
    assert numbers_apart(lines) == {index for index in range(16) if index % 2 == 0}


def test_wiki_source() -> None:
    lines = [
        "{{Infobox raid",
        "| place = Bosso",
        "}}",
        "== Raid ==",
        TEXT[0],
        "== References ==",
        "{{Reflist}}",
    ]
    found = wikitext([*lines, "[[Category:Raids]]"])
    assert found == dict.fromkeys(range(3), Role.BODY) | {
        5: Role.REFERENCE,
        6: Role.REFERENCE,
        7: Role.FURNITURE,
    }


def test_a_telegram_has_a_subject_and_a_header() -> None:
    lines = [
        "ZCZC ABC1",
        "P 141440Z MAR 97",
        "FM AMEMBASSY KINSHASA",
        "SUBJECT: KISANGANI",
        TEXT[0].upper(),
        "NNNN",
    ]
    found = telegram_lines(lines)
    assert [found.get(index) for index in (0, 2, 3, 4)] == [Role.FURNITURE, Role.FURNITURE, Role.TITLE, None]


def test_a_chat_has_messages_and_notices() -> None:
    stamp = "03/11/2022, 19:0"
    found = chats([f"{stamp}{n} - Desta: {TEXT[0]}" for n in range(3)] + [f"{stamp}4 - You were added"])
    assert list(found.values()) == [Role.BODY] * 3 + [Role.FURNITURE]


def test_heads_of_posts_are_a_name_and_a_handle() -> None:
    lines = [line for _ in range(3) for line in ("Wadi Notes", "@wadinotes · Nov 3", TEXT[0])]
    assert set(post_heads(lines)) == {0, 1, 3, 4, 6, 7}


@pytest.mark.parametrize("line", ["- 2 -", "Page 3 of 9", "24-11873 (E)", "*2411873*", "S/2004/882"])
def test_symbols_stand_alone(line: str) -> None:
    assert symbols([line]) == {0: Role.FURNITURE}


@pytest.mark.parametrize("line", ["Page 3 was torn out.", "T-72", "12", "S/2004/882 was adopted"])
def test_what_only_looks_like_a_symbol(line: str) -> None:
    assert symbols([line]) == {}


@given(st.text(alphabet="ab1 .:/-[]{}|=@#\n", max_size=200))
def test_forms_keep_the_lines(text: str) -> None:
    lines = list(split_lines(text))
    cleaned, roles = read_forms(lines)
    assert [(line.start, line.end) for line in cleaned] == [(line.start, line.end) for line in lines]
    assert set(roles) <= set(range(len(lines)))
