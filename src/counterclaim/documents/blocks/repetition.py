"""Evidence from repetition: running heads, page numbers, buttons and copies of lines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from counterclaim.documents.blocks.decode import is_furniture
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lines import COLUMNS

_COUNTER = re.compile(r"\W*(?:[^\W\d]+\s)?(\d{1,4})\s*(?:/|\||of|–|-)\s*(\d{1,4})\W*", re.I)
_PAGE_FOOT = re.compile(r"^\d{1,4}\s+\|\s+\S|\S\s+\|\s+(?:page\s)?\d{1,4}$", re.I)
_SYMBOL = re.compile(r"[^\W\d_].*[/.-].*\d")
_PAGE_EDGE = re.compile(r"\d{1,4}\s{6,}\S.{0,40}|\S.{0,60}\s{6,}\d{1,4}")
_PAGE_LINES = frozenset({"page #", "page # of #", "p. #", "# / #", "#/#", "- # -", "# of #", "[#]"})
_CONTENTS = (
    "in this ",
    "inside",
    "jump to",
    "on this page",
    "contents",
    "what's in",
    "sections",
    "quick ",
    "go to",
)
_BRACKETED = re.compile(r"\[[^\[\]]{2,20}\]")
_NUMBERING = re.compile(r"^(?:#[.)]?)+\s|\s?\[\s?edit\b.*$")
_LISTED_PAGE = re.compile(r"[^\s.…](?:\s{4,30}|\s?[.…]{3,40}\s?)(\d{1,3})$")
_LISTED_TAIL = 50
_LEAST_LISTED = 3
_QUESTION = 9
_HEADING = 20
_LONG = 8
_RUN_IN = re.compile(r"[^.?!]{4,50}\?(?=\s\w)")


def repeated(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for lines that occur again: running heads beside page numbers, and copies of longer lines.

    Longer lines may well come again in a text without furniture, as in a list of incidents.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for index, surface in enumerate(surfaces):
        named = surface.words >= 2 or bool(_SYMBOL.search(surface.text) or _BRACKETED.fullmatch(surface.text))
        if named and surface.kind in {"short", "prose", "byline", "caption", "item"}:
            places[surface.folded if surface.words < _LONG else surface.text].append(index)
    again = [same for same in places.values() if len(same) > 1]
    long = [same for same in again if surfaces[same[0]].words >= _LONG]
    copies = {index for same in long for index in same}
    pulls: dict[int, float] = {}
    for same in again:
        if surfaces[same[0]].words < _LONG:
            pulls.update(_running_head(same, surfaces, clutter))
    for same in long if clutter > 0 else ():
        pulls.update(_copies(same, copies, surfaces))
    return pulls


def _copies(same: list[int], copies: set[int], surfaces: list[Surface]) -> dict[int, float]:
    """Pulls for copies of a longer line, but for the one that stands in running text.

    Where several lines in a row are copies, all of them are teasers.
    """
    kept = max(same, key=lambda index: (_embedded(index, surfaces), -index))
    pulls: dict[int, float] = {}
    for index in same:
        block = sum(near in copies for near in range(index - 2, index + 3))
        if block >= 3 or index != kept:
            pulls[index] = -7.0 if block >= 3 else -4.0
    return pulls


def _running_head(same: list[int], surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for a short line that comes again beside page numbers, or many times as buttons do."""
    beside = _at_page(same, surfaces)
    symbol = surfaces[same[0]].words == 1
    if 2 * beside >= len(same) and (len(same) >= 3 or beside == len(same) or symbol):
        title = same[0] if not _at_page(same[:1], surfaces) else None  # a report's heads repeat its title
        pulls = dict.fromkeys((index for index in same if index != title), -6.0)
        for index in pulls.copy():
            _pull_numbers(index, surfaces, pulls)
        return pulls
    if clutter == 0 or not _is_button(same, surfaces):
        return {}
    heads = sum(index + 1 < len(surfaces) and surfaces[index + 1].kind == "prose" for index in same)
    return dict.fromkeys(same, -3.0 if 2 * heads >= len(same) else -5.0)


def _is_page_line(surface: Surface) -> bool:
    return surface.kind == "number" or surface.folded in _PAGE_LINES


def _is_button(same: list[int], surfaces: list[Surface]) -> bool:
    """Whether a line that comes many times is one of the page's, not a field of an entry or a list."""
    text = surfaces[same[0]].text
    spread = all(after - index > 1 for index, after in pairwise(same))
    plain = surfaces[same[0]].kind == "short" and not surfaces[same[0]].sentence
    return plain and spread and len(same) >= 4 and not any(char.isdigit() or char in ":;" for char in text)


def buttons(surfaces: list[Surface]) -> dict[int, float]:
    """Favours for share buttons under each entry of a text: they say little of what is around them.

    Those that may be words of a report ("Comment") are buttons when they come again and again.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for index, surface in enumerate(surfaces):
        if surface.kind == "label" and surface.label and surface.label.name == "share":
            places[surface.folded].append(index)
    return {
        index: 3.5 if is_furniture(surfaces[index]) else -3.0
        for same in places.values()
        if len(same) >= 3 and all(after - index > 2 for index, after in pairwise(same))
        for index in same
    }


def contents(surfaces: list[Surface]) -> dict[int, float]:
    """Pulls for a list of contents: three or more lines in a row that come again, most of them above text."""
    last = {_key(surface): index for index, surface in enumerate(surfaces) if surface.words <= _HEADING}
    for index, surface in enumerate(surfaces):
        if surface.kind == "prose" and (asked := _RUN_IN.match(surface.folded)):
            last.setdefault(asked[0], index)
            last[asked[0]] = max(index, last[asked[0]])
    pulls: dict[int, float] = _listed_pages(surfaces)
    run: list[int] = []
    heads = reached = 0
    for index, surface in enumerate(surfaces):
        place = last.get(_key(surface), index)
        heads_text = surfaces[place].kind == "prose" or (
            place + 1 < len(surfaces) and surfaces[place + 1].kind in {"prose", "item", "caption"}
        )
        listed = surface.kind in {"short", "item"} or (surface.text[-1] == "?" and surface.words <= _QUESTION)
        if listed and place > max(index, reached):
            run.append(index)
            heads += heads_text
            reached = place
            continue
        if len(run) >= 3 and 2 * heads >= len(run) and last[_key(surfaces[run[0]])] >= index:
            pulls.update(dict.fromkeys(run, -8.0))
            above = run[0] - 1
            if (
                above >= 0
                and surfaces[above].kind == "short"
                and surfaces[above].folded.startswith(_CONTENTS)
            ):
                pulls[above] = -4.0
        run, heads, reached = [], 0, 0
    return pulls


def _key(surface: Surface) -> str:
    """A heading without its number and the links beside it."""
    return _NUMBERING.sub("", surface.folded)


def _listed_pages(surfaces: list[Surface]) -> dict[int, float]:
    """Pulls for lines above all text that end, after a gap, with the number of a page, none lower than before."""
    found: list[tuple[int, int]] = []
    for index, surface in enumerate(surfaces):
        if surface.kind == "prose":
            break
        listed = _LISTED_PAGE.search(surface.text[-_LISTED_TAIL:])
        if listed:
            found.append((index, int(listed[1])))
    rising = all(page <= after for (_, page), (_, after) in pairwise(found))
    return {index: -8.0 for index, _ in found} if rising and len(found) >= _LEAST_LISTED else {}


def _embedded(index: int, surfaces: list[Surface]) -> int:
    """How many of the lines next to this one are running text."""
    return sum(
        0 <= near < len(surfaces) and surfaces[near].kind == "prose" for near in (index - 1, index + 1)
    )


def _at_page(same: list[int], surfaces: list[Surface]) -> int:
    """How many copies stand beside a line that is a number, as running heads stand beside page numbers."""
    return sum(
        any(0 <= near < len(surfaces) and _is_page_line(surfaces[near]) for near in (index - 1, index + 1))
        for index in same
    )


def _pull_numbers(index: int, surfaces: list[Surface], pulls: dict[int, float]) -> None:
    for near in (index - 1, index + 1):
        if 0 <= near < len(surfaces) and _is_page_line(surfaces[near]):
            pulls[near] = -6.0


def page_numbers(surfaces: list[Surface]) -> dict[int, float]:
    """Pulls for numbers that go up by one or two from one to the next, and for lines such as "Title | 14"."""
    numbers = [
        (index, int(surface.text))
        for index, surface in enumerate(surfaces)
        if surface.kind == "number" and surface.text.isdecimal() and len(surface.text) <= 4
    ]
    counters = [
        (index, int(found[1]), found[2])
        for index, surface in enumerate(surfaces)
        if surface.words <= 5 and (found := _COUNTER.fullmatch(surface.text))
    ]
    pulls: dict[int, float] = {}
    rows = Counter(
        surface.text for surface in surfaces if " | " in surface.text and surface.words <= _HEADING
    )
    pulls.update((index, -6.0) for index, surface in enumerate(surfaces) if rows[surface.text] > 1)
    for (index, number), (after, following) in pairwise(numbers):
        if 1 <= following - number <= 2 and after - index >= 3:
            pulls[index] = pulls[after] = -5.0
    for (index, number, total), (after, following, same) in pairwise(counters):
        if total == same and following == number + 1:
            pulls[index] = pulls[after] = -6.0
    for index, surface in enumerate(surfaces):
        near = surfaces[max(0, index - 1) : index] + surfaces[index + 1 : index + 2]
        if _PAGE_FOOT.search(surface.text) and not any("|" in one.text for one in near):
            pulls[index] = -5.0
        if _PAGE_EDGE.fullmatch(surface.text) and not any(COLUMNS.search(one.text) for one in near):
            pulls[index] = -5.0
    return pulls
