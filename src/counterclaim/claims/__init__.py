"""Claims: who says what happened, read from a document by rules over a dependency parse."""

from counterclaim.claims.assembly import EXTRACTOR
from counterclaim.claims.extraction import Extraction, Resources, extract

__all__ = ["EXTRACTOR", "Extraction", "Resources", "extract"]
