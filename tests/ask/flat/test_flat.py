"""Frames of flat columns say what the claims and events themselves say, and are kept as long as the record is the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from counterclaim import open_record
from counterclaim.ask.activity import activity, heard
from counterclaim.ask.flat import everything, kept, whole
from counterclaim.ask.rows import claim_row
from counterclaim.ask.tally_frames import claim_frames, event_frames
from counterclaim.ask.view import RecordView
from counterclaim.events.provenance import trace
from counterclaim.model.serialize import claim_from_dict
from counterclaim.pipeline.contexts import contexts
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record
from counterclaim.reference.actors import ActorRegistry
from tests.ask.index.war import save, some_claims
from tests.small_record import make_record

QUESTIONS: list[dict[str, Any]] = [
    {}, {"start": "2017-11-09", "end": "2017-11-11"}, {"country": "sy"}, {"actor": "Islamic State"}, {"source": "Observatory"},
    {"type": "armed_clash"}, {"status": "contested"}, {"place": "Mayadin"}, {"modality": "denied"}, {"text": "captured"},
    {"kind": "control", "start": "2017-11-11"}, {"actor": "...", "source": "x"}, {"source": "desk", "modality": "reported"},
]  # fmt: skip


@pytest.fixture(scope="module", params=["by hand", "war"])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flat") / "r.sqlite"
    if request.param == "by hand":
        return Path(make_record(path))
    with Record.open(path, create=True) as made:
        for name, claims in some_claims(11, 25).items():
            save(made, name, claims)
        link_record(made)
    return path


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_frames_find_what_the_record_finds(record: Path, question: dict[str, Any]) -> None:
    with open_record(record) as view:
        claims = claim_frames(view, view.record, question).claims
        assert claims["id"].to_list() == [claim["id"] for claim in view.iter_claims(**question)]
        frames = event_frames(view, view.record, question)
        found = list(view.iter_events(**question))
        assert frames.events["id"].to_list() == [event["id"] for event in found]
        wanted = {
            key: value
            for key, value in question.items()
            if key not in ("start", "country", "type", "status", "place")
        }
        wanted.pop("end", None)
        members = {claim for event in found for claim in event["claims"]}
        expected = [claim["id"] for claim in view.iter_claims(**wanted) if claim["id"] in members]
        assert frames.claims["id"].to_list() == expected


def whose(view: RecordView) -> dict[str, tuple[bool, bool]]:
    """Whether each claim is a party's word and states something, by the provenance of its event, traced anew."""
    claims = {claim["id"]: claim_from_dict(claim) for claim in view.iter_claims()}
    of_documents = contexts(view.record, {claim.document_id for claim in claims.values()})
    groups = [
        (event["status"], [claims.pop(id_) for id_ in event["claims"]]) for event in list(view.iter_events())
    ]
    groups += [("", [claim]) for claim in claims.values()]
    found = {}
    for status, of in groups:
        for origin in trace(of, of_documents).origins:
            for claim in origin.claims:
                stated = claim.modality in ("reported", "claimed") and status != "retracted"
                found[claim.id] = (stated and origin.interested, stated and not origin.interested)
    return found


def test_whose_word_a_claim_is_and_what_it_counts(record: Path) -> None:
    with open_record(record) as view:
        claims = everything(view.record, view.registry).claims
        said = {row[0]: row[1:] for row in claims.select("id", "claimed", "reported").iter_rows()}
        assert said == whose(view)
        rows = {claim["id"]: claim_row(claim) for claim in view.iter_claims()}
        for row in claims.drop_nulls("_unit").iter_rows(named=True):
            for what in ("killed_low", "killed_high", "injured_low", "captured_high"):
                assert row[what] == rows[row["id"]][what]


def test_activity_says_what_events_say(record: Path) -> None:
    with open_record(record) as view:
        side = activity(view, "A", {"start": "1990", "end": "2030"})
        events = {event["id"]: event for event in view.iter_events()}
        claims = {claim["id"]: claim for claim in view.iter_claims()}
        assert side.events.height >= 3
        for row in side.events.iter_rows(named=True):
            event = events[row["id"]]
            members = [claims[id_] for id_ in event["claims"]]
            stating = [
                c
                for c in members
                if c["modality"] in ("reported", "claimed") and event["status"] != "retracted"
            ]
            interested = [bool(c["attribution"] and c["attribution"][-1]["interested"]) for c in stating]
            assert (row["claimed"], row["party_only"]) == (
                any(interested),
                bool(interested) and all(interested),
            )
            said = [c["attribution"][-1] if c["attribution"] else {"type": "publisher"} for c in stating]
            kinds = {"party" if one.get("interested") else one["type"] for one in said}
            assert row["kinds"] == sorted(kinds)
            methods = [c["method"] for c in stating or members if c["method"]]
            assert row["method"] == (max(sorted(set(methods)), key=methods.count) if methods else None)
            assert row["place"] == ((event["place"] or {}).get("name") or (event["place"] or {}).get("text"))
            heard = side.said.filter(pl.col("event") == row["id"])["claim"].to_list()
            assert set(heard) == {c["id"] for c in stating or members}


def test_a_side_without_filters_on_claims_is_of_what_is_kept_of_all(record: Path) -> None:
    """Its rows are those that a filter which all claims meet gives, whatever was asked before."""
    with open_record(record) as view:
        for asked in ({"start": "1990", "end": "2030"}, {"start": "2017-11", "end": "2017-11"}):
            kept = activity(view, "A", asked)
            for kind in {claim["kind"] for claim in view.iter_claims()}:
                some = activity(view, "A", {**asked, "kind": kind})
                same = kept.events.filter(pl.col("id").is_in(some.events["id"].to_list()))
                assert same["id"].to_list() == some.events["id"].to_list()
                if kind == "event":
                    assert same.select("place", "killed", "tactic").equals(
                        some.events.select("place", "killed", "tactic")
                    )
        everyone = activity(view, "A", {"start": "1990", "end": "2030"})
        inside = everyone.events.filter(
            pl.col("from") >= date(2017, 11, 1), pl.col("to") <= date(2017, 11, 30)
        )
        assert inside.equals(kept.events)


def test_frames_of_a_large_record_are_kept_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_CACHE_DIR", str(tmp_path / "cache"))
    path = Path(make_record(tmp_path / "r.sqlite"))
    with open_record(path) as view:
        before = view.tally(by=("type",))
    assert not (tmp_path / "cache").exists()
    monkeypatch.setattr(whole, "KEPT_FROM", 1)
    with open_record(path) as view:
        assert view.tally(by=("type",)).equals(before)
    files = sorted((tmp_path / "cache").rglob("*.arrow"))
    assert len(files) == 7
    assert not list(tmp_path.glob("*.arrow"))
    with open_record(path) as view:
        assert view.tally(by=("type",)).equals(before)
    files[0].write_bytes(b"damaged")
    with open_record(path) as view:
        assert view.tally(by=("type",)).equals(before)
    with Record.open(path) as writing:
        writing.linking.begin("another linker")
    with open_record(path) as view:
        assert view.tally().is_empty() or not view.tally()["reported"].sum()
    assert len(sorted((tmp_path / "cache").rglob("*.arrow"))) == 7
    assert not set(files) & set((tmp_path / "cache").rglob("*.arrow"))


def test_events_as_sides_take_them_are_kept_in_the_cache(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_CACHE_DIR", str(tmp_path / "cache"))
    asked = {"start": "1990", "end": "2030"}

    def events() -> pl.DataFrame:
        with open_record(record) as view:
            return activity(view, "A", asked).events

    before = events()
    monkeypatch.setattr(heard, "KEPT_FROM", 1)
    assert events().equals(before)
    files = sorted((tmp_path / "cache").rglob("*.arrow"))
    assert len(files) == 3
    assert events().equals(before)
    files[0].write_bytes(b"damaged")
    assert events().equals(before)


def test_what_is_read_while_the_record_is_written_to_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(whole, "KEPT_FROM", 1)
    monkeypatch.setattr(heard, "KEPT_FROM", 1)
    path = Path(make_record(tmp_path / "r.sqlite"))
    read = whole.read_whole

    def while_written(*asked: Any) -> whole.Whole:
        found = read(*asked)
        with Record.open(path) as writing:
            writing.linking.begin("another linker")
        return found

    asked = {"start": "1990", "end": "2030"}
    with monkeypatch.context() as meanwhile, open_record(path) as view:
        meanwhile.setattr(whole, "read_whole", while_written)
        assert everything(view.record, view.registry).state == ""
        activity(view, "A", asked)
    with open_record(path) as view:
        assert activity(view, "A", asked).events.is_empty()


def test_what_is_kept_depends_on_actors_places_and_settings(tmp_path: Path) -> None:
    file, index = tmp_path / "settings.toml", tmp_path / "places.sqlite"
    file.write_text("a = 1")
    index.write_text("places")
    actors, places = ActorRegistry.load(), SimpleNamespace(path=index)
    first = kept.fingerprint(1, actors, places, [file])
    assert kept.fingerprint(1, actors, places, [file]) == first
    others = {kept.fingerprint(2, actors, places, [file]), kept.fingerprint(1, actors, None, [file])}
    others.add(kept.fingerprint(1, list(actors)[1:], places, [file]))
    file.write_text("a = 2")
    others.add(kept.fingerprint(1, actors, places, [file]))
    index.write_text("more places")
    others.add(kept.fingerprint(1, actors, places, [file]))
    assert len(others - {first}) == 5
