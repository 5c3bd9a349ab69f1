"""How long questions of analysis take on a made-up record: a JSON object on standard output.

    python -m benchmarks.analysis_speed [--claims 1000000] [--events 300000] [--record PATH] [--only NAME] [--turns 3]

Without `--record`, one is made of `benchmarks.web.synthetic` in a temporary folder. What analysis keeps of a record is kept
in a folder of the run's own. ``read`` is the reading of all columns and events, as at the end of a build; ``load`` that of
what was kept, by the first question of a new process. Each question is then asked in one process: ``first`` as the first of its
kind, ``again`` the median of the turns after that. Seconds are of the clock; `first_processor` and `processor` are the
time of all processors for ``first`` and ``again``, which the work of others does not lengthen. Forecasts that are kept for
the same question are forgotten before each turn. Libraries are loaded beforehand, as a server does once it is ready.
`load_average` is the machine's at the time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.web.filling import fill
from benchmarks.web.synthetic import Synthetic
from counterclaim import open_record
from counterclaim.ask import forecast
from counterclaim.ask.activity.asking import put_together
from counterclaim.ask.flat import everything
from counterclaim.ask.flat.whole import forget
from counterclaim.ask.view import RecordView
from counterclaim.config import CACHE_VARIABLE
from counterclaim.record import Record
from counterclaim.web.warming import load_later

_LATER, _EARLIER, _GROUP = "from=2019,to=2022", "from=2014,to=2018", ",actor=group_3"
Question = Callable[[RecordView], object]
QUESTIONS: dict[str, Question] = {
    "tally by month": lambda view: view.tallied(period="month", start="2014", end="2022"),
    "tally by actor and month": lambda view: view.tallied(
        by=("actor",), period="month", start="2014", end="2022"
    ),
    "tally of killed by province": lambda view: view.tallied(
        of="killed", by=("admin1",), start="2014", end="2022"
    ),
    "tally of claims by source": lambda view: view.tallied(
        of="claims", by=("source",), start="2014", end="2022"
    ),
    "compare two years": lambda view: view.compared("from=2020,to=2020", "from=2019,to=2019"),
    "change by week": lambda view: view.changed(period="week", start="2014", end="2022"),
    "change by month": lambda view: view.changed(period="month", start="2014", end="2022"),
    "mix of all": lambda view: view.mix(_LATER, _EARLIER, period="quarter").to_dict(),
    "mix of one group": lambda view: view.mix(_LATER + _GROUP, _EARLIER + _GROUP).to_dict(),
    "spread of all": lambda view: view.spread(_LATER, _EARLIER).to_dict(),
    "spread of one group": lambda view: view.spread(_LATER + _GROUP, _EARLIER + _GROUP).to_dict(),
    "indicators by country": lambda view: view.indicators(
        _LATER + _GROUP, _EARLIER + _GROUP, by="country"
    ).to_dict(),
    "forecast by country": lambda view: view.forecast(of="events", by="country", months=3),
}


def measured(path: Path, only: list[str], turns: int) -> dict[str, dict[str, float]]:
    """Seconds of each question, and of reading what all of them need."""
    found: dict[str, dict[str, float]] = {}
    for name in ("read", "load"):
        with open_record(path) as view:
            began = time.perf_counter(), time.process_time()
            everything(view.record, view.registry)
            put_together(view)
            found[name] = _since(*began)
            forget(view.record)
    with open_record(path) as view:
        everything(view.record, view.registry)
        for name, ask in QUESTIONS.items():
            if not only or name in only:
                found[name] = _asked(view, ask, turns)
    return found


def _asked(view: RecordView, ask: Question, turns: int) -> dict[str, float]:
    taken = []
    for _ in range(1 + turns):
        forecast.forget(view.record)
        began = time.perf_counter(), time.process_time()
        ask(view)
        taken.append(_since(*began))
    first, *later = taken
    again = {
        name: round(statistics.median(one[name] for one in later), 3) for name in ("seconds", "processor")
    }
    return {
        "first": first["seconds"],
        "first_processor": first["processor"],
        "again": again["seconds"],
        "processor": again["processor"],
        "load_average": round(os.getloadavg()[0], 1),
    }


def _since(began: float, used: float) -> dict[str, float]:
    return {
        "seconds": round(time.perf_counter() - began, 3),
        "processor": round(time.process_time() - used, 3),
    }


def main(argv: list[str] | None = None) -> int:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(prog="analysis_speed", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=300_000)
    parser.add_argument(
        "--record", type=Path, help="a record that is there already, in place of a made-up one"
    )
    parser.add_argument("--only", choices=sorted(QUESTIONS), action="append", default=[])
    parser.add_argument("--turns", type=int, default=3, help="how often each question is asked again")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CACHE_VARIABLE] = folder
        path = given.record or Path(folder) / "made-up.sqlite"
        if given.record is None:
            fill(str(path), Synthetic(given.claims, given.events).batches())
            with Record.open(path) as record:
                record.linking.put_relations([])  # which gives the record's state a name, as a build does
        load_later()
        figures = measured(path, given.only, given.turns)
    print(json.dumps(figures, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
