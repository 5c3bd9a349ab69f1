"""Phrases are found as the pattern of their list finds them, and cheap looks before patterns lose nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.lexicon import modality_words, phrases, phrases_in, verification_patterns, words
from counterclaim.claims.modality import stated_verification

LISTS = ("accident", "crime", "fiction", "no_sign_of_war", "peaceful", "politics", "sign_of_war", "unreal")
PARTS = st.sampled_from(sorted(set().union(*map(words, LISTS)))) | st.text(max_size=3)
GLUE = st.sampled_from([" ", "-", "", "_", ", ", "\n", "  "])


@given(st.lists(st.tuples(PARTS, GLUE), max_size=8), st.booleans(), st.sampled_from(LISTS))
def test_phrases_are_those_of_the_pattern(parts: list[tuple[str, str]], capitals: bool, name: str) -> None:
    text = "".join(part for pair in parts for part in pair)
    text = text.upper() if capitals else text
    assert phrases_in(name, text) == tuple(match[0].lower() for match in phrases(name).finditer(text))


@pytest.mark.parametrize("name", LISTS)
def test_phrases_begin_and_end_with_letters(name: str) -> None:
    assert all(re.fullmatch(r"\w|\w.*\w", phrase) for phrase in words(name))


_VERIFYING = (
    "could not been be verified verify confirm CONFIRMED independently checked established none of no way to "
    "impossible neither unverified reportedly allegedly footage images video bears borne bore out by in dispute "
    "disputed contradicts contested claims conflicting reports official word immediate confirmation check witness "
    "outsider since visually"
)


@given(st.lists(st.sampled_from(_VERIFYING.split()), min_size=1, max_size=7).map(" ".join))
def test_every_statement_of_certainty_has_a_cue(text: str) -> None:
    if any(pattern.search(text) for pattern in verification_patterns().values()):
        assert any(cue in text.lower() for cue in modality_words()["verification_cues"])
        assert stated_verification(text) is not None
