"""Several readers and writers at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from record_factory import READER, make_claim, make_document, raw_of

from counterclaim.record import Record, query
from counterclaim.record.engine import reading


def test_writers_wait_for_each_other(address: str) -> None:
    def write(first: int) -> None:
        with Record.open(address) as record:
            for number in range(first, first + 15):
                document = make_document(number)
                record.save_document(document, raw_of(number), [make_claim(document)], reader=READER)
                record.set_families({document.id: document.id})

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, (0, 100, 200)))
    with Record.open(address, readonly=True) as record:
        assert record.counts()["claims"] == 45


def test_a_reader_sees_one_state(record: Record) -> None:
    with reading(record._engine) as connection:
        assert query.all_counts(connection)["documents"] == 0
        record.save_document(make_document(), raw_of(0), [], reader=READER)
        assert query.all_counts(connection)["documents"] == 0
    assert record.counts()["documents"] == 1


def test_one_record_serves_several_threads(record: Record) -> None:
    document = make_document()
    record.save_document(document, raw_of(0), [make_claim(document, n) for n in range(50)], reader=READER)
    with ThreadPoolExecutor(8) as pool:
        totals = list(pool.map(lambda _: len(list(record.iter_claims())), range(24)))
    assert totals == [50] * 24


def test_a_stream_may_be_left_half_read(record: Record) -> None:
    document = make_document()
    claims = [make_claim(document, number) for number in range(600)]
    record.save_document(document, raw_of(0), claims, reader=READER)
    for _ in range(20):
        stream = record.iter_claims()
        next(stream)
        stream.close()  # type: ignore[attr-defined]
        rows = record.iter_rows("claims")
        next(rows)
        rows.close()  # type: ignore[attr-defined]
    assert len(list(record.iter_rows("claims"))) == 600
    record.save_document(document, raw_of(0), [], reader=READER)
    assert record.counts()["claims"] == 0
