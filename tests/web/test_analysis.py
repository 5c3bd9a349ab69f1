"""Questions over many events by HTTP: the same as in Python, in bounds, and clear where there is nothing to say."""

from __future__ import annotations

import csv
import hashlib
import io
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.responses import Response
from pydantic_core import to_json
from tests.ask.index.war import make_record
from tests.browser import Browser
from tests.factories import claim, day, place

from counterclaim.ask import RecordView, open_record
from counterclaim.ask.forecast import record_forecast
from counterclaim.ask.indicators import record_indicators
from counterclaim.ask.mix import record_mix
from counterclaim.ask.spread import record_spread
from counterclaim.model import Document
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record
from counterclaim.web import analysis_models as models
from counterclaim.web import analysis_work, create_app
from counterclaim.web.analysis_forecast import earlier
from counterclaim.web.analysis_work import Work, without_ids

API = "/api/v1"
HERE = place(34.45, 40.92)
SIDES = {"a": "from=2017-12,to=2018-01", "b": "from=2017-11,to=2017-11"}
COMMON = {"actor": "islamic_state"}
A, B = ({**COMMON, "start": f"{d[5:12]}", "end": f"{d[-7:]}"} for d in (SIDES["a"], SIDES["b"]))


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordView]:
    with open_record(make_record(tmp_path_factory.mktemp("analysis") / "war.sqlite", 4, 60)) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(view: RecordView) -> Browser:
    return Browser(create_app(view))


def asked(client: Browser, path: str, **query: Any) -> Any:
    answer = client.get(API + path, params=query)
    assert answer.status_code == 200, answer.text[:500]
    return answer.json()


def as_json(value: Any) -> Any:
    """What the server writes of a Python answer."""
    import json

    return json.loads(to_json(value, inf_nan_mode="null"))


def test_a_tally_is_that_of_python_with_a_sentence_and_a_total(view: RecordView, client: Browser) -> None:
    found = asked(client, "/tally", by=["actor", "country"], period="month", datetime="2017-11/2018-01")
    models.TallyAnswer.model_validate(found)
    python = view.tallied(by=("actor", "country"), period="month", start="2017-11", end="2018-01")
    added = {name: found.pop(name) for name in ("sentence", "total", "values")}
    assert found == as_json(python.to_dict())
    whole = view.tallied(start="2017-11", end="2018-01").cells.filter(
        python.cells["period"].is_not_null().any()
    )
    first = whole.row(0, named=True)
    for basis in ("claimed", "reported", "both"):
        assert added["total"][basis] == first[basis]
        assert f"{first[basis]:,}" in added["sentence"]
    assert added["values"]["actor"]["Islamic State"] == "islamic_state"


def test_a_tally_of_figures_says_what_is_not_in_its_sum(client: Browser) -> None:
    found = asked(client, "/tally", of="killed", by="country", datetime="2017-11/2018-12")
    models.TallyAnswer.model_validate(found)
    total = found["total"]
    assert f"An estimated {total['estimated_best']:,} killed" in found["sentence"]
    assert f"the other {total['no_figure']:,} have no figure" in found["sentence"]


def test_from_and_to_are_the_days_of_datetime(client: Browser) -> None:
    by_days = asked(client, "/tally", **{"from": "2017-11", "to": "2017-12-31"})
    assert by_days == asked(client, "/tally", datetime="2017-11/2017-12")


def test_a_tally_as_csv_has_the_same_cells(view: RecordView, client: Browser) -> None:
    answer = client.get(API + "/tally.csv", params={"by": "type", "datetime": "2017"})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = [*csv.DictReader(io.StringIO(answer.text))]
    cells = view.tallied(by=("type",), start="2017", end="2017").cells
    assert [row["type"] for row in rows] == [value or "" for value in cells["type"]]
    assert [int(row["reported"]) for row in rows] == cells["reported"].to_list()
    assert rows[0]["claims"].split() == cells["claims"][0].to_list()


def test_the_other_questions_are_answered_as_in_python(view: RecordView, client: Browser) -> None:
    for path, model, query, python in (
        ("/compare", models.CompareAnswer, SIDES | COMMON, lambda: view.compared(A, B)),
        ("/compare", models.CompareAnswer, {"a": "52/120", "b": "310/365"}, lambda: view.compared("52/120", "310/365")),
        ("/change", models.ChangeAnswer, {"datetime": "2017-11/2018-12", "by": "month"},
         lambda: view.changed(start="2017-11", end="2018-12", period="month")),
        ("/mix", models.MixAnswer, SIDES | COMMON | {"period": "month"},
         lambda: record_mix(view, A, B, period="month").to_dict()),
        ("/spread", models.SpreadAnswer, SIDES | COMMON, lambda: record_spread(view, A, B).to_dict()),
        ("/indicators", models.IndicatorsAnswer, SIDES | COMMON, lambda: record_indicators(view, A, B).to_dict()),
    ):  # fmt: skip
        found = asked(client, path, **query)
        model.model_validate(found)
        expected = as_json(python())
        for side in {"a", "b"} & expected.keys():
            expected[side].pop("asked", None)
            found[side].pop("asked", None)
        assert found == expected, path


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordView]:
    """Ten months, each with a report of one to three clashes in one town."""
    path = tmp_path_factory.mktemp("months") / "months.sqlite"
    with Record.open(path, create=True) as record:
        for at in range(1, 11):
            when, name = day(f"2017-{at:02d}-15"), f"d{at}"
            said = [replace(claim(name, n, when=when), place=HERE) for n in range(1 + at % 3)]
            raw = name.encode()
            sha256 = hashlib.sha256(raw).hexdigest()
            document = Document(name, f"{name}.txt", name, sha256, "text/plain", name, published=when)
            record.save_document(document, raw, said, reader="test")
        link_record(record)
    with open_record(path) as opened:
        yield opened


def test_a_forecast_has_what_it_said_of_earlier_months(months: RecordView) -> None:
    found = asked(Browser(create_app(months)), "/forecast", datetime="2017-01/2017-10", months=1)
    models.ForecastAnswer.model_validate(found)
    python = record_forecast(months, {"start": "2017-01", "end": "2017-10", "months": 1})
    said = [one.pop("earlier") for one in found["forecasts"]]
    assert found == as_json(python.to_dict())
    assert said == [as_json(earlier(python, 0))]
    assert {one["origin"] for one in said[0]} == set(found["backtest"]["origins"])


def test_a_word_that_is_not_followed_is_said_to_be(client: Browser) -> None:
    for path in ("/tally", "/change"):
        found = asked(client, path, word="no_parties", datetime="2017-11/2018-01")
        assert "no_parties) is not followed here" in found["notes" if path == "/tally" else "warnings"][-1]


def test_pictures_are_of_the_same_answer(client: Browser) -> None:
    sentence = asked(client, "/compare", **SIDES)["sentence"]
    drawn = client.get(API + "/compare", params={**SIDES, "format": "svg"})
    assert drawn.headers["content-type"] == "image/svg+xml"
    root = ElementTree.fromstring(drawn.content)  # noqa: S314 - what our own server drew
    assert root.findtext("{http://www.w3.org/2000/svg}title") == sentence
    assert client.get(API + "/tally", params={"by": "country", "format": "png"}).content.startswith(
        b"\x89PNG"
    )


@pytest.mark.parametrize(
    ("path", "query", "says"),
    [
        ("/tally", {"by": "nothing"}, "'actor'"),
        ("/tally", {"datetime": "2017", "from": "2017"}, "give the days once"),
        ("/tally", {"near": "somewhere"}, "LAT,LON,KM"),
        ("/mix", {"a": "polygon=/etc/passwd", "b": "from=2017,to=2017"}, "polygon names a file"),
        ("/compare", {"a": "of=events", "b": "52/120"}, "first and its last day"),
        ("/spread", {"a": SIDES["b"], "b": SIDES["a"]}, "A must begin after B ends"),
        ("/indicators", SIDES, "one group"),
        ("/forecast", {"months": "13"}, "months"),
        ("/forecast", {"country": "FR"}, "nothing to forecast"),
        ("/change", {"nonsense": "1"}, "no parameter of this address"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_a_problem(
    client: Browser, path: str, query: dict[str, str], says: str
) -> None:
    answer = client.get(API + path, params=query)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]
    assert answer.json()["what_to_do"]


def test_nothing_found_is_a_clear_answer(client: Browser) -> None:
    assert "no proof that there was none" in asked(client, "/tally", country="FR")["sentence"]
    assert "No events in FR" in asked(client, "/tally", country="FR", datetime="2017")["sentence"]
    assert asked(client, "/change", country="FR", datetime="2017")["changes"] == []
    assert "too few" in asked(client, "/mix", country="FR", **SIDES)["sentence"]


def test_a_slow_question_is_refused_and_answered_when_asked_again() -> None:
    def slow() -> Response:
        time.sleep(0.3)
        return Response("done")

    work = Work(seconds=0.05)
    first = work.answer("q", slow)
    assert first.status_code == 503
    assert b"Ask again in a minute" in first.body
    time.sleep(0.5)
    assert work.answer("q", lambda: Response("made anew")).body == b"done"
    assert work.answer("q", lambda: Response("made anew")).body == b"made anew"


def test_large_questions_say_what_to_narrow(client: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis_work, "MOST_EVENTS", 3)
    monkeypatch.setattr(analysis_work, "MOST_CELLS", 3)
    for path, query in (("/mix", SIDES), ("/tally", {"period": "day", "datetime": "2017-11"})):
        answer = client.get(API + path, params=query)
        assert answer.status_code == 400
        assert "fewer days" in answer.json()["what_to_do"]


def test_too_many_ids_are_left_out_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis_work, "MOST_IDS", 2)
    answer: dict[str, Any] = {"notes": [], "cells": [{"events": ["a", "b"], "claims": ["c"]}]}
    without_ids(answer, answer["cells"], "notes")
    assert answer["cells"] == [{"events": [], "claims": []}]
    assert answer["notes"][0].startswith("3 ids")
