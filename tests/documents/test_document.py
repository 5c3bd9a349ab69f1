from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.documents import ReadOptions, read_document
from counterclaim.errors import DocumentError, SourceError, Unreadable
from counterclaim.model import Metadata, SourceItem, TimePrecision
from tests.documents.helpers import PARAGRAPHS, SENTENCE, page, read, read_text


def test_a_plain_text_keeps_every_character() -> None:
    text = "The army said:\n\n\tit took the town.   \n"
    document = read(text)
    assert document.text == text
    assert document.media_type == "text/plain"
    assert document.problems == ()


def test_identity_is_that_of_the_item() -> None:
    item = SourceItem("folder/a.csv", b'{"text":"x"}', part="row=3", text=SENTENCE)
    document = read_document(item, ReadOptions())
    assert document.id == item.document_id
    assert document.path == "folder/a.csv#row=3"
    assert document.sha256 == item.sha256


def test_what_the_source_knows_goes_first() -> None:
    metadata = Metadata("T", "P", ("A",), "2018-05-04", "https://x.example/1", "ar")
    head = '<meta property="og:site_name" content="Site"><meta name="date" content="2001-01-01">'
    document = read(
        page(f"<article><p>{'</p><p>'.join(PARAGRAPHS)}</p></article>", head), "a.html", metadata=metadata
    )
    assert (document.title, document.publisher, document.authors) == ("T", "P", ("A",))
    assert document.published is not None
    assert (document.published.edtf, document.published.precision) == ("2018-05-04", TimePrecision.DAY)
    assert document.published.start == date(2018, 5, 4)
    assert (document.url, document.language) == ("https://x.example/1", "ar")


def test_unknown_is_null() -> None:
    document = read("OK then.")
    assert (document.publisher, document.published, document.language, document.url) == (None,) * 4


def test_a_date_that_cannot_be_read_is_null_and_said() -> None:
    document = read_text(SENTENCE, Metadata(published="4/5/2017"))
    assert document.published is None
    assert "4/5/2017" in document.problems[0]


def test_metadata_is_made_safe() -> None:
    metadata = Metadata(
        title="A\0B\n C\x1b[31m\ud800", publisher=" ", url="javascript:alert(1)", authors=("\0", "Ana")
    )
    document = read_text(SENTENCE, metadata)
    assert document.title == "AB C[31m\ufffd"
    assert document.authors == ("Ana",)
    assert (document.publisher, document.url) == (None, None)


def test_problems_of_the_item_are_kept() -> None:
    assert read("Text.", problems=("one",)).problems == ("one",)


def test_front_matter_stays_out_of_the_text() -> None:
    assert read("---\ntitle: A\n---\n\nThe army said.\n").text == "The army said.\n"
    assert read("+++\ntitle = 'A'\n+++\nThe army said.\n", "a.md").text == "The army said.\n"


def test_a_long_text_is_cut_and_says_so() -> None:
    document = read((SENTENCE + "\n") * 100, options=ReadOptions(max_characters=1000))
    assert 900 < len(document.text) <= 1000
    assert "cut" in document.problems[0]


@pytest.mark.parametrize("data", [b"", b"  \n\t ", b"\xef\xbb\xbf", b"---\ntitle: A\n---\n"])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises((Unreadable, DocumentError)):
        read(data)


def test_nulls_and_controls_are_removed_and_said() -> None:
    document = read(b"The ar\0my said that it had taken the town.\x07 " * 3)
    assert document.text.startswith("The army said")
    assert document.problems != ()


def test_right_to_left_text_and_its_marks_stay() -> None:
    text = "\u202bقال الجيش السوري إن قواته دخلت المدينة يوم الاثنين بعد قصف.\u202c"
    document = read(text)
    assert document.text == text
    assert document.language == "ar"


def test_mixed_encodings_are_read_with_a_note() -> None:
    document = read(
        "L’armée dit qu’elle a pris la ville d’Alep, près d’Idlib, à côté.".encode() + b" \xe9t\xe9"
    )
    assert document.text.startswith("L’armée")
    assert "U+FFFD" in document.problems[0]


def test_html_in_a_table_is_read_as_text() -> None:
    document = read_text("<p>The army&#8217;s staff said.</p><p>Twice.<br>Again.</p><script>no()</script>")
    assert document.text == "The army’s staff said.\n\nTwice.\nAgain."


def test_angle_brackets_in_a_text_are_text() -> None:
    text = "Losses < 20 and > 10, said <name withheld>."
    assert read_text(text).text == text


def test_blocks_cover_the_text() -> None:
    document = read("Title\n\n" + "\n\n".join(PARAGRAPHS))
    covered = set()
    for block in document.blocks:
        covered.update(range(block.start, block.end))
    assert all(place in covered for place, char in enumerate(document.text) if not char.isspace())


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.eml", "a.pdf", "a.docx", "a"]))
def test_any_bytes_give_a_document_or_an_error_of_ours(data: bytes, name: str) -> None:
    try:
        document = read(data, name)
    except SourceError:
        return
    document.text.encode("utf-8")
    assert document.text.strip()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_text_is_read_the_same_twice(text: str, name: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        first = read(data, name)
    except SourceError:
        return
    assert read(data, name) == first
