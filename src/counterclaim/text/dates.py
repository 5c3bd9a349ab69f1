"""Dates and relative times in a text: found by a grammar, then resolved against publication and story.

`find_dates` reads what is said and never guesses; `resolve` turns it into an interval with EDTF text, a
precision and a basis, or null when nothing supports one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from counterclaim.model import Span, TimeBasis, TimePrecision, When
from counterclaim.text import date_resolution
from counterclaim.text.date_forms import Between, Calendar, DateExpression, Form, Offset, Period, Weekday
from counterclaim.text.date_grammar import Atom, atoms
from counterclaim.text.date_intervals import approximately
from counterclaim.text.date_readings import Order
from counterclaim.text.date_words import before, looks_ahead

__all__ = ["DateExpression", "find_dates", "on_day", "parse_date", "resolve"]

_MAX_STATED = 120
"""Characters of a metadata date that are read."""

_OPEN_END = ("since", "after", "starting", "beginning", "as early as")
_LEAD = re.compile(
    r"(?<!\w)(?P<word>between|from|since|until|till|up to|by|before|after|prior to|as of|starting|beginning"
    r"|no later than|as early as)(?: (?:at least|the|about|around|on|in|as early as))? \Z"
)
_ABOUT = re.compile(
    r"(?<!\w)(?:around|about|circa|c\.|ca\.|approximately|roughly|some ?time in|on or about) ?\Z"
)
_TO = re.compile(r"\s?[-–—]\s?|\s(?:to|until|till|through|up to)\s(?:the\s)?(?:end of\s)?")
_AND = re.compile(r"\s(?:and|or)\s(?:on\s|late\s|early\s)?")
_TIME_OF_DAY = re.compile(
    r"(?:the\s)?(?:night|morning|afternoon|evening|noon|midday|midnight|dawn|dusk)\b", re.IGNORECASE
)


def find_dates(text: str, order: Order | None = None) -> list[DateExpression]:
    """The date expressions of `text`, in order, without overlaps.

    `order` is how the text writes two small numbers, ``dmy`` or ``mdy``; without it 4/5/2018 is no date.
    """
    return list(_expressions(text, order))


@lru_cache(maxsize=64)
def _expressions(text: str, order: Order | None) -> tuple[DateExpression, ...]:
    """A sentence is asked for its dates more than once in a row."""
    found = atoms(text, order)
    expressions: list[DateExpression] = []
    i = 0
    while i < len(found):
        atom, used = _joined(text, found, i)
        i += used
        start, form, approximate = _led(text, atom)
        expressions.append(
            DateExpression(
                start, atom.end, text[start : atom.end], form, approximate, looks_ahead(text, start)
            )
        )
    return tuple(expressions)


def resolve(expression: DateExpression, *, published: When | None, anchor: When | None) -> When | None:
    """The time of an expression, with its span in the text it was found in.

    `published` is the document's date, `anchor` the last time of the story; without the one that it needs, a
    relative expression has no time.
    """
    bases = date_resolution.Bases(published, anchor, expression.future)
    when = date_resolution.resolve(expression.form, bases)
    if when is None:
        return None
    if expression.approximate:
        when = approximately(when)
    return replace(when, span=Span(expression.start, expression.end, expression.text))


def parse_date(text: str, order: Order | None = None) -> When | None:
    """A date stated as metadata (ISO 8601, RFC 5322, words); null when it states none or two."""
    text = text.strip()[:_MAX_STATED]
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?", text)
    if compact:
        text = "-".join(compact.groups())
    text = re.sub(r"(?<=\d)[T_](?=\d)", " ", text)
    if re.fullmatch(r"(?:1[89]|20)\d\d", text):
        return date_resolution.resolve(Calendar(int(text)), date_resolution.Bases(None, None))
    if month := re.fullmatch(r"((?:1[89]|20)\d\d)-(0[1-9]|1[0-2])", text):
        return date_resolution.resolve(
            Calendar(int(month[1]), int(month[2])), date_resolution.Bases(None, None)
        )
    resolved = [resolve(found, published=None, anchor=None) for found in find_dates(text, order)]
    stated = {replace(when, span=None) for when in resolved if when is not None}
    return stated.pop() if len(stated) == 1 else None


def on_day(day: date, basis: TimeBasis = TimeBasis.PUBLISHED) -> When:
    """The time of one day."""
    return When(day.isoformat(), day, day, TimePrecision.DAY, basis)


def _joined(text: str, found: list[Atom], i: int) -> tuple[Atom, int]:
    """The atom at `i`, with the next one if both make a range or say one day; and how many were used."""
    atom = found[i]
    if i + 1 == len(found):
        return atom, 1
    after = found[i + 1]
    gap = re.sub(r"\s+", " ", text[atom.end : after.start].lower())
    lead = _LEAD.search(_flat_before(text, atom.start))
    word = lead["word"] if lead else ""
    opened = word in {"from", "between"} and _TO.fullmatch(gap) is not None
    if opened or (word == "between" and gap == " and ") or _is_range(atom.form, after.form, gap):
        return Atom(atom.start, after.end, Between(atom.form, after.form)), 2
    form = _one_day(atom.form, after.form, gap) or _of_year(atom.form, after.form, gap)
    return (Atom(atom.start, after.end, form), 2) if form else (atom, 1)


def _is_range(first: Form, last: Form, gap: str) -> bool:
    """Whether two neighbours make a range without "from" or "between" before them."""
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        if _TO.fullmatch(gap) is None or (first.year is not None and last.year is None):
            return False
        return (first.day is None) == (last.day is None)
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        return _TO.fullmatch(gap) is not None or (
            _AND.fullmatch(gap) is not None and (last.day - first.day) % 7 == 1
        )
    return False


def _one_day(first: Form, last: Form, gap: str) -> Form | None:
    """The more exact of two expressions for one day: "Friday (4 May)", "today, Monday"."""
    day = isinstance(first, Weekday) or (isinstance(first, Period) and first.unit == "day")
    exact = isinstance(last, Calendar) and last.day is not None
    exact = exact or (isinstance(first, Period) and isinstance(last, Weekday))
    return last if day and exact and re.fullmatch(r",? \(?(?:the )?|,? ?\(?", gap) else None


def _of_year(first: Form, last: Form, gap: str) -> Form | None:
    """A month or day of a year named beside it: "June last year"."""
    if not isinstance(first, Calendar) or not isinstance(last, Period) or first.year is not None:
        return None
    if last.unit != "year" or last.base != "published" or last.part or gap not in {" ", " of ", ", "}:
        return None
    return replace(first, years=last.shift, which=None)


def _flat_before(text: str, start: int) -> str:
    return re.sub(r"\s", " ", before(text, start))


def _led(text: str, atom: Atom) -> tuple[int, Form, bool]:
    """Start, form and approximation of an atom with the words that lead to it ("since", "around")."""
    form, lead_text = atom.form, _flat_before(text, atom.start)
    about, lead = _ABOUT.search(lead_text), _LEAD.search(lead_text)
    if _TIME_OF_DAY.match(text, atom.start):
        return atom.start, form, False
    if about and isinstance(form, Calendar | Offset):
        return atom.start - (len(lead_text) - about.start()), form, True
    if lead is None or (isinstance(form, Between) and None in (form.first, form.last)):
        return atom.start, form, False
    start, word = atom.start - (len(lead_text) - lead.start()), lead["word"]
    if isinstance(form, Between):
        return (start if word in {"between", "from"} else atom.start), form, False
    if word in _OPEN_END or (word == "from" and _runs_on(text, atom)):
        return start, Between(form, None), False
    # "Exemplified by Wednesday's bombing" names a cause, not a limit.
    if word in {"between", "from", "as of"} or (
        word == "by" and re.search(r"['’]s", text[atom.end - 2 : atom.end + 2])
    ):
        return atom.start, form, False
    return start, Between(None, form), False


def _runs_on(text: str, atom: Atom) -> bool:
    """Whether "from" opens an interval: "from 4 May onwards", "from 2014"."""
    form = atom.form
    if isinstance(form, Calendar) and form.day is None and form.month is None:
        return True
    return re.match(r"\s(?:on|onwards?)\b", text[atom.end : atom.end + 9]) is not None
