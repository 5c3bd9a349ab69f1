"""Claims: who says what happened, read from a document by rules over a dependency parse."""

from counterclaim.claims.building import EXTRACTOR
from counterclaim.claims.extraction import Extraction, Resources, extract
from counterclaim.claims.trace import Reason

__all__ = ["EXTRACTOR", "Extraction", "Reason", "Resources", "extract"]
