"""OGC API Features over a real record: pages, forms, links, tags, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from tests.ask.index.war import make_record
from tests.browser import Browser

from counterclaim.ask import RecordView, open_record
from counterclaim.web import create_app

BASE = "http://127.0.0.1:8765"
ITEMS = "/api/v1/collections/{}/items"


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordView]:
    with open_record(make_record(tmp_path_factory.mktemp("web") / "war.sqlite", 2, 40)) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(view: RecordView) -> Browser:
    return Browser(create_app(view))


def follow(client: Browser, path: str) -> Iterator[dict]:
    """The pages from `path` on, by their links `next`."""
    following: str | None = path
    while following:
        page = client.get(following).json()
        yield page
        following = next(
            (link["href"].removeprefix(BASE) for link in page["links"] if link["rel"] == "next"), None
        )


def test_the_landing_page_leads_to_everything(client):
    for link in client.get("/api/v1/").json()["links"]:
        assert client.get(link["href"]).status_code == 200
    collections = client.get("/api/v1/collections").json()["collections"]
    assert [one["id"] for one in collections] == ["events", "claims", "places"]
    for one in collections:
        assert client.get(f"/api/v1/collections/{one['id']}").json() == one
        assert one["extent"]["temporal"]["interval"][0][0] == "2017-11-01"
        for link in one["links"]:
            assert client.get(link["href"]).status_code == 200


@pytest.mark.parametrize("of", ["events", "claims", "places"])
def test_pages_give_everything_once(client, view, of):
    pages = list(follow(client, f"{ITEMS.format(of)}?limit=7"))
    ids = [feature["id"] for page in pages for feature in page["features"]]
    assert len(ids) == len(set(ids)) == pages[0]["numberMatched"]
    assert all(page["numberReturned"] == len(page["features"]) <= 7 for page in pages)
    if of != "places":
        assert set(ids) == {row["id"] for row in getattr(view, f"iter_{of}")()}


@pytest.mark.parametrize("of", ["events", "claims", "places"])
def test_forms_by_suffix_and_by_header(client, of):
    path = ITEMS.format(of)
    plain = client.get(path)
    assert plain.headers["content-type"] == "application/geo+json"
    for suffix, media in (
        (".geojson", "application/geo+json"),
        (".json", "application/json"),
        (".csv", "text/csv"),
    ):
        by_suffix = client.get(path + suffix)
        by_header = client.get(path, headers={"Accept": f"text/html;q=0.5, {media}"})
        assert by_suffix.headers["content-type"].startswith(media)
        assert by_header.headers["content-type"].startswith(media)
        assert "Accept" in by_header.headers["vary"]
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406
    one = plain.json()["features"][0]
    single = client.get(f"{path}/{one['id']}").json()
    assert {key: value for key, value in single.items() if key != "links"} == one
    assert client.get(f"{path}/{one['id']}.csv").text.splitlines()[1].startswith(one["id"])


@pytest.mark.parametrize("of", ["events", "claims", "places"])
def test_csv_has_every_row_that_the_pages_have(client, of):
    rows = list(csv.DictReader(io.StringIO(client.get(f"{ITEMS.format(of)}.csv?country=SY&country=IQ").text)))
    features = [
        one
        for page in follow(client, f"{ITEMS.format(of)}?country=SY&country=IQ")
        for one in page["features"]
    ]
    assert [row["id"] for row in rows] == [one["id"] for one in features]
    assert [float(row["lon"]) for row in rows] == [one["geometry"]["coordinates"][0] for one in features]


def test_an_event_follows_the_word(client, view):
    features = client.get(f"{ITEMS.format('events')}?limit=1000&word=no_parties").json()["features"]
    everyone = {
        one["id"]: one for one in client.get(f"{ITEMS.format('events')}?limit=1000").json()["features"]
    }
    assert {one["id"] for one in features} < set(everyone)
    fewer = [
        one for one in features if one["properties"]["claims"] < everyone[one["id"]]["properties"]["claims"]
    ]
    assert fewer
    gone = set(everyone) - {one["id"] for one in features}
    item = f"{ITEMS.format('events')}/{gone.pop()}"
    assert client.get(item).status_code == 200
    assert client.get(item, params={"word": "no_parties"}).status_code == 404


def test_claims_can_be_asked_by_event_place_and_words(client, view):
    event = next(row for row in view.iter_events() if len(row["claims"]) > 1)
    found = client.get(ITEMS.format("claims"), params={"event": event["id"]}).json()
    assert [one["id"] for one in found["features"]] == sorted(event["claims"])
    assert {one["properties"]["event"] for one in found["features"]} == {event["id"]}
    asked = (
        ({"bbox": "40,34,41,36"}, {"SY"}),
        ({"bbox": "179,-20,-179,-10"}, {"FJ"}),
        ({"country": "IQ", "datetime": "2017-11/..", "q": "market*"}, {"IQ"}),
    )
    for params, countries in asked:
        features = client.get(ITEMS.format("claims"), params=params).json()["features"]
        assert {one["properties"]["country"] for one in features} == countries
    side = client.get(ITEMS.format("claims"), params={"side": "sdf", "limit": 1000}).json()["features"]
    expected = {row["id"] for row in view.iter_claims(actor="sdf")}
    assert {one["id"] for one in side} == expected


def test_tags_save_answers_that_have_not_changed(client):
    for path in (
        "/api/v1/facets?country=SY&type=attack",
        f"{ITEMS.format('events')}?limit=3",
        "/api/v1/tiles/events/0/0/0.mvt",
    ):
        first = client.get(path)
        tag = first.headers["etag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert client.get(path).content == first.content
        assert client.get(path, headers={"If-None-Match": 'W/"other"'}).status_code == 200
    swapped = client.get("/api/v1/facets?type=attack&country=SY")
    assert swapped.headers["etag"] == client.get("/api/v1/facets?country=SY&type=attack").headers["etag"]
    assert "etag" not in client.get("/api/v1/facets?country=1&x=2").headers


def test_answers_are_packed_for_those_who_can_unpack(client):
    path = f"{ITEMS.format('events')}?limit=1000"
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) < len(plain.content) / 3


def test_a_long_answer_is_passed_on_and_packed(view, monkeypatch):
    monkeypatch.setattr("counterclaim.web.kept.LARGEST", 500)
    client = Browser(create_app(view))
    path = f"{ITEMS.format('claims')}.csv"
    for encoding in ("gzip", "identity"):
        answer = client.get(path, headers={"Accept-Encoding": encoding})
        assert len(answer.text.splitlines()) == view.page("claims", limit=0).total + 1
        assert answer.headers.get("content-encoding") == ("gzip" if encoding == "gzip" else None)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/nothing", 404),
        ("/api/v1/collections/runs", 404),
        ("/api/v1/collections/events/items/none", 404),
        ("/api/v1/collections/claims/items/none", 404),
        ("/api/v1/collections/places/items/none", 404),
        ("/api/v1/collections/events/items?limit=0", 400),
        ("/api/v1/collections/events/items?limit=many", 400),
        ("/api/v1/collections/events/items?cursor=bad", 400),
        ("/api/v1/collections/events/items?cursor=WzEsMl0", 400),
        ("/api/v1/collections/events/items?sort=size", 400),
        ("/api/v1/collections/events/items?status=unheard", 400),
        ("/api/v1/collections/events/items?bbox=1,2,3", 400),
        ("/api/v1/collections/events/items?datetime=soon", 400),
        ("/api/v1/collections/events/items?colour=red", 400),
        ("/api/v1/collections/claims/items?word=no_parties", 400),
        ("/api/v1/collections/claims/items?source=name:deska", 400),
        ("/api/v1/facets?word=side:", 400),
        ("/api/v1/facets?q=" + "a" * 201, 400),
        ("/api/v1/facets?q=" + "a+" * 60, 400),
        ("/api/v1/timeline?by=hour", 400),
        ("/api/v1/tiles/events/2/4/0.mvt", 404),
        ("/api/v1/tiles/events/23/0/0.mvt", 400),
        ("/api/v1/search", 400),
    ],
)
def test_wrong_questions_get_a_problem_that_says_what_to_do(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "what_to_do"}
    assert problem["status"] == status


def test_more_than_the_most_is_the_most(client):
    answer = client.get(f"{ITEMS.format('events')}?limit=100000")
    assert answer.status_code == 200


def test_hostile_words_of_a_search_are_only_words(client):
    for text in (
        '" OR 1=1 --',
        "a* OR b",
        "NEAR(a b)",
        "'; DROP TABLE claims; --",
        "%",
        "\x00",
        "(" * 100,
        "\ud800",
    ):
        for path in ("/api/v1/facets", ITEMS.format("claims"), "/api/v1/search"):
            q = text.encode("utf-8", "surrogatepass")
            assert client.get(path, params={"q": q}).status_code in (200, 400)


def test_head_is_as_get_without_a_body(client):
    answer = client.request("HEAD", "/api/v1/conformance")
    assert (answer.status_code, answer.content) == (200, b"")


def test_links_lead_to_the_host_that_was_asked(view):
    client = Browser(create_app(view, host="0.0.0.0", allowed_hosts=["conflict.example.org"]))  # noqa: S104
    page = client.get(f"{ITEMS.format('events')}?limit=1", headers={"Host": "conflict.example.org"}).json()
    assert {urlsplit(link["href"]).hostname for link in page["links"]} == {"conflict.example.org"}


def test_the_definition_has_examples_and_a_problem_for_each_error(client):
    definition = client.get("/api/v1/openapi.json").json()
    assert "422" not in json.dumps(definition["paths"])
    for path, operations in definition["paths"].items():
        for operation in operations.values():
            assert "200" in operation["responses"], path
            assert operation.get("summary") or operation.get("description"), path
    names = {one["name"] for one in definition["paths"]["/api/v1/facets"]["get"]["parameters"]}
    assert {
        "bbox",
        "datetime",
        "word",
        "q",
        "type",
        "actor",
        "target",
        "side",
        "country",
        "admin1",
        "place",
    } <= names
