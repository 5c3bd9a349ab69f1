"""What no request gets past: host names, methods, too many at once; and what every answer carries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.browser import Browser
from tests.small_record import make_record

from counterclaim.ask import RecordView, open_record
from counterclaim.web import create_app
from counterclaim.web.buckets import Buckets
from counterclaim.web.guard import HEADERS


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordView]:
    with open_record(make_record(tmp_path_factory.mktemp("web") / "small.sqlite")) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(view: RecordView) -> Browser:
    return Browser(create_app(view))


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("localhost:8765", True),
        ("127.0.0.1", True),
        ("[::1]:8765", True),
        ("LOCALHOST", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example:8765", False),
        ("10.0.0.7:8765", False),
        ("", False),
    ],
)
def test_only_known_host_names_are_answered(client, host, known):
    response = client.get("/api/v1/", headers={"Host": host})
    assert response.status_code == (200 if known else 421)
    assert response.headers["x-content-type-options"] == "nosniff"


def test_hosts_the_operator_names_are_answered(view):
    client = Browser(create_app(view, host="0.0.0.0", allowed_hosts=["conflict.example.org"]))  # noqa: S104
    for host, status in (("conflict.example.org", 200), ("10.0.0.7:80", 200), ("evil.example", 421)):
        assert client.get("/api/v1/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(client, method):
    response = client.request(method, "/api/v1/collections")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"
    assert response.headers["content-type"] == "application/problem+json"


def test_every_answer_is_guarded(client):
    for path in (
        "/",
        "/about",
        "/nowhere",
        "/api/v1/facets",
        "/api/v1/none",
        "/assets/none",
        "/api/v1/facets?x=1",
    ):
        headers = client.get(path).headers
        assert {name: headers[name] for name in HEADERS} == HEADERS, path
        assert headers["cache-control"] in ("no-store", "no-cache", "private, no-cache"), path
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_other_sites_may_not_read_unless_the_operator_says_so(view, client):
    origin = {"Origin": "https://press.example.org"}
    assert "access-control-allow-origin" not in client.get("/api/v1/facets", headers=origin).headers
    opened = Browser(create_app(view, origins=["https://press.example.org"]))
    answer = opened.get("/api/v1/facets", headers=origin)
    assert answer.headers["access-control-allow-origin"] == "https://press.example.org"
    assert "Origin" in answer.headers["vary"]
    other = opened.get("/api/v1/facets", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers


def test_too_many_requests_are_told_to_wait(view):
    client = Browser(create_app(view, per_second=1))
    answers = [client.get("/api/v1/conformance") for _ in range(12)]
    assert [one.status_code for one in answers[:10]] == [200] * 10
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert answers[-1].json()["what_to_do"]


def test_buckets_fill_again_and_are_each_address_s_own():
    now = [0.0]
    buckets = Buckets(2, clock=lambda: now[0])
    assert [buckets.take("10.0.0.1") for _ in range(21)] == [0] * 20 + [1]
    assert buckets.take("10.0.0.2") == 0
    now[0] += 0.5
    assert buckets.take("10.0.0.1") == 0
    assert buckets.take("10.0.0.1") > 0
    now[0] += 1000
    assert [buckets.take("10.0.0.1") for _ in range(21)].count(0) == 20


def test_addresses_of_one_subscriber_share_a_bucket():
    buckets = Buckets(1, clock=lambda: 0.0)
    assert [buckets.take(f"2001:db8::{number:x}") for number in range(11)].count(0) == 10
    assert buckets.take("2001:db8:0:1::1") == 0
    assert buckets.take("not an address: at all") == 0


def test_a_defect_shows_nothing_of_the_inside(view, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise ValueError("secret")

    monkeypatch.setattr("counterclaim.web.facets.totals", broken)
    response = Browser(create_app(view), raise_errors=False).get("/api/v1/facets")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert response.json()["what_to_do"]
    assert response.headers["x-frame-options"] == "DENY"
