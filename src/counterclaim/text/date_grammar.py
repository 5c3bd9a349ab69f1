"""The patterns that read single date expressions, and the words around one that make it a date or not.

Each rule is a regular expression without nested repetition and a builder. `atoms` gives the leftmost longest
matches; ranges and open intervals are joined from them in `counterclaim.text.dates`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.text.date_forms import Between, Calendar, Edge, Form, Offset, Period, Rolling, Weekday
from counterclaim.text.numbers import find_numbers

Order = str
"""How a date of two small numbers is written: ``dmy`` or ``mdy``."""

_CONTEXT = 48
"""Characters before and after an expression that are looked at."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One date expression, not yet joined with its neighbours."""

    start: int
    end: int
    form: Form


@dataclass(frozen=True, slots=True)
class _Lexicon:
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    ordinals: Mapping[str, int]
    parts: Mapping[str, str]
    phrases: Mapping[str, Mapping[str, Any]]
    context: Mapping[str, frozenset[str]]


@cache
def lexicon() -> _Lexicon:
    """The words of ``data/dates.toml``."""
    data = tomllib.loads(files("counterclaim.text").joinpath("data/dates.toml").read_text("utf-8"))
    return _Lexicon(
        months=data["months"],
        weekdays=data["weekdays"] | data["weekday_abbreviations"],
        seasons=data["seasons"],
        ordinals=data["ordinals"],
        parts=data["parts"],
        phrases=data["phrases"],
        context={name: frozenset(words) for name, words in data["context"].items()},
    )


Builder = Callable[[re.Match[str], Order | None], Form | None]


@cache
def _cue() -> re.Pattern[str]:
    """What every date expression has one of, so that most sentences are left after one look."""
    words = lexicon()
    keys = {phrase.split()[-1] for phrase in words.phrases} | set(words.months) | set(words.seasons)
    keys |= {name for name in words.weekdays if name.endswith("day")} | {
        "ago",
        "earlier",
        "later",
        "past",
        "last",
        "next",
    }
    keys |= {"coming", "previous", "preceding", "before", "after", "on", "previously"}
    return re.compile(
        rf"\d|\b(?:{_alternatives(keys - {'on', 'before', 'after'})})|{_UNIT}s?\b", re.IGNORECASE
    )


def atoms(text: str, order: Order | None) -> list[Atom]:
    """The date expressions of `text`, leftmost longest, without overlaps."""
    found: list[Atom] = []
    if _cue().search(text) is None:
        return found
    for pattern, build in _rules():
        for match in pattern.finditer(text):
            if _is_name(text, match):
                continue
            form = build(match, order)
            if form is not None:
                found.append(Atom(match.start(), match.end(), form))
    found.sort(key=lambda atom: (atom.start, -atom.end))
    kept: list[Atom] = []
    for atom in found:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def before(text: str, start: int) -> str:
    """The words before `start`, lower case, as far back as the rules look."""
    return text[max(0, start - _CONTEXT) : start].lower()


def _next_word(text: str, end: int) -> str:
    word = re.match(r"\s{1,4}(\w+)", text[end : end + _CONTEXT])
    return word[1].lower() if word else ""


def _last_word(text: str, start: int) -> str:
    word = re.search(r"(\w+)[\s-]{1,4}\Z", before(text, start))
    return word[1] if word else ""


def _is_name(text: str, match: re.Match[str]) -> bool:
    context = lexicon().context
    if _next_word(text, match.end()) in context["named_after"] and not re.match(
        r"in|on|by", match[0].lower()
    ):
        return bool(re.search(r"\d|day", match[0].lower())) and _last_word(text, match.start()) != "on"
    return _last_word(text, match.start()) in context["named_before"]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# One line break at most inside an expression.
_W = r"(?:[^\S\n]{1,4}|[^\S\n]{0,3}\n[^\S\n]{0,4})"
_COMMA = rf"(?:,{_W}?|{_W})"
_YEAR = r"(?:1[89]|20)\d\d(?![\d-]|[,.]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)"
_TO = rf"(?:{_W}?[-–—]{_W}?|{_W}(?:to|until|till|through|and|or){_W})"
_DAY_PART = r"(?:night|morning|afternoon|evening|noon|midday|midnight|dawn|dusk|lunchtime)"
_PERIOD_PART = rf"(?:(?:the{_W})?(?P<part>early|mid|late|beginning|start|middle|end|close)(?:{_W}(?:of|in))?(?:{_W}|-)(?:the{_W})?)"
_UNIT = r"(?:hour|day|night|week|fortnight|month|year|decade)"
_AMOUNT = (
    r"(?:\d{1,4}|(?:a|the)\s(?:few|couple(?:\sof)?|dozen|handful\sof)|half\sa\sdozen|several|an?|few|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|dozens\sof)"
)
_AMOUNTS = rf"{_AMOUNT}(?:(?:{_W}(?:to|or){_W}|-){_AMOUNT})?"


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Builder], ...]:
    words = lexicon()
    # A dot belongs to a month cut short, not to "May." at the end of a sentence.
    cut = "|".join(sorted(name for name in words.months if len(name) == 3 and name != "may"))
    month = rf"(?P<month>{_alternatives(words.months)})(?:(?<=\b(?:{cut}))\.|(?<=\bsept)\.)?(?!\w)"
    weekday = rf"(?:(?:{_alternatives(words.weekdays)})\.?{_COMMA}(?:(?:the|on){_W})?)"
    lead = rf"(?<![\w/.-])(?:(?:the{_W})?(?:early{_W})?(?:(?:hours|{_DAY_PART}){_W}(?:of|on){_W})(?:the{_W})?)?{weekday}?"
    short = rf"\d\d(?=\s{{0,3}}(?:\Z|[^\w\s]|(?:{_alternatives(words.context['short_year_before'])})\b))(?![.,:/-]\d)"
    long = rf"{_YEAR}|['’]\d\d(?!\d)"
    year = rf"(?:{_COMMA}(?:of{_W})?(?P<year>{long}))?"
    any_year = rf"(?:{_COMMA}(?:of{_W})?(?P<year>{long}|{short}))?"
    season = rf"(?P<season>{_alternatives(words.seasons)})(?!\w)"
    names = "|".join(name for name in words.weekdays if name.endswith("day"))
    patterns: list[tuple[str, Builder]] = [
        (r"(?<![\w/.-])(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![\d/-])", _iso),
        (
            rf"{lead}(?P<a>\d{{1,2}})([-/.])(?P<b>\d{{1,2}})\2(?P<year>\d{{4}}|\d{{2}})(?![\d/-]|[.,]\d)",
            _numeric,
        ),
        (r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![\d/-]|[.,]\d)", _iso_month),
        (
            rf"{lead}(?:the{_W})?(?P<day>{_DAY})(?:{_W}|-)?(?:day{_W})?(?:of{_W})?{month}{any_year}",
            _day_month,
        ),
        (rf"{lead}{month}(?:{_W}|-)?(?:the{_W})?(?P<day>{_DAY}){year}", _day_month),
        (
            rf"{lead}(?:the{_W})?(?P<day>{_DAY})(?P<to>{_TO})(?:the{_W})?(?P<day2>{_DAY}){_W}(?:of{_W})?{month}{year}",
            _day_range,
        ),
        (rf"{lead}{month}{_W}(?P<day>{_DAY})(?P<to>{_TO})(?P<day2>{_DAY}){year}", _day_range),
        (rf"(?<![\w/.-]){_PERIOD_PART}?{month}{_COMMA}(?:of{_W})?(?P<year>{_YEAR})", _month_year),
        (
            rf"(?<![\w/.-])(?P<month1>{_alternatives(words.months)})\.?[-–/]{month}{_W}(?P<year>{_YEAR})",
            _months,
        ),
        (rf"(?<![\w/.-]){_PERIOD_PART}?{month}", _month),
        (
            rf"(?<![\w/.-]){_PERIOD_PART}?{season}{_COMMA}(?:of{_W})?(?P<year>{_YEAR}|(?:19|20)\d\d[-/–]\d\d(?!\d))",
            _season_year,
        ),
        (
            rf"(?<![\w/.-])(?P<lead>last|this|next|in(?:{_W}the)?|over{_W}the|during{_W}the){_W}{season}"
            rf"(?!{_W}(?:of{_W})?{_YEAR})",
            _season,
        ),
        (
            rf"(?<![\w/.-])(?:the{_W})?(?P<nth>{_alternatives(words.ordinals)}){_W}(?P<unit>quarter|half)"
            rf"{_W}(?:of{_W})?(?P<year>{_YEAR})",
            _quarter,
        ),
        (rf"(?<![\w/.-])[qQ](?P<nth>[1-4]){_COMMA}?(?P<year>{_YEAR})", _quarter),
        (rf"(?<![\w/.,:$£€-])(?:{_PERIOD_PART}|(?P<lead>mid-|pre-|post-))?(?P<year>{_YEAR})(?![\w%])", _year),
        (
            r"(?<![\w/.,:$£€-])(?P<year>(?:1[89]|20)\d\d)[-/–](?P<last>\d\d|(?:1[89]|20)\d\d)(?![\w/-]|[.,]\d)",
            _years,
        ),
        (
            r"(?<![\w/.-])(?:the\s)?(?P<part>early|mid|late)?[\s-]?(?P<year>(?:1[89]|20)\d0)['’]?s(?!\w)",
            _decade,
        ),
        (
            rf"(?<![\w/.-])(?:(?:the{_W})?(?:early{_W}hours{_W}of|early|late|late{_W}on|early{_W}on|{_DAY_PART}{_W}(?:of|on)){_W})?"
            rf"(?:(?P<which>last|this{_W}past|past|this|next|this{_W}coming|the{_W}coming|the{_W}following|the{_W}next|"
            rf"the{_W}previous|every|each){_W})?"
            rf"(?P<weekday>{names})(?P<plural>s)?(?![\w])(?:['’]s)?(?:{_W}(?:early{_W}|late{_W})?{_DAY_PART}s?(?!\w))?"
            rf"(?:{_W}(?:of{_W})?(?P<week>last{_W}week|this{_W}week|next{_W}week|last))?",
            _weekday,
        ),
        (rf"(?<![\w-])(?:{_alternatives(words.phrases).replace(chr(92) + ' ', _W)})(?![\w-])", _phrase),
        (
            rf"(?<![\w-])(?P<vague>early|late|mid|the{_W}(?:start|beginning|middle|end){_W}of)[\s-]{{1,3}}"
            rf"(?P<which>this|last|next|the){_W}(?P<unit>week|month|year)(?![\w-])",
            _part_of_period,
        ),
        (
            rf"(?<![\w-])(?P<count>{_AMOUNTS}){_W}(?P<unit>{_UNIT})s?{_W}(?P<direction>ago|earlier|later|before|previously|on|"
            rf"after{_W}(?:that|this)|before{_W}(?:that|this|then)|after)(?!\w)",
            _offset,
        ),
        (
            rf"(?<![\w-])(?P<article>the{_W}|these{_W})?(?P<which>past|last|previous|preceding|next|coming){_W}"
            rf"(?:(?P<count>{_AMOUNTS}){_W})?(?P<unit>{_UNIT})s?(?!\w)",
            _rolling,
        ),
        (
            rf"(?<![\w-])(?:the{_W})?(?P<nth>{_alternatives(words.ordinals)}){_W}(?:(?P<count>{_AMOUNTS}){_W})?"
            rf"(?P<unit>day|week|fortnight|month)s?{_W}(?:of|in){_W}(?:{month}{_COMMA}?(?:of{_W})?)?(?P<year>{_YEAR})?(?!\w)",
            _units_inside,
        ),
    ]
    return tuple((re.compile(pattern, re.IGNORECASE), build) for pattern, build in patterns)


def _calendar(year: str | None, month: int | None = None, day: int | None = None) -> Calendar | None:
    """A date of numbers that can be one. Two-digit years are 1970 to 2069, as in POSIX."""
    if month is not None and not 1 <= month <= 12:
        return None
    value = None
    if year:
        value = int(year.lstrip("'’"))
        value += 0 if value > 99 else 1900 if value >= 70 else 2000
    return Calendar(value, month, day)


def _iso(match: re.Match[str], _order: Order | None) -> Form | None:
    return _calendar(match["year"], int(match["month"]), int(match["day"]))


def _iso_month(match: re.Match[str], _order: Order | None) -> Form | None:
    """ "2017-05" is a month; "2011-12" may be two years and is left to that rule."""
    if int(match["month"]) > int(match["year"][2:]):
        return None
    return Calendar(int(match["year"]), int(match["month"]))


def _numeric(match: re.Match[str], order: Order | None) -> Form | None:
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
    return lexicon().months[match["month"].lower()]


def _day_month(match: re.Match[str], _order: Order | None) -> Form | None:
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
    return _last_word(text, match.start("month")) in {"in", "since", "during", "last"} and _next_word(
        text, match.end("day")
    ) not in {"", "and", "in", "at", "on", "when", "to", "the", "by", "after", "with", "a", "of"}


def _day_range(match: re.Match[str], _order: Order | None) -> Form | None:
    first, last = _number(match["day"]), _number(match["day2"])
    month = _month_number(match)
    if first >= last or (match["month"].islower() and len(match["month"]) < 5):
        return None
    word = match["to"].strip().lower()
    if word in {"and", "or"}:
        after = _next_word(match.string, match.end())
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


def _month_year(match: re.Match[str], _order: Order | None) -> Form | None:
    if match["month"].islower() and len(match["month"]) < 5:
        return None
    return Calendar(int(match["year"]), _month_number(match), part=_part(match))


def _months(match: re.Match[str], _order: Order | None) -> Form | None:
    first, last, year = lexicon().months[match["month1"].lower()], _month_number(match), int(match["year"])
    return Between(Calendar(year - (first > last), first), Calendar(year, last)) if first != last else None


def _part(match: re.Match[str]) -> str | None:
    word = match.groupdict().get("part")
    return lexicon().parts[word.lower()] if word else None


def _month(match: re.Match[str], _order: Order | None) -> Form | None:
    """A month alone. "May" and "march" are words too, so the word before must speak for the month."""
    text, name = match.string, match["month"].lower()
    context = lexicon().context
    if match["month"].islower():
        return None
    part, word = _part(match), _last_word(text, match.start())
    which = {"last": "last", "previous": "last", "this": "this", "next": "next"}.get(word)
    leads = context["month_leads_strict" if name in context["strict_months"] else "month_leads"]
    leads = leads - {"this"} if match["month"] == "MAY" else leads
    paired = re.search(
        rf"(?:{_alternatives(lexicon().months)})[\s\d]{{0,6}}(?:and|to|or|[-–])\s?\Z",
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
            rf"(?:\s(?:and|to|or|through|until)\s|\s?[-–]\s?)(?:{_alternatives(lexicon().months)})\b",
            text[end : end + 24],
            re.IGNORECASE,
        )
        is not None
    )


def _season_code(match: re.Match[str]) -> int:
    return lexicon().seasons[match["season"].lower()]


def _season_year(match: re.Match[str], _order: Order | None) -> Form | None:
    if (
        match["season"].lower() == "fall"
        and "of" in match[0].lower()
        and _last_word(match.string, match.start()) != "the"
    ):
        return None
    return Calendar(int(match["year"][:4]), season=_season_code(match), part=_part(match))


def _season(match: re.Match[str], _order: Order | None) -> Form | None:
    lead = match["lead"].lower()
    if match["season"].lower() in {"fall", "spring"} and _next_word(match.string, match.end()) in {
        "of",
        "offensive",
        "in",
    }:
        return None
    return Calendar(season=_season_code(match), which=lead if lead in {"last", "this", "next"} else None)


def _quarter(match: re.Match[str], _order: Order | None) -> Form | None:
    nth = match["nth"].lower()
    number = int(nth) if nth.isdigit() else lexicon().ordinals[nth]
    half = match.groupdict().get("unit", "quarter").lower() == "half"
    count = 2 if half else 4
    number = count if number < 0 else number
    return Calendar(int(match["year"]), season=(39 if half else 32) + number) if number <= count else None


def _year(match: re.Match[str], _order: Order | None) -> Form | None:
    """Four digits are a year when the words around them speak for it, not when they count something."""
    text, year = match.string, int(match["year"])
    part, lead = _part(match), (match["lead"] or "").lower()
    if lead in {"pre-", "post-"}:
        return None
    if part or lead == "mid-":
        return Calendar(year, part=part or "mid")
    context, word, after = lexicon().context, _last_word(text, match.start()), _next_word(text, match.end())
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
        re.match(rf"\s(?:to|until|through)\s(?:early\s|mid-|late\s)?{_YEAR}", text[end : end + 24])
        is not None
    )


def _years(match: re.Match[str], _order: Order | None) -> Form | None:
    first, last = int(match["year"]), match["last"] or match["short"]
    final = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if final <= first or _next_word(match.string, match.end()) in lexicon().context["not_year_after"]:
        return None
    return Between(Calendar(first), Calendar(final))


def _decade(match: re.Match[str], _order: Order | None) -> Form | None:
    return Calendar(int(match["year"]), part=_part(match), decade=True)


def _weekday(match: re.Match[str], _order: Order | None) -> Form | None:
    which = re.sub(r"\s+", " ", (match["which"] or "").lower())
    text = match.string
    if which in {"every", "each"} or (match["plural"] and _recurs(text, match)):
        return None
    day = lexicon().weekdays[match["weekday"].lower()]
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
        _last_word(text, match.start()) in {"on", "all", "most", "many", "and"}
        or not _next_word(text, match.end()).isalpha()
    )


def _phrase(match: re.Match[str], _order: Order | None) -> Form | None:
    key = re.sub(r"\s+", " ", match[0].lower())
    if key == "overnight" and _last_word(match.string, match.start()) in {"an", "the", "a"}:
        return None
    if (
        key in {"the next day", "the following day", "the same day"}
        and _next_word(match.string, match.end()) == "or"
    ):
        return None
    entry = lexicon().phrases[key]
    return Period(
        entry["unit"], entry["shift"], entry.get("base", "published"), entry.get("part"), entry.get("until")
    )


def _part_of_period(match: re.Match[str], _order: Order | None) -> Form | None:
    which, word = match["which"].lower(), re.sub(r"\s+", " ", match["vague"].lower())
    if which == "the" and " " not in word:
        return None
    part = lexicon().parts[word.split(" ")[1] if " " in word else word]
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


def _offset(match: re.Match[str], _order: Order | None) -> Form | None:
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


def _rolling(match: re.Match[str], _order: Order | None) -> Form | None:
    """ "The past three months"; "last week" without "the" is the calendar's week and a phrase of its own."""
    which, unit = match["which"].lower(), match["unit"].lower()
    count = amount(match["count"]) if match["count"] else (1, 1)
    if count is None or unit in {"night"} or count[1] > 1000:
        return None
    if which == "last" and _last_word(match.string, match.start()) in lexicon().context["verb_before_last"]:
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


def _units_inside(match: re.Match[str], _order: Order | None) -> Form | None:
    """ "The last three months of 2016", "the second week of June"."""
    if match["month"] is None and match["year"] is None:
        return None
    count = amount(match["count"]) if match["count"] else (1, 1)
    if count is None:
        return None
    inside = Calendar(
        int(match["year"]) if match["year"] else None, _month_number(match) if match["month"] else None
    )
    return Edge(lexicon().ordinals[match["nth"].lower()], count[1], match["unit"].lower(), inside)  # type: ignore[arg-type]


def looks_ahead(text: str, start: int) -> bool:
    """Whether the clause before `start` speaks of what is to come ("will meet on Friday")."""
    context = lexicon().context
    clause = re.split(r"[.;:,()\"“”]", before(text, start))[-1]
    last = {
        name: max((clause.rfind(f" {cue} ") for cue in context[name]), default=-1)
        for name in ("future", "past")
    }
    clause_start = max(
        (clause.find(f"{cue} ") for cue in context["future"] if clause.startswith(f"{cue} ")), default=-1
    )
    return max(last["future"], clause_start) > last["past"]
