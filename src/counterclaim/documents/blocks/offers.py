"""What a page offers its readers inside the text: other stories with teasers, subscriptions with a button."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.measures import stems
from counterclaim.documents.blocks.patterns import is_headline

_BUTTON = re.compile(
    r"(?:start|try|join|give|get|sign|subscribe|donate|support|register|claim|order|buy|shop|play|vote|submit|reserve"
    r"|download|install|continue|learn|find|tell|open|listen|contribute|become|activate|book|see|view|upgrade)\b"
)
_SPOKEN = re.compile(r"\b(?:you|your|our|us|we|my|readers?|free|inbox|app|phone)\b")
_PRICE = re.compile(
    r"(?:[$£€¥₹]\s?#\S{0,6}|#\s(?:dollars|euros|pounds|pesos|rupees|pence|cents))\s(?:a|per|each|/)\s?"
    r"(?:week|month|year|day|issue)\b|#\s?(?:%|per cent) off\b|\bmoney.back\b"
    r"|\bfree (?:trial|delivery|shipping)\b"
)
_TEASER = 28
_APPEAL = 60
_ASKS = 3.5


def teasers(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for headlines of other stories, each with a sentence or two below it, three or more in a row.

    Sections of the report look alike, but speak of what the rest of it speaks of, and hold more.
    """
    pulls: dict[int, float] = {}
    index = 0
    while clutter > 0 and index < len(surfaces):
        end = index
        while end + 1 < len(surfaces) and is_headline(surfaces[end]) and _is_teaser(surfaces[end + 1]):
            end += 2
        if end - index >= 6:
            pulls.update(_unless_shared(range(index, end), surfaces, clutter))
        index = max(index + 1, end)
    return pulls


def _is_teaser(surface: Surface) -> bool:
    return surface.kind == "prose" and surface.words <= _TEASER and not surface.quote


def _unless_shared(run: range, surfaces: list[Surface], clutter: float) -> dict[int, float]:
    known: set[str] = set()
    for index, surface in enumerate(surfaces):
        if surface.kind == "prose" and index not in run:
            known |= stems(surface.text)
    own = [stems(surfaces[index].text) for index in run]
    shared = sum(len(one & known) for one in own) / max(1, sum(map(len, own)))
    return dict.fromkeys(run, -6.0 * min(1.0, 5 * clutter)) if known and shared < 0.35 else {}


def promotions(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for offers inside the text: a line or three that address the reader, and a button below them."""
    pulls: dict[int, float] = {}
    for index, surface in enumerate(surfaces):
        if clutter == 0 or not is_offer_button(surface):
            continue
        near = [place for place in range(max(0, index - 3), index) if surfaces[place].words <= 50]
        spoken = [place for place in near if _offers(surfaces[place])]
        if spoken:
            pulls[index] = -4.0
            pulls.update(dict.fromkeys(range(min(spoken), index), -6.0))
            above = min(spoken) - 1
            if above >= 0 and _is_plain_short(surfaces[above]):
                pulls[above] = -3.5
    return pulls


def appeals(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for paragraphs that ask for support or a subscription, and for adverts that ask the reader."""
    weight = min(1.0, 5 * clutter)
    pulls: dict[int, float] = {}
    for index, surface in enumerate(surfaces):
        if surface.kind not in {"short", "prose"} or surface.words > _APPEAL or '"' in surface.folded:
            continue
        spoken = bool(_SPOKEN.search(surface.folded))
        advert = index > 0 and _is_advert(surfaces[index - 1]) and surface.words <= _TEASER
        if spoken and (surface.phrases >= _ASKS or (advert and "?" in surface.end)):
            pulls[index] = -6.0 * weight
    return pulls


def _is_advert(surface: Surface) -> bool:
    named = surface.label is not None and surface.label.name in {"advert", "sponsor"}
    return named or (surface.kind == "label" and surface.folded.startswith("advert"))


def is_offer_button(surface: Surface) -> bool:
    """Whether the line is a button of up to three words: "Sign me up", "Vote"."""
    if surface.label and surface.label.name in {"signup", "button"} and surface.words <= 4:
        return True
    return _is_plain_short(surface) and surface.words <= 3 and bool(_BUTTON.match(surface.folded))


def _is_plain_short(surface: Surface) -> bool:
    return surface.kind == "short" and surface.words <= 8 and not surface.sentence


def _offers(surface: Surface) -> bool:
    """Whether a line speaks to the reader of the page's own services, or names a price for them."""
    if surface.quote:
        return False
    spoken = len(_SPOKEN.findall(surface.folded))
    return bool(_PRICE.search(surface.folded)) or spoken >= 2 or surface.phrases >= 3
