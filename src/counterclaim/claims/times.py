"""The times of a sentence, and which of them belongs to an event."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from counterclaim.model import Span, When
from counterclaim.text.dates import find_dates, resolve

_DATELINE = re.compile(
    r"\s{0,8}[A-Z][A-Z.'’-]{2,30}(?:\s[A-Z.'’-]{2,20}){0,3}(?:,\s[A-Z][\w. ]{1,30}){0,2}(?:\s\([A-Z .'’-]{2,30}\))?,?\s{1,3}"
    r"(?:\([^()\n]{0,8}\d[^()\n]{0,20}\)|[\w.]{1,9}\s[\w.]{1,9}(?:,?\s(?:\d\d){1,2})?\s?(?:\([\w/ .-]{2,40}\)\s?)?(?:--?|–|—)\s)"
)
_MAX_SENTENCE = 10_000
"""Characters of a sentence that are read; no sentence of a report is that long."""


def find_times(
    sentence: str, offset: int, *, published: When | None, anchor: When | None, order: str | None = None
) -> list[When]:
    """The resolved times of `sentence`, in order, with spans in the document.

    `offset` is where the sentence begins in the document; `anchor` is the last time of the story before it.
    The date of a dateline ("KABUL (Aug. 5) -") is no time of the sentence. Inside the sentence each time known
    to the day becomes the anchor of those after it ("on 4 May and the following day"). An expression that
    nothing supports gives no time.
    """
    times: list[When] = []
    dateline = _dateline_end(sentence)
    for expression in find_dates(sentence[:_MAX_SENTENCE], order):
        if expression.end <= dateline:
            continue
        when = resolve(expression, published=published, anchor=anchor)
        if when is None:
            continue
        anchor = when if when.start == when.end else anchor
        span = Span(offset + expression.start, offset + expression.end, expression.text)
        times.append(replace(when, span=span))
    return times


def _dateline_end(sentence: str) -> int:
    """Where the dateline ends that a sentence begins with; 0 without one."""
    match = _DATELINE.match(sentence)
    return match.end() if match else 0


def choose(times: Sequence[When], position: int, sentence: str = "", offset: int = 0) -> When | None:
    """The time for the trigger at character `position` of the document: the nearest one in its clause.

    With the sentence at hand, each clause boundary between the two counts against a time, and so does a verb
    of saying beside it: "said on Friday" is when it was said.
    """
    if not times:
        return None
    return min(times, key=lambda when: (_cost(when, position, sentence, offset), when.span or Span(0, 0, "")))


def is_time_of_saying(when: When, sentence: str, offset: int) -> bool:
    """Whether the words beside `when` make it the time of saying ("told reporters on Friday")."""
    if when.span is None:
        return False
    before, after = sentence[: when.span.start - offset], sentence[when.span.end - offset :]
    return _patterns()[0].search(before[-60:]) is not None or _patterns()[1].match(after[:40]) is not None


def _cost(when: When, position: int, sentence: str, offset: int) -> int:
    if when.span is None:
        return 10**9
    start, end = when.span.start, when.span.end
    distance = max(start - position, position - end, 0)
    if not sentence:
        return distance
    between = sentence[max(0, min(end, position) - offset) : max(0, max(start, position) - offset)]
    boundaries = len(_patterns()[2].findall(between))
    return distance + 60 * boundaries + 300 * is_time_of_saying(when, sentence, offset)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Saying before a time, saying after a time, and the boundaries of clauses."""
    data = tomllib.loads(files("counterclaim.claims").joinpath("data/times.toml").read_text("utf-8"))
    verbs = "|".join(data["saying"]["verbs"])
    hearers = "|".join(data["saying"]["hearers"])
    told = rf"\b(?:{verbs})\s(?:(?:to\s)?(?:{hearers})\s)?(?:(?:late|early)\s)?(?:(?:on|at|in|since)\s)?\Z"
    tells = rf"\s(?:that\s|it\s)?(?:{verbs})\b"
    breaks = "|".join(data["clauses"]["breaks"])
    marks = re.escape("".join(data["clauses"]["marks"]))
    return (
        re.compile(told, re.IGNORECASE),
        re.compile(tells, re.IGNORECASE),
        re.compile(rf"[{marks}]|\b(?:{breaks})\b", re.IGNORECASE),
    )
