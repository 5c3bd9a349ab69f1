"""What a few new reports cost in a record that holds many claims already.

``python -m benchmarks.linking_record [--claims 100000] [--new 100] [--seed S] [--json]``

A record in SQLite is filled with made-up reports (`benchmarks.synthetic_claims`) and linked; then reports with about
`--new` claims more are added and the record is linked again. Seconds are of the clock, memory is the greatest resident
size of the process in MiB. The last figure is how many events the new claims touched. Unix only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.linking_growth import peak_mib
from benchmarks.synthetic_claims import Synthetic, synthetic_claims
from counterclaim.model import Document, TimePrecision, When
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record


def main() -> None:
    """Run it and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--new", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Record.open(Path(folder) / "r.sqlite", create=True) as record,
    ):
        figures = measure(record, asked.claims, asked.new, asked.seed)
    if asked.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:>20}  {value:,}")


def measure(record: Record, count: int, new: int, seed: int) -> dict[str, float]:
    """Fill and link the record, add the last reports, link again."""
    documents = list(by_document(synthetic_claims(count + new, seed)))
    at = next(n for n in range(len(documents)) if sum(map(len, documents[n:])) <= new)
    filled = _timed(lambda: _save(record, documents[:at]))
    linked = _timed(lambda: link_record(record))
    before = {event.id: event.claims for event in record.linking.iter_events()}
    _save(record, documents[at:])
    again = _timed(lambda: link_record(record))
    after = {event.id: event.claims for event in record.linking.iter_events()}
    changed = sum(before.get(id_) != claims for id_, claims in after.items())
    return {
        "claims": count,
        "save_seconds": filled,
        "link_seconds": linked,
        "new_claims": sum(map(len, documents[at:])),
        "link_new_seconds": again,
        "events": len(after),
        "events_touched": changed,
        "peak_mib": round(peak_mib()),
    }


def by_document(claims: Iterable[Synthetic]) -> Iterator[list[Synthetic]]:
    """The claims by document; a document's claims stand together."""
    for _, of_it in groupby(claims, key=lambda one: one.claim.document_id):
        yield list(of_it)


def made_up(told: Sequence[Synthetic]) -> tuple[Document, bytes]:
    """The document that the claims are of, and its bytes: its id is all that it says."""
    first, raw = told[0], told[0].claim.document_id.encode()
    published = first.context.published
    document = Document(
        id=first.claim.document_id,
        path=f"{first.claim.document_id}.txt",
        text=raw.decode(),
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/plain",
        publisher=first.context.publisher,
        published=When(published.isoformat(), published, published, TimePrecision.DAY) if published else None,
    )
    return document, raw


def _save(record: Record, documents: Iterable[list[Synthetic]]) -> None:
    for told in documents:
        record.save_document(*made_up(told), [one.claim for one in told], reader="benchmark")


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 2)


if __name__ == "__main__":
    main()
