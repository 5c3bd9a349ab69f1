"""The date that a report states of itself: in its dateline, or on a line of its own above the text.

``KABUL, Afghanistan (Sept. 8, 2012)``, ``GUATEMALA CITY, 4 FEB 90 (EFE) --``, ``Published: 3 May 2018``. A dateline
often leaves out the year; then that of a release number of the same month (``2010-02-CA-033``) is its year, or the
one year that the lines above the text name. Without either the date stays unknown.
"""

from __future__ import annotations

import re

from counterclaim.documents.blocks import Segmentation
from counterclaim.model import Role, TimePrecision, When
from counterclaim.text.published import parse_published

_HEAD = 700
"""Characters from the start in which a report's own date stands."""

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DAY_FIRST = rf"(?P<day1>\d{{1,2}})\s?(?P<month1>{_MONTH})\.?(?:,?\s?(?P<year1>(?:19|20)\d\d|\d\d(?!\d)))?"
_MONTH_FIRST = (
    rf"(?P<month2>{_MONTH})\.?\s?(?P<day2>\d{{1,2}})(?!\d)(?:[.,]{{0,2}}\s?(?P<year2>(?:19|20)\d\d))?"
)
_DATE = rf"(?:{_DAY_FIRST}|{_MONTH_FIRST})"
_PLACE = r"[^\W\d_][^\n\r\u2028\d(\[]{2,60}?"
_DATELINE = re.compile(
    rf"(?:^|[\n\r\u2028])[ \t\xa0]*{_PLACE}(?:\s\([^()\n\d]{{2,30}}\))?(?:,\s?|\s)[(\[]?{_DATE}[)\]]?"
    r"\s{0,3}(?:[(\[][^)\]\n]{2,40}[)\]]\s{0,3})?(?:[–—:]|--?|[.]\s|[\n\r\u2028]|$)",
    re.IGNORECASE,
)
_OPENING = re.compile(rf"\A\s*{_DATE}\s?:", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-[A-Z]{1,3}\W?\d{1,4}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LABEL = re.compile(
    r"\A[\s\W]*(?:(?:first |last )?(?:published|posted|issued|updated|released|date|dated)(?: on)?)\b\W*",
    re.I,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MOST_BLOCKS = 12


def stated_date(text: str, layout: Segmentation) -> When | None:
    """The day on which the report says it was given, null when it does not say or leaves the year open."""
    for block in layout.blocks[:_MOST_BLOCKS]:
        if block.role is Role.DATELINE and (when := _of_line(text[block.start : block.end])):
            return when
    head = text[:_HEAD]
    match = _DATELINE.search(head) or _OPENING.match(head)
    return _of_match(match, head) if match else None


def _of_line(line: str) -> When | None:
    when = next(filter(None, (parse_published(_LABEL.sub("", part)) for part in line.split("|"))), None)
    return when if when is not None and when.precision is TimePrecision.DAY else None


def _of_match(match: re.Match[str], head: str) -> When | None:
    day, month = match["day1"] or match["day2"], (match["month1"] or match["month2"])[:3].lower()
    year = match["year1"] or match["year2"] or _year(_MONTHS.index(month) + 1, head)
    return parse_published(f"{day} {month} {_whole(year)}") if year else None


def _year(month: int, head: str) -> str | None:
    numbered = {found["year"] for found in _NUMBER.finditer(head) if int(found["month"]) == month}
    named = {found[0] for found in _YEAR.finditer(head)}
    for years in (numbered, named):
        if len(years) == 1:
            return years.pop()
    return None


def _whole(year: str) -> str:
    """A year of two digits by the rule of RFC 2822, 4.3."""
    return year if len(year) == 4 else f"{'20' if int(year) < 50 else '19'}{year}"
