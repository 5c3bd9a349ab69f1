"""Documents: items from sources read into text with blocks and metadata, and copies found among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lazy import names_of

if TYPE_CHECKING:
    from counterclaim.documents.copies import Fingerprint as Fingerprint
    from counterclaim.documents.copies import families as families
    from counterclaim.documents.copies import signature as signature
    from counterclaim.documents.document import read_document as read_document
    from counterclaim.documents.options import ReadOptions as ReadOptions

__all__ = ["Fingerprint", "ReadOptions", "families", "read_document", "signature"]

__getattr__ = names_of(
    __name__,
    {
        "Fingerprint": "copies",
        "ReadOptions": "options",
        "families": "copies",
        "read_document": "document",
        "signature": "copies",
    },
)
