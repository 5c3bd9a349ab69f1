"""Claims: who says what happened, read from a document by rules over a dependency parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lazy import names_of

if TYPE_CHECKING:
    from counterclaim.claims.extraction import TOGETHER_CHARACTERS as TOGETHER_CHARACTERS
    from counterclaim.claims.extraction import Extraction as Extraction
    from counterclaim.claims.extraction import Resources as Resources
    from counterclaim.claims.extraction import extract as extract
    from counterclaim.claims.extraction import extract_all as extract_all
    from counterclaim.claims.extraction import extract_together as extract_together
    from counterclaim.claims.trace import Reason as Reason
    from counterclaim.claims.version import EXTRACTOR as EXTRACTOR

__all__ = [
    "EXTRACTOR",
    "TOGETHER_CHARACTERS",
    "Extraction",
    "Reason",
    "Resources",
    "extract",
    "extract_all",
    "extract_together",
]

__getattr__ = names_of(
    __name__,
    {
        "EXTRACTOR": "version",
        "TOGETHER_CHARACTERS": "extraction",
        "Extraction": "extraction",
        "Reason": "trace",
        "Resources": "extraction",
        "extract": "extraction",
        "extract_all": "extraction",
        "extract_together": "extraction",
    },
)
