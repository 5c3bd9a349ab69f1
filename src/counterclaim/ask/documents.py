"""A whole document as JSON-ready values."""

from __future__ import annotations

from typing import Any

from counterclaim.model import Document
from counterclaim.model.serialize import document_header, document_to_dict

_FIRST = ("schema", "id", "path", "title", "publisher", "authors", "published", "language", "url", "sha256")


def document_dict(document: Document) -> dict[str, Any]:
    """The document with its text, blocks, references, note marks and problems; `published` is EDTF text."""
    whole = {**document_to_dict(document), **document_header(document)}
    return {key: whole.pop(key) for key in (*_FIRST, "media_type", "text")} | whole
