"""How soon the map is there, and how smoothly it pans: ``python -m tests.browser_tests.measure RECORD``.

Chromium draws in software here, on the machine's processors: a screen with a graphics card is faster.
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
PAN = """async () => {
  const canvas = document.querySelector('.maplibregl-canvas');
  canvas.focus();
  const frames = [];
  let last = performance.now();
  const end = last + 4000;
  let turn = 0;
  while (last < end) {
    if (turn++ % 20 === 0) {
      const [key, keyCode] = [['ArrowRight', 39], ['ArrowDown', 40], ['ArrowLeft', 37], ['ArrowUp', 38]][(turn / 20 | 0) % 4];
      canvas.dispatchEvent(new KeyboardEvent('keydown', {key, keyCode, bubbles: true}));
    }
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  return frames.slice(1);
}"""


def first_map(browser: Browser, base: str) -> float:
    """Seconds from an empty cache to a map whose tiles and base are drawn."""
    with watched(browser, base) as page:
        start = time.perf_counter()
        page.page.goto(base + "/", wait_until="commit")
        page.page.wait_for_selector(DRAWN)
        return time.perf_counter() - start


def panning(browser: Browser, base: str) -> list[float]:
    """Milliseconds of each frame while the map is moved by its keys."""
    with watched(browser, base) as page:
        page.explore()
        found: list[float] = page.page.evaluate(PAN)
        return found


def main() -> None:
    """Print both for the record named."""
    record = Path(sys.argv[1])
    with sync_playwright() as play, serving(record) as base:
        browser = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        events = api(base, "/facets")["total"]
        times = [first_map(browser, base) for _ in range(ROUNDS)]
        frames = sorted(panning(browser, base))
        browser.close()
    middle, late = statistics.median(frames), frames[int(len(frames) * 0.95)]
    sys.stdout.write(
        f"{events:,} events: first map after {statistics.median(times):.2f} s "
        f"(least {min(times):.2f}, most {max(times):.2f}); panning: {len(frames)} frames, "
        f"median {middle:.1f} ms, 95th percentile {late:.1f} ms\n"
    )


if __name__ == "__main__":
    main()
