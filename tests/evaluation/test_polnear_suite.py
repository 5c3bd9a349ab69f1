from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from evaluation.__main__ import main
from evaluation.offsets import back_to
from evaluation.options import SuiteOptions
from evaluation.scores import Counts
from evaluation.suites import polnear
from evaluation.suites.polnear import LABELS, Parts, count, read_labelling, run, tags

TEXT = "The mayor said it was late. He left."
ANN = """T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 17;22 26\tit late
T4\tAttribution 10 14\tsaid
T5\tContent 28 35\tHe left
E1\tAttribution:T4 Cue:T2 Source:T1 Content:T3
A1\tNested E1
"""


def test_a_labelling_is_read_from_its_events() -> None:
    (parts,) = read_labelling(ANN)
    assert parts == Parts(((0, 9),), ((10, 14),), ((15, 17), (22, 26)))


def test_several_contents_and_a_text_with_a_line_break() -> None:
    spans = "T1\tCue 0 4\tso\nmuch\nT2\tContent 5 9\ta\nT3\tContent 12 14\tb\n"
    lines = spans + "E1\tAttribution:T9 Cue:T1 Content2:T3 Content:T2\n"
    assert read_labelling(lines) == (Parts((), ((0, 4),), ((5, 9), (12, 14))),)


def test_tokens_carry_the_label_of_the_span_they_are_in() -> None:
    found = tags(TEXT, read_labelling(ANN))
    assert found == {("source", 0), ("source", 4), ("cue", 10), ("content", 15), ("content", 22)}


def test_figures_worked_by_hand() -> None:
    """Content: given 3 tokens, gold 2, both 1: F1 2/5. The source is right, the cue is missed."""
    counts = {label: Counts() for label in LABELS}
    found = {("source", 0), ("content", 15), ("content", 18), ("content", 20)}
    gold = {("source", 0), ("cue", 10), ("content", 15), ("content", 22)}
    count(counts, found, gold)
    assert {label: one.f1 for label, one in counts.items()} == {
        "source": 1.0,
        "cue": 0.0,
        "content": pytest.approx(2 / 5),
    }


def a_split(data: Path, name: str, **annotations: str) -> None:
    folder = data / "polnear" / name
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    (folder / "text" / "a_b.txt").write_text(TEXT, encoding="utf-8")
    (folder / "text" / "unlabelled.txt").write_text(TEXT, encoding="utf-8")
    for annotator, lines in annotations.items():
        (folder / "attributions" / f"a_b_{annotator}.ann").write_text(lines, encoding="utf-8")


def test_run_reads_the_split_asked_for(tmp_path: Path) -> None:
    a_split(tmp_path, "test", x1=ANN)
    figures: Any = run(tmp_path, SuiteOptions(split="test"))
    assert figures["articles"] == 1
    assert figures["source"] == {"f1": 1.0}
    assert figures["cue"] == {"f1": 1.0}
    assert figures["content"] == {"f1": pytest.approx(2 * 2 / (3 + 2))}  # "it was late" is given
    with pytest.raises(FileNotFoundError, match="dev"):
        run(tmp_path)


def test_each_annotator_counts_for_its_share(tmp_path: Path) -> None:
    """One of two annotators has the source: given 2 + 0 of 2 halves, so F1 2 * 1 / (2 + 1)."""
    a_split(tmp_path, "dev", x1=ANN, x2="T1\tCue 10 14\tsaid\nE1\tAttribution-no-source:T1 Cue:T1\n")
    figures: Any = run(tmp_path)
    assert figures["articles"] == 1
    assert figures["source"] == {"f1": pytest.approx(2 / 3)}
    assert figures["cue"] == {"f1": 1.0}


def test_misses_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_split(tmp_path, "dev", x1="T1\tCue 31 35\tleft\nE1\tAttribution:T1 Cue:T1\n")
    polnear.misses(tmp_path)
    assert capsys.readouterr().err.splitlines() == [
        "missed   - | left | -",
        "made up  The mayor | said | it was late",
    ]


def test_missing_data_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for suite in ("polnear", "re3d", "plover"):
        assert main([suite, "--data", str(tmp_path), "--json"]) == 2
        assert suite in capsys.readouterr().err


def test_offsets_go_back_over_what_reading_dropped() -> None:
    original, text = "so <b>much</b> news\u00adpaper talk", "so much newspaper talk"
    back = back_to(original, text)
    assert original[back(text.index("talk")) :] == "talk"
    assert back(0) == 0
    assert [back_to(text, text)(one) for one in (0, 7, 22)] == [0, 7, 22]
