"""Pages and JSON over a real record, asked as a browser and as an attacker would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from tests.browser import Browser
from tests.small_record import FORMULA, make_record

from counterclaim.ask import RecordView, open_record
from counterclaim.web import create_app
from counterclaim.web.guard import HEADERS
from counterclaim.web.paging import offset_of, token


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordView]:
    with open_record(make_record(tmp_path_factory.mktemp("web") / "small.sqlite")) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(view: RecordView) -> Browser:
    return Browser(create_app(view))


@pytest.fixture(scope="module")
def ids(view: RecordView) -> dict[str, str]:
    return {
        "contested": view.events(status="contested")["id"][0],
        "hostile": view.events(place="Mayadin")["id"][0],
        "document": view.documents(source=FORMULA)["id"][0],
        "copy": view.documents(source="Desk D")["id"][0],
    }


class Page(HTMLParser):
    """Tags of a page, and the text within."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def paths(ids: dict[str, str]) -> list[str]:
    return [
        "/",
        "/?place=Abu&status=contested&from=2017-11&to=2017-11&text=captured&order=-origins",
        "/?place=nowhere",
        f"/events/{ids['contested']}",
        f"/events/{ids['hostile']}",
        "/documents",
        f"/documents/{ids['document']}",
        f"/documents/{ids['copy']}",
        "/about",
        "/events/none",
        "/documents/none",
        "/?from=yesterday",
        "/nowhere",
    ]


def test_pages_answer(client, ids):
    for path in paths(ids):
        response = client.get(path)
        expected = 404 if path.endswith(("none", "nowhere")) and "?" not in path else 200
        assert response.status_code == (400 if "yesterday" in path else expected), path
        assert response.headers["content-type"].startswith("text/html")


def test_no_page_runs_loads_or_links_anything_foreign(client, ids):
    for path in paths(ids):
        page = Page(client.get(path).text)
        for tag, attributes in page.tags:
            assert tag not in {"script", "iframe", "object", "embed", "base", "img"}, path
            assert not [name for name in attributes if name.startswith("on") or name == "style"], path
            for name in ("href", "src", "action"):
                address = attributes.get(name)
                assert address is None or re.match(r"[/?#](?!/)", address), (path, address)


def test_hostile_text_is_shown_and_does_nothing(client, ids):
    for path in (f"/events/{ids['hostile']}", f"/documents/{ids['document']}", "/documents"):
        html = client.get(path).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "\x1b" not in html
        assert "\u202e" not in html


def test_a_value_from_the_address_is_escaped(client):
    html = client.get("/", params={"place": '"><script>alert(1)</script>'}).text
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_every_field_has_a_label_and_keeps_its_value(client):
    page = Page(client.get("/?place=Abu&modality=denied").text)
    labels = {attributes.get("for") for tag, attributes in page.tags if tag == "label"}
    fields = [attributes for tag, attributes in page.tags if tag in {"input", "select"}]
    assert {field["id"] for field in fields} == labels
    assert {"name": "place", "value": "Abu"}.items() <= next(
        f for f in fields if f["name"] == "place"
    ).items()
    assert ("option", {"value": "denied", "selected": None}) in page.tags


def test_an_event_shows_claims_side_by_side(client, ids):
    text = re.sub(r"\s+", " ", Page(client.get(f"/events/{ids['contested']}").text).text)
    for part in (
        "Claim 1",
        "Claim 3",
        "denied",
        "unverified",
        "Desk B publisher",
        "Islamic State party, interested",
    ):
        assert part in text
    hostile = Page(client.get(f"/events/{ids['hostile']}").text)
    marked = [attributes.get("title") for tag, attributes in hostile.tags if tag == "mark"]
    assert marked == ["source", "injured", "place"]
    assert "range/2: Each independent origin" in hostile.text


def test_the_beginning_of_an_id_leads_to_the_event(client, ids):
    response = client.get(f"/events/{ids['contested'][:10]}")
    assert response.status_code == 307
    assert response.headers["location"] == f"/events/{ids['contested']}"


def test_a_document_shows_roles_and_marks_claims(client, ids, view):
    claim = next(view.iter_claims(document=ids["document"]))
    page = Page(client.get(f"/documents/{ids['document']}?claim={claim['id']}").text)
    roles = [a["class"] for tag, a in page.tags if tag == "section"]
    assert roles == ["block block-title", "block block-body", "block block-furniture"]
    marks = [attributes for tag, attributes in page.tags if tag == "mark"]
    assert [mark["id"] for mark in marks] == ["claim"]
    assert ("a", {"href": f"/events/{ids['hostile']}"}) in page.tags
    assert "javascript:alert(1)" in page.text, "an address is shown as text, never as a link"


def test_a_long_document_comes_in_parts(client, ids, monkeypatch):
    monkeypatch.setattr("counterclaim.web.pages.TEXT_SHOWN", 60)
    page = Page(client.get(f"/documents/{ids['document']}").text)
    following = [a["href"] for tag, a in page.tags if tag == "a" and "start=" in (a.get("href") or "")]
    assert following == [f"/documents/{ids['document']}?start=60"]
    assert "start=0" in client.get(following[0]).text


def test_the_copy_leads_to_its_origin(client, ids, view):
    origin = view.documents(source="Desk A")["id"][0]
    assert f'href="/documents/{origin}"' in client.get(f"/documents/{ids['copy']}").text


@pytest.mark.parametrize("of", ["events", "claims", "documents"])
def test_paging_gives_everything_once(client, view, of):
    whole = [row["id"] for row in getattr(view, f"iter_{of}")()]
    found, following = [], ""
    for _ in range(10):
        page = client.get(f"/api/v1/{of}", params={"limit": 2, "next": following}).json()
        assert page["total"] == len(whole)
        found += [row["id"] for row in page["rows"]]
        following = page["next"]
        if following is None:
            break
    assert found == whole


def test_pages_turn_with_their_filters(client):
    first = Page(client.get("/?country=SY&limit=2").text)
    following = next(a["href"] for tag, a in first.tags if tag == "a" and a.get("rel") == "next")
    second = client.get(following)
    assert "First page" in second.text
    assert 'value="SY"' in second.text


def test_json_of_one_event_and_document(client, ids, view):
    event = client.get(f"/api/v1/events/{ids['contested']}").json()
    assert [claim["schema"] for claim in event["claims"]] == ["counterclaim.claim/1"] * 3
    document = client.get(f"/api/v1/documents/{ids['document']}").json()
    sentence = next(view.iter_claims(document=ids["document"]))["sentence"]
    assert document["text"][sentence["start"] : sentence["end"]] == sentence["text"]
    assert document["published"] == "2017-11-13"
    assert client.get("/api/v1/runs").json()["rows"][0]["status"] == "finished"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/events/none", 404),
        ("/api/v1/documents/none", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/events?limit=0", 400),
        ("/api/v1/events?limit=501", 400),
        ("/api/v1/events?limit=many", 400),
        ("/api/v1/events?next=bad", 400),
        ("/api/v1/events?next=LTE", 400),
        ("/api/v1/events?status=unheard", 400),
        ("/api/v1/claims?text=" + "a" * 201, 400),
        ("/api/v1/events?from=1", 400),
    ],
)
def test_wrong_questions_to_the_api(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert set(response.json()) == {"error"}


def test_hostile_words_of_a_search_are_only_words(client):
    for text in ('" OR 1=1 --', "a* OR b", "NEAR(a b)", "'; DROP TABLE claims; --", "%", "\x00", "(" * 100):
        assert client.get("/api/v1/claims", params={"text": text}).status_code in (200, 400)
        assert client.get("/api/v1/claims", params={"place": text}).status_code in (200, 400)


def test_every_answer_is_guarded(client, ids):
    for path in (*paths(ids), "/api/v1/events", "/api/v1/none", "/static/counterclaim.css", "/static/none"):
        headers = client.get(path).headers
        assert {name: headers[name] for name in HEADERS} == HEADERS, path


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
    response = client.get("/", headers={"Host": host})
    assert response.status_code == (200 if known else 421)
    assert response.headers["x-content-type-options"] == "nosniff"


def test_hosts_the_operator_names_are_answered(view):
    client = Browser(create_app(view, host="0.0.0.0", allowed_hosts=["conflict.example.org"]))  # noqa: S104
    for host, status in (("conflict.example.org", 200), ("10.0.0.7:80", 200), ("evil.example", 421)):
        assert client.get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(client, method):
    response = client.request(method, "/api/v1/events")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"


def test_a_defect_shows_nothing_of_the_inside(view, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise ValueError("secret")

    monkeypatch.setattr(RecordView, "counts", broken)
    response = Browser(create_app(view), raise_errors=False).get("/about")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert response.headers["x-frame-options"] == "DENY"


def test_tokens_go_there_and_back():
    for offset in (0, 1, 50, 10**9):
        assert offset_of(token(offset)) == offset
    assert offset_of("") == 0


def test_the_stylesheet_loads_nothing(client):
    css = client.get("/static/counterclaim.css").text
    assert "url(" not in css
    assert "@import" not in css
    assert "prefers-color-scheme: dark" in css
