"""Bad input of every kind, through the command line: one clear line for each, and all the rest is read."""

from __future__ import annotations

import os
import random
import re
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from counterclaim.errors import RecordError
from counterclaim.record import Record
from counterclaim.reference.gazetteer import Gazetteer
from tests.badinput.command import OBEY_MODES, Ran, counterclaim, started
from tests.badinput.inputs import (
    MIB,
    REPORT,
    STORY,
    Content,
    billion_laughs,
    endless_pdf,
    forbidden,
    forbidden_folder,
    gzipped,
    link_to,
    nested_mail,
    pdf,
    pipe,
    plug,
    sparse_file,
    word_file,
    write,
)
from tests.reports import write_reports

MOST_MEMORY_MIB = 1024
QUIET = "It was quiet in the old town by the river. "
NO_UTF8 = os.fsdecode(b"bytes\xff\xfe.txt")
NOISE = random.Random(1).randbytes(100_000)
GOOD = {"a-good.md": REPORT.format(11), "z-good.txt": STORY.format(12)}

CUT_ARCHIVE = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nContent-Length: 999\r\n\r\n"
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Air strikes hit"
)

SOURCES: dict[str, tuple[Content, str]] = {
    "empty.txt": ("", "it is empty"),
    "blank.txt": (" \n\t\n", "it is empty"),
    "huge.txt": (sparse_file, "it is larger than 50 MiB"),
    "binary.txt": (NOISE, "its content is binary"),
    "bomb.txt.gz": (lambda: gzipped(bytes(300 * MIB)), "it expands more than 200 times"),
    "cut.txt.gz": (lambda: gzipped(REPORT.encode())[:-20], "gzip data end too early"),
    "nested.txt.gz": (lambda: gzipped(bytes(300 * MIB), layers=3), "its content is binary"),
    "nocolumn.csv": ("title,date\nA,2017-10-14\n", "none of its columns .* hold the text .*: title, date"),
    "columns.csv": ("text," + ",".join(map(str, range(300_000))) + "\n", "more than 10,000 columns"),
    "commas.csv": ("title,text\n" + 40_000_000 * ",", "more than 1,000,000 fields"),
    "values.json": ("[" + 15_000_000 * "{}," + "{}]", "more than 2,000,000 values"),
    "deep.json": (200_000 * "[" + 200_000 * "]", "nested too deeply"),
    "cut.warc": (CUT_ARCHIVE, "the archive ends inside this record"),
    "loop.txt": (link_to("loop.txt"), "too many levels of symbolic links"),
    "nowhere.txt": (link_to("gone.txt"), "there is no such file"),
    "pipe.txt": (pipe, "not a regular file"),
    "plug.txt": (plug, "not a regular file"),
    "forbidden.txt": (forbidden, "permission .* denied"),
    "forbidden": (forbidden_folder, "permission .* denied"),
    "removed.txt": (STORY.format(98), "there is no such file"),
}
"""What fails before it is read, and the line it gives. The last one is removed while the build runs."""

DOCUMENTS: dict[str, tuple[Content, str]] = {
    "broken.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + NOISE, "the PDF"),
    "cut.pdf": (lambda: pdf(text="Mayadin")[:300], "the PDF"),
    "locked.pdf": (lambda: pdf(text="Mayadin", locked=True), "encrypted and needs a password"),
    "scanned.pdf": (pdf, "hold no text"),
    "deep.html": (f"<html>{200_000 * '<div>'}{STORY}{200_000 * '</div>'}", "nested more than 250 deep"),
    "tags.html": (f"<html>{1_000_000 * '<p>x</p>'}{STORY}", "more than 300,000 tags"),
    "attributes.html": (f"<p {'a=1 ' * 1_000_000}>{STORY}</p>", "more than 1,000 attributes"),
    "bomb.docx": (lambda: word_file(bytes(400 * MIB)), "too large when unpacked"),
    "laughs.docx": (lambda: word_file(billion_laughs()), "the Word file cannot be read"),
    "archive.docx": (b"PK\x03\x04" + NOISE, "its content is not"),
    "nested.eml": (nested_mail, "more than 200 parts"),
    "two\nlines\x1b[31m.txt": ("", "it is empty"),
    NO_UTF8: ("", "it is empty"),
}
"""What fails while it is read."""

ROWS = {
    "ragged.csv": (
        f'title,text\nA,"{STORY.format(21).strip()}"\nB\nC,one,two\nD,"{STORY.format(22).strip()}"\n',
        {3: "it has 1 fields where there are 2", 4: "it has 3 fields where there are 2"},
    ),
    "lines.jsonl": (
        '{"text": "Air strikes \\ud800 hit Mayadin on 14 October 2017, killing 23 people."}\n'
        f'{{"text": \n"text"\n{300_000 * "["}\n[1]\n{{"title": "none"}}\n'
        f'{{"text": "{STORY.format(24).strip()}"}}\n',
        {2: "not valid JSON", 3: "no JSON object", 4: "nested too deeply", 5: "no JSON object", 6: "empty"},
    ),
}
"""Files of which some rows are bad: all bad ones are named by their line, all others are read."""

ODD: dict[str, tuple[Content, str]] = {
    "wrong.html": (
        '<meta charset="utf-8"><p>14 октября погибли 12 человек, сообщили активисты.'.encode("cp1251"),
        "погибли 12 человек",
    ),
    "west.txt": ("Les frappes ont tué 12 « civils » à Mayadin, hélas.".encode("cp1252"), "tué 12 « civils »"),
    "mixed.txt": ("“Café” – ".encode() + b"caf\xe9\n" + STORY.format(31).encode(), "“Café” – caf"),
    "wide.txt": (STORY.format(32).encode("utf-16"), "killing 32 people"),
    "nuls.txt": ("Kil\0led\n" + 5 * STORY.format(33), "killing 33 people"),
    "marks.txt": (f"\u202eAir\u202c strikes \u200fMayadin\u200f.\n{STORY.format(34)}", "killing 34 people"),
    "line.txt": (25_000 * QUIET + STORY.format(35), "killing 35"),
    "word.txt": (1_000_000 * "a" + "\n\n" + STORY.format(36), "killing 36 people"),
    "entities.html": (f"<p>{1_000_000 * '&amp;'}<p>{STORY.format(37)}", "killing 37 people"),
}
"""What is odd, and read all the same, with a text in which this stands."""

SHOWN = {"two\nlines\x1b[31m.txt": "two lines␛[31m.txt", NO_UTF8: "bytes\\xff\\xfe.txt"}
"""How names are written that a terminal cannot show."""


@pytest.fixture(scope="module", autouse=True)
def gazetteer() -> None:
    """The index of places, so that no command stops to build it."""
    Gazetteer.open()


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = filled(tmp_path_factory.mktemp("sources"), SOURCES)
    record = folder.parent / "sources.sqlite"
    with started("build", folder, "--record", record, "--workers", 2, first=OBEY_MODES) as running:
        running.wait_for(running.workers)  # the folder has been listed, and the last of it is not read yet
        folder.joinpath("removed.txt").unlink()
        return Built(running.end(), folder, record)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = filled(tmp_path_factory.mktemp("documents"), {**DOCUMENTS, **ODD})
    folder.joinpath("again").symlink_to(".")
    for name, (content, _) in ROWS.items():
        write(folder / name, content)
    record = folder.parent / "documents.sqlite"
    return Built(counterclaim("build", folder, "--record", record, "--workers", 2), folder, record)


def filled(folder: Path, files: dict[str, tuple[Content, str]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, (content, _) in files.items():
        write(folder / name, content)
    for name, text in GOOD.items():
        write(folder / name, text)
    return folder


@dataclass
class Built:
    """A build over a folder."""

    ran: Ran
    folder: Path
    record: Path

    def reasons(self, name: str) -> list[str]:
        """What it said of a file."""
        start = f"counterclaim: {self.folder}/{name}"
        return [
            line.removeprefix(start) for line in self.ran.lines if re.match(re.escape(start) + "[:#]", line)
        ]

    def texts(self) -> dict[str, str]:
        """The texts in the record, by the name of their file and place in it."""
        with Record.open(self.record, readonly=True) as store:
            rows = store.documents().rows
            found = {row["path"].removeprefix(f"{self.folder}/"): store.document(row["id"]) for row in rows}
        return {name: document.text for name, document in found.items() if document}


@pytest.mark.parametrize("name", SOURCES)
def test_a_bad_file_gives_one_line(sources: Built, name: str) -> None:
    (reason,) = sources.reasons(name)
    assert re.match(rf"(#\w+=\d+)?: .*{SOURCES[name][1]}", reason)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_bad_document_gives_one_line(documents: Built, name: str) -> None:
    (reason,) = documents.reasons(SHOWN.get(name, name))
    assert re.match(f": .*{DOCUMENTS[name][1]}", reason)


@pytest.mark.parametrize("name", ROWS)
def test_a_bad_row_gives_one_line_and_the_others_are_read(documents: Built, name: str) -> None:
    lines = documents.reasons(name)
    assert len(lines) == len(ROWS[name][1])
    for reason, (number, expected) in zip(lines, ROWS[name][1].items(), strict=True):
        assert re.match(f"#line={number}: .*{expected}", reason)
    assert len([path for path in documents.texts() if path.startswith(name)]) == 2


def test_lone_surrogates_become_marks(documents: Built) -> None:
    assert "Air strikes \ufffd hit Mayadin" in documents.texts()["lines.jsonl#line=1"]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_read(documents: Built, name: str) -> None:
    assert ODD[name][1] in documents.texts()[name]
    assert not documents.reasons(name)


@pytest.mark.parametrize("which", ["sources", "documents"])
def test_the_run_goes_on(which: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(which)
    assert built.ran.code == 3
    assert set(built.texts()) >= set(GOOD)
    *failures, counts = built.ran.lines
    assert all(line.startswith(f"counterclaim: {built.folder}/") for line in failures)
    assert f", {len(failures)} failed, " in counts
    with Record.open(built.record, readonly=True) as store:
        (run,) = store.runs()
        assert (run["status"], run["failures"]) == ("finished", len(failures))
    assert built.ran.seconds < 60


@pytest.mark.parametrize("which", ["sources", "documents"])
def test_memory_stays_small(which: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(which)
    assert 100 < built.ran.peak_mib < MOST_MEMORY_MIB


def test_a_folder_that_leads_to_itself_is_walked_once(documents: Built) -> None:
    assert not [path for path in documents.texts() if path.startswith("again")]


def test_a_document_that_hangs_is_stopped(tmp_path: Path) -> None:
    folder = filled(tmp_path / "reports", {"hangs.pdf": (endless_pdf, "")})
    ran = counterclaim("build", folder, "--record", tmp_path / "r.sqlite", "--timeout", 3)
    assert ran.code == 3
    assert ran.lines[0].endswith("/hangs.pdf: reading it took longer than 3 s (see --timeout)")
    assert "2 documents read (2 new), 0 copies, 1 failed" in ran.lines[1]
    assert ran.seconds < 30


def test_a_document_that_fills_the_memory_is_refused(tmp_path: Path) -> None:
    folder = filled(tmp_path / "reports", {"big.txt": (4_000_000 * QUIET, "")})
    little = {**os.environ, "COUNTERCLAIM_MEMORY_MB": "600"}
    command = ("build", folder, "--record", tmp_path / "r.sqlite", "--max-bytes", "1G", "--workers", 1)
    ran = counterclaim(*command, env=little)
    assert ran.code == 3
    assert re.search("/big.txt: .* needed more than 600 MiB of memory", ran.lines[0])
    assert "2 documents read (2 new), 0 copies, 1 failed" in ran.lines[1]


def test_reading_processes_that_die_cost_what_they_were_reading(tmp_path: Path) -> None:
    folder, record = write_reports(tmp_path / "reports", 150), tmp_path / "r.sqlite"
    killed: set[int] = set()
    with started("build", folder, "--record", record, "--workers", 2) as running:
        for stored in (0, 5, 30):  # as it starts, and while it reads
            running.wait_for(lambda stored=stored: documents_in(record) >= stored and running.workers())
            victim = running.workers()[0]
            os.kill(victim, signal.SIGKILL)
            killed.add(victim)
        ran = running.end()
    *lost, counts = ran.lines
    assert len(killed) == 3
    assert len(lost) <= len(killed)
    assert all("the process that was reading it was stopped by signal 9" in line for line in lost)
    assert f"{150 - len(lost)} documents read" in counts
    assert ran.code == (3 if lost else 0)


def documents_in(record: Path) -> int:
    """How many documents the record holds so far."""
    try:
        with Record.open(record, readonly=True) as store:
            return store.counts()["documents"]
    except RecordError:
        return 0
