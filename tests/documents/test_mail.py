from __future__ import annotations

from email.message import EmailMessage

import pytest

from counterclaim.documents import ReadOptions
from counterclaim.errors import DocumentError, SourceError, Unreadable
from tests.documents.helpers import SENTENCE, read


def message(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Desk B <desk@b.example>"
    mail["Subject"] = "Deir al-Zour: « évacuée »"
    mail["Date"] = "Fri, 03 Nov 2017 18:30:00 +0000"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    return mail


def test_plain_text_before_html_and_the_head() -> None:
    mail = message(Content_Language="en-GB, fr")
    mail.set_content(SENTENCE)
    mail.add_alternative(f"<p>HTML: {SENTENCE}</p>", subtype="html")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    mail.add_attachment("notes", filename="notes.txt")
    document = read(mail.as_bytes(), "a.eml")
    assert document.text.strip() == SENTENCE.strip()
    assert (document.title, document.publisher) == ("Deir al-Zour: « évacuée »", "Desk B")
    assert document.published is not None
    assert (document.published.edtf, document.language) == ("2017-11-03", "en")
    assert "attachments that were not read: 2" in document.problems


def test_html_alone() -> None:
    mail = message()
    mail.set_content(f"<html><body><p>One: {SENTENCE}</p><p>Two.</p></body></html>", subtype="html")
    assert read(mail.as_bytes(), "a.eml").text == f"One: {SENTENCE.strip()}\n\nTwo."


def test_a_sender_without_a_name_is_its_domain() -> None:
    assert read(b"From: someone@desk.example\nSubject: x\n\nText.", "a.eml").publisher == "desk.example"


def test_charsets_and_transfer_encodings() -> None:
    body = "قال الجيش السوري إن قواته دخلت المدينة".encode("cp1256")
    head = b"Subject: =?windows-1256?b?x8/j?= x\nContent-Type: text/plain; charset=windows-1256\n\n"
    document = read(head + body, "a.eml")
    assert document.text == "قال الجيش السوري إن قواته دخلت المدينة"
    head = b"Subject: x\nContent-Transfer-Encoding: quoted-printable\nContent-Type: text/plain\n\n"
    quoted = head + b"=C3=A9t=C3=\n=A9"
    assert read(quoted, "a.eml").text == "été"


def test_an_unknown_charset_and_broken_words() -> None:
    head = b"Subject: =?x-no?b?!!!?= =?utf-8?q?=FF?=\nFrom: <<>\nDate: never\n"
    document = read(head + b"Content-Type: text/plain; charset=nothing\n\nText.", "a.eml")
    assert document.text == "Text."
    assert document.published is None


def test_what_is_no_message() -> None:
    with pytest.raises(Unreadable):
        read(b"\n\nJust some text.", "a.eml")
    with pytest.raises(SourceError):
        read(b"Subject: only a head", "a.eml")


def test_parts_without_number_and_depth() -> None:
    many = (
        b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: text/plain\n\nx\n" * 500
        + b"--b--"
    )
    with pytest.raises(DocumentError, match="parts"):
        read(many, "a.eml", ReadOptions(max_mail_parts=100))
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000))
    with pytest.raises(SourceError):
        read(deep + b"\n\nText", "a.eml")
