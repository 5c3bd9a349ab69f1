"""A record asked from Python: the same columns always, the right rows, no surprises in HTML."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import counterclaim
from counterclaim.ask import RecordView, open_record
from counterclaim.ask.disagreement import most_disputed
from counterclaim.ask.question import Question, choices, filters, first_day, last_day
from counterclaim.errors import RecordNotFound, UsageError
from counterclaim.events.estimates import RULES
from counterclaim.record import Record
from tests.small_record import HOSTILE, make_record


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordView]:
    with open_record(make_record(tmp_path_factory.mktemp("ask") / "small.sqlite")) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[RecordView]:
    Record.open(tmp_path / "empty.sqlite", create=True).close()
    with open_record(tmp_path / "empty.sqlite") as opened:
        yield opened


@pytest.mark.parametrize("question", ["documents", "claims", "events", "runs", "holders"])
def test_columns_are_the_same_when_nothing_is_found(view, empty, question):
    arguments = ("Abu Kamal",) if question == "holders" else ()
    full, none = (getattr(one, question)(*arguments) for one in (view, empty))
    assert full.height > 0
    assert none.height == 0
    assert full.schema == none.schema
    assert isinstance(full, pl.DataFrame)


def test_claims_as_rows(view):
    claims = view.claims(place="Mayadin")
    row = claims.row(0, named=True)
    assert row["chain"][1:] == ["Observatory"]
    assert (row["injured_low"], row["injured_high"]) == (10, 15)
    assert row["killed_low"] is None, "not stated is not zero"
    assert row["from"] == row["to"] == date(2017, 11, 13)
    assert row["figures"] == ["injured: 10 to 15"]
    text = view.document(row["document_id"]).text
    assert text[row["start"] : row["end"]] == row["sentence"]


def test_documents_as_rows(view):
    documents = view.documents()
    copies = documents.filter(pl.col("copy_of").is_not_null())
    assert copies["publisher"].to_list() == ["Desk D"]
    original = documents.filter(pl.col("id") == copies["copy_of"][0])
    assert original["publisher"].to_list() == ["Desk A"]
    assert documents["claims"].sum() == 5


def test_events_as_rows(view):
    events = view.events(status="contested")
    row = events.row(0, named=True)
    assert events.height == 1
    assert (row["claims"], row["documents"], row["origins"]) == (3, 3, 2)
    assert (row["place"], row["country"]) == ("Abu Kamal", "SY")


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ({}, 5),
        ({"actor": "islamic-state"}, 4),
        ({"actor": "Syrian army"}, 3),
        ({"place": "bukamal"}, 1),
        ({"country": "sy"}, 5),
        ({"country": "IQ"}, 0),
        ({"type": "armed_clash"}, 1),
        ({"kind": "control"}, 4),
        ({"modality": "denied"}, 1),
        ({"status": "contested"}, 3),
        ({"source": "observatory"}, 2),
        ({"source": "Desk A"}, 1),
        ({"text": '"captured Abu" islam*'}, 2),
        ({"start": "2017-11-09"}, 2),
        ({"end": date(2017, 11, 8)}, 3),
        ({"start": "2017", "end": "2017-10"}, 0),
        ({"limit": 2}, 2),
        ({"limit": 2, "offset": 4}, 1),
        ({"actor": None, "place": ""}, 5),
    ],
)
def test_filters(view, question, count):
    assert view.claims(**question).height == count
    assert view.page("claims", **question).rows == list(view.iter_claims(**question))


def test_answers_are_fetched_in_batches_without_loss(view, monkeypatch):
    monkeypatch.setattr("counterclaim.ask.view._BATCH", 2)
    whole = [claim["id"] for claim in view.iter_claims(order="id")]
    assert whole == sorted(whole)
    assert len(set(whole)) == 5
    assert [claim["id"] for claim in view.iter_claims(order="id", offset=1, limit=3)] == whole[1:4]


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ({"status": "contestde"}, "did you mean contested"),
        ({"type": "battle"}, "It may be"),
        ({"modality": "maybe"}, "reported, claimed, denied"),
        ({"country": "Syria"}, "two letters"),
        ({"start": "yesterday"}, "not a date"),
        ({"start": "2017-13"}, "not a date"),
        ({"start": "2018", "end": "2017"}, "wrong way round"),
        ({"limit": -1}, "negative"),
        ({"colour": "red"}, "unknown filter colour"),
        ({"order": "beauty"}, "ordered"),
    ],
)
def test_a_wrong_question_says_so(view, question, part):
    with pytest.raises(UsageError, match=part):
        view.events(**question)


def test_days_months_and_years():
    assert (first_day("2016-02"), last_day("2016-02")) == (date(2016, 2, 1), date(2016, 2, 29))
    assert (first_day("2017"), last_day("2017")) == (date(2017, 1, 1), date(2017, 12, 31))
    assert first_day("2017-11-08") == last_day("2017-11-08") == date(2017, 11, 8)
    assert first_day(None) is None


@pytest.mark.parametrize("name", ["type", "kind", "modality", "status"])
def test_every_choice_can_be_asked(name):
    for value in choices(name):
        filters(Question(**{name: value}))


def test_holders_gather_spellings_and_fold_copies(view):
    rows = view.holders("Abu Kamal", "2017-11", "2017-11").to_dicts()
    said = [(row["holder"], row["former_holder"], row["modality"], row["publisher"]) for row in rows]
    assert said == [
        ("Syrian army", "Islamic State", "reported", "Desk A"),
        ("Syrian army", "Islamic State", "denied", "Desk B"),
        ("Islamic State", None, "reported", "Desk C"),
    ]
    assert [row["copies"] for row in rows] == [1, 0, 0]
    assert view.holders("Abu Kamal", "2017-12").height == 0
    assert view.holders("Bukamal").height == 3


def test_one_event(view):
    id_ = view.events(place="Mayadin")["id"][0]
    event = view.event(id_[:10])
    assert event.id == id_
    assert event.claims().height == 1
    estimate = event.estimates().row(0, named=True)
    assert (estimate["low"], estimate["high"]) == (10, 15)
    assert event.explain()[0]["numbers"] == [1]
    assert event.to_dict()["claims"][0]["schema"] == "counterclaim.claim/1"


def test_html_of_an_event_is_escaped(view):
    html = view.event(view.events(place="Mayadin")["id"][0])._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_an_event_that_is_not_there(view):
    with pytest.raises(UsageError, match="there is no event"):
        view.event("e_ffff")
    assert view.find_event("e_ffff") is None


def test_the_event_most_disputed_is_the_contested_one(view, empty):
    assert most_disputed(view).row["status"] == "contested"
    assert most_disputed(empty) is None


def test_every_rule_is_explained():
    assert all(rule.meaning and rule.source for rule in RULES.values())


def test_runs_and_failures(view):
    run = view.runs().row(0, named=True)
    assert (run["read"], run["failed"], run["status"]) == (5, 1, "finished")
    assert view.run_rows()[0]["config"] == {"record": "postgresql://me:***@db/x"}
    assert view.failures(run["id"]) == [
        {"locator": f"reports/{HOSTILE}.pdf", "stage": "document", "reason": "it is encrypted"}
    ]


def test_no_record(tmp_path):
    with pytest.raises(RecordNotFound):
        open_record(tmp_path / "none.sqlite")


def test_public_names():
    assert counterclaim.__all__ == sorted(counterclaim.__all__)
    for name in counterclaim.__all__:
        assert getattr(counterclaim, name) is not None
        assert name in dir(counterclaim)
    with pytest.raises(AttributeError):
        counterclaim.nothing  # noqa: B018


def test_importing_the_package_is_light():
    code = (
        "import sys, counterclaim;"
        "print([name for name in ('polars', 'sqlalchemy', 'spacy', 'fastapi') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_estimates_by_other_rules(view):
    event = view.event(view.events(place="Mayadin")["id"][0])
    whole = event.estimates("range")
    assert whole.columns == event.estimates().columns == event.estimates("acled").columns
    assert whole.rows() == event.estimates().rows()
    assert event.estimates("acled").height == 0
    row = event.explain("conservative")[0]
    assert (row["rule"], row["low"], row["best"], row["high"]) == ("conservative/1", 10, 12, 15)
    assert row["reasons"][0].startswith("low 10: 10 to 15 of ")
    assert row["figures"][0]["numbers"] == [1]
    moved = event.sensitivity().rows(named=True)
    assert {row["without"] for row in moved} >= {"interested parties", "figures of one origin alone"}
    assert event.to_dict("ucdp")["estimates"] == []


@pytest.mark.parametrize(
    ("rule", "message"),
    [("mean", "range, acled, ucdp, conservative"), ("party:nobody", "no party 'nobody' speaks")],
)
def test_a_rule_that_is_not_there(view, rule, message):
    event = view.event(view.events(place="Mayadin")["id"][0])
    for ask in (event.estimates, event.explain, event.sensitivity, event.to_dict, event.check):
        with pytest.raises(UsageError, match=message):
            ask(rule)
