"""Control over HTTP: the answers of Python, and clear ones where there is nothing to answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from pydantic_core import to_json
from tests.browser import Browser
from tests.small_record import make_record

from counterclaim.ask import RecordView, open_record
from counterclaim.ask.control.answers import area_answer, change_rows, disagreement_rows, place_answer
from counterclaim.ask.control.asking import ControlView, open_control
from counterclaim.ask.control.exports import control_map
from counterclaim.ask.control.shown import find_area
from counterclaim.record import Record
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.web import control_models as models
from counterclaim.web import create_app

TOWN = "p-abu-kamal"
ON = date(2017, 11, 12)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordView]:
    with open_record(make_record(tmp_path_factory.mktemp("web") / "small.sqlite")) as opened:
        yield opened


@pytest.fixture(scope="module")
def control(view: RecordView) -> ControlView:
    return open_control(view, Gazetteer.open())


@pytest.fixture(scope="module")
def client(view: RecordView) -> Browser:
    return Browser(create_app(view))


def asked(client: Browser, path: str, model: type[BaseModel] | None = None) -> Any:
    answer = client.get(f"/api/v1/control{path}")
    assert answer.status_code == 200, answer.text[:500]
    if model is not None:
        model.model_validate_json(answer.content)
    return answer.json()


def plain(value: Any) -> Any:
    return json.loads(to_json(value))


def test_the_map_is_that_of_python(client: Browser, control: ControlView) -> None:
    for known in (None, date(2017, 11, 9)):
        query = f"?on={ON}" + (f"&as_known_on={known}" if known else "")
        given = asked(client, f"/map{query}", models.ControlMap)
        told = plain(control_map(control, ON, known_on=known))
        firm = place_answer(control, control.site(TOWN), ON, known_on=known)["firmness"]
        for found in given["features"]:
            assert found["properties"].pop("firmness") == plain(firm)
            assert found["properties"].pop("latest")["sentence"]
        assert given["features"] == told["features"]
        assert given["note"] == told["note"]
        assert given["places"] == 1


def test_a_box_without_places_has_none(client: Browser) -> None:
    assert asked(client, f"/map?on={ON}&bbox=0,0,1,1", models.ControlMap)["features"] == []
    assert len(asked(client, f"/map?on={ON}&bbox=40,34,42,36")["features"]) == 1


def test_cells_say_that_they_are_interpolated(client: Browser) -> None:
    assert asked(client, f"/map?on={ON}&cells=true", models.ControlMap)["interpolated"] is True


def test_a_place_is_that_of_python_with_every_day(client: Browser, control: ControlView) -> None:
    given = asked(client, f"/places/{TOWN}?on={ON}&from=2017-11&to=2017-11", models.ControlHistory)
    told = plain(place_answer(control, control.site(TOWN), ON))
    for name in ("states", "spells", "firmness", "fragility", "sieges", "changes_of_hands", "notes"):
        assert given[name] == told[name]
    series = given["series"]
    assert (len(series["days"]), series["daily"]) == (30, True)
    row = series["days"].index(str(ON))
    for chances in ("now", "then"):
        assert all(sum(one) == pytest.approx(1.0, abs=1e-3) for one in series[chances])
        by_state = {
            one["state"]: chance for one, chance in zip(series["states"], series[chances][row], strict=True)
        }
        for state in told["states"]:
            assert by_state[state["state"]] == pytest.approx(state[chances], abs=2e-4)
    denied = [one for spell in given["spells"] for one in spell["denials"]]
    assert denied
    assert all(one["claim"] and one["document"] for one in denied)


def test_then_knows_nothing_before_the_first_report(client: Browser) -> None:
    series = asked(client, f"/places/{TOWN}?from=2017-11-01&to=2017-11-08")["series"]
    unknown = [one["state"] for one in series["states"]].index("unknown")
    assert all(row[unknown] == 1.0 for row in series["then"])
    assert any(row[unknown] < 0.9 for row in series["now"])


def test_changes_and_disagreements_are_those_of_python(client: Browser, control: ControlView) -> None:
    changes = asked(client, f"/changes?from=2017-11&to={ON}", models.ControlChanges)
    told = plain(change_rows(control, date(2017, 11, 1), ON))
    assert changes["changes"] == told[::-1]
    assert changes["total"] == len(told) > 0
    given = asked(client, f"/disagreements?on={ON}", models.ControlDisagreements)
    assert given["disagreements"] == plain(disagreement_rows(control, ON))


def test_an_area_is_that_of_python(client: Browser, control: ControlView) -> None:
    given = asked(client, f"/areas/gn:170792?on={ON}", models.ControlAreaAnswer)
    assert given == plain(area_answer(control, find_area(control, "gn:170792"), [ON]))
    by = asked(client, f"/areas/gn:170792?by=Islamic State&from=2017-10&to={ON}&each=week")
    assert {one["name"] for one in by["shares"]} == {"Islamic State"}


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/map?on=soon", 400, "is not a date"),
        ("/map?on=2017-02-30", 400, "is not a date"),
        ("/map?on=0001-01-01", 400, "1800"),
        ("/map?as_known_on=tomorrow", 400, "is not a date"),
        ("/map?bbox=1,2", 400, "west,south,east,north"),
        ("/map?area=Nowhere at all", 400, "no place is known"),
        ("/map?day=2017", 400, "is no parameter"),
        ("/places/p-nowhere", 404, "no place of the id"),
        (f"/places/{TOWN}?from=2018&to=2017", 400, "wrong way round"),
        ("/changes?from=2018&to=2017", 400, "wrong way round"),
        ("/areas/SY?by=nobody", 400, "no statement is about a party"),
        (f"/areas/{TOWN}", 400, "is no area"),
        ("/areas/SY?each=hour", 400, "each"),
    ],
)
def test_wrong_questions_are_told_so(client: Browser, path: str, status: int, says: str) -> None:
    answer = client.get(f"/api/v1/control{path}")
    assert answer.status_code == status
    assert says in answer.json()["detail"]


def test_before_anything_is_known_everything_is_unknown(client: Browser) -> None:
    given = asked(client, f"/map?on={ON}&as_known_on=2017-01-01", models.ControlMap)
    assert {one["properties"]["state"] for one in given["features"]} == {"unknown"}
    assert "nothing was known of any place by 2017-01-01" in given["notes"][0]
    place = asked(client, f"/places/{TOWN}?as_known_on=2017-01-01", models.ControlHistory)
    assert place["statements"] == place["spells"] == []
    assert "which is not the same as calm" in place["notes"][0]


def test_a_record_without_statements_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    Record.open(path, create=True).close()
    with open_record(path) as view:
        client = Browser(create_app(view))
        found = asked(client, "", models.ControlOverview)
        assert (found["statements"], found["last_known"], found["days"]) == (0, None, [])
        for path_, model in (("/map", models.ControlMap), ("/map?cells=true", models.ControlMap)):
            given = asked(client, path_, model)
            assert given["features"] == []
            assert "no statement in this record says who holds a place" in given["notes"][0]
        assert asked(client, "/changes", models.ControlChanges)["changes"] == []
        assert asked(client, "/disagreements", models.ControlDisagreements)["disagreements"] == []
        assert asked(client, "/areas/gn:170792", models.ControlAreaAnswer)["shares"] == []
