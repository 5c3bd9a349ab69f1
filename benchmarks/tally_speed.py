"""How long questions take that count: tally, compare, change, mix, spread, indicators and forecast on a made-up record.

``python -m benchmarks.tally_speed [--claims 1000000] [--events 300000] [--record PATH] [--only NAME] [--json]``

Without `--record`, one is made of `benchmarks.web.synthetic` in a temporary folder. Frames are kept in a cache folder of the
run's own. First the frames are read from the record (`read`), as by the first question after a build; then each question is
asked as from a new process, which finds the frames in the cache (`first`), and again (`next`). Seconds are of the clock;
`processors` are those of all processors for the same answer, which others' work does not lengthen. `load` is the
machine's load at the time.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.web.filling import fill
from benchmarks.web.synthetic import Synthetic
from counterclaim import open_record
from counterclaim.ask.flat.whole import forget
from counterclaim.ask.view import RecordView
from counterclaim.config import CACHE_VARIABLE
from counterclaim.record import Record

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
    "forecast by country": lambda view: view.forecast(of="events", by="country", months=3).to_dict(),
    "control": lambda view: view.control().model(None),
}


def measured(path: Path, only: list[str]) -> dict[str, dict[str, float]]:
    """Seconds of each question, and of reading what all of them need."""
    found = {"read": _timed(path, lambda view: view.tallied(start="2014", end="2014"), "first")}
    for name, ask in QUESTIONS.items():
        if not only or name in only:
            found[name] = _timed(path, ask, "first", "next")
    return found


def _timed(path: Path, ask: Question, *turns: str) -> dict[str, float]:
    figures = {}
    with open_record(path) as view:
        forget(view.record)
        for turn in turns:
            began, used = time.perf_counter(), time.process_time()
            ask(view)
            figures[turn] = round(time.perf_counter() - began, 3)
            figures[f"{turn} processors"] = round(time.process_time() - used, 3)
    return {**figures, "load": round(os.getloadavg()[0], 1)}


def main(argv: list[str] | None = None) -> int:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(prog="tally_speed", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=300_000)
    parser.add_argument(
        "--record", type=Path, help="a record that is there already, in place of a made-up one"
    )
    parser.add_argument("--only", choices=sorted(QUESTIONS), action="append", default=[])
    parser.add_argument("--json", action="store_true", help="print one object on one line")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CACHE_VARIABLE] = folder
        path = given.record or Path(folder) / "made-up.sqlite"
        if given.record is None:
            fill(str(path), Synthetic(given.claims, given.events).batches())
            with Record.open(path) as record:
                record.linking.put_relations([])  # which gives the record's state a name, as a build does
        figures = measured(path, given.only)
    print(json.dumps(figures, indent=None if given.json else 2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
