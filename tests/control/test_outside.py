"""Maps that others made: read tolerantly, refused where they are none, and kept in a table that says where from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counterclaim.control.outside import (
    NOTE,
    Outside,
    read_table,
    reliabilities,
    says,
    statements_of,
    write_table,
)
from counterclaim.control.outside_files import is_drawn, read_drawn, read_listed
from counterclaim.control.sites import Level, Site
from counterclaim.control.statements import Says
from counterclaim.errors import UsageError

SQUARE = [[[30.0, 46.0], [32.0, 46.0], [32.0, 48.0], [30.0, 48.0], [30.0, 46.0]]]
HIGH = [[[[lon, lat, 0] for lon, lat in SQUARE[0]]]]


def feature(properties: dict[str, Any], coordinates: Any = SQUARE, kind: str = "Polygon") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def write(path: Path, *features: Any, **members: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **members}), "utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "said", "strength"),
    [
        ("Occupied", Says.HELD, 1.0),
        ("Liberated in the last two weeks", Says.GAINED, 1.0),
        ("Claimed Ukrainian counteroffensives, captured", Says.HELD, 0.6),
        ("Unknown status", Says.CONTESTED, 1.0),
        ("Contested", Says.CONTESTED, 1.0),
        ("Besieged", Says.BESIEGED, 1.0),
        ("unknown", None, 1.0),
        ("Rebels", Says.HELD, 1.0),
    ],
)
def test_what_the_words_of_a_map_say(words: str, said: Says | None, strength: float) -> None:
    assert says(words)[:2] == (said, strength)


def test_a_map_with_its_date_in_the_name(tmp_path: Path) -> None:
    """A layer of a daily assessment: what it shows is its title, and when is in the file's name."""
    path = write(
        tmp_path / "Control_2022-11-09.geojson", feature({"FID": 1}), name="Russian-controlled territory"
    )
    (one,), report = read_drawn(path)
    assert (one.day, one.words, one.says, one.number) == (
        date(2022, 11, 9),
        "Russian-controlled territory",
        Says.HELD,
        1,
    )
    assert not report.left_out


def test_a_map_with_names_colours_and_heights(tmp_path: Path) -> None:
    """Features of several statuses in two languages, coordinates with heights, the date in each or not at all."""
    path = write(
        tmp_path / "map.geojson",
        feature(
            {"name": "Occupied /// Окуповано", "fill": "#a52714", "updatedAt": 1667952000},
            HIGH,
            "MultiPolygon",
        ),
        feature({"name": "Unknown status", "updatedAt": "2022-11-09T10:00:00Z"}),
        feature({"name": "Headquarters", "updatedAt": "2022-11-09"}, [30, 46], "Point"),
        feature({"name": "Occupied"}),
        feature({"updatedAt": "2022-11-09"}),
    )
    found, report = read_drawn(path)
    assert [(one.number, one.says, one.day) for one in found] == [
        (1, Says.HELD, date(2022, 11, 9)),
        (2, Says.CONTESTED, date(2022, 11, 9)),
    ]
    assert not found[0].geometry.has_z
    assert dict(report.left_out) == {
        "no polygon": 1,
        "no date: give one with --date": 1,
        "no words for who holds it": 1,
    }
    assert len(read_drawn(path, date(2022, 11, 9))[0]) == 3


def test_a_map_that_names_its_parties(tmp_path: Path) -> None:
    path = write(
        tmp_path / "map.geojson",
        feature({"controller": "Houthi movement", "date": "2018-06-13", "type": "control"}),
        feature(
            {"controller": "Houthi movement", "date": "2018-06-13"},
            [[[900, 0], [901, 0], [901, 1], [900, 0]]],
        ),
        feature({"controller": "Houthi movement", "date": "2018-06-13"}, [[["x"]]]),
    )
    found, report = read_drawn(path)
    assert [one.party_words for one in found] == ["Houthi movement"]
    assert dict(report.left_out) == {"polygon not in degrees (WGS 84)": 1, "broken polygon": 1}
    assert report.first == {
        "polygon not in degrees (WGS 84)": "feature 2, coordinate '900, 0'",
        "broken polygon": "feature 3",
    }


@pytest.mark.parametrize("text", ["", "{", "[]", '{"type": "Point"}', "[" * 100_000, '{"features": 3}'])
def test_what_is_no_map_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.geojson"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"map\.geojson"):
        read_drawn(path)


def test_a_table_of_places(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        "Settlement,Held by,Snapshot,As of,lat,lon,Info\n"
        "Kherson,Russia,2022-03-05,2 March 2022,46.63,32.61,Captured by Russia 2 March 2022.\n"
        "Bakhmut,Contested,2022-08-01,,48.6,38.0,\n"
        "Nowhere,Unknown,2022-08-01,,,,\n"
        "Elsewhere,Ukraine,,,,,\n"
        ",Ukraine,2022-08-01,,,,\n"
        "Late,Ukraine,2022-08-01,2022-09-01,400,0,\n",
        "utf-8",
    )
    found, report = read_listed(path)
    assert [(one.place, one.says, one.day, one.said, one.lat) for one in found] == [
        ("Kherson", Says.HELD, date(2022, 3, 2), date(2022, 3, 5), 46.63),
        ("Bakhmut", Says.CONTESTED, date(2022, 8, 1), date(2022, 8, 1), 48.6),
        ("Late", Says.HELD, date(2022, 8, 1), date(2022, 8, 1), None),
    ]
    assert found[0].line == 2
    assert sum(report.left_out.values()) == 4
    assert report.first["no date: give one with --date"] == "line 5"
    point = "a point that is none in degrees, the place is taken by its name"
    assert report.first[point] == "line 7, lat '400', lon '0'"


def test_a_table_without_holders_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("name,population\nKherson,280000\n", "utf-8")
    with pytest.raises(UsageError, match=r"held_by.*its columns are name, population"):
        read_listed(path)


HEADING = b"place,held_by,date\n"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", HEADING + "Town,Kräfte,2022-03-05\n".encode("latin-1"), "line 2: not UTF-8 text .*0xe4"),
        ("a.csv", HEADING + b"Town," + b"x" * 200_000 + b",2022-03-05\n", "row 2, held_by: longer than"),
        ("a.csv", HEADING + b'"Town,A,2022-03-05\n', "after line .*: cannot be read"),
        ("a.csv", HEADING + b"\n" * 1_000_001, "more than"),
        ("a.jsonl", b'{"place": "Town"}\n{', "line 2"),
        ("a.jsonl", b"[1]\n", "line 1.*no object"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_table_says_where(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UsageError, match=message):
        read_listed(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_tables_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes((HEADING.decode() + "Stadt,Kräfte,2022-03-05\n").encode(encoding))
    ((one,), _) = read_listed(path)
    assert (one.place, one.words) == ("Stadt", "Kräfte")


def test_maps_and_tables_are_told_apart(tmp_path: Path) -> None:
    assert is_drawn(write(tmp_path / "a.json", feature({})))
    rows = tmp_path / "b.json"
    rows.write_text('[{"place": "Kherson", "held_by": "Russia", "date": "2022-03-05"}]', "utf-8")
    assert not is_drawn(rows)
    assert len(read_listed(rows)[0]) == 1


TOWN = Site("gn:1", "Town", Level.SETTLEMENT, "UA", lat=46.6, lon=32.6, population=100)


def row(
    day: int, party: str | None, says: Says = Says.HELD, origin: str = "f.csv#row=2", said: int | None = None
) -> Outside:
    return Outside(
        TOWN, date(2022, 3, day), date(2022, 3, day), date(2022, 3, said or day), says, party, "=WORDS()", 1.0, "List",
        0.8, origin, "-said",
    )  # fmt: skip


def test_a_table_comes_back_as_it_was_written(tmp_path: Path) -> None:
    rows = [row(5, "state.RU"), row(6, None, Says.CONTESTED)]
    path = tmp_path / "list.csv"
    assert write_table(rows, path) == 2
    back = read_table(path)
    assert back == rows
    assert reliabilities(back) == {"map:List": 0.8}
    assert "\n'" in path.read_text("utf-8") or ",'=WORDS()" in path.read_text("utf-8")


def test_a_table_that_cannot_be_finished_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_table([row(5, "state.RU")], path)

    def stopped() -> Iterator[Outside]:
        yield row(6, "state.UA")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_table(stopped(), path)
    assert [one.party for one in read_table(path)] == ["state.RU"]
    assert [one.name for one in tmp_path.iterdir()] == ["list.csv"]


def test_a_broken_table_says_its_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_table([row(5, "state.RU")], path)
    path.write_text(path.read_text("utf-8").replace("2022-03-05", "5 March"), "utf-8")
    with pytest.raises(UsageError, match="line 2"):
        read_table(path)
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(UsageError, match="control import"):
        read_table(path)


def test_a_later_word_of_a_list_replaces_the_earlier_but_its_notes_keep_their_days() -> None:
    rows = [
        row(10, "state.RU"),
        row(9, "state.UA", said=12, origin="f.csv#row=3"),
        row(2, "state.RU", Says.GAINED, said=12, origin=f"f.csv#row=3{NOTE}"),
    ]
    told = {one.party: (one.last, one.says) for _, one in statements_of(rows)[:2]}
    assert told["state.UA"] == (date(2022, 3, 12), Says.HELD)
    assert statements_of(rows)[2][1].last == date(2022, 3, 2)
