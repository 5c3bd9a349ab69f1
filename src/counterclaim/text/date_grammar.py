"""The patterns that find single date expressions.

Each rule is a regular expression without nested repetition and a reading of what it matched. `atoms` gives
the leftmost longest matches; ranges and open intervals are joined from them in `counterclaim.text.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from counterclaim.text import date_readings as readings
from counterclaim.text.date_forms import Form
from counterclaim.text.date_readings import Order
from counterclaim.text.date_words import YEAR, alternatives, date_words, last_word, next_word


@dataclass(frozen=True, slots=True)
class Atom:
    """One date expression, not yet joined with its neighbours."""

    start: int
    end: int
    form: Form


Builder = Callable[[re.Match[str], Order | None], Form | None]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern, its reading, and what a text must have for it to match: names of `_cues`."""

    needs: frozenset[str]
    pattern: re.Pattern[str]
    build: Builder


_DIGIT = re.compile(r"\d")


@cache
def _cues() -> Any:
    """Finds parts of words in a text in lower case, and gives the names that they stand for.

    A rule that needs a name matches only where a text has one of its parts. Most sentences have none, and few have
    those of more than a few rules; to look is far cheaper than to match.
    """
    words = date_words()
    parts: dict[str, Iterable[str]] = {
        "month": {name[:3] for name in words.months},
        "season": words.seasons,
        "weekday": ("day",),
        "day word": words.day_words,
        "feast": {max(feast.split(), key=len) for feast in words.feasts},
        "phrase": {max(phrase.split(), key=len) for phrase in words.phrases},
        "end of phrase": {phrase.split()[-1] for phrase in words.phrases},
        "unit": ("hour", "day", "night", "week", "month", "year", "decade"),
        "long unit": ("week", "month", "year"),
        "quarter": ("quarter", "half"),
        "vague": ("early", "late", "mid", "start", "beginning", "end"),
        "ordinal": ("st", "nd", "rd", "th"),
        "beside": ("past", "last", "previous", "preceding", "next", "coming"),
    }
    names: dict[str, set[str]] = {}
    for name, some in parts.items():
        for part in some:
            names.setdefault(part, set()).add(name)
    automaton = ahocorasick.Automaton()
    for part, found in names.items():
        automaton.add_word(part, found)
    automaton.make_automaton()
    return automaton


def _present(text: str) -> set[str]:
    """The names of `_cues`, and "digit", that a text has."""
    found = set().union(*(names for _, names in _cues().iter(text.lower())))
    return found | {"digit"} if _DIGIT.search(text) else found


# Letters that a pattern takes for s, k and i when it ignores case, and that no word list holds.
_LOOKALIKES = {0x17F: "s", 0x212A: "K", 0x130: "I", 0x131: "i"}


def atoms(text: str, order: Order | None) -> list[Atom]:
    """The date expressions of `text`, leftmost longest, without overlaps."""
    found: list[Atom] = []
    text = text.translate(_LOOKALIKES)
    present = _present(text)
    for rule in _rules():
        for match in rule.pattern.finditer(text) if rule.needs <= present else ():
            if _is_name(text, match):
                continue
            form = rule.build(match, order)
            if form is not None:
                found.append(Atom(match.start(), match.end(), form))
    found.sort(key=lambda atom: (atom.start, -atom.end))
    kept: list[Atom] = []
    for atom in found:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether the words around make a date a name: "the 4 May Brigade", "Black Friday"."""
    context, lead = date_words().context, last_word(text, match.start())
    if lead in context["named_before"]:
        return True
    dated = re.search(r"\d|day", match[0], re.IGNORECASE) is not None
    return dated and lead != "on" and next_word(text, match.end()) in context["named_after"]


# One line break at most inside an expression.
_W = r"(?:[^\S\n]{1,4}|[^\S\n]{0,3}\n[^\S\n]{0,4})"
_COMMA = rf"(?:,{_W}?|{_W})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)"
_TO = rf"(?:{_W}?[-–—]{_W}?|{_W}(?:to|until|till|through|and|or){_W})"
_DAY_PART = r"(?:night|morning|afternoon|evening|noon|midday|midnight|dawn|dusk|lunchtime)"
_PERIOD_PART = (
    rf"(?:(?:the{_W})?(?P<part>early|mid|late|beginning|start|middle|end|close)"
    rf"(?:{_W}(?:of|in))?(?:{_W}|-)(?:the{_W})?)"
)
_UNIT = r"(?:hour|day|night|week|fortnight|month|year|decade)"
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_AMOUNT = (
    r"(?:\d{1,4}|(?:a|the)\s(?:few|couple(?:\sof)?|dozen|handful\sof)|half\sa\sdozen|several|an?|few|"
    rf"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s]{_ONES})?|{_ONES}|"
    r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_AMOUNTS = rf"{_AMOUNT}(?:(?:{_W}(?:to|or){_W}|-){_AMOUNT})?"


@cache
def _rules() -> tuple[_Rule, ...]:
    words = date_words()
    # A dot belongs to a month cut short, not to "May." at the end of a sentence.
    cut = "|".join(sorted(name for name in words.months if len(name) == 3 and name != "may"))
    month = rf"(?P<month>{alternatives(words.months)})(?:(?<=\b(?:{cut}))\.|(?<=\bsept)\.)?(?!\w)"
    weekday = rf"(?:(?:{alternatives(words.weekdays)})\.?{_COMMA}(?:(?:the|on){_W})?)"
    hours = rf"(?:the{_W})?(?:early{_W})?(?:(?:hours|{_DAY_PART}){_W}(?:of|on){_W})"
    lead = rf"(?<![\w/.-])(?:{hours}(?:the{_W})?)?{weekday}?"
    after_short = alternatives(words.context["short_year_before"])
    short = rf"\d\d(?=\s{{0,3}}(?:\Z|[^\w\s]|(?:{after_short})\b))(?![.,:/-]\d)"
    long = rf"{YEAR}|['’]\d\d(?!\d)"
    year = rf"(?:{_COMMA}(?:of{_W})?(?P<year>{long}))?"
    any_year = rf"(?:{_COMMA}(?:of{_W})?(?P<year>{long}|{short}))?"
    season = rf"(?P<season>{alternatives(words.seasons)})(?!\w)"
    names = "|".join(name for name in words.weekdays if name.endswith("day"))
    feasts = alternatives(words.feasts).replace(r"\ ", _W)
    day_words = alternatives(words.day_words).replace(r"\-", r"[-\s]")
    patterns: list[tuple[str, str, Builder]] = [
        (
            "digit",
            r"(?<![\w/.-])(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![\d/-])",
            readings.iso,
        ),
        (
            "digit",
            rf"{lead}(?P<a>\d{{1,2}})([-/.])(?P<b>\d{{1,2}})\2(?P<year>\d{{4}}|\d{{2}})(?![\d/-]|[.,]\d)",
            readings.numeric,
        ),
        (
            "digit",
            r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![\d/-]|[.,]\d)",
            readings.iso_month,
        ),
        (
            "month+digit",
            rf"{lead}(?:the{_W})?(?P<day>{_DAY})(?:{_W}|-)?(?:day{_W})?(?:of{_W})?{month}{any_year}",
            readings.day_month,
        ),
        ("month+digit", rf"{lead}{month}(?:{_W}|-)?(?:the{_W})?(?P<day>{_DAY}){year}", readings.day_month),
        (
            "month+digit",
            rf"(?<![\w/.-])(?P<year>{YEAR}),{_W}(?P<day>{_DAY}){_W}{month}(?!{_COMMA}{YEAR})",
            readings.day_month,
        ),
        (
            "month+digit",
            rf"(?<![\w/.-])(?P<year>{YEAR}),{_W}(?P<day>{_DAY})(?P<to>{_TO})(?P<day2>{_DAY}){_W}{month}"
            rf"(?!{_COMMA}{YEAR})",
            readings.day_range,
        ),
        (
            "month+day word",
            rf"(?<![\w-])(?:the{_W})?(?P<word>{day_words}){_W}of{_W}{month}{year}",
            readings.day_word,
        ),
        (
            "digit+ordinal",
            rf"{lead}the{_W}(?P<day>(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th))(?!\w)",
            readings.day_alone,
        ),
        ("feast", rf"(?<![\w-])(?P<feast>{feasts}){year}(?!\w)", readings.feast),
        (
            "month+digit",
            rf"{lead}(?:the{_W})?(?P<day>{_DAY})(?P<to>{_TO})(?:the{_W})?(?P<day2>{_DAY}){_W}(?:of{_W})?"
            rf"{month}{year}",
            readings.day_range,
        ),
        (
            "month+digit",
            rf"{lead}{month}{_W}(?P<day>{_DAY})(?P<to>{_TO})(?P<day2>{_DAY}){year}",
            readings.day_range,
        ),
        (
            "month+digit",
            rf"(?<![\w/.-]){_PERIOD_PART}?{month}{_COMMA}(?:of{_W})?(?P<year>{YEAR})",
            readings.month_year,
        ),
        (
            "month+digit",
            rf"(?<![\w/.-])(?P<month1>{alternatives(words.months)})\.?[-–/]{month}{_W}(?P<year>{YEAR})",
            readings.months,
        ),
        ("month", rf"(?<![\w/.-]){_PERIOD_PART}?{month}", readings.month),
        (
            "season+digit",
            rf"(?<![\w/.-]){_PERIOD_PART}?{season}{_COMMA}(?:of{_W})?"
            rf"(?P<year>{YEAR}|(?:19|20)\d\d[-/–]\d\d(?!\d))",
            readings.season_year,
        ),
        (
            "season",
            rf"(?<![\w/.-])(?P<lead>last|this|next|in(?:{_W}the)?|over{_W}the|during{_W}the){_W}{season}"
            rf"(?!{_W}(?:of{_W})?{YEAR})",
            readings.season,
        ),
        (
            "digit+quarter",
            rf"(?<![\w/.-])(?:the{_W})?(?P<nth>{alternatives(words.ordinals)}){_W}(?P<unit>quarter|half)"
            rf"{_W}(?:of{_W})?(?P<year>{YEAR})",
            readings.quarter,
        ),
        ("digit", rf"(?<![\w/.-])[qQ](?P<nth>[1-4]){_COMMA}?(?P<year>{YEAR})", readings.quarter),
        (
            "digit",
            rf"(?<![\w/.,:$£€-])(?:{_PERIOD_PART}|(?P<lead>mid-|pre-|post-))?(?P<year>{YEAR})(?![\w%])",
            readings.year,
        ),
        (
            "digit",
            r"(?<![\w/.,:$£€-])(?P<year>(?:1[89]|20)\d\d)"
            r"(?:[-/–](?P<short>\d\d)|\s?[-/–]\s?(?P<last>(?:1[89]|20)\d\d))(?![\w/-]|[.,]\d)",
            readings.years,
        ),
        (
            "digit",
            r"(?<![\w/.-])(?:the\s)?(?P<part>early|mid|late)?[\s-]?(?P<year>(?:1[89]|20)\d0)['’]?s(?!\w)",
            readings.decade,
        ),
        (
            "weekday",
            rf"(?<![\w/.-])(?:(?:the{_W})?"
            rf"(?:early{_W}hours{_W}of|(?:early|late)(?:{_W}on)?|{_DAY_PART}{_W}(?:of|on)){_W})?"
            rf"(?:(?P<which>last|this{_W}past|past|this|next|this{_W}coming|every|each|"
            rf"the{_W}(?:coming|following|next|previous)){_W})?"
            rf"(?P<weekday>{names})(?P<plural>s)?(?!\w)(?:['’]s)?"
            rf"(?:{_W}(?:early{_W}|late{_W})?{_DAY_PART}s?(?!\w))?"
            rf"(?:{_W}(?:of{_W})?(?P<week>last{_W}week|this{_W}week|next{_W}week|last))?",
            readings.weekday,
        ),
        (
            "phrase+end of phrase",
            rf"(?<![\w-])(?:{alternatives(words.phrases).replace(chr(92) + ' ', _W)})(?![\w-])",
            readings.phrase,
        ),
        (
            "long unit+vague",
            rf"(?<![\w-])(?P<vague>early|late|mid|the{_W}(?:start|beginning|middle|end){_W}of)[\s-]{{1,3}}"
            rf"(?P<which>this|last|next|the){_W}(?P<unit>week|month|year)(?![\w-])",
            readings.part_of_period,
        ),
        (
            "unit",
            rf"(?<![\w-])(?P<count>{_AMOUNTS}){_W}(?P<unit>{_UNIT})s?{_W}(?P<direction>ago|earlier|later|previously|"
            rf"on|after(?:{_W}(?:that|this))?|before(?:{_W}(?:that|this|then))?)(?!\w)",
            readings.offset,
        ),
        (
            "unit+beside",
            rf"(?<![\w-])(?P<article>the{_W}|these{_W})?(?P<which>past|last|previous|preceding|next|coming){_W}"
            rf"(?:(?P<count>{_AMOUNTS}){_W})?(?P<unit>{_UNIT})s?(?!\w)",
            readings.rolling,
        ),
        (
            "unit",
            rf"(?<![\w-])(?:the{_W})?(?P<nth>{alternatives(words.ordinals)}){_W}(?:(?P<count>{_AMOUNTS}){_W})?"
            rf"(?P<unit>day|week|fortnight|month)s?{_W}(?:of|in){_W}"
            rf"(?:{month}{_COMMA}?(?:of{_W})?)?(?P<year>{YEAR})?(?!\w)",
            readings.units_inside,
        ),
    ]
    return tuple(
        _Rule(frozenset(needs.split("+")), re.compile(pattern, re.IGNORECASE), build)
        for needs, pattern, build in patterns
    )
