"""From a number to its sentence and back, on the screens of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser_tests.browsing import PHONE, Watched, api, watched

WORDS = ("everyone", "no_parties", "two_origins")


@pytest.fixture(scope="module")
def told(base: str) -> dict[str, Any]:
    """The event of the example that most claims tell of, among those with a figure."""
    found = api(base, "/collections/events/items", limit=200)["features"]
    counted = [one for one in found if any(one["properties"]["figures"].values())]
    best: dict[str, Any] = max(counted, key=lambda one: one["properties"]["claims"])
    return best


@pytest.fixture
def phone(browser: Browser, base: str) -> Iterator[Watched]:
    with watched(browser, base, PHONE) as page:
        yield page


def test_from_a_figure_to_its_sentence_in_the_document_and_back(desk: Watched, told: dict[str, Any]) -> None:
    desk.open(f"/events/{told['id']}", "h1")
    page = desk.page
    figure = page.locator(".chart .value a").first
    claim = str(figure.get_attribute("href")).removeprefix("#")
    figure.click()
    card = page.locator(f"article#{claim}")
    expect(card).to_be_in_viewport()
    sentence = card.locator(".sentence").inner_text()
    card.get_by_role("link", name="Read in the document").click()
    page.wait_for_url(re.compile(r"/documents/"))
    expect(page.locator(".text .chosen").first).to_be_in_viewport()
    marked = "".join(page.locator(".text .chosen").all_inner_texts())
    assert " ".join(marked.split()) == " ".join(sentence.split())
    page.get_by_role("link", name="Back to the event").click()
    page.wait_for_url(re.compile(rf"/events/{told['id']}#{claim}$"))
    expect(page.locator(f"article#{claim}")).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".text .chosen").first).to_be_visible()


@pytest.mark.parametrize("word", WORDS)
def test_numbers_of_an_event_follow_whose_word_counts(
    desk: Watched, base: str, told: dict[str, Any], word: str
) -> None:
    says = api(base, f"/events/{told['id']}", word=word)
    desk.open(f"/events/{told['id']}", "h1")
    label = {"everyone": "Everyone", "no_parties": "No parties", "two_origins": "Two origins"}[word]
    desk.page.get_by_role("radio", name=label).check(force=True)
    heard = says["event"]["claims"]
    expect(desk.page.locator("article:not(.left-out)")).to_have_count(heard)
    expect(desk.page.locator(".rests")).to_contain_text(f"{heard} claim")
    expect(desk.page.locator(".chart .row:not(.total):not(.axis)")).to_have_count(
        len(says["figures_by_source"])
    )
    if heard < says["claims_total"]:
        expect(desk.page.get_by_role("button", name="Show what is left out")).to_be_visible()
    assert ("word=" in desk.parameters()) == (word != "everyone")


def test_figures_are_the_same_as_a_table(desk: Watched, base: str, told: dict[str, Any]) -> None:
    says = api(base, f"/events/{told['id']}")
    desk.open(f"/events/{told['id']}", "h1")
    desk.page.get_by_role("button", name="As a table").click()
    expect(desk.page.locator("#figures tbody tr")).to_have_count(len(says["figures_by_source"]))


def test_a_claim_of_a_document_by_keyboard(desk: Watched, base: str, told: dict[str, Any]) -> None:
    document = api(base, f"/events/{told['id']}")["claims"][0]["document"]["id"]
    says = api(base, f"/documents/{document}")
    desk.open(f"/documents/{document}", ".no")
    page = desk.page
    page.locator(".no").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#claim-head")).to_be_visible()
    shown = next(one for one in says["claims"] if one["id"] in desk.parameters())
    place = next(at for at, one in enumerate(shown["fields"]) if one["field"] == "event_type")
    page.locator("#claim-panel li button").nth(place).focus()
    page.keyboard.press("Enter")
    assert "".join(page.locator(".text .field").all_inner_texts()) == shown["fields"][place]["text"]
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#claim-head")).to_have_count(0)


def test_a_document_on_a_phone_shows_the_claim_below(phone: Watched, base: str, told: dict[str, Any]) -> None:
    claim = api(base, f"/events/{told['id']}")["claims"][0]
    phone.open(f"/documents/{claim['document']['id']}?claim={claim['id']}", "#claim-head")
    expect(phone.page.locator("#claim-head")).to_be_in_viewport()
    expect(phone.page.locator(".text .chosen").first).to_be_in_viewport()


def test_places_actors_sources_and_the_record_are_linked(desk: Watched, told: dict[str, Any]) -> None:
    desk.open(f"/events/{told['id']}", "h1")
    page = desk.page
    page.locator(".facts a[href*='/places/']").first.click()
    expect(page.locator("h1")).to_have_text(str(told["properties"]["place"]))
    page.go_back()
    page.locator(".facts a[href*='/actors/']").first.click()
    expect(page.get_by_role("heading", name="Line of succession")).to_be_visible()
    page.go_back()
    page.locator("article").first.get_by_role("link", name="Read in the document").click()
    page.locator("header.head a[href*='/sources/']").click()
    expect(page.get_by_role("heading", name="Days from event to report")).to_be_visible()
    page.get_by_role("link", name="About this record").click()
    expect(page.get_by_role("heading", name="What could not be read")).to_be_visible()


def test_hostile_texts_are_text(browser: Browser, hostile_base: str) -> None:
    """`watched` fails when a script of a report runs, or anything is asked of another address."""
    with watched(browser, hostile_base) as page:
        for event in api(hostile_base, "/collections/events/items", limit=3)["features"]:
            page.open(f"/events/{event['id']}", "h1")
            assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert "\u202e" not in page.page.locator("main").inner_text()
            for claim in api(hostile_base, f"/events/{event['id']}")["claims"]:
                page.open(f"/documents/{claim['document']['id']}", "h1")
                assert page.page.locator("h1").evaluate("e => e.innerText.length") < 400
                assert page.page.locator("main a[href^='http'], main a[href^='javascript']").count() == 0
        page.open("/about", "h1")


def test_what_is_not_there_says_so(desk: Watched) -> None:
    desk.page.route("**/api/v1/events/e_none*", lambda route: route.continue_())
    desk.open("/events/e_none")
    expect(desk.page.get_by_role("alert").first).to_contain_text("in this record")
    desk.wrong = [one for one in desk.wrong if "404" not in one]
