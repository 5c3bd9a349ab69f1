"""The control map and the strip of a place, as the API has them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser_tests.browsing import DESK, DRAWN, PHONE, Watched, api, watched
from tests.browser_tests.test_screens import violations

TOWN = "gn:174448"


def holder(page: Watched, place: str) -> str:
    row = page.page.locator("#places tbody tr").filter(has_text=place)
    return " ".join(row.locator("td").nth(1).inner_text().split())


def test_the_slider_asks_for_its_day(desk: Watched) -> None:
    desk.open("/control?on=2017-11-08", DRAWN)
    slider = desk.page.get_by_role("slider", name="Day of the map")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowRight")
    desk.page.wait_for_url(re.compile(r"on=2017-11-12"))
    expect(desk.page.locator("#places caption")).to_have_text("Places on 12 Nov 2017")
    says = {
        one["id"]: one["properties"] for one in api(desk.base, "/control/map", on="2017-11-12")["features"]
    }
    expect(desk.page.locator("#places tbody tr")).to_have_count(len(says))
    assert holder(desk, says[TOWN]["place"]) == says[TOWN]["name"]


def test_the_address_holds_the_question(desk: Watched) -> None:
    desk.open(f"/control?on=2017-11-12&known=day&area=SY&cells=1&sort=-firmness&place={TOWN}", DRAWN)
    page = desk.page
    expect(page.locator("select").nth(-2)).to_have_value("day")
    expect(page.get_by_label("Country")).to_have_value("SY")
    expect(page.locator("[data-test=cells-note]")).to_contain_text("An interpolation")
    expect(page.locator("#places th[aria-sort=descending]")).to_contain_text("Firmness")
    expect(page.locator(".card")).to_contain_text("Abu Kamal")
    page.get_by_label("Fill the land between places").uncheck()
    expect(page.locator("[data-test=cells-note]")).to_have_count(0)
    assert "cells" not in desk.parameters()
    page.get_by_role("link", name="Its history and claims").click()
    page.wait_for_url(re.compile(r"/places/.*on=2017-11-12.*known=2017-11-12"))


def test_the_strip_reads_as_the_api_and_leads_to_claims(desk: Watched) -> None:
    desk.open(f"/places/{TOWN}?on=2017-11-12", "[data-test=strip-now]")
    page = desk.page
    series = api(desk.base, f"/control/places/{TOWN}", on="2017-11-12")["series"]
    row = series["days"].index("2017-11-12")
    expect(page.locator("[data-test=strip-day]")).to_have_text("12 Nov 2017")
    for name in ("now", "then"):
        best = max(range(len(series["states"])), key=lambda at: series[name][row][at])
        expect(page.locator(f"[data-test=strip-{name}]")).to_contain_text(
            re.compile(rf"^{series['states'][best]['name']} {round(100 * series[name][row][best])}\s*%")
        )
    page.get_by_label("Read a day").press("ArrowLeft")
    expect(page.locator("[data-test=strip-day]")).to_have_text("11 Nov 2017")
    page.locator("#control a.mark").first.click()
    page.wait_for_url(re.compile(r"/documents/.*claim="))
    expect(page.locator(".text .chosen").first).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_sound(browser: Browser, base: str, size: tuple[int, int], scheme: str) -> None:
    with watched(browser, base, size, color_scheme=scheme, reduced_motion="reduce") as page:
        for path, ready in ((f"/control?place={TOWN}", DRAWN), (f"/places/{TOWN}", "[data-test=strip-now]")):
            page.open(path, ready)
            page.page.wait_for_load_state("networkidle")
            assert violations(page) == []
            assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.open("/control", DRAWN)
        expect(page.page.get_by_role("button", name="Play")).to_have_count(0)
