"""Words that tell one event from another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.events.linking.wording import content_words, name_words, proper_names, stems


def test_content_words_are_stems_without_common_words() -> None:
    assert content_words("The army was shelling about 1,200 houses") == {"army", "shelli", "1200", "houses"}


def test_a_trigger_of_common_words_keeps_them() -> None:
    assert stems("was after") == {"was", "after"}
    assert stems("was killed") == {"killed"}


def test_names_are_folded_so_that_spellings_meet() -> None:
    assert name_words("Deir ez-Zor") & name_words("Dayr az-Zawr")
    assert name_words("the of") == frozenset()


def test_names_are_capitalised_words_inside_the_sentence() -> None:
    assert proper_names("Yesterday rebels left Douma for Idlib.") == {"douma", "idlib"}
    assert proper_names("REBELS LEFT DOUMA") == frozenset()


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    for words in (content_words(text), proper_names(text), name_words(text), stems(text)):
        assert all(words)
