"""Dates of publication as metadata writes them: tags of web pages, mail headers, columns of tables, sidecars.

A date that can be read in two ways is none: ``4/5/2017`` needs to be told the order of its parts.
"""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from importlib.resources import files

from counterclaim.model import TimePrecision, When

ORDERS = ("dmy", "mdy", "ymd")
_LONGEST = 100
_YEARS = range(1900, 2101)
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

_TIME = r"(?:[T\s]\s{0,3}\d{1,2}[:.hH]?\d{2}.*|Z|[+-]\d{2}:?\d{2})?"
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?" + _TIME, re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T\s]?\d{4,6}Z?)?")
_YEAR = re.compile(r"\d{4}")
_SECONDS = re.compile(r"(1\d{9}|[2-9]\d{8})(?:\.\d{1,9})?")
_MILLISECONDS = re.compile(r"(1\d{9}|[2-9]\d{8})\d{3}")
_NUMERIC = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{4}|\d{1,2}),?" + _TIME, re.DOTALL)
_DAYS = re.compile(r"\b\d{1,2}\s?[-–/]\s?\d{1,2}\s[^\W\d_]")
_MOST_WORDS = 12
_SHORT_YEAR = re.compile(r"\d[-\s][^\W\d_]{3,12}\.?[-\s](\d{2})(?![\d:.h])")
_FILLERS = frozenset({"st", "nd", "rd", "th", "er", "de", "del", "of", "the"})
_WORD = re.compile(r"[^\W\d]+|\d+")


def parse_published(text: str, order: str | None = None) -> When | None:
    """The day, month or year that `text` names, or null when it names none or can be read in two ways.

    Args:
        text: ISO 8601, RFC 2822, ``November 3, 2017`` and the like in ten languages, seconds since 1970, or
            numbers such as ``13/4/2017``. The day is the one written, in whatever time zone it is written.
        order: how dates of numbers alone are written where they leave it open: dmy, mdy or ymd.
    """
    text = text.strip().translate(_ARABIC_DIGITS)
    if not text or len(text) > _LONGEST:
        return None
    if found := _from_iso(text) or _from_epoch(text):
        return found
    if match := _NUMERIC.fullmatch(text):
        return _from_numbers(match, order)
    return _from_words(text)


def infer_order(values: Iterable[str]) -> str | None:
    """The order, dmy or mdy, that every one of `values` allows and at least one asks for; else null."""
    orders = set()
    for value in values:
        match = _NUMERIC.fullmatch(value.strip()[:_LONGEST].translate(_ARABIC_DIGITS))
        if match is None or len(match[1]) > 2 or len(match[4]) != 4:
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second:
            orders.add("dmy")
        elif second > 12 >= first:
            orders.add("mdy")
    return orders.pop() if len(orders) == 1 else None


def _from_iso(text: str) -> When | None:
    if match := _ISO.fullmatch(text):
        return _when(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _COMPACT.fullmatch(text):
        return _when(int(match[1]), int(match[2]), int(match[3]))
    return _when(int(text)) if _YEAR.fullmatch(text) else None


def _from_epoch(text: str) -> When | None:
    match = _SECONDS.fullmatch(text) or _MILLISECONDS.fullmatch(text)
    if match is None:
        return None
    day = datetime.fromtimestamp(int(match[1]), UTC).date()
    return _when(day.year, day.month, day.day)


def _from_numbers(match: re.Match[str], order: str | None) -> When | None:
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return _when(first, second, third)
    if len(match[1]) == 3 or len(match[4]) == 1:
        return None
    if len(match[4]) == 2:
        return _from_short_year(first, second, third, order)
    readings = {_when(third, second, first), _when(third, first, second)} - {None}
    if len(readings) == 1:
        return readings.pop()
    if order == "dmy":
        return _when(third, second, first)
    return _when(third, first, second) if order == "mdy" else None


def _from_short_year(first: int, second: int, third: int, order: str | None) -> When | None:
    if order == "ymd":
        return _when(_century(first), second, third)
    if order == "dmy":
        return _when(_century(third), second, first)
    return _when(_century(third), first, second) if order == "mdy" else None


def _from_words(text: str) -> When | None:
    """A date with a month as a word: its year has four digits, its day is the number beside the month."""
    text = text.lower()
    for name in _months():
        if "_" in name:
            text = text.replace(name.replace("_", " "), name)
    words = [word for word in _WORD.findall(text) if word not in _FILLERS]
    named = [i for i, word in enumerate(words) if word in _months()]
    numbers = {number for i in named for number in _months()[words[i]]}
    if len(numbers) != 1 or len(words) > _MOST_WORDS or _DAYS.search(text):
        return None
    at, month = named[0], numbers.pop()
    before, after = words[at - 1] if at else "", words[at + 1 : at + 4]
    if len(before) == 4 and before.isdigit():
        return _when(int(before), month, int(after[0]) if after and _is_day(after[0]) else None)
    year = next((int(word) for word in after[:2] if len(word) == 4 and word.isdigit()), None)
    if _is_day(before):
        return _when(year or _short_year(text), month, int(before))
    return _when(year, month, int(after[0]) if after and _is_day(after[0]) else None)


def _is_day(word: str) -> bool:
    return word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31


def _short_year(text: str) -> int | None:
    """The year of ``3-Nov-17`` and ``Fri, 3 Nov 17 10:20``, but not that of ``3 Nov 17:20``."""
    match = _SHORT_YEAR.search(text)
    return _century(int(match[1])) if match else None


def _century(year: int) -> int:
    """A year of two digits, by the rule of RFC 2822, 4.3."""
    return year + (2000 if year < 50 else 1900) if year < 100 else year


def _when(year: int | None, month: int | None = None, day: int | None = None) -> When | None:
    if year not in _YEARS or year is None:
        return None
    if month is None:
        return When(f"{year}", date(year, 1, 1), date(year, 12, 31), TimePrecision.YEAR)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return When(f"{year}-{month:02}", date(year, month, 1), date(year, month, last), TimePrecision.MONTH)
    if not 1 <= day <= last:
        return None
    exact = date(year, month, day)
    return When(exact.isoformat(), exact, exact, TimePrecision.DAY)


@functools.cache
def _months() -> dict[str, set[int]]:
    """Numbers of the months by name in lower case, with ``_`` for a space."""
    names: dict[str, set[int]] = {}
    table = files("counterclaim.text").joinpath("data/month_names.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            number, _language, words = line.split("\t")
            for word in words.split():
                names.setdefault(word, set()).add(int(number))
    return names
