"""``counterclaim places``: names, wordings and points; and what docs/places.md says of them."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from counterclaim.cli import run
from counterclaim.model import PlacePrecision

PAGE = (Path(__file__).parents[2] / "docs" / "places.md").read_text("utf-8")
FIELDS = [
    "id", "name", "kind", "country", "admin1", "lat", "lon", "radius_km", "population", "precision",
    "geo_precision", "where_prec", "sources",
]  # fmt: skip


def under(title: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    text = re.split(rf"^## {re.escape(title)}$", PAGE, flags=re.MULTILINE)[1].split("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]):
    def ask(*words: str) -> tuple[int, str, str]:
        code = run(["places", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ask


@pytest.fixture
def rows(asked):
    def answer(*words: str) -> list[dict[str, Any]]:
        code, out, err = asked(*words, "--json")
        assert code == 0, err
        return json.loads(out)

    return answer


@pytest.mark.parametrize("case", under("Worked cases"), ids=lambda case: case[0])
def test_worked_cases_of_the_page(asked, case: list[str]) -> None:
    words, first, codes, _ = case
    code, out, _ = asked(*shlex.split(words.strip("`")), "--json")
    if first == "none":
        assert (code, out) == (1, "")
        return
    found = json.loads(out)[0]
    if first.startswith("`{"):
        assert found["relation"] == json.loads(first.strip("`"))
    elif first.startswith("`"):
        assert found["id"] == first.strip("`")
    assert f"{found['precision']}, {found['geo_precision']}, {found['where_prec']}" == codes


def test_the_page_has_every_precision_and_way_of_agreeing() -> None:
    named = {name for row in under("Precision") for name in re.findall(r"`(\w+)`", row[0])}
    assert named == set(PlacePrecision)
    assert [row[0].strip("`") for row in under("How names are matched")] == ["same", "folded", "near"]


def test_a_name_that_many_bear_is_left_open(rows) -> None:
    found = rows("Salihiyah", "--country", "SY")
    assert len(found) > 5
    assert found[0]["share"] == found[1]["share"] < 1 / 3
    shares = [one["share"] for one in found]
    assert shares == sorted(shares, reverse=True)


def test_a_place_in_json(rows) -> None:
    found = rows("Manbij", "--names")[0]
    assert list(found) == [*FIELDS, "agrees", "score", "share", "names"]
    assert (found["country"], found["kind"], found["agrees"], found["score"]) == ("SY", "town", "same", 1.0)
    assert found["population"] > 0
    assert "geonames" in found["sources"]
    assert {"manbij", "منبج"} <= set(found["names"])


def test_how_names_agree(rows) -> None:
    assert rows("Dayr az-Zawr", "--kind", "city")[0]["id"] == rows("Deir ez-Zor", "--kind", "city")[0]["id"]
    folded = rows("Menbejj")[0]
    assert (folded["name"], folded["agrees"], folded["score"]) == ("Manbij", "folded", 0.9)
    near = rows("Palmiyra", "--country", "SY")[0]
    assert near["agrees"] in ("folded", "near")
    assert near["id"] == "gn:163808"


def test_a_name_within_an_area(rows, asked) -> None:
    everywhere, within = rows("Salihiyah"), rows("Salihiyah", "--within", "Deir ez-Zor")
    assert 0 < len(within) < len(everywhere)
    assert {one["admin1"] for one in within} == {"Deir ez-Zor"}
    assert {one["country"] for one in rows("Salihiyah", "--within", "Iraq")} == {"IQ"}
    assert {one["id"] for one in rows("Hajin", "--within", "cc:euphrates")} == {"gn:174506"}
    assert "in Deir ez-Zor, admin1 (gn:170792)" in asked("Salihiyah", "--within", "Deir ez-Zor")[1]


def test_an_id_is_a_name(rows) -> None:
    assert [one["name"] for one in rows("iso:SY")] == ["Syria"]


def test_csv_and_json_lines(asked) -> None:
    table = list(csv.DictReader(io.StringIO(asked("Tripoli", "--csv")[1])))
    lines = [json.loads(line) for line in asked("Tripoli", "--jsonl")[1].splitlines()]
    assert [row["id"] for row in table] == [row["id"] for row in lines]
    assert list(table[0]) == list(lines[0])


def test_a_table_for_people(asked) -> None:
    code, out, err = asked("Salihiyah", "--limit", "2")
    assert code == 0
    assert "Salihiyah" in out
    assert "same letters" in out
    assert re.match(r"2 of \d+ places shown; --limit 0 shows all", err)
    _, out, _ = asked("20 km east of Palmyra", "--country", "SY")
    assert "20 km east of Tadmur" in out
    assert "near (2, 2)" in out


def test_a_wording_keeps_its_reading(rows) -> None:
    (found,) = rows("5 km south of Hajin", "--within", "Deir ez-Zor")
    (town,) = rows("Hajin", "--within", "Deir ez-Zor")
    assert (found["text"], found["relation"]) == ("5 km south of Hajin", {"south of": 5.0})
    assert (found["id"], found["lon"]) == (town["id"], town["lon"])
    assert town["lat"] - found["lat"] == pytest.approx(5 / 110.9, rel=0.01)


def test_a_name_with_a_side_in_it_is_a_name(rows) -> None:
    assert rows("Western Sahara")[0]["id"] == "iso:EH"


def test_around_a_point(asked) -> None:
    code, out, _ = asked("--at", "34.55,38.27", "--km", "5", "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["lat"], found["lon"], found["approximate"]) == (34.55, 38.27, False)
    assert found["country"] == {"id": "iso:SY", "name": "Syria"}
    assert found["admin1"] == {"id": "gn:169575", "name": "Homs"}
    away = [one["distance_km"] for one in found["places"]]
    assert away == sorted(away)
    assert away[-1] <= 5
    assert "gn:163808" in [one["id"] for one in found["places"]]
    lines = asked("--at", "34.55,38.27", "--km", "5", "--jsonl", "--kind", "town")[1].splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["town"]
    assert "Homs, Syria" in asked("--at", "34.55,38.27")[1]


def test_at_sea_and_across_the_date_line(asked) -> None:
    code, out, err = asked("--at", "30,-40")
    assert code == 0
    assert "no country: at sea" in out
    assert "no place is known there" in err
    far_east = json.loads(asked("--at", "64.5,-173", "--json")[1])
    assert (far_east["country"]["name"], far_east["admin1"]["name"]) == ("Russia", "Chukotka")


def test_an_unknown_name_is_answered_with_what_is_near(asked) -> None:
    code, out, err = asked("Zubaydi", "--within", "Nineveh")
    assert (code, out) == (1, "")
    assert "no place is known by the name 'Zubaydi'; near it: Zubayd" in err
    assert "a claim that puts it there keeps its words, and Nineveh, IQ as the smallest area known" in err
    assert asked("20 km east of Qwzxty")[0] == 1
    assert asked("")[0] == 1


def test_a_name_that_lies_elsewhere_is_said_to(asked) -> None:
    code, out, err = asked("Manbij", "--country", "IQ")
    assert (code, out) == (1, "")
    assert "is one of those asked for; without the other options: " in err


def test_long_names_are_cut_in_messages(asked) -> None:
    code, _, err = asked("qw " * 50_000)
    assert code == 1
    assert len(err) < 300


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("Homs", "--at", "34,38"),
        ("Homs", "--km", "5"),
        ("Homs", "--country", "QQ"),
        ("Homs", "--kind", "hill"),
        ("Homs", "--within", "Qwzxty"),
        ("--at", "91,0"),
        ("--at", "nan,0"),
        ("--at", "34.5"),
        ("--at", "34,38", "--km", "501"),
    ],
)
def test_wrong_values_are_refused(asked, words: tuple[str, ...]) -> None:
    code, out, err = asked(*words)
    assert (code, out) == (2, "")
    assert err
