"""Lines in which a page speaks for itself: to its readers, about itself, and after the report has ended."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import fold
from counterclaim.documents.blocks.measures import is_late, prose_before

_QUOTED = re.compile(r"[\"“«][^\"”»]{0,400}[\"”»]")
_YOU = re.compile(r"\byou(?:r|rs|'ll|'re|'ve|'d)?\b", re.I)
_SPOKEN_FIRST = re.compile(r"(?:you|your|you're|you've|we|our)\b", re.I)
_PRICE = re.compile(r"[$£€¥₹]\s?\d")
_OURS = re.compile(r"\b(?:our|us)\b")
_PHONE = re.compile(r"\+?\d(?:[\s()-]?\d){6,14}(?![\d,.])")
_ROW = re.compile(r"\S\s[/|·•]\s\S[^/|·•]*\s[/|·•]\s\S")
_LEAST_NAME = 5
_DECK = 60
_MOST_ADDRESSED = 0.25
_SPEAKER = re.compile(r"[^\s:]{1,20}(?:\s[^\s:]{1,20}){0,2}:\s")
_SELF = re.compile(
    r"(?:[\"“][^\"”]{3,60}[\"”]\s?[-–—]\s)?(?:The\s)?([^\W\d_a-z\d][\w'’-]*(?:\s(?:of\s|for\s|the\s|and\s|&\s)?[A-ZÀ-Þ\d][\w'’-]*)*)\s(?:[a-z]+\s){0,1}?"
    r"(?:is|are|was\s(?:founded|formed|established|created|set\sup)|does|provides|works|publishes|defends|supports"
    r"|exists|seeks|promotes|conducts|covers|reports|serves|unites|represents|contains|aims|brings|monitors|documents|takes"
    r"|grew|lives|teaches|writes|edits|directs|leads)\b"
)
_CREDITS = re.compile(
    r"\b(?:reporting|editing|writing|compiled|edited|written|translat(?:ed|ion)|tradu\w{2,6}|übersetz\w{2,4}|перев[её]\w{1,4})\b",
    re.I,
)


def addresses(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for lines at the top and end that address a reader, or hold a link or telephone number.

    They are halved in a text without other furniture, which may be a speech or a letter.
    """
    weight = 1.0 if clutter > 0 else 0.5
    found = {index: pull for index, one in enumerate(surfaces) if (pull := _address(one))}
    if clutter == 0 and len(found) > _MOST_ADDRESSED * len(surfaces):
        return {}  # advice, a letter or a speech
    before = prose_before(surfaces, set(found))
    late = 0.85 * before[-1]
    return {index: weight * pull for index, pull in found.items() if not 0 < before[index] < late}


def _address(surface: Surface) -> float:
    if surface.kind not in {"short", "prose", "item"} or surface.quote:
        return 0.0
    text = _QUOTED.sub("", surface.text.replace("’", "'"))
    pull = 0.0
    if not _SPEAKER.match(surface.text):
        pull = -1.3 * min(3, len(_YOU.findall(text))) - 0.7 * min(3, len(_OURS.findall(text)))
        if pull < 0:
            pull -= 1.5 * bool(_SPOKEN_FIRST.match(text)) + 1.5 * bool(_PRICE.search(text))
    if surface.kind == "short" and _ROW.search(text) and not any(map(str.isdigit, text)):
        pull -= 1.5
    if surface.words <= 25 and surface.cites <= 1 and (surface.links or _PHONE.search(text)):
        pull -= 2.0
    return pull


def after_the_end(surfaces: list[Surface], before: list[int], fixed: set[int]) -> dict[int, float]:
    """Pulls for what follows the credits, the notes or the copyright line at the end of a report."""
    total = before[-1]
    end, weight = None, 1.0
    for index, surface in enumerate(surfaces):
        late = is_late(before, index)
        if late and (is_credits(surface) or _is_end_of_notes(index, fixed)):
            end = index
        elif _is_copyright(surface) and before[index] >= max(30, 0.7 * total):
            end, weight = index, 2.2
            break
    if end is None:
        return {}
    return {
        index: (-2.5 if surfaces[index].kind == "prose" else -1.5) * weight
        for index in range(end + 1, len(surfaces))
        if surfaces[index].kind in {"prose", "short", "item", "number", "date", "label"}
    }


def is_credits(surface: Surface) -> bool:
    """Whether the line says who reported and edited the text, as agencies do below it."""
    return surface.kind == "byline" and bool(_CREDITS.search(surface.text))


def _is_end_of_notes(index: int, fixed: set[int]) -> bool:
    """Whether a list of notes ends here. A note or two at the foot of a page end nothing."""
    return {index, index - 1, index - 2} <= fixed


def _is_copyright(surface: Surface) -> bool:
    return surface.text.startswith("©") or surface.folded.startswith(("copyright ©", "copyright #", "(c) #"))


def of_the_site(surfaces: list[Surface], before: list[int]) -> dict[int, float]:
    """Pulls for what a publisher says of itself at the end: "The Institute is ...", named at the top."""
    first = next((index for index, count in enumerate(before) if count > _DECK), 0)
    top = " ".join(["", *(one.folded.replace(",", "") for one in surfaces[:first] if one.words <= 8), ""])
    late = 0.85 * before[-1]
    pulls: dict[int, float] = {}
    for index, surface in enumerate(surfaces):
        if surface.kind == "prose" and before[index] >= late:
            found = _SELF.match(surface.text)
            if found and len(found[1]) >= _LEAST_NAME and f" {fold(found[1])} " in top:
                pulls[index] = -4.0
    return pulls
