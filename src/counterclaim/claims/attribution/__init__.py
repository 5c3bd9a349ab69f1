"""Who says it: sources, cues and what is said, and the chain of sources of a trigger."""

from counterclaim.claims.attribution.introduced import Introduced
from counterclaim.claims.attribution.notes import noted_source
from counterclaim.claims.attribution.referring import takes_back
from counterclaim.claims.attribution.sayings import claims_of_responsibility
from counterclaim.claims.attribution.spans import Said, attributions
from counterclaim.claims.attribution.speech import Speech, attribute, could_speak, reporting_subject
from counterclaim.claims.attribution.threads import near_speech, quotation_speakers
from counterclaim.claims.attribution.voices import Voices, find_voices

__all__ = [
    "Introduced",
    "Said",
    "Speech",
    "Voices",
    "attribute",
    "attributions",
    "claims_of_responsibility",
    "could_speak",
    "find_voices",
    "near_speech",
    "noted_source",
    "quotation_speakers",
    "reporting_subject",
    "takes_back",
]
