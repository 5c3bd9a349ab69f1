"""How long questions of control take on a large record: a JSON object on standard output.

    python -m benchmarks.control_questions RECORD

`RECORD` is one that `benchmarks.control_record` made, or any other. What is kept of a record is kept in a folder of the
run's own. ``gather`` reads the statements of all claims, as at the end of a build; ``open`` reads those that were kept, by
the first question of a new process. Each question is then asked of a view of its own that has fitted nothing
(``first``), and once more (``again``), in seconds of the clock, then of all processors. `load_average` is the machine's.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from counterclaim import open_record
from counterclaim.ask.control.answers import area_answer, change_rows, disagreement_rows, place_answer
from counterclaim.ask.control.asking import ControlView
from counterclaim.ask.control.shown import history, map_answer, overview
from counterclaim.config import CACHE_VARIABLE
from counterclaim.control.sites import Level, Site
from counterclaim.reference.gazetteer import Gazetteer

Question = Callable[[ControlView], object]
_YEAR = timedelta(365)


def questions(place: str, country: str, last: date) -> dict[str, Question]:
    """The questions, about a place, a country and the days up to the last one."""
    day = last - _YEAR

    area = Site(f"iso:{country}", country, Level.COUNTRY, country)  # a made-up country is in no gazetteer

    def site(view: ControlView) -> Site:
        return view.site(place)

    return {
        "overview": overview,
        "place": lambda view: place_answer(view, site(view), last),
        "place as known a year ago": lambda view: place_answer(view, site(view), day, known_on=day),
        "place over time": lambda view: history(view, site(view)),
        "changes of three months": lambda view: change_rows(view, day, day + _YEAR / 4),
        "area": lambda view: area_answer(view, area, [day, last]),
        "disagreements": lambda view: disagreement_rows(view, last),
        "map": lambda view: map_answer(view, last),
        "map of another day": lambda view: map_answer(view, day),
        "map as known a year ago": lambda view: map_answer(view, day, known_on=day),
    }


def main(path: str) -> int:
    """Measure and print."""
    found: dict[str, Any] = {}
    gazetteer = Gazetteer.open()
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CACHE_VARIABLE] = folder
        with open_record(Path(path)) as record:
            for name in ("gather", "open"):
                view, found[name] = _timed(record.control, gazetteer)
            told = view.found.statements
            found |= {"statements": len(told), "places": len(view.found.sites)}
            sites = sorted(view.found.sites.values(), key=lambda one: (-len(view.told(one.id)), one.id))
            asked = questions(sites[0].id, str(sites[0].country), max(one.said for one in told))
            for name, ask in asked.items():
                fresh = ControlView(view.found, view.parties, gazetteer)
                found[name] = {turn: _timed(ask, fresh)[1] for turn in ("first", "again")}
    found["load_average"] = round(os.getloadavg()[0], 1)
    print(json.dumps(found, indent=2))
    return 0


def _timed(ask: Callable[[Any], Any], of: object) -> tuple[Any, list[float]]:
    began, used = time.perf_counter(), time.process_time()
    answer = ask(of)
    return answer, [round(time.perf_counter() - began, 2), round(time.process_time() - used, 2)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
