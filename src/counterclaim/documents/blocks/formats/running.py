"""Running heads and feet: lines that come again on every page, with a number that goes up by the page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.documents.blocks.lexicon import lexicon
from counterclaim.documents.blocks.lines import ends_sentence

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_PAGE_FORM = re.compile(
    r"\d{1,4}\s?/\s?\d{1,4}(?!/)|\b\d{1,4}\s(?:of|de|von|di|из)\s\d{1,4}\b|\s{3,}[-–—|]?\s?\d{1,5}\s?[-–—|]?(?:\s{3,}|$)"
    r"|^\d{1,5}\s{3,}|\s\|\s(?:\w{1,7}\s)?\d{1,5}$|^\d{1,5}\s\|\s"
)
_PAGE_OF = re.compile(
    r"\s{2,}\d{1,4}\s?/\s?\d{1,4}$|^\d{1,4}\s?/\s?\d{1,4}\s{2,}|\d\s{6,}\d{1,4}$|^\d{1,4}\s{6,}\d"
)
_BARE_NUMBER = re.compile(r"[\W_]{0,3}\d{1,4}[\W_]{0,3}")
_NUMBERED_ITEM = re.compile(r"\[\d{1,4}\]\s|\(?\d{1,4}[.):]\s|[a-zA-Z][.)]\s|[-*•]\s")
_DATED = re.compile(r"\d[/.-]\d|\b\d{1,2}\s[^\W\d_]{3,10}\s\d{4}")
_WIDE = re.compile(r"\S\s{4,}\S")
_WIDE_EDGE = re.compile(r"^\d{1,4}\s{2,}\S|\S\s{2,}\d{1,4}$")
_MOST_CHARACTERS = 140
_MOST_WORDS = 14
_STEP = 4
_APART = 4
_MOST_COPIES = 400
_TITLE_LINES = 4
_LINES_OF_HEAD = 2
_LONGEST_NUMBER = 5


@dataclass(frozen=True, slots=True)
class _Foot:
    """A running line and the number of its page."""

    index: int
    page: int


def running_lines(texts: Sequence[str]) -> set[int]:
    """Indexes of the lines that are heads or feet of pages.

    Two lines with the same words and the same numbers but for one, which counts pages, are feet; so is a line
    between two feet with the number of the page that is missing, and copies of a brief line beside feet.
    """
    feet = [foot for group in _groups(texts) for foot in _sequence(group, texts)]
    found = {foot.index for foot in feet}
    found |= _missing_pages(feet, texts)
    for _ in range(_LINES_OF_HEAD):
        found |= _beside(found, texts)
    return found


def _groups(texts: Sequence[str]) -> Iterable[list[int]]:
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        if len(text) <= _MOST_CHARACTERS and not _NUMBERED_ITEM.match(text):
            tokens = _TOKEN.findall(text.casefold())
            words = tuple(sorted(token for token in tokens if not token.isdecimal()))
            if len(words) <= _MOST_WORDS and len(words) < len(tokens) and (words or _PAGE_OF.search(text)):
                groups[words].append(index)
    return (group for group in groups.values() if 2 <= len(group) <= _MOST_COPIES)


def _sequence(group: list[int], texts: Sequence[str]) -> list[_Foot]:
    """The feet of a group of lines with the same words, none where their numbers count no pages."""
    close = [after - index < _APART for index, after in pairwise(group)]
    facing = len(group) > 2 and sum(close) == 1 and all(_WIDE_EDGE.search(texts[index]) for index in group)
    if any(close) and not facing:
        return []
    numbers = [_numbers(texts[index]) for index in group]
    constant = Counter(numbers[0])
    for own in numbers[1:]:
        constant &= Counter(own)
    left = [list((Counter(own) - constant).elements()) for own in numbers]
    if any(len(own) != 1 for own in left):
        return []
    pages = [own[0] for own in left]
    steps = [after - page for page, after in pairwise(pages)]
    rising = all(step > 0 and (facing or step <= _STEP) for step in steps)
    if not (rising or all(-_STEP <= step < 0 for step in steps)):
        return []
    feet = [_Foot(index, page) for index, page in zip(group, pages, strict=True)]
    mirrored = _is_mirrored(feet, texts)
    return (
        feet
        if mirrored or all(_counts_pages(texts[foot.index], foot.page, len(feet)) for foot in feet)
        else []
    )


def _is_mirrored(feet: list[_Foot], texts: Sequence[str]) -> bool:
    """Whether the number is at the left of some lines and at the right of the others, as on facing pages."""
    left = [texts[foot.index].split()[0] == str(foot.page) for foot in feet]
    right = [texts[foot.index].split()[-1] == str(foot.page) for foot in feet]
    return any(left) and any(right) and all(one or other for one, other in zip(left, right, strict=True))


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text) if len(number) <= 2 * _LONGEST_NUMBER]


def _counts_pages(text: str, page: int, copies: int) -> bool:
    """Whether the number stands where the number of a page does, and the line is not "Day 3" or "Killed: 3"."""
    words = [token for token in _TOKEN.findall(text.casefold()) if not token.isdecimal()] or [""]
    form = any(str(page) in found[0] for found in _PAGE_FORM.finditer(text))
    if form or {words[0], words[-1]} & lexicon().page_words:
        return True
    at_edge = re.match(rf"\W*0*{page}\W*\s", text) or re.search(rf"(?<![:.\d])\s\W*0*{page}\W*$", text)
    if text.isupper() and re.search(r"\s[-–—]\s?\d{1,4}$", text):
        return True
    return (
        bool(at_edge)
        and len(words) >= 2
        and not text.rstrip("0123456789 ").endswith(":")
        and (copies > 2 or len(words) >= 3 or text.upper() == text)
    )


def _missing_pages(feet: list[_Foot], texts: Sequence[str]) -> set[int]:
    """Heads of the even pages where the odd ones have others: "114 NAME OF THE REVIEW"."""
    found: set[int] = set()
    for foot, after in pairwise(sorted(feet, key=lambda one: one.index)):
        wanted = {str(page) for page in range(foot.page + 1, after.page)}
        for index in range(foot.index + 1, after.index) if wanted else ():
            text = texts[index]
            tokens = text.split()
            brief = 2 <= len(tokens) <= _MOST_WORDS and len(text) <= _MOST_CHARACTERS
            if brief and (tokens[0] in wanted or tokens[-1] in wanted) and text[-1] not in ".;:,":
                found.add(index)
    return found


def _beside(found: set[int], texts: Sequence[str]) -> set[int]:
    """Brief lines that come again, but for their numbers, beside feet or the bare numbers of pages.

    The first may be the title of the report, which its heads repeat.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        brief = len(text) <= _MOST_CHARACTERS // 2 and not _NUMBERED_ITEM.match(text)
        if index not in found and brief and any(map(str.isalpha, text)):
            places[re.sub(r"\d+", "#", text)].append(index)
    numbers = _page_numbers(texts)
    edges = found | numbers
    more: set[int] = set()
    for same in places.values():
        near = [index for index in same if {index - 1, index + 1} & edges]
        text = texts[same[0]]
        sure = bool(_DATED.search(text)) or " | " in text or _WIDE.search(text) is not None
        least = 1 if sure and len(same) > 1 else 2
        if ends_sentence(text) and not sure:
            continue
        if len(near) < least or 2 * len(near) < len(same) or len(same) > _MOST_COPIES:
            continue
        more.update(same if sure else (index for index in near if index != same[0] or index > _TITLE_LINES))
    every = found | more
    near = [index for index in numbers if {index - 1, index + 1} & every]
    return more | (numbers if 2 * len(near) >= len(numbers) else set())


def _page_numbers(texts: Sequence[str]) -> set[int]:
    """Lines that are a number and no more, where the next such line is the next page."""
    numbers = [
        (index, int(number[0]))
        for index, text in enumerate(texts)
        if _BARE_NUMBER.fullmatch(text) and (number := re.search(r"\d+", text))
    ]
    return {
        place
        for (index, page), (after, following) in pairwise(numbers)
        if 1 <= following - page <= 2 and after - index >= _APART
        for place in (index, after)
    }
