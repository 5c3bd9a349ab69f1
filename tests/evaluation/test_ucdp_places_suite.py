"""The suite of UCDP place strings on a small table of its form."""

from __future__ import annotations

import csv
import gzip
import math
from pathlib import Path

import pytest
from evaluation.suites import ucdp_places
from evaluation.suites.ucdp_places import Coded, Judged, figures, judge, misses, read

from counterclaim.model import Place, Span
from counterclaim.reference.gazetteer import Gazetteer

COLUMNS = ("where_coordinates", "adm_1", "country", "where_prec", "latitude", "longitude")
ROWS = [
    ("Manbij town", "Aleppo Governorate", "Syria", "1.0", "36.528", "37.955"),
    ("Manbij town", "Aleppo Governorate", "Syria", "2.0", "36.528", "37.955"),
    ("Manbij town", "Aleppo Governorate", "Syria", "1.0", "10.0", "10.0"),
    ("Hajin town", "Deir ez Zor Governorate", "Syria", "1.0", "10.0", "10.0"),
    ("Qwxzzyqt village", "Homs Governorate", "Syria", "1", "34.0", "38.0"),
    ("Homs Governorate", "Homs Governorate", "Syria", "4.0", "34.0", "38.0"),
    ("", "", "Syria", "1.0", "34.0", "38.0"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ucdp_places.FOLDER).mkdir()
    path = tmp_path / ucdp_places.FOLDER / ucdp_places.FILE
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *ROWS])
    return tmp_path


def test_strings_are_read_once_with_their_commonest_points(folder: Path) -> None:
    rows = read(folder / ucdp_places.FOLDER / ucdp_places.FILE)
    assert [row.text for row in rows] == ["Hajin town", "Manbij town", "Qwxzzyqt village"]
    assert (rows[1].lat, rows[1].lon) == (36.528, 37.955)


def test_the_suite_counts_what_is_not_found_as_wrong(folder: Path) -> None:
    found = ucdp_places.run(folder)
    assert found["strings"] == 3
    assert found["within_10km"] == pytest.approx(1 / 3)
    with pytest.raises(FileNotFoundError):
        ucdp_places.run(folder / "elsewhere")


def test_figures_by_hand() -> None:
    place = Place(Span(0, 1, "X"))
    coded = Coded("X", "", "Syria", 0.0, 0.0)
    judged = [Judged(coded, place, km) for km in (1.0, 10.0, 30.0, math.inf)]
    assert figures(judged) == {"within_10km": 0.5, "median_km": 20.0, "strings": 4}
    assert figures(judged[3:]) == {"within_10km": 0.0, "median_km": None, "strings": 1}


def test_a_country_without_a_name_of_ours_is_no_context() -> None:
    coded = Coded("Manbij town", "", "Nowhere", 36.5, 37.9)
    assert next(judge([coded], Gazetteer.open())).km >= 0.0


def test_misses_are_told_by_class(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    misses(folder)
    told = capsys.readouterr()
    assert "absent\tHajin town" in told.out
    assert "{'absent': 2}" in told.err
