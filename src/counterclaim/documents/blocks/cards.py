"""Cards of a page: other stories, each with a few short lines and one paragraph, again and again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.measures import stems
from counterclaim.documents.blocks.patterns import is_headline

_LEAST_CARDS = 4
_MOST_LINES = 6
_LEAST_LINES = 2
_TEASER = 70
_SHARED = 0.25
_LEAST_TEXT = 120
_LEAST_SHARE = 0.3
_OTHER_STEMS = 8
_OTHER = 0.2
_LONGEST_TEASER = 32
_SUBHEADS = 3
_SIGNED_LINES = 3
_NAME_WORDS = 4
_PULL = -9.0


def cards(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for runs of cards that speak of other things than the text beside them.

    The entries of a live report look alike too, but most begin with a time; a list of profiles is most of
    its report, so there is little text beside it.
    """
    if clutter == 0:
        return {}
    runs = list(_runs(surfaces))
    inside = {index for run in runs for index in run}
    rest = [one for index, one in enumerate(surfaces) if index not in inside and one.kind == "prose"]
    carded = sum(surfaces[index].words for index in inside if surfaces[index].kind == "prose")
    if sum(one.words for one in rest) < max(_LEAST_TEXT, _LEAST_SHARE * carded):
        return {}
    known = set().union(*(stems(one.text) for one in rest))
    found: set[int] = set()
    for run in runs:
        own = [stems(surfaces[index].text) for index in run]
        if sum(len(one & known) for one in own) < _SHARED * sum(map(len, own)):
            found.update(run)
    return dict.fromkeys(found, _PULL)


def _runs(surfaces: list[Surface]) -> Iterator[range]:
    """Runs of at least four cards, most with two short lines or more, few with a time of day."""
    start = 0
    while start < len(surfaces):
        sizes: list[int] = []
        timed = 0
        position = start
        while size := _card(position, surfaces):
            sizes.append(size)
            timed += any(one.kind == "time" for one in surfaces[position : position + size])
            position += size
        if len(sizes) >= _LEAST_CARDS and median(sizes) > _LEAST_LINES and 2 * timed < len(sizes):
            yield range(start, position)
        start = max(start + 1, position)


def _card(start: int, surfaces: list[Surface]) -> int:
    """How many units the card at `start` has, 0 for none: short lines and a paragraph, no other below it."""
    if start < len(surfaces) and surfaces[start].kind == "item":
        return 0
    for index in range(start, min(start + _MOST_LINES + 1, len(surfaces))):
        surface = surfaces[index]
        if surface.kind == "caption":
            return 0
        if surface.kind == "prose" and surface.words >= 5:
            alone = index + 1 == len(surfaces) or surfaces[index + 1].kind != "prose"
            return index + 1 - start if alone and index > start and surface.words <= _TEASER else 0
        if surface.sentence and surface.text[-1] == ".":
            return 0
    return 0


def single_teasers(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for a headline and one sentence between two paragraphs that share hardly a word with the text.

    Where more lines look like headlines above text, they are the report's own subheads.
    """
    if clutter == 0:
        return {}
    told: dict[str, int] = {}
    for surface in surfaces:
        for stem in stems(surface.text) if surface.kind == "prose" else ():
            told[stem] = told.get(stem, 0) + 1
    if sum(told.values()) < _LEAST_TEXT:
        return {}
    shaped = sum(is_headline(one) and below.kind == "prose" for one, below in pairwise(surfaces))
    if shaped > _SUBHEADS:
        return {}
    pulls: dict[int, float] = {}
    for index in range(1, len(surfaces) - 2):
        above, headline, teaser = surfaces[index - 1 : index + 2]
        end = index + 2
        while end < min(index + 2 + _SIGNED_LINES, len(surfaces) - 1) and _is_name(surfaces[end]):
            end += 1
        below = surfaces[end]
        plain = (above.kind, teaser.kind, below.kind) == ("prose", "prose", "prose")
        if not plain or not is_headline(headline) or teaser.words > _LONGEST_TEASER or teaser.quote:
            continue
        own = stems(headline.text) | stems(teaser.text)
        shared = sum(told.get(stem, 0) > (stem in stems(teaser.text)) for stem in own)
        if len(own) >= _OTHER_STEMS and shared <= _OTHER * len(own):
            pulls.update(dict.fromkeys(range(index, end), _PULL))
    return pulls


def _is_name(surface: Surface) -> bool:
    """Whether the line may be the name of a writer or site below a teaser."""
    return surface.words <= _NAME_WORDS and surface.kind in {"short", "byline"} and surface.lower == 0
