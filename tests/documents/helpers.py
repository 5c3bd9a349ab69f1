"""Files of the formats that are read, made in memory."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

from counterclaim.documents import ReadOptions, read_document
from counterclaim.model import Document, Metadata, SourceItem

SENTENCE = "The army said on Monday that it had taken the town after a week of fighting. "
PARAGRAPHS = [
    "The army said on Monday that it had taken the town after a week of fighting with the rear guard.",
    "A monitor said that at least 24 fighters and seven civilians had been killed since the weekend.",
    "Residents reached by telephone spoke of air strikes on the bridge and on the market in the old quarter.",
    "None of the figures could be confirmed, and the group's media said that it still held the hospital.",
]


def read(
    data: bytes | str, name: str = "a.txt", options: ReadOptions | None = None, **item: object
) -> Document:
    """The document of a file of that name."""
    raw = data.encode() if isinstance(data, str) else data
    return read_document(SourceItem(name, raw, **item), options or ReadOptions())  # type: ignore[arg-type]


def read_text(text: str, metadata: Metadata | None = None) -> Document:
    """The document of a text from a table."""
    return read_document(
        SourceItem("a.csv", b"{}", text=text, metadata=metadata or Metadata()), ReadOptions()
    )


def pdf(pages: Sequence[Sequence[str]], title: str | None = None) -> bytes:
    """A PDF file with lines of text on its pages."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = " ".join(
            "({}) Tj T*".format(line.translate({40: "\\(", 41: "\\)", 92: "\\\\"})) for line in lines
        )
        content = f"BT /F1 12 Tf 14 TL 72 760 Td {shown} ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    trailer = b"/Root 1 0 R"
    if title:
        objects.append(f"<< /Title ({title}) >>".encode("latin-1"))
        trailer += b" /Info %d 0 R" % len(objects)
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    data, start = data + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table), len(data)
    return data + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def encrypted(data: bytes, password: str) -> bytes:
    """A PDF file behind a password (an empty one lets everybody read it)."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, owner_password=password[::-1], algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page(body: str, head: str = "") -> str:
    """A web page around a body."""
    return f"<!DOCTYPE html><html><head><title>The page</title>{head}</head><body>{body}</body></html>"
