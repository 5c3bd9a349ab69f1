"""What is said of one event, document, place, actor and source of a small record made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories import claim, day, killed, place
from tests.small_record import CAPTURE, make_record

from counterclaim.ask import RecordView, open_record
from counterclaim.ask.details import Details
from counterclaim.ask.details import asked as asked_module
from counterclaim.ask.details.history import Known, revisions
from counterclaim.ask.index import EventIndex
from counterclaim.ask.index.features import event_feature
from counterclaim.errors import UsageError
from counterclaim.events.provenance import DocumentContext
from counterclaim.record import Filters

WORDS = ("everyone", "no_parties", "two_origins", "side:syria-army", "side:islamic-state", "side:nobody")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordView]:
    with open_record(make_record(tmp_path_factory.mktemp("details") / "small.sqlite")) as opened:
        yield opened


@pytest.fixture(scope="module")
def details(view: RecordView) -> Details:
    return Details(view)


@pytest.fixture(scope="module")
def contested(view: RecordView) -> str:
    return str(next(view.iter_events(status="contested"))["id"])


def event(details: Details, id_: str, word: str = "everyone") -> dict[str, Any]:
    found = details.event(id_, word)
    assert found is not None
    return found


@pytest.mark.parametrize("word", WORDS)
def test_an_event_is_what_the_index_says_under_every_word(
    view: RecordView, details: Details, word: str
) -> None:
    now = EventIndex(view.record, view.registry).now()
    for row, id_ in enumerate(now.events.ids):
        theirs = event_feature(now.events, row, word, now.labels)["properties"]
        ours = event(details, id_, word)["event"]
        for side in ("actors", "targets"):  # the claims can name an actor that the registry does not have
            assert [one["id"] for one in ours[side]] == [one["id"] for one in theirs.pop(side)]
        assert {key: ours[key] for key in theirs} == theirs


def test_what_a_word_leaves_out_is_shown_as_left_out(details: Details, contested: str) -> None:
    found = event(details, contested, "side:islamic-state")
    heard = [one["modality"] for one in found["claims"] if one["heard"]]
    assert heard == ["denied"]
    assert found["event"]["claims"] == 1 < found["claims_total"] == len(found["claims"])
    assert found["status"] == event(details, contested)["status"]


def test_a_claim_stands_in_its_text(view: RecordView, details: Details, contested: str) -> None:
    for one in event(details, contested)["claims"]:
        document = view.document(one["document"]["id"])
        assert document is not None
        around = one["context"]["before"] + one["sentence"]["text"] + one["context"]["after"]
        assert around in document.text
        assert "".join(piece["text"] for piece in one["pieces"]) == one["sentence"]["text"]
        for field in one["fields"]:
            assert document.text[field["start"] : field["end"]] == field["text"]
        assert {"place", "when", "attribution[1]"} <= {field["field"] for field in one["fields"]} | {"when"}


def test_what_the_text_says_of_its_certainty(details: Details, contested: str) -> None:
    denied = next(one for one in event(details, contested)["claims"] if one["modality"] == "denied")
    assert denied["certainty"] == {"says": "unverified", "words": None}


def test_history_ends_with_what_is_known_now(details: Details, contested: str) -> None:
    found = event(details, contested)
    told = [one["published"] for one in found["revisions"]]
    assert told == sorted(told) == ["2017-11-09", "2017-11-10"]
    assert found["revisions"][0]["status"] == "parties_only"
    assert found["revisions"][-1]["status"] == found["status"]["status"] == "contested"
    assert found["revisions"][-1]["changed"] == ["status"]
    assert sum(len(one["claims"]) for one in found["revisions"]) == found["claims_total"]


def test_history_of_a_toll_that_rises() -> None:
    claims = [
        claim(
            "d1", source="sohr", quantities=(killed(50, 60),), when=day("2017-11-13"), where=place(36.1, 36.8)
        ),
        claim(
            "d2", source="sohr", quantities=(killed(69, 69),), when=day("2017-11-13"), where=place(36.1, 36.8)
        ),
    ]
    where = {
        "d1": DocumentContext("d1", "Desk A", date(2017, 11, 14)),
        "d2": DocumentContext("d2", "Desk B", date(2017, 11, 15)),
    }
    first, second = revisions(claims, where, Known.of(claims, where, "everyone"))
    assert first["figures"]["killed"] == {"low": 50, "best": 55, "high": 60}
    assert second["figures"]["killed"] == {"low": 69, "best": 69, "high": 69}
    assert second["changed"] == ["killed"]


def test_how_to_cite_names_event_record_and_build(view: RecordView, details: Details, contested: str) -> None:
    cite = event(details, contested)["cite"]
    meta, run = view.record.meta(), view.run_rows()[0]
    for part in (contested, meta["record_id"], run["finished"][:10]):
        assert part in cite["text"]
    assert cite["csl"]["version"] == run["id"]
    assert cite["csl"]["issued"]["date-parts"] == [[int(part) for part in run["finished"][:10].split("-")]]


def test_there_is_no_such_event_or_word(details: Details, contested: str) -> None:
    assert details.event("e_0000") is None
    assert event(details, contested[:-3])["event"]["id"] == contested
    with pytest.raises(UsageError, match="several ids"):
        details.event("e_")
    with pytest.raises(UsageError, match="there is no word 'mine'"):
        details.event(contested, "mine")


def test_a_document_is_its_text_with_runs(view: RecordView, details: Details) -> None:
    for header in view.iter_documents():
        text, found = view.document(header["id"]), details.document(header["id"])
        assert text is not None
        assert found is not None
        for block in found["blocks"]:
            assert "".join(run["text"] for run in block["runs"]) == text.text[block["start"] : block["end"]]
        told = "".join(run["text"] for block in found["blocks"] for run in block["runs"] if run["claims"])
        assert told == text.text[slice(*found["claims"][0]["sentence"].values())]
        shown = {
            (claim, at): "".join(
                run["text"] for b in found["blocks"] for run in b["runs"] if [claim, at] in run["fields"]
            )
            for claim, card in enumerate(found["claims"])
            for at in range(len(card["fields"]))
        }
        assert all(words == found["claims"][c]["fields"][at]["text"] for (c, at), words in shown.items())


def test_copies_know_each_other(view: RecordView, details: Details) -> None:
    first, copy = (next(view.iter_documents(source=desk))["id"] for desk in ("Desk A", "Desk D"))
    original, copied = details.document(first), details.document(copy)
    assert original is not None
    assert copied is not None
    assert [one["id"] for one in original["copies"]] == [copy]
    assert copied["copy_of"]["id"] == first
    assert [(one["id"], one["words"]) for one in original["cited_by"]] == [(copy, "has the text of")]


def test_pages_of_a_text(details: Details, view: RecordView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.ask.details.document.PAGE", 40)
    id_ = next(view.iter_documents(source="Desk B"))["id"]
    found, texts, start = None, [], 0
    while start is not None:
        found = details.document(id_, start)
        assert found is not None
        texts += [run["text"] for block in found["blocks"] for run in block["runs"]]
        start = found["next"]
    whole = view.document(id_)
    assert whole is not None
    assert "".join(texts).replace("\n", "") == whole.text.replace("\n", "")
    claim_id = next(view.iter_claims(document=id_))["id"]
    page = details.document(id_, 0, claim_id)
    assert page is not None
    assert [one["id"] for one in page["claims"]] == [claim_id]
    with pytest.raises(UsageError, match="start is from 0"):
        details.document(id_, 10_000)
    with pytest.raises(UsageError, match="has no claim"):
        details.document(id_, 0, "c_none")


def test_a_place_under_all_its_names(details: Details) -> None:
    found = details.place("p-abu-kamal")
    assert found is not None
    assert {one["text"]: one["count"] for one in found["names"]} == {"Abu Kamal": 3, "al-Bukamal": 1}
    assert [(one["value"], one["name"]) for one in found["containing"]] == [
        ("SY/Deir ez-Zor", "Deir ez-Zor"),
        ("SY", "Syria"),
    ]
    assert [(one["holder"], one["copies"], one["modality"]) for one in found["holders"]] == [
        ("Syrian army", 1, "reported"),
        ("Syrian army", 0, "denied"),
        ("Islamic State", 0, "reported"),
    ]
    assert (
        sum(one["count"] for one in found["periods"]["bins"]) == found["events_total"] == len(found["events"])
    )
    assert details.place("p-nowhere") is None


def test_holders_are_those_of_the_command(view: RecordView, details: Details) -> None:
    found = details.place("p-abu-kamal")
    assert found is not None
    theirs = view.holder_rows("Abu Kamal")
    assert [one["id"] for one in found["holders"]] == [row["claim_id"] for row in theirs]
    assert [one["copies"] for one in found["holders"]] == [row["copies"] for row in theirs]


def test_an_actor_that_the_registry_does_not_have(details: Details) -> None:
    found = details.actor("islamic-state")
    assert found is not None
    assert not found["registered"]
    assert found["claims_about"]["total"] == 4
    assert [one["modality"] for one in found["claims_by"]["latest"]] == ["denied"]
    assert details.actor("nobody-at-all") is None


def test_a_state_is_all_its_bodies(details: Details) -> None:
    found = details.actor("state.SY")
    assert found is not None
    assert "forces.SY" in found["bodies"]
    assert found["name"] == "Government of Syria"
    known = details.actor("islamic_state")
    assert known is not None
    steps = [
        (one["relation"], one["to"]) for one in known["lineage"]["before"] if one["of"] == "islamic_state"
    ]
    assert ("successor_of", "islamic_state_of_iraq") in steps


def test_a_source_that_copies(details: Details) -> None:
    copier, copied = details.source("name:deskd"), details.source("name:deska")
    assert copier is not None
    assert copied is not None
    assert [(one["key"], one["count"]) for one in copier["copies"]] == [("name:deska", 1)]
    assert [(one["key"], one["count"]) for one in copied["copied_by"]] == [("name:deskd", 1)]
    assert copier["independence"] == {"own_word": 0, "passed_on": 1, "documents": 1, "copies": 1}
    assert copied["delay"]["median"] == 1
    assert details.source("name:nobody") is None


def test_a_source_that_is_cited(details: Details, view: RecordView) -> None:
    found = details.source("actor:syria-army")
    assert found is not None
    assert {one["name"] for one in found["cited_by"]} == {"Desk A", "Desk D"}
    assert found["independence"]["own_word"] == view.record.claims(Filters(text=f'"{CAPTURE[:20]}"')).total


def test_bias_waits_for_the_command_on_a_large_record(
    view: RecordView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked_module, "MOST_FITTED", 1)
    found = Details(view).source("name:deska")
    assert found is not None
    assert not found["bias"]["computed"]
    assert "counterclaim bias" in found["bias"]["limits"][0]


def test_the_record_itself(view: RecordView, details: Details) -> None:
    found = details.about()
    assert found["counts"]["claims"] == view.counts()["claims"]
    assert found["failures"]["total"] == 1
    assert "hush" not in str(found)
    assert found["dates"]["published"] == {"first": "2017-11-09", "last": "2017-11-13"}
    assert next(one["status"] for one in found["statuses"]) == "retracted"
    assert sum(one["documents"] for one in found["sources"]) == found["counts"]["documents"]


def test_a_record_without_anything(tmp_path: Path) -> None:
    from counterclaim.record import Record

    Record.open(tmp_path / "empty.sqlite", create=True).close()
    with open_record(tmp_path / "empty.sqlite") as view:
        found = Details(view).about()
        assert found["counts"]["events"] == 0
        assert found["dates"]["events"] == {"first": None, "last": None}
        assert Details(view).event("e_1") is None
