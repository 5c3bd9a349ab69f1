from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.text.numbers import find_fractions, find_numbers

OPEN = None


def read(text: str) -> list[tuple[int | None, int | None, bool]]:
    return [(number.low, number.high, number.approximate) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("killed 12 people", 12, 12, False),
        ("1,200 homes", 1200, 1200, False),
        ("1 200 people", 1200, 1200, False),
        ("1\u202f200 people", 1200, 1200, False),
        ("1.200.000 people", 1200000, 1200000, False),
        ("1.200 people fled", 1200, 1200, False),
        ("twenty-three villagers", 23, 23, False),
        ("TWENTY-THREE SOLDIERS", 23, 23, False),
        ("two hundred and fifty men", 250, 250, False),
        ("two hundred fifty men", 250, 250, False),
        ("one thousand two hundred and five", 1205, 1205, False),
        ("fifteen hundred refugees", 1500, 1500, False),
        ("one and a half million people", 1500000, 1500000, False),
        ("2.5 million people", 2500000, 2500000, False),
        ("250 thousand people", 250000, 250000, False),
        ("a hundred and fifty", 150, 150, False),
        ("half a million", 500000, 500000, True),
        ("a quarter of a million", 250000, 250000, True),
        ("a dozen gunmen", 12, 12, True),
        ("half a dozen shells", 6, 6, True),
        ("two dozen men", 24, 24, True),
        ("some two dozen men", 24, 24, True),
        ("dozens of people", 24, OPEN, True),
        ("scores of villagers", 40, OPEN, True),
        ("hundreds fled", 200, OPEN, True),
        ("thousands fled", 2000, OPEN, True),
        ("tens of people", 20, OPEN, True),
        ("tens of thousands", 20000, OPEN, True),
        ("hundreds of thousands of people", 200000, OPEN, True),
        ("a few hundred fighters", 200, 400, True),
        ("a few dozen fighters", 24, 48, True),
        ("several soldiers", 3, OPEN, True),
        ("several hundred fighters", 300, OPEN, True),
        ("several dozen", 36, OPEN, True),
        ("multiple suspects", 3, OPEN, True),
        ("a couple of men", 2, 2, True),
        ("a couple of hundred men", 200, 200, True),
        ("a pair of rockets", 2, 2, False),
        ("a handful of guards", 3, OPEN, True),
        ("10 to 15 men", 10, 15, False),
        ("between 10 and 15 men", 10, 15, False),
        ("from 10 to 15 men", 10, 15, False),
        ("anywhere between 20 and 40", 20, 40, False),
        ("10-15 men", 10, 15, False),
        ("10–15 men", 10, 15, False),
        ("10 or 11 men", 10, 11, False),
        ("five or six men", 5, 6, False),
        ("600 to 900 men", 600, 900, False),
        ("10 to 15 thousand men", 10000, 15000, False),
        ("two to three dozen", 24, 36, True),
        ("some 300 to 400 fighters", 300, 400, True),
        ("more than 250", 250, OPEN, False),
        ("over 250", 250, OPEN, False),
        ("at least five", 5, OPEN, False),
        ("AT LEAST FIVE", 5, OPEN, False),
        ("no fewer than 116 civilians", 116, OPEN, False),
        ("upwards of 250", 250, OPEN, False),
        ("just over 30", 30, OPEN, False),
        ("exceeded 1,000", 1000, OPEN, False),
        ("50 or more", 50, OPEN, False),
        ("100+ people", 100, OPEN, False),
        ("more than a dozen", 12, OPEN, True),
        ("at least several hundred", 300, OPEN, True),
        ("up to 30", OPEN, 30, False),
        ("as many as 30", OPEN, 30, False),
        ("at most 30", OPEN, 30, False),
        ("fewer than 30", OPEN, 30, False),
        ("under 30", OPEN, 30, False),
        ("no more than 5", OPEN, 5, False),
        ("fewer than a dozen", OPEN, 12, True),
        ("nearly 7,000", 7000, 7000, True),
        ("some 7,000", 7000, 7000, True),
        ("an estimated 7,000", 7000, 7000, True),
        ("close to 7,000", 7000, 7000, True),
        ("~7,000", 7000, 7000, True),
        ("20 or so", 20, 20, True),
        ("200-odd", 200, 200, True),
        ("at least 10 and possibly as many as 15", 10, 15, False),
        ("at least 10, but no more than 15", 10, 15, False),
        ("a total of 40 men", 40, 40, False),
        ("no casualties", 0, 0, False),
        ("no civilian casualties", 0, 0, False),
        ("without loss of life", 0, 0, False),
        ("no one was killed", 0, 0, False),
        ("none of them were hurt", 0, 0, False),
    ],
)
def test_one_number(text: str, low: int | None, high: int | None, approximate: bool) -> None:
    assert read(text) == [(low, high, approximate)]


@pytest.mark.parametrize(
    "text",
    [
        "the second man",
        "the twenty-third man",
        "the 105th Brigade",
        "the 21st of the month",
        "two-thirds of the city",
        "one third of the town",
        "T-72 and M16",
        "a Su-24",
        "2018-05-04",
        "4/5/2018",
        "at 10:30",
        "no one knows",
        "one another",
        "no immediate reports of casualties",
        "no further casualties",
        "few casualties",
        "settling scores",
        "1" * 5000,
        "",
        "\x00\ufffd",
    ],
)
def test_no_number(text: str) -> None:
    assert find_numbers(text) == []


def test_a_change_has_two_figures() -> None:
    assert read("the toll rose from 10 to 15") == [(10, 10, False), (15, 15, False)]


def test_numbers_of_a_list_stay_apart() -> None:
    assert read("killed 12, wounded 30 and captured three") == [
        (12, 12, False),
        (30, 30, False),
        (3, 3, False),
    ]


def test_span_holds_the_modifiers() -> None:
    text = "Officials say more than 1,200 of them left."
    (number,) = find_numbers(text)
    assert text[number.start : number.end] == "more than 1,200"


UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
UNITS += ["seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(value: int, link: str) -> str:
    if value < 20:
        return UNITS[value]
    if value < 100:
        return TENS[value // 10 - 2] + (f"-{UNITS[value % 10]}" if value % 10 else "")
    size, name = (1000, "thousand") if value >= 1000 else (100, "hundred")
    text = f"{in_words(value // size, link)} {name}"
    rest = value % size
    if not rest:
        return text
    return text + (link if rest < 100 else " ") + in_words(rest, link)


@given(st.integers(0, 9999), st.sampled_from([" and ", " "]), st.booleans())
def test_words_equal_digits(value: int, link: str, upper: bool) -> None:
    words = in_words(value, link)
    spoken = find_numbers(f"said {words.upper() if upper else words}.")
    (written,) = find_numbers(f"said {value}.")
    assert [(number.low, number.high) for number in spoken] == [(written.low, written.high)]


PIECES = st.sampled_from(
    [
        "more than ",
        "up to ",
        "about ",
        "12",
        "1,200",
        " to ",
        "-",
        " and ",
        "dozen ",
        "hundreds ",
        "of ",
        "two ",
        "hundred ",
        "at least ",
        "a few ",
        "no ",
        "casualties ",
        "from ",
        "between ",
        "half a ",
        "million",
        ", ",
        ".5",
        " or ",
        "third ",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_spans_are_in_order_and_bounds_agree(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert text[number.start : number.end].strip() == text[number.start : number.end]
        assert number.low is None or number.high is None or number.low <= number.high
        assert number.low is not None or number.high is not None
        end = number.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for number in find_numbers(text):
        assert 0 <= number.start < number.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["1,", "at least ", "two hundred and ", "1 ", "between ", "a", "10-", "from 1 to "]
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    started = time.monotonic()
    find_numbers(piece * (60_000 // len(piece)))
    assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("half of the city", 50, 50, False),
        ("about two thirds of it", 66, 67, True),
        ("two-thirds of it", 66, 67, False),
        ("a quarter of the country", 25, 25, False),
        ("more than a third", 33, OPEN, False),
        ("less than one fifth", OPEN, 20, False),
        ("three quarters", 75, 75, False),
    ],
)
def test_fractions_are_per_cent(text: str, low: int | None, high: int | None, approximate: bool) -> None:
    (found,) = find_fractions(text)
    assert (found.low, found.high, found.approximate) == (low, high, approximate)


@pytest.mark.parametrize("text", ["the third attack", "three halves", "a second time", "12 soldiers"])
def test_no_fractions(text: str) -> None:
    assert find_fractions(text) == []


@given(st.text(alphabet="a half two-thirds quarter of more than about ", max_size=60))
def test_fractions_lie_in_the_text_and_below_the_whole(text: str) -> None:
    for found in find_fractions(text):
        assert 0 <= found.start < found.end <= len(text)
        assert all(0 < bound < 100 for bound in (found.low, found.high) if bound is not None)
