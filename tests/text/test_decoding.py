from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.text.decoding import decode, encoding_of_start, looks_binary, make_safe

ARABIC = "قال الجيش السوري إن قواته دخلت المدينة يوم الاثنين بعد قصف استمر أسبوعين، وفق وكالة الأنباء. " * 4
RUSSIAN = "Армия заявила в понедельник, что взяла город под контроль после двух недель боев. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_recognised(encoding: str) -> None:
    text = "The army said that Sirte, Łódź and Türkmenbaşy were quiet.\nNothing else."
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.problems == ()


@pytest.mark.parametrize(("text", "encoding"), [(ARABIC, "cp1256"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r")])
def test_legacy_encoding_is_guessed_and_said_to_be(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert "not stated" in decoded.problems[0]


def test_declared_charset_is_believed_when_the_bytes_are_not_utf8() -> None:
    assert decode("“Taken”, said the army".encode("cp1252"), "iso-8859-1").text == "“Taken”, said the army"
    assert decode(ARABIC.encode("cp1256"), "windows-1256").problems == ()


def test_valid_utf8_goes_before_a_wrong_declaration() -> None:
    assert decode("Homs’ old city, Łódź".encode(), "windows-1252").text == "Homs’ old city, Łódź"


@pytest.mark.parametrize("declared", ["no-such-charset", "base64", "x" * 500, "\0", "utf-16"])
def test_a_nonsense_declaration_does_no_harm(declared: str) -> None:
    assert decode(b"plain words", declared).text == "plain words"


def test_mostly_utf8_keeps_its_good_parts_and_says_what_was_lost() -> None:
    data = "Région d’Alep, côté turc, près de Jarablos: l’armée a frappé".encode() + b" \xe9\xff end"
    decoded = decode(data)
    assert decoded.text.startswith("Région d’Alep, côté turc")
    assert "U+FFFD" in decoded.problems[0]


def test_what_breaks_stores_and_screens_is_removed() -> None:
    text, problems = make_safe("a\0b\x07c\ud800d\r\ne\rf\u2028g\ufeff\u00adh\x92i")
    assert text == "abc\ufffdd\ne\nf\ngh’i"
    assert len(problems) == 2


def test_marks_of_direction_stay() -> None:
    text = "\u200fقال الجيش\u200e \u202bABC\u202c \u2067x\u2069"
    assert make_safe(text) == (text, ())


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"", False),
        (b"plain text\n" * 5, False),
        (ARABIC.encode("cp1256"), False),
        ("Text of any length".encode("utf-16"), False),
        ("Text of any length".encode("utf-16-be"), False),
        (b"a text with one \0 null in it, and otherwise nothing to complain of, at all", False),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, True),
        (os.urandom(4000), True),
        (b"\0" * 500, True),
    ],
)
def test_binary_is_told_from_text(data: bytes, binary: bool) -> None:
    assert looks_binary(data) is binary


def test_encoding_of_a_start_that_is_cut_inside_a_character() -> None:
    data = ("x" * 65_535 + "é" + "\nnext").encode()[:65_536]
    assert encoding_of_start(data) == "utf-8"


@settings(deadline=None)  # the first guess loads the language model
@given(st.binary(max_size=400), st.none() | st.text(max_size=20))
def test_any_bytes_become_safe_text(data: bytes, declared: str | None) -> None:
    text = decode(data, declared).text
    assert "\0" not in text
    assert "\r" not in text
    text.encode("utf-8")


@given(st.text(max_size=300))
def test_making_safe_is_done_once(text: str) -> None:
    safe = make_safe(text)[0]
    assert make_safe(safe) == (safe, ())


def test_combining_marks_without_end_are_cut() -> None:
    text = "Ne\u0301e \u202b\u064e" + "a" + "\u0301\u0316" * 100_000 + "b" + "—" * 60
    safe = make_safe(text)[0]
    assert safe == "Ne\u0301e \u202b\u064e" + "a" + "\u0301\u0316" * 15 + "b" + "—" * 60
