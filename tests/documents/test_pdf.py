from __future__ import annotations

import contextlib
import logging

import pytest

from counterclaim.documents import ReadOptions
from counterclaim.errors import SourceError, Unreadable
from tests.documents.helpers import encrypted, pdf, read


def test_lines_of_pages() -> None:
    document = read(pdf([["The army said that it had", "taken the town."], ["A second page."]]), "a.pdf")
    assert document.media_type == "application/pdf"
    assert document.text == "The army said that it had\ntaken the town.\n\nA second page."


def test_words_and_sentences_that_a_line_or_page_cuts() -> None:
    document = read(
        pdf([["The bombard-", "ment of Deir ez-", "Zor went on until the"], ["army came back."]]), "a.pdf"
    )
    assert document.text == "The bombardment of Deir ez-\nZor went on until the\narmy came back."


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        [
            "Monitor | Briefing 31",
            "",
            f"Day {n} began quietly.",
            "Shells fell again.",
            "Nobody knew why.",
            f"Page {n} of 6",
        ]
        for n in range(1, 7)
    ]
    document = read(pdf(pages), "a.pdf")
    assert "Briefing" not in document.text
    assert "of 6" not in document.text
    assert document.text.count("Shells fell again.") == 6
    assert "Day 4 began quietly." in document.text


def test_the_title_of_the_properties_counts_when_the_text_has_it() -> None:
    assert read(pdf([["Closed Roads", "The army said."]], "Closed roads"), "a.pdf").title == "Closed roads"
    assert (
        read(pdf([["The army said that it came."]], "Microsoft Word - x.doc"), "a.pdf").title
        != "Microsoft Word - x.doc"
    )


def test_a_limit_of_pages() -> None:
    document = read(
        pdf([[f"Page {n} has this text."] for n in range(9)]), "a.pdf", ReadOptions(max_pdf_pages=3)
    )
    assert "Page 2" in document.text
    assert "Page 3" not in document.text
    assert "first 3 of 9" in document.problems[0]


def test_encryption() -> None:
    data = pdf([["The army said that it had taken the town."]])
    with pytest.raises(Unreadable, match="password"):
        read(encrypted(data, "secret"), "a.pdf")
    assert "taken the town" in read(encrypted(data, ""), "a.pdf").text


def test_pages_without_text() -> None:
    with pytest.raises(Unreadable, match="scanned"):
        read(pdf([[], []]), "a.pdf")


def test_damaged_files_are_errors_of_ours_and_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    data = pdf([["The army said that it had taken the town."]] * 3)
    texts = []
    with caplog.at_level(logging.DEBUG):
        for end in range(10, len(data), 83):
            for broken in (data[:end], data[:end] + b"\xff" * 20 + data[end + 20 :]):
                with contextlib.suppress(SourceError):
                    texts.append(read(broken, "a.pdf").text)
    assert all(text.strip() for text in texts)
    assert [record for record in caplog.records if record.name.startswith("pypdf")] == []


def test_references_in_a_circle() -> None:
    data = pdf([["x"]]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(Unreadable):
        read(data, "a.pdf")
