"""Documents: items from sources read into text with blocks and metadata, and copies found among them."""

from __future__ import annotations

from counterclaim.documents.copies import Fingerprint, families, signature
from counterclaim.documents.document import read_document
from counterclaim.documents.options import ReadOptions

__all__ = ["Fingerprint", "ReadOptions", "families", "read_document", "signature"]
