"""Answers on control: a place then and now, changes, areas, disagreements, maps; and what is asked wrongly."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from counterclaim.analysis.plots import save
from counterclaim.ask import RecordView
from counterclaim.ask.control.answers import (
    agreement_rows,
    area_answer,
    change_rows,
    days_between,
    disagreement_rows,
    place_answer,
)
from counterclaim.ask.control.asking import ControlView, open_control
from counterclaim.ask.control.exports import control_map, panel
from counterclaim.ask.control.outside import OutsideMap, read_outside
from counterclaim.ask.control.plot import place_chart
from counterclaim.cli.output import json_line
from counterclaim.errors import UsageError
from counterclaim.model import ControlChange, Modality
from counterclaim.reference.gazetteer import Gazetteer
from tests.ask.control.conftest import NOWHERE, PROVINCE, Said

Opened = Callable[[Sequence[Said]], RecordView]
GAINED, HELD = ControlChange.GAINED, ControlChange.HELD
ON = date(2017, 11, 12)
NOVEMBER = (
    Said(HELD, "islamic_state", first="2017-11-03", published="2017-11-04"),
    Said(GAINED, "forces.SY", source="forces.SY", former="islamic_state"),
    Said(GAINED, "forces.SY", source="islamic_state", modality=Modality.DENIED, published="2017-11-10"),
    Said(GAINED, "islamic_state", first="2017-11-11", published="2017-11-12"),
    Said(GAINED, "forces.SY", first="2017-11-19", source="forces.SY", published="2017-11-20"),
    Said(HELD, "forces.SY", first="2017-11-25", published="2017-11-26"),
    Said(HELD, "forces.SY", first="2017-11-28", published="2017-11-29"),
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture
def asked(view_of: Opened, gazetteer: Gazetteer) -> ControlView:
    return open_control(view_of(NOVEMBER), gazetteer)


def test_a_place_then_and_now(asked: ControlView) -> None:
    found = place_answer(asked, asked.site("al-Bukamal"), date(2017, 11, 24))
    now, then = ({one["state"]: one[key] for one in found["states"]} for key in ("now", "then"))
    assert now["state.SY"] > then.get("state.SY", 0.0), (
        "what was told later is known now and was not known then"
    )
    assert [one["holder"] for one in found["spells"]] == [
        "islamic_state",
        "state.SY",
        "islamic_state",
        "state.SY",
    ]
    assert found["changes_of_hands"] == 3
    taken = found["spells"][1]
    assert [one["source"] for one in taken["denials"]] == ["Islamic State"]
    assert taken["sources"][0]["claim"]
    assert found["strip"]["marks"]
    assert json.loads(json_line(found))["schema"] == "counterclaim.control/1"


def test_as_known_on_a_day_later_words_count_for_nothing(asked: ControlView) -> None:
    site = asked.site("Abu Kamal")
    early = place_answer(asked, site, date(2017, 11, 9), known_on=date(2017, 11, 9))
    assert len(early["statements"]) == 2
    assert {one["said"] <= date(2017, 11, 9) for one in early["statements"]} == {True}
    assert not any(one["denials"] for one in early["spells"])
    late = place_answer(asked, site, date(2017, 11, 9))
    assert early["states"] != late["states"]


def test_changes_between_days(asked: ControlView) -> None:
    rows = change_rows(asked, date(2017, 11, 1), date(2017, 11, 30))
    assert [(row["name"], row["from_holder"]) for row in rows] == [
        ("Government of Syria", "Islamic State"),
        ("Islamic State", "Government of Syria"),
        ("Government of Syria", "Islamic State"),
    ]
    assert change_rows(asked, date(2016, 1, 1), date(2016, 12, 31)) == []
    with pytest.raises(UsageError, match="wrong way round"):
        change_rows(asked, date(2017, 12, 1), date(2017, 11, 1))


def test_an_area_over_time(asked: ControlView) -> None:
    days = days_between(date(2017, 10, 1), date(2017, 11, 30), "month")
    assert days == [date(2017, 10, 31), date(2017, 11, 30)]
    found = area_answer(asked, asked.site("Deir ez-Zor", area=True), days)
    assert found["area"]["id"] == PROVINCE[0]
    assert found["places"] == 1
    assert found["covered"]["places"] > 50
    last = {row["state"]: row for row in found["shares"] if row["day"] == days[-1]}
    assert sum(row["places"] for row in last.values()) == pytest.approx(1.0, abs=0.01)
    assert last["state.SY"]["people_low"] <= last["state.SY"]["people"] <= last["state.SY"]["people_high"]
    only = area_answer(asked, asked.site("Syria", area=True), days, by="state.SY")
    assert {row["state"] for row in only["shares"]} == {"state.SY"}


def test_where_sources_disagree(asked: ControlView) -> None:
    (row,) = disagreement_rows(asked, ON)
    assert row["place"] == "Abu Kamal"
    assert {one["says"] for one in row["words"]} >= {"held by Government of Syria", "held by Islamic State"}
    assert disagreement_rows(asked, date(2017, 11, 4)) == []
    assert all(row["compared"] >= row["agreed"] for row in agreement_rows(asked))


def test_maps_and_panels(asked: ControlView) -> None:
    found = control_map(asked, ON)
    (only,) = found["features"]
    assert only["properties"]["place"] == "Abu Kamal"
    assert only["properties"]["sources"]
    rows = list(panel(asked, days_between(date(2017, 11, 1), date(2017, 11, 30), "day")))
    assert len(rows) == 30
    assert all(0 <= row["probability"] <= 1 for row in rows)
    with pytest.raises(UsageError, match="two places"):
        control_map(asked, ON, area=asked.site("Syria", area=True), as_cells=True)
    with pytest.raises(UsageError, match="no area"):
        control_map(asked, ON, area=asked.site("Abu Kamal"))


def test_a_plot_can_be_drawn(asked: ControlView, tmp_path: Path) -> None:
    site = asked.site("Abu Kamal")
    save(
        place_chart(asked, site, date(2017, 11, 1), date(2017, 11, 30)),
        tmp_path / "town.svg",
        sentence="Abu Kamal",
    )
    drawn = (tmp_path / "town.svg").read_text("utf-8")
    assert "Islamic State" in drawn
    assert "a party to the conflict" in drawn


def test_two_claims_of_one_day_that_contradict(view_of: Opened) -> None:
    told = [Said(HELD, "islamic_state"), Said(HELD, "sdf")]
    view = open_control(view_of(told))
    found = place_answer(view, view.site("Abu Kamal"), date(2017, 11, 8))
    chances = {one["state"]: one["now"] for one in found["states"]}
    assert chances["islamic_state"] == pytest.approx(chances["sdf"], abs=0.05)
    assert max(chances.values()) < 0.8
    assert len(disagreement_rows(view, ON)) == 1


def test_a_place_that_does_not_exist_and_an_unknown_party(view_of: Opened) -> None:
    view = open_control(view_of([Said(HELD, "Brigade of the Green River", place=NOWHERE)]))
    found = place_answer(view, view.site("Qasr Nowhere"), ON)
    assert found["states"][0]["name"] == "Brigade of the Green River"
    assert found["place"]["lat"] is None
    assert any("no such place" in note for note in found["notes"])
    assert any("registry" in note for note in found["notes"])
    assert control_map(view, ON)["features"] == []
    with pytest.raises(UsageError, match="no place is known"):
        view.site("Atlantis")
    with pytest.raises(UsageError, match="Green River"):
        view.party("the Martians")


def test_no_claims_at_all(view_of: Opened, gazetteer: Gazetteer) -> None:
    view = open_control(view_of([]), gazetteer)
    assert view.last_known is None
    found = place_answer(view, view.site("Abu Kamal"), ON)
    assert [(one["state"], one["now"]) for one in found["states"]] == [("unknown", 1.0)]
    assert found["spells"] == []
    assert found["firmness"] is None
    assert any("nothing is said" in note for note in found["notes"])
    assert change_rows(view, ON, ON) == []
    assert area_answer(view, view.site("Syria", area=True), [ON])["shares"] == []


def test_an_outside_map_beside_the_record(view_of: Opened, gazetteer: Gazetteer, tmp_path: Path) -> None:
    """A polygon about Abu Kamal is one more source: it disagrees, and its number leads back to its feature."""
    square = [[[40.7, 34.3], [41.1, 34.3], [41.1, 34.6], [40.7, 34.6], [40.7, 34.3]]]
    path = tmp_path / "map_2017-11-12.geojson"
    drawn = {
        "type": "Feature",
        "properties": {"name": "Occupied"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [drawn]}), "utf-8")
    record = view_of(NOVEMBER[:4])
    how = OutsideMap("Other map", 0.9, meant={"occupied": "forces.SY"}, country="SY")
    imported = read_outside(path, how, record.registry, gazetteer)
    assert "gn:174448" in {row.site.id for row in imported.rows}
    view = open_control(record, gazetteer, imported.rows)
    alone = open_control(record, gazetteer)
    site = view.site("Abu Kamal")
    with_map, without = (place_answer(one, site, ON) for one in (view, alone))
    chance = [
        {one["state"]: one["now"] for one in found["states"]}["state.SY"] for found in (with_map, without)
    ]
    assert chance[0] > chance[1]
    row = next(row for row in disagreement_rows(view, ON) if row["place"] == "Abu Kamal")
    assert "map_2017-11-12.geojson#feature=1" in {one["document"] for one in row["words"]}
    unread = read_outside(path, OutsideMap("Other map"), record.registry, gazetteer)
    assert unread.rows == ()
    assert any("--party" in words for words in unread.left_out)
