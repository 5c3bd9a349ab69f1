from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reference.gazetteer import Gazetteer, layers
from counterclaim.reference.gazetteer.layers import Layer, Record
from counterclaim.reference.gazetteer.layers.record import numbered
from counterclaim.reference.gazetteer.same_place import limits, within_km

KM = 1 / 111.2
FIRST = Record(
    "gn:1", "geonames", "Deir Hafir", "village", "SY", "SY.09", (36.0, 37.0), None, 0, ("دير حافر",)
)


def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *records: Record) -> Gazetteer:
    monkeypatch.setattr(
        layers,
        "packaged_layers",
        lambda: [
            Layer("first", numbered(lambda: iter([FIRST]))),
            Layer("then", numbered(lambda: iter(records)), joins=True),
        ],
    )
    Gazetteer.build(tmp_path / "g.sqlite")
    return Gazetteer.open(tmp_path / "g.sqlite")


def other(
    place_id: str = "wof:5", name: str = "Dayr Hafir", kind: str = "village", km: float = 0.0
) -> Record:
    return Record(
        place_id, "whosonfirst", name, kind, "SY", "SY.09", (36.0 + km * KM, 37.0), names=("Other Name",)
    )


@pytest.mark.parametrize(
    ("record", "same"),
    [
        (other(), True),
        (other(km=2.8), True),
        (other(km=3.2), False),
        (other(km=10), False),
        (other(kind="town", km=2.8), True),
        (other(kind="town", km=7), False),
        (other(kind="ruin"), False),
        (other(kind="airport"), False),
        (other(name="Dayr Hafiz"), False),
        (other(name="دير حافر"), True),
        (other("gn:2"), False),
    ],
)
def test_one_place_of_two_layers_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Record, same: bool
) -> None:
    gazetteer = built(tmp_path, monkeypatch, record)
    entry = gazetteer.lookup("Other Name")[0]
    assert (entry.id == "gn:1") is same
    assert entry.source == ("geonames+whosonfirst" if same else "whosonfirst")
    assert gazetteer.get(record.id) == entry


def test_a_shared_id_is_enough_at_any_distance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer = built(
        tmp_path,
        monkeypatch,
        Record("gn:1", "whosonfirst", "Elsewhere", "town", "SY", other_ids=("wof:5",), point=(30, 30)),
    )
    entry = gazetteer.get("wof:5")
    assert entry is not None
    assert (entry.id, entry.lat) == ("gn:1", 36.0)


def test_of_two_that_fit_the_nearer_one_is_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer = built(tmp_path, monkeypatch, other("gn:7", km=2.5), other("wof:5", km=1.5))
    assert gazetteer.get("wof:5") == gazetteer.get("gn:7")


def test_two_villages_of_one_name_in_one_layer_stay_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gazetteer = built(
        tmp_path, monkeypatch, other("wof:5", name="Tell", km=50), other("wof:6", name="Tell", km=51)
    )
    assert len(gazetteer.lookup("Tell")) == 2


def test_a_place_keeps_its_numbers_and_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer = built(tmp_path, monkeypatch, other(km=50), other("wof:6", km=1))
    with closing(sqlite3.connect(gazetteer.path)) as connection:
        rows = connection.execute("SELECT id, place FROM other_id ORDER BY id").fetchall()
    assert rows == [("wof:5", -1), ("wof:6", 1)]


@given(st.sampled_from(sorted(limits())), st.sampled_from(sorted(limits())))
def test_limits_are_even_handed_and_keep_villages_apart(kind: str, again: str) -> None:
    assert within_km(kind, again) == within_km(again, kind)
    if "village" in (kind, again):
        assert (within_km(kind, again) or 0.0) < 4.0
