from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.reference.gazetteer.user_files import base, place_line, zipped

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.gazetteer import Gazetteer, index, layers
from counterclaim.reference.gazetteer.layers import UserLayers


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "packaged_layers", base)


def built(tmp_path: Path, **files: Path | list[Path]) -> Gazetteer:
    chosen = {
        key: tuple(map(str, found if isinstance(found, list) else [found])) for key, found in files.items()
    }
    index.build(tmp_path / "g.sqlite", None, UserLayers(**chosen))
    return Gazetteer.open(tmp_path / "g.sqlite")


def test_a_dump_of_geonames_adds_places_and_completes_those_with_its_ids(tmp_path: Path) -> None:
    dump = zipped(tmp_path / "SY.zip", "SY.txt", "\n".join([
        place_line(174448, "Al Bukamal", alternates="Albou Kamal,البوكمال,albw kmal", population=57572),
        place_line(201, "Tall Sufuq", lat=36.1, lon=41.4),
        place_line(202, "Nahr al Khabur", "H.STM", lat=36.0, lon=40.7),
        place_line(203, "Jabal Sinjar", "T.MT", country="IQ", admin1="15"),
        place_line(204, "Camp Speicher", "S.AIRB", country="IQ", admin1="18"),
        place_line(205, "Suq al Hamidiyah", "S.MKT"),
        place_line(206, "Karte Char", "P.PPLX", population=60_000),
    ]))  # fmt: skip
    gazetteer = built(tmp_path, geonames=dump)
    town = gazetteer.get("gn:174448")
    assert town is not None
    assert (town.name, town.population, town.lat) == ("Abu Kamal", 57572, 34.4506)
    assert gazetteer.lookup("البوكمال") == [town]
    assert "albw kmal" not in gazetteer.names("gn:174448")
    kinds = {place: entry.kind for place in range(201, 207) if (entry := gazetteer.get(f"gn:{place}"))}
    assert kinds == {
        201: "village", 202: "river", 203: "mountain", 204: "airport", 206: "neighbourhood",
    }  # fmt: skip
    assert gazetteer.lookup("Tall Sufuq")[0].admin1 == "Deir ez-Zor"


@pytest.mark.parametrize("version", [8, 10])
def test_alternate_names_are_added_to_places_that_are_there(tmp_path: Path, version: int) -> None:
    rows = [
        (1, 174448, "fr", "Abou Kamal-sur-Euphrate"),
        (2, 174448, "link", "https://example.org/"),
        (3, 999_999, "en", "Nowhere"),
        (4, 174448, "", "قضاء البو كمال"),
    ]
    text = "\n".join("\t".join([*map(str, row), *[""] * (version - 4)]) for row in rows)
    gazetteer = built(
        tmp_path, geonames=zipped(tmp_path / "alternateNamesV2.zip", "alternateNamesV2.txt", text)
    )
    assert [entry.id for entry in gazetteer.lookup("Abou Kamal-sur-Euphrate")] == ["gn:174448"]
    assert [entry.id for entry in gazetteer.lookup("قضاء البو كمال")] == ["gn:174448"]
    assert gazetteer.lookup("Nowhere") == []
    assert not [name for name in gazetteer.names("gn:174448") if "example" in name]


def test_bad_rows_of_a_dump_are_left_out_and_counted(tmp_path: Path) -> None:
    good = [place_line(300 + number, f"Tall {number}") for number in range(20)]
    bad = [
        place_line("x", "No id"), "too\tfew", place_line(400, "North", lat=91), place_line(401, "", lat=1),
        place_line(402, "Many", population="lots"),
    ]  # fmt: skip
    dump = tmp_path / "SY.txt"
    dump.write_bytes("\n".join([*good[:3], *bad, *good[3:]]).encode() + b"\n" + b"\xff\t" * 18 + b"\n")
    gazetteer = built(tmp_path, geonames=dump)
    layer = index.layers_of(gazetteer.path)[1]
    assert (layer.places, layer.flaws, layer.rows) == (20, 6, 26)
    assert layer.first_flaw.startswith("SY.txt, line 4: ")


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("SY.txt", "one,two\n", "no file of GeoNames"),
        ("SY.txt", "", "no file of GeoNames"),
        ("SY.txt", "\n".join([place_line("x", "A")] * 5), r"no places in it.*line 1"),
        ("SY.txt", "\n".join([place_line("x", "A")] * 2000), "no file of that kind"),
        ("SY.zip", "no archive", "cannot be read"),
    ],
)
def test_what_is_no_dump_stops_the_build_and_leaves_nothing(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ReferenceDataError, match=f"(?s){reason}"):
        built(tmp_path, geonames=tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_zip_bomb_is_refused_early(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "bomb.zip", "bomb.txt", (place_line(1, "A" * 100_000) + "\n") * 400)
    assert bomb.stat().st_size < 200_000
    with pytest.raises(ReferenceDataError, match="expands to more than"):
        built(tmp_path, geonames=bomb)


def test_an_endless_line_is_no_row(tmp_path: Path) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text(place_line(1, "Tall A") + "\n" + "x" * 3_000_000 + "\n" + place_line(2, "Tall B"))
    assert built(tmp_path, geonames=dump).get("gn:2") is not None


def feature(wof_id: int, name: str, **more: object) -> str:
    properties = {
        "wof:id": wof_id, "wof:name": name, "wof:placetype": "locality", "wof:country": "SY",
        "geom:latitude": 34.9, "geom:longitude": 40.5, "edtf:deprecated": "uuuu", "wof:superseded_by": [], **more,
    }  # fmt: skip
    return json.dumps({"type": "Feature", "properties": properties, "geometry": {}})


FEATURES = [
    feature(1, "Al Kashmah", **{"name:ara_x_preferred": ["الكشمة"], "gn:population": 6000}),
    feature(2, "Gone", **{"wof:superseded_by": [1]}),
    feature(3, "Old", **{"edtf:deprecated": "2015-01-01"}),
    feature(4, "Bukamal", **{"wof:concordances": {"gn:id": 174448}, "geom:latitude": 34.45}),
    feature(5, "Mayadin Airbase", **{"wof:placetype": "campus"}),
    feature(6, "University of Deir", **{"wof:placetype": "campus"}),
    feature(7, "Joura", **{"wof:placetype": "neighbourhood", "lbl:latitude": 35.3, "lbl:longitude": 40.1}),
    feature(8, "A shop", **{"wof:placetype": "venue"}),
]


def check_features(gazetteer: Gazetteer) -> None:
    found = {n: entry for n in range(1, 9) if (entry := gazetteer.get(f"wof:{n}"))}
    assert {n: entry.kind for n, entry in found.items()} == {
        1: "town", 4: "town", 5: "airport", 7: "neighbourhood",
    }  # fmt: skip
    assert found[4].id == "gn:174448"
    assert found[4].source == "geonames+whosonfirst"
    assert (found[7].lat, found[7].lon) == (35.3, 40.1)
    assert found[1].admin1 == "Deir ez-Zor"
    assert gazetteer.lookup("الكشمة") == [found[1]]


def test_a_folder_of_whos_on_first_is_read(tmp_path: Path) -> None:
    for number, text in enumerate(FEATURES, 1):
        file = tmp_path / f"wof/data/{number:03}/{number}.geojson"
        file.parent.mkdir(parents=True)
        file.write_text(text)
    (tmp_path / "wof/data/001/1-alt-quattroshapes.geojson").write_text("{")
    (tmp_path / "wof/data/001/9.geojson").write_text('{"properties": {"wof:id": 9}}')
    gazetteer = built(tmp_path, whosonfirst=tmp_path / "wof")
    check_features(gazetteer)
    layer = index.layers_of(gazetteer.path)[1]
    assert (layer.rows, layer.flaws) == (9, 1)
    assert "'wof:name' is missing" in layer.first_flaw


def test_a_sqlite_distribution_of_whos_on_first_is_read(tmp_path: Path) -> None:
    file = tmp_path / "whosonfirst-data-admin-sy-latest.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE geojson (id INTEGER, body TEXT, is_alt BOOLEAN)")
        connection.executemany("INSERT INTO geojson VALUES (?, ?, 0)", enumerate(FEATURES, 1))
        connection.execute("INSERT INTO geojson VALUES (1, '{', 1)")
    check_features(built(tmp_path, whosonfirst=file))


def test_a_table_of_whos_on_first_is_read(tmp_path: Path) -> None:
    columns = ["wof_id", "name", "placetype", "lat", "lon", "country", "geonameid", "gn_admin1", "names"]
    rows = [
        ["11", "Hawi", "locality", "35.1", "40.4", "SY", "", "7.0", "Hawi Dhiban|حوي"],
        ["12", "Broken", "locality", "north", "40.4", "SY", "", "", ""],
    ]
    (tmp_path / "sy.tsv").write_text("\n".join("\t".join(row) for row in [columns, *rows]))
    gazetteer = built(tmp_path, whosonfirst=tmp_path / "sy.tsv")
    assert [(e.id, e.admin1) for e in gazetteer.lookup("حوي")] == [("wof:11", "Deir ez-Zor")]
    assert "sy.tsv, line 3" in index.layers_of(gazetteer.path)[1].first_flaw


def test_a_folder_without_whos_on_first_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReferenceDataError, match="nothing of Who's On First"):
        built(tmp_path, whosonfirst=tmp_path / "empty")


def test_own_places_are_read_and_override(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(
        "name;lat;lon;kind;country;names;id;population;admin1;source\n"
        "Albu Kamal;34.4600;40.9200;;sy;;gn:174448;;;\n"
        "Checkpoint Red;34.5;40.6;crossing;SY;Red Gate|البوابة;;;deir ezzor;field notes, 2019\n"
        "Hilltop;34.6;40.7;;;;;;;\n"
    )
    gazetteer = built(tmp_path, places=table)
    town = gazetteer.get("gn:174448")
    assert town is not None
    assert (town.name, town.lat, town.source) == ("Albu Kamal", 34.46, "geonames+own")
    gate = gazetteer.lookup("Red Gate")[0]
    assert (gate.kind, gate.source, gate.admin1) == ("crossing", "field notes, 2019", "Deir ez-Zor")
    assert gate.id.startswith("own:")
    hill = gazetteer.lookup("Hilltop")[0]
    assert (hill.country, hill.admin1) == ("SY", "Deir ez-Zor")


def test_every_bad_row_of_own_places_is_named_and_nothing_is_built(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(
        "name,lat,lon,kind,country,id,population\n"
        "Good,34,40,,,a,\n"
        ",34,40,,,,\n"
        "North,95,40,,,,\n"
        "East,34,x,,,,\n"
        "Odd,34,40,castle-ish,,,\n"
        "Land,34,40,,XQ,,\n"
        "Again,34,40,,,a,\n"
        "Short,34\n"
        "Less,34,40,,,,-5\n"
    )
    with pytest.raises(ReferenceDataError) as caught:
        built(tmp_path, places=table)
    lines = str(caught.value).splitlines()
    columns = ["name", "lat", "lon", "kind", "country", "id", "name", "population"]
    assert len(lines) == len(columns)
    for number, (line, column) in enumerate(zip(lines, columns, strict=True), 3):
        assert line.startswith(f"{table}, line {number}, column {column}: ")
    assert [path.name for path in tmp_path.iterdir()] == ["own.csv"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name,lat\nA,1\n", "lon missing"),
        ("name,lat,lon,colour\nA,1,2,red\n", "colour is unknown"),
        ("name,lat,lon,lon\nA,1,2,3\n", "twice"),
        ("name,lat,lon\n", "no places"),
        ("", "name, lat, lon missing"),
    ],
)
def test_a_table_of_own_places_must_have_its_columns(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "own.csv").write_text(text)
    with pytest.raises(ReferenceDataError, match=reason):
        built(tmp_path, places=tmp_path / "own.csv")


def test_a_later_build_keeps_the_layers_and_says_what_became_of_them(tmp_path: Path) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text(place_line(201, "Tall Sufuq"))
    path = built(tmp_path, geonames=dump).path
    Gazetteer.build(path)
    layer = index.layers_of(path)[1]
    assert (layer.name, layer.path, layer.places, layer.file) == ("geonames", str(dump), 1, "same")
    assert layer.size_bytes == dump.stat().st_size
    dump.write_text(place_line(201, "Tall Sufuq") + "\n" + place_line(202, "Tall Ahmar"))
    assert index.layers_of(path)[1].file == "changed"
    Gazetteer.build(path)
    assert Gazetteer.open(path).lookup("Tall Ahmar")
    dump.unlink()
    assert index.layers_of(path)[1].file == "missing"
    with pytest.raises(ReferenceDataError, match=r"SY\.txt: a layer of the gazetteer is not there"):
        Gazetteer.build(path)
    assert Gazetteer.open(path).lookup("Tall Ahmar")
    index.build(path, None, UserLayers())
    assert Gazetteer.open(path).lookup("Tall Ahmar") == []


def test_a_new_version_keeps_the_layers_of_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_CACHE_DIR", str(tmp_path / "cache"))
    dump = tmp_path / "SY.txt"
    dump.write_text(place_line(201, "Tall Sufuq"))
    index.build(index.default_path(), None, UserLayers(geonames=(str(dump),)))
    monkeypatch.setattr(index, "fingerprint", lambda: "f" * 64)
    assert Gazetteer.open().lookup("Tall Sufuq")
