"""A record whose reports attack: scripts, a megabyte of title, reordering signs, absurd dates and coordinates."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.ask.index.war import save, some_claims
from tests.browser import Browser
from tests.factories import killed

from counterclaim.ask import open_record
from counterclaim.model import Place, PlacePrecision, Span, TimePrecision, When
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record
from counterclaim.web import create_app

SCRIPT = "</script><script>alert(1)</script>"
REORDER = "\u202egnihton\u202c\x1b[31m"
FORMULA = '=HYPERLINK("http://example.org")'
POINTS = ((91.0, 0.0), (0.0, 181.0), (float("inf"), 0.0), (-1e308, 1e308), (90.0, -180.0), (-90.0, 180.0))
DAYS = ((date.min, date.max), (date.max, date.max), (date.min, date.min), (None, date.max), (date.min, None))


def hostile_place(number: int) -> Place:
    lat, lon = POINTS[number % len(POINTS)]
    name = (SCRIPT, REORDER, FORMULA, "x" * 20_000)[number % 4]
    finite = lat if abs(lat) < float("inf") else 1e300
    return Place(
        Span(0, 4, name),
        f"{name[:30]}/{number}",
        name,
        name,
        "S<",
        finite,
        lon,
        1e300,
        PlacePrecision.EXACT,
        None,
        0.9,
    )


def make(path: Path) -> Path:
    with Record.open(path, create=True) as record:
        for number, (name, claims) in enumerate(some_claims(9, 12).items()):
            changed = []
            for at, claim in enumerate(claims):
                first, last = DAYS[(number + at) % len(DAYS)]
                text = f"Shells killed many {SCRIPT} {REORDER} {number} {at}"
                changed.append(
                    replace(
                        claim,
                        sentence=Span(claim.sentence.start, claim.sentence.start + len(text), text),
                        place=hostile_place(number + at),
                        when=When(SCRIPT, first, last, TimePrecision.RANGE),
                        quantities=(killed(0, 10**30), killed(2**63, None, SCRIPT)),
                        method=SCRIPT,
                    )
                )
            save(record, name, changed)
        link_record(record)
        with record.linking._writing() as connection:
            connection.exec_driver_sql(
                "UPDATE documents SET title = ? WHERE id = 'd0'", ("T" * 2**20 + SCRIPT,)
            )
            connection.exec_driver_sql("UPDATE documents SET title = ? WHERE id = 'd1'", (REORDER + FORMULA,))
    return path


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_record(make(tmp_path_factory.mktemp("web") / "hostile.sqlite")) as view:
        yield Browser(create_app(view))


ITEMS = "/api/v1/collections/{}/items"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/facets",
        "/api/v1/facets?word=no_parties&datetime=0001/9999",
        *(f"/api/v1/timeline?by={by}" for by in ("auto", "day", "week", "month", "year")),
        "/api/v1/collections",
        "/api/v1/search?q=shells",
        *(f"{ITEMS.format(of)}?limit=1000" for of in ("events", "claims", "places")),
        *(f"{ITEMS.format('events')}?sort={sort}" for sort in ("-date", "-killed", "-origins")),
        "/api/v1/tiles/events/0/0/0.mvt",
        "/api/v1/tiles/events/22/0/0.mvt",
    ],
)
def test_everything_answers(client: Browser, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[:300]
    assert "html" not in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    if "json" in answer.headers["content-type"]:
        json.loads(answer.text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def test_points_off_the_globe_are_no_points(client: Browser) -> None:
    features = client.get(f"{ITEMS.format('events')}?limit=1000").json()["features"]
    assert features
    for one in features:
        if one["geometry"] is not None:
            lon, lat = one["geometry"]["coordinates"]
            assert abs(lon) <= 180
            assert abs(lat) <= 90


def test_long_names_are_cut_and_figures_kept_in_bounds(client: Browser) -> None:
    answer = client.get(f"{ITEMS.format('events')}?limit=1000")
    for one in answer.json()["features"]:
        for name in ("headline", "place", "place_text"):
            assert len(one["properties"][name] or "") < 1000
        for bounds in one["properties"]["figures"].values():
            assert bounds is None or all(value is None or 0 <= value <= 2**53 for value in bounds.values())
    found = client.get("/api/v1/search?q=shells&limit=50").json()
    assert all(len(one["title"] or "") <= 300 for one in found["documents"])


@pytest.mark.parametrize("of", ["events", "claims", "places"])
def test_a_spreadsheet_takes_nothing_for_a_formula(client: Browser, of: str) -> None:
    for row in csv.reader(io.StringIO(client.get(f"{ITEMS.format(of)}.csv").text)):
        for cell in row:
            assert not cell.startswith(("=", "@", "\t")), cell[:50]
            assert "\u202e" not in cell
            assert "\x1b" not in cell


def test_items_of_hostile_ids_are_found(client: Browser) -> None:
    for one in client.get(f"{ITEMS.format('places')}?limit=1000").json()["features"]:
        link = httpx_path(one["id"])
        assert client.get(f"{ITEMS.format('places')}/{link}").json()["id"] == one["id"]


def httpx_path(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="")
