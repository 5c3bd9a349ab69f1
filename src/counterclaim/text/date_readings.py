"""From a match of the date grammar to what it says; null where the words around it speak against a date."""

from __future__ import annotations

import re
from typing import cast

from counterclaim.text.date_forms import (
    Base,
    Between,
    Calendar,
    Edge,
    Form,
    Offset,
    Period,
    Rolling,
    Unit,
    Weekday,
)
from counterclaim.text.date_words import YEAR, alternatives, before, date_words, last_word, next_word
from counterclaim.text.numbers import find_numbers

Order = str
"""How a date of two small numbers is written: ``dmy`` or ``mdy``."""

_MAX_UNITS = 1000
_WEEKS = {"last week": -1, "this week": 0, "next week": 1}


def _calendar(year: str | None, month: int | None = None, day: int | None = None) -> Calendar | None:
    """A date of numbers that can be one. Two-digit years are 1970 to 2069, as in POSIX."""
    if month is not None and not 1 <= month <= 12:
        return None
    value = None
    if year:
        value = int(year.lstrip("'’"))
        value += 0 if value > 99 else 1900 if value >= 70 else 2000
    return Calendar(value, month, day)


def iso(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read 2018-05-04."""
    return _calendar(match["year"], int(match["month"]), int(match["day"]))


def iso_month(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read 2017-05 as a month; 2011-12 may be two years and is left to that rule."""
    if int(match["month"]) > int(match["year"][2:]):
        return None
    return Calendar(int(match["year"]), int(match["month"]))


def numeric(match: re.Match[str], order: Order | None) -> Form | None:
    """Read 4/5/2018 only when the order is known or one number can be no month."""
    a, b = int(match["a"]), int(match["b"])
    if a > 12 and b <= 12:
        return _calendar(match["year"], b, a)
    if b > 12 and a <= 12:
        return _calendar(match["year"], a, b)
    if a == b or order == "dmy":
        return _calendar(match["year"], b, a)
    return _calendar(match["year"], a, b) if order == "mdy" else None


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _month_number(match: re.Match[str]) -> int:
    return date_words().months[match["month"].lower()]


def _is_word(match: re.Match[str]) -> bool:
    """Whether a month is a word in lower case that is more often something else ("may", "mar")."""
    return match["month"].islower() and len(match["month"]) < 5


def day_month(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "4 May 2018", "May 4", "3 FEB 90"."""
    text, month_first = match.string, match.start("month") < match.start("day")
    plain = match["day"].isdigit()
    if _numeral_follows(text, match.end("day")) or re.match(r"\s?%", text[match.end("day") :][:2]):
        return None
    if _is_word(match):
        return None
    if month_first and plain and not match["year"] and _counts(text, match):
        return None
    return _calendar(match["year"], _month_number(match), _number(match["day"]))


def _numeral_follows(text: str, end: int) -> bool:
    """Whether the day is the beginning of a longer number or of a compound ("4.5", "4-strong")."""
    after = text[end : end + 12]
    if re.match(r"[-–]\d{1,2}(?!\d)", after):
        return False
    return re.match(r"[,.:]\d|[-–]\w*(?:st|nd|rd|th|mm)\b|-\w", after) is not None


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether the number after a month is a count: "in May 20 people were killed"."""
    lead = last_word(text, match.start("month"))
    after = next_word(text, match.end("day"))
    return lead in {"in", "since", "during", "last"} and _is_content(after)


def _is_content(word: str) -> bool:
    """Whether a word can name what a number counts."""
    return bool(word) and word not in date_words().context["function_words"]


def day_word(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "the sixth of December"."""
    key = re.sub(r"\s+", "-", match["word"].lower())
    return _calendar(match["year"], _month_number(match), date_words().day_words[key])


def day_alone(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "on the 12th", "the night of the 12th"; not "the 12th Brigade", "by the 3rd attempt"."""
    context = date_words().context
    lead, after = last_word(match.string, match.start()), next_word(match.string, match.end())
    led = " of " in _words_of(match[0]) or lead in context["day_leads"]
    stands_alone = not after or after in context["day_followers"]
    return Calendar(day=_number(match["day"])) if led and stands_alone else None


def feast(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "Boxing Day", "New Year's Eve 2018"."""
    month, day = date_words().feasts[_words_of(match["feast"])]
    return _calendar(match["year"], month, day)


def day_range(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "3 to 9 May", "May 4-9", "13 and 14 September"."""
    first, last = _number(match["day"]), _number(match["day2"])
    month = _month_number(match)
    if first >= last or _is_word(match):
        return None
    if match["to"].strip().lower() in {"and", "or"}:
        month_first = match.start("month") < match.start("day")
        counted = month_first and not match["year"] and _is_content(next_word(match.string, match.end()))
        between = before(match.string, match.start()).rstrip().endswith("between")
        if counted or (last - first > 3 and not between):
            return None
    start, end = _calendar(match["year"], month, first), _calendar(match["year"], month, last)
    return Between(start, end) if start and end else None


def month_year(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "May 2018", "early May 2018"."""
    if _is_word(match):
        return None
    return Calendar(int(match["year"]), _month_number(match), part=_part(match))


def months(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "March-May 2017"."""
    first, last, year = date_words().months[match["month1"].lower()], _month_number(match), int(match["year"])
    return Between(Calendar(year - (first > last), first), Calendar(year, last)) if first != last else None


def _part(match: re.Match[str]) -> str | None:
    word = match.groupdict().get("part")
    return date_words().parts[word.lower()] if word else None


def month(match: re.Match[str], _order: Order | None) -> Form | None:
    """A month alone. "May" and "march" are words too, so the word before must speak for the month."""
    text, name = match.string, match["month"].lower()
    if match["month"].islower() or re.match(
        r"\s\d{1,2}(?:st|nd|rd|th)\b", text[match.end() : match.end() + 6]
    ):
        return None
    context, part, word = date_words().context, _part(match), last_word(text, match.start())
    which = {"last": "last", "previous": "last", "this": "this", "next": "next"}.get(word)
    leads = context["month_leads_strict" if name in context["strict_months"] else "month_leads"]
    leads = leads - {"this"} if match["month"] == "MAY" else leads
    owns = re.match(r"['’]s\b", text[match.end() : match.end() + 3]) is not None and len(name) > 4
    if part or owns or word in leads or _is_paired(text, match):
        return Calendar(month=_month_number(match), part=part, which=which)
    return None


def _is_paired(text: str, match: re.Match[str]) -> bool:
    """Whether another month stands before or behind: "between March and May", "June-July"."""
    names, after = alternatives(date_words().months), text[match.end() : match.end() + 24].lower()
    behind = re.search(rf"(?:{names})[\s\d]{{0,6}}(?:and|to|or|[-–])\s?\Z", before(text, match.start()))
    ahead = re.match(rf"(?:\s(?:and|to|or|through|until)\s|\s?[-–]\s?)(?:{names})\b", after)
    return behind is not None or ahead is not None


def _season_code(match: re.Match[str]) -> int:
    return date_words().seasons[match["season"].lower()]


def season_year(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "spring 2016", "the autumn of 2016"; but "fall of 2016" only with "the" before it."""
    falls = match["season"].lower() == "fall" and "of" in match[0].lower()
    if falls and last_word(match.string, match.start()) != "the":
        return None
    return Calendar(int(match["year"][:4]), season=_season_code(match), part=_part(match))


def season(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "last summer", "in the spring"; but not "in the fall of the city"."""
    lead, after = match["lead"].lower(), next_word(match.string, match.end())
    if match["season"].lower() in {"fall", "spring"} and after in {"of", "offensive", "in"}:
        return None
    return Calendar(season=_season_code(match), which=lead if lead in {"last", "this", "next"} else None)


def quarter(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "the first quarter of 2021", "Q1 2021", "the second half of 2017"."""
    nth = match["nth"].lower()
    number = int(nth) if nth.isdigit() else date_words().ordinals[nth]
    half = match.groupdict().get("unit", "quarter").lower() == "half"
    count = 2 if half else 4
    number = count if number < 0 else number
    return Calendar(int(match["year"]), season=(39 if half else 32) + number) if number <= count else None


def year(match: re.Match[str], _order: Order | None) -> Form | None:
    """Four digits are a year when the words around them speak for it, not when they count something."""
    text, value = match.string, int(match["year"])
    part, lead = _part(match), (match["lead"] or "").lower()
    if lead in {"pre-", "post-"}:
        return None
    if part or lead == "mid-":
        return Calendar(value, part=part or "mid")
    context, word, after = date_words().context, last_word(text, match.start()), next_word(text, match.end())
    if word in context["sure_year_leads"]:
        return Calendar(value) if after not in context["never_year_after"] else None
    if after in context["not_year_after"] or (word == "from" and after == "to" and not _year_follows(match)):
        return None
    if _is_plural(after) and not (word in {"the", "its", "their"} and value % 100):
        return None
    if word in context["year_leads"]:
        return Calendar(value)
    opened = re.search(r"[(\[,;—–]\s?\Z", before(text, match.start()))
    closed = re.match(r"\s?[)\],;:.—–]", text[match.end() : match.end() + 2])
    return Calendar(value) if opened and closed else None


def _is_plural(word: str) -> bool:
    return len(word) > 4 and word.endswith("s") and not word.endswith("ss")


def _year_follows(match: re.Match[str]) -> bool:
    after = match.string[match.end() : match.end() + 24]
    return re.match(rf"\s(?:to|until|through)\s(?:early\s|mid-|late\s)?{YEAR}", after) is not None


def years(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "2014-2017", "2011-12"."""
    first, last = int(match["year"]), match["last"] or match["short"]
    final = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if final <= first or next_word(match.string, match.end()) in date_words().context["not_year_after"]:
        return None
    return Between(Calendar(first), Calendar(final))


def decade(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "the 1990s"."""
    return Calendar(int(match["year"]), part=_part(match), decade=True)


def weekday(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "on Friday", "last Friday", "Friday last week", "the following Friday"."""
    which, week = _words_of(match["which"]), _words_of(match["week"])
    if which in {"every", "each"} or (match["plural"] and _recurs(match)):
        return None
    day = date_words().weekdays[match["weekday"].lower()]
    if week in _WEEKS:
        return Weekday(day, weeks=_WEEKS[week])
    if which in {"the following", "the next"}:
        return Weekday(day, "next", "anchor")
    if which == "the previous":
        return Weekday(day, "last", "anchor")
    if which in {"last", "past", "this past"} or week == "last":
        return Weekday(day, "last")
    if which == "next":
        return Weekday(day, "next")
    return Weekday(day, "this" if which in {"this", "this coming", "the coming"} else "latest")


def _words_of(text: str | None) -> str:
    return re.sub(r"\s+", " ", (text or "").lower())


def _recurs(match: re.Match[str]) -> bool:
    """ "On Fridays" recurs; "Fridays attack" has only lost its apostrophe."""
    lead, after = last_word(match.string, match.start()), next_word(match.string, match.end())
    return lead in {"on", "all", "most", "many", "and"} or not after.isalpha()


def phrase(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read a phrase of the data file: "yesterday", "the previous day", "earlier this month"."""
    key = _words_of(match[0])
    if key == "overnight" and last_word(match.string, match.start()) in {"an", "the", "a"}:
        return None
    entry = date_words().phrases[key]
    return Period(
        entry["unit"], entry["shift"], entry.get("base", "published"), entry.get("part"), entry.get("until")
    )


def part_of_period(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "late last month", "at the end of the year"."""
    which, words = match["which"].lower(), _words_of(match["vague"]).split()
    if which == "the" and len(words) == 1:
        return None
    part = date_words().parts[words[min(1, len(words) - 1)]]
    return Period(_unit(match), {"last": -1, "next": 1}.get(which, 0), part=part)


def _unit(match: re.Match[str]) -> Unit:
    """The unit of a match; nights are counted as days."""
    unit = match["unit"].lower()
    return cast(Unit, "day" if unit == "night" else unit)


def amount(text: str) -> tuple[int, int] | None:
    """Least and greatest of a count of units: "three", "a few", "two or three"."""
    word = _words_of(text.strip())
    if word in {"a", "an"}:
        return 1, 1
    numbers = find_numbers(re.sub(r"^(?:the )?(?=few|couple|handful)", "a ", word))
    if len(numbers) != 1 or numbers[0].low is None or numbers[0].high is None:
        return None
    return numbers[0].low, numbers[0].high


def offset(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "three days ago". "Before", "after" and "on" must end the clause or have "that" behind them."""
    count, direction = amount(match["count"]), _words_of(match["direction"])
    closed = re.match(r"\s*(?:[.,;:)\]—–]|\Z)", match.string[match.end() : match.end() + 3]) is not None
    if count is None or count[1] > _MAX_UNITS:
        return None
    if direction in {"before", "after", "on", "previously"} and not closed:
        return None
    low, high = count
    if direction in {"later", "on"} or direction.startswith("after"):
        return Offset(low, high, _unit(match), "anchor")
    return Offset(-high, -low, _unit(match), "published" if direction == "ago" else "anchor")


def rolling(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "the past three months". "Last week" is a week of the calendar and a phrase of the data file."""
    which = match["which"].lower()
    count = amount(match["count"]) if match["count"] else (1, 1)
    if count is None or count[1] > _MAX_UNITS:
        return None
    if which == "last" and last_word(match.string, match.start()) in date_words().context["verb_before_last"]:
        return None
    if not match["count"]:
        if which in {"previous", "preceding", "next"} or _plural_unit(match):
            return None
        if not match["article"] and which != "past":
            return None
    ahead = which in {"next", "coming"}
    base: Base = "anchor" if which in {"previous", "preceding"} else "published"
    return Rolling(count[1] if ahead else -count[1], _unit(match), base)


def _plural_unit(match: re.Match[str]) -> bool:
    return match.string[match.end("unit") : match.end("unit") + 1].lower() == "s"


def units_inside(match: re.Match[str], _order: Order | None) -> Form | None:
    """Read "the last three months of 2016", "the second week of June"."""
    count = amount(match["count"]) if match["count"] else (1, 1)
    if count is None or (match["month"] is None and match["year"] is None):
        return None
    year = int(match["year"]) if match["year"] else None
    month = _month_number(match) if match["month"] else None
    return Edge(date_words().ordinals[match["nth"].lower()], count[1], _unit(match), Calendar(year, month))
