"""Hostile text cannot move the cursor, reorder a line, run in a spreadsheet or break JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.safe import csv_cell, json_text, one_line, visible

ANY = st.text(alphabet=st.characters())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x9b31m", "<U+009B>31m"),
        ("abc\u202egnp.exe", "abc<U+202E>gnp.exe"),
        ("\u2066a\u2069\u200f\u061c", "<U+2066>a<U+2069><U+200F><U+061C>"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("nul\0del\x7f", "nul␀del␡"),
        ("half \ud800", "half \ufffd"),
        ("tag \U000e0041", "tag <U+E0041>"),
        ("البوكمال وزنه\u200cها", "البوكمال وزنه\u200cها"),
    ],
)
def test_visible(text, shown):
    assert visible(text) == shown


@given(ANY)
def test_nothing_that_acts_is_left(text):
    shown = one_line(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    shown.encode("utf-8")


@pytest.mark.parametrize("start", [*"=+-@\t\r＝＋－＠", " =", "   @"])
def test_formulas_are_quoted(start):
    assert csv_cell(f"{start}cmd|'/c calc'!A1").startswith("'")


@given(ANY)
def test_csv_cells_never_start_a_formula(text):
    assert not csv_cell(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@given(ANY)
def test_json_means_the_same(text):
    written = json_text(json.dumps({text: text}, ensure_ascii=False))
    assert json.loads(written) == {text: text}
    assert len(written.splitlines()) == 1
    written.encode("utf-8")
