"""What is stored comes back as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from record_factory import READER, make_claim, make_document, make_event, make_place, on, raw_of

from counterclaim.errors import RecordError
from counterclaim.model import Document, Span, TimeBasis, TimePrecision, When
from counterclaim.model.serialize import claim_to_dict, document_header, event_to_dict
from counterclaim.record import Record


def test_every_field_of_a_document(record: Record) -> None:
    published = When(
        "2018-03", date(2018, 3, 1), None, TimePrecision.MONTH, TimeBasis.RELATIVE, Span(1, 4, "Mar")
    )
    for number, document in enumerate(
        [
            make_document(0),
            make_document(1, published=published),
            make_document(2, published=None, title=None),
        ]
    ):
        record.save_document(document, raw_of(number), [], reader=READER)
        assert record.document(document.id) == document
        assert record.raw(document.sha256) == raw_of(number)


def test_every_field_of_a_claim(record: Record) -> None:
    document = make_document()
    full = make_claim(document, 0)
    bare = make_claim(
        document, 1, attribution=(), actors=(), targets=(), quantities=(), place=None, when=None,
        control=None, method=None, evidence=(), cites=(),
    )  # fmt: skip
    unknown = make_claim(
        document, 2, place=make_place(id=None, lat=None, relation=None), when=on(date.min, end=None)
    )
    record.save_document(document, raw_of(0), [full, bare, unknown], reader=READER)
    stored = {claim.id: claim for claim in record.iter_claims()}
    assert stored == {claim.id: claim for claim in (full, bare, unknown)}
    assert record.claim(full.id) == claim_to_dict(full, document_header(document))


def test_every_field_of_an_event(record: Record, save: Callable[..., Document]) -> None:
    claims = [make_claim(make_document(), number) for number in range(3)]
    save(0, claims)
    event = make_event(1, claims[2], claims[0])
    other = make_event(2, claims[1], place=None, when=None, estimates=(), actors=(), targets=())
    record.linking.put_events([], iter([event, other]))
    detail = record.event(event.id)
    assert detail is not None
    assert detail.event == event
    header = document_header(make_document())
    assert detail.claims == [claim_to_dict(claims[2], header), claim_to_dict(claims[0], header)]
    assert {row["id"]: row for row in record.events().rows} == {
        event.id: event_to_dict(event),
        other.id: event_to_dict(other),
    }


def test_claims_come_by_id(record: Record) -> None:
    document = make_document()
    claims = [make_claim(document, number) for number in range(600)]
    record.save_document(document, raw_of(0), claims, reader=READER)
    ids = [claim.id for claim in record.iter_claims()]
    assert ids == sorted(claim.id for claim in claims)


def test_saving_again_changes_nothing(record: Record, save: Callable[..., Document]) -> None:
    document = make_document()
    claims = [make_claim(document, number) for number in range(3)]
    save(0, claims)
    before = record.digest()
    save(0, claims)
    assert record.digest() == before
    assert record.counts() == {
        "documents": 1, "claims": 3, "events": 0, "estimates": 0, "raw": 1, "runs": 0, "copies": 0,
    }  # fmt: skip


def test_a_new_reading_takes_the_place_of_the_old(record: Record, save: Callable[..., Document]) -> None:
    document = make_document()
    old = [make_claim(document, number) for number in range(3)]
    save(0, old)
    record.linking.put_events([], [make_event(1, *old)])
    new = make_claim(document, 9, modality=old[0].modality)
    changed = replace(document, title="Another title")
    record.save_document(changed, raw_of(0), [new], reader="reader/2")
    assert list(record.iter_claims()) == [new]
    assert record.document(document.id) == changed
    assert not record.has_document(document.id, READER)
    assert record.has_document(document.id, "reader/2")
    assert record.counts()["raw"] == 1


def test_equal_bytes_are_kept_once(record: Record) -> None:
    first = make_document(0)
    second = replace(first, id="d_other", path="elsewhere/0.txt")
    for document in (first, second):
        record.save_document(document, raw_of(0), [], reader=READER)
    assert record.counts()["raw"] == 1
    assert record.counts()["documents"] == 2


def test_bytes_of_another_document_are_refused(record: Record) -> None:
    with pytest.raises(RecordError, match="raw bytes"):
        record.save_document(make_document(0), raw_of(1), [], reader=READER)
    assert record.counts()["raw"] == 0


@pytest.mark.parametrize("bad", ["twice", "foreign"])
def test_a_refused_document_leaves_the_old_one(
    record: Record, save: Callable[..., Document], bad: str
) -> None:
    document = make_document()
    save(0, [make_claim(document)])
    before = record.digest()
    wrong = make_claim(document) if bad == "twice" else make_claim(make_document(1))
    with pytest.raises(RecordError):
        save(0, [make_claim(document), wrong])
    assert record.digest() == before


def test_families(record: Record, save: Callable[..., Document]) -> None:
    documents = [save(number, []) for number in range(3)]
    first, second, third = (document.id for document in documents)
    record.set_families({first: first, second: first, third: third})
    rows = {row["id"]: row for row in record.documents().rows}
    assert [rows[id_]["copy_of"] for id_ in (first, second, third)] == [None, first, None]
    assert record.counts()["copies"] == 1
    record.set_families({third: third})
    rows = {row["id"]: row for row in record.documents().rows}
    assert [rows[id_]["family"] for id_ in (first, second, third)] == [None, None, third]


def test_fingerprints(record: Record) -> None:
    with_one, undated, without = (make_document(number) for number in range(3))
    record.save_document(with_one, raw_of(0), [], reader=READER, signature=b"\x00\xff")
    record.save_document(replace(undated, published=None), raw_of(1), [], reader=READER, signature=b"s")
    record.save_document(without, raw_of(2), [], reader=READER, signature=None)
    expected = {(with_one.id, date(2018, 3, 15), b"\x00\xff"), (undated.id, None, b"s")}
    assert {tuple(row) for row in record.fingerprints()} == expected
    assert {row[:3] for row in record.headers()} == {
        (with_one.id, "Desk Á", date(2018, 3, 15)),
        (undated.id, "Desk Á", None),
        (without.id, "Desk Á", date(2018, 3, 15)),
    }
    (header,) = record.headers([with_one.id])
    assert header.document_id == with_one.id
    assert with_one.text.startswith(header.head)
    assert with_one.text.endswith(header.tail)


def test_what_no_database_keeps_is_replaced(record: Record) -> None:
    document = make_document(0, title="a\x00b\ud800c", path="caf\udce9.txt", problems=("\x00", "\\u0000"))
    claim = make_claim(document, sentence=Span(0, 3, "\x00\udfffx"), event_type="\x00")
    record.save_document(document, raw_of(0), [claim], reader=READER)
    stored = record.document(document.id)
    assert stored is not None
    assert stored.title == "a\ufffdb\ufffdc"
    assert stored.path == "caf\ufffd.txt"
    assert stored.problems == ("\ufffd", "\\u0000")
    (kept,) = record.iter_claims()
    assert kept.sentence == Span(0, 3, "\ufffd\ufffdx")


def test_a_number_that_is_none_is_refused(record: Record) -> None:
    document = make_document()
    with pytest.raises(RecordError):
        record.save_document(
            document, raw_of(0), [make_claim(document, confidence=float("nan"))], reader=READER
        )
    assert record.counts()["documents"] == 0


def test_huge_values(record: Record) -> None:
    document = make_document(0, publisher="p" * 100_000, path="x/" * 5000)
    claim = make_claim(document, sentence=Span(0, 3_000_000, "word " * 600_000))
    quantity = replace(claim.quantities[0], low=10**30, high=10**40)
    claim = replace(claim, quantities=(quantity,))
    record.save_document(document, raw_of(0), [claim], reader=READER)
    other = make_claim(document, 1, sentence=Span(0, 60_000, "\ufdfa" * 30_000 + " " + "w" * 30_000))
    record.save_document(document, raw_of(0), [claim, other], reader=READER)
    assert {stored.id: stored for stored in record.iter_claims()} == {claim.id: claim, other.id: other}


def test_two_databases_that_hold_the_same_have_one_digest(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str]
) -> None:
    digests = []
    for address, order in ((str(tmp_path_factory.mktemp("one") / "r.sqlite"), 1), (new_database(), -1)):
        with Record.open(address, create=True) as record:
            documents = [make_document(number) for number in range(4)]
            for number in range(4)[::order]:
                claims = [make_claim(documents[number], place) for place in range(3)]
                record.save_document(documents[number], raw_of(number), claims, reader=READER)
            record.linking.put_events([], [make_event(1, make_claim(documents[0]), make_claim(documents[1]))])
            digests.append(record.digest())
            record.start_run(command="build", config={})
            assert record.digest() == digests[-1]
    assert digests[0] == digests[1]
