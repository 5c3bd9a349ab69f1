from __future__ import annotations

from datetime import date

import pytest

from counterclaim.claims.times import choose, find_times, is_time_of_saying
from counterclaim.model import When
from counterclaim.text.dates import on_day

PUBLISHED = on_day(date(2018, 5, 19))  # a Saturday
OFFSET = 100


def read(sentence: str, anchor: When | None = None) -> list[When]:
    return find_times(sentence, OFFSET, published=PUBLISHED, anchor=anchor)


def test_spans_are_in_the_document() -> None:
    sentence = "The ministry said on Friday that the base fell on Thursday."
    for when in read(sentence):
        assert when.span is not None
        assert sentence[when.span.start - OFFSET : when.span.end - OFFSET] == when.span.text


def test_a_day_is_the_anchor_of_what_follows_in_the_sentence() -> None:
    first, second = read("Shells fell on 4 May and again the following day.")
    assert (first.edtf, second.edtf) == ("2018-05-04", "2018-05-05")


def test_the_story_is_the_anchor_of_the_first() -> None:
    (when,) = read("The following day the town was quiet.", anchor=on_day(date(2018, 5, 1)))
    assert when.edtf == "2018-05-02"
    assert read("The following day the town was quiet.") == []


@pytest.mark.parametrize(
    ("sentence", "trigger", "edtf"),
    [
        ("The ministry said on Friday that 12 soldiers were killed on Thursday.", "killed", "2018-05-17"),
        ("Officials told reporters on Friday 12 soldiers were killed a day earlier.", "killed", "2018-05-17"),
        ("On Monday rebels took the village, but lost it on Wednesday.", "took", "2018-05-14"),
        ("On Monday rebels took the village, but lost it on Wednesday.", "lost", "2018-05-16"),
        ("Two men were abducted on 2 May; their bodies were found on 9 May.", "abducted", "2018-05-02"),
        ("Two men were abducted on 2 May; their bodies were found on 9 May.", "found", "2018-05-09"),
        ("Twelve soldiers were killed, the ministry said on Friday.", "killed", "2018-05-18"),
    ],
)
def test_the_time_of_an_event(sentence: str, trigger: str, edtf: str) -> None:
    chosen = choose(read(sentence), OFFSET + sentence.index(trigger), sentence, OFFSET)
    assert chosen is not None
    assert chosen.edtf == edtf


def test_without_the_sentence_the_nearest_is_chosen() -> None:
    sentence = "On Monday rebels took the village, but lost it on Wednesday."
    chosen = choose(read(sentence), OFFSET + sentence.index("lost"))
    assert chosen is not None
    assert chosen.edtf == "2018-05-16"
    assert choose([], 0) is None


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The army said on Friday it had left.", True),
        ("He told reporters late on Friday that they left.", True),
        ("On Friday officials said that they left.", False),
        ("They left on Friday.", False),
        ("Friday said nothing.", True),
    ],
)
def test_time_of_saying(sentence: str, said: bool) -> None:
    (when,) = read(sentence)
    assert is_time_of_saying(when, sentence, OFFSET) is said


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("KABUL, Afghanistan (May 18) - Two men were held on Thursday.", ["2018-05-17"]),
        ("NAIROBI, May 18 - Six people were killed yesterday.", ["2018-05-18"]),
        ("ISIS attacked the town on May 16 - and lost.", ["2018-05-16"]),
    ],
)
def test_the_date_of_a_dateline_is_no_time_of_the_event(sentence: str, days: list[str]) -> None:
    assert [when.edtf for when in read(sentence)] == days
