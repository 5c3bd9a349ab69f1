"""The suite of headlines beside the events coded from them, on a small table of its form."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.suites import ucdp_match

COLUMNS = (
    *("id", "year", "type_of_violence", "side_a", "side_b", "where_prec", "latitude", "longitude", "country"),
    *("date_prec", "date_start", "date_end", "low", "best", "high"),
    *("source_headline", "source_date", "source_office"),
)
RAID = "Airstrike kills 7 people in Aleppo, Syria, on 3 March 2017"


def row(id_: str, headline: str, day: str, best: str, lat: str, lon: str) -> dict[str, str]:
    values = (
        id_,
        "2017.0",
        "1.0",
        "Government of Syria",
        "Syrian insurgents",
        "1.0",
        lat,
        lon,
        "Syria",
        "1.0",
    )
    return dict(
        zip(COLUMNS, (*values, day, day, best, best, best, headline, "2017-03-04", "Desk"), strict=True)
    )


def test_headlines_run_beside_their_days():
    event = row("1.0", "One; Two", "2017-03-03", "7", "36.2", "37.16") | {
        "source_date": "2017-03-04;2017-03-05",
        "source_office": "A;B",
    }
    assert list(ucdp_match.headlines(event)) == [
        {"text": "One", "published": "2017-03-04", "publisher": "A"},
        {"text": "Two", "published": "2017-03-05", "publisher": "B"},
    ]
    assert len(ucdp_match.reports([event, event])) == 2


@pytest.mark.slow
def test_figures_of_three_events(tmp_path: Path):
    drawn = [
        row("1.0", RAID, "2017-03-03", "7", "36.2012", "37.1612"),
        row("2.0", "Talks go on", "2017-03-03", "2", "33.5", "36.3"),
    ]
    events = [*drawn, row("3.0", "Something else", "2017-03-20", "1", "36.2012", "37.1612")]
    found = ucdp_match.figures(events, drawn, tmp_path)
    assert found["reachable"] == 0.5
    for name in ("drawn", "all"):
        window = found["1 days, 10 km"][name]
        assert (window["pairs"], window["precision"], window["found_right"]) == (1, 1.0, 0.5)


def test_missing_data(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        ucdp_match.run(tmp_path)
