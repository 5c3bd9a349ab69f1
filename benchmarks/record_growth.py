"""How time and memory of linking a record grow with the number of its claims, a million of them by default.

``python -m benchmarks.record_growth [--sizes 10000 100000 1000000] [--weekly 2400] [--seed S] [--json]``

Made-up claims (`benchmarks.synthetic_claims`), `--weekly` of them for each week of the war whatever the size, are
put as documents into a record in SQLite by one process and linked by `link_record` in another, so that the memory is
that of linking alone: the greatest resident size of the process in MiB, and what of it was there before. The growth is
the slope of time and of memory over the number of claims, both in logarithms: 1 is linear, 0 does not grow. Unix only.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar
from zlib import compress

from benchmarks.linking_growth import Figures, growth, peak_mib
from benchmarks.linking_record import by_document, made_up
from benchmarks.synthetic_claims import Synthetic, synthetic_claims
from benchmarks.web.filling import columns, fill
from benchmarks.web.synthetic import Rows
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record
from counterclaim.record.fold import dumps
from counterclaim.record.rows import claim_rows, document_row

Result = TypeVar("Result")
_SIZES = (10_000, 100_000, 1_000_000)
_WEEKLY = 2_400
_BATCH = 5_000
_READER = "benchmark"


def make(path: Path, count: int, seed: int, weekly: int) -> float:
    """Make a record of `count` claims at `path`; the seconds that it took."""
    began = time.perf_counter()
    documents = by_document(synthetic_claims(count, seed, weekly))
    fill(str(path), (_rows(some) for some in iter(lambda: list(islice(documents, _BATCH)), [])))
    return time.perf_counter() - began


def _rows(documents: Sequence[Sequence[Synthetic]]) -> Rows:
    """The rows that saving these documents makes."""
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for told in documents:
        document, raw = made_up(told)
        rows["raw"].append(
            {
                "sha256": document.sha256,
                "media_type": document.media_type,
                "size": len(raw),
                "data": compress(raw),
            }
        )
        rows["documents"].append(document_row(document, _READER, None))
        for one in told:
            of_claim = claim_rows(one.claim, document.title)
            rows["claims"].append(of_claim.claim)
            rows["claim_sources"] += of_claim.sources
            rows["claim_actors"] += of_claim.actors
            rows["claim_quantities"] += of_claim.quantities
    return {table: [_values(table, row) for row in of_table] for table, of_table in rows.items()}


def _values(table: str, row: dict[str, Any]) -> tuple[Any, ...]:
    values = (row.get(name) for name in columns(table))
    return tuple(dumps(value) if isinstance(value, dict | list) else value for value in values)


def measure(path: Path) -> Figures:
    """Link the record at `path` and say what it took. For a process of its own: memory is that of the process."""
    with Record.open(path) as record:
        empty, began, processor = peak_mib(), time.perf_counter(), time.process_time()
        link_record(record)
        seconds, processor = time.perf_counter() - began, time.process_time() - processor
        counts = record.counts()
    return {
        "claims": counts["claims"],
        "documents": counts["documents"],
        "events": counts["events"],
        "link_seconds": round(seconds, 1),
        "link_processor_seconds": round(processor, 1),
        "start_mib": round(empty, 1),
        "peak_mib": round(peak_mib(), 1),
        "record_mib": round(path.stat().st_size / 2**20, 1),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Measure every size and print the figures."""
    parser = argparse.ArgumentParser(prog="record_growth", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=_SIZES, metavar="N", help="claims of each run"
    )
    parser.add_argument("--weekly", type=int, default=_WEEKLY, metavar="N", help="claims of each week")
    parser.add_argument("--seed", type=int, default=7, help="seed of the generator")
    parser.add_argument("--json", action="store_true", help="print one object on one line")
    given = parser.parse_args(argv)
    if min(*given.sizes, given.weekly) < 1:
        parser.error("--sizes and --weekly must be positive")
    measured = [_one(count, given.seed, given.weekly) for count in given.sizes]
    growths = {f"{key}_growth": growth(measured, key) for key in ("link_seconds", "peak_mib")}
    told = {"seed": given.seed, "weekly": given.weekly, "sizes": measured, **growths}
    print(json.dumps(told, indent=None if given.json else 2))
    return 0


def _one(count: int, seed: int, weekly: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite"
        saved = _apart(lambda own: own.submit(make, path, count, seed, weekly).result())
        figures = {**_apart(lambda own: own.submit(measure, path).result()), "save_seconds": round(saved, 1)}
    took = f"{figures['link_seconds']:9.1f} s {figures['peak_mib']:9.1f} MiB"
    print(f"{count:>10,} claims {took}", file=sys.stderr, flush=True)
    return figures


def _apart(work: Callable[[ProcessPoolExecutor], Result]) -> Result:
    """Run in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
        return work(own)


if __name__ == "__main__":
    sys.exit(main())
