"""What panning the explorer's map costs: ``python -m benchmarks.web.panning [--events 126500] [--record ADDRESS] [--json]``.

A record is made up (`benchmarks.web.synthetic`, one claim an event, a fifth of the events without a place) and served as
`counterclaim serve` does. Its map is dragged for ten seconds in Chromium, with the mouse on a wide screen and with a
finger on a phone's, with all events in the frame and close to one of them. A stroke goes each way in turn, and the map
glides after it.

`work` is the processor's time that the page's main thread takes from one frame to the next, of all its tasks (scripts,
styles, layout, paint, commit), from Chromium's own trace, in milliseconds: the part of a frame that is the app's. A frame
of 60 a second has 16.7. Waits are no work: without a graphics card WebGL is drawn by the processor, and the page
waits for that; `drawing` is what the process that draws takes of the processors for a frame, and `frames` how many a
second all of it together reaches. `long` are tasks with more than 50 ms of work, `asked` requests to the server, `load`
how many processes of the whole machine wanted a processor before all this.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from tests.browser_tests.browsing import ARGUMENTS, DESK, PHONE, api, chromium, watched
from tests.browser_tests.servers import serving

from benchmarks.web.filling import fill
from benchmarks.web.synthetic import Synthetic

_SECONDS, _STROKE, _GLIDE = 10.0, 0.8, 0.5
_REACH = 0.3
"""Of the map's shorter side, which a stroke goes either way of the middle."""
_WAYS = ((1, 0), (0, 1), (-1, 0), (0, -1))
_NEAR = 7
_LONG_MS = 50
_CATEGORIES = ["devtools.timeline", "toplevel"]
_HEADS = (
    "screen",
    "view",
    "events",
    "work p50",
    "p95",
    "p99",
    "most",
    "long",
    "asked",
    "drawing",
    "frames",
    "load",
)
Touch = Callable[[str, float, float], None]


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--events", type=int, default=126_500)
    parser.add_argument(
        "--record", type=Path, help="a record that is there already, in place of a made-up one"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    load = round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory(prefix="ccpan-") as folder:
        record = asked.record or Path(folder) / "synthetic.sqlite"
        if not asked.record:
            fill(str(record), Synthetic(asked.events, asked.events, asked.seed).batches())
        rows = [{**row, "load": load} for row in _measured(record)]
    if asked.json:
        print(json.dumps(rows, indent=1))
        return
    print("".join(f"{head:>10}" for head in _HEADS))
    for row in rows:
        print("".join(f"{row[head]:>10}" for head in _HEADS))


def _measured(record: Path) -> Iterator[dict[str, Any]]:
    with sync_playwright() as play, serving(record) as base:
        browser = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        located = api(base, "/collections/events/items", limit=1, located="true")["features"]
        lon, lat = located[0]["geometry"]["coordinates"]
        for screen in (DESK, PHONE):
            for view, query in (("all", ""), ("near", f"?map={_NEAR}/{lat}/{lon}")):
                found = _panned(browser, base, screen, query)
                yield {"screen": f"{screen[0]}x{screen[1]}", "view": view, **found}
        browser.close()


def _panned(browser: Browser, base: str, screen: tuple[int, int], query: str) -> dict[str, Any]:
    phone = screen == PHONE
    with watched(browser, base, screen, has_touch=phone, is_mobile=phone) as seen:
        seen.explore(query)
        page = seen.page
        page.wait_for_load_state("networkidle")
        page.locator(".maplibregl-canvas").scroll_into_view_if_needed()
        events = seen.number("in-frame")
        page.wait_for_timeout(2000)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        system = browser.new_browser_cdp_session()
        before = _drawing_seconds(system)
        browser.start_tracing(page=page, categories=_CATEGORIES)
        seconds = _drag(page, _finger(page) if phone else _mouse(page))
        trace = json.loads(browser.stop_tracing())["traceEvents"]
        drawing = _drawing_seconds(system) - before
    tasks, works = frames_of(trace)
    cuts = statistics.quantiles(works, n=100, method="inclusive")
    return {
        "events": events,
        **{name: round(cuts[at - 1], 1) for name, at in (("work p50", 50), ("p95", 95), ("p99", 99))},
        "most": round(max(works), 1),
        "long": sum(task > _LONG_MS for task in tasks),
        "asked": len(asked),
        "drawing": round(1000 * drawing / len(works)),
        "frames": round(len(works) / seconds, 1),
    }


def frames_of(trace: list[dict[str, Any]]) -> tuple[list[float], list[float]]:
    """Milliseconds of work of the main thread's tasks, and of all tasks from one frame's start to the next's.

    `trace` has Chromium's events of the categories `toplevel` and `devtools.timeline`. What lies before the first frame
    and behind the last one is left out of the second.
    """
    starts = [one for one in trace if one["name"] == "AnimationFrame" and one["ph"] == "b"]
    threads = {(one["pid"], one["tid"]) for one in starts}
    if len(threads) != 1:
        raise SystemExit(f"the trace has frames of {len(threads)} pages, not of one")
    tasks = sorted(
        (one["ts"], one.get("tdur", 0) / 1000)
        for one in trace
        if one["name"] == "ThreadControllerImpl::RunTask"
        and one["ph"] == "X"
        and (one["pid"], one["tid"]) in threads
    )
    works = [work for _, work in tasks]
    began = [ts for ts, _ in tasks]
    # A frame starts within a task, all of which is that frame's.
    cuts = sorted({max(0, bisect_right(began, one["ts"]) - 1) for one in starts})
    return works, [sum(works[first:last]) for first, last in pairwise(cuts)]


def _drag(page: Page, touch: Touch) -> float:
    """Strokes of the clock's pace, as far as the page keeps up; the seconds that they took."""
    box = page.locator(".maplibregl-canvas").bounding_box()
    if box is None:
        raise SystemExit("the map is not on the screen")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reach = _REACH * min(box["width"], box["height"])
    began = time.perf_counter()
    for right, down in cycle(_WAYS):
        start = time.perf_counter()
        if start - began > _SECONDS:
            break
        touch("down", x - reach * right, y - reach * down)
        while (gone := (time.perf_counter() - start) / _STROKE) < 1:
            way = reach * (2 * gone - 1)
            touch("move", x + way * right, y + way * down)
            page.wait_for_timeout(5)
        touch("up", x + reach * right, y + reach * down)
        page.wait_for_timeout(1000 * _GLIDE)
    return time.perf_counter() - began


def _mouse(page: Page) -> Touch:
    def touch(what: str, x: float, y: float) -> None:
        page.mouse.move(x, y)
        if what == "down":
            page.mouse.down()
        elif what == "up":
            page.mouse.up()

    return touch


def _finger(page: Page) -> Touch:
    session = page.context.new_cdp_session(page)
    names = {"down": "touchStart", "move": "touchMove", "up": "touchEnd"}

    def touch(what: str, x: float, y: float) -> None:
        points = [] if what == "up" else [{"x": x, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": names[what], "touchPoints": points})

    return touch


def _drawing_seconds(system: CDPSession) -> float:
    """What the process that draws has taken of the processors so far."""
    processes = system.send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(float(one["cpuTime"]) for one in processes if one["type"] == "GPU")


if __name__ == "__main__":
    main()
