"""Claims: who says what happened, read from a document by rules over a dependency parse."""

from counterclaim.claims.building import EXTRACTOR
from counterclaim.claims.extraction import (
    TOGETHER_CHARACTERS,
    Extraction,
    Resources,
    extract,
    extract_all,
    extract_together,
)
from counterclaim.claims.trace import Reason

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
