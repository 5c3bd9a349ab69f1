from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from evaluation.suites.articles import Overlap, figures, overlap, run


def test_a_case_worked_by_hand() -> None:
    """True runs: abcd bcde; read runs: bcde cdef defg. One in both, two extra, one missed, of four."""
    assert overlap("a b c d e", "b c d e f g") == Overlap(1 / 4, 2 / 4, 1 / 4)


def test_runs_are_counted_and_case_matters() -> None:
    assert overlap("a a a a a", "a a a a") == Overlap(1 / 2, 0, 1 / 2)
    assert overlap("A b", "a b") == Overlap(0, 1 / 2, 1 / 2)
    assert overlap("a b, c.", "a  b c") == Overlap(1, 0, 0)


def test_empty_texts() -> None:
    assert overlap("", "") == Overlap(0, 0, 0)
    assert overlap("a", "") == Overlap(0, 0, 1)
    assert figures([overlap("a", ""), overlap("", "")]) == {"f1": 0, "precision": 0, "recall": 0}


def test_figures_are_means_over_documents() -> None:
    """Precision (1/3 + 1) / 2 = 2/3 and recall (1/2 + 1) / 2 = 3/4 give F1 = 12/17."""
    found = figures([overlap("a b c d e", "b c d e f g"), overlap("x", "x")])
    assert found == {
        "precision": pytest.approx(2 / 3),
        "recall": pytest.approx(3 / 4),
        "f1": pytest.approx(12 / 17),
    }


def test_pages_go_through_the_public_reading_path(tmp_path: Path) -> None:
    words = "The army said on Monday that it had taken the town after a week of fighting in the hills."
    folder = tmp_path / "article_extraction"
    (folder / "html").mkdir(parents=True)
    (folder / "html" / "one.html.gz").write_bytes(
        gzip.compress(f"<html><body><p>{words}</p></body></html>".encode())
    )
    (folder / "html" / "two.html.gz").write_bytes(gzip.compress(b"<div>" * 5000))
    truth = {"one": {"articleBody": words, "url": "x"}, "two": {"articleBody": words, "url": "x"}}
    (folder / "ground-truth.json").write_text(json.dumps(truth))
    assert run(tmp_path) == {"f1": pytest.approx(2 / 3), "precision": 1.0, "recall": 0.5, "documents": 2}


def test_missing_data(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run(tmp_path)
