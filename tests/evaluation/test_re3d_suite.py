from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evaluation.scores import Counts
from evaluation.suites.re3d import FIGHTING, core, count, matched, read_gold, run

TEXT = "About 40 rebels attacked the army in Aleppo on Monday."


def test_the_core_of_a_span() -> None:
    assert [TEXT[slice(*core(TEXT, start, end))] for start, end in ((0, 8), (25, 34), (36, 43))] == [
        "40",
        "army",
        "Aleppo",
    ]
    assert core("the", 0, 3) == (0, 3)


def test_entities_by_words_and_relations_by_overlap() -> None:
    gold = {"place": {(37, 43)}, FIGHTING: {((9, 15), (29, 33)), ((0, 5), (29, 33))}}
    found = {"place": {(37, 43), (0, 5)}, FIGHTING: {((6, 15), (25, 33)), ((29, 33), (9, 15))}}
    counts = {"place": Counts(), FIGHTING: Counts()}
    count(counts, found, gold)
    assert (counts["place"].precision, counts["place"].recall) == (0.5, 1.0)
    assert (counts[FIGHTING].precision, counts[FIGHTING].recall) == (0.5, 0.5)


def test_a_relation_of_gold_is_found_once() -> None:
    gold = ((0, 2), (5, 6))
    found = {FIGHTING: {gold, ((1, 2), (5, 6))}}
    assert matched(FIGHTING, found, {FIGHTING: {gold}}) == {gold: gold}


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("\ufeff" + "\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "re3d" / "Some Source"
    folder.mkdir(parents=True)
    write(folder / "documents.json", [{"_id": "X", "text": TEXT}])
    spans = [
        ("Location", 37, 43, 1),
        ("Temporal", 47, 53, 0.9),
        ("Quantity", 0, 8, 0.5),
        ("Organisation", 25, 33, 1),
    ]
    unsure = [("Location", 9, 15, 0.2), ("Person", 9, 15, 1)]
    write(
        folder / "entities.json",
        [
            {"documentId": "X", "type": type_, "begin": begin, "end": end, "confidence": sure}
            for type_, begin, end, sure in (*spans, *unsure)
        ],
    )
    ends = {"sourceBegin": 9, "sourceEnd": 15, "targetBegin": 25, "targetEnd": 33}
    relation = {"documentId": "X", "type": "FightingAgainst", "confidence": 0.8, **ends}
    write(folder / "relations.json", [relation, {**relation, "type": "Likes"}])
    return tmp_path


def test_gold_is_read(data: Path) -> None:
    (gold,) = read_gold(data / "re3d")
    assert gold.found == {
        "place": {(37, 43)},
        "temporal": {(47, 53)},
        "quantity": {(6, 8)},
        "organisation": {(29, 33)},
        FIGHTING: {((9, 15), (29, 33))},
    }


def test_run_on_a_folder_of_the_same_layout(data: Path) -> None:
    figures: Any = run(data)
    assert set(figures) == {"place", "organisation", "quantity", "temporal", FIGHTING}
    assert figures["place"] == figures["temporal"] == figures["quantity"] == {"f1": 1.0}
    assert figures[FIGHTING] == {"f1": 1.0}
