"""Claims of a made-up war, from a seed, with the true event of each: to measure linking at sizes no corpus has.

Theatres of war stand apart, each with towns of very unequal weight, three armed groups and a state. Events come evenly
over four years, up to `THEATRE_EVENTS` in a theatre, so that a larger record is first denser and then wider; or, with as
many claims each week, for as long as it takes, so that a larger record is a longer war. Reports of an event follow
within days: one desk or many, with retellings, copies, round-ups of several events, vague places and dates, missing
sides, figures that disagree, denials, and tallies that are of no event. Nothing is taken from real data.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.synthetic_reports import Happening, Report, Theatre, report_claims, tally
from counterclaim.events import DocumentContext
from counterclaim.model import Claim, content_id

BEGIN = date(2014, 1, 1)
DAYS = 4 * 365
THEATRE_EVENTS = 10_000
CLAIMS_PER_EVENT = 2.55
"""About how many claims an event gets, copies included."""

_DESKS = 40
_WEEKLIES = 5
"""Each fifth desk comes out on Sundays."""
_ROUND_UP = 0.25
_COPIED = 0.08
_TALLIED = 0.03
_MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A claim, its document's context, and the number of its true event, null for a tally."""

    claim: Claim
    context: DocumentContext
    event: int | None


def synthetic_claims(count: int, seed: int = 7, weekly: int | None = None) -> Iterator[Synthetic]:
    """`count` claims, in the order in which their documents came out; the same for the same arguments.

    With `weekly`, about so many claims come each week, however many there are in all.
    """
    return itertools.islice(_claims(count if weekly is None else weekly * DAYS // 7, Random(seed)), count)


def _claims(count: int, random: Random) -> Iterator[Synthetic]:
    """Claims without end, of which `count` come in the first four years."""
    expected = max(1, round(count / CLAIMS_PER_EVENT))
    theatres = [Theatre.make(number, random) for number in range(-(-expected // THEATRE_EVENTS))]
    waiting: dict[tuple[int, int, date], list[Happening]] = {}
    for number in itertools.count():
        day = BEGIN + timedelta(days=number * DAYS // expected)
        for key in sorted(key for key in waiting if key[2] < day) if number % 20 == 0 else ():
            yield from _published(theatres[key[0]], key[1], key[2], waiting.pop(key), random)
        theatre = random.randrange(len(theatres))
        happening = theatres[theatre].happening(number, day, random)
        for desk in _desks(random):
            late = min(9, int(random.expovariate(0.8)))
            out = day + timedelta(days=6 - day.weekday() if desk % _WEEKLIES == 0 else late)
            waiting.setdefault((theatre, desk, out), []).append(happening)


def _desks(random: Random) -> list[int]:
    """The desks that tell of an event: half of the events have one, few have many. The first desks tell more."""
    many = 1 if random.random() < 0.5 else min(12, 2 + int(random.expovariate(0.6)))
    return sorted({int(_DESKS * random.random() ** 2) for _ in range(many)})


def _published(
    theatre: Theatre, desk: int, day: date, told: list[Happening], random: Random
) -> Iterator[Synthetic]:
    """The documents of one desk on one day: round-ups, and one for each other event. Weeklies have round-ups only."""
    while told:
        many = random.randint(2, _MOST_TOLD) if desk % _WEEKLIES == 0 or random.random() < _ROUND_UP else 1
        part, told = told[:many], told[many:]
        yield from _document(theatre, desk, day, part, random)


def _document(
    theatre: Theatre, desk: int, day: date, told: list[Happening], random: Random
) -> Iterator[Synthetic]:
    id_ = content_id("d", theatre.number, desk, day.isoformat(), told[0].number)
    report = Report(id_, f"Desk {desk}", day)
    context = DocumentContext(id_, report.publisher, day, "en")
    made = list(report_claims(report, told, random))
    yield from (Synthetic(claim, context, number) for claim, number in made)
    if random.random() < _TALLIED:
        yield Synthetic(tally(report, theatre, len(made), random), context, None)
    if random.random() < _COPIED:
        copy = Report(
            content_id("d", id_, "copy"), f"Desk {random.randrange(_DESKS)}", day + timedelta(days=1)
        )
        context = DocumentContext(id_, copy.publisher, copy.published, "en")
        yield from (Synthetic(copy.copied(claim), context, number) for claim, number in made)
