"""What a page puts after its report and into it: the lists at the end, adverts, chapters of a recording."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.decode import is_furniture
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.head_lines import is_dated
from counterclaim.documents.blocks.lexicon import lexicon
from counterclaim.documents.blocks.measures import is_late

_CHAPTER = re.compile(r"[\[(]?(?:(\d{1,2}):)?(\d{1,3}):(\d{2})[\])]?\s{0,2}[-–—:]?\s{0,2}(?=[^\W\d_])")
_LEAST_CHAPTERS = 3
_FIRST_SECONDS = 60
_CHAPTER_WORDS = 12
_BRACKETED = re.compile(r"\[[^\[\]]{2,60}\]|\([^()]{2,20}\)")
_SITE = re.compile(r"@\w{2,40}|(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}(?:/\S{0,40})?")
_LONG_RULE = 10
_SIGNATURE_LINES = 10
_SIGNATURE_WORDS = 90
_LEAST_TAIL = 2
_TAIL_WORDS = 14
_ADVERT_LINES = 5
_ADVERT_WORDS = 30
_BUTTON_WORDS = 12
_SENTENCE = 5
_PULL = -6.0
_TAIL = -2.0
_BRIEF = frozenset({"short", "item", "number", "date", "byline", "time", "link"})


def tails(surfaces: list[Surface], pulls: list[float]) -> dict[int, float]:
    """Pulls for the brief lines below the last paragraph, from the first that is of the page on.

    Lists and tables of the report may end it too: lines that other rules favour are left.
    """
    told = [i for i, one in enumerate(surfaces) if one.sentence and one.words >= _SENTENCE and pulls[i] >= 0]
    last = max((i for i in told if not (surfaces[i].label or surfaces[i].phrases)), default=-1)
    first = next((i for i in range(last + 1, len(surfaces)) if _is_of_page(surfaces[i])), len(surfaces))
    if last < 0 or len(surfaces) - first < _LEAST_TAIL:
        return {}
    return {
        index: _TAIL
        for index in range(first, len(surfaces))
        if surfaces[index].kind in _BRIEF and not surfaces[index].sentence and pulls[index] <= 0
    }


def _is_of_page(surface: Surface) -> bool:
    return is_furniture(surface) or (surface.kind in {"menu", "link"} and surface.words <= _TAIL_WORDS)


def signature(surfaces: list[Surface], before: list[int]) -> dict[int, float]:
    """Pulls for a few brief lines with a link below a rule at the end, as mailing lists add to a message."""
    rules = [i for i, one in enumerate(surfaces) if one.kind == "rule" and len(one.text) >= _LONG_RULE]
    if not rules or not is_late(before, rules[-1]):
        return {}
    below = surfaces[rules[-1] + 1 :]
    brief = len(below) <= _SIGNATURE_LINES and sum(one.words for one in below) <= _SIGNATURE_WORDS
    if not below or not brief or not any(one.links or is_furniture(one) for one in below):
        return {}
    return dict.fromkeys(range(rules[-1], len(surfaces)), _PULL)


def adverts(surfaces: list[Surface]) -> dict[int, float]:
    """Pulls for the lines of an advert: below its label, up to a button or a longer paragraph."""
    pulls: dict[int, float] = {}
    for index, surface in enumerate(surfaces):
        if (
            not surface.label
            or surface.label.name != "advert"
            or surface.says_all
            or "continue" in surface.folded
            or not is_furniture(surface)
        ):
            continue
        end = index + 1
        while end < len(surfaces) and end <= index + _ADVERT_LINES and _is_pitch(surfaces[end]):
            end += 1
        closed = end < len(surfaces) and is_furniture(surfaces[end])
        resumes = end < len(surfaces) and surfaces[end].kind == "prose" and end == index + 2
        sold = resumes and _sells(surfaces[index + 1])
        named = any(_SITE.fullmatch(one.text) for one in surfaces[index + 1 : end])
        if end > index + 1 and (closed or sold or named):
            pulls.update(dict.fromkeys(range(index + 1, end), _PULL))
    return pulls


def _is_advert(surface: Surface) -> bool:
    named = surface.label is not None and surface.label.name == "advert"
    return named and not surface.says_all and is_furniture(surface)


def _is_pitch(surface: Surface) -> bool:
    if (
        surface.label
        or surface.kind not in {"short", "prose", "link", "item"}
        or is_dated(surface, lexicon())
    ):
        return False
    return (surface.kind != "prose" and surface.words <= _BUTTON_WORDS) or (
        surface.words <= _ADVERT_WORDS and _sells(surface)
    )


def _sells(surface: Surface) -> bool:
    """Whether a line speaks as adverts do: with shares, prices or a shout, and no speaker's quotation marks."""
    loud = re.search(r"\b[A-Z]{3,}\s[A-Z]{3,}\b|[!?]|\d\s?%|[$£€₦₹]\s?\d", surface.text)
    return bool(loud) and not surface.quote


def chapters(surfaces: list[Surface]) -> dict[int, float]:
    """Pulls for the chapters of a recording: three or more brief lines from "00:00 Opening" on."""
    pulls: dict[int, float] = {}
    run: list[int] = []
    seconds = -1
    for index in range(len(surfaces) + 1):
        at = _seconds(surfaces[index]) if index < len(surfaces) else None
        if at is not None and ((not run and at <= _FIRST_SECONDS) or (run and at > seconds)):
            run.append(index)
            seconds = at
            continue
        if len(run) >= _LEAST_CHAPTERS:
            pulls.update(dict.fromkeys(run, _PULL))
        run, seconds = [], -1
    return pulls


def _seconds(surface: Surface) -> int | None:
    """How far into the recording the chapter begins, nothing for other lines."""
    found = _CHAPTER.match(surface.text) if surface.words <= _CHAPTER_WORDS and not surface.sentence else None
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3]) if found else None


def ends(surfaces: list[Surface], before: list[int]) -> dict[int, float]:
    """Pulls for "[Seal of the Court]" and the like below all text."""
    total = before[-1]
    return {
        index: _PULL
        for index, surface in enumerate(surfaces)
        if total
        and before[index] == total
        and _BRACKETED.fullmatch(surface.text)
        and surface.kind in {"short", "item"}
    }
