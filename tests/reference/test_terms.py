from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reference.terms import LevelledText, Terms

TERMS: Terms[str] = Terms(
    [
        ("Islamic State", "is"),
        ("IS", "is"),
        ("Islamic State in Iraq", "isi"),
        ("U.S.", "us"),
        ("al-Qaeda", "aq"),
        ("LeT", "let"),
        ("civilians", "civ"),
        ("SDF", "sdf"),
        ("Jaysh al-Islam", "jai"),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.values[0]) for match in TERMS.find(text)]


def test_the_longest_term_wins() -> None:
    assert found("the Islamic State in Iraq") == [("Islamic State in Iraq", "isi")]


def test_terms_end_at_word_boundaries() -> None:
    assert found("SDFs civiliansation, SDF-held") == [("SDF", "sdf")]


def test_an_acronym_needs_its_capitals() -> None:
    assert found("it is what IS says") == [("IS", "is")]
    assert found("let LeT go") == [("LeT", "let")]
    assert found("THE ATTACK IS SAID TO BE THE WORK OF THE SDF AND OF AL-QAEDA") == [
        ("SDF", "sdf"),
        ("AL-QAEDA", "aq"),
    ]


def test_a_name_needs_a_capital_and_a_common_word_does_not() -> None:
    assert found("an islamic state; Civilians, civilians") == [("Civilians", "civ"), ("civilians", "civ")]


def test_hyphens_quotes_marks_and_line_breaks_do_not_matter() -> None:
    assert [value for _, value in found("Al Qaeda, al‑Qā‘eda")] == ["aq"]
    assert found("Jaysh al Islam and the Islamic\n   State") == [
        ("Jaysh al Islam", "jai"),
        ("Islamic\n   State", "is"),
    ]


def test_no_terms_find_nothing() -> None:
    empty: Terms[str] = Terms([])
    assert empty.find("Islamic State") == []


@given(
    st.lists(
        st.sampled_from(["IS", "is", " ", "  ", "\n", "Islamic", "State", "civilians", "ß", "İ", ".", "-"])
    )
)
def test_matches_lie_in_the_text_in_order_and_apart(parts: list[str]) -> None:
    text = "".join(parts)
    at = 0
    for match in TERMS.find(text):
        assert at <= match.start < match.end <= len(text)
        assert text[match.start] not in " \n"
        at = match.end


@given(st.text(max_size=200))
def test_levelling_keeps_where_each_character_was(text: str) -> None:
    levelled = LevelledText.of(text)
    origin = levelled.origin if levelled.origin is not None else list(range(len(text)))
    assert len(levelled.level) == len(origin)
    assert all(
        text[at].isspace() == (char == " ")
        or not text[at].isalnum()
        or " " in unicodedata.normalize("NFKC", text[at])
        for at, char in zip(origin, levelled.level, strict=True)
    )
