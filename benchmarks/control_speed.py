"""Control of many places: every day filtered and smoothed, and one more statement about one place.

    python -m benchmarks.control_speed [PLACES] [DAYS] [PARTIES]

Statements are drawn at random: 20 a place, a tenth of them told late. Prints seconds of the processor, the peak of memory
and the milliseconds in which a place's answers are brought up to date.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from counterclaim.control.daily import filtered_daily, smoothed_daily
from counterclaim.control.emissions import Evidence, says_what
from counterclaim.control.filter import run
from counterclaim.control.model import Control
from counterclaim.control.parameters import parameters
from counterclaim.control.smooth import smooth
from counterclaim.control.statements import Says, Statement

EACH = 20
BATCH = 2000
BEGIN = date(2012, 1, 1)


def evidence(places: int, days: int, parties: int, seed: int = 1) -> Evidence:
    """Random statements: a party or contested, named on a day and told then or up to 30 days later."""
    rng = np.random.default_rng(seed)
    size = places * EACH
    names = tuple(f"p{number}" for number in range(parties))
    day = BEGIN.toordinal() + rng.integers(0, days, size)
    late = np.where(rng.random(size) < 0.1, rng.integers(1, 31, size), 0)
    what = rng.integers(0, parties + 1, size)
    table = says_what(parties, parameters())
    return Evidence(
        tuple(f"{number:06d}" for number in range(places)),
        (names,) * places,
        np.repeat(np.arange(places), EACH),
        day,
        day + late,
        table.T[what],
        np.ones(size),
        np.eye(parties + 1)[what],
    )


def main(places: int = 30_000, days: int = 3_650, parties: int = 4) -> None:
    """Measure and print."""
    given = evidence(places, days, parties)
    begin = time.process_time()
    filtered = run(given, parameters())
    smoothed = smooth(given, parameters())
    passes = time.process_time() - begin
    total = 0.0
    for low in range(0, places, BATCH):
        part = (np.arange(low, min(low + BATCH, places)), BEGIN.toordinal(), days)
        total += float(filtered_daily(filtered, *part)[:, :, 0].sum())
        total += float(smoothed_daily(smoothed, *part)[:, :, 0].sum())
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"{places:,} places x {days:,} days x {parties} parties, {len(given.day):,} statements")
    print(f"passes {passes:.1f} s, with every day {seconds:.1f} s, peak {peak:.2f} GB, check {total:.0f}")
    print(f"one more statement: {one_more():.1f} ms")


def one_more(statements: int = 200) -> float:
    """Milliseconds to bring a place of so many statements up to date with one more."""
    rng = np.random.default_rng(2)
    told = []
    for number in rng.integers(0, 3650, statements).tolist():
        day = BEGIN + timedelta(number)
        told.append(Statement("place", day, day, day, Says.HELD, party=f"p{rng.integers(4)}", source="a"))
    last = max(one.said for one in told)
    before = Control.of(told)
    before.now("place", [last])
    before.then("place", [last])
    begin = time.process_time()
    control = Control.of([*told, replace(told[0], first=last, last=last, said=last, party="p3")])
    control.now("place", [last])
    control.then("place", [last])
    return (time.process_time() - begin) * 1000.0


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
