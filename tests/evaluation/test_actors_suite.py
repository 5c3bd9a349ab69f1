from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from evaluation.__main__ import main
from evaluation.suites.actors import missing, run, sample
from evaluation.suites.actors_gold import most_named

TEXT = "Syrian troops left Aleppo. They met ISIL fighters and friends of the SDF. The group denied it."


def table(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def lines(rows: list[dict[str, Any]]) -> str:
    return "\n".join(json.dumps(row) for row in rows)


def entity(words: str, confidence: float = 1, kind: str = "Organisation") -> dict[str, Any]:
    start = TEXT.index(words)
    return {
        "documentId": "X", "type": kind, "begin": start, "end": start + len(words), "confidence": confidence,
    }  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("maverick", "ucdp_syria", "re3d/Source"):
        (tmp_path / folder).mkdir(parents=True)
    reports = [
        {
            "country": "Kenya",
            "date_start": "2008-01-30",
            "actor1": "Police (Kenya)",
            "actor2": "Unknown actor (Kenya)",
        },
        {"country": "Kenya", "date_start": "2008-01-31", "actor1": "Police (Kenya)", "actor2": ""},
    ]
    (tmp_path / "maverick/event_reports.csv").write_text(table(reports), encoding="utf-8")
    events = [
        {
            "country": "Syria",
            "date_start": "2016-05-01",
            "side_a": "Government of Syria",
            "side_b": "IS, Ahrar al-Sham",
        },
        {"country": "Syria", "date_start": "2016-05-02", "side_a": "IS, Quiet Valley", "side_b": "IS"},
    ]
    with gzip.open(tmp_path / "ucdp_syria/ged.csv.gz", "wt", encoding="utf-8") as file:
        file.write(table(events))
    (tmp_path / "re3d/Source/documents.json").write_text("\ufeff" + lines([{"_id": "X", "text": TEXT}]))
    entities = [
        entity("Syrian troops"), entity("They"), entity("ISIL fighters"), entity("friends of the SDF"),
        entity("The group"), entity("Aleppo", kind="Location"), entity("friends", confidence=0.2),
    ]  # fmt: skip
    (tmp_path / "re3d/Source/entities.json").write_text(lines(entities))
    releases = [{"gold": {"start_date": "2010-05-10", "target_group": ["taliban;??", ""]}}]
    (tmp_path / "isaf_press_releases.jsonl").write_text(lines(releases))
    return tmp_path


def test_shares_of_strings_and_of_occurrences(data: Path) -> None:
    assert run(data) == {
        "resolved": {"maverick": 1 / 2, "ucdp_syria": 3 / 4, "re3d": 3 / 5, "isaf": 1.0},
        "weighted": {"maverick": 2 / 3, "ucdp_syria": 3 / 4, "re3d": 3 / 5, "isaf": 1.0},
        "strings": {"maverick": 2, "ucdp_syria": 4, "re3d": 5, "isaf": 1},
    }


def test_what_was_not_resolved_and_a_sample_of_the_rest(data: Path) -> None:
    assert set(missing(data)) == {
        "maverick\t1\tUnknown actor (Kenya)",
        "ucdp_syria\t1\tIS, Quiet Valley",
        "re3d\t1\tThey",
        "re3d\t1\tfriends of the SDF",
    }
    every = list(sample(data, 100, 1))
    assert len(every) == 8
    assert any(line.startswith("re3d\tSY [") and "The group -> sdf" in line for line in every)
    assert list(sample(data, 3, 7)) == list(sample(data, 3, 7))
    assert set(sample(data, 3, 7)) < set(every)


def test_sets_that_are_absent_are_left_out(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "isaf_press_releases.jsonl").unlink()
    (data / "maverick/event_reports.csv").unlink()
    assert main(["actors", "--data", str(data), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert set(figures["resolved"]) == {"ucdp_syria", "re3d"}
    assert main(["actors", "--data", str(tmp_path / "none"), "--json"]) == 2


def test_the_country_that_a_text_is_about() -> None:
    assert most_named("Iraqi troops met Syrian troops in Syria.") == "SY"
    assert most_named("Nobody came.") is None
