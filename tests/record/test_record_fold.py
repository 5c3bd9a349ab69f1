"""Cleaning and folding of text, and the language of full-text questions."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import RecordError, UsageError
from counterclaim.record.fold import clean, dumps, fold_name, name_key, words
from counterclaim.record.search import Term, parse, to_postgresql, to_sqlite

ANY = st.text(st.characters() | st.characters(categories=["Cs"]) | st.just("\x00"))


@given(ANY)
def test_clean_text_has_the_same_length_and_is_storable(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert "\x00" not in cleaned
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned


@settings(max_examples=40)
@given(
    st.recursive(ANY | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(ANY, inner))
)
def test_json_is_clean_and_else_the_same(value: object) -> None:
    text = dumps(value)
    assert clean(text) == text
    if clean(repr(value)) == repr(value) and "\\x00" not in repr(value) and "\\ud" not in repr(value):
        assert json.loads(text) == value


def test_json_keeps_an_escape_that_is_text() -> None:
    assert json.loads(dumps(["\\u0000", "\x00"])) == ["\\u0000", "\ufffd"]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_json_refuses_what_is_no_number(value: float) -> None:
    with pytest.raises(RecordError):
        dumps([value])


@given(ANY)
def test_words_are_folded_once_and_for_all(text: str) -> None:
    assert words(words(text)) == words(text)
    assert words(text) == " ".join(words(text).split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir-ez-Zor", "deir ez zor"),
        ("RAQQA'S", "raqqa s"),
        ("Île", "ile"),
        ("Straße", "STRASSE"),
        ("İzmir", "izmir"),
        ("حَلَب", "حلب"),
        ("أريحا", "اريحا"),
    ],
)
def test_words_that_are_the_same(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_names() -> None:
    assert fold_name("Maʿarrat an-Nu‘mān") == fold_name("Ma'arrat an Nu’man") == "maarrat an numan"
    assert name_key("Al-Nusra", None, "al nusra", "Front", "--") == " al nusra | front |"
    assert name_key(None) == ""


def test_questions() -> None:
    assert parse('mosul "Car  bomb" suicid* -- "" * deir-ez-zor*') == [
        Term(("mosul",)),
        Term(("car", "bomb")),
        Term(("suicid",), prefix=True),
        Term(("deir", "ez", "zor"), prefix=True),
    ]
    assert parse('" OR NOT(') == [Term(("or",)), Term(("not",))]
    with pytest.raises(UsageError):
        parse("a " * 51)


def test_translations() -> None:
    terms = [Term(("car", "bomb")), Term(("suicid",), prefix=True)]
    assert to_sqlite(terms) == '"car bomb" AND "suicid" *'
    assert to_postgresql(terms) == "('car' <-> 'bomb') & ('suicid':*)"
