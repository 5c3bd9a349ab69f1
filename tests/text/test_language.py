from __future__ import annotations

import pytest

from counterclaim.text.language import detect, language_code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said on Monday that it had taken the town after a week of fighting.", "en"),
        ("THE ARMY SAID ON MONDAY THAT IT HAD TAKEN THE TOWN AFTER A WEEK OF FIGHTING.", "en"),
        ("قال الجيش السوري إن قواته دخلت المدينة يوم الاثنين بعد قصف استمر أسبوعين.", "ar"),
        ("Армия заявила в понедельник, что взяла город после двух недель боев.", "ru"),
        ("Армія заявила в понеділок, що взяла місто після двох тижнів боїв.", "uk"),
        ("L'armée a déclaré lundi qu'elle avait pris la ville après une semaine de combats.", "fr"),
        ("Ordu, pazartesi günü kentin kontrolünü ele geçirdiğini açıkladı.", "tr"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "OK", "12 34 56", "Raqqa", "0xdeadbeef " * 30, "— … —", "\ud800"])
def test_too_little_or_no_language_is_null(text: str) -> None:
    assert detect(text) is None


def test_a_long_text_is_judged_by_more_than_its_start() -> None:
    assert detect("= " * 5000 + "The army said on Monday that it had taken the town. " * 200) == "en"


def test_direction_marks_do_not_matter() -> None:
    assert detect("\u202bقال الجيش السوري إن قواته دخلت المدينة يوم الاثنين\u202c") == "ar"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", "en"),
        ("AR", "ar"),
        ("pt_BR", "pt"),
        (None, None),
        ("", None),
        ("english", None),
        ("und", None),
    ],
)
def test_language_tags(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code
