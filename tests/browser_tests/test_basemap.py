"""A base map that the operator sets lies under our outlines; nobody but its host is asked, and without it the map stays."""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.archives import MVT, PNG, archive, areas, png
from tests.browser_tests.browsing import DRAWN, PHONE, Watched, watched
from tests.browser_tests.servers import serving

GREEN = (40, 150, 90)
SEA = "?map=4/-35/-20"
"""A view of open sea: most of what is drawn there is the tiles."""
COMMONEST = """async picture => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + picture;
  await image.decode();
  const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.slice(at, at + 3).join();
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0][0].split(',').map(Number);
}"""


@contextmanager
def tiles_server(status: int = 200) -> Iterator[tuple[str, list[str]]]:
    """Another origin that answers all with one green picture, and the paths that it was asked for."""
    paths: list[str] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(png(GREEN))

        def log_message(self, *_: object) -> None:
            """Nothing: the paths are kept."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", paths
    finally:
        server.shutdown()
        server.server_close()


def colour(page: Watched) -> list[int]:
    """The colour that most of the map has."""
    picture = base64.b64encode(page.page.locator(DRAWN).screenshot()).decode()
    found: list[int] = page.page.evaluate(COMMONEST, picture)
    return found


def gets(page: Watched, wanted: Callable[[list[int]], bool]) -> bool:
    """Whether most of the map gets a colour that is wanted: tiles come after the outlines."""
    return any(wanted(colour(page)) or page.page.wait_for_timeout(250) for _ in range(40))


def is_near(wanted: Sequence[int]) -> Callable[[list[int]], bool]:
    return lambda found: all(abs(one - other) <= 4 for one, other in zip(found, wanted, strict=True))


def test_pictures_of_another_server_and_of_it_alone(browser: Browser, example: Path, pictures: Path) -> None:
    """Its host is named on the map, its policy is no wider than needed, and dark colours dim it."""
    credit = "<img src=x onerror=alert(1)> © somebody & others"
    with tiles_server() as (origin, paths), pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERCLAIM_BASEMAP_ATTRIBUTION", credit)
        with serving(example, "--basemap", f"{origin}/{{z}}/{{x}}/{{y}}.png") as base:
            with watched(browser, base, also=origin, color_scheme="light") as page:
                page.explore(SEA)
                assert gets(page, is_near(GREEN))
                told = page.page.locator(".maplibregl-ctrl-attrib")
                expect(told).to_contain_text(credit)
                expect(told).to_contain_text(origin.removeprefix("http://"))
                page.page.get_by_label("Colours").select_option("dark")
                expect(page.page.locator("html")).to_have_attribute("data-theme", "dark")
                assert gets(page, lambda found: found[1] == max(found) and found[1] < GREEN[1] - 30)
            with watched(browser, base, PHONE, also=origin) as page:
                page.explore()
                wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                assert page.page.evaluate(wide) <= 0
                page.page.screenshot(path=pictures / "basemap-phone.png")
        assert paths
        assert all(re.fullmatch(r"/\d+/\d+/\d+\.png", path) for path in paths)


def test_without_its_tiles_the_map_stays(browser: Browser, example: Path) -> None:
    """A server that fails is told of once."""
    with (
        tiles_server(503) as (origin, paths),
        serving(example, "--basemap", f"{origin}/{{z}}/{{x}}/{{y}}.png") as base,
        watched(browser, base, also=origin) as page,
    ):
        with page.page.expect_response(lambda answer: answer.url.startswith(origin)):
            page.explore()
        note = page.page.get_by_text("Tiles of the background map do not come")
        expect(note).to_have_count(1)
        page.page.locator(".lost").get_by_role("button", name="Close").click()
        asked = len(paths)
        page.page.get_by_role("button", name="Zoom in").click()
        page.page.wait_for_timeout(1000)
        assert len(paths) > asked
        expect(note).to_have_count(0)
        assert page.number("total") > 0
        page.wrong[:] = [line for line in page.wrong if "status of 503" not in line]


@pytest.mark.parametrize(("kind", "layers"), [(PNG, []), (MVT, ["earth", "unheard-of", "water"])])
def test_an_archive_of_this_machine(
    browser: Browser, example: Path, tmp_path: Path, kind: int, layers: list[str]
) -> None:
    """Pictures are shown as they are; vector tiles get our colours, here that of land where there is sea."""
    tile = png(GREEN) if kind == PNG else areas(earth=(0, 0, 1, 1))
    whole = [(zoom, x, y) for zoom in (0, 1) for x in range(2**zoom) for y in range(2**zoom)]
    described = {"vector_layers": [{"id": name} for name in layers]}
    path = tmp_path / "world.pmtiles"
    path.write_bytes(archive(dict.fromkeys(whole, tile), kind, described))
    with (
        serving(example, "--basemap", str(path)) as base,
        watched(browser, base, color_scheme="light") as page,
    ):
        page.explore(SEA)
        land = page.page.evaluate("""() => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = 'var(--map-land)';
          return getComputedStyle(probe).color.match(/\\d+/g).map(Number);
        }""")
        assert gets(page, is_near(GREEN if kind == PNG else land))
