"""Bad files of every kind, made when they are needed."""

from __future__ import annotations

import gzip
import io
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

STORY = "Air strikes hit Mayadin on 14 October 2017, killing {} people, activists said.\n"
REPORT = "---\ntitle: Strikes on Mayadin\npublisher: Example desk\npublished: 2017-10-15\n---\n\n" + STORY
MIB = 1024**2
_WORD_XML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE_XML = "http://schemas.openxmlformats.org/package/2006"
_OFFICE_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def sparse_file(path: Path) -> None:
    """200 MB of nothing, that take no room on the disk."""
    with path.open("wb") as file:
        file.truncate(200 * MIB)


def gzipped(*data: bytes, layers: int = 1) -> bytes:
    """`data` packed `layers` times over."""
    packed = b"".join(data)
    for _ in range(layers):
        packed = gzip.compress(packed)
    return packed


def zipped(**members: bytes) -> bytes:
    """A ZIP archive; `__` in a name stands for its `/`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def word_file(document: bytes) -> bytes:
    """A Word file with `document` as its main part."""
    types = (
        f'<Types xmlns="{_PACKAGE_XML}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{_PACKAGE_XML}/relationships"><Relationship Id="r1"'
        f' Type="{_OFFICE_XML}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    parts = {"[Content_Types].xml": types.encode(), "_rels/.rels": relations.encode()}
    return zipped(**parts, **{"word/document.xml": document})


def billion_laughs() -> bytes:
    """XML whose entities expand to 10,000,000,000 words."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 11))
    return (
        f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{entities}]><w:document xmlns:w="{_WORD_XML}">'
        "<w:body><w:p><w:r><w:t>&l10;</w:t></w:r></w:p></w:body></w:document>"
    ).encode()


def pdf(*, pages: int = 1, text: str = "", locked: bool = False) -> bytes:
    """A PDF whose pages share one stream of `text`."""
    writer = pypdf.PdfWriter()
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 9 Tf 9 9 Td (" + text.encode("ascii") + b") Tj ET")
    content = writer._add_object(stream)
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    resources = DictionaryObject({NameObject("/Font"): fonts})
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
        page[NameObject("/Contents")] = content
        page[NameObject("/Resources")] = resources
    if locked:
        writer.encrypt("a password")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def endless_pdf() -> bytes:
    """A PDF of some 400 kB that takes hours to read: 2,000 pages with one stream of 40,000 strings."""
    return pdf(pages=2000, text=") Tj (".join(["Mayadin"] * 40_000))


def nested_mail() -> bytes:
    """A mail with 20,000 mails inside it, one in the other."""
    part = 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'
    return (part * 20_000 + "Content-Type: text/plain\n\n" + STORY).encode()


def link_to(target: str) -> Callable[[Path], None]:
    """A symbolic link."""
    return lambda path: path.symlink_to(target)


def pipe(path: Path) -> None:
    """A named pipe that nobody writes to."""
    os.mkfifo(path)


def plug(path: Path) -> None:
    """A socket."""
    with socket.socket(socket.AF_UNIX) as one:
        before = Path.cwd()
        os.chdir(path.parent)  # an address may have some 100 characters
        try:
            one.bind(path.name)
        finally:
            os.chdir(before)


def forbidden(path: Path) -> None:
    """A file that its own mode forbids to read."""
    path.write_text(STORY.format(99))
    path.chmod(0)


def forbidden_folder(path: Path) -> None:
    """A folder that its own mode forbids to list."""
    path.mkdir()
    path.chmod(0)


Content = str | bytes | Callable[[], bytes] | Callable[[Path], None]


def write(path: Path, content: Content) -> None:
    """Make the file: its content, or a function that gives the content or makes the file at a path."""
    if isinstance(content, str | bytes):
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    elif content.__code__.co_argcount:
        content(path)
    else:
        path.write_bytes(content())
