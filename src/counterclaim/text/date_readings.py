"""From a match of the date grammar to what it says; null where the words around it speak against a date."""

from __future__ import annotations

import re

from counterclaim.text.date_forms import Between, Calendar, Edge, Form, Offset, Period, Rolling, Weekday
from counterclaim.text.date_words import YEAR, alternatives, before, date_words, last_word, next_word
from counterclaim.text.numbers import find_numbers

Order = str
"""How a date of two small numbers is written: ``dmy`` or ``mdy``."""


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
    return _calendar(match["year"], int(match["month"]), int(match["day"]))


def iso_month(match: re.Match[str], _order: Order | None) -> Form | None:
    """ "2017-05" is a month; "2011-12" may be two years and is left to that rule."""
    if int(match["month"]) > int(match["year"][2:]):
        return None
    return Calendar(int(match["year"]), int(match["month"]))


def numeric(match: re.Match[str], order: Order | None) -> Form | None:
    """4/5/2018 only when the order is known or one number can be no month."""
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


def day_month(match: re.Match[str], _order: Order | None) -> Form | None:
    text, month_first = match.string, match.start("month") < match.start("day")
    plain = match["day"].isdigit()
    if _numeral_follows(text, match.end("day")) or re.match(r"\s?%", text[match.end("day") :][:2]):
        return None
    if match["month"].islower() and len(match["month"]) < 5:
        return None
    if month_first and plain and not match["year"] and _counts(text, match):
        return None
    return _calendar(match["year"], _month_number(match), _number(match["day"]))


def _numeral_follows(text: str, end: int) -> bool:
    return re.match(
        r"[,.:]\d|[-–]\w*(?:st|nd|rd|th|mm)\b|-\w", text[end : end + 12]
    ) is not None and not re.match(r"[-–]\d{1,2}(?!\d)", text[end : end + 5])


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether the number after a month is a count: "in May 20 people were killed"."""
    return last_word(text, match.start("month")) in {"in", "since", "during", "last"} and next_word(
        text, match.end("day")
    ) not in {"", "and", "in", "at", "on", "when", "to", "the", "by", "after", "with", "a", "of"}


def day_range(match: re.Match[str], _order: Order | None) -> Form | None:
    first, last = _number(match["day"]), _number(match["day2"])
    month = _month_number(match)
    if first >= last or (match["month"].islower() and len(match["month"]) < 5):
        return None
    word = match["to"].strip().lower()
    if word in {"and", "or"}:
        after = next_word(match.string, match.end())
        counted = (
            match.start("month") < match.start("day")
            and not match["year"]
            and after not in {"", "and", "in", "at", "when", "the", "by", "after", "with", "a", "of", "as"}
        )
        spread = last - first > 3 and not before(match.string, match.start()).rstrip().endswith("between")
        if counted or spread:
            return None
    start, end = _calendar(match["year"], month, first), _calendar(match["year"], month, last)
    return Between(start, end) if start and end else None


def month_year(match: re.Match[str], _order: Order | None) -> Form | None:
    if match["month"].islower() and len(match["month"]) < 5:
        return None
    return Calendar(int(match["year"]), _month_number(match), part=_part(match))


def months(match: re.Match[str], _order: Order | None) -> Form | None:
    first, last, year = date_words().months[match["month1"].lower()], _month_number(match), int(match["year"])
    return Between(Calendar(year - (first > last), first), Calendar(year, last)) if first != last else None


def _part(match: re.Match[str]) -> str | None:
    word = match.groupdict().get("part")
    return date_words().parts[word.lower()] if word else None


def month(match: re.Match[str], _order: Order | None) -> Form | None:
    """A month alone. "May" and "march" are words too, so the word before must speak for the month."""
    text, name = match.string, match["month"].lower()
    context = date_words().context
    if match["month"].islower():
        return None
    part, word = _part(match), last_word(text, match.start())
    which = {"last": "last", "previous": "last", "this": "this", "next": "next"}.get(word)
    leads = context["month_leads_strict" if name in context["strict_months"] else "month_leads"]
    leads = leads - {"this"} if match["month"] == "MAY" else leads
    paired = re.search(
        rf"(?:{alternatives(date_words().months)})[\s\d]{{0,6}}(?:and|to|or|[-–])\s?\Z",
        before(text, match.start()),
    )
    if re.match(r"\s\d{1,2}(?:st|nd|rd|th)\b", text[match.end() : match.end() + 6]):
        return None
    if part or word in leads or paired or _pair_follows(text, match.end()):
        return Calendar(month=_month_number(match), part=part, which=which)
    return (
        Calendar(month=_month_number(match))
        if re.match(r"['’]s\b", text[match.end() :][:3]) and len(name) > 4
        else None
    )


def _pair_follows(text: str, end: int) -> bool:
    return (
        re.match(
            rf"(?:\s(?:and|to|or|through|until)\s|\s?[-–]\s?)(?:{alternatives(date_words().months)})\b",
            text[end : end + 24],
            re.IGNORECASE,
        )
        is not None
    )


def _season_code(match: re.Match[str]) -> int:
    return date_words().seasons[match["season"].lower()]


def season_year(match: re.Match[str], _order: Order | None) -> Form | None:
    if (
        match["season"].lower() == "fall"
        and "of" in match[0].lower()
        and last_word(match.string, match.start()) != "the"
    ):
        return None
    return Calendar(int(match["year"][:4]), season=_season_code(match), part=_part(match))


def season(match: re.Match[str], _order: Order | None) -> Form | None:
    lead = match["lead"].lower()
    if match["season"].lower() in {"fall", "spring"} and next_word(match.string, match.end()) in {
        "of",
        "offensive",
        "in",
    }:
        return None
    return Calendar(season=_season_code(match), which=lead if lead in {"last", "this", "next"} else None)


def quarter(match: re.Match[str], _order: Order | None) -> Form | None:
    nth = match["nth"].lower()
    number = int(nth) if nth.isdigit() else date_words().ordinals[nth]
    half = match.groupdict().get("unit", "quarter").lower() == "half"
    count = 2 if half else 4
    number = count if number < 0 else number
    return Calendar(int(match["year"]), season=(39 if half else 32) + number) if number <= count else None


def year(match: re.Match[str], _order: Order | None) -> Form | None:
    """Four digits are a year when the words around them speak for it, not when they count something."""
    text, year = match.string, int(match["year"])
    part, lead = _part(match), (match["lead"] or "").lower()
    if lead in {"pre-", "post-"}:
        return None
    if part or lead == "mid-":
        return Calendar(year, part=part or "mid")
    context, word, after = date_words().context, last_word(text, match.start()), next_word(text, match.end())
    if word in {"in", "since", "until", "during", "year", "circa", "till", "throughout"}:
        return Calendar(year) if after not in {"gmt", "utc", "hours", "hrs", "km"} else None
    if after in context["not_year_after"] or (
        word == "from" and after in {"to", "people"} and not _year_follows(text, match.end())
    ):
        return None
    plural = (
        after.endswith("s")
        and not after.endswith("ss")
        and len(after) > 3
        and after not in {"was", "has", "this"}
    )
    if plural and not (word in {"the", "its", "their"} and year % 100):
        return None
    if word in context["year_leads"]:
        return Calendar(year)
    before_mark = re.search(r"[(\[,;—–]\s?\Z", before(text, match.start()))
    return Calendar(year) if before_mark and re.match(r"\s?[)\],;:.—–]", text[match.end() :][:2]) else None


def _year_follows(text: str, end: int) -> bool:
    return (
        re.match(rf"\s(?:to|until|through)\s(?:early\s|mid-|late\s)?{YEAR}", text[end : end + 24]) is not None
    )


def years(match: re.Match[str], _order: Order | None) -> Form | None:
    first, last = int(match["year"]), match["last"] or match["short"]
    final = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if final <= first or next_word(match.string, match.end()) in date_words().context["not_year_after"]:
        return None
    return Between(Calendar(first), Calendar(final))


def decade(match: re.Match[str], _order: Order | None) -> Form | None:
    return Calendar(int(match["year"]), part=_part(match), decade=True)


def weekday(match: re.Match[str], _order: Order | None) -> Form | None:
    which = re.sub(r"\s+", " ", (match["which"] or "").lower())
    text = match.string
    if which in {"every", "each"} or (match["plural"] and _recurs(text, match)):
        return None
    day = date_words().weekdays[match["weekday"].lower()]
    week = re.sub(r"\s+", " ", (match["week"] or "").lower())
    if week and week != "last":
        return Weekday(day, weeks={"last week": -1, "this week": 0, "next week": 1}[week])
    if which in {"the following", "the next"}:
        return Weekday(day, "next", "anchor")
    if which == "the previous":
        return Weekday(day, "last", "anchor")
    if which in {"last", "past", "this past"} or week == "last":
        return Weekday(day, "last")
    if which in {"next"}:
        return Weekday(day, "next")
    return Weekday(day, "this" if which in {"this", "this coming", "the coming"} else "latest")


def _recurs(text: str, match: re.Match[str]) -> bool:
    """ "On Fridays" recurs; "Fridays attack" has only lost its apostrophe."""
    return (
        last_word(text, match.start()) in {"on", "all", "most", "many", "and"}
        or not next_word(text, match.end()).isalpha()
    )


def phrase(match: re.Match[str], _order: Order | None) -> Form | None:
    key = re.sub(r"\s+", " ", match[0].lower())
    if key == "overnight" and last_word(match.string, match.start()) in {"an", "the", "a"}:
        return None
    if (
        key in {"the next day", "the following day", "the same day"}
        and next_word(match.string, match.end()) == "or"
    ):
        return None
    entry = date_words().phrases[key]
    return Period(
        entry["unit"], entry["shift"], entry.get("base", "published"), entry.get("part"), entry.get("until")
    )


def part_of_period(match: re.Match[str], _order: Order | None) -> Form | None:
    which, word = match["which"].lower(), re.sub(r"\s+", " ", match["vague"].lower())
    if which == "the" and " " not in word:
        return None
    part = date_words().parts[word.split(" ")[1] if " " in word else word]
    return Period(match["unit"].lower(), {"last": -1, "next": 1}.get(which, 0), part=part)  # type: ignore[arg-type]


def amount(text: str) -> tuple[int, int] | None:
    """Least and greatest of a count of units: "three", "a few", "two or three"."""
    word = re.sub(r"\s+", " ", text.strip().lower())
    if word in {"a", "an"}:
        return 1, 1
    numbers = find_numbers(re.sub(r"^(?:the )?(?=few|couple|handful)", "a ", word))
    if len(numbers) != 1 or numbers[0].low is None or numbers[0].high is None:
        return None
    return numbers[0].low, numbers[0].high


def offset(match: re.Match[str], _order: Order | None) -> Form | None:
    """ "Before", "after" and "on" end the expression only at the end of a clause or before "that"."""
    count = amount(match["count"])
    direction = re.sub(r"\s+", " ", match["direction"].lower())
    closed = re.match(r"\s*(?:[.,;:)\]—–]|\Z)", match.string[match.end() :][:3]) is not None
    if count is None or (direction in {"before", "after", "on"} and not closed) or count[1] > 1000:
        return None
    if direction == "previously" and not closed:
        return None
    low, high = count
    unit = "day" if match["unit"].lower() == "night" else match["unit"].lower()
    if direction in {"later", "on"} or direction.startswith("after"):
        return Offset(low, high, unit, "anchor")  # type: ignore[arg-type]
    return Offset(-high, -low, unit, "published" if direction == "ago" else "anchor")  # type: ignore[arg-type]


def rolling(match: re.Match[str], _order: Order | None) -> Form | None:
    """ "The past three months"; "last week" without "the" is the calendar's week and a phrase of its own."""
    which, unit = match["which"].lower(), match["unit"].lower()
    count = amount(match["count"]) if match["count"] else (1, 1)
    if count is None or unit in {"night"} or count[1] > 1000:
        return None
    if which == "last" and last_word(match.string, match.start()) in date_words().context["verb_before_last"]:
        return None
    if not match["count"] and (
        not match["article"] or which in {"previous", "preceding"} or _plural_unit(match)
    ):
        return Rolling(-1, unit) if which == "past" and not _plural_unit(match) else None  # type: ignore[arg-type]
    if not match["count"] and which in {"next"}:
        return None
    ahead = which in {"next", "coming"}
    base = "anchor" if which in {"previous", "preceding"} else "published"
    return Rolling(count[1] if ahead else -count[1], unit, base)  # type: ignore[arg-type]


def _plural_unit(match: re.Match[str]) -> bool:
    return match.string[match.end("unit") : match.end("unit") + 1].lower() == "s"


def units_inside(match: re.Match[str], _order: Order | None) -> Form | None:
    """ "The last three months of 2016", "the second week of June"."""
    if match["month"] is None and match["year"] is None:
        return None
    count = amount(match["count"]) if match["count"] else (1, 1)
    if count is None:
        return None
    inside = Calendar(
        int(match["year"]) if match["year"] else None, _month_number(match) if match["month"] else None
    )
    return Edge(date_words().ordinals[match["nth"].lower()], count[1], match["unit"].lower(), inside)  # type: ignore[arg-type]
