"""What the server publishes of a record with private names: no name anywhere, a delay, coarse points."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.browser import Browser
from tests.private_reports import PRIVATE, PUBLIC, build_private

from counterclaim.ask import open_record
from counterclaim.ask.publication import Publication
from counterclaim.cli import run
from counterclaim.web import create_app

API = "/api/v1"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_private(tmp_path_factory.mktemp("private"))


@pytest.fixture(scope="module")
def client(record: Path) -> Iterator[Browser]:
    with open_record(record, publication=Publication(mask_names=True)) as view:
        yield Browser(create_app(view))


def addresses(client: Browser) -> list[str]:
    """Every address of the record's things."""
    items = f"{API}/collections/{{}}/items"
    events = [one["id"] for one in client.get(items.format("events")).json()["features"]]
    claims = client.get(items.format("claims")).json()["features"]
    facets = client.get(f"{API}/facets").json()["facets"]
    return [
        *(f"{API}/{one}" for one in ("facets", "about", "timeline?by=day", "tally?by=actor", "collections")),
        *(f"{API}/search?q={word}" for word in ("Douma", "killed", "Sabbagh")),
        *(items.format(of) + form for of in ("events", "claims", "places") for form in ("", ".csv", ".json")),
        *(f"{API}/events/{one}{part}" for one in events for part in ("", "/origins")),
        *(f"{API}/collections/claims/items/{one['id']}{form}" for one in claims for form in ("", ".csv")),
        *(f"{API}/documents/{one}" for one in {one["properties"]["document"] for one in claims}),
        *(f"{API}/places/{one['value']}" for one in facets["place"]),
        *(f"{API}/actors/{one['value']}" for one in facets["side"]),
        *(f"{API}/sources/{one['value']}" for one in facets["source"] if one["value"] != "name:withheld"),
    ]


def test_no_private_name_stands_anywhere(client: Browser) -> None:
    asked = addresses(client)
    assert len(asked) > 40
    for path in asked:
        answer = client.get(path)
        assert answer.status_code == 200, path
        for name in PRIVATE:
            assert name not in answer.text, (path, name)
            assert name.lower().replace(" ", "") not in answer.text, (path, name)


def test_the_reports_do_name_them(record: Path) -> None:
    with open_record(record) as view:
        text = "".join(
            Browser(create_app(view)).get(path).text for path in (f"{API}/collections/claims/items",)
        )
    assert "Ali Hasan Khatib" in text
    assert "Mahmoud Sabbagh" in text


def test_office_holders_and_places_stay(client: Browser) -> None:
    text = client.get(f"{API}/collections/claims/items").text
    for name in (*PUBLIC, "Douma", "Mayadin", "Islamic State"):
        assert name in text


def test_a_document_is_whole_but_for_names(client: Browser) -> None:
    claim = client.get(f"{API}/collections/claims/items?type=arrests").json()["features"][0]["properties"]
    page = client.get(f"{API}/documents/{claim['document']}").json()
    text = "".join(run["text"] for block in page["blocks"] for run in block["runs"])
    assert "Police arrested [name withheld] over the shooting of [name withheld] in Douma" in " ".join(
        text.split()
    )
    marks = {run["start"] for block in page["blocks"] for run in block["runs"] if run["claims"]}
    assert {one["sentence"]["start"] for one in page["claims"]} <= marks


def test_private_sources_are_one_value_of_the_facet(client: Browser) -> None:
    sources = {one["value"]: one for one in client.get(f"{API}/facets").json()["facets"]["source"]}
    assert sources["name:withheld"]["label"] == "[name withheld]"
    found = client.get(f"{API}/collections/events/items?source=name:withheld").json()
    assert found["numberMatched"] == sources["name:withheld"]["count"] >= 1
    assert client.get(f"{API}/sources/name:mahmoudsabbagh").status_code == 404


def test_no_answer_makes_a_link_of_an_address_of_a_report(client: Browser) -> None:
    for path in addresses(client):
        answer = client.get(path)
        assert "<a " not in answer.text
        if "json" in answer.headers["content-type"]:
            assert all(one.startswith("http://127.0.0.1:8765/") for one in _hrefs(answer.json())), path


def _hrefs(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("href"), str):
            yield value["href"]
        for one in value.values():
            yield from _hrefs(one)
    elif isinstance(value, list):
        for one in value:
            yield from _hrefs(one)


def days_since(day: date) -> int:
    return (datetime.now(UTC).date() - day).days


@pytest.fixture(scope="module")
def late(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The record as it was six days after the first of November, so to say: 5 November and later are withheld."""
    path = tmp_path_factory.mktemp("late") / "late.sqlite"
    with sqlite3.connect(record) as old, sqlite3.connect(path) as new:
        old.backup(new)
        new.execute("UPDATE documents SET published_from = '2017-11-04', published_to = '2017-11-04'")
    publication = Publication(delay_days=days_since(date(2017, 11, 5)), minimum_radius_km=25)
    with open_record(path, publication=publication) as view:
        yield Browser(create_app(view))


def test_what_is_within_the_delay_is_nowhere(late: Browser) -> None:
    assert late.get(f"{API}/facets").json()["total"] == 3
    assert {one["from"] for one in late.get(f"{API}/timeline?by=day").json()["bins"]} == {
        "2017-11-03",
        "2017-11-04",
    }
    for of in ("events", "claims"):
        lines = [*csv.DictReader(io.StringIO(late.get(f"{API}/collections/{of}/items.csv").text))]
        features = late.get(f"{API}/collections/{of}/items").json()["features"]
        assert len(lines) == len(features) > 0
        assert all(line["from"] < "2017-11-05" for line in lines)
        assert all(one["properties"]["from"] < "2017-11-05" for one in features)
    assert late.get(f"{API}/search?q=fighters").json()["events"] == []
    counts = late.get(f"{API}/about").json()["counts"]
    assert (counts["events"], counts["documents"]) == (3, 2)
    for one in late.get(f"{API}/collections/events/items").json()["features"]:
        assert late.get(f"{API}/events/{one['id']}").status_code == 200


def test_a_report_within_the_delay_is_left_out_with_all_it_says(record: Path) -> None:
    with open_record(record, publication=Publication(delay_days=days_since(date(2017, 11, 21)))) as view:
        assert view.counts() == {"documents": 0, "copies": 0, "claims": 0, "events": 0, "runs": 1}
        assert view.events().height == 0
    with open_record(record, publication=Publication(delay_days=days_since(date(2017, 11, 22)))) as view:
        assert view.counts()["documents"] == 2


def test_points_are_coarse_everywhere(record: Path, late: Browser) -> None:
    publication = Publication(minimum_radius_km=25)
    with open_record(record) as view:
        rows = [*view.events().iter_rows(named=True), *view.claims().iter_rows(named=True)]
    exact = {(row["lat"], row["lon"]) for row in rows if row["lat"] is not None}
    coarse = {publication.point(*one) for one in exact}
    assert exact
    assert not exact & coarse
    for of in ("events", "claims", "places"):
        features = late.get(f"{API}/collections/{of}/items").json()["features"]
        located = [one for one in features if one["geometry"]]
        assert {tuple(one["geometry"]["coordinates"][::-1]) for one in located} <= coarse
        assert all(one["properties"]["radius_km"] >= 25 for one in located)
        for line in csv.DictReader(io.StringIO(late.get(f"{API}/collections/{of}/items.csv").text)):
            assert not line["lat"] or (float(line["lat"]), float(line["lon"])) in coarse
    for one in late.get(f"{API}/collections/events/items").json()["features"]:
        answer = late.get(f"{API}/events/{one['id']}").json()
        point = answer["event"]["geometry"]
        assert point is None or tuple(point["coordinates"][::-1]) in coarse
        places = [claim["place"] for claim in answer["claims"] if claim["place"] and claim["place"]["lat"]]
        assert all((place["lat"], place["lon"]) in coarse for place in places)
    assert late.get(f"{API}/collections/claims/items?bbox=30,30,40,40").status_code == 400


def test_exports_are_masked_and_the_terminal_is_not(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*arguments: str) -> str:
        assert run([*arguments, "--record", str(record)]) == 0
        return capsys.readouterr().out

    for answer in (
        said("claims", "--csv"),
        said("documents", "--csv"),
        said("--mask-names", "always", "claims", "--json"),
        said("--mask-names", "always", "claims"),
    ):
        assert "name withheld" in "".join(answer.split("\n")) or "withheld" in answer
        assert not any(name in answer for name in PRIVATE)
    assert "Khatib" in said("claims", "--json")
    assert "Khatib" in said("--mask-names", "never", "claims", "--csv")


def test_exports_keep_the_delay_and_the_radius(
    record: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_MINIMUM_RADIUS_KM", "25")
    assert run(["events", "--csv", "--record", str(record)]) == 0
    lines = [*csv.DictReader(io.StringIO(capsys.readouterr().out))]
    assert len(lines) == 5
    publication = Publication(minimum_radius_km=25)
    points = [(float(one["lat"]), float(one["lon"])) for one in lines if one["lat"]]
    assert points == [publication.point(*one) for one in points]
    monkeypatch.setenv("COUNTERCLAIM_PUBLICATION_DELAY_DAYS", str(days_since(date(2017, 11, 21))))
    assert run(["events", "--csv", "--record", str(record)]) == 0
    assert capsys.readouterr().out.count("\n") == 1
    assert run(["events", "--jsonl", "--record", str(record)]) == 0
    assert capsys.readouterr().out.count("\n") == 5
