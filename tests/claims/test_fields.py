"""Words of other fields: found in any form, however a text is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.fields import share_of_other_fields, words_by_field


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("The goalkeepers of both leagues", "sport", {"goalkeeper", "league"}),
        ("A film’s sequel", "arts", {"sequel"}),
        ("Hackers spread malware", "technology", {"hacker", "malware"}),
        ("Two epidemics and a vaccine", "health", {"epidemic", "vaccine"}),
        ("They were vaccinating children", "health", {"vaccinate"}),
        ("EARTHQUAKES", "nature", {"earthquake"}),
    ],
)
def test_words(text: str, field: str, words: set[str]) -> None:
    assert words <= words_by_field(text)[field]


def test_none_in_a_report_of_war() -> None:
    assert not words_by_field("Gunmen ambushed an army convoy near Gao on Monday, killing nine soldiers.")


def test_a_different_word_counts_once() -> None:
    assert len(words_by_field("malware, malware and malware")["technology"]) == 1


@given(st.text(max_size=200))
def test_share_is_one_of_the_words(text: str) -> None:
    assert 0 <= share_of_other_fields(text) <= 1


@given(st.text(alphabet="abc goal league's-", max_size=100))
def test_case_does_not_count(text: str) -> None:
    assert words_by_field(text.upper()) == words_by_field(text.lower())
