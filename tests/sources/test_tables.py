from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Metadata
from tests.sources.helpers import one_error, read


def write(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def test_columns_are_found_by_their_names(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        "id,article_title,article_content,source,date,Link,lang\n"
        '7,"Town, taken","The army said ""yes"".\nTwice.",SANA,2017-04-05,https://x.example/1,en-GB\n',
    )
    [item], [] = read(path)
    assert item.text == 'The army said "yes".\nTwice.'
    assert item.part == "row=1"
    assert item.locator == f"{path}#row=1"
    assert item.metadata == Metadata("Town, taken", "SANA", (), "2017-04-05", "https://x.example/1", "en")
    assert json.loads(item.data)["article_content"] == item.text


def test_the_same_row_has_the_same_bytes_in_any_dialect_and_order(tmp_path: Path) -> None:
    [one], [] = read(write(tmp_path / "a.csv", 'title,text\nA,"b, c"\n'))
    [other], [] = read(write(tmp_path / "b.tsv", "text\ttitle\r\nb, c\tA\r\n", "utf-16"))
    assert one.data == other.data


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_dialects_and_encodings(tmp_path: Path, delimiter: str, encoding: str, ending: str) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=ending)
    writer.writerow(["date", "text", "title"])
    for number in range(30):
        writer.writerow(["2017-04-05", f"L’armée, dit-on; a pris | la ville\t{number}", "Dépêche"])
    items, errors = read(write(tmp_path / "a.csv", buffer.getvalue(), encoding))
    assert errors == []
    assert [item.text for item in items] == [
        f"L’armée, dit-on; a pris | la ville\t{number}" for number in range(30)
    ]
    assert items[0].metadata.title == "Dépêche"


def test_a_spreadsheets_line_that_names_the_separator(tmp_path: Path) -> None:
    [item], [] = read(write(tmp_path / "a.csv", "sep=;\ntitle;text\nA;b, c\n"))
    assert (item.metadata.title, item.text) == ("A", "b, c")


def test_quotation_marks_that_are_only_text(tmp_path: Path) -> None:
    rows = "".join(f'{n}\t"We took the town on day {n}\n' for n in range(50))
    items, errors = read(write(tmp_path / "a.tsv", "id\ttext\n" + rows))
    assert errors == []
    assert items[3].text == '"We took the town on day 3'


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    good = "".join(f'{n},"Text, number {n}"\n' for n in range(300))
    path = write(tmp_path / "a.csv", "id,text\n" + good + '300,"open\n' + good)
    items, [error] = read(path)
    assert len(items) == 600
    assert error.locator == f"{path}#line=302"
    assert "quote" in error.reason


def test_ragged_rows_are_errors_with_their_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'a,text,b\n1,"two\nlines",3\n1\n1,x,3,4\n1,x,3,,\n\n1,y,3\n')
    items, errors = read(path)
    assert [item.text for item in items] == ["two\nlines", "x", "y"]
    assert [error.locator.rpartition("#")[2] for error in errors] == ["line=4", "line=5"]
    assert "has 1 fields where there are 3 columns" in errors[0].reason


def test_a_column_that_is_named_and_missing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "title,body\nA,b\n")
    error = one_error(path, columns={"text": "Body"})
    assert error.locator == str(path)
    assert "'Body'" in error.reason
    assert "title, body" in error.reason


def test_a_column_that_is_named_goes_before_a_known_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "text,words,by\nno,yes,Desk\n")
    [item], [] = read(path, columns={"text": "words", "publisher": "by"})
    assert (item.text, item.metadata.publisher) == ("yes", "Desk")


def test_no_column_holds_the_text(tmp_path: Path) -> None:
    error = one_error(write(tmp_path / "a.csv", "x,y\n" + "1,2\n" * 50))
    assert "x, y" in error.reason


def test_a_table_of_one_column(tmp_path: Path) -> None:
    items, [] = read(write(tmp_path / "a.csv", 'text\n"One, two"\nThree\n'))
    assert [item.text for item in items] == ["One, two", "Three"]


def test_header_only_and_blank_tables(tmp_path: Path) -> None:
    assert "no record" in one_error(write(tmp_path / "a.csv", "title,text\n")).reason
    assert one_error(write(tmp_path / "b.csv", ",,,\n\n")).reason


def test_rows_without_a_text_are_errors(tmp_path: Path) -> None:
    items, [error] = read(write(tmp_path / "a.csv", "title,text\nA,\nB,c\n"))
    assert [item.part for item in items] == ["row=2"]
    assert error.locator.endswith("#row=1")


def test_repeated_and_nameless_columns(tmp_path: Path) -> None:
    [item], [] = read(write(tmp_path / "a.csv", "text,text,\na,b,c\n"))
    assert json.loads(item.data) == {"text": "a", "text (2)": "b", "column 3": "c"}


@pytest.mark.parametrize(
    ("dates", "order", "read_as"),
    [
        (["4/5/2017", "4/13/2017"], None, ["2017-04-05", "2017-04-13"]),
        (["4/5/2017", "13/4/2017"], None, ["2017-05-04", "2017-04-13"]),
        (["4/5/2017", "6/7/2017"], None, [None, None]),
        (["4/5/2017", "6/7/2017"], "dmy", ["2017-05-04", "2017-07-06"]),
        (["13/4/2017", "4/13/2017", "1/2/2017"], None, ["2017-04-13", "2017-04-13", None]),
        (["3 May 2017", "soon"], None, ["2017-05-03", None]),
    ],
)
def test_the_column_settles_the_order_of_dates(
    tmp_path: Path, dates: list[str], order: str | None, read_as: list[str | None]
) -> None:
    path = write(tmp_path / "a.csv", "date,text\n" + "".join(f"{day},x\n" for day in dates))
    items, [] = read(path, date_order=order)
    assert [item.metadata.published for item in items] == read_as
    assert [bool(item.problems) for item in items] == [day is None for day in read_as]


def test_a_value_far_down_settles_the_order(tmp_path: Path) -> None:
    rows = "4/5/2017,x\n" * 5000 + "4/13/2017,x\n"
    items, [] = read(write(tmp_path / "a.csv", "date,text\n" + rows))
    assert items[0].metadata.published == "2017-04-05"


def test_defaults_fill_what_a_row_lacks(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "publisher,text\nA,x\n,y\n")
    items, [] = read(path, defaults=Metadata(publisher="Desk", published="2018-05-04"))
    known = [item.metadata.over(item.defaults) for item in items]
    assert [one.publisher for one in known] == ["A", "Desk"]
    assert known[0].published == "2018-05-04"


def test_a_row_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"title,text\n" + "Łódź,Ok\n".encode() * 9000 + "Café,à Alep\n".encode("cp1252"))
    items, [] = read(path)
    assert items[-1].text == "à Alep"
    assert items[-1].problems != ()
    items[-1].data.decode("utf-8")


def test_a_binary_file_named_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(range(256)) * 100)
    assert "binary" in one_error(path).reason


def test_long_fields_and_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,text\n1," + "x" * 1_000_000 + "\n2,y\n")
    assert [len(item.text or "") for item in read(path)[0]] == [1_000_000, 1]
    items, [error] = read(path, max_bytes=500_000)
    assert [item.text for item in items] == ["y"]
    assert error.locator.endswith("#line=2")


def test_a_long_field_over_many_lines_is_bounded(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,text\n1,"' + "line\n" * 2000 + '"\n2,y\n')
    items, errors = read(path, max_bytes=5000)
    assert items[-1].text == "y"
    assert "max_bytes" in errors[0].reason


@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.text(min_size=1, max_size=60).filter(str.strip)),
        min_size=1,
        max_size=12,
    )
)
def test_what_the_csv_module_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    from counterclaim.model import SourceItem
    from counterclaim.sources.options import SourceOptions
    from counterclaim.sources.records import Origin
    from counterclaim.sources.streams import buffered
    from counterclaim.sources.tables import read_table

    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow(["title", "text"])
    writer.writerows(rows)
    data = buffer.getvalue().encode("utf-8", "replace")
    origin = Origin("a.csv", Metadata(), SourceOptions())
    results = list(read_table(buffered(io.BytesIO(data)), origin, ".csv"))
    expected = [text.encode("utf-8", "replace").decode() for _, text in rows]
    assert [one.text for one in results if isinstance(one, SourceItem)] == expected


def test_quotes_escaped_by_backslashes(tmp_path: Path) -> None:
    rows = "".join(f'{n},"He said \\"yes\\", then left"\n' for n in range(20))
    items, errors = read(write(tmp_path / "a.csv", "id,text\n" + rows))
    assert errors == []
    assert items[0].text == 'He said "yes", then left'
