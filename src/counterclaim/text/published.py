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

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T\s].*)?", re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T\s]?\d{4,6}Z?)?")
_YEAR = re.compile(r"\d{4}")
_SECONDS = re.compile(r"(1\d{9}|[2-9]\d{8})(?:\.\d{1,9})?")
_MILLISECONDS = re.compile(r"(1\d{9}|[2-9]\d{8})\d{3}")
_NUMERIC = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?:[T\s,].*)?", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+|\d+")


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
    if len(match[1]) == 3:
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
    """A date with the month as a word: the year is its number of four digits, the day the one beside the month."""
    words = [(match[0].lower(), match.start()) for match in _WORD.finditer(text)]
    months = [i for i, (word, _) in enumerate(words) if word in _months()]
    numbers = {months_of for i in months for months_of in _months()[words[i][0]]}
    if not months or len(numbers) != 1:
        return None
    at, month = months[0], numbers.pop()
    after = [word for word, _ in words[at + 1 : at + 5]]
    before = words[at - 1][0] if at else ""
    if at > 1 and before in {"de", "of"}:
        before = words[at - 2][0]
    if before in {"st", "nd", "rd", "th", "er"} and at > 1:
        before = words[at - 2][0]
    if before.isdigit() and len(before) == 4 and after and _is_day(after[0]):
        return _when(int(before), month, int(after[0]))
    year = next((int(word) for word in after if word.isdigit() and len(word) == 4), None)
    if _is_day(before):
        return _when(year or _short_year(after), month, int(before))
    if after and _is_day(after[0]):
        return _when(year, month, int(after[0]))
    return _when(year, month)


def _is_day(word: str) -> bool:
    return word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31


def _short_year(after: list[str]) -> int | None:
    return _century(int(after[0])) if after and after[0].isdigit() and len(after[0]) == 2 else None


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
    """Numbers of the months by name in lower case."""
    names: dict[str, set[int]] = {}
    table = files("counterclaim.text").joinpath("data/month_names.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            number, _language, words = line.split("\t")
            for word in words.split():
                names.setdefault(word, set()).add(int(number))
    return names
