"""Linking a record bit by bit gives what linking it at once gives, and leaves alone what it does not touch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.events import DocumentContext, link
from counterclaim.events.linking import summarise
from counterclaim.model import Claim, Decision, Document, Event, Kind, TimePrecision, When
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record
from tests.factories import claim, day, killed, place

START = date(2017, 11, 1)


def some_claims(seed: int, documents: int = 14) -> list[Claim]:
    """Claims of a few weeks around two towns; some say the same, some have no time or place."""
    random = Random(seed)
    made = []
    for number in range(documents):
        for sentence in range(random.randint(1, 3)):
            on = (START + timedelta(days=random.choice([0, 0, 1, 2, 9, 30, 31]))).isoformat()
            made.append(
                claim(
                    f"d{number}",
                    sentence,
                    when=random.choice([day(on), day(on), day(on), None]),
                    where=random.choice([place(35.0, 40.0), place(35.02, 40.01), place(36.5, 43.0), None]),
                    actors=(random.choice(["islamic_state", "sdf", "gov.SY"]),),
                    quantities=random.choice([(), (killed(7, 7),), (killed(20, 25),)]),
                    text=random.choice([None, "Seven people died when shells hit the market of the town."]),
                    kind=random.choice([Kind.EVENT, Kind.EVENT, Kind.EVENT, Kind.TALLY]),
                )
            )
    return made


def documents_of(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for one in claims:
        found.setdefault(one.document_id, []).append(one)
    return found


def save(record: Record, name: str, claims: list[Claim]) -> None:
    raw = f"text of {name}".encode()
    published = START + timedelta(days=40)
    when = When(published.isoformat(), published, published, TimePrecision.DAY)
    document = Document(
        id=name, path=f"{name}.txt", text=raw.decode(), sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/plain", published=when,
    )  # fmt: skip
    record.save_document(document, raw, claims, reader="test")


def events_of(record: Record) -> list[Event]:
    return list(record.linking.iter_events())


def at_once(claims: list[Claim]) -> list[Event]:
    published = START + timedelta(days=40)
    contexts = {one.document_id: DocumentContext(one.document_id, None, published) for one in claims}
    return link(claims, contexts)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), order=st.randoms(use_true_random=False), cuts=st.integers(1, 5))
def test_bit_by_bit_is_as_at_once(tmp_path: Path, seed: int, order: Random, cuts: int) -> None:
    claims = some_claims(seed)
    documents = documents_of(claims)
    names = list(documents)
    order.shuffle(names)
    path = tmp_path / f"{seed}-{cuts}-{order.random()}.sqlite"
    with Record.open(path, create=True) as record:
        for number, name in enumerate(names):
            save(record, name, documents[name])
            if number % cuts == 0:
                link_record(record)
        link_record(record)
        assert events_of(record) == at_once(claims)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_size_of_the_steps_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    for name in ("pipeline.linking._CHUNK", "pipeline.linking._SEEDS", "pipeline.linking._ROWS"):
        monkeypatch.setattr(f"counterclaim.{name}", size)
    monkeypatch.setattr("counterclaim.record.link_store._AT_ONCE", size)
    claims = some_claims(11, documents=25)
    with Record.open(tmp_path / "r.sqlite", create=True) as record:
        for name, of_it in documents_of(claims).items():
            save(record, name, of_it)
        link_record(record)
        assert events_of(record) == at_once(claims)


def test_both_databases_are_linked_alike(nowhere: str) -> None:
    claims = some_claims(21, documents=20)
    documents = documents_of(claims)
    with Record.open(nowhere, create=True) as record:
        for number, (name, of_it) in enumerate(documents.items()):
            save(record, name, of_it)
            if number % 7 == 0:
                link_record(record)
        link_record(record)
        assert events_of(record) == at_once(claims)
        gone = claims[0].document_id
        save(record, gone, [])
        link_record(record)
        assert events_of(record) == at_once([one for one in claims if one.document_id != gone])


def test_a_document_read_again_changes_only_its_events(tmp_path: Path) -> None:
    claims = some_claims(5, documents=30)
    documents = documents_of(claims)
    with Record.open(tmp_path / "r.sqlite", create=True) as record:
        for name, of_it in documents.items():
            save(record, name, of_it)
        link_record(record)
        before = {event.id: event for event in events_of(record)}
        gone = claims[0].document_id
        save(record, gone, [])
        link_record(record)
        left = [one for one in claims if one.document_id != gone]
        assert events_of(record) == at_once(left)
        ids = {one.id for one in documents[gone]}
        untouched = [event for event in before.values() if ids.isdisjoint(event.claims)]
        assert untouched
        kept = {event.id: event for event in events_of(record)}
        assert sum(kept.get(event.id) == event for event in untouched) >= len(untouched) * 0.8


def test_only_events_that_change_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = documents_of(some_claims(5, documents=30))
    *first, last = documents
    with Record.open(tmp_path / "r.sqlite", create=True) as record:
        for name in first:
            save(record, name, documents[name])
        link_record(record)
        before = {event.claims for event in events_of(record)}
        save(record, last, documents[last])
        made: list[tuple[str, ...]] = []

        def summarised(claims: list[Claim], *of: Any, **more: Any) -> Event:
            made.append(tuple(sorted(one.id for one in claims)))
            return summarise(claims, *of, **more)

        monkeypatch.setattr("counterclaim.pipeline.linking.summarise", summarised)
        link_record(record)
        assert sorted(made) == sorted({event.claims for event in events_of(record)} - before)
        assert len(made) < len(before)


def test_a_build_cut_off_while_it_links_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = some_claims(8)
    with Record.open(tmp_path / "r.sqlite", create=True) as record:
        for name, of_it in documents_of(claims).items():
            save(record, name, of_it)
        with monkeypatch.context() as patch:
            patch.setattr("counterclaim.pipeline.linking.summarise", lambda *_, **__: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                link_record(record)
        link_record(record)
        assert events_of(record) == at_once(claims)


def test_relations_cut_off_are_made_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(tmp_path / "r.sqlite", create=True) as record:
        for name, of_it in documents_of(some_claims(8)).items():
            save(record, name, of_it)
        with monkeypatch.context() as patch:
            patch.setattr("counterclaim.pipeline.linking.relate", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                link_record(record)
        assert not record.linking.is_related()
        link_record(record)
        assert record.linking.is_related()


def test_another_table_of_weights_links_the_record_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = some_claims(3)
    with Record.open(tmp_path / "r.sqlite", create=True) as record:
        for name, of_it in documents_of(claims).items():
            save(record, name, of_it)
        with monkeypatch.context() as patch:
            patch.setattr("counterclaim.pipeline.linking.clusters", lambda linked: np.arange(linked.size))
            patch.setattr("counterclaim.pipeline.linking.fingerprint", lambda: "each alone")
            link_record(record)
            assert all(len(event.claims) == 1 for event in events_of(record))
        link_record(record)
        assert events_of(record) == at_once(claims)


@given(seed=st.integers(0, 500), pick=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_a_decision_taken_back_leaves_no_trace(seed: int, pick: Random) -> None:
    claims = some_claims(seed)
    published = START + timedelta(days=40)
    contexts = {one.document_id: DocumentContext(one.document_id, None, published) for one in claims}
    before = link(claims, contexts)
    members = sorted(id_ for event in before for id_ in event.claims)
    a, b = pick.sample(members, 2)
    decision = Decision(a, b, same=pick.random() < 0.5)
    decided = link(claims, contexts, [decision])
    home = {id_: event.id for event in decided for id_ in event.claims}
    assert (home[a] == home[b]) is decision.same
    assert link(claims, contexts) == before
    turned = replace(decision, same=not decision.same)
    assert link(claims, contexts, [turned]) != decided
