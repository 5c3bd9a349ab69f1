from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.gazetteer import Gazetteer, Level, index, layers
from counterclaim.reference.gazetteer.layers import Layer, Record
from counterclaim.reference.gazetteer.layers.record import numbered

RECORDS = [
    Record(
        "gn:1",
        "geonames",
        "Deir ez-Zor",
        "city",
        "SY",
        "SY.07",
        (35.34, 40.14),
        5.9,
        271800,
        ("Dayr az Zawr",),
    ),
    Record("gn:2", "geonames", "Manbij", "town", "SY", "SY.09", (36.53, 37.95), 3.6, 99497),
    Record(
        "gn:3",
        "geonames",
        "Aleppo",
        "admin1",
        "SY",
        "SY.09",
        (36.2, 37.6),
        77.0,
        0,
        ("Aleppo Governorate", "حلب"),
    ),
    Record("gn:4", "geonames", "Suva", "city", "FJ", "", (-18.1, 178.4), None, 77366, ("スバ",)),
    Record("gn:5", "geonames", "Taveuni", "island", "FJ", "", (-16.8, -179.9), None),
]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[Record]:
    """A world of five places, for what is about the file and not about its content."""
    monkeypatch.setattr(layers, "packaged_layers", lambda: [Layer("few", numbered(lambda: iter(RECORDS)))])
    return RECORDS


def test_a_built_index_answers(tmp_path: Path, few: list[Record]) -> None:
    steps: list[tuple[str, int]] = []
    path = tmp_path / "new folder" / "places #1?.sqlite"
    Gazetteer.build(path, lambda step, done: steps.append((step, done)))
    assert steps[-1] == ("done", len(few))
    gazetteer = Gazetteer.open(path)
    assert [match.level for match in gazetteer.matches("Deir Ezzor")] == [Level.FOLDED]
    assert [entry.id for entry in gazetteer.lookup("dayr az-zawr")] == ["gn:1"]
    assert [entry.id for entry in gazetteer.lookup("Aleppo")] == ["gn:3"]
    assert gazetteer.lookup("حلب")[0].admin1 == "Aleppo"
    assert gazetteer.lookup("Menbej") == []
    near = gazetteer.matches("Menbej", country="SY", near=True)
    assert [(match.entry.id, match.level) for match in near] == [("gn:2", Level.NEAR)]
    assert near[0].score < 0.9


def test_places_near_a_point_come_nearest_first_across_the_date_line(
    tmp_path: Path, few: list[Record]
) -> None:
    Gazetteer.build(tmp_path / "g.sqlite")
    gazetteer = Gazetteer.open(tmp_path / "g.sqlite")
    assert [entry.id for entry in gazetteer.near(-17.5, 179.5, 400)] == ["gn:5", "gn:4"]
    assert [entry.id for entry in gazetteer.near(-17.5, 179.5, 400, kinds={"city"})] == ["gn:4"]
    assert gazetteer.near(-17.5, 179.5, 50) == []
    assert [entry.id for entry in gazetteer.near(35.3, 40.1, 300, limit=1)] == ["gn:1"]


def test_opening_builds_what_is_missing_in_the_cache(
    tmp_path: Path, few: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_CACHE_DIR", str(tmp_path))
    assert Gazetteer.status().state == "missing"
    Gazetteer.open()
    status = Gazetteer.status()
    assert (status.state, status.places, status.path.parent) == ("ready", len(few), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [status.path.name]


def test_the_cache_keeps_one_index_of_another_version(
    tmp_path: Path, few: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_CACHE_DIR", str(tmp_path))
    for age, name in enumerate(
        ("gazetteer-a.sqlite", "gazetteer-b.sqlite", "gazetteer-c.sqlite", "mine.sqlite")
    ):
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    Gazetteer.open()
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"gazetteer-a.sqlite", "mine.sqlite", index.default_path().name}


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _forge(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    ("spoil", "state", "reason"),
    [
        (_cut, "damaged", "cannot be read"),
        (lambda path: path.write_bytes(b""), "damaged", "half built"),
        (lambda path: path.write_text("places"), "damaged", "cannot be read"),
        (lambda path: _forge(path, "DELETE FROM name"), "damaged", "empty"),
        (lambda path: _forge(path, "DELETE FROM meta"), "damaged", "cannot be read"),
        (lambda path: _forge(path, "UPDATE meta SET value = 'x' WHERE key = 'fingerprint'"), "outdated",
        "another version"),
    ],
)  # fmt: skip
def test_a_spoilt_index_is_an_error_that_says_what_to_do(
    tmp_path: Path, few: list[Record], spoil: object, state: str, reason: str
) -> None:
    path = tmp_path / "g.sqlite"
    Gazetteer.build(path)
    assert callable(spoil)
    spoil(path)
    assert Gazetteer.status(path).state == state
    with pytest.raises(ReferenceDataError, match=rf"g\.sqlite.*{reason}.*Delete the file"):
        Gazetteer.open(path)


def test_a_build_that_fails_leaves_the_old_index_and_no_rest(
    tmp_path: Path, few: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "g.sqlite"
    Gazetteer.build(path)

    def failing() -> Iterator[Record]:
        yield RECORDS[1]
        raise ReferenceDataError("supplement.tsv, line 3: broken")

    monkeypatch.setattr(layers, "packaged_layers", lambda: [Layer("failing", numbered(failing))])
    with pytest.raises(ReferenceDataError, match="line 3"):
        Gazetteer.build(path)
    assert list(tmp_path.iterdir()) == [path]
    assert Gazetteer.open(path).lookup("Deir ez-Zor")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, few: list[Record]) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReferenceDataError, match=r"cannot be written there.*COUNTERCLAIM_CACHE_DIR"):
        Gazetteer.build(tmp_path / "file" / "g.sqlite")


def test_two_builders_at_once_do_no_harm(tmp_path: Path, few: list[Record]) -> None:
    path = tmp_path / "g.sqlite"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: index.build(path), range(8)))
    assert Gazetteer.open(path).lookup("Manbij")
    assert list(tmp_path.iterdir()) == [path]


def test_an_open_gazetteer_outlives_a_new_build_and_closing(tmp_path: Path, few: list[Record]) -> None:
    path = tmp_path / "g.sqlite"
    Gazetteer.build(path)
    gazetteer = Gazetteer.open(path)
    assert gazetteer.lookup("Manbij")
    Gazetteer.build(path)
    assert gazetteer.lookup("Aleppo")
    gazetteer.close()
    assert gazetteer.lookup("Suva")
