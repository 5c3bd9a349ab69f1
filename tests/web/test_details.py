"""The answers about one thing over HTTP: their shape, what is not there, and hostile texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import BaseModel
from tests.browser import Browser
from tests.detail_examples import answers
from tests.small_record import FORMULA, HOSTILE, make_record

from counterclaim.ask import RecordView, open_record
from counterclaim.web import create_app
from counterclaim.web import details_models as models
from counterclaim.web.details import details_router, examples

API = "/api/v1"


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordView]:
    with open_record(make_record(tmp_path_factory.mktemp("web") / "small.sqlite")) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(view: RecordView) -> Browser:
    return Browser(create_app(view))


def asked(client: Browser, path: str) -> Any:
    answer = client.get(API + path)
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def paths(view: RecordView) -> list[tuple[type[BaseModel], str]]:
    """Every answer that the record can give."""
    found: list[tuple[type[BaseModel], str]] = [(models.AboutAnswer, "/about")]
    for event in view.iter_events():
        found += [
            (models.EventAnswer, f"/events/{event['id']}?word={word}")
            for word in ("everyone", "no_parties", "two_origins", "side:syria-army")
        ]
        found.append((models.OriginsAnswer, f"/events/{event['id']}/origins"))
    found += [(models.DocumentAnswer, f"/documents/{one['id']}") for one in view.iter_documents()]
    found += [(models.PlaceAnswer, f"/places/{id_}") for id_ in ("p-abu-kamal", "p-mayadin")]
    found += [
        (models.ActorAnswer, f"/actors/{id_}") for id_ in ("islamic-state", "islamic_state", "state.SY")
    ]
    return [*found, *((models.SourceAnswer, f"/sources/name:desk{one}") for one in "abcd")]


def test_answers_have_exactly_the_shape_that_is_described(view: RecordView, client: Browser) -> None:
    for model, path in paths(view):
        model.model_validate(asked(client, path))


def test_examples_are_answers(view: RecordView) -> None:
    shapes = {
        "event": models.EventAnswer,
        "origins": models.OriginsAnswer,
        "document": models.DocumentAnswer,
        "place": models.PlaceAnswer,
        "actor": models.ActorAnswer,
        "source": models.SourceAnswer,
        "about": models.AboutAnswer,
    }
    assert examples().keys() == shapes.keys() == answers(view).keys()
    for name, model in shapes.items():
        model.model_validate(examples()[name])
        assert examples()[name].keys() == answers(view)[name].keys(), "run python -m tests.detail_examples"


def test_the_description_has_an_example_and_a_shape_for_each(view: RecordView) -> None:
    app = FastAPI()
    app.include_router(details_router(view))
    described = app.openapi()["paths"]
    assert len(described) == 7
    for path, methods in described.items():
        content = methods["get"]["responses"]["200"]["content"]["application/json"]
        assert content["example"], path
        assert content["schema"]["$ref"], path


@pytest.mark.parametrize(
    "path",
    [
        "/events/e_none",
        "/events/e_none/origins",
        "/documents/d_none",
        "/places/none",
        "/actors/none",
        "/sources/name:none",
    ],
)
def test_what_is_not_there(client: Browser, path: str) -> None:
    answer = client.get(API + path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "in this record" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/events/e_", "several ids"),
        ("/documents/d_", "several ids"),
        ("/events/e_1?word=mine", "there is no word"),
        ("/events/e_1?wort=everyone", "wort"),
        ("/documents/d_1?start=-1", "start"),
    ],
)
def test_what_cannot_be_asked(client: Browser, path: str, says: str) -> None:
    answer = client.get(API + path)
    assert answer.status_code == 400
    assert says in answer.json()["detail"]


def test_hostile_texts_are_given_as_they_are_and_as_json_only(view: RecordView, client: Browser) -> None:
    event = next(view.iter_events(place="Mayadin"))
    answer = client.get(f"{API}/events/{event['id']}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    (claim,) = answer.json()["claims"]
    assert HOSTILE in claim["sentence"]["text"]
    assert "".join(piece["text"] for piece in claim["pieces"]) == claim["sentence"]["text"]
    document = asked(client, f"/documents/{view.documents(source=FORMULA)['id'][0]}")
    assert document["title"] == HOSTILE


def test_a_citation_has_no_text_that_could_reorder_it(view: RecordView, client: Browser) -> None:
    for event in view.iter_events():
        cite = asked(client, f"/events/{event['id']}")["cite"]
        assert "\u202e" not in json.dumps(cite, ensure_ascii=False)


def test_no_secret_of_the_settings_is_told(client: Browser) -> None:
    answer = client.get(f"{API}/about")
    assert "hush" not in answer.text
    assert answer.json()["settings"]["record"].startswith("postgresql://me:")


def test_ids_with_strange_letters(client: Browser) -> None:
    for path in (
        "/sources/name:a%2Fb",
        "/places/a/b/c",
        "/actors/%00",
        "/events/%27%20OR%201=1--",
        "/sources/" + "x" * 299,
    ):
        assert client.get(API + path).status_code in (400, 404)
    assert client.get(f"{API}/actors/{'x' * 400}").status_code == 400
