"""Numbers that count nothing: dates, money, ages, labels, measures, and the old figure of a change."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from counterclaim.claims.quantity_words import quantity_words
from counterclaim.text.numbers import Number, currency_signs, find_numbers, measure_units

PERCENT = re.compile(r"\s{0,2}(?:%|per\s?cent\b|percent\b)", re.IGNORECASE)
_AGE = re.compile(r"[-\s]years?[-\s]old\b|[-\s]year-old", re.IGNORECASE)
_ONE_OF_MANY = re.compile(
    r"\sof\s(?:the\s|its\s|their\s|some\s|about\s|more\sthan\s|at\sleast\s)?\Z", re.IGNORECASE
)
_ATTACHED = re.compile(r"-(?!strong\b)[^\W\d_]|\s?mm\b|\s?[ap]\.?m\b|°", re.IGNORECASE)
_LABEL = re.compile(r"(\w+\.?)\s{0,2}#?\Z")
_SUPERLATIVE = re.compile(r"\s(?:of\s)?(?:the|its|their)\s(?:most|least|\w+est)\b", re.IGNORECASE)
_AMOUNT_IN = re.compile(
    r"\sin\s(?:losses|damages?|aid|cash|ransom|funds|assistance|compensation)\b", re.IGNORECASE
)
_SHARE = re.compile(r"\s(?:in|out of)\s(?:every\s)?\Z", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s(?:an?\s\w+\s|the\s\w+\s)?\Z", re.IGNORECASE)
_TO = re.compile(r"\s(?:\w+\s){0,3}to\s", re.IGNORECASE)
TIMES = re.compile(
    r"\s(?:times|(?:separate\s|different\s)?occasions)\b(?!\s(?:more|as|the|higher|larger|greater|bigger|over)\b)",
    re.IGNORECASE,
)


def is_no_count(
    number: Number,
    text: str,
    dates: list[tuple[int, int]],
    previous: Number | None,
    verbs: Collection[int],
) -> bool:
    """Whether the words around a number of `text` make it a date, price, age, share, label or measure.

    `dates` are the spans of dates, `previous` is the number before, `verbs` are the ends of the text's verbs.
    """
    start, end = number.start, number.end
    if any(start < date_end and date_start < end for date_start, date_end in dates):
        return True
    if (
        text[max(0, start - 1) : start] in currency_signs()
        or text[start:end].lstrip("<>~≈ ")[:1] in currency_signs()
    ):
        return True
    if _AGE.match(text, end) or _ATTACHED.match(text, end):
        return True
    if previous is not None and _SHARE.fullmatch(text[previous.end : start]):
        return True
    if (
        _SHARE.match(text[end : end + 10] + " ")
        and re.match(r"\s(?:in|out of)\s\w", text[end:])
        and _next_is_number(text, end)
    ):
        return True
    if text[start - 1 : start] + text[end : end + 1] in ("()", "[]"):
        return True  # the mark of a note
    if number.low == number.high == 1 and _is_one_of_many(text, end):
        return True
    if _SUPERLATIVE.match(text, end) or _AMOUNT_IN.match(text, end) or _is_superseded(text, start, end):
        return True
    near = max(0, start - 24)
    label = _LABEL.search(text[near:start])
    if (
        label
        and near + label.end(1) not in verbs
        and label[1].lower() in quantity_words().lists["labels"]
        and text[start : start + 1].isdigit()
    ):
        return True
    following = re.match(r"\s{0,2}([\w%.°']+)", text[end : end + 24])
    word = following[1].lower().rstrip(".") if following else ""
    return word in measure_units() and not PERCENT.match(text, end) and not TIMES.match(text, end)


def _is_one_of_many(text: str, end: int) -> bool:
    """Whether "one" is picked out of a number: "he is one of more than 50 fighters killed this year"."""
    numbers = find_numbers(text[end : end + 32])
    return bool(numbers) and _ONE_OF_MANY.fullmatch(text[end : end + numbers[0].start]) is not None


def _is_superseded(text: str, start: int, end: int) -> bool:
    """Whether a number is the old one of a change or what another is compared with.

    "Revised down from 40 to 31", "600 fighters, down from 3,000", "compared with 40 a year earlier".
    """
    before = " ".join(text[max(0, start - 48) : start].lower().split())
    if f" {before}".endswith(tuple(quantity_words().lists["superseding"])):
        return True
    if "from" in before and _new_figure().search(text[max(0, start - 120) : start]):
        return True
    following = _TO.match(text, end)
    return _FROM.search(text, max(0, start - 24), start) is not None and bool(
        following
        and any(number.start == 0 for number in find_numbers(text[following.end() : following.end() + 24]))
    )


@cache
def _new_figure() -> re.Pattern[str]:
    """What stands before the old figure of a change: "rose from", "revised, from", "down to 24 from an earlier"."""
    moved, restated = (
        "|".join(sorted(quantity_words().lists[name])) for name in ("figures_moved", "figures_restated")
    )
    return re.compile(
        rf"\b(?:{moved})\b[^.;:]{{0,60}}\bfrom\s\Z|\b(?:{restated})\b[^.;:]{{0,90}},\sfrom\s\Z"
        rf"|\b(?:{moved}|{restated})\b[^.;]{{0,60}}?\bto [\w ,-]{{1,40}}? from (?:an? (?:\w+ ){{0,2}}|about |some |nearly )?\Z",
        re.IGNORECASE,
    )


def _next_is_number(text: str, end: int) -> bool:
    after = re.match(r"\s(?:in|out of)\s(?:every\s)?", text[end : end + 20])
    if after is None:
        return False
    rest = text[end + after.end() : end + after.end() + 24]
    numbers = find_numbers(rest)
    return bool(numbers) and numbers[0].start == 0 and not rest[numbers[0].end :].strip()[:1].isalpha()
