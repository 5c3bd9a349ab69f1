"""Five slots of the official keys, scored by the MUC-4 guidelines (version 7, 1992).

A right filler counts 1, a partly right one a half; recall is over the fillers of the key, precision over
those given, and those of templates without a pair are missed or wrong (the row "all templates" of the
official reports). Nobody misses the optional templates and fillers of the key. A template is paired with
one of the key when the types match (ATTACK in part with any), and a perpetrator or target does at least in
part, which here is: shares a word. Each slot's rule for half credit stands at its function; what the
guidelines leave to a person's judgement counts as wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from evaluation.scores import Counts
from evaluation.suites.muc4_align import Gain, align
from evaluation.suites.muc4_keys import Key, alternatives, quoted_strings
from evaluation.suites.muc4_roles import normal

NUMBERS = {"DATE": 2, "LOCATION": 3, "STAGE": 5, "ORG_CONFIDENCE": 11, "HUM_TGT_NUMBER": 21}
_TYPE = 4
_NAMED = (9, 10, 12, 18, 19)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), 1
    )
}
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})\w* (\d{2})\b", re.IGNORECASE)
_KIND = re.compile(r"\s*\([^()]*\)")
_LITTLE = frozenset({"of", "and", "in", "de", "la", "el", "los", "las", "del", "y", "two", "three"})

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Place:
    """A place as given: the country's ISO code, and names of the place, the finest first."""

    country: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value ("REPORTED AS FACT", "3", "PLURAL") about the thing of these names."""

    value: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Response:
    """A template as given. `named` are its perpetrators and targets, for pairing."""

    type: str
    named: tuple[str, ...] = ()
    days: Days | None = None
    place: Place | None = None
    stage: str | None = None
    confidences: tuple[Tagged, ...] = ()
    numbers: tuple[Tagged, ...] = ()

    def fillers(self, slot: str) -> Sequence[object]:
        """Fillers of a slot."""
        single = {"DATE": self.days, "LOCATION": self.place, "STAGE": self.stage}
        if slot in single:
            return () if single[slot] is None else (single[slot],)
        return self.confidences if slot == "ORG_CONFIDENCE" else self.numbers


class Scorer:
    """Counts by slot over documents. `country_of` gives the ISO code of a country's name."""

    def __init__(self, country_of: Callable[[str], str | None]) -> None:
        self.country_of = country_of
        self.counts = {slot: Counts() for slot in NUMBERS}

    def add(self, responses: Sequence[Response], keys: Sequence[Key]) -> None:
        """Count one document."""
        gains = [[self.gain(response, key) for key in keys] for response in responses]
        pairs = align(gains, lambda gain: gain[0])
        taken = {key for _, key in pairs}
        for slot, counts in self.counts.items():
            for given, gold in pairs:
                credit, missed = self._credit(slot, responses[given], keys[gold])
                counts.add(credit, len(responses[given].fillers(slot)), missed)
            for number, response in enumerate(responses):
                if all(number != given for given, _ in pairs):
                    counts.add(0, len(response.fillers(slot)), 0)
            for number, key in enumerate(keys):
                if number not in taken and not key.optional:
                    counts.add(0, 0, len([one for one in _fillers(key, slot) if not one.startswith("?")]))

    def gain(self, response: Response, key: Key) -> Gain | None:
        """What pairing the two is worth; null where they may not be paired."""
        types = [name for filler in key.slots.get(_TYPE, ()) for name in alternatives(filler)]
        if response.type != "ATTACK" and response.type not in types:
            return None
        if not _share_a_word(response.named, (text for slot in _NAMED for text in key.slots.get(slot, ()))):
            return None
        worth = 1 + (response.type in types) + sum(self._credit(slot, response, key)[0] for slot in NUMBERS)
        return worth, worth

    def _credit(self, slot: str, response: Response, key: Key) -> tuple[float, int]:
        """Credit of a pair's fillers, each used once, and how many the key asks for."""
        wanted, left = list(_fillers(key, slot)), list(response.fillers(slot))
        marks = sorted(
            (
                (self._mark(slot, one, filler), i, j)
                for i, one in enumerate(left)
                for j, filler in enumerate(wanted)
            ),
            key=lambda mark: -mark[0],
        )
        used: tuple[set[int], set[int]] = (set(), set())
        total = 0.0
        for credit, i, j in marks:
            if credit and i not in used[0] and j not in used[1]:
                used[0].add(i)
                used[1].add(j)
                total += credit
        asked = sum(1 for j, filler in enumerate(wanted) if j in used[1] or not filler.startswith("?"))
        return total, asked

    def _mark(self, slot: str, given: object, filler: str) -> float:
        filler = filler.lstrip("? ")
        if isinstance(given, Place):
            return place_credit(given, filler, self.country_of)
        if isinstance(given, Tagged):
            return number_credit(given, filler) if slot == "HUM_TGT_NUMBER" else set_credit(given, filler)
        if isinstance(given, tuple):
            return date_credit(given, filler)
        return float(str(given) in alternatives(filler))


def _fillers(key: Key, slot: str) -> Sequence[str]:
    return key.slots.get(NUMBERS[slot], ())


def _share_a_word(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    return not _words(ours).isdisjoint(_words(theirs))


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in normal(text).split() if len(word) > 1} - _LITTLE


def key_days(text: str) -> Days:
    """The days of a date as written ("02 FEB 90", "31 MAR 90 - 01 APR 90"); "- 29 DEC 89" has no start."""
    days = [_day(match) for match in _DAY.finditer(text)]
    if not days:
        return None, None
    return (None if text.lstrip().startswith("-") else days[0]), days[-1]


def _day(match: re.Match[str]) -> date | None:
    month = _MONTHS.get(match[2].upper())
    try:
        return date(1900 + int(match[3]), month, int(match[1])) if month else None
    except ValueError:
        return None


def date_credit(given: Days, filler: str) -> float:
    """1 for the same days; half for days inside the key's range, or an open start with the key's end."""
    best = 0.0
    for text in alternatives(filler):
        key = key_days(text)
        if key[1] is None:
            continue
        if given == key:
            return 1.0
        if given[1] is None or key[0] == key[1] != given[1]:
            continue
        inside = given[0] is not None and (key[0] is None or key[0] <= given[0]) and given[1] <= key[1]
        if inside or (given[0] is None and given[1] == key[1]):
            best = 0.5
    return best


def place_credit(given: Place, filler: str, country_of: Callable[[str], str | None]) -> float:
    """1 for the country and the finest place; half for either alone ("COLOMBIA: MEDELLIN (CITY)")."""
    best = 0.0
    for text in alternatives(filler):
        country, *chain = (part.strip() for part in _KIND.sub("", text).split(":"))
        same_country = given.country is not None and given.country == country_of(country)
        finest = [normal(name) for name in chain[-1].split(" - ")] if chain else []
        names = [normal(name) for name in given.names]
        if not finest:
            best = max(best, (0.5 if names else 1.0) * same_country)
            continue
        named = bool(set(names) & set(finest))
        full = named and same_country and len(finest) == 1
        best = max(best, 1.0 if full else 0.5 if named or same_country else 0.0)
    return best


def set_credit(given: Tagged, filler: str) -> float:
    """1 for the value about the right thing, half for the value about another."""
    value, _, about = filler.partition(":")
    if given.value not in alternatives(value):
        return 0.0
    return 1.0 if _same_thing(given.names, about) else 0.5


def number_credit(given: Tagged, filler: str) -> float:
    """As `set_credit`; half for a number that is an end of the key's range or that the key has as about."""
    value, _, about = filler.partition(":")
    values = alternatives(value)
    if given.value in values:
        return 1.0 if _same_thing(given.names, about) else 0.5
    ends = {end.strip(" ~") for one in values for end in one.split("-")}
    return 0.5 if given.value in ends - {""} else 0.0


def _same_thing(names: Iterable[str], about: str) -> bool:
    wanted = {normal(text) for text in quoted_strings(about)}
    return any(normal(name) in wanted for name in names)
