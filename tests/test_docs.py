"""The pages say what the code does: keys, values, rules, messages, commands and links."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import subprocess
import sys
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from evaluation.__main__ import SUITES

from counterclaim.ask.documents import document_dict
from counterclaim.ask.question import Question
from counterclaim.claims.lexicon import trigger_rules
from counterclaim.claims.quantity_words import quantity_words
from counterclaim.documents import ReadOptions
from counterclaim.events.estimates import COUNTED, RULE, estimates
from counterclaim.events.provenance import DocumentContext
from counterclaim.events.status import STATUSES
from counterclaim.model import (
    CLAIM_ROLES,
    ActorRole,
    ControlChange,
    Document,
    Event,
    Evidence,
    Kind,
    Modality,
    PlacePrecision,
    Role,
    SourceType,
    Span,
    TimeBasis,
    TimePrecision,
    Verification,
)
from counterclaim.model.serialize import claim_from_dict, claim_to_dict, event_to_dict
from counterclaim.reference.event_types import event_types
from counterclaim.sources import SourceOptions
from tests.cli_docs import commands
from tests.factories import claim, killed

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
REPORTS = ROOT / "examples" / "euphrates-2017"
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`]+)`")


def text_of(path: Path) -> str:
    """A page without its code blocks, where brackets and hashes mean other things."""
    return FENCED.sub("", path.read_text("utf-8"))


def anchors(path: Path) -> set[str]:
    """Anchors of the headings, as GitHub and MkDocs make them."""
    titles = (title.lower() for _, title in HEADING.findall(text_of(path)))
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


def section(page: str, title: str) -> str:
    """What stands under a heading, up to the next heading that is as high."""
    text = text_of(DOCS / page)
    start = next(found for found in HEADING.finditer(text) if found[2] == title)
    after = (found for found in HEADING.finditer(text, start.end()) if len(found[1]) <= len(start[1]))
    end = next(after, None)
    return text[start.end() : end.start() if end else None]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in `text` whose first cell is code."""
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def first_cells(text: str) -> list[str]:
    """The names in the first column of the tables in `text`."""
    return [name for row in rows(text) for name in CODE.findall(row[0])]


def values(of: Any) -> set[str]:
    return {one.value for one in of}


@pytest.fixture(scope="module")
def claims() -> list[dict[str, Any]]:
    """What `counterclaim extract --jsonl` prints for the example reports."""
    command = [sys.executable, "-m", "counterclaim", "extract", "reports", "--jsonl"]
    answer = subprocess.run(command, cwd=REPORTS, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in answer.stdout.splitlines()]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_resolve(path: Path) -> None:
    for target in LINK.findall(text_of(path)):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        found = (path.parent / name).resolve() if name else path
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


def test_every_page_is_in_the_site() -> None:
    listed = re.findall(r": (\S+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md"))


def test_every_key_of_a_claim_is_documented(claims: list[dict[str, Any]]) -> None:
    keys = section("claims.md", "Keys").partition("### ")[0]
    for found in claims:
        assert list(found) == first_cells(keys)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("document", "document"),
        ("attribution", "attribution"),
        ("actors and targets", "actors"),
        ("actors and targets", "targets"),
        ("quantities", "quantities"),
        ("place", "place"),
        ("when", "when"),
        ("control", "control"),
    ],
)
def test_every_key_inside_is_documented(claims: list[dict[str, Any]], title: str, key: str) -> None:
    table = section("claims.md", title).partition("| role |")[0].partition("| basis |")[0]
    values_of = [found[key] for found in claims if found[key]]
    parts = [part for value in values_of for part in (value if isinstance(value, list) else [value])]
    assert parts
    for part in parts:
        assert sorted(part) == sorted(first_cells(table))


def test_parts_without_a_table_are_documented(claims: list[dict[str, Any]]) -> None:
    alternatives = [one for found in claims if found["place"] for one in found["place"]["alternatives"]]
    said = section("claims.md", "place").partition("Each alternative has")[2]
    assert list(alternatives[0]) == CODE.findall(said)
    assert "`{name, version}`" in section("claims.md", "Keys")
    assert all(list(found["extractor"]) == ["name", "version"] for found in claims)
    seen = claim_to_dict(_with_evidence(), {})["evidence"][0]
    assert sorted(seen) == sorted(first_cells(section("claims.md", "evidence")))


def _with_evidence() -> Any:
    data = claim_to_dict(claim("d"), {})
    data["evidence"] = [{"kind": "photo", "text": "a photo", "start": 0, "end": 7}]
    assert claim_from_dict(data).evidence == (Evidence("photo", Span(0, 7, "a photo")),)
    return claim_from_dict(data)


def test_what_is_said_to_be_always_empty_is(claims: list[dict[str, Any]]) -> None:
    """When this fails, the product has got better and docs/claims.md must say so."""
    control = [found["control"] for found in claims if found["control"]]
    assert {(one["from"], one["share"]) for one in control} == {(None, None)}


def test_worked_example_is_what_the_command_prints(claims: list[dict[str, Any]]) -> None:
    blocks = [
        body for kind, body in FENCED.findall((DOCS / "claims.md").read_text("utf-8")) if kind == "json"
    ]
    shown = json.loads(re.sub(r",\s*\.\.\.", "", blocks[0]))
    (real,) = [found for found in claims if found["id"] == shown["id"]]
    for depends_on_gazetteer in ("score", "alternatives"):
        real["place"][depends_on_gazetteer] = shown["place"][depends_on_gazetteer]
    assert shown == real


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("kind", values(Kind)),
        ("modality", values(Modality)),
        ("event types", set(event_types())),
    ],
)
def test_tables_of_values_are_complete(title: str, expected: set[str]) -> None:
    names = first_cells(section("claims.md", title))
    assert set(names) == expected
    assert len(names) == len(expected)


def test_lists_of_values_are_complete() -> None:
    def codes(title: str, mark: str) -> set[str]:
        line = next(line for line in section("claims.md", title).splitlines() if line.startswith(mark))
        return set(CODE.findall(line))

    words = quantity_words()
    mappings = (words.patient, words.agent, words.state, words.counted, words.compound, words.event_of)
    counted = {what for mapping in mappings for what in mapping.values()}
    seen = tomllib.loads(files("counterclaim.claims").joinpath("data", "evidence.toml").read_text("utf-8"))
    methods = {rule.method for same in trigger_rules().values() for rule in same if rule.method}
    assert codes("attribution", "| `type`") == {"type"} | values(SourceType)
    assert codes("place", "| `precision`") == {"precision"} | values(PlacePrecision)
    assert codes("when", "| `precision`") == {"precision"} | values(TimePrecision)
    assert codes("control", "| `change`") == {"change"} | values(ControlChange)
    assert codes("quantities", "`what` is one of") >= {"what"} | counted
    assert codes("method", "`abduction`") == methods
    assert codes("evidence", "`kind` is one of") == {"kind", *seen["kinds"]}
    assert values(Verification) <= set(CODE.findall(section("claims.md", "verification")))
    roles = section("claims.md", "actors and targets").partition("| role |")[2]
    assert set(first_cells(roles)) == values(ActorRole)
    bases = section("claims.md", "when").partition("| basis |")[2]
    assert set(first_cells(bases)) == values(TimeBasis)


def test_event_types_stand_with_their_codes() -> None:
    for (name, *cells), known in zip(
        rows(section("claims.md", "event types")), event_types().values(), strict=True
    ):
        acled = " / ".join(part for part in known.acled if part)
        ucdp = {"by_actors": "by actors", 0: ""}.get(known.ucdp, str(known.ucdp))
        expected = [known.label, known.family, acled, known.plover, ucdp]
        assert name == f"`{known.id}`"
        assert " | ".join(cells).split() == " | ".join(expected).split(), name


def test_block_roles() -> None:
    table = {CODE.findall(row[0])[0]: row[2] for row in rows(section("documents.md", "Block roles"))}
    assert table == {role.value: "yes" if role in CLAIM_ROLES else "no" for role in Role}


def test_keys_of_documents_and_events() -> None:
    document = Document("d", "a.txt", "text", "0" * 64, "text/plain")
    assert sorted(document_dict(document)) == sorted(first_cells(section("documents.md", "As JSON")))
    event = Event("e", "attack", "denied", (), None, None, (), (), (), 1, 1)
    assert sorted(event_to_dict(event)) == sorted(first_cells(section("events.md", "What an event has")))


def test_limits() -> None:
    limits, read, sources = section("documents.md", "Limits"), ReadOptions(), SourceOptions()
    for limit in (
        read.max_characters,
        read.max_pdf_pages,
        read.max_html_tags,
        read.max_main_text_tags,
        read.max_html_depth,
        read.max_html_attributes,
        read.max_mail_parts,
    ):
        assert f"{limit:,}" in limits
    for size in (sources.max_bytes, sources.max_expanded_bytes):
        assert f"{size // 1024**2} MiB" in limits


def test_statuses_and_rule() -> None:
    assert tuple(first_cells(section("events.md", "Status"))) == STATUSES
    assert section("estimates.md", f"Rule {RULE}")
    counted = section("estimates.md", "What is counted")
    line = next(line for line in counted.splitlines() if line.startswith("Estimates exist for"))
    assert set(CODE.findall(line)) == {*COUNTED, "of"}


def test_case_by_hand() -> None:
    case = section("estimates.md", "A case by hand")
    cells = re.findall(r"^\| (\d) \| (\w+) \| ([\d-]+) \| (\d+) \| (\d+) \|$", case, re.MULTILINE)
    made = [
        claim(number, source=source, quantities=(killed(int(low), int(high)),))
        for number, source, _, low, high in cells
    ]
    contexts = {
        number: DocumentContext(number, None, date.fromisoformat(day)) for number, _, day, _, _ in cells
    }
    (found,) = estimates(made, contexts)
    assert f"Low is {found.low}, high is {found.high}." in case
    assert f"best is {found.best}." in case
    assert found.claims == tuple(sorted(one.id for one in made if one.document_id in ("1", "3", "4")))


def test_messages_of_bad_input(tmp_path: Path) -> None:
    _write_bad_files(tmp_path)
    text = (DOCS / "documents.md").read_text("utf-8").partition("## What fails, and how")[2]
    expected = [line for _, body in FENCED.findall(text)[:2] for line in body.splitlines()]
    names = sorted({re.split(r"[:#]", line.split(": ")[1])[0] for line in expected})
    names[names.index("articles.csv")] = "ragged/articles.csv"
    command = [sys.executable, "-m", "counterclaim", "read", "articles.csv", *names, "."]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    said = {re.sub(r": (?:\./|ragged/)", ": ", line) for line in answer.stderr.splitlines()}
    assert answer.returncode == 3
    assert set(expected) <= said


def _write_bad_files(folder: Path) -> None:
    (folder / "ragged").mkdir()
    for name, data in {
        "empty.txt": b"",
        "bin.txt": bytes(range(256)) * 10,
        "broken.pdf": b"%PDF-1.4 broken",
        "named.pdf": b"not a PDF",
        "pic.png": bytes.fromhex("89504e470d0a1a0a"),
        "deep.html": b"<html><body>" + b"<div>" * 400 + b"Text." + b"</div>" * 400,
        "bomb.txt.gz": gzip.compress(b"a" * (30 * 1024**2)),
        "articles.csv": b"foo,bar\n1,2\n",
        "ragged/articles.csv": b"body,when\nThe army left.,2017\nx,y,z\n",
        "articles.jsonl": b'{"text": "The army left."}\nnot JSON\n',
        "orphan.txt.meta.json": b"{}",
        "b.md": b"---\npublished: 4/11/2017\n---\nThe army left.\n",
        "lat.txt": "He said “fully”, in Cañón and Orléans.".encode("cp1252"),
        "nul.txt": b"The army\x00 left.",
    }.items():
        (folder / name).write_bytes(data)
    with (folder / "big.txt").open("wb") as big:
        big.truncate(51 * 1024**2)


def test_suites_are_documented() -> None:
    assert set(first_cells(section("evaluation.md", "Suites"))) == set(SUITES)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_exist_with_their_flags(path: Path) -> None:
    known = {
        name: {flag for one in command.params for flag in (*one.opts, *one.secondary_opts)}
        for name, _, command in commands()
    }
    shown = [body for kind, body in FENCED.findall(path.read_text("utf-8")) if kind in ("sh", "console")]
    lines = [line.removeprefix("$ ") for body in shown for line in body.splitlines()]
    for line in lines:
        if not line.startswith("counterclaim ") or line.startswith("counterclaim COMMAND"):
            continue
        words = shlex.split(line, comments=True)
        name = next(name for n in (3, 2) if (name := " ".join(words[:n])) in known)
        flags = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert flags <= known[name] | known["counterclaim"], line


def test_filters_in_python_exist() -> None:
    for path in PAGES:
        for kind, body in FENCED.findall(path.read_text("utf-8")):
            for given in re.findall(r"record\.(?:events|claims|documents)\((\w.*?)\)", body):
                if kind == "python" and "Filters(" not in given:
                    assert set(re.findall(r"(\w+)=", given)) <= set(Question.__annotations__), (path, given)
