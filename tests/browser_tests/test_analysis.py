"""Tallies, trends and forecast in the browser: the sentence of the API, states in the address, and access."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser_tests.browsing import DESK, PHONE, ROOT, Watched, api, watched

AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
SIDES = {"a": "from=2017-09-10,to=2017-12-10", "b": "from=2017-06-07,to=2017-09-09"}
PAGES = (
    "/tallies?by=actor&period=month",
    "/tallies?of=killed&by=country",
    f"/tallies?a={SIDES['a']}&b={SIDES['b']}",
    "/trends?actor=islamic_state",
    "/forecast",
)
SENTENCE = "[data-test=sentence]"


def choice(desk: Watched, label: str) -> Locator:
    """The choice under a label."""
    return desk.page.locator(f'label:has(> span:text-is("{label}")) > select')


def choose(desk: Watched, label: str, value: str) -> None:
    choice(desk, label).select_option(value)


def test_a_tally_by_clicking_says_what_the_api_says(desk: Watched) -> None:
    desk.open("/tallies", SENTENCE)
    page = desk.page
    choose(desk, "Country", "SY")
    choose(desk, "By", "type")
    choose(desk, "Over time, by", "month")
    page.wait_for_url("**period=month*")
    days = [one.input_value() for one in page.locator("input[type=date]").all()]
    asked = {"country": "SY", "by": "type", "period": "month", "datetime": "/".join(days)}
    says = api(desk.base, "/tally", **asked)
    expect(page.locator(SENTENCE)).to_have_text(says["sentence"])
    filled = [cell for cell in says["cells"] if cell["documents"]]
    expect(page.locator("table").first.locator("tbody tr")).to_have_count(min(25, len(filled)))
    page.reload()
    expect(page.locator(SENTENCE)).to_have_text(says["sentence"])
    expect(choice(desk, "Over time, by")).to_have_value("month")
    page.locator("tbody a", has_text="Claims").first.click()
    page.wait_for_url(re.compile(r"/\?.*datetime="))
    assert "country=SY" in desk.parameters()


def test_a_comparison_by_clicking_and_back(desk: Watched) -> None:
    desk.open("/tallies", SENTENCE)
    page = desk.page
    before = page.locator(SENTENCE).inner_text()
    page.get_by_role("radio", name="Compare").check(force=True)
    page.wait_for_url("**a=from*")
    a, b = (page.evaluate(f"new URLSearchParams(location.search).get('{side}')") for side in "ab")
    expect(page.locator(SENTENCE)).to_contain_text(api(desk.base, "/compare", a=a, b=b)["sentence"])
    page.go_back()
    expect(page.locator(SENTENCE)).to_have_text(before)


def test_trends_and_forecast_say_what_the_api_says(desk: Watched) -> None:
    desk.open("/trends?actor=islamic_state&datetime=2017-06-07/2017-12-10", SENTENCE)
    says = api(desk.base, "/change", actor="islamic_state", datetime="2017-06-07/2017-12-10")
    expect(desk.page.locator(SENTENCE).first).to_contain_text(says["sentence"])
    expect(desk.page.locator(SENTENCE).first).to_contain_text(says["on_effort"])
    desk.open("/forecast?unit=SY&months=2", SENTENCE)
    expect(desk.page.locator(SENTENCE)).to_contain_text(
        api(desk.base, "/forecast", unit="SY", months=2)["sentences"][0]
    )


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_analysis_are_open_to_all(browser: Browser, base: str, path: str, pictures: Path) -> None:
    for scheme, size in (("light", DESK), ("dark", PHONE)):
        with watched(browser, base, size, color_scheme=scheme) as seen:
            seen.open(path, SENTENCE)
            seen.page.wait_for_selector("svg.chart")
            seen.page.wait_for_load_state("networkidle")
            assert seen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            seen.page.evaluate(AXE.read_text())
            found = seen.page.evaluate(
                "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
            )
            broken = [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]]
            assert broken == []
            name = (
                path.strip("/").replace("?", "-").replace("=", "-").replace("&", "-").replace("/", "-")[:40]
            )
            seen.page.screenshot(path=pictures / f"{name}-{scheme}.png", full_page=True)
