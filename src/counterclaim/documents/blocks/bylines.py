"""Lines that say who wrote, reported or edited a text."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.lexicon import Lexicon
from counterclaim.documents.blocks.lines import ends_sentence

_WORK = r"(?:report|story|article|piece|dispatch|post|reporting|writing|research)"
_CONTRIBUTED = re.compile(
    rf"\bcontributed (?:to )?(?:this |the )?{_WORK}\b|\bcontributed from \S"
    r"|\bwith (?:files|reporting|inputs?|information|material) from \S"
    r"|\breported from [^,]{2,40}, and .{2,60} from\b"
)
_LIFE = re.compile(r"\b(?:is|was) (?:an?|the|our)\b")
_CREDIT_WORDS = 30
_INITIALS = re.compile(r"\(?[a-z]{2,4}(?:/[a-z]{2,4}){0,3}\s?\((?:[a-z]{2,12}(?:, ?| and |/)?){1,5}\)")
_STAFF = frozenset(
    f"{who} {what}"
    for who in ("staff", "special", "our", "foreign", "news", "web", "senior", "political", "war", "defence")
    for what in ("reporter", "writer", "correspondent", "desk", "editor")
)
_JOINING = frozenset({"and", "in", "for", "with", "de", "al", "bin", "van", "von", "the", "of"})


def is_byline(folded: str, tokens: list[str], lexicon: Lexicon) -> bool:
    """Whether the line says who wrote, reported or edited the text."""
    if _INITIALS.fullmatch(folded):
        return True
    if len(tokens) <= _CREDIT_WORDS and _CONTRIBUTED.search(folded) and not _LIFE.search(folded):
        return True
    found = lexicon.byline.find(folded.lstrip("("))
    if found is None:
        near = 7 if tokens[0].casefold() == "translated" else 4
        return "by" in tokens[1:near] and len(tokens) <= 14 and _names_after_by(tokens)
    if " " not in found[0].strip() and found[0].endswith(" "):  # "by", "von": before a name only
        return len(tokens) > 1 and tokens[1][:1].isupper() and len(tokens) <= 16
    if " by" in found[0] or found[0] == "by:" or found[0] in _STAFF:
        return len(tokens) <= 6 or found[0] not in _STAFF
    if ":" in found[0]:
        return _names_after_colon(tokens)
    return "#" in folded and len(tokens) <= 14 and not ends_sentence(folded)


def _names_after_by(tokens: list[str]) -> bool:
    """ "Explainer by A. Name": at least two capitalised words after "by", and nothing said of them."""
    rest = tokens[tokens.index("by") + 1 :]
    named = [token for token in rest if token[0].isupper() and token[0].isalpha()]
    return len(named) >= 2 and not any(token.islower() and token not in _JOINING for token in rest)


def _names_after_colon(tokens: list[str]) -> bool:
    """ "Producer: A. Name": names and little else, where a speaker's line of a transcript has a sentence."""
    split = next((place for place, token in enumerate(tokens) if token.endswith(":")), 0)
    rest = tokens[split + 1 :]
    named = sum(token[0].isupper() for token in rest)
    return (
        1 <= len(rest) <= 14
        and 3 * named >= 2 * len(rest)
        and (named >= 2 or tokens[0].casefold() == "author:")
    )
