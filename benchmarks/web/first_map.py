"""How soon the explorer's map is there: ``python -m benchmarks.web.first_map RECORD``.

Seconds from an empty cache to a map whose tiles and base are drawn, in Chromium, which draws in software where there is no
graphics card: a screen with one is faster.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.browser_tests.browsing import ARGUMENTS, DRAWN, api, chromium, watched
from tests.browser_tests.servers import serving

ROUNDS = 5


def first_map(browser: Browser, base: str) -> float:
    """Seconds from an empty cache to a map whose tiles and base are drawn."""
    with watched(browser, base) as page:
        start = time.perf_counter()
        page.page.goto(base + "/", wait_until="commit")
        page.page.wait_for_selector(DRAWN)
        return time.perf_counter() - start


def main() -> None:
    """Print it for the record named."""
    record = Path(sys.argv[1])
    with sync_playwright() as play, serving(record) as base:
        browser = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        events = api(base, "/facets")["total"]
        times = [first_map(browser, base) for _ in range(ROUNDS)]
        browser.close()
    print(
        f"{events:,} events: first map after {statistics.median(times):.2f} s "
        f"(least {min(times):.2f}, most {max(times):.2f})"
    )


if __name__ == "__main__":
    main()
