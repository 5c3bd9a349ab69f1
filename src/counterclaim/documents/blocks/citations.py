"""Signs that a line is a citation: its wording, numbers of pages and cases, years, and lines of links."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.lexicon import Lexicon, bare

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_FORMS = re.compile(
    r"\bpp?\.\s?\d|\bno\.\s?\d|\bnos\.\s?\d|\bed\.|\d\(\d+\)|\(\d{4}[a-z]?\)|\(n\.\s?d\.\)"
    r"|\b[A-Z]{1,3}/[A-Z]{0,5}/?\d|\b[A-Z]{2,4}\s\d{2,5}/\d{1,5}\b|\b\d{1,3}\s?[:;,]\s?\d{1,4}[–-]\d{1,4}\b"
    r"|^[^\W\d_a-z][\w'’-]+,\s(?:[^\W\d_a-z]\.\s?){1,3}"
    r"|^[^\W\d_a-z][\w'’-]+,\s[^\W\d_a-z][\w'’-]+\.\s[\"“'‘]?[^\W\d_a-z]"
)
_SPELT_LINK = re.compile(r"\w(?:\[\.\]|\(\.\)|\s\[?dot\]?\s)\w{2,12}\b", re.I)
_TITLED = re.compile(r"[^,.]{3,90},\s[^\W\d_a-z][^,.]{2,60},\s[^\W\d_a-z]")
_BETWEEN_LINKS = re.compile(r"\s*[\[\]|,;·•()/]\s*")


def count_citations(text: str, folded: str, lexicon: Lexicon) -> int:
    """How many signs of a citation a line has. News reports have some too, most often one year."""
    return (
        len(lexicon.citations.findall(folded))
        + len(_FORMS.findall(text))
        + bool(_YEAR.search(text))
        + ("://" in text)
        + bool(_SPELT_LINK.search(text))
    )


def is_described(text: str, folded: str, lexicon: Lexicon) -> bool:
    """Whether a line may describe a source: it names a sort of record, or a title and others by commas."""
    return bool(lexicon.records.search(folded) or _TITLED.match(text))


def is_link_line(folded: str, lexicon: Lexicon) -> bool:
    """Whether the line holds nothing but links that journals put below a reference: "Google Scholar"."""
    if len(folded) > 120:
        return False
    return all(
        _made_of_links(bare(part).split(), lexicon) for part in _BETWEEN_LINKS.split(folded) if bare(part)
    ) and any(map(str.isalpha, folded))


def _made_of_links(words: list[str], lexicon: Lexicon) -> bool:
    """Whether the words are names of links, the longest first, one after the other."""
    while words:
        size = next((n for n in (5, 4, 3, 2, 1) if " ".join(words[:n]) in lexicon.reference_links), 0)
        if not size:
            return False
        words = words[size:]
    return True
