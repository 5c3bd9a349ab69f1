"""The scorer of the example reports on claims made by hand, and the form of its gold set."""

import csv
import email
import email.policy
import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from evaluation.suites import example
from evaluation.suites.example import OWN, REPORTS, Gold, misses, read_gold, run, score
from evaluation.suites.example_fields import folded
from tests.factories import claim, day, killed, place

from counterclaim import pipeline
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Document,
    Kind,
    Modality,
    SourceType,
    Span,
    TimePrecision,
    Verification,
    When,
)
from counterclaim.pipeline import Failure, Reading
from counterclaim.reference.event_types import event_types

TEXT_COLUMNS = ["document", "desk", "title", "fragment"]
FIELD_COLUMNS = [
    *("kind", "event_type", "modality", "source", "interested", "holder_or_agent", "target"),
    *("place", "from", "to", "killed", "injured", "verification"),
]
COLUMNS = [*TEXT_COLUMNS, *FIELD_COLUMNS]
LABELS = {"army": frozenset({"northern army"}), "rebels": frozenset({"rebels", "river front"})}
FIRST = "The Northern Army said that it had taken Town and that the rebels lost Mill; five died."
NOTE = "Read also: Another headline"


def row(fragment: str, **cells: str) -> dict[str, str]:
    given = {"document": "a.md", "desk": "A", "fragment": fragment, "kind": "control"}
    return dict.fromkeys(COLUMNS, "") | given | {"event_type": "government_regains_territory"} | cells


def span(words: str, text: str = FIRST) -> Span:
    return Span(text.index(words), text.index(words) + len(words), words)


def made(trigger: str, number: int, text: str = FIRST, **fields: Any) -> Claim:
    base = claim("a", number, kind=Kind.CONTROL, event_type="government_regains_territory")
    return replace(base, sentence=Span(0, len(text), text), trigger=span(trigger, text), **fields)


def mention(words: str, role: ActorRole, name: str | None = None) -> ActorMention:
    return ActorMention(Span(0, len(words), words), role, name, name)


def reading(*claims: Claim, locator: str = "reports/a.md") -> Reading:
    document = Document("a", locator, "", "0" * 64, "text/plain", published=day("2020-05-08"))
    return Reading(locator, document, claims, b"")


def figures_of(rows: list[dict[str, str]], *claims: Claim) -> dict[str, Any]:
    return score(Gold(tuple(rows), LABELS), {"a.md": reading(*claims)})


def accuracy(key: str, cells: dict[str, str], **fields: Any) -> float:
    value: float = figures_of([row("had taken Town", **cells)], made("taken", 1, **fields))[key]["accuracy"]
    return value


def test_a_claim_right_in_every_field() -> None:
    gold = row(
        "had taken Town",
        modality="claimed",
        source="army",
        interested="yes",
        holder_or_agent="army",
        target="rebels",
        place="Town",
        **{"from": "2020-05-05", "to": "2020-05-05"},
        killed="5-5",
        verification="none",
    )
    party = Attribution("the Northern Army", SourceType.PARTY, "army_n", True, Span(4, 17, "Northern Army"))
    found = made(
        "taken",
        1,
        modality=Modality.CLAIMED,
        verification=Verification.NONE,
        attribution=(Attribution("Desk", SourceType.PUBLISHER), party),
        actors=(mention("it", ActorRole.PERPETRATOR, "Northern_Army"),),
        targets=(mention("the River Front", ActorRole.OPPONENT),),
        quantities=(killed(5, 5),),
        place=replace(place(1, 2), span=span("Town")),
        when=day("2020-05-05"),
    )
    figures = figures_of([gold], found)
    scored = {key for key, value in figures.items() if value == {"accuracy": 1.0}}
    assert scored == set(example.FIELDS) - {"injured"}
    assert figures["found"] == {"recall": 1.0}
    assert (figures["claims"], figures["rows"]) == (1, 1)


def test_every_field_can_be_wrong() -> None:
    gold = row(
        "had taken Town",
        modality="denied",
        source="publisher",
        interested="yes",
        holder_or_agent="rebels",
        target="army",
        place="Mill",
        **{"from": "2020-05-01", "to": "2020-05-01"},
        killed="6-",
        injured="1-1",
        verification="disputed",
    )
    gold |= {"kind": "event", "event_type": "siege"}
    witness = Attribution("a farmer", SourceType.WITNESS)
    found = made("taken", 1, attribution=(witness,), place=replace(place(1, 2), span=span("Town")))
    figures = figures_of([gold], found)
    assert {key: figures[key]["accuracy"] for key in example.FIELDS} == dict.fromkeys(example.FIELDS, 0.0)


def test_each_row_takes_its_own_claim_and_a_claim_is_taken_once() -> None:
    rows = [row("had taken Town", place="Town"), row("rebels lost Mill", place="Mill")]
    town = made("taken", 1, place=replace(place(1, 2), span=span("Town")))
    mill = made("lost", 2, place=replace(place(1, 2), span=span("Mill")))
    for claims in ([town, mill], [mill, town]):
        assert figures_of(rows, *claims)["place"] == {"accuracy": 1.0}
    alone = figures_of(rows, town)
    assert alone["found"] == {"recall": 0.5}
    assert alone["place"] == {"accuracy": 1.0}


def test_the_event_type_goes_before_kind_and_nearness() -> None:
    near = made("taken", 1)
    far = made("died", 2)
    rows = [row("had taken Town", event_type="attack", kind="control|event")]
    other = replace(far, event_type="attack", kind=Kind.EVENT)
    assert figures_of(rows, near, other)["event_type"] == {"accuracy": 1.0}
    by_kind = figures_of([row("had taken Town", kind="event")], near, replace(far, kind=Kind.EVENT))
    assert by_kind["kind"] == {"accuracy": 1.0}


def test_a_fragment_is_found_across_line_breaks_and_quotation_marks() -> None:
    text = "The army’s\n  men   took it."
    figures = figures_of([row("army's men took")], made("took", 1, text))
    assert figures["found"] == {"recall": 1.0}


def test_traps_are_clean_when_the_report_was_read_and_gave_no_claim() -> None:
    trap = row("Another headline", kind="none", event_type="")
    assert figures_of([trap], made("taken", 1))["traps"] == {"clean": 1.0}
    assert figures_of([trap], made("headline", 1, NOTE))["traps"] == {"clean": 0.0}
    unread = score(Gold((trap,), LABELS), {})
    assert unread["traps"] == {"clean": 0.0}


def test_an_actor_on_the_wrong_side_is_wrong() -> None:
    cells = {"holder_or_agent": "army", "target": "rebels"}
    army = mention("the Northern Army's 2nd brigade", ActorRole.PERPETRATOR)
    named = mention("Northern Army men", ActorRole.PERPETRATOR)
    rebels = mention("rebels", ActorRole.PERPETRATOR)
    assert accuracy("agent", cells, actors=(named,)) == 1.0
    assert accuracy("agent", cells, actors=(named, rebels)) == 0.0
    assert accuracy("agent", cells, actors=(army,)) == 0.0
    assert accuracy("target", cells, targets=(rebels,)) == 1.0
    assert accuracy("target", cells, targets=(named,)) == 0.0


def interval(start: str | None, end: str | None) -> When:
    first, last = (date.fromisoformat(one) if one else None for one in (start, end))
    return When(f"{start}/{end}", first, last, TimePrecision.RANGE)


@pytest.mark.parametrize(
    ("when", "right"),
    [
        (interval("2020-05-05", "2020-05-05"), 1.0),
        (interval("2020-05-01", "2020-05-06"), 1.0),
        (interval("2020-05-01", "2020-05-07"), 0.0),
        (interval("2020-05-06", "2020-05-06"), 0.0),
        (interval("2020-05-03", None), 1.0),
        (interval("2020-05-01", None), 0.0),
        (interval(None, "2020-05-05"), 0.0),
        (None, 0.0),
    ],
)
def test_a_time_must_meet_gold_and_not_be_much_longer(when: When | None, right: float) -> None:
    assert accuracy("when", {"from": "2020-05-05", "to": "2020-05-05"}, when=when) == right


@pytest.mark.parametrize(("cell", "right"), [("116-", 1.0), ("116-116", 0.0), ("117-", 0.0), ("-116", 0.0)])
def test_a_figure_must_be_the_one_said(cell: str, right: float) -> None:
    assert accuracy("killed", {"killed": cell}, quantities=(killed(116, None),)) == right


def test_the_publisher_is_the_source_when_nobody_else_is_named() -> None:
    publisher = Attribution("Desk", SourceType.PUBLISHER)
    agency = Attribution("Agency", SourceType.AGENCY)
    cells = {"source": "publisher"}
    assert accuracy("source", cells, attribution=()) == 1.0
    assert accuracy("source", cells, attribution=(publisher,)) == 1.0
    assert accuracy("source", cells, attribution=(publisher, agency)) == 0.0
    assert accuracy("source", {"source": "publisher|agency"}, attribution=(publisher, agency)) == 1.0
    assert accuracy("source", {"source": "agency"}, attribution=(publisher,)) == 0.0


def test_an_empty_cell_is_not_counted() -> None:
    rows = [row("had taken Town", modality="reported"), row("rebels lost Mill")]
    figures = figures_of(rows, made("taken", 1), made("lost", 2, modality=Modality.DENIED))
    assert figures["modality"] == {"accuracy": 1.0}
    assert figures["killed"] == {"accuracy": 0.0}


def test_splits_follow_the_desk() -> None:
    rows = [row("had taken Town"), row("had taken Town", document="b.md", desk="B")]
    figures: Any = score(Gold(tuple(rows), LABELS), {"a.md": reading(made("taken", 1)), "b.md": reading()})
    assert figures["found"] == {"recall": 0.5}
    assert figures["splits"]["dev"]["found"] == {"recall": 1.0}
    assert figures["splits"]["test"]["found"] == {"recall": 0.0}
    assert [figures["splits"][split]["claims"] for split in ("dev", "test")] == [1, 0]
    assert [figures["splits"][split]["rows"] for split in ("dev", "test")] == [1, 1]


def a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a gold set and reports of its own, and readings of them made by hand."""
    folder = tmp_path / "example"
    (folder / "reports").mkdir(parents=True)
    (folder / "reports" / "t.csv").touch()
    rows = [
        row("had taken Town", document="t.csv#row=2", interested="yes"),
        row("rebels lost Mill", document="t.csv#row=2"),
        row("Another headline", document="t.csv#row=2", kind="none", event_type=""),
    ]
    lines = ["\t".join(COLUMNS), *("\t".join(one[name] for name in COLUMNS) for one in rows)]
    (folder / "claims.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "actors.tsv").write_text("label\tnames\narmy\tNorthern Army\n", encoding="utf-8")

    def readings(paths: Iterator[str], *_: object) -> Iterator[Reading | Failure]:
        (path,) = paths
        yield Failure(f"{path}#row=1", "document", "empty")
        yield reading(made("taken", 1), made("headline", 2, NOTE), locator=f"{path}#row=2")

    monkeypatch.setattr(pipeline, "extract", readings)
    return tmp_path


def test_run_reads_gold_and_reports_of_the_given_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = run(a_run(tmp_path, monkeypatch))
    assert figures["found"] == {"recall": 0.5}
    assert figures["traps"] == {"clean": 0.0}
    (tmp_path / "example" / "reports" / "t.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"t\.csv"):
        run(tmp_path)


def test_misses_are_printed_for_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = a_run(tmp_path, monkeypatch)
    misses("dev", data)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "wrong   t.csv#row=2: had taken Town",
        "        interested: no, not yes",
        "missed  t.csv#row=2: rebels lost Mill",
        "trap    t.csv#row=2: Another headline",
    ]
    misses("test", data)
    assert capsys.readouterr().err == ""


def body_of(document: str) -> str:
    """The text of an example report, read with the standard library alone."""
    name, _, part = document.partition("#row=")
    path = REPORTS / name
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))[int(part) - 1]["body"]
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".eml":
        content: str = email.message_from_string(text, policy=email.policy.default).get_content()
        return content
    if path.suffix == ".html":
        return html.unescape(re.sub(r"<[^>]*>", " ", text.partition("<body>")[2])).replace("’", "'")
    return text.split("---\n", 2)[2]


def test_gold_fragments_are_found_once_in_their_report() -> None:
    for one in read_gold(OWN).rows:
        text = " ".join(body_of(one["document"]).split())
        assert text.count(one["fragment"]) == 1, (one["document"], one["fragment"])
        assert 3 <= len(one["fragment"].split()) <= 8, one["fragment"]


def test_gold_covers_every_report() -> None:
    named = {one["document"].partition("#")[0] for one in read_gold(OWN).rows}
    assert named == {path.name for path in REPORTS.iterdir()} - {"README.md"}


def test_gold_cells_are_of_their_lists() -> None:
    gold = read_gold(OWN)
    lists = {
        "kind": set(Kind),
        "event_type": set(event_types()),
        "modality": set(Modality),
        "source": {*gold.labels, "publisher"},
        "interested": {"yes", "no"},
        "holder_or_agent": set(gold.labels),
        "target": set(gold.labels),
        "verification": set(Verification),
    }
    claims = [one for one in gold.rows if one["kind"] != example.NOT_A_CLAIM]
    for one in claims:
        for column, allowed in lists.items():
            assert not one[column] or set(one[column].split("|")) <= allowed, (one["fragment"], column)
        if one["from"] or one["to"]:
            assert date.fromisoformat(one["from"]) <= date.fromisoformat(one["to"]), one["fragment"]
        for column in ("killed", "injured"):
            assert re.fullmatch(r"(\d+-\d*)?", one[column]), one["fragment"]
    assert len(claims) >= 90


def test_traps_have_a_fragment_and_nothing_else() -> None:
    traps = [one for one in read_gold(OWN).rows if one["kind"] == example.NOT_A_CLAIM]
    assert len(traps) >= 25
    for one in traps:
        assert {column for column in COLUMNS if one[column]} - {"title"} == {
            "document",
            "desk",
            "fragment",
            "kind",
        }


def test_a_place_is_written_in_its_report() -> None:
    for one in read_gold(OWN).rows:
        text = folded(body_of(one["document"]))
        assert all(folded(name) in text for name in one["place"].split("|")), one["fragment"]


def test_rows_have_every_column_and_no_name_means_two_labels_of_a_war() -> None:
    gold = read_gold(OWN)
    assert all(set(one) == set(COLUMNS) for one in gold.rows)
    sides = Counter(name for label in ("islamic_state", "syrian_army", "sdf") for name in gold.labels[label])
    assert max(sides.values()) == 1
