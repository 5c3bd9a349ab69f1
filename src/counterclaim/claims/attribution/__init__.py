"""Who says it: sources, cues and what is said, and the chain of sources of a trigger."""

from counterclaim.claims.attribution.quotations import quotations
from counterclaim.claims.attribution.sources import source_type
from counterclaim.claims.attribution.spans import Said, attributions
from counterclaim.claims.attribution.speech import Speech, attribute, reporting_subject

__all__ = ["Said", "Speech", "attribute", "attributions", "quotations", "reporting_subject", "source_type"]
