from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.analysis.undercount import read_lists
from counterclaim.errors import CounterclaimError, TooLarge


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "lists.csv"
    path.write_text(text, "utf-8")
    return path


def test_counts(tmp_path: Path) -> None:
    found = read_lists(
        written(tmp_path, "\ufeffPolice, NGO,Count\n1.0,0.0,34.0\n0,1,13\n\n1,1,7\n1,0,1\n0,0,0\n")
    )
    assert found.names == ("Police", "NGO")
    assert found.counts == (0, 35, 13, 7)


def test_people(tmp_path: Path) -> None:
    found = read_lists(written(tmp_path, "A,B,C\n1,0,0\n1,0,0\n1,1,1\n"))
    assert found.counts == (0, 2, 0, 0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("A,B,count\n", "no rows"),
        ("A,count\n1,3\n", "line=1: 1 lists; 2 to 6"),
        ("A,B,C,D,E,F,G\n1,0,0,0,0,0,0\n", "7 lists"),
        ("A,A,count\n1,0,2\n", "two columns are named 'A'"),
        ("A,,count\n1,0,2\n", "needs a name"),
        ("A,B,count,n\n1,0,2,2\n", "two columns of counts"),
        ("A,B,name\n1,0,Ann\n", "line=2: column 'name': 'Ann' is not 0 or 1"),
        ("A,B,count\n1,0,3\n1,2,3\n", "line=3: column 'B': '2' is not 0 or 1"),
        ("A,B,count\n1,0,-3\n", "column 'count': '-3'"),
        ("A,B,count\n1,0,2.5\n", "column 'count': '2.5'"),
        ("A,B,count\n1,0,nan\n", "column 'count': 'nan'"),
        ("A,B,count\n1,0,1e99\n", "column 'count': '1e99'"),
        ("A,B,count\n1,,3\n", "column 'B': ''"),
        ("A,B,count\n0,0,3\n", "3 people on no list"),
        ("A,B\n0,0\n", "a person on no list"),
        ("A,B,count\n1,0\n", "2 cells, 3 columns"),
        ('A,B\n"1,0\n', "not CSV"),
    ],
)
def test_bad_files(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CounterclaimError) as error:
        read_lists(written(tmp_path, text))
    assert said in str(error.value)
    assert "lists.csv" in str(error.value)


def test_too_large_and_not_text(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(300 * 1024**2)
    with pytest.raises(TooLarge):
        read_lists(path)
    path.write_bytes(b"A,B\n\xff\xfe,1\n")
    with pytest.raises(CounterclaimError, match="UTF-8"):
        read_lists(path)
