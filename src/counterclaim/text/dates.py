"""Dates and relative times in a text: found by a grammar, then resolved against the publication and the story.

`find_dates` reads what is said and never guesses; `resolve` turns it into an interval with EDTF text, a precision
and a basis, or null when nothing supports one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from counterclaim.model import Span, TimeBasis, TimePrecision, When
from counterclaim.text import date_resolution
from counterclaim.text.date_forms import Between, Calendar, DateExpression, Form, Offset, Period, Weekday
from counterclaim.text.date_grammar import Atom, atoms
from counterclaim.text.date_readings import Order
from counterclaim.text.date_words import before, looks_ahead

__all__ = ["DateExpression", "find_dates", "parse_date", "resolve"]

_MAX_STATED = 120
"""Characters of a metadata date that are read."""

_LEAD = re.compile(
    r"(?:^|(?<=[^\w]))(?P<word>between|from|since|until|till|up to|by|before|after|prior to|as of|starting(?: on| in)?"
    r"|beginning(?: on| in)?|no later than|as early as)(?P<middle>(?:\s(?:at least|the|about|around|on|as early as))?)\s\Z"
)
_ABOUT = re.compile(
    r"(?:^|(?<=[^\w]))(?:around|about|circa|c\.|ca\.|approximately|roughly|some ?time in|on or about)\s?\Z"
)
_TO = re.compile(r"\s?[-–—]\s?|\s(?:to|until|till|through|up to)\s(?:the\s)?(?:end of\s)?")
_AND = re.compile(r"\s(?:and|or)\s(?:on\s|late\s|early\s)?")
_TIME_OF_DAY = re.compile(
    r"(?:the\s)?(?:night|morning|afternoon|evening|noon|midday|midnight|dawn|dusk)\b", re.IGNORECASE
)
_APPOSITION = re.compile(r",?\s\(?(?:the\s)?")


def find_dates(text: str, order: Order | None = None) -> list[DateExpression]:
    """The date expressions of `text`, in order, without overlaps.

    `order` is how the text writes a date of two small numbers, ``dmy`` or ``mdy``; without it 4/5/2018 is none.
    """
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
    return expressions


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
        when = date_resolution.approximately(when)
    return replace(when, span=Span(expression.start, expression.end, expression.text))


def parse_date(text: str, order: Order | None = None) -> When | None:
    """A date stated as metadata: ISO 8601, RFC 5322, or words. Null when it states none, or two different ones."""
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
    """The atom at `i` with the next one where the two make a range, or say one day twice; and how many it used."""
    atom = found[i]
    if i + 1 == len(found):
        return atom, 1
    after = found[i + 1]
    gap = re.sub(r"\s+", " ", text[atom.end : after.start].lower())
    lead = _LEAD.search(re.sub(r"\s+", " ", before(text, atom.start)))
    word = lead["word"] if lead else ""
    opened = (word == "between" and gap == " and ") or (
        word in {"from", "between"} and _TO.fullmatch(gap) is not None
    )
    if opened or _is_range(atom.form, after.form, gap):
        return Atom(atom.start, after.end, Between(atom.form, after.form)), 2
    shift = after.form.shift if isinstance(after.form, Period) and after.form.unit == "year" else None
    if (
        isinstance(atom.form, Calendar)
        and atom.form.year is None
        and shift is not None
        and gap in {" ", " of ", ", "}
    ):
        if after.form.base == "published" and after.form.part is None:  # type: ignore[union-attr]
            return Atom(atom.start, after.end, replace(atom.form, years=shift, which=None)), 2
    if isinstance(atom.form, Weekday) and isinstance(after.form, Calendar) and after.form.day is not None:
        if _APPOSITION.fullmatch(gap):
            return Atom(atom.start, after.end, after.form), 2
    if (
        isinstance(atom.form, Period)
        and atom.form.unit == "day"
        and isinstance(after.form, Weekday | Calendar)
    ):
        if re.fullmatch(r",?\s\(?", gap) and getattr(after.form, "day", None) is not None:
            return Atom(atom.start, after.end, after.form), 2
    return atom, 1


def _is_range(first: Form, last: Form, gap: str) -> bool:
    """Whether two neighbours make a range without "from" or "between" before them."""
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        if _TO.fullmatch(gap) is None or (first.year is not None and last.year is None):
            return False
        return (first.day is None) == (last.day is None)
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        if _TO.fullmatch(gap):
            return True
        return _AND.fullmatch(gap) is not None and (last.day - first.day) % 7 == 1
    return False


def _led(text: str, atom: Atom) -> tuple[int, Form, bool]:
    """Start, form and approximation of an atom with the words that lead to it ("since", "around")."""
    lead_text = re.sub(r"\s", " ", before(text, atom.start))
    if _TIME_OF_DAY.match(text, atom.start):
        return atom.start, atom.form, False
    about = _ABOUT.search(lead_text)
    if about and isinstance(atom.form, Calendar | Offset):
        start = atom.start - (len(lead_text) - about.start())
        return start, atom.form, True
    lead = _LEAD.search(lead_text)
    if lead is None:
        return atom.start, atom.form, False
    start, word = atom.start - (len(lead_text) - lead.start()), lead["word"]
    if word == "by" and re.search(r"['’]s", text[atom.end - 2 : atom.end + 2]):
        return atom.start, atom.form, False  # "exemplified by Wednesday's bombing"
    if isinstance(atom.form, Between) and (atom.form.first is None or atom.form.last is None):
        return atom.start, atom.form, False
    if word in {"between", "from"}:
        if isinstance(atom.form, Between):
            return start, atom.form, False
        onward = word == "from" and re.match(r"\s(?:on|onwards?)\b", text[atom.end : atom.end + 9])
        year = isinstance(atom.form, Calendar) and atom.form.day is None and atom.form.month is None
        return (
            (start, Between(atom.form, None), False)
            if onward or (word == "from" and year)
            else (atom.start, atom.form, False)
        )
    if isinstance(atom.form, Between) or word == "as of":
        return atom.start, atom.form, False
    if word in {
        "since",
        "after",
        "starting",
        "starting on",
        "starting in",
        "beginning",
        "beginning on",
        "beginning in",
        "as early as",
    }:
        return start, Between(atom.form, None), False
    return start, Between(None, atom.form), False
