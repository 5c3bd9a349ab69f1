"""Every screen, wide and on a phone, light and dark: axe finds nothing, nothing spills over, and a picture is kept.

The pictures in build/screenshots are for eyes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser_tests.browsing import DESK, DRAWN, PHONE, ROOT, Watched, api, watched

AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = ("explore", "filtered", "event", "document", "place", "actor", "source", "about")


@cache
def paths(base: str) -> dict[str, str]:
    """An address of each screen, on a record's first things."""
    event = api(base, "/collections/events/items", status="contested", limit=1)["features"][0]["properties"]
    claim = api(base, "/collections/claims/items", limit=1)["features"][0]["properties"]
    facets = api(base, "/facets")["facets"]
    return {
        "explore": "/",
        "filtered": "/?word=no_parties&status=contested&list=unlocated&q=captured",
        "event": f"/events/{event['id']}",
        "document": f"/documents/{claim['document_id' if 'document_id' in claim else 'document']}",
        "place": f"/places/{facets['place'][0]['value']}",
        "actor": f"/actors/{facets['actor'][0]['value']}",
        "source": f"/sources/{facets['source'][0]['value']}",
        "about": "/about",
    }


def settled(page: Watched) -> None:
    """Wait until the screen has what it asked for."""
    page.page.wait_for_selector("main h1", state="attached")
    page.page.wait_for_load_state("networkidle")


def violations(page: Watched) -> list[str]:
    """What axe finds, one line each."""
    page.page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.page.evaluate(
        "tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", TAGS
    )
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_sound(browser: Browser, base: str, pictures: Path, screen: str) -> None:
    """One picture of one colour would be no screen: a real one takes more bytes."""
    for name, size, scheme in (
        ("desk", DESK, "light"),
        ("desk-dark", DESK, "dark"),
        ("phone", PHONE, "light"),
    ):
        with watched(browser, base, size, color_scheme=scheme) as page:
            page.open(paths(base)[screen])
            settled(page)
            if screen == "explore":
                page.page.wait_for_selector(DRAWN)
            assert violations(page) == [], name
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.page.evaluate(wide) <= 0, name
            assert len(page.page.screenshot(path=pictures / f"{screen}-{name}.png")) > 8_000


def test_print_has_no_controls(browser: Browser, base: str) -> None:
    with watched(browser, base) as page:
        page.explore()
        page.page.emulate_media(media="print")
        assert page.page.locator("main button:visible").count() == 0
        assert page.page.locator(".list tbody tr:visible").count() > 5
