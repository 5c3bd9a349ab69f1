"""By keyboard alone: Tab, Enter and the arrow keys are enough on Explore."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser_tests.browsing import Watched, api


def test_the_keyboard_alone_goes_from_the_first_link_to_an_event(desk: Watched) -> None:
    desk.explore()
    page = desk.page
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = []
    for _ in range(120):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "(e => ({tag: e.tagName, role: e.getAttribute('role'), list: !!e.closest('.list tbody'),"
            " name: e.getAttribute('aria-label') || e.textContent.trim().slice(0, 40)}))(document.activeElement)"
        )
        seen.append(f"{focus['tag']} {focus['role']} {focus['name']}")
        if focus["list"]:
            break
    assert any("CANVAS" in one for one in seen), "the map can be reached"
    assert sum("slider" in one for one in seen) == 2, "both ends of the period can be reached"
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/e_*")


def test_the_ends_of_the_period_move_by_arrow_keys(desk: Watched) -> None:
    desk.explore()
    end = desk.page.get_by_role("slider", name="End of the period")
    before = end.get_attribute("aria-valuetext")
    end.focus()
    desk.page.keyboard.press("ArrowLeft")
    expect(end).not_to_have_attribute("aria-valuetext", before or "")
    assert "datetime=" in desk.parameters()
    expect(end).to_be_focused()


def test_the_word_switch_moves_by_arrow_keys(desk: Watched) -> None:
    desk.explore()
    desk.page.locator("input[name=word][value=everyone]").focus()
    desk.page.keyboard.press("ArrowRight")
    total = api(desk.base, "/facets", word="no_parties")["total"]
    expect(desk.page.locator("[data-test=total]")).to_have_text(str(total))


def test_right_to_left_mirrors_the_page(desk: Watched) -> None:
    desk.explore()
    desk.page.evaluate("document.documentElement.dir = 'rtl'")
    facets, events = (desk.page.locator(f".explore > {name}").bounding_box() for name in (".facets", ".list"))
    assert facets is not None
    assert events is not None
    assert facets["x"] > events["x"]
    assert desk.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
