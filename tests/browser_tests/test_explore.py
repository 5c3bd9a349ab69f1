"""Explore on the example record: what the screen says is what the API says, and the address holds the question."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from tests.browser_tests.browsing import Watched, api, watched

TO_ADDRESS = "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')) }"


def test_the_first_view_has_map_time_list_and_facets(desk: Watched) -> None:
    desk.explore()
    facets = api(desk.base, "/facets")
    assert desk.number("total") == facets["total"]
    assert desk.number("killed") == facets["killed"]["best"]
    page = desk.page
    assert page.locator("section.time rect.bar").count() == len(
        api(desk.base, "/timeline", by="auto")["bins"]
    )
    shown = {name for name, values in facets["facets"].items() if values and name != "kind"}
    assert page.locator(".facets details").count() == len(shown)
    west, south, east, north = facets["bounds"]
    inside = api(desk.base, "/collections/events/items", bbox=f"{west},{south},{east},{north}", limit=1)
    assert facets["located"] >= desk.number("in-frame") >= inside["numberMatched"]


def test_a_filter_is_in_the_address_and_the_back_button_takes_it_out(desk: Watched) -> None:
    desk.explore()
    page, everything = desk.page, desk.number("total")
    chosen = api(desk.base, "/facets")["facets"]["type"][0]["value"]
    box = page.locator(f"input[name=facet-type][value={chosen}]")
    box.check()
    expect(page.locator("[data-test=total]")).to_have_text(
        str(api(desk.base, "/facets", type=chosen)["total"])
    )
    assert f"type={chosen}" in desk.parameters()
    page.reload()
    page.wait_for_selector("[data-test=total]")
    expect(box).to_be_checked()
    box.uncheck()
    expect(page.locator("[data-test=total]")).to_have_text(str(everything))
    page.go_back()
    expect(box).to_be_checked()
    page.go_back()
    expect(box).not_to_be_checked()


def test_every_filter_round_trips_through_the_address(desk: Watched) -> None:
    facets = api(desk.base, "/facets")["facets"]
    asked = {
        name: facets[name][0]["value"]
        for name in ("status", "side", "country", "admin1", "source", "modality")
        if facets[name]
    }
    one_by_one = [{name: value} for name, value in asked.items()]
    desk.open("/?list=unlocated", "[data-test=total]")
    for query in (
        *one_by_one,
        {"q": "captured"},
        {"datetime": "2017-09-01/2017-10-31"},
        {"bbox": "38,33,42,36"},
    ):
        desk.page.evaluate(TO_ADDRESS, f"/?{urlencode(query)}")
        expect(desk.page.locator("[data-test=total]")).to_have_text(
            str(api(desk.base, "/facets", **query)["total"])
        )
        expect(desk.page.locator(".chips li")).to_have_count(2)  # the filter, and a way out of all
    desk.page.reload()
    desk.page.wait_for_selector("[data-test=total]")
    assert desk.number("total") == api(desk.base, "/facets", **query)["total"]


def test_whose_word_counts_changes_every_number_as_the_api_says(desk: Watched) -> None:
    desk.explore()
    page = desk.page
    for word in ("no_parties", "two_origins", "everyone"):
        page.locator(f"input[name=word][value={word}]").check(force=True)
        facets = api(desk.base, "/facets", word=word)
        expect(page.locator("[data-test=total]")).to_have_text(str(facets["total"]))
        killed = facets["killed"]
        if killed["events"]:
            assert desk.number("killed") == killed["best"]
        fewer = facets["everyone"]["total"] - facets["total"]
        if word == "everyone":
            expect(page.locator(".against")).to_have_count(0)
        else:
            assert fewer > 0
            expect(page.locator(".against").first).to_contain_text(f"\N{MINUS SIGN}{fewer} against everyone")
        first = facets["facets"]["type"][0]
        expect(page.locator(".facets details").first.locator("li .number").first).to_have_text(
            str(first["count"])
        )


def test_one_side_alone_can_be_heard(desk: Watched) -> None:
    desk.explore()
    words = api(desk.base, "/facets")["words"]
    side = next(one for one in words if one["value"].startswith("side:"))
    choice = desk.page.locator("header .side select")
    choice.focus()
    choice.locator(f"option[value='{side['value'][5:]}']").wait_for(state="attached")
    choice.select_option(side["value"][5:])
    expect(desk.page.locator("[data-test=total]")).to_have_text(str(side["count"]))
    assert f"word={side['value']}" in desk.parameters()


def test_search_finds_things_and_filters_events(desk: Watched) -> None:
    desk.explore()
    page = desk.page
    page.fill("input[type=search]", "Mayadin")
    results = page.locator(".results")
    expect(results.get_by_role("link", name="Mayadin", exact=True).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(results).to_have_count(0)
    expect(page.locator("[data-test=total]")).to_have_text(
        str(api(desk.base, "/facets", q="Mayadin")["total"])
    )
    assert "q=Mayadin" in desk.parameters()


def test_the_brush_chooses_a_period(desk: Watched) -> None:
    desk.explore()
    page = desk.page
    plot = page.locator("section.time .plot > svg")
    box = plot.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.93, box["y"] + 40, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("datetime="))
    chosen = re.search(r"datetime=([^&]+)", desk.parameters())
    assert chosen is not None
    expected = api(desk.base, "/facets", datetime=chosen[1])["total"]
    expect(page.locator("[data-test=total]")).to_have_text(str(expected))


def test_events_without_a_place_are_listed(desk: Watched) -> None:
    desk.explore()
    facets = api(desk.base, "/facets")
    desk.page.get_by_role("button", name="without a place").first.click()
    expect(desk.page.locator(".list tbody tr")).to_have_count(facets["unlocated"])
    assert "list=unlocated" in desk.parameters()


def test_a_cluster_opens(desk: Watched) -> None:
    """Where events share a point a click lists them; the address brings the list back."""
    feature = api(desk.base, "/collections/events/items", place="gn:174448", limit=1)["features"][0]
    lon, lat = feature["geometry"]["coordinates"]
    desk.explore(f"?map=11/{lat}/{lon}")
    page = desk.page
    canvas = page.locator(".maplibregl-canvas").bounding_box()
    assert canvas is not None
    page.mouse.click(canvas["x"] + canvas["width"] / 2, canvas["y"] + canvas["height"] / 2)
    card = page.locator("[data-test=card]")
    expect(card.locator("a").first).to_be_visible()
    many = card.locator("a").count()
    assert many > 1
    page.reload()
    expect(card.locator("a")).to_have_count(many)
    card.locator("a").first.click()
    page.wait_for_url(re.compile(r"/events/e_"))
    page.go_back()
    expect(card.locator("a")).to_have_count(many)


def test_only_this_frame_limits_every_number(desk: Watched) -> None:
    desk.explore("?map=8/34.45/40.9")
    desk.page.get_by_role("button", name="Only this frame").click()
    desk.page.wait_for_url(re.compile("bbox="))
    chosen = re.search(r"bbox=([^&]+)", desk.parameters())
    assert chosen is not None
    expected = api(desk.base, "/facets", bbox=chosen[1])["total"]
    expect(desk.page.locator("[data-test=total]")).to_have_text(str(expected))
    assert expected < api(desk.base, "/facets")["total"]


def test_playing_moves_on_and_less_motion_has_no_player(browser: Browser, base: str) -> None:
    with watched(browser, base) as page:
        page.explore("?datetime=2017-06-01/2017-06-30")
        page.page.get_by_role("button", name="Play").click()
        page.page.wait_for_url(re.compile("2017-08"))
        page.page.get_by_role("button", name="Pause").click()
    with watched(browser, base, reduced_motion="reduce") as page:
        page.explore()
        expect(page.page.get_by_role("button", name="Later")).to_be_visible()
        expect(page.page.get_by_role("button", name="Play")).to_have_count(0)


def test_a_server_that_is_gone_is_said(desk: Watched) -> None:
    desk.explore()
    desk.page.context.set_offline(True)
    desk.page.locator("input[name=word][value=no_parties]").check(force=True)
    expect(desk.page.get_by_role("alert").first).to_contain_text("does not answer")
    desk.page.context.set_offline(False)
    desk.page.get_by_role("button", name="Try again").first.click()
    total = api(desk.base, "/facets", word="no_parties")["total"]
    expect(desk.page.locator("[data-test=total]")).to_have_text(str(total))
    desk.wrong[:] = [line for line in desk.wrong if "DISCONNECTED" not in line]


@pytest.mark.parametrize("path", ["/nowhere", "/events"])
def test_an_address_that_leads_nowhere_says_so(desk: Watched, path: str) -> None:
    desk.open("/about")
    desk.page.evaluate(TO_ADDRESS, path)
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("There is no such page")
