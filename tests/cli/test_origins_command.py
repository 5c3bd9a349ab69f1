"""``counterclaim origins``: the tree on a terminal of 80 columns, and its nodes and edges as data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.factories import claim, killed
from tests.small_record import HOSTILE

from counterclaim.cli import run
from counterclaim.model import (
    Attribution,
    Block,
    Claim,
    Document,
    Event,
    Role,
    SourceType,
    Span,
    TimePrecision,
    When,
)
from counterclaim.record import Record

MONITOR = Attribution("the Observatory", SourceType.MONITOR, "sohr", span=Span(0, 3, "the"))
ARMY = Attribution("the army", SourceType.PARTY, "forces.SY", True, Span(0, 3, "the"))
EVENT = "e_origins"

# publisher, day, cited, killed, family
REPORTS: tuple[tuple[str, int, tuple[Attribution | str, ...], int | None, int], ...] = (
    ("Desk A", 3, (MONITOR,), 12, 0),
    ("Desk B", 4, ("Desk A",), 12, 1),
    ("Desk C", 5, (MONITOR,), 15, 2),
    ("Desk D", 6, (MONITOR,), 12, 0),
    ("Gazette E", 7, ("Gazette F",), 40, 4),
    ("Gazette F", 8, ("Gazette E",), 40, 5),
    (HOSTILE, 9, (ARMY,), None, 6),
)


def _report(number: int) -> tuple[Document, bytes, Claim]:
    publisher, day, cited, dead, _ = REPORTS[number]
    text = f"Report number {number} tells in {number} words of its own what happened."
    raw = text.encode()
    on = date(2017, 11, day)
    document = Document(
        id=f"d_{number}",
        path=f"{number}.txt",
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/plain",
        title=f"Report {number}",
        publisher=publisher,
        published=When(on.isoformat(), on, on, TimePrecision.DAY),
        blocks=(Block(0, len(text), Role.BODY),),
    )
    links = [
        one
        if isinstance(one, Attribution)
        else Attribution(one, SourceType.AGENCY, span=Span(0, 6, "Report"))
        for one in cited
    ]
    told = replace(
        claim(document.id, quantities=(killed(dead, dead),) if dead else ()),
        id=f"c_{number}",
        sentence=Span(0, len(text), text),
        trigger=Span(0, 6, text[:6]),
        attribution=(Attribution(publisher, SourceType.PUBLISHER), *links),
    )
    return document, raw, told


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("origins") / "r.sqlite"
    made = [_report(number) for number in range(len(REPORTS))]
    event = Event(
        EVENT, "attack", "single_origin", tuple(told.id for _, _, told in made), None, None, (), (), (), 7, 3
    )
    with Record.open(path, create=True) as store:
        for document, raw, told in made:
            store.save_document(document, raw, [told], reader="test")
        store.set_families({f"d_{n}": f"d_{family}" for n, (*_, family) in enumerate(REPORTS)})
        store.linking.put_events([], [event])
    return str(path)


@pytest.fixture
def ask(
    record: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """The answer of the command, which must not fail."""
    monkeypatch.setenv("COLUMNS", "80")

    def answered(*words: str) -> str:
        assert run(["origins", EVENT, "--record", record, *words]) == 0
        return capsys.readouterr().out

    return answered


TREE = """\
Syrian Observatory for Human Rights  monitor
killed 12  2017-11-06  earlier: 15 on 2017-11-05
├── Desk A  2017-11-03  cites it  claim 1
│   killed 12
│   ├── Desk B  2017-11-04  cites it  claim 2
│   │   killed 12
│   └── Desk D  2017-11-06  has its text  claim 4
│       killed 12
└── Desk C  2017-11-05  cites it  claim 3
    killed 15
"""


def test_tree(ask: Callable[..., str]) -> None:
    out = ask()
    assert TREE in out
    assert "corroborated; 3 origins" in out
    assert "Gazette E and Gazette F  publisher, a circle\n" in out
    assert "Syrian armed forces  party, interested\n" in out
    assert "circle: Gazette F cites Gazette E cites Gazette F  (claims 5, 6)\n" in out
    assert max(map(len, out.splitlines())) <= 80


def test_hostile_names_are_harmless(ask: Callable[..., str]) -> None:
    out = ask()
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "<script>alert(1)</script>␛[31m<U+202E>" in " ".join(out.split())


def test_nodes_and_edges_are_trees(ask: Callable[..., str]) -> None:
    data = json.loads(ask("--json"))
    nodes = {node["id"]: node for node in data["nodes"]}
    parents = {edge["from"]: edge["to"] for edge in data["edges"]}
    assert set(parents) == {id_ for id_, node in nodes.items() if node["kind"] != "origin"}
    for id_ in nodes:
        seen = {id_}
        while (id_ := parents.get(id_, "")) != "":
            assert id_ not in seen
            seen.add(id_)
    told = sorted(claim for node in data["nodes"] if node["kind"] == "report" for claim in node["claims"])
    assert told == [f"c_{number}" for number in range(len(REPORTS))]
    assert {edge["relation"] for edge in data["edges"]} == {"cites", "copies"}
    assert data["schema"] == "counterclaim.origins/1"
    assert data["circles"] == [{"voices": ["Gazette F", "Gazette E"], "claims": ["c_4", "c_5"]}]


def test_an_event_that_there_is_not(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["origins", "e_none", "--record", record]) == 2
    assert "there is no event 'e_none'" in capsys.readouterr().err
