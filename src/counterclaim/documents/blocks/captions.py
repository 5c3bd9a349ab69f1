"""Lines that say what is to be seen in a picture, and whose it is."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.lexicon import Lexicon
from counterclaim.documents.blocks.lines import ends_sentence
from counterclaim.documents.blocks.markup import is_picture

_CREDIT = re.compile(
    r"[^\s©]\s+©\s?[^\W\d_][\w .'’/-]{2,40}$"
    r"|\[[^\[\]/]{2,40}/[^\[\]]{2,40}\]$|[\w.!?]\s\([^\W\d][^()/]{1,40}/[^()/]{2,40}\)$"
    r"|\w[.,!?)]?\s\((?:photo|picture|image|file|credit|courtesy|screenshot)\b[^()]{0,60}\)$"
    r"|\w[.,!?)]?\s(?:[Ss]ource|[Cc]redit|[Gg]raphic|[Cc]hart|[Mm]ap)s?:\s\w.{2,60}$"
    r"|(?:^|[.!?)]\s)[A-ZÀ-Þ][\w.'’-]+(?:\s[\w.'’-]+){0,3}/[A-ZÀ-Þ][\w .'’/-]{1,50}$"
)
_DATED_CREDIT = re.compile(r"\w[.,]?\s+©\s?\d{4}\s[^\W\d_][\w .'’/-]{1,40}$")
_CREDIT_ALONE = re.compile(r"©\s?[^\W\d][^\d©/|]{1,40}/\s?[^\W\d][^\d©|]{1,40}")
_DESCRIBED = 6


def is_credit(text: str) -> bool:
    """Whether the line is a credit and no more: "© Agency/A. Name"."""
    return _CREDIT_ALONE.fullmatch(text) is not None


def is_caption(text: str, folded: str, tokens: list[str], lexicon: Lexicon) -> bool:
    """Whether the line says what is to be seen, by its first words or by whose picture it is."""
    agency = next((name for name in lexicon.agencies if folded.startswith(f"{name} ")), "")
    if agency and text[len(agency) + 1].isupper() and len(tokens) >= _DESCRIBED and not ends_sentence(text):
        return 3 * sum(token[0].islower() for token in tokens) >= len(tokens)
    if is_picture(text) or lexicon.caption.find(folded) or is_credit(text):
        return True
    return _has_credit(text, folded, lexicon)


def _has_credit(text: str, folded: str, lexicon: Lexicon) -> bool:
    """Whether the line ends with whose picture it is: "Photo: A. Name", "© Agency", "Agency/A. Name"."""
    tail = folded[-90:]
    if any(credit in tail for credit in lexicon.credit) or _CREDIT.search(text[-80:]):
        return True
    dated = _DATED_CREDIT.search(text[-80:])
    return bool(dated) and "rights" not in tail and len(text.split("©")[0].split()) >= _DESCRIBED
