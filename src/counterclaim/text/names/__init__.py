"""Names of places and groups across spellings, transliterations and scripts.

Each key is looser than the one before; two names meet on a level when their keys are equal:

``plain``     the same letters: case, diacritics, apostrophes, hyphens and spacing aside
``fold``      the same name in another romanisation: "Deir ez-Zor", "Dayr az-Zawr", "Deir Ezzor"
``slavic``    the same name in Ukrainian, Russian or Belarusian: "Kharkiv", "Kharkov", for their countries
``bones``     the classes of the same consonants, for finding candidates that a measure must then judge

`likeness` is that measure: how safe it is that two names are one place's.
"""

from counterclaim.text.names.folding import Parts, fold, name_keys, parts, readings, skeleton
from counterclaim.text.names.letters import is_arabic, plain, sounded
from counterclaim.text.names.likeness import FOLDED, SLAVIC, bones, consonantal, likeness, near, spread
from counterclaim.text.names.slavic import is_slavic, slavic

__all__ = [
    "FOLDED",
    "SLAVIC",
    "Parts",
    "bones",
    "consonantal",
    "fold",
    "is_arabic",
    "is_slavic",
    "likeness",
    "name_keys",
    "near",
    "parts",
    "plain",
    "readings",
    "skeleton",
    "slavic",
    "sounded",
    "spread",
]
