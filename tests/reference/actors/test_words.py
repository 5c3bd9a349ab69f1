from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reference.actors.words import alternatives, at_word_start

WORD = st.text("ab", min_size=1, max_size=4)
WORDS = st.lists(st.one_of(WORD, st.tuples(WORD, WORD).map(" ".join)), min_size=1, max_size=6)
TEXT = st.text("ab .-", max_size=30)


@given(WORDS, TEXT)
def test_alternatives_are_all_of_the_words_the_longest_first(words: list[str], text: str) -> None:
    plain = "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))
    grouped = re.compile(alternatives(words))
    text = " ".join(text.split())
    assert [one.span() for one in grouped.finditer(text)] == [one.span() for one in re.finditer(plain, text)]


@given(WORDS, TEXT)
def test_words_are_met_where_a_word_begins(words: list[str], text: str) -> None:
    plain = "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))
    text = " ".join(text.split())
    found = [one.span() for one in re.finditer(rf"(?:{at_word_start(words)})\b", text)]
    assert found == [one.span() for one in re.finditer(rf"\b(?:{plain})\b", text)]


def test_white_space_and_apostrophes_may_be_others() -> None:
    assert re.fullmatch(alternatives(["Shi'ite militia"]), "Shi’ite  militia")
