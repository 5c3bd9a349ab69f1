"""A record that means harm shows as text: nothing runs, nothing reorders, nothing breaks."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser_tests.browsing import PHONE, api, watched
from tests.browser_tests.hostile import ENDLESS, SCRIPT


def test_hostile_texts_are_text_on_every_screen(browser: Browser, hostile_base: str) -> None:
    facets = api(hostile_base, "/facets")["facets"]
    events = api(hostile_base, "/collections/events/items")["features"]
    documents = api(hostile_base, "/search", q="captured", limit=20)["documents"]
    assert {"<U+202E>" in one["title"] or "\u202e" in one["title"] for one in documents} == {True, False}
    with watched(browser, hostile_base) as page:
        page.explore()
        assert SCRIPT in page.page.locator("main").inner_text()
        for path in (
            *(f"/events/{one['id']}" for one in events[:3]),
            *(f"/documents/{one['id']}" for one in documents),
            *(f"/sources/{one['value']}" for one in facets["source"][:2]),
        ):
            page.page.goto(page.base + path)
            page.page.wait_for_selector("main h1")
            page.page.wait_for_load_state("networkidle")
            text = page.page.locator("main").inner_text()
            assert "\u202e" not in text, path
            assert page.page.locator("main :is(script, iframe, img)").count() == 0, path
            assert page.page.locator("a[href^='javascript:']").count() == 0, path


def test_a_title_of_a_million_characters_stays_in_its_box(browser: Browser, hostile_base: str) -> None:
    found = api(hostile_base, "/search", q="title without end", limit=5)["documents"]
    assert found
    with watched(browser, hostile_base, PHONE) as page:
        page.open(f"/documents/{found[0]['id']}", "main h1")
        heading = page.page.locator("main h1")
        assert len(heading.inner_text()) < 2000 < len(ENDLESS)
        assert page.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_absurd_days_and_points_leave_the_rest_usable(browser: Browser, hostile_base: str) -> None:
    facets = api(hostile_base, "/facets")
    with watched(browser, hostile_base) as page:
        page.explore()
        assert page.number("total") == facets["total"]
        page.page.get_by_role("button", name="without a place").first.click()
        expect(page.page.locator(".list tbody tr")).to_have_count(facets["unlocated"])


def test_an_address_that_means_harm_is_answered_with_a_sentence(browser: Browser, hostile_base: str) -> None:
    with watched(browser, hostile_base) as page:
        page.open("/?map=90/999/abc&datetime=2017-13-77/never&word=side:%3Cscript%3E&event=%3Cb%3E")
        expect(page.page.get_by_role("alert").first).to_be_visible()
        assert page.page.locator("main script").count() == 0
        page.wrong[:] = [line for line in page.wrong if "status of 4" not in line]
