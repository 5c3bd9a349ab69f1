from __future__ import annotations

import io
import zipfile

import docx
import pytest

from counterclaim.documents import ReadOptions
from counterclaim.errors import TooLarge, Unreadable
from tests.documents.helpers import PARAGRAPHS, read


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Town taken", 0)
    document.add_paragraph(PARAGRAPHS[0])
    table = document.add_table(2, 2)
    for row, values in zip(table.rows, (("killed", "24"), ("wounded", "7")), strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    document.add_paragraph(PARAGRAPHS[1])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, **entries: bytes) -> bytes:
    """A package with other content in some of its entries (``__`` for a slash, ``_xml`` for the ending)."""
    names = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in entries.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, names.pop(info.filename, None) or old.read(info.filename))
        for name, content in names.items():
            new.writestr(name, content)
    return out.getvalue()


def test_paragraphs_and_tables_in_order() -> None:
    document = read(word(), "a.docx")
    assert document.text == f"Town taken\n\n{PARAGRAPHS[0]}\n\nkilled | 24\nwounded | 7\n\n{PARAGRAPHS[1]}"
    assert document.title == "Town taken"


def test_a_package_that_would_expand_too_far() -> None:
    bomb = changed(word(), word__extra_xml=b"\0" * 40_000_000)
    with pytest.raises(TooLarge, match="times"):
        read(bomb, "a.docx")
    with pytest.raises(TooLarge):
        read(word(), "a.docx", ReadOptions(max_expanded_bytes=1000))


def test_damaged_packages() -> None:
    data = word()
    for broken in (
        changed(data, word__document_xml=b"<broken"),
        changed(data, word__document_xml=b" "),
        changed(data, **{"[Content_Types]_xml": b"<x/>"}),
        data[:200] + b"\xff" * 200 + data[400:],
        data[: len(data) // 2],
    ):
        with pytest.raises(Unreadable):
            read(broken, "a.docx")


def test_entities_are_not_expanded() -> None:
    with zipfile.ZipFile(io.BytesIO(word())) as package:
        xml = package.read("word/document.xml").decode()
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    start = xml.index("?>") + 2
    hostile = xml[:start] + entity + xml[start:].replace("Town taken", "Town &e; taken")
    document = read(changed(word(), word__document_xml=hostile.encode()), "a.docx")
    assert "root:" not in document.text
    assert PARAGRAPHS[0] in document.text
