"""Readers of UCDP GED and ACLED: versions, traps, limits."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path

import pytest

from counterclaim.errors import TooLarge, Unreadable, UsageError
from counterclaim.matching import BadCell, CodedEvent, lines, read_coded

UCDP = (
    "id,type_of_violence,side_a_new_id,side_a,side_b_new_id,side_b,source_office,source_headline,where_prec,"
    "where_coordinates,adm_1,latitude,longitude,country,date_prec,date_start,date_end,best,high,low"
)
UCDP_ROW = (
    '101,1,118,Government of Syria,234,IS,Desk A;Desk B,"Raid on X; ""two"" dead, one hurt",1,X town,Y Governorate,'
    "35.0,40.0,Syria,1,2017-06-16,2017-06-17,3,5,2"
)
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,actor2,assoc_actor_2,"
    "country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities"
)
ACLED_ROW = (
    "SYR1,{day},1,Battles,Armed clash,Military Forces of Syria (2000-2024),Allies A; Allies B,Islamic State (Syria),,"
    "Syria,Deir ez Zor,Mayadin,35.01,40.45,1,Desk A; Desk B,A note,4"
)


def read(path: Path, text: str | bytes, layout: str = "ucdp") -> tuple[list[CodedEvent], list[BadCell]]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return parted(path, layout)


def parted(path: Path, layout: str = "ucdp") -> tuple[list[CodedEvent], list[BadCell]]:
    found = list(read_coded(path, layout))
    events = [one for one in found if isinstance(one, CodedEvent)]
    return events, [one for one in found if isinstance(one, BadCell)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "coded.csv"


def test_ucdp_row(file):
    (event,), bad = read(file, f"{UCDP}\n{UCDP_ROW}\n")
    assert bad == []
    assert (event.id, event.kind, event.line) == ("101", ("1", ""), 2)
    assert (event.start, event.end) == (date(2017, 6, 16), date(2017, 6, 17))
    assert (event.low, event.best, event.high) == (2, 3, 5)
    assert (event.lat, event.lon, event.radius_km, event.country) == (35.0, 40.0, 5, "SY")
    assert event.place == "X town, Y Governorate"
    assert event.text == 'Raid on X; "two" dead, one hurt'
    assert [(side.names, side.ucdp_id) for side in event.sides] == [
        (("Government of Syria",), 118),
        (("IS",), 234),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{UCDP}\r\n{UCDP_ROW}\r\n",
        f"{UCDP}\n{UCDP_ROW}\n".upper().replace("SYRIA", "Syria"),
        f"{UCDP.replace('best,high,low', 'best_est,high_est,low_est')}\n{UCDP_ROW}\n",
        f"{UCDP}\n{UCDP_ROW.replace('2017-06-16', '2017-06-16 00:00:00.000')}\n",
        f"{UCDP}\n{UCDP_ROW.replace('101,1,118', '101.0,1.0,118.0').replace(',3,5,2', ',3.0,5.0,2.0')}\n",
        f"\n\n{UCDP}\n\n{UCDP_ROW}",
    ],
)
def test_ucdp_versions_say_the_same(file, text):
    (event,), bad = read(file, text)
    assert bad == []
    assert (event.id, event.kind[0], event.low, event.best, event.high) == ("101", "1", 2, 3, 5)
    assert event.start == date(2017, 6, 16)


def test_packed_files(tmp_path):
    text = f"{UCDP}\n{UCDP_ROW}\n".encode()
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(text))
    archive = tmp_path / "b.zip"
    with zipfile.ZipFile(archive, "w") as into:
        into.writestr("readme.md", "notes")
        into.writestr("ged.csv", text)
    assert parted(packed)[0] == parted(archive)[0] != []


def test_damaged_and_several_files(tmp_path):
    cut = tmp_path / "a.csv.gz"
    cut.write_bytes(gzip.compress(f"{UCDP}\n{UCDP_ROW}\n".encode() * 50)[:-20])
    with pytest.raises(Unreadable, match="damaged"):
        list(read_coded(cut, "ucdp"))
    two = tmp_path / "two.zip"
    with zipfile.ZipFile(two, "w") as into:
        into.writestr("a.csv", "x")
        into.writestr("b.csv", "x")
    with pytest.raises(Unreadable, match="2 CSV files"):
        list(read_coded(two, "ucdp"))
    binary = tmp_path / "c.csv"
    binary.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(Unreadable, match="binary"):
        list(read_coded(binary, "ucdp"))
    empty = tmp_path / "d.csv"
    empty.touch()
    with pytest.raises(Unreadable, match="no line that names its columns"):
        list(read_coded(empty, "ucdp"))


def test_too_large(file, monkeypatch):
    monkeypatch.setattr(lines, "MAX_BYTES", 500)
    with pytest.raises(TooLarge):
        read(file, f"{UCDP}\n{UCDP_ROW}\n" * 9)


def test_missing_column_and_format_are_named(file):
    with pytest.raises(Unreadable, match=r"coded\.csv: it has no column best \(in other versions best_est\)"):
        read(file, f"{UCDP.replace('best', 'worst')}\n{UCDP_ROW}\n")
    with pytest.raises(Unreadable, match="no column event_id_cnty"):
        parted(file, "acled")
    with pytest.raises(UsageError, match="ucdp, acled"):
        parted(file, "gtd")


@pytest.mark.parametrize(
    ("old", "new", "column", "skipped"),
    [
        ("2017-06-16", "16th of Juvember", "date_start", True),
        ("2017-06-16", "6/7/2017", "date_start", True),
        ("2017-06-17", "2017-06-01", "date_end", True),
        ("101,1", ",1", "id", True),
        ("101,1", "101,9", "type_of_violence", True),
        (",3,5,2", ",some,5,2", "best", False),
        (",3,5,2", ",3,5,-2", "low", False),
        (",3,5,2", ",3,1e400,2", "high", False),
        (",35.0,", ",95.0,", "latitude", False),
        (",35.0,", ",nan?,", "latitude", False),
        (",1,X town", ",8,X town", "where_prec", False),
    ],
)
def test_bad_cells_are_named_and_do_not_stop(file, old, new, column, skipped):
    other = UCDP_ROW.replace("101,", "102,")
    events, (bad,) = read(file, f"{UCDP}\n{UCDP_ROW.replace(old, new, 1)}\n{other}\n")
    assert (bad.file, bad.line, bad.column, bad.skipped) == ("coded.csv", 2, column, skipped)
    assert [event.id for event in events] == (["102"] if skipped else ["101", "102"])
    assert f"coded.csv, line 2, column {column}" in str(bad)


def test_rows_that_are_none(file):
    text = f"{UCDP}\n1,2,3\n{UCDP_ROW}\n{UCDP_ROW}\n"
    (event,), bad = read(file, text)
    assert event.line == 3
    assert [(one.line, one.column, one.skipped) for one in bad] == [(2, "", True), (4, "id", True)]


def test_empty_coordinates_are_no_mistake(file):
    (event,), bad = read(file, f"{UCDP}\n{UCDP_ROW.replace('35.0,40.0', ',')}\n")
    assert bad == []
    assert event.lat is event.lon is None


def test_several_actors_in_one_cell(file):
    (event,), _ = read(
        file, f"{UCDP}\n{UCDP_ROW.replace('IS,', chr(34) + 'Group A, Group B' + chr(34) + ',')}\n"
    )
    assert event.sides[1].names == ("Group A, Group B", "Group A", "Group B")


def test_quote_that_is_never_closed_costs_one_row(file, monkeypatch):
    monkeypatch.setattr(lines, "MAX_ROW", 2000)
    rest = "".join(f"{UCDP_ROW.replace('101,', f'{number},', 1)}\n" for number in range(200, 230))
    rest = rest.replace('"Raid on X; ""two"" dead, one hurt"', "Raid")
    events, bad = read(file, f'{UCDP}\n101,1,118,"Government\n{rest}')
    assert [event.id for event in events] == [str(number) for number in range(200, 230)]
    assert [(one.line, one.skipped) for one in bad] == [(2, True)]


@pytest.mark.parametrize("day", ["2017-06-16", "16 June 2017", "16-06-2017", "16/06/2017", "16-June-2017"])
def test_acled_dates(file, day):
    (event,), bad = read(file, f"{ACLED}\n{ACLED_ROW.format(day=day)}\n", "acled")
    assert bad == []
    assert event.start == event.end == date(2017, 6, 16)
    assert event.kind == ("Battles", "Armed clash")
    assert (event.low, event.best, event.high) == (4, 4, 4)
    assert [side.names for side in event.sides] == [
        ("Military Forces of Syria (2000-2024)", "Allies A", "Allies B"),
        ("Islamic State (Syria)",),
    ]


@pytest.mark.parametrize(("code", "days"), [(1, 0), (2, 3), (3, 15)])
def test_acled_precision_widens(file, code, days):
    row = ACLED_ROW.format(day="2017-06-16").replace(",1,Battles", f",{code},Battles")
    (event,), _ = read(file, f"{ACLED}\n{row}\n", "acled")
    assert (event.end - event.start).days == 2 * days


def test_old_acled_columns_and_types(file):
    old = (
        "DATA_ID;EVENT_DATE;TIME_PRECISION;EVENT_TYPE;ACTOR1;ALLY_ACTOR_1;ACTOR2;ALLY_ACTOR_2;COUNTRY;LOCATION;"
        "LATITUDE;LONGITUDE;GEO_PRECISION;SOURCE;NOTES;FATALITIES"
    )
    row = "77;01/02/2015;2;Remote violence;A;;B;;Iraq;Mosul;36.3;43.1;2;Desk;;0"
    (event,), bad = read(file, f"{old}\n{row}\n", "acled")
    assert bad == []
    assert event.id == "77"
    assert event.kind == ("Explosions/Remote violence", "")
    assert event.start == date(2015, 1, 29)
    assert event.radius_km == 25


def test_long_notes_are_cut(file):
    row = ACLED_ROW.format(day="2017-06-16").replace("A note", "n" * 10_000)
    (event,), bad = read(file, f"{ACLED}\n{row}\n", "acled")
    assert bad == []
    assert len(event.text) == 300
