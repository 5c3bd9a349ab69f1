"""``counterclaim forecast`` on a file of counts and on a small record."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small_record import make_record

from counterclaim.cli.main import USAGE, run

COUNTS = "unit,month,value\n" + "".join(
    f"{unit},201{6 + at // 12}-{at % 12 + 1:02d},{(at * 7) % 11 * size}\n"
    for unit, size in (("A", 3), ("B", 1))
    for at in range(14)
)


@pytest.fixture
def counts(tmp_path: Path) -> str:
    path = tmp_path / "counts.csv"
    path.write_text(COUNTS, "utf-8")
    return str(path)


def test_counts(counts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forecast", counts, "--unit", "A", "--months", "1", "--plot", str(tmp_path / "a.svg")]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("A: between ")
    for part in ("2017-03", "low, 90 %", "this forecast", "conflictology 12"):
        assert part in shown.out
    assert "warning: there are counts of 14 months" in shown.err
    assert (tmp_path / "a.svg").read_text("utf-8").startswith("<svg")


def test_wrong_usage(counts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in (
        (["--unit", "C"], "no counts of 'C'"),
        (["--months", "13"], "1 to 12 months ahead"),
        (["--of", "killed"], "FILE is forecast as it is"),
        (["--months", "1", "--plot", str(tmp_path / "a.pdf")], ".html, .svg, .png"),
    ):
        assert run(["forecast", counts, *arguments]) == USAGE
        assert said in capsys.readouterr().err


def test_a_record_of_one_month(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = str(make_record(tmp_path / "small.sqlite"))
    assert run(["forecast", "--record", record]) == USAGE
    assert "no whole month between the first report and the last" in capsys.readouterr().err
    assert run(["forecast", "--record", record, "--to", "2017-11"]) == USAGE
    assert "at least 3 months" in capsys.readouterr().err
